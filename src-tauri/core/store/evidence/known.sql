-- A voucher with what of it proves lines other than :fund that were not rejected, and which lines those are.
SELECT evidence.kind, evidence.number, evidence.amount_minor, evidence.currency, evidence.file_name, evidence.payer,
       coalesce((SELECT sum(evidence_use.amount_minor) FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
                 WHERE evidence_use.evidence_id = evidence.id AND fund.status <> 'REJECTED' AND fund.id IS NOT :fund), 0) AS used,
       (SELECT group_concat(ref, ',') FROM (
          SELECT fund.ref FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
          WHERE evidence_use.evidence_id = evidence.id AND fund.status <> 'REJECTED' AND fund.id IS NOT :fund
          ORDER BY fund.ref)) AS funds
FROM evidence WHERE evidence.id = :id;
