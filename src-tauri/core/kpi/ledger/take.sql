-- The verified lines that arrived since a day, by the index that holds nothing else; kpi_take keeps what may count and gives a
-- row when its batch is full or a line arrived after the days asked for. So the range needs no end, whose look at each line
-- would cost a tenth of the pass.
SELECT 1
FROM fund INDEXED BY fund_verified
WHERE status = 'VERIFIED' AND CAST(arrived_on || investor_id || zone_id || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB) >= CAST(:from AS BLOB) AND kpi_take(
       CAST(arrived_on || investor_id || zone_id || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB));
