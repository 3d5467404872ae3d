INSERT INTO target (id, year, line, unit, leader, target_fen, document, effective_on)
VALUES (:id, :year, :line, :unit, :leader, :target_fen, :document, :effective_on);
