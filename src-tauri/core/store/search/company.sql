SELECT coalesce(name_zh, name_en), name_en, uscc, (SELECT group_concat(alias, ' ') FROM company_alias WHERE company_id = company.id)
FROM company WHERE id = :id AND merged_into IS NULL;
