-- How long the bodies after :after are, about: packed ones are several times as long as they are kept.
SELECT coalesce(sum(coalesce(length(packed) * 6, length(body))), 0) FROM journal_entry WHERE entry_no > :after;
