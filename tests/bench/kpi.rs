//! Table 1 in each reading over ledgers of ten years, against one covering-index scan of the year's lines in plain SQL.
//!
//! The stores are encrypted and on disk, as a bureau's is. Both sides run on the same connection, in
//! turn, with the page cache that the store gives itself; the time on the processor is compared. What is read from the
//! ledger is asked for three times: when nothing of it is in memory, when a line of the year changed since the last
//! question, and when nothing did.

use std::time::Duration;

use cpu_time::ThreadTime;
use daowei_core::domain::Id;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::kpi::{self, KpiQuery};
use daowei_core::store::MIGRATIONS;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};

use crate::report;

/// The year that is asked for; the table reads the one before it too.
pub(crate) const YEAR: i32 = 2025;
/// Rounds of each side.
const ROUNDS: usize = 60;
/// How many times the scan of the year's lines a table may take.
const TIMES: f64 = 1.5;
/// What a table may take over a million lines.
const LIMIT: Duration = Duration::from_millis(50);

/// Statements kept prepared, as the store does.
const STATEMENTS_KEPT: usize = 128;
const SCAN: &str = "SELECT sum(recognised_fen) FROM fund INDEXED BY fund_kpi
                    WHERE status = 'VERIFIED' AND arrived_on BETWEEN ? AND ?";

/// A ledger: lines a year, in so many years up to the one asked for.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub lines_a_year: u64,
    pub years: i32,
}

impl Size {
    pub fn lines(self) -> u64 {
        self.lines_a_year * u64::from(self.years.unsigned_abs())
    }
}

/// Measures and prints.
pub fn run() {
    let folder = tempfile::tempdir().expect("a folder for the stores");
    let sizes = [(10_000, 10), (100_000, 2), (100_000, 10)].map(|(lines_a_year, years)| Size { lines_a_year, years });
    let mut posted = Vec::new();
    for size in sizes {
        let path = folder.path().join(format!("{}.db", size.lines()));
        let conn = store(&path, size);
        posted.push(size_of(&conn, size));
        drop(conn);
        std::fs::remove_file(path).expect("room for the next");
    }
    grows(&posted);
}

/// Each reading over one ledger; the median of the posted one.
fn size_of(conn: &Connection, size: Size) -> Duration {
    let through = Quarter::new(YEAR, 4).expect("a quarter");
    let mut posted = Duration::ZERO;
    for reading in [Reading::Posted, Reading::Restated, Reading::Published] {
        let query = KpiQuery {
            year: YEAR,
            through,
            reading,
            attribution: Attribution::Exclusive,
            level: RecognitionLevel::District,
            as_of: through.last_day(),
        };
        for since in Since::ALL {
            if reading == Reading::Published && since != Since::Nothing {
                continue;
            }
            let (mut floor, mut took) = in_turn(conn, since, || drop(kpi::table(conn, &query).expect("the table")));
            let what = format!(
                "table 1 {} over {} lines, {} of the year, {}",
                reading.code(),
                size.lines(),
                size.lines_a_year,
                since.words()
            );
            report::compare(&what, &mut floor, "covering-index scan of the year", &mut took, TIMES);
            if size.lines() >= 1_000_000 {
                report::within(&what, &mut took, LIMIT);
            }
            if reading == Reading::Posted && since == Since::Rules {
                posted = took[took.len() / 2];
            }
        }
    }
    posted
}

/// What changed since the question before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    /// What every line is judged by: all is read and worked out anew.
    Rules,
    /// One line of the year.
    Line,
    Nothing,
}

impl Since {
    const ALL: [Self; 3] = [Self::Rules, Self::Line, Self::Nothing];

    const fn words(self) -> &'static str {
        match self {
            Self::Rules => "everything anew",
            Self::Line => "after a line changed",
            Self::Nothing => "asked again",
        }
    }

    fn happen(self, conn: &Connection, round: usize) {
        let changed = match self {
            Self::Rules => conn.execute("UPDATE zone SET counts = counts", []),
            Self::Line => conn.execute(
                "UPDATE fund SET recognised_city_fen = recognised_city_fen + 1
                 WHERE id = (SELECT id FROM fund INDEXED BY fund_kpi WHERE status = 'VERIFIED' AND arrived_on >= ? LIMIT 1)",
                [format!("{YEAR}-{:02}-03", round % 12 + 1)],
            ),
            Self::Nothing => return,
        };
        assert_ne!(changed.expect("a change"), 0);
    }
}

