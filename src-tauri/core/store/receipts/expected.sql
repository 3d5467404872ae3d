-- What is still expected by :by, or at all, the earliest first.
SELECT * FROM receipt WHERE settled_on IS NULL AND (:by IS NULL OR due_on <= :by) ORDER BY due_on, id;
