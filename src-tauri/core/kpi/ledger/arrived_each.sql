-- The lines of one status that arrived within some days, each by its id and at every level.
SELECT recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       id, reverses_id, recognised_city_fen, recognised_province_fen
FROM fund INDEXED BY fund_kpi
WHERE status = :status AND arrived_on BETWEEN :from AND :to
ORDER BY arrived_on;
