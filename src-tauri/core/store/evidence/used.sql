-- A voucher's amount, and how much of it proves lines that were not rejected.
SELECT evidence.amount_minor,
       coalesce((SELECT sum(evidence_use.amount_minor) FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
                 WHERE evidence_use.evidence_id = evidence.id AND fund.status <> 'REJECTED'), 0)
FROM evidence WHERE evidence.id = :id;
