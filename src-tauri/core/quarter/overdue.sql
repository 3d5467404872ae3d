-- Next steps due before :day and not done by then: how many, of how many people, and the oldest due day.
SELECT count(*) AS steps, count(DISTINCT coalesce(next_owner_id, next_owner)) AS people, min(next_due_on) AS oldest_on
FROM meeting WHERE next_step IS NOT NULL AND next_due_on < :day AND held_on <= :day AND (next_done_on IS NULL OR next_done_on > :day);
