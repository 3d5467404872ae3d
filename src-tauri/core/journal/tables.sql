-- Every column of every STRICT table, with its declared type, in the tables' and columns' order.
SELECT tables.name, columns.name, columns.type
FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.strict = 1
ORDER BY tables.name, columns.cid;
