SELECT count(*) FROM company WHERE merged_into IS NULL;
