-- An edition by its list and year, and whether it is locked.
SELECT list.code, edition.year, edition.locked FROM edition JOIN list ON list.id = edition.list_id WHERE edition.id = :id;
