//! 100,000 lines of a ledger of funds, imported whole as .xlsx and as .csv, against reading the same file and putting the
//! same rows into a plain SQLite file.
//!
//! The import is the real one: a reading process, the columns found, companies and projects matched, the write door with
//! its journal and what search needs, an encrypted store. It runs in a process of its own, so that its memory is its own.
//! The floor is calamine's streaming cells (the csv reader's records) and one table without an index, in one transaction.
//! A second floor reads the same file and writes the rows that the store ends with into the store's own tables with their
//! indexes, in a plain SQLite file: what is then left is the price of the door, and not of the tables.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use calamine::Reader as _;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company};
use daowei_core::store::project::{self, Project};
use daowei_core::store::search;
use daowei_core::store::{Access, Store};
use daowei_files::columns::Kind;
use daowei_files::import::file::{self, Asked};
use daowei_files::import::run::{Fate, Mode, Watch};
use daowei_tests::{Bureau, PASSPHRASE, machine, noon};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::report;

/// The hidden argument that makes the bench the importing process alone.
pub const ALONE: &str = "--import-alone";

const LINES: usize = 100_000;
const COMPANIES: usize = 2_000;
const PROJECTS: usize = 500;
/// Rounds of each format, each on a fresh copy of the store.
const ROUNDS: usize = 3;
/// Neither process may take more at its peak.
const PEAK_KIB: u64 = 300 * 1024;
/// Of a hundred lines, how many write their investor without its legal form.
const SHORTENED: usize = 5;
/// One line in so many names an investor that is not known.
const UNKNOWN_EVERY: usize = 2_000;
/// Between two looks at the memory of the processes.
const LOOK: Duration = Duration::from_millis(4);
const TODAY: &str = "2025-12-31";

const HEADER: [&str; 21] = [
    "流水号",
    "项目",
    "投资方",
    "付款方",
    "形式",
    "来源",
    "到账日",
    "币种",
    "金额",
    "汇率",
    "汇率单位",
    "汇率日期",
    "比例(%)",
    "落地区域",
    "冲销流水号",
    "凭证类型",
    "凭证号",
    "状态",
    "填报人",
    "认定人",
    "认定日",
];
/// Columns that hold numbers in a spreadsheet.
const NUMBERS: [usize; 4] = [8, 9, 10, 12];

type Line = [String; 21];

