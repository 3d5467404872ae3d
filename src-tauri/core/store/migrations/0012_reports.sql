-- The bureau's own words in its reports: a sentence's template, or a chapter's further paragraphs, kept from quarter to quarter.
-- The id is made of language, part and key, so that every seat derives it alike.
CREATE TABLE report_text (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  language  TEXT NOT NULL CHECK (language IN ('zh-CN','en')),
  part      TEXT NOT NULL CHECK (part IN ('sentence','paragraph')),
  key       TEXT NOT NULL CHECK (key <> ''),
  text      TEXT NOT NULL CHECK (text <> '')
) STRICT, WITHOUT ROWID;

-- Every report that was written to a file, with the file's hash: what was sent can be proved. Append-only.
CREATE TABLE report_export (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  period       TEXT NOT NULL,             -- 2026Q3
  reading      TEXT NOT NULL CHECK (reading = 'published' OR reading = 'posted' OR reading = 'restated'),
  language     TEXT NOT NULL CHECK (language IN ('zh-CN','en')),
  format       TEXT NOT NULL CHECK (format <> ''),
  file_name    TEXT NOT NULL CHECK (file_name <> ''),
  bytes        INTEGER NOT NULL CHECK (bytes >= 0),
  sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
  exported_on  TEXT NOT NULL,
  exported_by  BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX report_export_sha256 ON report_export(sha256);
CREATE TRIGGER report_export_update BEFORE UPDATE ON report_export
BEGIN SELECT RAISE(ABORT, 'immutable:report_export'); END;
CREATE TRIGGER report_export_delete BEFORE DELETE ON report_export
BEGIN SELECT RAISE(ABORT, 'immutable:report_export'); END;