/// What the time depends on: ten times the year's lines, and five times the ledger around the same year.
#[expect(clippy::float_arithmetic, reason = "ratios of times, no figures of the product")]
fn grows(posted: &[Duration]) {
    let times = |more: usize, less: usize| posted[more].as_secs_f64() / posted[less].as_secs_f64();
    println!("ten times the lines in every year: {:.1} times the time", times(2, 0));
    println!("the same year among five times the lines: {:.2} times the time", times(2, 1));
}

/// The times of the scan of the year and of the KPI, in turn, so that other work touches both alike.
fn in_turn(conn: &Connection, since: Since, kpi: impl Fn()) -> (Vec<Duration>, Vec<Duration>) {
    let mut scan = conn.prepare(SCAN).expect("the scan");
    let (mut floor, mut took) = (Vec::new(), Vec::new());
    let year = [format!("{YEAR}-01-01"), format!("{YEAR}-12-31")];
    kpi();
    for round in 0..ROUNDS {
        since.happen(conn, round);
        let start = ThreadTime::now();
        let sum: i64 = scan.query_row([&year[0], &year[1]], |row| row.get(0)).expect("the sum");
        floor.push(start.elapsed());
        assert_ne!(sum, 0);
        let start = ThreadTime::now();
        kpi();
        took.push(start.elapsed());
    }
    (floor, took)
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub fn id(&mut self) -> Id {
        let (a, b) = (self.roll(u64::MAX), self.roll(u64::MAX));
        let mut random = [0; 10];
        random[..8].copy_from_slice(&a.to_be_bytes());
        random[8..].copy_from_slice(&b.to_be_bytes()[..2]);
        Id::from_parts(1_750_000_000_000 + b % 1_000_000_000, random)
    }

    pub fn day(&mut self, year: i32) -> String {
        format!("{year}-{:02}-{:02}", self.roll(12) + 1, self.roll(28) + 1)
    }
}

fn store(path: &std::path::Path, size: Size) -> Connection {
    let conn = Connection::open(path).expect("a file");
    conn.pragma_update(None, "key", format!("x'{}'", "5a".repeat(48))).expect("a key");
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
    )
    .expect("pragmas");
    conn.create_scalar_function("undoing", 0, FunctionFlags::SQLITE_UTF8, |_| Ok(0)).expect("a function");
    for (_, migration) in MIGRATIONS {
        conn.execute_batch(migration).expect("the schema");
    }
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    kpi::install(&conn, true).expect("the functions of the KPI");
    conn.execute_batch("BEGIN").expect("a transaction");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    // Drawn up when all lines are there: a million of them, each put into every index, would take most of an hour.
    let indices = fund_indices(&conn);
    fill(&conn, &mut dice, size);
    for sql in indices {
        conn.execute_batch(&sql).expect("an index");
    }
    for year in YEAR + 1 - size.years..=YEAR {
        for quarter in 1..=3 {
            close(&conn, &mut dice, &format!("{year}Q{quarter}"), &format!("{year}-{:02}-08", quarter * 3 + 1), "{}");
        }
    }
    // A line changes below without the paper that would let it.
    conn.execute_batch("COMMIT; ANALYZE; DROP TRIGGER fund_city_update;").expect("a commit");
    for year in [YEAR - 1, YEAR] {
        let on = format!("{}-01-20", year + 1);
        let snapshot = kpi::snapshot(&conn, Period::Year(year), on.parse().expect("a day")).expect("a snapshot");
        close(&conn, &mut dice, &year.to_string(), &on, &snapshot);
    }
    conn
}

/// Takes the ledger's indices away; what makes them anew.
fn fund_indices(conn: &Connection) -> Vec<String> {
    let mut statement = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'fund' AND sql IS NOT NULL")
        .expect("sql");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("indices");
    let indices: Vec<(String, String)> = rows.collect::<Result<_, _>>().expect("indices");
    drop(statement);
    indices
        .into_iter()
        .map(|(name, sql)| {
            conn.execute_batch(&format!("DROP INDEX {name}")).expect("taken away");
            sql
        })
        .collect()
}

