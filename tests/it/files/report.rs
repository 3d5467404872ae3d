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
use daowei_files::report::document::{Block, Content, Document, Paragraph};
use daowei_files::report::proof::{self, Written};
use daowei_files::report::sentence::{SENTENCES, built_in, faults};
use daowei_files::report::write::write;
use daowei_files::report::{Format, Parts, Progress, Report, ReportOf, compose, xlsx};
use daowei_tests::{Bureau, day, noon};
use rust_decimal::Decimal;

use super::example::example;
use super::take;

/// The example with its two closes.
pub(super) fn closed() -> Bureau {
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

pub(super) fn report(bureau: &Bureau, attribution: Attribution, language: Language) -> (Report, Words) {
    let words = Words::new(language);
    (Report::gather(bureau.store.conn(), &of(attribution), &words).expect("a report"), words)
}

fn no_paper(_: &daowei_files::report::document::Document) -> Result<(Vec<u8>, String), daowei_files::report::Error> {
    unreachable!("no PDF is asked for here")
}

fn written(report: &Report, format: Format, words: &Words) -> Vec<u8> {
    write(report, Parts::default(), format, words, &no_paper, &Progress::default()).expect("a file").bytes
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
    let bytes = written(&report, Format::Xlsx, &words);
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
    let table = sheet(&written(&report, Format::Xlsx, &words), "表1");
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
    let bytes = written(&report, Format::Xlsx, &words);
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(written(&report, Format::Xlsx, &words), bytes, "the same report, the same bytes");
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
    assert!(core.contains("2025-07-08T00:00:00Z"), "{core}");
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
    let bytes = written(&report, Format::Xlsx, &words);
    let lines = sheet(&bytes, "Lines");
    assert!(lines.iter().any(|row| row[3] == Data::String(name.to_owned())));
    let detail = parts(&bytes).into_iter().find(|(part, _)| part == "xl/worksheets/sheet2.xml").expect("the lines").1;
    assert!(!detail.contains("<f>cmd"));
    let text = String::from_utf8(written(&report, Format::Csv, &words)).expect("text");
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
    let (zh, en) = (written(&zh, Format::Csv, &zh_words), written(&en, Format::Csv, &en_words));
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
    use daowei_files::report::Error;
    let bureau = closed();
    let words = Words::new(Language::ZhCn);
    let watched = Progress::default();
    let report = Report::gather_watched(bureau.store.conn(), &of(Attribution::Exclusive), &words, &watched).expect("a report");
    let (done, total) = watched.steps();
    assert!(done == total && done > 0, "{done} of {total} steps of gathering");
    let whole = write(&report, Parts::default(), Format::Xlsx, &words, &no_paper, &watched).expect("a workbook").bytes;
    assert_eq!(watched.steps().0, watched.steps().1, "as many steps as were expected");
    assert_eq!(written(&report, Format::Xlsx, &words), whole);
    watched.cancel();
    for format in [Format::Xlsx, Format::Csv] {
        assert!(matches!(write(&report, Parts::default(), format, &words, &no_paper, &watched), Err(Error::Cancelled)));
    }
}

/// What the report says of the worked example, in its own words (rulebook 7.1, 7.3).
#[test]
fn the_sentences_say_the_worked_example() {
    let bureau = closed();
    let (report, words) = report(&bureau, Attribution::Exclusive, Language::ZhCn);
    let document = compose(&report, Parts::default(), &words);
    let text: Vec<&str> = document
        .blocks()
        .filter_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph.text.as_str()) } else { None })
        .collect();
    for said in [
        "1—6月,全区世界500强企业累计到位资金1.92亿元(上年同期无可比数),完成年度目标4.00亿元的47.93%,欠时序进度2.07个百分点。",
        "1—6月,全区国内500强企业累计到位资金1.50亿元(上年同期无可比数),完成年度目标3.00亿元的50.00%,与时序进度持平。",
        "1—6月,全区行业100强企业累计到位资金0.30亿元(上年同期无可比数)。",
        "世界500强进度滞后:完成率47.93%,时序进度50.00%,欠2.07个百分点,折合830.00万元。",
        "行业100强未下达年度目标,无法考核进度。",
        "世界500强距年度目标还差2.08亿元,此后每月需到位3,471.67万元。",
    ] {
        assert!(text.iter().any(|text| text.contains(said)), "{said} is not in {text:#?}");
    }
    assert_eq!(document.title, "测试区投资促进局2025年第二季度招商引资工作情况报告");
    assert_eq!(document.watermark, None, "a closed quarter has no mark");
    let open = Report::gather(
        bureau.store.conn(),
        &ReportOf { quarter: Quarter::new(2025, 3).expect("a quarter"), ..of(Attribution::Exclusive) },
        &words,
    );
    assert_eq!(compose(&open.expect("a report"), Parts::default(), &words).watermark.as_deref(), Some("未关账"));
}

