-- R14: profit of one audited year reinvested twice, and reinvested profit that does not say of which year.
SELECT 'fund', line.id, line.ref, other.ref, line.recognised_fen, line.arrived_on, CAST(line.audited_year AS TEXT)
FROM fund AS line JOIN fund AS other
  ON other.investor_id = line.investor_id AND other.audited_year = line.audited_year AND other.form = 'reinvested_profit'
WHERE line.form = 'reinvested_profit' AND line.status <> 'REJECTED' AND other.status <> 'REJECTED'
  AND line.reverses_id IS NULL AND other.reverses_id IS NULL
  AND other.id <> line.id AND (line.id = :fund OR (:fund IS NULL AND other.id > line.id))
UNION ALL
SELECT 'fund', id, ref, NULL, recognised_fen, arrived_on, NULL FROM fund
WHERE form = 'reinvested_profit' AND audited_year IS NULL AND reverses_id IS NULL AND status NOT IN ('DRAFT','REJECTED')
  AND (:fund IS NULL OR id = :fund);
