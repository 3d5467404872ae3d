-- Lines verified within some days that arrived in an earlier year than that of their verification.
SELECT arrived_on, investor_id, zone_id, origin, form, verified_on,
       recognised_fen, recognised_city_fen, recognised_province_fen, project_id, reverses_id, id
FROM fund INDEXED BY fund_adjusted
WHERE status = 'VERIFIED' AND substr(arrived_on, 1, 4) < substr(verified_on, 1, 4)
  AND verified_on BETWEEN :from AND :to
ORDER BY verified_on, id;
