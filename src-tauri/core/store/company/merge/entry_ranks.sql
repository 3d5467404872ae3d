-- Both stand on an edition: the survivor's entry takes the rank that it lacks.
UPDATE entry SET rank = (SELECT twin.rank FROM entry AS twin WHERE twin.company_id = :merged AND twin.edition_id = entry.edition_id)
WHERE company_id = :kept AND rank IS NULL
  AND EXISTS (SELECT 1 FROM entry AS twin WHERE twin.company_id = :merged AND twin.edition_id = entry.edition_id AND twin.rank IS NOT NULL)
  AND EXISTS (SELECT 1 FROM edition WHERE edition.id = entry.edition_id AND edition.locked = 0);
