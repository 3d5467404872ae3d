-- Projects with verified lines, and those that a person would have called funded, and whether their verified lines sum to
-- more than nothing (I13); the stage is asked apart.
SELECT project.id, project.name, project.code, coalesce(sum(fund.recognised_fen), 0) > 0
FROM project LEFT JOIN fund ON fund.project_id = project.id AND fund.status = 'VERIFIED'
GROUP BY project.id HAVING count(fund.id) > 0 OR project.stage = 'FUNDED'
ORDER BY project.code;
