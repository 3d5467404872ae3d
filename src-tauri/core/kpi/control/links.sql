-- The register of ownership links, in a stated order so that equal paths are chosen alike.
SELECT parent_id, child_id, percent_ppm, control, valid_from, valid_to FROM ownership ORDER BY id;
