-- I7: foreign money without a rate dated on its arrival or at most ten days before; what puts a line right has that line's rate.
SELECT 'fund', id, ref, currency, recognised_fen, coalesce(rate_on, arrived_on), NULL
FROM fund
WHERE (:fund IS NULL OR id = :fund) AND currency <> 'CNY' AND reverses_id IS NULL AND status <> 'REJECTED'
  AND (rate_on IS NULL OR rate_on > arrived_on OR julianday(arrived_on) - julianday(rate_on) > 10)
ORDER BY ref;
