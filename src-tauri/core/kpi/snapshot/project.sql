-- What a project is called.
SELECT code, name FROM project WHERE id = :id;
