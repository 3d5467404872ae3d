INSERT INTO credit (id, project_id, unit, share_bp, talked_on) VALUES (:id, :project, :unit, :share_bp, :talked_on);
