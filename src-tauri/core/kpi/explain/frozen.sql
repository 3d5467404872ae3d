-- What a close freezes of a line itself, and what the line refers to.
SELECT ref, arrived_on, recognised_fen, recognised_city_fen, recognised_province_fen, project_id, investor_id, zone_id, verified_by
FROM fund WHERE id = :fund;
