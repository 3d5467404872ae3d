-- Companies by what they are called; a note is read only where it may hold a telephone.
SELECT id, name_zh, name_en, uscc, lei, CASE WHEN note GLOB '*[0-9][0-9][0-9]*' THEN note END
FROM company WHERE merged_into IS NULL ORDER BY id;
