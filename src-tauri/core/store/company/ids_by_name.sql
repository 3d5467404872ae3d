-- Companies by the name shown.
SELECT company.id FROM company
WHERE company.merged_into IS NULL
  AND (:visited IS NULL OR :visited = EXISTS (SELECT 1 FROM meeting WHERE meeting.company_id = company.id))
  AND (:owner IS NULL OR company.owner_id = :owner)
  AND (:found IS NULL OR company.id IN (SELECT unhex(value) FROM json_each(:found)))
ORDER BY coalesce(company.name_zh, company.name_en), company.id LIMIT :limit OFFSET :offset;
