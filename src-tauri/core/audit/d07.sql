-- D7: projects that several units claim without a split that sums to the whole.
SELECT 'project', project.id, project.name, group_concat(credit.unit, ', '), NULL, min(credit.talked_on),
       (SELECT first.unit FROM credit AS first WHERE first.project_id = project.id AND first.talked_on IS NOT NULL
        ORDER BY first.talked_on, first.id LIMIT 1)
FROM project JOIN credit ON credit.project_id = project.id
WHERE :fund IS NULL OR project.id = (SELECT project_id FROM fund WHERE id = :fund)
GROUP BY project.id
HAVING count(*) > 1 AND (count(credit.share_bp) < count(*) OR sum(credit.share_bp) <> 10000)
UNION ALL
SELECT 'project', project.id, project.name, other.owner_unit || ', ' || project.owner_unit, NULL, NULL, NULL
FROM project JOIN project AS other ON other.name = project.name AND other.id > project.id AND other.owner_unit <> project.owner_unit
WHERE project.side_exit IS NULL AND other.side_exit IS NULL
  AND (:fund IS NULL OR project.id = (SELECT project_id FROM fund WHERE id = :fund));
