-- Projects whose verified money exceeds what was agreed, supplements included (I12), some of them.
SELECT name FROM project
WHERE agreed_fen + coalesce((SELECT sum(amount_fen) FROM supplement WHERE supplement.project_id = project.id), 0)
      < (SELECT sum(recognised_fen) FROM fund WHERE fund.project_id = project.id AND fund.status = 'VERIFIED')
ORDER BY code, id LIMIT :limit;
