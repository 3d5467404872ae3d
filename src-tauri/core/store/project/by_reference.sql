-- Projects whose code is :reference; where there is none, those of that name.
SELECT id FROM project WHERE code = :reference
UNION SELECT id FROM project WHERE name = :reference AND NOT EXISTS (SELECT 1 FROM project WHERE code = :reference)
ORDER BY 1;
