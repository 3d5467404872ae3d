-- One line, if a figure holds it or would once it is verified, or in any status where :any says so; the columns of ledger/arrived.sql.
SELECT CAST(arrived_on || investor_id || zone_id || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16)) || id
            || iif(reverses_id IS NULL, '-', '+')
            || CASE origin WHEN 'foreign' THEN '0' WHEN 'other_province' THEN '1' WHEN 'other_city' THEN '2' WHEN 'local' THEN '3' END
            || CASE form WHEN 'cash' THEN '0' WHEN 'shareholder_loan' THEN '1' WHEN 'fixed_assets' THEN '2' WHEN 'land' THEN '3'
                         WHEN 'in_kind' THEN '4' WHEN 'intangible' THEN '5' WHEN 'reinvested_profit' THEN '6'
                         WHEN 'equity_purchase' THEN '7' END
            || unhex(printf('%016X', recognised_fen)) AS BLOB),
       recognised_fen, recognised_city_fen, recognised_province_fen
FROM fund
WHERE id = :fund AND (:any OR status IN ('SUBMITTED', 'FIRST_PASS', 'RECHECKED', 'VERIFIED'));
