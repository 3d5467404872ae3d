-- The reports that were written, the latest first; of one file where :sha256 is given.
SELECT report_export.id, period, reading, language, format, file_name, bytes, sha256, exported_on, user.name AS exported_by
FROM report_export LEFT JOIN user ON user.id = report_export.exported_by
WHERE :sha256 IS NULL OR sha256 = :sha256
ORDER BY report_export.id DESC LIMIT :limit;
