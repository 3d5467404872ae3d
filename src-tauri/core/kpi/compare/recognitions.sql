-- What city and province recognised of a line, the latest of each level.
SELECT recognition.level, recognition.amount_fen, recognition.recognised_on, recognition.number
FROM recognition
WHERE recognition.fund_id = :fund
  AND NOT EXISTS (SELECT 1 FROM recognition AS later
                  WHERE later.fund_id = recognition.fund_id AND later.level = recognition.level AND later.id > recognition.id)
ORDER BY recognition.level;
