-- Documents that hold every term; those whose title holds the text as typed first, short titles before long.
SELECT search_doc.kind, search_doc.row_id, search_doc.title
FROM search_term JOIN search_doc ON search_doc.doc_no = search_term.rowid
WHERE search_term MATCH :terms AND (:kind IS NULL OR search_doc.kind = :kind)
ORDER BY search_doc.title = :text DESC, search_doc.title LIKE :like DESC, search_doc.kind = 'meeting', length(search_doc.title), search_doc.doc_no
LIMIT :limit;
