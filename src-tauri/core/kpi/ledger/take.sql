-- A row for each full batch of the lines of one status that arrived within some days; kpi_take keeps the lines themselves.
SELECT 1
FROM fund INDEXED BY fund_kpi
WHERE status = :status AND arrived_on BETWEEN :from AND :to AND kpi_take(
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB));
