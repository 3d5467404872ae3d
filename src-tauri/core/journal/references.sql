-- The columns of all tables that point to the table ?1.
SELECT tables.name, links."from"
FROM pragma_table_list AS tables JOIN pragma_foreign_key_list(tables.name) AS links
WHERE tables.schema = 'main' AND tables.type = 'table' AND links."table" = ?1;
