SELECT name, code, industry FROM project WHERE id = :id;
