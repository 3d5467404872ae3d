SELECT count(*) FROM company INDEXED BY company_title WHERE merged_into IS NULL;
