UPDATE company SET name_zh = :name_zh, name_en = :name_en, uscc = :uscc, lei = :lei, country = :country,
  headquarters = :headquarters, industry = :industry, note = :note, owner_id = :owner_id
WHERE id = :id;
