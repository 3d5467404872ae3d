INSERT INTO fund (id, ref, project_id, investor_id, payer, form, origin, arrived_on, currency, amount_minor, rate, rate_unit, rate_on,
  rate_source, share_bp, zone_id, reverses_id, link_kind, recognised_fen, status, submitted_by, submitted_on, verified_by, verified_on, audited_year, note)
VALUES (:id, :ref, :project_id, :investor_id, :payer, :form, :origin, :arrived_on, :currency, :amount_minor, :rate, :rate_unit, :rate_on,
  :rate_source, :share_bp, :zone_id, :reverses_id, :link_kind, :recognised_fen, :status, :submitted_by, :submitted_on, :verified_by, :verified_on, :audited_year, :note);
