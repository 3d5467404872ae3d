INSERT INTO recognition (id, fund_id, level, amount_fen, recognised_on, number, user_id)
VALUES (:id, :fund, :level, :amount, :on, :number, :who);