/// Measures and prints.
pub fn run() {
    let program = std::env::var_os("DAOWEI_CLI").map_or_else(|| beside("daowei-cli"), PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder");
    let bureau = bureau();
    let store = bureau.path();
    drop(bureau.store);
    let lines = lines();
    let xlsx = folder.path().join("ledger.xlsx");
    let csv = folder.path().join("ledger.csv");
    write_xlsx(&xlsx, &lines);
    write_csv(&csv, &lines);
    drop(lines);
    let held = Held::of(&store, &csv, &program, folder.path());
    let formats = [
        Format {
            what: "import of 100,000 lines as .xlsx",
            file: &xlsx,
            read: xlsx_rows,
            floor: "calamine and plain SQLite",
            times: 2.0,
        },
        Format {
            what: "import of 100,000 lines as .csv",
            file: &csv,
            read: csv_rows,
            floor: "csv reader and plain SQLite",
            times: 4.0,
        },
    ];
    for format in &formats {
        measure(format, &store, &held, &program);
    }
    office(&xlsx, folder.path());
}

/// Reads a file and hands out its lines.
type Reader = fn(&Path, &mut dyn FnMut(&Cells<'_>));

/// What is measured of a format: its file, the reader of its floor, and how many times the floor it may take.
struct Format<'f> {
    what: &'f str,
    file: &'f Path,
    read: Reader,
    floor: &'f str,
    times: f64,
}

fn measure(format: &Format<'_>, store: &Path, held: &Held, program: &Path) {
    let (what, file) = (format.what, format.file);
    let (mut floor, mut full, mut took, mut back, mut search) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut own_kib, mut reader_kib) = (0, 0);
    for _ in 0..ROUNDS {
        let scratch = tempfile::tempdir().expect("a folder");
        let copy = scratch.path().join("store");
        copy_store(store, &copy);
        floor.push(plain_rows(format, &scratch.path().join("plain.db")));
        full.push(held.write(format, &scratch.path().join("held.db")));
        let once = once(&copy, file, program);
        took.push(once.took);
        back.push(once.back);
        search.push(once.search);
        own_kib = own_kib.max(once.own_kib);
        reader_kib = reader_kib.max(once.reader_kib);
    }
    report::compare(what, &mut floor, format.floor, &mut took, format.times);
    let tables = [format.floor, " with the store's tables and indexes"].concat();
    report::compare(&[what, ", beside what the store ends with"].concat(), &mut full, &tables, &mut took, f64::INFINITY);
    report::compare(&[what, ", taken back"].concat(), &mut took, "the import", &mut back, 1.0);
    search.sort_unstable();
    let verdict = if own_kib.max(reader_kib) <= PEAK_KIB { "ok" } else { "OVER" };
    println!(
        "{what}: memory at the peak {} MiB importing and {} MiB reading, limit {} MiB each: {verdict}; the first search after it {:.2?}",
        own_kib / 1024,
        reader_kib / 1024,
        PEAK_KIB / 1024,
        search[search.len() / 2]
    );
}

/// What one import came to.
#[derive(Debug, Default)]
struct Once {
    took: Duration,
    back: Duration,
    search: Duration,
    own_kib: u64,
    reader_kib: u64,
}

/// Imports in a process of its own and looks at its memory, and its reader's, meanwhile.
fn once(store: &Path, file: &Path, program: &Path) -> Once {
    let own = std::env::current_exe().expect("this program");
    let mut child =
        Command::new(own).arg(ALONE).args([store, file, program]).stdout(Stdio::piped()).spawn().expect("the importing process");
    let mut once = Once::default();
    while child.try_wait().expect("the importing process").is_none() {
        once.own_kib = once.own_kib.max(peak_kib(child.id()).unwrap_or(0));
        once.reader_kib = children(child.id()).into_iter().filter_map(peak_kib).fold(once.reader_kib, u64::max);
        std::thread::sleep(LOOK);
    }
    let output = child.wait_with_output().expect("its answer");
    assert!(output.status.success(), "the import failed");
    let micros: Vec<u64> =
        String::from_utf8_lossy(&output.stdout).split_whitespace().map(|part| part.parse().expect("a number")).collect();
    [once.took, once.back, once.search] = [micros[0], micros[1], micros[2]].map(Duration::from_micros);
    once
}

/// The most memory a process held so far; nothing for one that is gone, and where the system does not tell.
fn peak_kib(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.trim().parse().ok()
}

fn children(process: u32) -> Vec<u32> {
    let listed = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    listed.split_whitespace().filter_map(|child| child.parse().ok()).collect()
}

/// The importing process: imports, takes back, and prints how long it took, in microseconds.
pub fn alone(arguments: &[String]) {
    let [store, file, program] = arguments else { panic!("a store, a file and a reading program") };
    let mut store = Store::open(Path::new(store), "admin", PASSPHRASE, machine(7), Access::Write).expect("the store");
    let start = Instant::now();
    let opened = file::open(Path::new(file), Path::new(program), None, None).expect("a readable file");
    let taken =
        opened.import(&mut store, noon(TODAY), Kind::Funds, Asked::default(), Mode::Whole, &Watch::default()).expect("an import");
    let took = start.elapsed();
    let plan = &taken.imported.plan;
    assert!(taken.imported.kept, "{:?}", plan.problems.first());
    assert_eq!(plan.count(Fate::Created) as usize, LINES);
    let import = taken.imported.import.expect("an import");
    drop(taken);
    let start = Instant::now();
    search::find(store.conn(), "D-099999", None, 10).expect("a search");
    let search = start.elapsed();
    let start = Instant::now();
    let reverted = store.revert_import(import, &[], noon(TODAY)).expect("taken back").value;
    let back = start.elapsed();
    assert!(reverted.conflicts.is_empty(), "{:?}", reverted.conflicts.first());
    let left: i64 = store.conn().query_row("SELECT count(*) FROM fund", [], |row| row.get(0)).expect("a count");
    assert_eq!(left, 0, "all of it is taken back");
    println!("{} {} {}", took.as_micros(), back.as_micros(), search.as_micros());
}

/// The cells of a line of the file, as text.
type Cells<'c> = [Option<&'c str>; 21];

/// The file's rows in one table of a plain database: how long that takes.
fn plain_rows(format: &Format<'_>, path: &Path) -> Duration {
    let start = Instant::now();
    let conn = Connection::open(path).expect("a database");
    conn.execute_batch(&format!("CREATE TABLE line ({}); BEGIN", HEADER.map(|name| format!("\"{name}\" TEXT")).join(",")))
        .expect("a table");
    let mut rows = 0;
    {
        let mut insert = conn.prepare("INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)").expect("a statement");
        (format.read)(format.file, &mut |cells| {
            insert.execute(params_from_iter(cells)).expect("a row");
            rows += 1;
        });
    }
    conn.execute_batch("COMMIT").expect("a commit");
    assert_eq!(rows, LINES, "{}: the floor", format.what);
    start.elapsed()
}

