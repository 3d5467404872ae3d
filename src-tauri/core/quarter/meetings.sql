-- Meetings held between :from and :to, by level and mode.
SELECT level, mode, count(*) AS meetings FROM meeting WHERE held_on BETWEEN :from AND :to GROUP BY level, mode ORDER BY level, mode;
