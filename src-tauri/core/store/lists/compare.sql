-- Companies of :edition and of :before, each once, with its best rank on both; what was merged reads through.
WITH standing(company_id, edition_id, rank) AS (
  SELECT coalesce(company.merged_into, company.id), entry.edition_id, min(entry.rank)
  FROM entry JOIN company ON company.id = entry.company_id
  WHERE entry.edition_id IN (:edition, :before) GROUP BY 1, 2
)
SELECT company.id, coalesce(company.name_zh, company.name_en) AS name, now.rank, was.rank AS rank_before,
       now.company_id IS NOT NULL AS stands, was.company_id IS NOT NULL AS stood, user.name AS owner,
       EXISTS (SELECT 1 FROM investor_share JOIN project ON project.id = investor_share.project_id
               JOIN zone ON zone.id = project.zone_id
               WHERE investor_share.company_id = company.id AND zone.counts = 1 AND project.side_exit IS NOT 'DROPPED') AS in_zone,
       (SELECT count(*) FROM meeting WHERE meeting.company_id = company.id) AS meetings,
       (SELECT max(held_on) FROM meeting WHERE meeting.company_id = company.id) AS last_met_on,
       coalesce((SELECT sum(recognised_fen) FROM fund WHERE status = 'VERIFIED'
                 AND investor_id IN (SELECT one.id FROM company AS one WHERE one.id = company.id OR one.merged_into = company.id)), 0)
         AS delivered_fen
FROM (SELECT DISTINCT company_id FROM standing) AS each
JOIN company ON company.id = each.company_id LEFT JOIN user ON user.id = company.owner_id
LEFT JOIN standing AS now ON now.company_id = each.company_id AND now.edition_id = :edition
LEFT JOIN standing AS was ON was.company_id = each.company_id AND was.edition_id = :before
ORDER BY stands DESC, now.rank IS NULL, now.rank, was.rank IS NULL, was.rank, company.id;
