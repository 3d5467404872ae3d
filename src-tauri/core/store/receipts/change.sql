UPDATE receipt SET project_id = :project, company_id = :company, due_on = :due_on, amount_fen = :amount, form = :form,
  origin = :origin, owner_id = :owner, settled_on = :settled_on, note = :note
WHERE id = :id;
