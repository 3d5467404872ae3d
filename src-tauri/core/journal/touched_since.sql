-- Rows that the group :group changed and an entry after it changed again. A group's entries follow each other.
WITH own AS (SELECT min(entry_no) AS first, max(entry_no) AS last FROM journal_entry WHERE group_id = :group)
SELECT DISTINCT later.row_id
FROM own CROSS JOIN journal_row AS later
WHERE later.entry_no > own.last
  AND EXISTS (SELECT 1 FROM journal_row AS mine WHERE mine.row_id = later.row_id AND mine.entry_no BETWEEN own.first AND own.last);
