SELECT fund.ref || ' ' || coalesce(company.name_zh, company.name_en)
FROM fund JOIN company AS named ON named.id = fund.investor_id JOIN company ON company.id = coalesce(named.merged_into, named.id)
WHERE fund.id = :id;