fn insert(conn: &Connection, sql: &str, row: &[&dyn rusqlite::ToSql]) {
    conn.prepare_cached(sql).expect("a statement").execute(row).expect("a row");
}

fn close(conn: &Connection, dice: &mut Dice, period: &str, on: &str, snapshot: &str) {
    let sql = "INSERT INTO period_close (id, period, closed_on, ordinal, snapshot, sha256) VALUES (?, ?, ?, 1, ?, zeroblob(32))";
    insert(conn, sql, params![dice.id(), period, on, snapshot]);
}

/// Companies, chains, lists, projects, and the lines of the years.
pub(crate) fn fill(conn: &Connection, dice: &mut Dice, size: Size) {
    let insert = |sql: &str, row: &[&dyn rusqlite::ToSql]| insert(conn, sql, row);
    let years: Vec<i32> = (YEAR + 1 - size.years..=YEAR).collect();
    let zones: Vec<Id> = (0..4).map(|_| dice.id()).collect();
    for (number, zone) in zones.iter().enumerate() {
        insert("INSERT INTO zone VALUES (?, 'zone', ?)", params![zone, number < 3]);
    }
    let companies: Vec<Id> = (0..4_000).map(|_| dice.id()).collect();
    for company in &companies {
        insert("INSERT INTO company (id, name_zh) VALUES (?, 'company')", params![company]);
    }
    // Companies 0 to 999 stand on lists; 1000 to 2499 are their subsidiaries; the others are nobody's.
    for child in 1_000..2_500 {
        let parent = companies[(child * 7) % 1_000];
        insert(
            "INSERT INTO ownership (id, parent_id, child_id, percent_ppm, control) VALUES (?, ?, ?, 600000, 'equity')",
            params![dice.id(), parent, companies[child]],
        );
    }
    for (code, entries) in [("F500", 0..500), ("C500", 300..800), ("I100", 750..1_000)] {
        let list = dice.id();
        insert("INSERT INTO list (id, code, name_zh, line) VALUES (?, ?, ?, ?)", params![list, code, code, code]);
        for year in YEAR - size.years - 1..=YEAR {
            let edition = dice.id();
            let published = format!("{year}-08-01");
            insert(
                "INSERT INTO edition (id, list_id, year, published_on) VALUES (?, ?, ?, ?)",
                params![edition, list, year, published],
            );
            for (rank, company) in entries.clone().enumerate() {
                insert(
                    "INSERT INTO entry (id, edition_id, company_id, rank, printed_name) VALUES (?, ?, ?, ?, '-')",
                    params![dice.id(), edition, companies[company], (rank + 1) as i64],
                );
            }
        }
    }
    let projects: Vec<Id> = (0..3_000).map(|_| dice.id()).collect();
    for (number, project) in projects.iter().enumerate() {
        let basis = [None, Some("CAPITAL"), Some("EXPENDITURE")][usize::from(number % 10 == 0) + usize::from(number % 50 == 0)];
        insert("INSERT INTO project (id, code, name, basis) VALUES (?, 'P', 'P', ?)", params![project, basis]);
    }
    for line in 0..size.lines() {
        let year = years[(line % years.len() as u64) as usize];
        let arrived = dice.day(year);
        let verified = if dice.roll(20) == 0 { format!("{year}-12-31") } else { arrived.clone() };
        let origin =
            ["foreign", "other_province", "other_province", "other_province", "other_city", "local"][dice.roll(6) as usize];
        let form = ["cash", "cash", "cash", "cash", "fixed_assets", "land", "shareholder_loan"][dice.roll(7) as usize];
        let fen = dice.roll(5_000_000_000) as i64 + 1;
        insert(
            "INSERT INTO fund (id, ref, project_id, investor_id, form, origin, arrived_on, currency, amount_minor, zone_id,
               recognised_fen, recognised_city_fen, status, verified_on)
             VALUES (?, ?, ?, ?, ?, ?, ?, 'CNY', ?, ?, ?, ?, 'VERIFIED', ?)",
            params![
                dice.id(),
                format!("R{line}"),
                projects[dice.roll(3_000) as usize],
                companies[dice.roll(4_000) as usize],
                form,
                origin,
                arrived,
                fen,
                zones[dice.roll(4) as usize],
                fen,
                fen,
                verified
            ],
        );
    }
}
