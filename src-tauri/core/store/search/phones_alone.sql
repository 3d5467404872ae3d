-- Telephones that stand by themselves, with the meeting that names them; of one meeting where :id is given.
SELECT meeting_id, phone FROM search_phone WHERE name = '' AND (:id IS NULL OR meeting_id = :id) ORDER BY meeting_id, phone;
