-- What the schema is made of, SQLite's own tables of statistics aside.
SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY type, name;
