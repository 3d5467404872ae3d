-- Both stand on an edition: it names the company once.
DELETE FROM entry
WHERE company_id = :merged
  AND EXISTS (SELECT 1 FROM entry AS twin WHERE twin.company_id = :kept AND twin.edition_id = entry.edition_id)
  AND EXISTS (SELECT 1 FROM edition WHERE edition.id = entry.edition_id AND edition.locked = 0);
