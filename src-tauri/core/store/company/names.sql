-- Every name by which the company :id is called.
SELECT name_zh FROM company WHERE id = :id AND name_zh IS NOT NULL
UNION ALL SELECT name_en FROM company WHERE id = :id AND name_en IS NOT NULL
UNION ALL SELECT alias FROM company_alias WHERE company_id = :id;
