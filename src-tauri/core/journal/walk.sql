SELECT entry_no, site, seq, op_id, group_id, hlc, kind, at, user_id, means, undoes, subject, prev_hash, body, hash, packed
FROM journal_entry ORDER BY entry_no;
