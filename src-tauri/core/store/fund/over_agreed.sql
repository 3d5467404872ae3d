-- The project, and by how much :more would make its verified money exceed what it agreed, supplements included (I12).
SELECT name, got + :more - agreed FROM (
  SELECT name, agreed_fen + coalesce((SELECT sum(amount_fen) FROM supplement WHERE project_id = project.id), 0) AS agreed,
         coalesce((SELECT sum(recognised_fen) FROM fund WHERE project_id = project.id AND status = 'VERIFIED'), 0) AS got
  FROM project WHERE id = :project AND agreed_fen IS NOT NULL)
WHERE got + :more > agreed;
