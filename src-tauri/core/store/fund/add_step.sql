INSERT INTO fund_step (id, fund_id, from_status, to_status, user_id, stepped_on, reason_code, reason)
VALUES (:id, :fund, :from, :to, :who, :on, :code, :reason);
