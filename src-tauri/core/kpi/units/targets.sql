-- Targets of units of :year effective by :day, the one in force last; those of the whole bureau are the parent's.
SELECT unit, line, target_fen, leader FROM target
WHERE year = :year AND line <> 'FDI' AND unit IS NOT NULL AND coalesce(effective_on, :first_day) <= :day
  AND unit NOT IN (SELECT name FROM zone WHERE counts = 1)
  AND unit NOT IN (SELECT value FROM setting WHERE key = 'bureau')
ORDER BY coalesce(effective_on, :first_day), id;
