-- The entries of :edition, by rank, those without one last.
SELECT id, company_id, rank, printed_name, country, industry, revenue, revenue_unit FROM entry
WHERE edition_id = :edition
ORDER BY rank IS NULL, rank, id;
