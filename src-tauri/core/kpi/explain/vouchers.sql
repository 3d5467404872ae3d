-- The vouchers of a line, in the order they were added; of a published figure only those from before the close.
SELECT evidence.kind, evidence.number, lower(hex(evidence.sha256)), evidence.file_name
FROM evidence_use JOIN evidence ON evidence.id = evidence_use.evidence_id
WHERE evidence_use.fund_id = :fund AND (:close IS NULL OR evidence_use.id < :close)
ORDER BY evidence_use.id;
