-- I4: lines that arrived after today, or after they were verified.
SELECT 'fund', id, ref, verified_on, recognised_fen, arrived_on, NULL
FROM fund
WHERE (:fund IS NULL OR id = :fund) AND (arrived_on > :today OR arrived_on > verified_on)
ORDER BY ref;
