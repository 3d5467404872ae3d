SELECT fund.ref || ' ' || coalesce(company.name_zh, company.name_en), fund.payer, project.name
FROM fund JOIN company ON company.id = fund.investor_id LEFT JOIN project ON project.id = fund.project_id WHERE fund.id = :id;
