-- Targets of :year effective by :day, the one in force last.
SELECT line, unit, coalesce(effective_on, :first_day) AS effective, target_fen, document
FROM target
WHERE year = :year AND line <> 'FDI' AND coalesce(effective_on, :first_day) <= :day
ORDER BY effective, id;
