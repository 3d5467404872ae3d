-- From a row to an entry that changed it; a row that one entry changed twice has one way to it.
INSERT OR IGNORE INTO journal_row (row_id, entry_no) VALUES (:row, :entry);
