UPDATE project SET code = :code, name = :name, zone_id = :zone_id, industry = :industry, agreed_fen = :agreed_fen, basis = :basis,
  stage = :stage, side_exit = :side_exit, side_reason = :side_reason, owner_unit = :owner_unit, owner_name = :owner_name,
  owner_id = :owner_id, note = :note
WHERE id = :id;
