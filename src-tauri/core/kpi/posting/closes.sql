-- The closes of a year and of its quarters.
SELECT period, closed_on FROM period_close
WHERE period IN (:year, :q1, :q2, :q3, :q4)
ORDER BY ordinal;
