//! The quarter out: the worked example's second quarter, opened by another library.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::journal::Op;
use daowei_core::store::close;
use daowei_core::words::{Language, Words};
use daowei_files::columns::Kind;
use daowei_files::report::{Format, Report, ReportOf};
use daowei_tests::{Bureau, day, noon};

use super::example::example;
use super::take;

/// The example with its two closes.
fn closed() -> Bureau {
    let mut bureau = example();
    for (period, on) in [("2025Q1", "2025-04-08"), ("2025Q2", "2025-07-08")] {
        let period = period.parse().expect("a period");
        bureau.store.write(Op::PeriodClosed, noon("2025-07-09"), |tx| close::close(tx, period, day(on))).expect("a close");
    }
    bureau
}

fn of(attribution: Attribution) -> ReportOf {
    ReportOf {
        quarter: Quarter::new(2025, 2).expect("a quarter"),
        reading: Reading::Posted,
        attribution,
        level: RecognitionLevel::District,
        as_of: day("2025-07-09"),
    }
}

fn report(bureau: &Bureau, attribution: Attribution, language: Language) -> (Report, Words) {
    let words = Words::new(language);
    (Report::gather(bureau.store.conn(), &of(attribution), &words).expect("a report"), words)
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    #[expect(clippy::disallowed_methods, reason = "a workbook that this program wrote itself")]
    let range = |book: &mut Xlsx<Cursor<Vec<u8>>>| book.worksheet_range(name).expect(name);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    range(&mut book).rows().map(<[Data]>::to_vec).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    }
}

#[test]
fn table_1_is_what_another_library_reads() {
    let bureau = closed();
    let (report, words) = report(&bureau, Attribution::Exclusive, Language::ZhCn);
    assert!(report.checks.iter().all(|check| check.ok), "{:?}", report.checks);
    assert!(report.checks.len() > 15);
    let bytes = report.bytes(Format::Xlsx, &words).expect("a workbook");
    let table = sheet(&bytes, "表1");
    let rows: Vec<Vec<String>> = table[3..7].iter().map(|row| row.iter().take(12).map(shown).collect()).collect();
    assert_eq!(
        rows[0][..9],
        ["世界500强", "40000.00", "4000.00", "19170.00", "—", "—(上年同期无可比数)", "47.93", "50.00", "-2.07"]
    );
    assert_eq!(rows[1][..4], ["国内500强", "30000.00", "15000.00", "15000.00"]);
    assert_eq!(rows[2][..4], ["行业100强", "—(未下达)", "3000.00", "3000.00"]);
    assert_eq!(rows[3][2..4], ["22000.00", "37170.00"]);
    let lines = sheet(&bytes, "明细");
    let sum: f64 =
        lines[2..8].iter().map(|row| if let Data::Float(wan) = row[17] { wan } else { panic!("no number: {row:?}") }).sum();
    assert_eq!(format!("{sum:.2}"), "37170.00");
    assert!(lines[2..8].iter().any(|row| row[10] == Data::String("补报".to_owned())));
    assert!(matches!(lines[2][7], Data::DateTime(_)), "a date is a date");
    let notes: Vec<String> = sheet(&bytes, "口径说明").iter().map(|row| row[0].to_string()).collect();
    for said in ["F500 2024", "A(年初锁定", "四舍五入到分", "USD 2025-02-14", "补报金额:15,000.00"] {
        assert!(notes.iter().any(|note| note.contains(said)), "{said}");
    }
}

