INSERT INTO journal_entry (site, seq, op_id, group_id, hlc, kind, at, user_id, means, undoes, subject, prev_hash, body, hash, packed)
VALUES (:site, :seq, :op_id, :group_id, :hlc, :kind, :at, :user, :means, :undoes, :subject, :prev, :body, :hash, :packed);
