INSERT INTO receipt (id, project_id, company_id, due_on, amount_fen, form, origin, owner_id, settled_on, note)
VALUES (:id, :project, :company, :due_on, :amount, :form, :origin, :owner, :settled_on, :note);
