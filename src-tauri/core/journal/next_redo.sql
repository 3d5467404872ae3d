-- The latest undoing of :user that was not redone, unless :user did something new after it. The kind and
-- subject are those of what was undone.
SELECT back.group_id, entry.kind, entry.subject
FROM journal_entry AS back JOIN journal_entry AS entry ON entry.op_id = back.undoes
WHERE back.user_id = :user AND back.op_id = back.group_id AND back.means = 'undo' AND back.kind = 'undone'
  AND NOT EXISTS (SELECT 1 FROM journal_entry AS again WHERE again.undoes = back.group_id AND again.means = 'redo')
  AND NOT EXISTS (SELECT 1 FROM journal_entry AS later WHERE later.user_id = :user AND later.entry_no > back.entry_no
                  AND (later.means IN ('user','import') OR later.kind = 'import-reverted'))
ORDER BY back.entry_no DESC LIMIT 1;
