-- Lines by :company, or by one that was merged into it, the latest arrival first.
SELECT id FROM fund WHERE investor_id IN (SELECT company.id FROM company WHERE company.id = :company OR merged_into = :company)
ORDER BY arrived_on DESC, id DESC LIMIT :limit;
