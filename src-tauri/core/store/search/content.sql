-- Each term of each meeting, and each name.
SELECT term || ' ' || hex(meeting_id) FROM search_vocabulary JOIN search_minutes ON search_minutes.doc_no = search_vocabulary.doc
UNION ALL SELECT '@' || name || ' ' || hex(meeting_id) FROM search_person
ORDER BY 1;
