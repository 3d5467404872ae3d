-- Imports that stand, the newest first.
SELECT id, kind, file_name, sha256, rows_read, created, updated, unchanged, skipped, rejected FROM import_run
ORDER BY id DESC LIMIT :limit;
