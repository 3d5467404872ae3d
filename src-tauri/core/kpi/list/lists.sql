-- Lists, the first row of each code before its doubles.
SELECT id, code, line FROM list ORDER BY code, id;
