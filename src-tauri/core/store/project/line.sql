SELECT project.code, project.name, zone.name AS zone, zone.counts AS zone_counts, project.industry, agreed_fen, basis, owner_unit,
       coalesce(user.name, owner_name) AS owner,
       (SELECT happened_on FROM milestone WHERE project_id = project.id AND kind = 'SIGNED' ORDER BY id DESC LIMIT 1) AS signed_on,
       coalesce((SELECT sum(recognised_fen) FROM fund WHERE project_id = project.id AND status = 'VERIFIED'), 0) AS delivered_fen,
       (SELECT max(held_on) FROM meeting WHERE project_id = project.id) AS last_met_on
FROM project LEFT JOIN zone ON zone.id = project.zone_id LEFT JOIN user ON user.id = project.owner_id
WHERE project.id = :project;
