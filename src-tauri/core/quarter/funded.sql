-- Projects whose first verified money arrived between :from and :to, the earliest first (新到资).
SELECT project.id, project.code, project.name, project.agreed_fen, zone.name AS zone, coalesce(user.name, owner_name) AS owner,
       (SELECT group_concat(coalesce(company.name_zh, company.name_en), '、' ORDER BY investor_share.id)
          FROM investor_share JOIN company ON company.id = investor_share.company_id
         WHERE investor_share.project_id = project.id) AS investors,
       first.arrived_on AS happened_on
FROM (SELECT project_id, min(arrived_on) AS arrived_on FROM fund
      WHERE status = 'VERIFIED' AND project_id IS NOT NULL AND reverses_id IS NULL AND verified_on <= :known GROUP BY project_id) AS first
JOIN project ON project.id = first.project_id
LEFT JOIN zone ON zone.id = project.zone_id LEFT JOIN user ON user.id = project.owner_id
WHERE first.arrived_on BETWEEN :from AND :to
ORDER BY first.arrived_on, project.code;
