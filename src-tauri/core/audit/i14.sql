-- What an edition is called, and whether it is locked (I14).
SELECT list.code || ' ' || edition.year, edition.locked FROM edition JOIN list ON list.id = edition.list_id WHERE edition.id = :id;
