-- The meeting that names :name and was logged last.
SELECT meeting.id, coalesce(company.name_zh, company.name_en) || ' ' || meeting.held_on
FROM meeting JOIN company ON company.id = meeting.company_id
WHERE meeting.id = (SELECT max(meeting_id) FROM search_person WHERE name = :name);
