-- Where companies stand on lists.
SELECT company_id, edition_id, rank FROM entry WHERE rank IS NOT NULL ORDER BY company_id, edition_id, rank;
