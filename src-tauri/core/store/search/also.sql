-- What companies are also called, and the codes of those merged into them.
SELECT coalesce(company.merged_into, company.id), alias, NULL, NULL, NULL
FROM company_alias JOIN company ON company.id = company_alias.company_id
UNION ALL SELECT merged_into, name_zh, name_en, uscc, lei FROM company WHERE merged_into IS NOT NULL
ORDER BY 1, 2, 3;
