-- A published snapshot: of the first period if it was closed, else of the second.
SELECT snapshot, id FROM period_close
WHERE period IN (:first, :second)
ORDER BY period = :first DESC, ordinal DESC LIMIT 1;
