-- A line by which :investor reinvested the profit of :year already, other than the one of that reference (R14).
SELECT ref FROM fund
WHERE investor_id IN (SELECT id FROM company WHERE id = :investor OR merged_into = :investor)
  AND form = 'reinvested_profit' AND audited_year = :year AND status <> 'REJECTED' AND reverses_id IS NULL AND ref IS NOT :ref
ORDER BY id LIMIT 1;
