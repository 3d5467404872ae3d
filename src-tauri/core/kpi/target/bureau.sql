-- The bureau's own name.
SELECT value FROM setting WHERE key = 'bureau' ORDER BY id LIMIT 1;
