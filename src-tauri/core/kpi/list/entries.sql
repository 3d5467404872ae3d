-- Who stands on an edition, with rank.
SELECT company_id, rank FROM entry WHERE edition_id = :edition ORDER BY rank, company_id;
