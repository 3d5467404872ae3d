-- A voucher of the same kind and number that proves a line of the same amount (D1).
SELECT evidence.id FROM evidence JOIN evidence_use ON evidence_use.evidence_id = evidence.id
WHERE evidence.kind = :kind AND evidence.number = :number AND evidence_use.amount_minor = :amount
ORDER BY evidence.id LIMIT 1;
