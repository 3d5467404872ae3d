-- Where the company :id stood on each edition, newest first.
SELECT list.code, list.name_zh, list.name_en, list.line, edition.year, entry.rank
FROM entry JOIN edition ON edition.id = entry.edition_id JOIN list ON list.id = edition.list_id
WHERE entry.company_id IN (SELECT id FROM company WHERE id = :id OR merged_into = :id) ORDER BY edition.year DESC, list.code, entry.rank;
