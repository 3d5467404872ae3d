-- The latest row of each kind, by date.
SELECT kind, happened_on, note FROM milestone AS stands
WHERE project_id = :project AND id = (SELECT max(id) FROM milestone WHERE project_id = :project AND kind = stands.kind)
ORDER BY happened_on, kind;
