-- The last sequence number of this site, the latest clock, and the last entry's hash.
SELECT coalesce((SELECT max(seq) FROM journal_entry WHERE site = :site), 0),
       coalesce((SELECT hlc FROM journal_entry ORDER BY entry_no DESC LIMIT 1), 0),
       (SELECT hash FROM journal_entry ORDER BY entry_no DESC LIMIT 1);
