-- Whether :sought stands anywhere above :company, on any date.
WITH RECURSIVE above(id) AS (
  SELECT parent_id FROM ownership WHERE child_id = :company
  UNION SELECT ownership.parent_id FROM ownership JOIN above ON ownership.child_id = above.id
)
SELECT EXISTS (SELECT 1 FROM above WHERE id = :sought);
