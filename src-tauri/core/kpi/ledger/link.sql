-- What a line is linked to, and what its own standing depends on.
SELECT reverses_id, link_kind, arrived_on, investor_id, project_id FROM fund WHERE id = :fund;
