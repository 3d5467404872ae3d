-- Lines verified within some days that arrived in an earlier year than that of their verification.
SELECT recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       id, reverses_id, recognised_city_fen, recognised_province_fen
FROM fund INDEXED BY fund_adjusted
WHERE status = 'VERIFIED' AND substr(arrived_on, 1, 4) < substr(verified_on, 1, 4)
  AND verified_on BETWEEN :from AND :to
ORDER BY verified_on, id;
