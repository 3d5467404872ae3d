-- The lines that take a line back, or take back one that does: each stands where the first of them stands (R7).
WITH RECURSIVE leaning(id) AS (
  SELECT id FROM fund INDEXED BY fund_reverses WHERE reverses_id = :fund
  UNION
  SELECT fund.id FROM leaning CROSS JOIN fund INDEXED BY fund_reverses ON fund.reverses_id = leaning.id
)
SELECT arrived_on, verified_on FROM leaning CROSS JOIN fund ON fund.id = leaning.id ORDER BY fund.id;
