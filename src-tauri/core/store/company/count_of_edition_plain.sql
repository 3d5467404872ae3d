SELECT count(*) FROM entry INDEXED BY entry_edition WHERE edition_id = :edition;
