-- What a company is called.
SELECT coalesce(name_zh, name_en) FROM company WHERE id = :company;
