-- D9: an investor that had a project under way elsewhere, in a zone that does not count, before its first here.
SELECT 'project', here.id, here.name, there.name, NULL, min(before.happened_on), zone.name
FROM project AS here JOIN zone AS own ON own.id = here.zone_id AND own.counts = 1
JOIN investor_share AS mine ON mine.project_id = here.id
JOIN investor_share AS theirs ON theirs.company_id = mine.company_id AND theirs.project_id <> here.id
JOIN project AS there ON there.id = theirs.project_id JOIN zone ON zone.id = there.zone_id AND zone.counts = 0
JOIN milestone AS before ON before.project_id = there.id AND before.kind IN ('REGISTERED','STARTED','PRODUCING')
WHERE (:fund IS NULL OR here.id = (SELECT project_id FROM fund WHERE id = :fund))
  AND NOT EXISTS (SELECT 1 FROM milestone WHERE project_id = here.id AND kind = 'SIGNED' AND happened_on <= before.happened_on)
GROUP BY here.id, there.id ORDER BY here.code;
