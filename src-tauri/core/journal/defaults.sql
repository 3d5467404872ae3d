-- What a column holds where nothing was said of it, as the schema writes it.
SELECT tables.name, columns.name, columns.dflt_value
FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.strict = 1 AND columns.dflt_value IS NOT NULL;
