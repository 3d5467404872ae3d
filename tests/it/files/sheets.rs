//! The same book of trips in every format of spreadsheets: a trip's merged cells are read for each of its visits.

use daowei_core::domain::meeting::{Level, Mode as By};
use daowei_core::store::meeting::{self, MeetingFilter};
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{Mode, Watch};
use daowei_files::read::{Cell, Format, Options, read};
use daowei_tests::sheets::{self, Grid};
use daowei_tests::{Bureau, noon};

use super::{TODAY, counts};

/// 2026-02-03 as a spreadsheet counts days.
const DAY: u32 = 46_056;

/// A title, a header, a trip of three visits whose first two are on one day, and a visit by itself.
fn trips() -> Grid {
    let text = sheets::Cell::text;
    let row = |cells: &[&str]| cells.iter().map(|cell| text(cell)).collect::<Vec<_>>();
    let mut rows = vec![
        row(&["××区外出走访台账", "", "", "", "", ""]),
        row(&["单位", "日期", "方式", "层级", "拜访企业名称", "接洽人姓名"]),
        row(&["招商一科", "", "走访", "区级", "示例科技有限公司", "示例甲"]),
        row(&["", "", "", "", "Example Motor Co., Ltd.", "示例乙"]),
        row(&["", "", "", "", "示例纸业(太仓)有限公司", "示例丙\n示例丁"]),
        row(&["招商二科", "2026.2.6", "视频", "市级", "示例航运集团", ""]),
    ];
    (rows[2][1], rows[4][1]) = (sheets::Cell::Date(DAY), sheets::Cell::Date(DAY + 2));
    let merges = vec![(0, 0, 0, 5), (2, 4, 0, 0), (2, 3, 1, 1), (2, 4, 2, 2), (2, 4, 3, 3)];
    Grid { name: "走访".to_owned(), rows, merges }
}

/// The grid as a page shows it: what is covered has no cell.
fn html(grid: &Grid) -> Vec<u8> {
    let mut page = String::from("<meta charset=utf-8><table>");
    for (row, cells) in (0..).zip(&grid.rows) {
        page.push_str("<tr>");
        for (column, cell) in (0..).zip(cells) {
            let merge = grid
                .merges
                .iter()
                .find(|(top, bottom, left, right)| (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column));
            let spans = match merge {
                Some((top, bottom, left, right)) if (*top, *left) == (row, column) => {
                    format!(" rowspan={} colspan={}", bottom - top + 1, right - left + 1)
                }
                Some(_) => continue,
                None => String::new(),
            };
            let shown = match cell {
                sheets::Cell::Text(text) => text.replace('\n', "<br>"),
                sheets::Cell::Date(serial) => serial.to_string(),
                _ => String::new(),
            };
            page.push_str(&format!("<td{spans}>{shown}</td>"));
        }
    }
    page.into_bytes()
}

/// A meeting that stands in the store: day, way, level, company, who was met.
type Held = (String, By, Level, String, Option<String>);

/// Imports a book of trips and answers what stands in the store.
fn taken(name: &str, bytes: Vec<u8>) -> Vec<Held> {
    let mut bureau = Bureau::new();
    let opened = Opened::own(name, bytes).expect("a file");
    let import = opened.import(&mut bureau.store, noon(TODAY), Kind::Meetings, Asked::default(), Mode::Whole, &Watch::default());
    let imported = import.expect("an import").imported;
    assert!(imported.kept, "{name}: {:?}", imported.plan.problems);
    assert_eq!(counts(&imported)[0], 4, "{name}");
    let spread = imported.plan.warnings.iter().find(|warning| warning.code == "file-cells-spread").expect("it is said");
    assert_eq!((spread.row, spread.args["columns"].as_str(), spread.args["rows"].as_str()), (2, "日期, 方式, 层级", "2"), "{name}");
    let filter = MeetingFilter::default();
    let mut lines: Vec<_> = meeting::page(bureau.store.conn(), &filter, 0, 9)
        .expect("meetings")
        .0
        .into_iter()
        .map(|line| {
            let held = line.meeting;
            (held.held_on.to_string(), held.mode, held.level, line.company, held.their_people)
        })
        .collect();
    lines.sort_by(|one, other| (&one.0, &one.3).cmp(&(&other.0, &other.3)));
    lines
}

