-- Imports that stand, the newest first, with when and by whom.
SELECT run.id, run.kind, run.file_name, run.sha256, run.rows_read, run.created, run.updated, run.unchanged, run.skipped, run.rejected,
       entry.at, user.name AS by_name
FROM import_run AS run
LEFT JOIN journal_entry AS entry ON entry.entry_no = (SELECT min(entry_no) FROM journal_row WHERE row_id = run.id)
LEFT JOIN user ON user.id = entry.user_id
ORDER BY run.id DESC LIMIT :limit;
