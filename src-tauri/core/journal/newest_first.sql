-- Every entry with its body, the last first.
SELECT entry_no, body, packed FROM journal_entry ORDER BY entry_no DESC;
