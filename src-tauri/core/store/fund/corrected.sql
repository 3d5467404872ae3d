-- What corrections changed of :id so far.
SELECT coalesce(sum(amount_minor), 0) FROM fund WHERE reverses_id = :id AND link_kind = 'correction' AND status <> 'REJECTED';
