-- Companies that were merged, with the one that each goes on as.
SELECT id, merged_into FROM company WHERE merged_into IS NOT NULL ORDER BY id;
