-- Lines of the ledger whose papers name :merged, or one that was merged into it.
SELECT count(*) FROM fund WHERE investor_id IN (SELECT id FROM company WHERE id = :merged OR merged_into = :merged);
