-- What a zone is called.
SELECT name FROM zone WHERE id = :id;
