-- Projects in which one of :companies invests.
SELECT project_id FROM investor_share WHERE company_id IN (SELECT unhex(value) FROM json_each(:companies));
