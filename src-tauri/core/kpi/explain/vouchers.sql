-- The vouchers of a line, in the order they were added.
SELECT evidence.kind, evidence.number, lower(hex(evidence.sha256)), evidence.file_name
FROM evidence_use JOIN evidence ON evidence.id = evidence_use.evidence_id
WHERE evidence_use.fund_id = :fund
ORDER BY evidence_use.id;
