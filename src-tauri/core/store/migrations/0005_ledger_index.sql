-- The covering index of the KPI, drawn up anew so that one value of it holds all that decides about a line, the
-- district's amount included, at fixed places: kpi/ledger/packed.rs reads it, and the queries there repeat it to the
-- letter. City and province, seldom asked for, stand beside it.
DROP INDEX fund_kpi;
CREATE INDEX fund_kpi ON fund(status, arrived_on, recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB),
       recognised_city_fen, recognised_province_fen);
