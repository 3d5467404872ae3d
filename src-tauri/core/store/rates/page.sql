SELECT id, on_date, currency, unit, rate, source FROM rate
WHERE :date IS NULL OR (on_date, id) < (:date, :id)
ORDER BY on_date DESC, id DESC LIMIT :limit;
