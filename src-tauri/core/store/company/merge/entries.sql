-- Entries of editions that are not locked name the survivor.
UPDATE entry SET company_id = :kept
WHERE company_id = :merged AND EXISTS (SELECT 1 FROM edition WHERE edition.id = entry.edition_id AND edition.locked = 0);
