-- Receipts still expected between :from and :to, by owner and day.
SELECT project.code, project.name, coalesce(company.name_zh, company.name_en) AS payer, receipt.due_on, receipt.amount_fen,
       coalesce(user.name, project.owner_name) AS owner
FROM receipt JOIN project ON project.id = receipt.project_id
JOIN company ON company.id = (SELECT coalesce(merged_into, id) FROM company WHERE id = receipt.company_id)
LEFT JOIN user ON user.id = coalesce(receipt.owner_id, project.owner_id)
WHERE receipt.settled_on IS NULL AND receipt.due_on BETWEEN :from AND :to
ORDER BY owner IS NULL, owner, receipt.due_on, project.code;
