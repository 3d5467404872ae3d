-- Both hold shares of a project: it names the company once.
DELETE FROM investor_share
WHERE company_id = :merged
  AND EXISTS (SELECT 1 FROM investor_share AS twin WHERE twin.company_id = :kept AND twin.project_id = investor_share.project_id);
