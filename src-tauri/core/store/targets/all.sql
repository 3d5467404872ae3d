SELECT id, year, line, unit, leader, target_fen, document, effective_on FROM target
WHERE :year IS NULL OR year = :year
ORDER BY year, line, unit, effective_on, id;
