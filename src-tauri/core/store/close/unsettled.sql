-- Lines that arrived within some days and are not decided, by status.
SELECT status, count(*), coalesce(sum(recognised_fen), 0) FROM fund
WHERE status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'FIRST_PASS', 'RECHECKED') AND arrived_on BETWEEN :from AND :to
GROUP BY status;
