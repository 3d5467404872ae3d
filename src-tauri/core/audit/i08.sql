-- I8: projects whose investors' shares sum to more than the whole.
SELECT 'project', project.id, project.name, project.code, NULL, NULL, printf('%.2f', sum(investor_share.share_bp) / 100.0)
FROM project JOIN investor_share ON investor_share.project_id = project.id
WHERE :fund IS NULL OR project.id = (SELECT project_id FROM fund WHERE id = :fund)
GROUP BY project.id HAVING sum(investor_share.share_bp) > 10000
ORDER BY project.code;
