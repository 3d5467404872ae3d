INSERT INTO supplement (id, project_id, signed_on, amount_fen, document) VALUES (:id, :project, :signed_on, :amount, :document);
