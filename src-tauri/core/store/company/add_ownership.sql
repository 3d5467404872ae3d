INSERT INTO ownership (id, parent_id, child_id, percent_ppm, control, valid_from, valid_to)
VALUES (:id, :parent_id, :child_id, :percent_ppm, :control, :valid_from, :valid_to);
