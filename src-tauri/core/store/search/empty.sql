INSERT INTO search_term (search_term) VALUES ('delete-all');
DELETE FROM search_minutes;
DELETE FROM search_person;
DELETE FROM search_phone;
