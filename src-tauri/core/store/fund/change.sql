UPDATE fund SET project_id = :project_id, investor_id = :investor_id, payer = :payer, form = :form, origin = :origin,
  arrived_on = :arrived_on, currency = :currency, amount_minor = :amount_minor, rate = :rate, rate_unit = :rate_unit, rate_on = :rate_on,
  rate_source = :rate_source, share_bp = :share_bp, zone_id = :zone_id, recognised_fen = :recognised_fen, audited_year = :audited_year, note = :note
WHERE id = :id;
