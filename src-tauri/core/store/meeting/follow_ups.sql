SELECT meeting.*, coalesce(company.name_zh, company.name_en) AS company, project.name AS project, user.name AS logged_by_name
FROM meeting JOIN company ON company.id = meeting.company_id LEFT JOIN project ON project.id = meeting.project_id
LEFT JOIN user ON user.id = meeting.logged_by
WHERE meeting.next_due_on <= :until AND meeting.next_done_on IS NULL AND meeting.next_step IS NOT NULL
  AND (:owner IS NULL OR meeting.next_owner_id = :owner)
ORDER BY meeting.next_due_on, meeting.id LIMIT :limit;
