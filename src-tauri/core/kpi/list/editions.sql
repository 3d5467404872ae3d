-- Every edition, older before newer.
SELECT id, list_id, year, published_on FROM edition ORDER BY published_on, year, id;
