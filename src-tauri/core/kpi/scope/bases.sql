-- Projects that state which money counts.
SELECT id, basis FROM project WHERE basis IS NOT NULL;
