SELECT period, closed_on, user.name AS closed_by_name, sha256, previous
FROM period_close LEFT JOIN user ON user.id = period_close.closed_by ORDER BY ordinal;
