SELECT id, name_zh, name_en, uscc, lei, CASE WHEN note GLOB '*[0-9][0-9][0-9]*' THEN note END
FROM company WHERE id = :id AND merged_into IS NULL;
