-- I2: lines of which more was taken back than they brought.
SELECT 'fund', line.id, line.ref, back.refs, NULL, NULL, NULL
FROM fund AS line JOIN (
  SELECT reverses_id, sum(amount_minor) AS amount, group_concat(ref, ', ') AS refs FROM fund
  WHERE reverses_id IS NOT NULL AND link_kind = 'reversal' AND status <> 'REJECTED' GROUP BY reverses_id) AS back
  ON back.reverses_id = line.id
WHERE (:fund IS NULL OR line.id = :fund)
  AND ((back.amount > 0) = (line.amount_minor > 0) OR abs(back.amount) > abs(line.amount_minor))
ORDER BY line.ref;
