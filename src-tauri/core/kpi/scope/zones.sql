-- Zones, and whether money that lands there counts.
SELECT id, name, counts FROM zone ORDER BY id;
