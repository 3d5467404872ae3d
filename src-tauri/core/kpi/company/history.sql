-- The verified lines of an investor that arrived before a day, oldest first.
SELECT arrived_on, investor_id, zone_id, origin, form, verified_on,
       recognised_fen, recognised_city_fen, recognised_province_fen, project_id, reverses_id, id
FROM fund INDEXED BY fund_investor
WHERE investor_id = :investor AND arrived_on < :before AND status = 'VERIFIED'
ORDER BY arrived_on, id;
