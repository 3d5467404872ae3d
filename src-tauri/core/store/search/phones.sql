-- Each telephone of each name once.
SELECT DISTINCT name, phone FROM search_phone WHERE name > '' ORDER BY name, phone;
