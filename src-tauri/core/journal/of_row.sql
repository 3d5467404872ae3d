-- The entries that changed :row, oldest first, with their bodies.
SELECT entry.entry_no, entry.group_id, entry.kind, entry.subject, entry.at, user.name AS user_name, entry.means,
       0 AS undone, entry.body, entry.packed
FROM journal_row JOIN journal_entry AS entry ON entry.entry_no = journal_row.entry_no
LEFT JOIN user ON user.id = entry.user_id
WHERE journal_row.row_id = :row ORDER BY entry.entry_no;
