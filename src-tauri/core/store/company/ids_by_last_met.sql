-- Companies, last met first, those never met last.
SELECT company.id FROM company
WHERE company.merged_into IS NULL
  AND (:visited IS NULL OR :visited = EXISTS (SELECT 1 FROM meeting WHERE meeting.company_id = company.id))
  AND (:owner IS NULL OR company.owner_id = :owner)
  AND (:terms IS NULL OR company.id IN (SELECT row_id FROM search_term JOIN search_doc ON search_doc.doc_no = search_term.rowid
       WHERE search_term MATCH :terms AND search_doc.kind = 'company'))
ORDER BY (SELECT max(held_on) FROM meeting WHERE meeting.company_id = company.id) DESC, company.id LIMIT :limit OFFSET :offset;
