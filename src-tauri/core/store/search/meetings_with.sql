SELECT id FROM meeting WHERE company_id = :company ORDER BY held_on DESC, id DESC LIMIT :limit;
