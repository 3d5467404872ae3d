-- The bureau's target of the line FDI in force at :day.
SELECT target_fen FROM target
WHERE year = :year AND line = 'FDI' AND coalesce(effective_on, :first_day) <= :day
ORDER BY unit IS NOT NULL, coalesce(effective_on, :first_day) DESC, id DESC LIMIT 1;
