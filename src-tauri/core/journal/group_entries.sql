-- A group's entries, the last first.
SELECT entry_no FROM journal_entry WHERE group_id = :group ORDER BY entry_no DESC;
