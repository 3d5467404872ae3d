-- Meetings with one of :companies whose texts hold :terms, the latest day first.
SELECT meeting.id FROM search_term JOIN search_minutes ON search_minutes.doc_no = search_term.rowid
JOIN meeting ON meeting.id = search_minutes.meeting_id
WHERE search_term MATCH :terms AND meeting.company_id IN (SELECT unhex(value) FROM json_each(:companies))
ORDER BY search_term.rowid DESC LIMIT :limit;
