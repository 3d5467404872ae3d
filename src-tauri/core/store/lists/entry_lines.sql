-- A page of the entries of :edition by rank, those without one last, each with the company that it goes on as.
SELECT entry.id, one.id AS company_id, coalesce(one.name_zh, one.name_en) AS company, entry.rank, entry.printed_name,
       entry.country, entry.industry, entry.revenue, entry.revenue_unit
FROM entry JOIN company AS named ON named.id = entry.company_id JOIN company AS one ON one.id = coalesce(named.merged_into, named.id)
WHERE entry.edition_id = :edition
ORDER BY entry.rank IS NULL, entry.rank, entry.id LIMIT :limit OFFSET :offset;
