INSERT INTO import_run (id, kind, file_name, sha256, rows_read, created, updated, unchanged, skipped, rejected)
VALUES (:id, :kind, :file_name, :sha256, :rows_read, :created, :updated, :unchanged, :skipped, :rejected);
