-- What a person said once that every row of a layout says, where the file has no column for it: JSON, a key to its text.
ALTER TABLE import_layout ADD COLUMN constants TEXT;
