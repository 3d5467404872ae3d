-- Who is credited a project's money: its split; without one the first unit that talked, or the only one; else its own unit.
SELECT project_id, unit, share_bp FROM credit WHERE share_bp > 0
UNION ALL
SELECT project_id, unit, 10000 FROM credit AS first
WHERE NOT EXISTS (SELECT 1 FROM credit AS split WHERE split.project_id = first.project_id AND split.share_bp IS NOT NULL)
  AND first.id = (SELECT id FROM credit AS one WHERE one.project_id = first.project_id
                  ORDER BY one.talked_on IS NULL, one.talked_on, one.id LIMIT 1)
UNION ALL
SELECT id, owner_unit, 10000 FROM project
WHERE owner_unit IS NOT NULL AND owner_unit <> '' AND NOT EXISTS (SELECT 1 FROM credit WHERE credit.project_id = project.id);
