-- Entries of :merged that stand for ever because their edition is locked (I14).
SELECT count(*) FROM entry JOIN edition ON edition.id = entry.edition_id
WHERE entry.company_id IN (SELECT id FROM company WHERE id = :merged OR merged_into = :merged) AND edition.locked = 1;
