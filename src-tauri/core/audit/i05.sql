-- I5: lines verified by who submitted them.
SELECT 'fund', fund.id, fund.ref, user.name, fund.recognised_fen, fund.verified_on, NULL
FROM fund JOIN user ON user.id = fund.verified_by
WHERE (:fund IS NULL OR fund.id = :fund) AND fund.verified_by = fund.submitted_by
ORDER BY fund.ref;
