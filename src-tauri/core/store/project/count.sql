SELECT count(*) FROM project
WHERE (:company IS NULL OR EXISTS (SELECT 1 FROM investor_share WHERE investor_share.project_id = project.id AND company_id = :company))
  AND (:owner IS NULL OR owner_id = :owner)
  AND (:terms IS NULL OR id IN (SELECT row_id FROM search_term JOIN search_doc ON search_doc.doc_no = search_term.rowid
       WHERE search_term MATCH :terms AND search_doc.kind = 'project'));
