-- Each term of each meeting, each name and each telephone.
SELECT term || ' ' || hex(meeting_id) FROM search_vocabulary JOIN search_minutes ON search_minutes.doc_no = search_vocabulary.doc
UNION ALL SELECT '@' || name || ' ' || hex(meeting_id) FROM search_person
UNION ALL SELECT '@' || name || ' ' || phone || ' ' || hex(meeting_id) FROM search_phone
ORDER BY 1;
