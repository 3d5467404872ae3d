INSERT INTO report_text (id, language, part, key, text) VALUES (:id, :language, :part, :key, :text)
ON CONFLICT (id) DO UPDATE SET text = excluded.text;
