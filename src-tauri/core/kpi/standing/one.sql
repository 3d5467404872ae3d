-- One line, if a figure holds it or would once it is verified; the columns of ledger/arrived_each.sql.
SELECT recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       id, reverses_id, recognised_city_fen, recognised_province_fen
FROM fund
WHERE id = :fund AND status IN ('SUBMITTED', 'FIRST_PASS', 'RECHECKED', 'VERIFIED');
