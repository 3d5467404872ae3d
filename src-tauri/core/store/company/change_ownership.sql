UPDATE ownership SET percent_ppm = :percent_ppm, control = :control, valid_from = :valid_from, valid_to = :valid_to
WHERE id = :id;
