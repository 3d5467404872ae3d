-- D5: money that went back to the payer's group within thirty days of its arrival.
SELECT 'fund', back.id, back.ref, line.ref, back.recognised_fen, back.arrived_on, NULL
FROM fund AS back JOIN (
  SELECT parent_id AS one_id, child_id AS other_id FROM ownership
  UNION SELECT child_id, parent_id FROM ownership
  UNION SELECT investor_id, investor_id FROM fund WHERE amount_minor < 0) AS kin ON kin.one_id = back.investor_id
JOIN fund AS line ON line.investor_id = kin.other_id AND line.amount_minor > 0
 AND line.arrived_on BETWEEN date(back.arrived_on, '-30 days') AND back.arrived_on
WHERE back.amount_minor < 0 AND coalesce(back.link_kind, 'reversal') = 'reversal'
  AND (back.reverses_id IS NULL OR back.reverses_id = line.id)
  AND (:fund IS NULL OR back.id = :fund OR line.id = :fund) AND back.status <> 'REJECTED' AND line.status <> 'REJECTED'
  AND line.zone_id = back.zone_id
ORDER BY back.ref;
