//! A ledger for tests: the real schema in memory, filled by plain inserts, without the write door.

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::kpi::{self, Explanation, KpiFigures, KpiQuery, KpiTable};
use daowei_core::store::MIGRATIONS;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, named_params, params};

/// A connection on the schema, and a counter for ids.
pub struct Ledger {
    pub conn: Connection,
    ids: u64,
    /// A zone that counts.
    pub zone: Id,
}

/// A line to be inserted.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    pub reference: &'a str,
    pub investor: Id,
    pub arrived: &'a str,
    /// None: submitted, not verified.
    pub verified: Option<&'a str>,
    pub fen: i64,
    pub origin: &'a str,
    pub form: &'a str,
    pub zone: Id,
    pub project: Option<Id>,
    pub reverses: Option<Id>,
    pub city_fen: Option<i64>,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub rate: Option<&'a str>,
    pub share_bp: i64,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Ledger {
    pub fn new() -> Self {
        let conn = Connection::open_in_memory().unwrap();
        conn.create_scalar_function("undoing", 0, FunctionFlags::SQLITE_UTF8, |_| Ok(0)).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = ON").unwrap();
        for (_, migration) in MIGRATIONS {
            conn.execute_batch(migration).unwrap();
        }
        kpi::install(&conn, true).unwrap();
        let mut this = Self { conn, ids: 0, zone: Id::from_bytes([0; 16]) };
        this.zone = this.zone("高新区", true);
        this
    }

    pub fn id(&mut self) -> Id {
        self.ids += 1;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&self.ids.to_be_bytes());
        Id::from_parts(1_700_000_000_000 + self.ids, random)
    }

    pub fn zone(&mut self, name: &str, counts: bool) -> Id {
        let id = self.id();
        self.conn.execute("INSERT INTO zone (id, name, counts) VALUES (?, ?, ?)", params![id, name, counts]).unwrap();
        id
    }

    pub fn company(&mut self, name: &str) -> Id {
        let id = self.id();
        self.conn.execute("INSERT INTO company (id, name_zh) VALUES (?, ?)", params![id, name]).unwrap();
        id
    }

    pub fn owns(&mut self, parent: Id, child: Id, percent_ppm: Option<i64>, control: &str, from: Option<&str>, to: Option<&str>) {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO ownership (id, parent_id, child_id, percent_ppm, control, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?)",
                params![id, parent, child, percent_ppm, control, from, to],
            )
            .unwrap();
    }

    pub fn list(&mut self, code: &str, line: Option<&str>) -> Id {
        let id = self.id();
        self.conn.execute("INSERT INTO list (id, code, name_zh, line) VALUES (?, ?, ?, ?)", params![id, code, code, line]).unwrap();
        id
    }

    pub fn edition(&mut self, list: Id, year: i32, published: &str, companies: &[(Id, Option<u32>)]) -> Id {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO edition (id, list_id, year, published_on) VALUES (?, ?, ?, ?)",
                params![id, list, year, published],
            )
            .unwrap();
        for (company, rank) in companies {
            let entry = self.id();
            self.conn
                .execute(
                    "INSERT INTO entry (id, edition_id, company_id, rank, printed_name) VALUES (?, ?, ?, ?, '-')",
                    params![entry, id, company, rank],
                )
                .unwrap();
        }
        id
    }

    pub fn project(&mut self, code: &str, basis: Option<&str>) -> Id {
        let id = self.id();
        self.conn
            .execute("INSERT INTO project (id, code, name, basis) VALUES (?, ?, ?, ?)", params![id, code, code, basis])
            .unwrap();
        id
    }

    pub fn signed(&mut self, project: Id, on: &str) {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO milestone (id, project_id, kind, happened_on) VALUES (?, ?, 'SIGNED', ?)",
                params![id, project, on],
            )
            .unwrap();
    }

    pub fn line<'a>(&self, reference: &'a str, investor: Id, arrived: &'a str, verified: &'a str, fen: i64) -> Line<'a> {
        Line {
            reference,
            investor,
            arrived,
            verified: Some(verified),
            fen,
            origin: "other_province",
            form: "cash",
            zone: self.zone,
            project: None,
            reverses: None,
            city_fen: None,
            currency: "CNY",
            amount_minor: fen,
            rate: None,
            share_bp: 10_000,
        }
    }

    pub fn insert(&mut self, line: &Line<'_>) -> Id {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO fund (id, ref, project_id, investor_id, form, origin, arrived_on, currency, amount_minor,
                   rate, rate_unit, share_bp, zone_id, reverses_id, link_kind, recognised_fen, recognised_city_fen, status, verified_on)
                 VALUES (:id, :ref, :project, :investor, :form, :origin, :arrived, :currency, :amount,
                   :rate, :unit, :share, :zone, :reverses, :kind, :fen, :city, :status, :verified)",
                named_params! {
                    ":id": id, ":ref": line.reference, ":project": line.project, ":investor": line.investor, ":form": line.form,
                    ":origin": line.origin, ":arrived": line.arrived, ":currency": line.currency, ":amount": line.amount_minor,
                    ":rate": line.rate, ":unit": line.rate.map(|_| 1), ":share": line.share_bp, ":zone": line.zone,
                    ":reverses": line.reverses, ":kind": line.reverses.map(|_| "reversal"), ":fen": line.fen,
                    ":city": line.city_fen,
                    ":status": if line.verified.is_some() { "VERIFIED" } else { "SUBMITTED" }, ":verified": line.verified,
                },
            )
            .unwrap();
        id
    }

    pub fn target(&mut self, year: i32, line: &str, unit: Option<&str>, fen: Option<i64>, effective: Option<&str>) {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO target (id, year, line, unit, target_fen, effective_on) VALUES (?, ?, ?, ?, ?, ?)",
                params![id, year, line, unit, fen, effective],
            )
            .unwrap();
    }

    pub fn scheme(&mut self, year: i32, version: i32, policy: &str, origins: &str, progress: &str, list_lines: &str) {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO scheme (id, year, version, edition_policy, attribution, origins, forms, progress, merge_reviews, list_lines)
                 VALUES (?, ?, ?, ?, 'exclusive', ?, ?, ?, 0, ?)",
                params![id, year, version, policy, origins, ALL_FORMS, progress, list_lines],
            )
            .unwrap();
    }

    /// Closes a period as the store does: what the KPI says is frozen.
    pub fn close(&mut self, period: &str, on: &str) {
        let snapshot = kpi::snapshot(&self.conn, period.parse().unwrap(), day(on)).unwrap();
        self.close_with(period, on, &snapshot);
    }

    pub fn close_with(&mut self, period: &str, on: &str, snapshot: &str) {
        let id = self.id();
        self.conn
            .execute(
                "INSERT INTO period_close (id, period, closed_on, ordinal, snapshot, sha256)
                 VALUES (?, ?, ?, (SELECT count(*) + 1 FROM period_close), ?, zeroblob(32))",
                params![id, period, on, snapshot],
            )
            .unwrap();
    }

    pub fn table(&self, query: &KpiQuery) -> KpiTable {
        kpi::table(&self.conn, query).unwrap()
    }

    pub fn explain(&self, query: &KpiQuery, line: KpiFigure, part: KpiPart) -> Explanation {
        kpi::explain(&self.conn, query, line, part).unwrap()
    }
}

pub const ALL_FORMS: &str = "cash,shareholder_loan,fixed_assets,land,in_kind,intangible,reinvested_profit,equity_purchase";

/// Asks through a quarter, as posted, exclusive, at district level, as of the quarter's last day.
pub fn through(quarter: &str) -> KpiQuery {
    let through: daowei_core::domain::period::Quarter = quarter.parse().unwrap();
    KpiQuery {
        year: through.year(),
        through,
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: through.last_day(),
    }
}

/// The figures of F500, C500, I100 and the total.
pub fn figures(table: &KpiTable) -> [&KpiFigures; 4] {
    let [f500, c500, i100] = &table.rows[..] else { panic!("{} rows", table.rows.len()) };
    [&f500.figures, &c500.figures, &i100.figures, &table.total]
}

/// Their year to date in fen.
pub fn ytd(table: &KpiTable) -> [i64; 4] {
    figures(table).map(|row| row.ytd_fen.0)
}

/// Their quarter in fen.
pub fn quarter(table: &KpiTable) -> [i64; 4] {
    figures(table).map(|row| row.quarter_fen.0)
}
