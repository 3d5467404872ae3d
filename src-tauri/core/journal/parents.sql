-- The columns of the table ?1 that point to another table, and which.
SELECT "from", "table" FROM pragma_foreign_key_list(?1);
