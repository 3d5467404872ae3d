-- What a company is called, and who of us keeps the contact.
SELECT coalesce(company.name_zh, company.name_en) AS name, user.name AS owner
FROM company LEFT JOIN user ON user.id = company.owner_id WHERE company.id = :company;
