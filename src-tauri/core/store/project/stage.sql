-- The headline stage of :project (rulebook 2): producing, else verified money (I13), else started, registered, signed;
-- before signing a logged meeting makes it at least NEGOTIATING.
SELECT CASE
  WHEN side_exit IS NOT NULL THEN side_exit
  WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'PRODUCING') THEN 'PRODUCING'
  WHEN (SELECT sum(recognised_fen) FROM fund WHERE project_id = project.id AND status = 'VERIFIED') > 0 THEN 'FUNDED'
  WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'STARTED') THEN 'STARTED'
  WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'REGISTERED') THEN 'REGISTERED'
  WHEN EXISTS (SELECT 1 FROM milestone WHERE project_id = project.id AND kind = 'SIGNED') THEN 'SIGNED'
  WHEN stage IN ('TARGET','LEAD') AND EXISTS (SELECT 1 FROM meeting WHERE project_id = project.id) THEN 'NEGOTIATING'
  ELSE stage END
FROM project WHERE id = :project;
