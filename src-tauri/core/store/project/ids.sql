SELECT id FROM project
WHERE (:company IS NULL OR EXISTS (SELECT 1 FROM investor_share WHERE investor_share.project_id = project.id AND company_id = :company))
  AND (:owner IS NULL OR owner_id = :owner)
  -- The headline stage, as stage.sql works it out.
  AND (:stage IS NULL OR :stage = CASE
      WHEN side_exit IS NOT NULL THEN side_exit
      WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'PRODUCING') THEN 'PRODUCING'
      WHEN (SELECT sum(recognised_fen) FROM fund WHERE project_id = project.id AND status = 'VERIFIED') > 0 THEN 'FUNDED'
      WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'STARTED') THEN 'STARTED'
      WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'REGISTERED') THEN 'REGISTERED'
      WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'SIGNED') THEN 'SIGNED'
      WHEN stage IN ('TARGET','LEAD') AND EXISTS (SELECT 1 FROM meeting WHERE project_id = project.id) THEN 'NEGOTIATING'
      ELSE stage END)
  AND (:found IS NULL OR id IN (SELECT unhex(value) FROM json_each(:found)))
  AND (:stale IS NULL OR id IN (SELECT unhex(value) FROM json_each(:stale)))
ORDER BY code DESC, id LIMIT :limit OFFSET :offset;
