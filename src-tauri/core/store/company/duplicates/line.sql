-- What the list of duplicates shows of :id.
SELECT id, coalesce(name_zh, name_en), iif(name_zh IS NULL, NULL, name_en), country, uscc,
       (SELECT count(*) FROM entry WHERE company_id = :id) + (SELECT count(*) FROM meeting WHERE company_id = :id)
       + (SELECT count(*) FROM investor_share WHERE company_id = :id) + (SELECT count(*) FROM fund WHERE investor_id = :id)
FROM company WHERE id = :id;
