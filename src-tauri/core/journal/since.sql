SELECT entry_no, body, packed FROM journal_entry WHERE entry_no > :after ORDER BY entry_no;
