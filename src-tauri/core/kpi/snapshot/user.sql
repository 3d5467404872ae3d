-- What a user is called.
SELECT name FROM user WHERE id = :id;
