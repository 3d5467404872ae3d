-- I12: projects of which more was verified than they agreed, supplements included.
SELECT 'project', project.id, project.name, project.code,
       got.fen - project.agreed_fen - coalesce((SELECT sum(amount_fen) FROM supplement WHERE project_id = project.id), 0), NULL, NULL
FROM project JOIN (
  SELECT project_id, sum(recognised_fen) AS fen FROM fund WHERE status = 'VERIFIED' AND project_id IS NOT NULL GROUP BY project_id) AS got
  ON got.project_id = project.id
WHERE project.agreed_fen IS NOT NULL
  AND got.fen > project.agreed_fen + coalesce((SELECT sum(amount_fen) FROM supplement WHERE project_id = project.id), 0)
  AND (:fund IS NULL OR project.id = (SELECT project_id FROM fund WHERE id = :fund))
ORDER BY project.code;
