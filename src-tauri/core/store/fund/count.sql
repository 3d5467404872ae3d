SELECT count(*), coalesce(sum(recognised_fen), 0) FROM fund
WHERE (:statuses IS NULL OR instr(',' || :statuses || ',', ',' || status || ',') > 0)
  AND (:project IS NULL OR project_id = :project)
  AND (:investor IS NULL OR investor_id IN (SELECT id FROM company WHERE id = :investor OR merged_into = :investor))
  AND (:submitted_by IS NULL OR submitted_by = :submitted_by)
  AND (:entered_by IS NULL OR :entered_by = (SELECT user_id FROM journal_entry
       WHERE entry_no = (SELECT min(entry_no) FROM journal_row WHERE row_id = fund.id)))
  AND (:from IS NULL OR arrived_on >= :from) AND (:to IS NULL OR arrived_on <= :to)
  AND (:standing IS NULL OR id IN (SELECT unhex(value) FROM json_each(:standing)))
  AND (:found IS NULL OR id IN (SELECT unhex(value) FROM json_each(:found)));
