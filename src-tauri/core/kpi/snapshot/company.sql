-- The company that a record goes on as, and what it is called.
SELECT company.id, coalesce(company.name_zh, company.name_en) FROM company AS named
JOIN company ON company.id = coalesce(named.merged_into, named.id) WHERE named.id = :id;