/// 200 single changes to a digit, a unit, a sign or a word of direction in the document, and as many to templates: the
/// checks of the written file find each.
#[test]
fn every_single_change_is_found() {
    let bureau = closed();
    for language in [Language::ZhCn, Language::En] {
        let (report, words) = report(&bureau, Attribution::Exclusive, language);
        let document = compose(&report, Parts::default(), &words);
        let read_back = |document: &Document| {
            let bytes = xlsx::bytes(document, &words, &Progress::default()).expect("a workbook");
            Written::Sheets(proof::sheets(&bytes).expect("sheets"))
        };
        let proved = |document: &Document, written: &Written| proof::proof(&report, Parts::default(), document, written, &words);
        let whole = read_back(&document);
        let checks = proved(&document, &whole);
        assert!(checks.iter().all(|check| check.ok), "{checks:#?}");
        // In the model: what is written is written from the changed model, so that both agree.
        let mut changed = 0;
        for (at, wrong) in mutants(&document).into_iter().enumerate() {
            assert_ne!(wrong, document);
            let checks = proved(&wrong, &whole);
            assert!(checks.iter().any(|check| !check.ok), "{language}: change {at} was not found");
            let checks = proved(&wrong, &read_back(&wrong));
            assert!(checks.iter().any(|check| !check.ok), "{language}: change {at} was not found where the file has it too");
            changed += 1;
        }
        assert!(changed >= 200, "{changed} changes");
        // In the templates: the sentence is made of the changed template, and the data are as they were.
        let mut changed = 0;
        for (key, template) in template_mutants(&words) {
            let mut wrong = report.clone();
            wrong.texts.templates.insert(key.to_owned(), template.clone());
            let document = compose(&wrong, Parts::default(), &words);
            if document == compose(&report, Parts::default(), &words) {
                continue;
            }
            let checks = proof::proof(&wrong, Parts::default(), &document, &read_back(&document), &words);
            assert!(checks.iter().any(|check| !check.ok), "{language}: {key} = {template}");
            changed += 1;
        }
        assert!(changed >= 20, "{changed} changes of templates");
    }
}

