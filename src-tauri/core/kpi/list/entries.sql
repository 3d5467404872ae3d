-- Who stands on an edition, with rank; of a company that was merged, the one that it goes on as.
SELECT coalesce(company.merged_into, company.id), rank FROM entry JOIN company ON company.id = entry.company_id
WHERE edition_id = :edition ORDER BY rank, company_id;
