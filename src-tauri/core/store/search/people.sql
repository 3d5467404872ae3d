-- Each name of the meetings once: from one to the next in the index, not over all that bear it.
WITH RECURSIVE each_name(name) AS (
  SELECT min(name) FROM search_person
  UNION ALL SELECT (SELECT min(search_person.name) FROM search_person WHERE search_person.name > each_name.name)
  FROM each_name WHERE each_name.name IS NOT NULL
)
SELECT name FROM each_name WHERE name IS NOT NULL;
