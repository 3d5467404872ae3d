-- Every name of every company that goes on, a company's own first, companies by id.
SELECT company.id, company.uscc, company.lei, company.country, name.written
FROM company JOIN (
  SELECT id AS company_id, 1 AS place, name_zh AS written FROM company WHERE name_zh IS NOT NULL
  UNION ALL SELECT id, 2, name_en FROM company WHERE name_en IS NOT NULL
  UNION ALL SELECT company_id, 3, alias FROM company_alias
) AS name ON name.company_id = company.id
WHERE company.merged_into IS NULL
ORDER BY company.id, name.place, name.written;
