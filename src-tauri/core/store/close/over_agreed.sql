-- Projects whose verified money exceeds what was agreed (I12), some of them.
SELECT name FROM project
WHERE agreed_fen < (SELECT sum(recognised_fen) FROM fund WHERE fund.project_id = project.id AND fund.status = 'VERIFIED')
ORDER BY code, id LIMIT :limit;
