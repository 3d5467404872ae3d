UPDATE fund SET recognised_province_fen = :amount WHERE id = :id;
