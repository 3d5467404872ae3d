SELECT meeting.*, coalesce(company.name_zh, company.name_en) AS company, project.name AS project, user.name AS logged_by_name
FROM meeting JOIN company ON company.id = meeting.company_id LEFT JOIN project ON project.id = meeting.project_id
LEFT JOIN user ON user.id = meeting.logged_by
WHERE (:company IS NULL OR meeting.company_id = :company)
  AND (:project IS NULL OR meeting.project_id = :project)
  AND (:mode IS NULL OR meeting.mode = :mode)
  AND (:level IS NULL OR meeting.level = :level)
  AND (:from IS NULL OR meeting.held_on >= :from) AND (:to IS NULL OR meeting.held_on <= :to)
  AND (NOT :open OR (meeting.next_step IS NOT NULL AND meeting.next_done_on IS NULL))
  AND (:next_owner IS NULL OR meeting.next_owner_id = :next_owner)
  AND (:found IS NULL OR meeting.id IN (SELECT unhex(value) FROM json_each(:found)))
ORDER BY meeting.held_on DESC, meeting.id DESC LIMIT :limit OFFSET :offset;
