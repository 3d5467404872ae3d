-- What the rest of the rulebook asks of the store: guards, levels, planned receipts, shared credit, and more settings.

-- R14: the audited year whose profit is reinvested; of other forms NULL.
ALTER TABLE fund ADD COLUMN audited_year INTEGER CHECK (audited_year BETWEEN 1900 AND 2200);

-- I1 goes on to hold for all a line says itself. What city and province recognise of it comes later than its verification,
-- each time by a row of `recognition`, and only as that row says.
DROP TRIGGER fund_final_update;
CREATE TRIGGER fund_final_update BEFORE UPDATE OF id, ref, project_id, investor_id, payer, form, origin, arrived_on, currency,
  amount_minor, rate, rate_unit, rate_on, rate_source, share_bp, zone_id, reverses_id, link_kind, recognised_fen, status,
  submitted_by, submitted_on, verified_by, verified_on, note, audited_year ON fund
WHEN OLD.status IN ('VERIFIED','REJECTED')
BEGIN SELECT RAISE(ABORT, 'immutable:fund'); END;

-- What city or province recognised of a line (R16); append-only, the latest row of a level counts.
CREATE TABLE recognition (
  id             BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  fund_id        BLOB NOT NULL REFERENCES fund(id) DEFERRABLE INITIALLY DEFERRED,
  level          TEXT NOT NULL CHECK (level IN ('city','province')),
  amount_fen     INTEGER NOT NULL,
  recognised_on  TEXT NOT NULL,
  number         TEXT,                  -- of the document that says so
  user_id        BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX recognition_fund ON recognition(fund_id, level, id);
CREATE TRIGGER recognition_update BEFORE UPDATE ON recognition
BEGIN SELECT RAISE(ABORT, 'immutable:recognition'); END;
CREATE TRIGGER recognition_delete BEFORE DELETE ON recognition WHEN NOT undoing()
BEGIN SELECT RAISE(ABORT, 'immutable:recognition'); END;
CREATE TRIGGER fund_city_update BEFORE UPDATE OF recognised_city_fen ON fund
WHEN OLD.status IN ('VERIFIED','REJECTED') AND NEW.recognised_city_fen IS NOT
  (SELECT amount_fen FROM recognition WHERE fund_id = OLD.id AND level = 'city' ORDER BY id DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'immutable:fund'); END;
CREATE TRIGGER fund_province_update BEFORE UPDATE OF recognised_province_fen ON fund
WHEN OLD.status IN ('VERIFIED','REJECTED') AND NEW.recognised_province_fen IS NOT
  (SELECT amount_fen FROM recognition WHERE fund_id = OLD.id AND level = 'province' ORDER BY id DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'immutable:fund'); END;

-- Money that is expected (R15).
CREATE TABLE receipt (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  project_id  BLOB NOT NULL REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  company_id  BLOB NOT NULL REFERENCES company(id) DEFERRABLE INITIALLY DEFERRED, -- who will pay
  due_on      TEXT NOT NULL,
  amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
  form        TEXT NOT NULL CHECK (form IN ('cash','shareholder_loan','fixed_assets','land','in_kind','intangible','reinvested_profit','equity_purchase')),
  origin      TEXT NOT NULL CHECK (origin IN ('foreign','other_province','other_city','local')),
  owner_id    BLOB REFERENCES user(id) DEFERRABLE INITIALLY DEFERRED,
  settled_on  TEXT,                     -- arrived, or given up
  note        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_project ON receipt(project_id);
CREATE INDEX receipt_company ON receipt(company_id);
CREATE INDEX receipt_due ON receipt(due_on) WHERE settled_on IS NULL;

-- Which units a project's money is credited to (R19), and which of them talked first (D7).
CREATE TABLE credit (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  project_id  BLOB NOT NULL REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  unit        TEXT NOT NULL CHECK (unit <> ''),
  share_bp    INTEGER CHECK (share_bp BETWEEN 0 AND 10000), -- NULL: claimed, and not split yet
  talked_on   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_project ON credit(project_id);

-- Agreements that add to what a project agreed (I12).
CREATE TABLE supplement (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  project_id  BLOB NOT NULL REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
  signed_on   TEXT NOT NULL,
  amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
  document    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX supplement_project ON supplement(project_id);

-- Further settings of a year: a JSON object each, what it leaves out is the rulebook's own.
ALTER TABLE scheme ADD COLUMN forecast TEXT NOT NULL DEFAULT '{}';   -- stage -> basis points (R15)
ALTER TABLE scheme ADD COLUMN stale TEXT NOT NULL DEFAULT '{}';      -- what -> days (rulebook 2)
ALTER TABLE scheme ADD COLUMN reach TEXT NOT NULL DEFAULT 'cumulative' CHECK (reach IN ('cumulative','current'));
ALTER TABLE scheme ADD COLUMN score TEXT NOT NULL DEFAULT '{}';      -- how a completion is scored (R18)
