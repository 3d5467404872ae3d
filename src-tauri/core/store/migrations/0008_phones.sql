-- Telephones that meetings name beside people; derived and not journaled, see store/search.rs, which fills it. The name is
-- empty where a telephone stands by itself.
CREATE TABLE search_phone (
  phone       TEXT NOT NULL,
  name        TEXT NOT NULL,
  meeting_id  BLOB NOT NULL,
  PRIMARY KEY (name, phone, meeting_id)
) STRICT, WITHOUT ROWID;
