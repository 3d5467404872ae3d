-- The group that made the import run :import, and its file's name; nothing where it does not stand.
SELECT journal_entry.group_id, import_run.file_name
FROM import_run
JOIN journal_row ON journal_row.row_id = import_run.id
JOIN journal_entry ON journal_entry.entry_no = journal_row.entry_no
WHERE import_run.id = :import
ORDER BY journal_entry.entry_no LIMIT 1;
