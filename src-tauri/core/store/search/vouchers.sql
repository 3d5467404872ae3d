-- The key data of vouchers, with the line each proves.
SELECT evidence_use.fund_id, number, payer, payee, evidence.amount_minor, account_tail
FROM evidence_use JOIN evidence ON evidence.id = evidence_use.evidence_id ORDER BY evidence_use.fund_id, evidence_use.id;
