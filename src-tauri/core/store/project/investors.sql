SELECT coalesce(company.name_zh, company.name_en) FROM investor_share JOIN company ON company.id = investor_share.company_id
WHERE investor_share.project_id = :project ORDER BY investor_share.id;
