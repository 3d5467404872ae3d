INSERT INTO company (id, name_zh, name_en, uscc, lei, country, headquarters, industry, note, owner_id)
VALUES (:id, :name_zh, :name_en, :uscc, :lei, :country, :headquarters, :industry, :note, :owner_id);
