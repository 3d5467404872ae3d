SELECT edition.id, list.id, list.code, edition.year, edition.published_on, edition.basis_year, edition.source, edition.locked,
       (SELECT count(*) FROM entry WHERE entry.edition_id = edition.id)
FROM edition JOIN list ON list.id = edition.list_id
ORDER BY edition.published_on DESC, list.code;
