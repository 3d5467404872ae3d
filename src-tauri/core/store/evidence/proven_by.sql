-- Which amounts the vouchers of this kind and number prove, and which voucher each.
SELECT evidence_use.amount_minor, evidence.id
FROM evidence JOIN evidence_use ON evidence_use.evidence_id = evidence.id
WHERE evidence.kind = :kind AND evidence.number = :number
ORDER BY evidence.id;
