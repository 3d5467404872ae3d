-- Companies, last met first, those never met last.
SELECT company.id FROM company
WHERE company.merged_into IS NULL
  AND (:visited IS NULL OR :visited = EXISTS (SELECT 1 FROM meeting WHERE meeting.company_id = company.id))
  AND (:owner IS NULL OR company.owner_id = :owner)
  AND (:found IS NULL OR company.id IN (SELECT unhex(value) FROM json_each(:found)))
ORDER BY (SELECT max(held_on) FROM meeting WHERE meeting.company_id = company.id) DESC, company.id LIMIT :limit OFFSET :offset;
