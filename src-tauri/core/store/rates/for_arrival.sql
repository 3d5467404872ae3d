-- The newest rate of :currency from :oldest to :arrived_on; of one day the one entered last.
SELECT id, on_date, currency, unit, rate, source FROM rate
WHERE currency = :currency AND on_date BETWEEN :oldest AND :arrived_on
ORDER BY on_date DESC, id DESC LIMIT 1;