#[test]
fn a_trips_merged_cells_are_read_for_each_visit_in_every_format() {
    let grid = trips();
    let line = |on: &str, mode, level, company: &str, who: Option<&str>| {
        (on.to_owned(), mode, level, company.to_owned(), who.map(str::to_owned))
    };
    let expected = [
        line("2026-02-03", By::Visit, Level::District, "Example Motor Co., Ltd.", Some("示例乙")),
        line("2026-02-03", By::Visit, Level::District, "示例科技有限公司", Some("示例甲")),
        line("2026-02-05", By::Visit, Level::District, "示例纸业(太仓)有限公司", Some("示例丙\n示例丁")),
        line("2026-02-06", By::Video, Level::City, "示例航运集团", None),
    ];
    for (name, bytes) in [
        ("a.xlsx", sheets::xlsx::write(&grid)),
        ("a.ods", sheets::ods::write(&grid)),
        ("a.xls", sheets::xls::write(&grid)),
        ("a.html", html(&grid)),
    ] {
        assert_eq!(taken(name, bytes), expected, "{name}");
    }
}

/// Written by another program (tests/fixtures/README.md): its records are not those that the tests write themselves.
#[test]
fn an_xls_of_another_program_is_read_with_its_dates_percentages_and_merged_cells() {
    let bytes = include_bytes!("../../fixtures/trips.xls").to_vec();
    let workbook = read(bytes.clone(), &Options { file_name: "trips.xls".to_owned(), encoding: None }).expect("a workbook");
    assert_eq!(workbook.format, Some(Format::Xls));
    let names: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_empty())).collect();
    assert_eq!(names, [("走访", false), ("空表", true)]);
    let sheet = &workbook.sheets[0];
    let cell = |row: u32, column: usize| sheet.row(sheet.place(row)).expect("a row").cell(column);
    assert_eq!(cell(3, 1), Cell::Date("2026-02-03"));
    assert_eq!(cell(3, 8), Cell::Text("000123456789012345"));
    assert_eq!((cell(4, 8), cell(5, 8)), (Cell::Text("2"), Cell::Text("=cmd")));
    assert_eq!((cell(3, 7), cell(5, 7)), (Cell::Number("1.2"), Cell::Number("12345678.25")));
    assert_eq!((cell(6, 5), cell(6, 8)), (Cell::Text("-"), Cell::Bool(true)));
    assert!(sheet.merges.iter().any(|merge| (merge.top, merge.bottom, merge.left) == (3, 4, 1)), "{:?}", sheet.merges);
    let lines = taken("trips.xls", bytes);
    let days: Vec<_> = lines.iter().map(|line| line.0.as_str()).collect();
    assert_eq!(days, ["2026-02-03", "2026-02-03", "2026-02-05", "2026-02-06"]);
}

/// A damaged .xls is refused in words, also where the library beneath panics at it.
#[test]
fn a_damaged_xls_is_refused() {
    let whole = sheets::xls::write(&trips());
    for cut in [600, 1_100, 2_000, whole.len() - 512] {
        let read = read(whole[..cut].to_vec(), &Options::default());
        assert!(read.is_err() || cut > 2_000, "{cut}: {read:?}");
    }
}

/// Excel 95 wrote texts in bytes of a code page, and no table of them.
#[test]
fn an_xls_of_excel_95_is_read_in_its_code_page() {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let record = |kind: u16, body: &[u8]| {
        [&kind.to_le_bytes()[..], &u16::try_from(body.len()).expect("a short record").to_le_bytes(), body].concat()
    };
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let globals = |at: u32| {
        let name = gbk("台账");
        let sheet = [&at.to_le_bytes()[..], &[0, 0, u8::try_from(name.len()).expect("a short name")], &name].concat();
        [
            record(0x0809, &words(&[0x0500, 0x0005, 0, 0])),
            record(0x0042, &words(&[936])),
            record(0x0085, &sheet),
            record(0x000a, &[]),
        ]
        .concat()
    };
    let label = |row: u16, text: &str| {
        let text = gbk(text);
        record(0x0204, &[words(&[row, 0, 0, u16::try_from(text.len()).expect("a short text")]), text].concat())
    };
    let at = u32::try_from(globals(0).len()).expect("a small file");
    let sheet = [
        record(0x0809, &words(&[0x0500, 0x0010, 0, 0])),
        label(0, "企业名称"),
        label(1, "示例甲集团"),
        record(0x0203, &[words(&[1, 1, 0]), 12.5_f64.to_le_bytes().to_vec()].concat()),
        record(0x000a, &[]),
    ];
    let file = sheets::compound::wrap("Book", &[globals(at), sheet.concat()].concat());
    let workbook = read(file, &Options::default()).expect("a workbook");
    assert_eq!(workbook.sheets[0].name, "台账");
    let rows: Vec<Vec<_>> = workbook.sheets[0].rows().map(|row| row.cells().map(Cell::shown).collect()).collect();
    assert_eq!(rows, [vec!["企业名称"], vec!["示例甲集团", "12.5"]]);
}
