-- One company that was two, and how like names are found.

-- A company that was merged stays as a record and points to the one that goes on: verified lines and locked
-- entries name it for ever (I1, I14), and every reading goes on to the survivor. Never more than one step.
ALTER TABLE company ADD COLUMN merged_into BLOB REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX company_merged ON company(merged_into) WHERE merged_into IS NOT NULL;
-- The grid walks those that go on.
DROP INDEX company_title;
CREATE INDEX company_title ON company(coalesce(name_zh, name_en), id) WHERE merged_into IS NULL;

-- Two companies of which a person said that they are not one: the duplicate finder is silent about them.
CREATE TABLE company_apart (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  one_id    BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  other_id  BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX company_apart_one ON company_apart(one_id);
CREATE INDEX company_apart_other ON company_apart(other_id);

-- Not journaled, derived and rebuilt at will: domain::name::keys of a company's names.
CREATE TABLE company_key (
  key         INTEGER NOT NULL,
  company_id  BLOB NOT NULL,
  PRIMARY KEY (key, company_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_key_company ON company_key(company_id);
