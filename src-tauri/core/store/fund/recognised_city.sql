UPDATE fund SET recognised_city_fen = :amount WHERE id = :id;
