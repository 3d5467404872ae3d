-- The rate of :currency on :on_date; of several the one entered last.
SELECT id, on_date, currency, unit, rate, source FROM rate
WHERE currency = :currency AND on_date = :on_date
ORDER BY id DESC LIMIT 1;
