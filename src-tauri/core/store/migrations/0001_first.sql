-- The first schema of a Daowei store.
--
-- Conventions: ids are uuid v7 in 16 bytes; `…_on` is a calendar date YYYY-MM-DD, `…_at` a UTC
-- instant; `…_fen` is CNY × 100, `…_minor` the minor unit of the row's currency, `…_bp` basis
-- points; rates are decimal text. What is missing is NULL, never 0 or ''. What two seats could both do
-- offline carries no UNIQUE constraint. Every table that has an `id` is journaled, except those
-- named in the section "Not journaled" at the end.

-- People and places ---------------------------------------------------------------------------

CREATE TABLE user (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name      TEXT NOT NULL CHECK (name <> ''),
  role      TEXT NOT NULL CHECK (role IN ('officer','section_head','deputy_director','readonly','admin')),
  active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1))
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  key       TEXT NOT NULL CHECK (key <> ''),
  value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE zone (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name      TEXT NOT NULL CHECK (name <> ''),
  counts    INTEGER NOT NULL CHECK (counts IN (0,1))
) STRICT, WITHOUT ROWID;

-- Companies and lists (rulebook 4) ------------------------------------------------------------

CREATE TABLE company (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name_zh       TEXT CHECK (name_zh <> ''),
  name_en       TEXT CHECK (name_en <> ''),
  uscc          TEXT CHECK (length(uscc) = 18),
  lei           TEXT CHECK (length(lei) = 20),
  country       TEXT CHECK (length(country) = 2),
  headquarters  TEXT,
  industry      TEXT,
  note          TEXT,
  owner_id      BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (name_zh IS NOT NULL OR name_en IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_uscc ON company(uscc) WHERE uscc IS NOT NULL;
CREATE INDEX company_title ON company(coalesce(name_zh, name_en), id);
CREATE INDEX company_owner ON company(owner_id) WHERE owner_id IS NOT NULL;

CREATE TABLE company_alias (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  company_id  BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  alias       TEXT NOT NULL CHECK (alias <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX company_alias_company ON company_alias(company_id);

CREATE TABLE ownership (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  parent_id    BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  child_id     BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  percent_ppm  INTEGER CHECK (percent_ppm BETWEEN 0 AND 1000000), -- millionths of the whole: 50 % is 500000
  control      TEXT NOT NULL CHECK (control IN ('equity','actual_control','vie')),
  valid_from   TEXT,
  valid_to     TEXT,
  CHECK (parent_id <> child_id),
  CHECK (control <> 'equity' OR percent_ppm IS NOT NULL),
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX ownership_child ON ownership(child_id);
CREATE INDEX ownership_parent ON ownership(parent_id);

CREATE TABLE list (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code     TEXT NOT NULL CHECK (code <> ''),
  name_zh  TEXT NOT NULL CHECK (name_zh <> ''),
  name_en  TEXT,
  line     TEXT CHECK (line IN ('F500','C500','I100')) -- NULL: feeds no KPI line
) STRICT, WITHOUT ROWID;

CREATE TABLE edition (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  list_id       BLOB NOT NULL REFERENCES list(id) DEFERRABLE INITIALLY DEFERRED,
  year          INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  published_on  TEXT NOT NULL,
  basis_year    INTEGER,
  source        TEXT,
  locked        INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0,1))
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_list ON edition(list_id, published_on);

CREATE TABLE entry (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  edition_id    BLOB NOT NULL REFERENCES edition(id) DEFERRABLE INITIALLY DEFERRED,
  company_id    BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  rank          INTEGER CHECK (rank > 0),
  printed_name  TEXT NOT NULL,          -- the name as this edition prints it
  country       TEXT,
  industry      TEXT,
  revenue       TEXT,                   -- decimal, in revenue_unit
  revenue_unit  TEXT                    -- as the edition's header says: 百万美元, 万元, …
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_edition ON entry(edition_id, rank, company_id);
CREATE INDEX entry_company ON entry(company_id, edition_id);

-- Projects and meetings (rulebook 2, 3) -------------------------------------------------------

CREATE TABLE project (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code        TEXT NOT NULL CHECK (code <> ''),
  name        TEXT NOT NULL CHECK (name <> ''),
  zone_id     BLOB REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  industry    TEXT,
  agreed_fen  INTEGER CHECK (agreed_fen >= 0),
  basis       TEXT CHECK (basis IN ('CAPITAL','EXPENDITURE')),
  -- The stage before signing, as staff judge it; from SIGNED on, milestones and funds decide.
  stage       TEXT NOT NULL DEFAULT 'TARGET' CHECK (stage IN ('TARGET','LEAD','NEGOTIATING','TO_SIGN')),
  side_exit   TEXT CHECK (side_exit IN ('PAUSED','DROPPED')),
  side_reason TEXT,
  owner_unit  TEXT,
  owner_name  TEXT,
  owner_id    BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  note        TEXT,
  CHECK (side_exit IS NULL OR side_reason IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_code ON project(code);
CREATE INDEX project_basis ON project(basis) WHERE basis IS NOT NULL;

CREATE TABLE investor_share (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  project_id  BLOB NOT NULL REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  company_id  BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  share_bp    INTEGER CHECK (share_bp BETWEEN 0 AND 10000) -- NULL: investor named, share not known
) STRICT, WITHOUT ROWID;
CREATE INDEX investor_share_project ON investor_share(project_id);
CREATE INDEX investor_share_company ON investor_share(company_id);

-- Dated facts of a project; append-only: a later row of the same kind replaces an earlier one.
CREATE TABLE milestone (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  project_id  BLOB NOT NULL REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT NOT NULL CHECK (kind IN ('SIGNED','REGISTERED','STARTED','PRODUCING')),
  happened_on TEXT NOT NULL,
  note        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_project ON milestone(project_id, kind);

CREATE TABLE meeting (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  held_on       TEXT NOT NULL,
  mode          TEXT NOT NULL CHECK (mode IN ('visit','received','video','call','event')),
  level         TEXT NOT NULL CHECK (level IN ('province','city','district','section')),
  company_id    BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  project_id    BLOB REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  place         TEXT,
  lead_person   TEXT,
  our_people    TEXT,
  their_people  TEXT,
  topics        TEXT,
  asks          TEXT,
  promises      TEXT,
  blockers      TEXT,
  next_step     TEXT,
  next_owner    TEXT,                   -- as written; next_owner_id where it names a user
  next_owner_id BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  next_due_on   TEXT,
  next_done_on  TEXT,
  trip          TEXT,
  logged_by     BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_held ON meeting(held_on, id);
CREATE INDEX meeting_company ON meeting(company_id, held_on);
CREATE INDEX meeting_project ON meeting(project_id) WHERE project_id IS NOT NULL;
CREATE INDEX meeting_due ON meeting(next_due_on, next_owner_id) WHERE next_due_on IS NOT NULL AND next_done_on IS NULL;

-- The ledger (rulebook 5) ---------------------------------------------------------------------

CREATE TABLE fund (
  id              BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  ref             TEXT NOT NULL CHECK (ref <> ''),
  project_id      BLOB REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  investor_id     BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED,
  payer           TEXT,
  form            TEXT NOT NULL CHECK (form IN ('cash','shareholder_loan','fixed_assets','land','in_kind','intangible','reinvested_profit','equity_purchase')),
  origin          TEXT NOT NULL CHECK (origin IN ('foreign','other_province','other_city','local')),
  arrived_on      TEXT NOT NULL,
  currency        TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor    INTEGER NOT NULL CHECK (amount_minor <> 0),
  rate            TEXT,                 -- CNY per rate_unit of the currency; NULL for CNY
  rate_unit       INTEGER CHECK (rate_unit IN (1,100)),
  rate_on         TEXT,
  rate_source     TEXT,
  share_bp        INTEGER NOT NULL DEFAULT 10000 CHECK (share_bp BETWEEN 1 AND 10000),
  zone_id         BLOB NOT NULL REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  reverses_id     BLOB REFERENCES fund(id) DEFERRABLE INITIALLY DEFERRED,
  link_kind       TEXT CHECK (link_kind IN ('reversal','correction','transfer')),
  -- R1, rounded once; the recognised amount at district level. City and province recognise apart.
  recognised_fen           INTEGER NOT NULL,
  recognised_city_fen      INTEGER,
  recognised_province_fen  INTEGER,
  status          TEXT NOT NULL CHECK (status IN ('DRAFT','SUBMITTED','FIRST_PASS','RECHECKED','VERIFIED','RETURNED','REJECTED')),
  submitted_by    BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  submitted_on    TEXT,
  verified_by     BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  verified_on     TEXT,
  note            TEXT,
  CHECK ((reverses_id IS NULL) = (link_kind IS NULL)),
  CHECK ((currency = 'CNY') = (rate IS NULL)),
  CHECK ((rate IS NULL) = (rate_unit IS NULL)),
  CHECK ((status = 'VERIFIED') = (verified_on IS NOT NULL)),
  CHECK (verified_on IS NULL OR arrived_on <= verified_on),                      -- I4
  CHECK (verified_by IS NULL OR submitted_by IS NULL OR verified_by <> submitted_by) -- I5
) STRICT; -- with a rowid: only then is the packed expression of fund_kpi read from the index alone
-- What the KPI reads of a line: one scan of this index is a year's figures. The expression packs what
-- decides about a line into one value, see kpi/ledger/packed.rs; the queries there repeat it to the letter.
CREATE INDEX fund_kpi ON fund(status, arrived_on, recognised_fen,
       CAST(investor_id || zone_id || arrived_on || coalesce(verified_on, '          ') || coalesce(project_id, zeroblob(16))
            || origin || ',' || form AS BLOB),
       reverses_id, recognised_city_fen, recognised_province_fen, id);
-- Lines verified in a later year than they arrived in: prior-year adjustments are among them (R6).
CREATE INDEX fund_adjusted ON fund(verified_on)
  WHERE status = 'VERIFIED' AND substr(arrived_on, 1, 4) < substr(verified_on, 1, 4);
CREATE INDEX fund_ref ON fund(ref);
CREATE INDEX fund_project ON fund(project_id) WHERE project_id IS NOT NULL;
CREATE INDEX fund_investor ON fund(investor_id, arrived_on);
CREATE INDEX fund_reverses ON fund(reverses_id) WHERE reverses_id IS NOT NULL;

-- Each step of a line through the workflow; append-only.
CREATE TABLE fund_step (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  fund_id      BLOB NOT NULL REFERENCES fund(id) DEFERRABLE INITIALLY DEFERRED,
  from_status  TEXT,
  to_status    TEXT NOT NULL,
  user_id      BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  stepped_on   TEXT NOT NULL,
  reason_code  TEXT,
  reason       TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX fund_step_fund ON fund_step(fund_id, id);

-- A voucher: its key data, and its file in the vault where there is one.
CREATE TABLE evidence (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  sha256        BLOB CHECK (length(sha256) = 32), -- NULL: history without a file
  file_name     TEXT,
  media_type    TEXT,
  bytes         INTEGER,
  kind          TEXT NOT NULL CHECK (kind IN ('bank_slip','capital_verification','articles','resolution','invoice','payment_receipt','land_receipt','appraisal','customs','handover','audit_report','contract','other')),
  number        TEXT,
  payer         TEXT,
  payee         TEXT,
  account_tail  TEXT,
  dated_on      TEXT,
  amount_minor  INTEGER,
  currency      TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_sha256 ON evidence(sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX evidence_number ON evidence(kind, number) WHERE number IS NOT NULL;

-- Which part of a voucher proves which line (I3: the parts sum to no more than the voucher).
CREATE TABLE evidence_use (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  evidence_id   BLOB NOT NULL REFERENCES evidence(id) DEFERRABLE INITIALLY DEFERRED,
  fund_id       BLOB NOT NULL REFERENCES fund(id) DEFERRABLE INITIALLY DEFERRED,
  amount_minor  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_use_fund ON evidence_use(fund_id);
CREATE INDEX evidence_use_evidence ON evidence_use(evidence_id);

CREATE TABLE rate (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  on_date   TEXT NOT NULL,
  currency  TEXT NOT NULL CHECK (length(currency) = 3),
  unit      INTEGER NOT NULL CHECK (unit IN (1,100)),
  rate      TEXT NOT NULL,
  source    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_currency ON rate(currency, on_date);

-- Targets, schemes, closes (rulebook 6) --------------------------------------------------------

-- Append-only: a revision is a further row with a later effective date.
CREATE TABLE target (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  year          INTEGER NOT NULL,
  line          TEXT NOT NULL CHECK (line IN ('F500','C500','I100','FDI','total')),
  unit          TEXT,                   -- NULL: the whole bureau
  leader        TEXT,
  target_fen    INTEGER CHECK (target_fen >= 0), -- NULL: none set, which is not 0 (R10)
  document      TEXT,
  effective_on  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX target_year ON target(year, line, effective_on);

-- A year's rules; append-only, the highest version counts.
CREATE TABLE scheme (
  id              BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  year            INTEGER NOT NULL,
  version         INTEGER NOT NULL CHECK (version > 0),
  edition_policy  TEXT NOT NULL CHECK (edition_policy IN ('A','B','C')),
  attribution     TEXT NOT NULL CHECK (attribution IN ('exclusive','overlap')),
  origins         TEXT NOT NULL,        -- comma separated, in the ledger's order
  forms           TEXT NOT NULL,        -- comma separated, in the ledger's order
  progress        TEXT NOT NULL CHECK (progress IN ('months','quarters','days')),
  merge_reviews   INTEGER NOT NULL CHECK (merge_reviews IN (0,1)),
  list_lines      TEXT NOT NULL,        -- JSON object: list code -> line or null; overrides list.line
  note            TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX scheme_year ON scheme(year, version);

-- A frozen period with the figures as they were published; append-only and hash-chained (I11).
CREATE TABLE period_close (
  id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  period     TEXT NOT NULL,             -- 2025Q1, or 2025
  closed_on  TEXT NOT NULL,
  closed_by  BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  ordinal    INTEGER NOT NULL,          -- 1, 2, … in the order of closing
  snapshot   TEXT NOT NULL,             -- canonical JSON of the period's figures
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  previous   BLOB CHECK (length(previous) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX period_close_period ON period_close(period);

-- An import that stands; taking it back removes it with what it brought.
CREATE TABLE import_run (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  kind         TEXT NOT NULL,
  file_name    TEXT NOT NULL,
  sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
  rows_read    INTEGER NOT NULL,
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL,
  unchanged    INTEGER NOT NULL,
  skipped      INTEGER NOT NULL,
  rejected     INTEGER NOT NULL,
  CHECK (rows_read = created + updated + unchanged + skipped + rejected)
) STRICT, WITHOUT ROWID;

-- What must never change (I1, and the rulebook's append-only facts). `undoing()` is true only while
-- the write door puts back the images before of an entry.
CREATE TRIGGER fund_final_update BEFORE UPDATE ON fund
WHEN OLD.status IN ('VERIFIED','REJECTED')
BEGIN SELECT RAISE(ABORT, 'immutable:fund'); END;
CREATE TRIGGER fund_final_delete BEFORE DELETE ON fund
WHEN OLD.status IN ('VERIFIED','REJECTED')
BEGIN SELECT RAISE(ABORT, 'immutable:fund'); END;
CREATE TRIGGER evidence_use_final_update BEFORE UPDATE ON evidence_use
WHEN EXISTS (SELECT 1 FROM fund WHERE id = OLD.fund_id AND status IN ('VERIFIED','REJECTED'))
BEGIN SELECT RAISE(ABORT, 'immutable:evidence_use'); END;
CREATE TRIGGER evidence_use_final_delete BEFORE DELETE ON evidence_use
WHEN EXISTS (SELECT 1 FROM fund WHERE id = OLD.fund_id AND status IN ('VERIFIED','REJECTED'))
BEGIN SELECT RAISE(ABORT, 'immutable:evidence_use'); END;
CREATE TRIGGER evidence_final_update BEFORE UPDATE ON evidence
WHEN EXISTS (SELECT 1 FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
             WHERE evidence_use.evidence_id = OLD.id AND fund.status IN ('VERIFIED','REJECTED'))
BEGIN SELECT RAISE(ABORT, 'immutable:evidence'); END;
CREATE TRIGGER evidence_final_delete BEFORE DELETE ON evidence
WHEN EXISTS (SELECT 1 FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
             WHERE evidence_use.evidence_id = OLD.id AND fund.status IN ('VERIFIED','REJECTED'))
BEGIN SELECT RAISE(ABORT, 'immutable:evidence'); END;
CREATE TRIGGER period_close_update BEFORE UPDATE ON period_close
BEGIN SELECT RAISE(ABORT, 'immutable:period_close'); END;
CREATE TRIGGER period_close_delete BEFORE DELETE ON period_close
BEGIN SELECT RAISE(ABORT, 'immutable:period_close'); END;
CREATE TRIGGER period_close_twice BEFORE INSERT ON period_close
WHEN EXISTS (SELECT 1 FROM period_close WHERE period = NEW.period)
BEGIN SELECT RAISE(ABORT, 'immutable:period_close'); END;
CREATE TRIGGER fund_step_update BEFORE UPDATE ON fund_step
BEGIN SELECT RAISE(ABORT, 'immutable:fund_step'); END;
CREATE TRIGGER fund_step_delete BEFORE DELETE ON fund_step WHEN NOT undoing()
BEGIN SELECT RAISE(ABORT, 'immutable:fund_step'); END;
CREATE TRIGGER milestone_update BEFORE UPDATE ON milestone
BEGIN SELECT RAISE(ABORT, 'immutable:milestone'); END;
CREATE TRIGGER milestone_delete BEFORE DELETE ON milestone WHEN NOT undoing()
BEGIN SELECT RAISE(ABORT, 'immutable:milestone'); END;
CREATE TRIGGER target_update BEFORE UPDATE ON target
BEGIN SELECT RAISE(ABORT, 'immutable:target'); END;
CREATE TRIGGER target_delete BEFORE DELETE ON target WHEN NOT undoing()
BEGIN SELECT RAISE(ABORT, 'immutable:target'); END;
CREATE TRIGGER scheme_update BEFORE UPDATE ON scheme
BEGIN SELECT RAISE(ABORT, 'immutable:scheme'); END;
CREATE TRIGGER scheme_delete BEFORE DELETE ON scheme WHEN NOT undoing()
BEGIN SELECT RAISE(ABORT, 'immutable:scheme'); END;
-- I14: entries of a locked edition stand.
CREATE TRIGGER entry_locked_insert BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM edition WHERE id = NEW.edition_id AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'immutable:edition'); END;
CREATE TRIGGER entry_locked_update BEFORE UPDATE ON entry
WHEN EXISTS (SELECT 1 FROM edition WHERE id = OLD.edition_id AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'immutable:edition'); END;
CREATE TRIGGER entry_locked_delete BEFORE DELETE ON entry
WHEN EXISTS (SELECT 1 FROM edition WHERE id = OLD.edition_id AND locked = 1)
BEGIN SELECT RAISE(ABORT, 'immutable:edition'); END;
CREATE TRIGGER edition_locked_update BEFORE UPDATE ON edition
WHEN OLD.locked = 1
BEGIN SELECT RAISE(ABORT, 'immutable:edition'); END;
CREATE TRIGGER edition_locked_delete BEFORE DELETE ON edition WHEN OLD.locked = 1
BEGIN SELECT RAISE(ABORT, 'immutable:edition'); END;

-- Not journaled ---------------------------------------------------------------------------------

-- One row a key: this incarnation of the store (site), where it stands (seat), the clock (hlc).
CREATE TABLE meta (
  key    TEXT PRIMARY KEY NOT NULL,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal itself: see journal/mod.rs for the hash and the forms of head and body.
CREATE TABLE journal_entry (
  entry_no   INTEGER PRIMARY KEY,       -- local order
  site       BLOB NOT NULL CHECK (length(site) = 16),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  op_id      BLOB NOT NULL CHECK (length(op_id) = 16),
  group_id   BLOB NOT NULL CHECK (length(group_id) = 16),
  hlc        INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  at         TEXT NOT NULL,
  user_id    BLOB,
  means      TEXT NOT NULL CHECK (means IN ('user','import','undo','redo','sync','system')),
  undoes     BLOB,                      -- the group this one takes back or redoes
  subject    TEXT NOT NULL,             -- what it was about, for a person: a name or a reference
  prev_hash  BLOB NOT NULL CHECK (length(prev_hash) = 32),
  body       TEXT NOT NULL,
  hash       BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (site, seq)
) STRICT;
CREATE INDEX journal_entry_group ON journal_entry(group_id);
CREATE INDEX journal_entry_undoes ON journal_entry(undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER journal_entry_update BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'immutable:journal'); END;
CREATE TRIGGER journal_entry_delete BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'immutable:journal'); END;

-- From a row to the entries that changed it.
CREATE TABLE journal_row (
  row_id    BLOB NOT NULL,
  entry_no  INTEGER NOT NULL,
  PRIMARY KEY (row_id, entry_no)
) STRICT, WITHOUT ROWID;

-- Derived and rebuilt at will: how companies are found by name, and the full text.
CREATE TABLE company_name (
  folded      TEXT NOT NULL,            -- domain::name::fold of a name or alias
  company_id  BLOB NOT NULL,
  PRIMARY KEY (folded, company_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_name_company ON company_name(company_id);

CREATE TABLE search_doc (
  doc_no  INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,                -- company, project, meeting, fund
  row_id  BLOB NOT NULL,
  title   TEXT NOT NULL,
  body    TEXT NOT NULL                 -- the terms, see store/search.rs
) STRICT;
CREATE UNIQUE INDEX search_doc_row ON search_doc(row_id);
CREATE VIRTUAL TABLE search_term USING fts5(body, content='search_doc', content_rowid='doc_no', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER search_doc_insert AFTER INSERT ON search_doc
BEGIN INSERT INTO search_term(rowid, body) VALUES (NEW.doc_no, NEW.body); END;
CREATE TRIGGER search_doc_delete AFTER DELETE ON search_doc
BEGIN INSERT INTO search_term(search_term, rowid, body) VALUES ('delete', OLD.doc_no, OLD.body); END;
CREATE TRIGGER search_doc_update AFTER UPDATE ON search_doc
BEGIN
  INSERT INTO search_term(search_term, rowid, body) VALUES ('delete', OLD.doc_no, OLD.body);
  INSERT INTO search_term(rowid, body) VALUES (NEW.doc_no, NEW.body);
END;
