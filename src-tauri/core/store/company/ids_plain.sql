-- All companies by the name shown, walked in the index company_title alone.
SELECT id FROM company INDEXED BY company_title WHERE merged_into IS NULL ORDER BY coalesce(name_zh, name_en), id LIMIT :limit OFFSET :offset;
