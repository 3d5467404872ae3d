-- Each project where it stands: the headline stage as stage.sql works it out, its dates, its money, its last contact.
SELECT project.id, project.code, project.name, project.owner_id, coalesce(user.name, owner_name) AS owner,
       CASE
         WHEN side_exit IS NOT NULL THEN side_exit
         WHEN producing_on IS NOT NULL THEN 'PRODUCING'
         WHEN delivered_fen > 0 THEN 'FUNDED'
         WHEN started_on IS NOT NULL THEN 'STARTED'
         WHEN registered_on IS NOT NULL THEN 'REGISTERED'
         WHEN signed_on IS NOT NULL THEN 'SIGNED'
         WHEN stage IN ('TARGET','LEAD') AND met_on IS NOT NULL THEN 'NEGOTIATING'
         ELSE stage
       END AS headline,
       agreed_fen + coalesce((SELECT sum(amount_fen) FROM supplement WHERE project_id = project.id), 0) AS agreed_fen,
       delivered_fen, signed_on, registered_on, started_on, producing_on, met_on
FROM (
  SELECT project.*,
         (SELECT happened_on FROM milestone WHERE project_id = project.id AND kind = 'SIGNED' ORDER BY id DESC LIMIT 1) AS signed_on,
         (SELECT happened_on FROM milestone WHERE project_id = project.id AND kind = 'REGISTERED' ORDER BY id DESC LIMIT 1) AS registered_on,
         (SELECT happened_on FROM milestone WHERE project_id = project.id AND kind = 'STARTED' ORDER BY id DESC LIMIT 1) AS started_on,
         (SELECT happened_on FROM milestone WHERE project_id = project.id AND kind = 'PRODUCING' ORDER BY id DESC LIMIT 1) AS producing_on,
         coalesce((SELECT sum(recognised_fen) FROM fund WHERE project_id = project.id AND status = 'VERIFIED'), 0) AS delivered_fen,
         (SELECT max(held_on) FROM meeting WHERE project_id = project.id) AS met_on
  FROM project
) AS project
LEFT JOIN user ON user.id = project.owner_id
ORDER BY project.code DESC, project.id;
