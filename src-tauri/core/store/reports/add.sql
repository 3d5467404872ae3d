INSERT INTO report_export (id, period, reading, language, format, file_name, bytes, sha256, exported_on, exported_by)
VALUES (:id, :period, :reading, :language, :format, :file_name, :bytes, :sha256, :on, :by);
