-- D2: the same payer, payee and amount within three days.
SELECT 'fund', line.id, line.ref, other.ref, other.recognised_fen, other.arrived_on, NULL
FROM fund AS line JOIN fund AS other
  ON other.investor_id = line.investor_id AND other.amount_minor = line.amount_minor AND other.currency = line.currency
 AND other.arrived_on BETWEEN date(line.arrived_on, '-3 days') AND date(line.arrived_on, '+3 days')
WHERE other.id <> line.id AND (line.id = :fund OR (:fund IS NULL AND other.id > line.id))
  AND coalesce(other.payer, '') = coalesce(line.payer, '') AND other.project_id IS line.project_id
  AND line.status <> 'REJECTED' AND other.status <> 'REJECTED' AND line.reverses_id IS NULL AND other.reverses_id IS NULL
ORDER BY line.ref;
