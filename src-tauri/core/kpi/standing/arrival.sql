-- Who paid, and when.
SELECT status, investor_id, arrived_on FROM fund WHERE id = :fund;
