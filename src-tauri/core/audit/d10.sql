-- D10: a line verified before, entered again: the same investor, arrival and amount under another number.
SELECT 'fund', line.id, line.ref, other.ref, line.recognised_fen, line.arrived_on, NULL
FROM fund AS line JOIN fund AS other
  ON other.investor_id = line.investor_id AND other.arrived_on = line.arrived_on AND other.amount_minor = line.amount_minor
 AND other.currency = line.currency
WHERE (:fund IS NULL OR line.id = :fund) AND other.id <> line.id AND other.status = 'VERIFIED' AND line.status <> 'REJECTED'
  AND line.reverses_id IS NULL AND other.reverses_id IS NULL
  AND coalesce(line.submitted_on, line.arrived_on) > other.verified_on
  AND substr(coalesce(line.submitted_on, :today), 1, 4) > substr(line.arrived_on, 1, 4)
ORDER BY line.ref;
