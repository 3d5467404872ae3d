-- Closes in the order of closing, as they are written.
SELECT period, closed_on, snapshot, sha256, previous, ordinal FROM period_close ORDER BY ordinal, id;
