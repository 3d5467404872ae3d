-- Who led how many meetings between :from and :to, with how many companies, and when last; the busiest first.
SELECT lead_person AS leader, count(*) AS meetings, count(DISTINCT company_id) AS companies, max(held_on) AS last_on
FROM meeting WHERE held_on BETWEEN :from AND :to AND lead_person IS NOT NULL
GROUP BY lead_person ORDER BY count(*) DESC, lead_person LIMIT :limit;
