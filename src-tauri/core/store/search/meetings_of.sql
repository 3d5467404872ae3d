-- Meetings with one of :companies, about one of :projects, or that name one of :people.
SELECT id FROM meeting WHERE company_id IN (SELECT unhex(value) FROM json_each(:companies))
UNION SELECT id FROM meeting WHERE project_id IN (SELECT unhex(value) FROM json_each(:projects))
UNION SELECT meeting_id FROM search_person WHERE name IN (SELECT value FROM json_each(:people));
