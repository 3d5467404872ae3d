-- Lines of :year that arrived by :today and are not decided, and whose task each is.
SELECT fund.id, coalesce(owner.name, project.owner_name, submitter.name, keeper.name)
FROM fund LEFT JOIN project ON project.id = fund.project_id LEFT JOIN user AS owner ON owner.id = project.owner_id
LEFT JOIN user AS submitter ON submitter.id = fund.submitted_by
LEFT JOIN company ON company.id = fund.investor_id LEFT JOIN user AS keeper ON keeper.id = company.owner_id
WHERE fund.status IN ('DRAFT','SUBMITTED','FIRST_PASS','RECHECKED','RETURNED') AND fund.reverses_id IS NULL
  AND fund.arrived_on BETWEEN :year || '-01-01' AND :year || '-12-31' AND fund.arrived_on <= :today
ORDER BY fund.arrived_on, fund.id;
