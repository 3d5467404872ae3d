INSERT INTO search_doc (kind, row_id, title, body) VALUES (:kind, :id, :title, :body)
ON CONFLICT (row_id) DO UPDATE SET title = excluded.title, body = excluded.body;
