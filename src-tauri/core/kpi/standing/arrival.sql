-- Who paid, as the company that it goes on as, and when.
SELECT status, coalesce(company.merged_into, company.id) AS investor_id, arrived_on
FROM fund JOIN company ON company.id = fund.investor_id WHERE fund.id = :fund;
