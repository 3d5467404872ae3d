SELECT fund.ref, coalesce(company.name_zh, company.name_en) AS investor, fund.origin, fund.form, fund.arrived_on, fund.currency,
       fund.amount_minor, fund.share_bp, fund.recognised_fen
FROM fund JOIN company AS named ON named.id = fund.investor_id JOIN company ON company.id = coalesce(named.merged_into, named.id)
WHERE fund.id = :fund;
