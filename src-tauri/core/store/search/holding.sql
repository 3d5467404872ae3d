-- Meetings whose texts hold :terms, the latest day first.
SELECT search_minutes.meeting_id FROM search_term JOIN search_minutes ON search_minutes.doc_no = search_term.rowid
WHERE search_term MATCH :terms ORDER BY search_term.rowid DESC LIMIT :limit;
