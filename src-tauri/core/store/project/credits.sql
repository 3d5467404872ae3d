SELECT unit, share_bp, talked_on FROM credit WHERE project_id = :project ORDER BY talked_on IS NULL, talked_on, id;
