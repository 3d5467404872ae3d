-- Every name by which the company :id is called, with its country; none for one that was merged into another.
SELECT name_zh, country FROM company WHERE id = :id AND name_zh IS NOT NULL AND merged_into IS NULL
UNION ALL SELECT name_en, country FROM company WHERE id = :id AND name_en IS NOT NULL AND merged_into IS NULL
UNION ALL SELECT alias, country FROM company_alias JOIN company ON company.id = company_alias.company_id
          WHERE company_id = :id AND merged_into IS NULL;
