-- Which amounts the vouchers of a kind and number prove, for each pair in the JSON array :vouchers.
SELECT evidence.kind, evidence.number, evidence_use.amount_minor, evidence.id
FROM json_each(:vouchers) AS asked
CROSS JOIN evidence ON evidence.kind = asked.value ->> 0 AND evidence.number = asked.value ->> 1
CROSS JOIN evidence_use ON evidence_use.evidence_id = evidence.id
ORDER BY evidence.id;
