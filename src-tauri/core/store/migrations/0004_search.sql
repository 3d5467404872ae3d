-- Search anew: names are read from the tables themselves, what was said in meetings stands in a table of terms without
-- their texts and positions. All of it is derived and not journaled; see store/search.rs, which fills it.

DROP TABLE search_term;
DROP TABLE search_doc;

-- A meeting's number among the terms begins with its day, so that the latest are found first.
CREATE TABLE search_minutes (
  doc_no      INTEGER PRIMARY KEY,
  meeting_id  BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_minutes_meeting ON search_minutes(meeting_id);
CREATE VIRTUAL TABLE search_term USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_term, instance);

-- Whom a meeting names, ours and theirs.
CREATE TABLE search_person (
  name        TEXT NOT NULL,
  meeting_id  BLOB NOT NULL,
  PRIMARY KEY (name, meeting_id)
) STRICT, WITHOUT ROWID;
