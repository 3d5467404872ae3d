-- A line of the ledger in words.
SELECT fund.ref, project.code AS project_code, project.name AS project,
       investor.id AS investor_id, coalesce(investor.name_zh, investor.name_en) AS investor, fund.payer,
       fund.form, fund.origin, zone.name AS zone, fund.arrived_on, fund.status,
       fund.verified_on, verifier.name AS verified_by,
       fund.currency, fund.amount_minor, fund.rate, fund.rate_unit, fund.rate_on, fund.rate_source, fund.share_bp,
       fund.recognised_fen, reversed.ref AS reverses, fund.link_kind,
       fund.project_id, named.id AS named_id, fund.zone_id, fund.verified_by AS verifier_id
FROM fund
JOIN company AS named ON named.id = fund.investor_id
JOIN company AS investor ON investor.id = coalesce(named.merged_into, named.id)
JOIN zone ON zone.id = fund.zone_id
LEFT JOIN project ON project.id = fund.project_id
LEFT JOIN user AS verifier ON verifier.id = fund.verified_by
LEFT JOIN fund AS reversed ON reversed.id = fund.reverses_id
WHERE fund.id = :fund;
