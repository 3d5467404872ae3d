-- Companies of an edition by the name shown.
SELECT company.id
FROM entry JOIN company AS named ON named.id = entry.company_id
     JOIN company ON company.id = coalesce(named.merged_into, named.id)
WHERE entry.edition_id = :edition
  AND (:rank_from IS NULL OR entry.rank >= :rank_from) AND (:rank_to IS NULL OR entry.rank <= :rank_to)
  AND (:visited IS NULL OR :visited = EXISTS (SELECT 1 FROM meeting WHERE meeting.company_id = company.id))
  AND (:owner IS NULL OR company.owner_id = :owner)
  AND (:found IS NULL OR company.id IN (SELECT unhex(value) FROM json_each(:found)))
ORDER BY coalesce(company.name_zh, company.name_en), company.id LIMIT :limit OFFSET :offset;
