-- What happened with the company :id, newest first: meetings, projects by their signing, money by its arrival.
SELECT 'meeting' AS kind, meeting.id, held_on AS on_date, coalesce(topics, mode) AS title, next_step AS detail, NULL AS fen, level AS state
FROM meeting WHERE company_id = :id
UNION ALL
SELECT 'project', project.id, (SELECT max(happened_on) FROM milestone WHERE milestone.project_id = project.id AND kind = 'SIGNED'),
       project.name, project.code, project.agreed_fen, coalesce(project.side_exit, project.stage)
FROM investor_share JOIN project ON project.id = investor_share.project_id WHERE investor_share.company_id = :id
UNION ALL
SELECT 'fund', fund.id, arrived_on, fund.ref, project.name, recognised_fen, fund.status
FROM fund LEFT JOIN project ON project.id = fund.project_id WHERE investor_id IN (SELECT id FROM company WHERE id = :id OR merged_into = :id)
ORDER BY on_date DESC, id DESC LIMIT :limit;
