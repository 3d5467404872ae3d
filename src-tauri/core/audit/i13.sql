-- Projects with verified lines, and whether those sum to more than nothing (I13); the stage is asked apart.
SELECT project.id, project.name, project.code, sum(fund.recognised_fen) > 0
FROM project JOIN fund ON fund.project_id = project.id AND fund.status = 'VERIFIED'
GROUP BY project.id ORDER BY project.code;