#[test]
fn overlap_prints_what_is_counted_twice() {
    let bureau = closed();
    let (report, words) = report(&bureau, Attribution::Overlap, Language::ZhCn);
    let table = sheet(&report.bytes(Format::Xlsx, &words).expect("a workbook"), "表1");
    let ytd: Vec<String> = table[3..8].iter().map(|row| shown(&row[3])).collect();
    assert_eq!(ytd, ["19170.00", "27000.00", "15000.00", "37170.00", "24000.00"]);
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip");
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            (entry.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn the_workbook_is_ready_for_paper_and_tells_nothing_of_who_made_it() {
    let bureau = closed();
    let (report, words) = report(&bureau, Attribution::Exclusive, Language::ZhCn);
    let bytes = report.bytes(Format::Xlsx, &words).expect("a workbook");
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(report.bytes(Format::Xlsx, &words).expect("again"), bytes, "the same report, the same bytes");
    let parts = parts(&bytes);
    let part = |name: &str| parts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str()).expect(name);
    let first = part("xl/worksheets/sheet1.xml");
    assert!(first.contains("paperSize=\"9\"") && first.contains("orientation=\"landscape\"") && first.contains("state=\"frozen\""));
    assert!(first.contains("<f>SUM(D4:D6)</f><v>37170</v>"), "a sum is a formula with its value");
    assert!(first.contains("SUMIF('明细'!"));
    assert!(part("xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).count() >= 2);
    let core = part("docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>") || !core.contains("creator"), "{core}");
    assert!(core.contains("2025-07-09T00:00:00Z"), "{core}");
}

#[test]
fn text_that_would_run_stays_text() {
    let mut bureau = example();
    let name = "=cmd|' /C calc'!A0";
    take(&mut bureau, Kind::Companies, &format!("企业名称\n\"{name}\"\n"));
    take(&mut bureau, Kind::Ownership, &format!("母公司,子公司,持股比例(%)\n甲,\"{name}\",100\n"));
    let line = format!(
        "流水号,投资方,付款方,形式,来源,到账日,币种,金额,落地区域,凭证类型,凭证号,状态,认定日\n-X1,\"{name}\",@sum,现金,省外,2025-06-01,CNY,10000,高新区,bank_slip,X,VERIFIED,2025-06-02\n"
    );
    take(&mut bureau, Kind::Funds, &line);
    let (report, words) = report(&bureau, Attribution::Exclusive, Language::En);
    let bytes = report.bytes(Format::Xlsx, &words).expect("a workbook");
    let lines = sheet(&bytes, "Lines");
    assert!(lines.iter().any(|row| row[3] == Data::String(name.to_owned())));
    let detail = parts(&bytes).into_iter().find(|(part, _)| part == "xl/worksheets/sheet2.xml").expect("the lines").1;
    assert!(!detail.contains("<f>cmd"));
    let text = String::from_utf8(report.bytes(Format::Csv, &words).expect("a file")).expect("text");
    assert!(text.starts_with('\u{feff}'));
    for guarded in ["'=cmd|' /C calc'!A0", "'@sum", "'-X1"] {
        assert!(text.contains(guarded), "{guarded}");
    }
    assert!(text.contains(",19171,") && text.contains(",-2.07,") && text.contains(",-2000,"), "numbers stay numbers: {text}");
}

#[test]
fn the_two_languages_have_the_same_figures() {
    let bureau = closed();
    let (zh, zh_words) = report(&bureau, Attribution::Exclusive, Language::ZhCn);
    let (en, en_words) = report(&bureau, Attribution::Exclusive, Language::En);
    assert_eq!(zh.table, en.table);
    let (zh, en) = (zh.bytes(Format::Csv, &zh_words).expect("a file"), en.bytes(Format::Csv, &en_words).expect("a file"));
    for text in [zh, en] {
        let text = String::from_utf8(text).expect("text");
        assert!(!text.contains("report-"), "a message is missing: {text}");
        let rows = daowei_files::read::read(
            text.into_bytes(),
            &daowei_files::read::Options { file_name: "a.csv".to_owned(), encoding: None },
        );
        let sheet = rows.expect("it reads back").sheets.remove(0);
        let shown = |row: usize| sheet.row(row).expect("a row").cell(3).shown();
        assert_eq!((shown(1), shown(4)), ("19170", "37170"));
    }
}

#[test]
fn a_report_that_nobody_wants_any_more_stops_and_tells_how_far_it_came() {
    use daowei_files::report::{Error, Progress};
    let bureau = closed();
    let words = Words::new(Language::ZhCn);
    let watched = Progress::default();
    let report = Report::gather_watched(bureau.store.conn(), &of(Attribution::Exclusive), &words, &watched).expect("a report");
    let (done, total) = watched.steps();
    assert!(done == total && done > 0, "{done} of {total} steps of gathering");
    let whole = report.bytes_watched(Format::Xlsx, &words, &watched).expect("a workbook");
    assert_eq!(watched.steps().0, watched.steps().1, "as many steps as were expected");
    assert_eq!(report.bytes(Format::Xlsx, &words).expect("the same"), whole);
    watched.cancel();
    for format in [Format::Xlsx, Format::Csv] {
        assert!(matches!(report.bytes_watched(format, &words, &watched), Err(Error::Cancelled)));
    }
}
