-- Projects whose milestone :kind, in its last word by :to, lies between :from and :to, the earliest first.
SELECT project.id, project.code, project.name, project.agreed_fen, zone.name AS zone, coalesce(user.name, owner_name) AS owner,
       (SELECT group_concat(coalesce(company.name_zh, company.name_en), '、' ORDER BY investor_share.id)
          FROM investor_share JOIN company ON company.id = investor_share.company_id
         WHERE investor_share.project_id = project.id) AS investors,
       milestone.happened_on AS happened_on
FROM project JOIN milestone ON milestone.id =
       (SELECT max(id) FROM milestone AS last WHERE last.project_id = project.id AND last.kind = :kind)
LEFT JOIN zone ON zone.id = project.zone_id LEFT JOIN user ON user.id = project.owner_id
WHERE milestone.happened_on BETWEEN :from AND :to
ORDER BY milestone.happened_on, project.code;
