-- What the company :id is also called, and the codes of those merged into it.
SELECT :id, alias, NULL, NULL, NULL FROM company_alias WHERE company_id = :id
UNION ALL SELECT :id, alias, NULL, NULL, NULL FROM company JOIN company_alias ON company_alias.company_id = company.id WHERE merged_into = :id
UNION ALL SELECT :id, name_zh, name_en, uscc, lei FROM company WHERE merged_into = :id
ORDER BY 1, 2, 3;
