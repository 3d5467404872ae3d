-- I3: vouchers whose parts sum to more than their amount.
SELECT 'evidence', evidence.id, coalesce(evidence.number, evidence.file_name, evidence.kind), used.refs, NULL, NULL, NULL
FROM evidence JOIN (
  SELECT evidence_use.evidence_id, sum(evidence_use.amount_minor) AS amount, group_concat(fund.ref, ', ') AS refs
  FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id WHERE fund.status <> 'REJECTED'
  GROUP BY evidence_use.evidence_id) AS used ON used.evidence_id = evidence.id
WHERE evidence.amount_minor IS NOT NULL AND abs(used.amount) > abs(evidence.amount_minor)
  AND (:fund IS NULL OR EXISTS (SELECT 1 FROM evidence_use WHERE evidence_id = evidence.id AND fund_id = :fund))
ORDER BY evidence.id;
