-- What a close freezes of a line itself.
SELECT ref, arrived_on, recognised_fen, recognised_city_fen, recognised_province_fen FROM fund WHERE id = :fund;
