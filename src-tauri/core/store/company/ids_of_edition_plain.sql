-- All companies of an edition by rank, unranked ones last: in the order of the index entry_edition, which is walked alone,
-- first its ranked part and then the other; only the companies of the page are looked up, because one may have been merged
-- into another. A story holds this order and that of ids_by_rank.sql together.
SELECT coalesce(company.merged_into, company.id)
FROM (SELECT company_id FROM (SELECT company_id FROM entry INDEXED BY entry_edition
                              WHERE edition_id = :edition AND rank IS NOT NULL ORDER BY rank, company_id)
      UNION ALL
      SELECT company_id FROM (SELECT company_id FROM entry INDEXED BY entry_edition
                              WHERE edition_id = :edition AND rank IS NULL ORDER BY company_id)
      LIMIT :limit OFFSET :offset) AS place
     CROSS JOIN company ON company.id = place.company_id;
