-- Lines by one of :companies or what was merged into it, or of one of :projects.
SELECT id FROM fund WHERE investor_id IN (SELECT unhex(value) FROM json_each(:companies))
UNION SELECT fund.id FROM company JOIN fund ON fund.investor_id = company.id
      WHERE company.merged_into IN (SELECT unhex(value) FROM json_each(:companies))
UNION SELECT id FROM fund WHERE project_id IN (SELECT unhex(value) FROM json_each(:projects));
