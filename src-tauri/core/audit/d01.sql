-- D1: the same voucher kept twice: the same file, or the same kind, number and amount of one investor.
SELECT 'evidence', first.id, coalesce(first.number, first.file_name, first.kind), fund.ref || ', ' || other.ref, other.recognised_fen, NULL, NULL
FROM evidence AS first
JOIN evidence AS second ON second.sha256 = first.sha256 AND second.id > first.id
JOIN evidence_use AS use ON use.evidence_id = first.id JOIN fund ON fund.id = use.fund_id AND fund.status <> 'REJECTED'
JOIN evidence_use AS again ON again.evidence_id = second.id JOIN fund AS other ON other.id = again.fund_id AND other.status <> 'REJECTED'
WHERE first.sha256 IS NOT NULL AND (:fund IS NULL OR fund.id = :fund OR other.id = :fund)
UNION
SELECT 'evidence', first.id, first.number, fund.ref || ', ' || other.ref, other.recognised_fen, NULL, NULL
FROM evidence AS first
JOIN evidence AS second ON second.kind = first.kind AND second.number = first.number AND second.id > first.id
JOIN evidence_use AS use ON use.evidence_id = first.id JOIN fund ON fund.id = use.fund_id AND fund.status <> 'REJECTED'
JOIN evidence_use AS again ON again.evidence_id = second.id JOIN fund AS other ON other.id = again.fund_id AND other.status <> 'REJECTED'
WHERE first.number IS NOT NULL AND again.amount_minor = use.amount_minor AND other.investor_id = fund.investor_id AND other.id <> fund.id
  AND fund.reverses_id IS NULL AND other.reverses_id IS NULL
  AND (:fund IS NULL OR fund.id = :fund OR other.id = :fund);
