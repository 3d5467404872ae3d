-- The latest action of :user that is no undoing itself and has not been undone. Taking an import back is an action;
-- an undoing that was redone, and a taking back that was undone, do not count.
SELECT entry.group_id, entry.kind, entry.subject
FROM journal_entry AS entry
WHERE entry.user_id = :user AND entry.op_id = entry.group_id
  AND (entry.means IN ('user','import') OR entry.kind = 'import-reverted')
  AND NOT EXISTS (
    SELECT 1 FROM journal_entry AS back
    WHERE back.undoes = entry.group_id AND back.means = 'undo'
      AND NOT EXISTS (
        SELECT 1 FROM journal_entry AS again
        WHERE again.undoes = back.group_id
          AND (again.means = 'redo' OR NOT EXISTS (
            SELECT 1 FROM journal_entry AS third WHERE third.undoes = again.group_id AND third.means = 'redo'))))
ORDER BY entry.entry_no DESC LIMIT 1;