/// The tables whose rows an import of a ledger brings.
const TABLES: [&str; 3] = ["fund", "evidence", "evidence_use"];

/// What the store ends with: the tables and indexes as its schema makes them, and the rows of each, in their order.
struct Held {
    schema: String,
    inserts: [String; 3],
    rows: [Vec<Vec<Value>>; 3],
}

impl Held {
    /// Imports once, into a copy, and reads what came.
    fn of(store: &Path, file: &Path, program: &Path, folder: &Path) -> Self {
        let copy = folder.join("held");
        copy_store(store, &copy);
        let mut store = Store::open(&copy, "admin", PASSPHRASE, machine(7), Access::Write).expect("the store");
        let opened = file::open(file, program, None, None).expect("a readable file");
        opened.import(&mut store, noon(TODAY), Kind::Funds, Asked::default(), Mode::Whole, &Watch::default()).expect("an import");
        let conn = store.conn();
        let mut statement = conn
            .prepare("SELECT sql || ';' FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL AND tbl_name IN (?1, ?2, ?3)")
            .expect("a statement");
        let made: Vec<String> =
            statement.query_map(TABLES, |row| row.get(0)).expect("a schema").collect::<Result<_, _>>().expect("a schema");
        let all = |table: &str| -> Vec<Vec<Value>> {
            let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY id")).expect("a statement");
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).expect("rows");
            rows.collect::<Result<_, _>>().expect("rows")
        };
        let rows = TABLES.map(all);
        let inserts = std::array::from_fn(|at| {
            let places = vec!["?"; rows[at].first().map_or(0, Vec::len)].join(",");
            format!("INSERT INTO {} VALUES ({places})", TABLES[at])
        });
        assert!(rows.iter().all(|rows| rows.len() == LINES), "a line, its voucher and its use each");
        Self { schema: made.concat(), inserts, rows }
    }

    /// Reads the file and writes what the store ends with into a plain database: how long that takes.
    fn write(&self, format: &Format<'_>, path: &Path) -> Duration {
        let start = Instant::now();
        let conn = Connection::open(path).expect("a database");
        conn.execute_batch(&["PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;", &self.schema, "BEGIN"].concat())
            .expect("tables");
        {
            let mut inserts = self.inserts.each_ref().map(|sql| conn.prepare(sql).expect("a statement"));
            let mut at = 0;
            (format.read)(format.file, &mut |_| {
                for (insert, rows) in inserts.iter_mut().zip(&self.rows) {
                    insert.execute(params_from_iter(&rows[at])).expect("a row");
                }
                at += 1;
            });
        }
        conn.execute_batch("COMMIT").expect("a commit");
        start.elapsed()
    }
}

fn xlsx_rows(file: &Path, put: &mut dyn FnMut(&Cells<'_>)) {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).expect("a workbook");
    let sheet = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&sheet).expect("a sheet");
    let mut at = 0;
    let mut row: [Option<String>; 21] = Default::default();
    while let Some(cell) = cells.next_cell().expect("a cell") {
        let (line, column) = cell.get_position();
        if line != at {
            if at > 0 {
                put(&row.each_ref().map(Option::as_deref));
            }
            row = Default::default();
            at = line;
        }
        row[column as usize] = Some(match cell.get_value() {
            calamine::DataRef::SharedString(text) => (*text).to_owned(),
            calamine::DataRef::String(text) => text.clone(),
            other => calamine::Data::from(other.clone()).to_string(),
        });
    }
    put(&row.each_ref().map(Option::as_deref));
}

fn csv_rows(file: &Path, put: &mut dyn FnMut(&Cells<'_>)) {
    let mut reader = csv::Reader::from_path(file).expect("a file");
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).expect("a record") {
        put(&std::array::from_fn(|at| record.get(at)));
    }
}

/// LibreOffice opening the file and saving it again, without a window.
fn office(file: &Path, folder: &Path) {
    let start = Instant::now();
    let saved = Command::new("soffice")
        .args(["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(folder.join("office"))
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match saved {
        Ok(status) if status.success() => println!("LibreOffice opening the .xlsx and saving it: {:.2?}", start.elapsed()),
        Ok(status) => println!("LibreOffice opening the .xlsx and saving it: failed, {status}"),
        Err(_) => println!("LibreOffice opening the .xlsx and saving it: NOT MEASURED, soffice is not installed"),
    }
}

fn beside(name: &str) -> PathBuf {
    std::env::current_exe().expect("this program").with_file_name(name)
}

fn copy_store(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_store(&entry.path(), &there)
        } else {
            fs::copy(entry.path(), there).expect("a copy");
        }
    }
}

