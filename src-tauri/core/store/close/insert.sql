INSERT INTO period_close (id, period, closed_on, closed_by, ordinal, snapshot, sha256, previous)
VALUES (:id, :period, :closed_on, :closed_by, :ordinal, :snapshot, :sha256, :previous);
