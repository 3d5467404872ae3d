-- Verified lines that landed in a zone that does not count (I6); whether a figure holds one is asked apart. A walk through the
-- table: an index would lead to every line one by one.
SELECT fund.id, fund.ref, zone.name, fund.recognised_fen
FROM fund NOT INDEXED CROSS JOIN zone ON zone.id = fund.zone_id
WHERE fund.status = 'VERIFIED' AND zone.counts = 0 ORDER BY fund.ref;
