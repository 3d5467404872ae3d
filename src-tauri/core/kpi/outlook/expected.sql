-- What is planned and not settled by :by, with what its project, payer and owner are called.
SELECT receipt.id, receipt.project_id, project.name AS project, project.zone_id, coalesce(company.merged_into, company.id) AS company_id,
       (SELECT coalesce(name_zh, name_en) FROM company AS one WHERE one.id = coalesce(company.merged_into, company.id)) AS company,
       receipt.due_on, receipt.amount_fen, receipt.form, receipt.origin, receipt.owner_id, user.name AS owner, receipt.note
FROM receipt JOIN project ON project.id = receipt.project_id JOIN company ON company.id = receipt.company_id
LEFT JOIN user ON user.id = receipt.owner_id
WHERE receipt.settled_on IS NULL AND receipt.due_on <= :by
ORDER BY receipt.due_on, receipt.id;
