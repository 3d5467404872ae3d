-- Links of :merged that say of it what a link says of :kept already.
DELETE FROM ownership
WHERE (parent_id = :merged OR child_id = :merged)
  AND EXISTS (SELECT 1 FROM ownership AS twin
              WHERE twin.parent_id = iif(ownership.parent_id = :merged, :kept, ownership.parent_id)
                AND twin.child_id = iif(ownership.child_id = :merged, :kept, ownership.child_id)
                AND twin.control = ownership.control AND twin.percent_ppm IS ownership.percent_ppm
                AND twin.valid_from IS ownership.valid_from AND twin.valid_to IS ownership.valid_to);
