-- Who stands on an edition, with rank, by the index alone: a look at each company would cost more than all the rest.
SELECT company_id, rank FROM entry INDEXED BY entry_edition WHERE edition_id = :edition ORDER BY rank, company_id;
