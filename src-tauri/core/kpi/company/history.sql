-- The verified lines of an investor that arrived before a day, newest first.
SELECT recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       id, reverses_id, recognised_city_fen, recognised_province_fen
FROM fund INDEXED BY fund_investor
WHERE investor_id = :investor AND arrived_on < :before AND status = 'VERIFIED'
ORDER BY arrived_on DESC, id DESC;
