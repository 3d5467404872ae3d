-- What a grid shows of the company :id, with its best rank on :edition. The pluses keep SQLite to the company's own
-- entries and lines: by edition or by status it would read all of them for each row of a page.
SELECT company.id, name_zh, name_en, company.country, company.industry, headquarters, uscc, user.name AS owner,
       (SELECT min(rank) FROM entry WHERE entry.company_id IN (SELECT id FROM company AS one WHERE one.id = :id OR one.merged_into = :id) AND +entry.edition_id = :edition) AS rank,
       (SELECT count(*) FROM meeting WHERE meeting.company_id = company.id) AS meetings,
       (SELECT max(held_on) FROM meeting WHERE meeting.company_id = company.id) AS last_met_on,
       coalesce((SELECT sum(recognised_fen) FROM fund WHERE fund.investor_id IN (SELECT id FROM company AS one WHERE one.id = :id OR one.merged_into = :id) AND +fund.status = 'VERIFIED'), 0) AS delivered_fen
FROM company LEFT JOIN user ON user.id = company.owner_id
WHERE company.id = :id;
