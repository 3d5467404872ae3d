SELECT evidence.*, evidence_use.amount_minor AS used, fund.currency AS line_currency,
       (SELECT group_concat(other.ref, ',') FROM evidence_use AS shared JOIN fund AS other ON other.id = shared.fund_id
        WHERE shared.evidence_id = evidence.id AND other.id <> fund.id) AS also
FROM evidence_use JOIN evidence ON evidence.id = evidence_use.evidence_id JOIN fund ON fund.id = evidence_use.fund_id
WHERE evidence_use.fund_id = :fund ORDER BY evidence_use.id;
