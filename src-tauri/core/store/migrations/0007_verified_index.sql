-- A line's packed value begins with the day of arrival, so that it is a range of its own: an index of nothing but the
-- verified lines' values, in order of arrival, is what a year's sums are read from. The index of all lines is drawn up anew,
-- because both hold the same expression: kpi/ledger/packed.rs reads it, and the queries there repeat it to the letter.
DROP INDEX fund_kpi;
CREATE INDEX fund_kpi ON fund(status, arrived_on, recognised_fen,
       CAST(arrived_on || investor_id || zone_id || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB),
       recognised_city_fen, recognised_province_fen);
CREATE INDEX fund_verified ON fund(
       CAST(arrived_on || investor_id || zone_id || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB))
  WHERE status = 'VERIFIED';