/// A bureau that knows its companies and projects, and has no line yet.
fn bureau() -> Bureau {
    let mut bureau = Bureau::new();
    bureau
        .store
        .write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
            for at in 0..COMPANIES {
                company::add(tx, Company { name_zh: Some(company_name(at, "有限公司")), ..Company::default() })?;
            }
            for at in 0..PROJECTS {
                let project = Project { code: format!("P-{at:04}"), name: format!("示例项目{at:04}"), ..Project::default() };
                project::add(tx, &project, &[], &[])?;
            }
            Ok(())
        })
        .expect("the companies and projects");
    bureau
}

const BRAND: [char; 40] = [
    '远', '航', '云', '岭', '东', '翼', '安', '济', '通', '衢', '汇', '星', '枢', '华', '岳', '芯', '澜', '光', '羿', '微', '禾',
    '磐', '石', '飞', '梭', '满', '拾', '睿', '图', '同', '构', '灵', '犀', '鼎', '算', '元', '启', '垦', '衡', '湖',
];
const TRADES: [&str; 10] =
    ["新能源", "动力电池", "生物制药", "供应链", "半导体", "精密机械", "智能装备", "信息安全", "电子材料", "工业软件"];

/// The name of a company, each number's another.
fn company_name(at: usize, form: &str) -> String {
    let brand = [BRAND[at % 40], BRAND[at / 40 % 40], BRAND[(at * 7 + at / 1_600) % 40]];
    [&brand.iter().collect::<String>(), TRADES[at * 3 % 10], form].concat()
}

/// Lines of several years, as the canonical columns write them; the same in every run.
fn lines() -> Vec<Line> {
    (0..LINES).map(line).collect()
}

fn line(at: usize) -> Line {
    // Spread over companies, days and amounts without a pattern that a cache would like.
    let mixed = at.wrapping_mul(2_654_435_761) >> 7;
    let investor = company_name(mixed % COMPANIES, if mixed / 7 % 100 < SHORTENED { "" } else { "有限公司" });
    let investor = if at % UNKNOWN_EVERY == 7 { format!("示例新来者{at}集团") } else { investor };
    let arrived_on = format!("20{}-{:02}-{:02}", 19 + mixed % 6, 1 + mixed / 11 % 12, 1 + mixed / 13 % 28);
    let dollars = (mixed / 17).is_multiple_of(10);
    let status = if (mixed / 19).is_multiple_of(20) { "DRAFT" } else { "SUBMITTED" };
    let text = |text: &str| text.to_owned();
    [
        format!("D-{at:06}"),
        if (mixed / 23).is_multiple_of(2) { format!("P-{:04}", mixed % PROJECTS) } else { String::new() },
        investor.clone(),
        investor,
        text(["cash", "shareholder_loan", "fixed_assets", "现金"][mixed / 29 % 4]),
        text(["other_province", "other_city", "foreign", "省外"][mixed / 31 % 4]),
        arrived_on.clone(),
        text(if dollars { "USD" } else { "CNY" }),
        format!("{}.{:02}", 10_000 + mixed % 90_000_000, mixed % 100),
        if dollars { format!("7.{:04}", 1 + mixed % 998) } else { String::new() },
        text(if dollars { "1" } else { "" }),
        if dollars { arrived_on } else { String::new() },
        text(if (mixed / 37).is_multiple_of(8) { "60" } else { "" }),
        text("高新区"),
        String::new(),
        text("bank_slip"),
        format!("2025{:08}", at * 37),
        text(status),
        text(if status == "DRAFT" { "" } else { ["小李", "小张", "老王"][mixed / 41 % 3] }),
        String::new(),
        String::new(),
    ]
}

fn write_csv(path: &Path, lines: &[Line]) {
    let mut writer = csv::Writer::from_path(path).expect("a file");
    writer.write_record(HEADER).expect("a header");
    for line in lines {
        writer.write_record(line).expect("a line");
    }
    writer.flush().expect("a file");
}

fn write_xlsx(path: &Path, lines: &[Line]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).expect("a header");
    for (row, line) in (1_u32..).zip(lines) {
        for (column, text) in (0_u16..).zip(line).filter(|(_, text)| !text.is_empty()) {
            let date = if matches!(column, 6 | 11) { rust_xlsxwriter::ExcelDateTime::parse_from_str(text).ok() } else { None };
            let written = match (date, text.parse::<f64>()) {
                (Some(date), _) => sheet.write_datetime_with_format(row, column, date, &day),
                (None, Ok(number)) if NUMBERS.contains(&usize::from(column)) => sheet.write_number(row, column, number),
                _ => sheet.write_string(row, column, text),
            };
            written.expect("a cell");
        }
    }
    book.save(path).expect("a file");
}
