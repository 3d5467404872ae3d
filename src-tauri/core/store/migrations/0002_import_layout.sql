-- What a person said about a layout of columns, so that the next file of the same layout asks nothing. It is a
-- memory of this seat and no fact of the bureau: it has no id, and is neither journaled nor dumped.
CREATE TABLE import_layout (
  signature  BLOB PRIMARY KEY NOT NULL CHECK (length(signature) = 32),  -- SHA-256 of the normalised headers
  kind       TEXT NOT NULL,
  mapping    TEXT NOT NULL,             -- JSON: a header to its key, to null for a column left out
  list_code  TEXT,                      -- for an edition: the list it was of
  source     TEXT,                      -- for an edition: where it was taken from
  used_on    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