/// Each paragraph and cell with one thing changed: a digit, a unit, a sign, a direction.
fn mutants(document: &Document) -> Vec<Document> {
    let mut out = Vec::new();
    let change = |text: &str, at: usize| -> Option<String> {
        let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let place = *digits.get(at)?;
        let digit = text.as_bytes()[place] - b'0';
        Some([&text[..place], &((digit + 1) % 10).to_string(), &text[place + 1..]].concat())
    };
    let swaps = [
        ("亿元", "万元"),
        ("万元", "亿元"),
        ("%", "个百分点"),
        ("个百分点", "%"),
        ("欠", "超"),
        ("增长", "下降"),
        ("下降", "增长"),
        ("million", "thousand"),
        ("thousand", "million"),
        ("behind", "ahead"),
        ("up ", "down "),
    ];
    for (at, block) in document.body.iter().enumerate() {
        let mut with = |changed: Block| {
            let mut document = document.clone();
            document.body[at] = changed;
            out.push(document);
        };
        match block {
            Block::Paragraph(paragraph) => {
                for digit in 0..40 {
                    if let Some(text) = change(&paragraph.text, digit) {
                        with(Block::Paragraph(Paragraph { text, ..paragraph.clone() }));
                    }
                }
                for (from, to) in swaps {
                    if paragraph.text.contains(from) {
                        with(Block::Paragraph(Paragraph { text: paragraph.text.replacen(from, to, 1), ..paragraph.clone() }));
                    }
                }
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, cell) in cells.cells.iter().enumerate() {
                        if let Content::Number { value, decimals, grouped } = cell.content {
                            for wrong in [value + Decimal::new(1, u32::from(decimals)), -value] {
                                if wrong == value {
                                    continue;
                                }
                                let mut table = table.clone();
                                table.rows[row].cells[column].content = Content::Number { value: wrong, decimals, grouped };
                                with(Block::Table(table));
                            }
                        }
                    }
                }
            }
            Block::Heading { .. } | Block::Chart(_) => {}
        }
    }
    out
}

/// Every built-in template with one unit, one direction or one placeholder changed.
fn template_mutants(words: &Words) -> Vec<(&'static str, String)> {
    let swaps = [
        ("亿元", "万元"),
        ("万元", "亿元"),
        ("}%", "}个百分点"),
        ("个百分点", "%"),
        ("增长", "下降"),
        ("下降", "增长"),
        ("超", "欠"),
        ("欠", "超"),
        ("{ $ytd }", "{ $ytd }3"),
        ("{ $completion }", "99.99"),
        ("{ $late }", "1{ $late }"),
        ("million", "thousand"),
        ("thousand", "million"),
        ("}%", "} percentage points"),
        ("percentage points", "%"),
        ("up ", "down "),
        ("behind", "ahead"),
        ("ahead", "behind"),
    ];
    let mut out = Vec::new();
    for sentence in SENTENCES {
        let template = built_in(sentence, words);
        for (from, to) in swaps {
            if template.contains(from) {
                let wrong = template.replacen(from, to, 1);
                // A name that there is not, or a figure typed in, is refused before it is ever kept.
                if faults(sentence, &wrong).is_empty() {
                    out.push((sentence.key, wrong));
                }
            }
        }
    }
    out
}

/// A paragraph that a person wrote is checked against itself and against the figures, and stops the export.
#[test]
fn a_free_paragraph_that_contradicts_itself_stops_the_export() {
    use daowei_core::store::reports::{self, TextPart};
    let mut bureau = closed();
    let mut say = |text: &str| {
        bureau
            .store
            .write(Op::ReportTextSet, noon("2025-07-09"), |tx| {
                reports::set_text(tx, Language::ZhCn, TextPart::Paragraph, "figures", text)
            })
            .expect("a text");
        let (report, words) = report(&bureau, Attribution::Exclusive, Language::ZhCn);
        write(&report, Parts::default(), Format::Xlsx, &words, &no_paper, &Progress::default())
    };
    assert!(say("全市在库项目2579个,已开工1062个,开工率41.18%。").is_ok());
    for (wrong, named) in [
        ("全市在库项目2578个,已开工1062个,开工率41.18%。", "41.19"),
        ("实际到位资金6793.18亿元,上年同期6190.52亿元,同比增长12.64%。", "6973.18"),
        // Two digits of the total, 37,170.00 万元 is 3.72 亿元: 3.27 has them exchanged.
        ("上半年全区到位3.27亿元。", "3.72"),
    ] {
        let refused = say(wrong).expect_err(wrong);
        assert_eq!(refused.code(), "report-checks-failed");
        assert!(refused.to_string().contains(named), "{refused}");
    }
    let kept = say("各部门要紧盯目标。").expect("a report");
    let text: Vec<String> = sheet(&kept.bytes, "正文").iter().map(|row| row[0].to_string()).collect();
    assert!(text.iter().any(|line| line == "各部门要紧盯目标。"));
}
