-- What was said of these two, whichever came first.
SELECT id FROM company_apart
WHERE (one_id = :one AND other_id = :other) OR (one_id = :other AND other_id = :one) ORDER BY id LIMIT 1;
