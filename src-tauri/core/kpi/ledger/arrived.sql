-- The verified lines that arrived within some days, as little of each as a sum needs: the amount,
-- what decides about it (the very expression of the covering index, see ledger/packed.rs), and the
-- line's id where it is linked to another.
SELECT recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       iif(reverses_id IS NULL, NULL, id)
FROM fund INDEXED BY fund_kpi
WHERE status = :status AND arrived_on BETWEEN :from AND :to
ORDER BY arrived_on;
