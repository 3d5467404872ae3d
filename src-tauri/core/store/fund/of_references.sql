-- The lines of the references in the JSON array :references, by id.
SELECT ref, id FROM fund WHERE ref IN (SELECT value FROM json_each(:references)) ORDER BY id;
