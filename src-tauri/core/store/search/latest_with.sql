-- The latest meeting that names :name.
SELECT meeting.id, coalesce(company.name_zh, company.name_en) || ' ' || meeting.held_on
FROM search_person JOIN meeting ON meeting.id = search_person.meeting_id JOIN company ON company.id = meeting.company_id
WHERE search_person.name = :name ORDER BY meeting.held_on DESC, meeting.id DESC LIMIT 1;
