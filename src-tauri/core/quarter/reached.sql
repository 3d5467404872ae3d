-- Between :from and :to: how many companies were met, and on how many days somebody was away to visit.
SELECT count(DISTINCT coalesce(company.merged_into, company.id)) AS companies,
       count(DISTINCT CASE WHEN mode = 'visit' THEN held_on END) AS days_away,
       count(DISTINCT trip) AS trips
FROM meeting JOIN company ON company.id = meeting.company_id WHERE held_on BETWEEN :from AND :to;
