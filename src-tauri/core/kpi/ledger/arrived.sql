-- The lines of one status that arrived within some days, in the order of the covering index.
SELECT arrived_on, investor_id, zone_id, origin, form, verified_on,
       recognised_fen, recognised_city_fen, recognised_province_fen, project_id, reverses_id, id
FROM fund INDEXED BY fund_kpi
WHERE status = :status AND arrived_on BETWEEN :from AND :to
ORDER BY arrived_on;
