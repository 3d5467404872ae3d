-- Actions, newest first; the first entry of a group stands for it. What was undone, or taken back, unless that was
-- itself redone or undone since.
SELECT entry.entry_no, entry.group_id, entry.kind, entry.subject, entry.at, user.name AS user_name, entry.means,
       EXISTS (SELECT 1 FROM journal_entry AS back WHERE back.undoes = entry.group_id AND back.means = 'undo'
               AND NOT EXISTS (SELECT 1 FROM journal_entry AS again WHERE again.undoes = back.group_id
                 AND (again.means = 'redo' OR NOT EXISTS (
                   SELECT 1 FROM journal_entry AS third WHERE third.undoes = again.group_id AND third.means = 'redo')))) AS undone
FROM journal_entry AS entry LEFT JOIN user ON user.id = entry.user_id
WHERE entry.op_id = entry.group_id AND (:before IS NULL OR entry.entry_no < :before)
ORDER BY entry.entry_no DESC LIMIT :limit;
