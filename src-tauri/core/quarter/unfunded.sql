-- Projects signed by :to that brought no verified money by then, neither paused nor dropped; the largest agreed amount first.
SELECT project.id, project.code, project.name, project.agreed_fen, zone.name AS zone, coalesce(user.name, owner_name) AS owner,
       (SELECT group_concat(coalesce(company.name_zh, company.name_en), '、' ORDER BY investor_share.id)
          FROM investor_share JOIN company ON company.id = investor_share.company_id
         WHERE investor_share.project_id = project.id) AS investors,
       milestone.happened_on AS happened_on
FROM project JOIN milestone ON milestone.id =
       (SELECT max(id) FROM milestone AS last WHERE last.project_id = project.id AND last.kind = 'SIGNED')
LEFT JOIN zone ON zone.id = project.zone_id LEFT JOIN user ON user.id = project.owner_id
WHERE milestone.happened_on <= :to AND project.side_exit IS NULL
  AND coalesce((SELECT sum(recognised_fen) FROM fund
                WHERE fund.project_id = project.id AND status = 'VERIFIED' AND arrived_on <= :to), 0) <= 0
ORDER BY project.agreed_fen IS NULL, project.agreed_fen DESC, project.code;
