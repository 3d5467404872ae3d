INSERT INTO evidence_use (id, evidence_id, fund_id, amount_minor) VALUES (:id, :evidence, :fund, :amount);
