-- Projects that verified lines or a person call funded and whose verified lines sum to nothing (I13); the stage is asked apart.
SELECT project.id, project.name, project.code, 0
FROM project LEFT JOIN (
  SELECT project_id, sum(recognised_fen) AS fen FROM fund NOT INDEXED
  WHERE status = 'VERIFIED' AND project_id IS NOT NULL GROUP BY project_id) AS got ON got.project_id = project.id
WHERE coalesce(got.fen, 0) <= 0 AND (got.fen IS NOT NULL OR project.stage = 'FUNDED')
ORDER BY project.code;
