INSERT INTO project (id, code, name, zone_id, industry, agreed_fen, basis, stage, side_exit, side_reason, owner_unit, owner_name, owner_id, note)
VALUES (:id, :code, :name, :zone_id, :industry, :agreed_fen, :basis, :stage, :side_exit, :side_reason, :owner_unit, :owner_name, :owner_id, :note);
