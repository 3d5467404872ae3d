//! PDFs read back by other programs (poppler): what is printed, where, and that it can be found and heard.

use std::process::Command;

use chrono::NaiveDate;
use daowei_core::domain::money::Fen;
use daowei_core::words::Language;
use daowei_files::report::document::{
    Align, Annex, Block, Bullet, Cell, Chart, Column, Content, Document, HeadCell, Paragraph, Plot, Row, Table,
};
use daowei_files::report::fonts::Fonts;
use rust_decimal::Decimal;

use super::{Error, Pdf, bytes};

/// A tool of poppler on a PDF; what it prints.
fn poppler(tool: &str, before: &[&str], pdf: &Pdf, after: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, &pdf.bytes).expect("a file");
    let output = Command::new(tool).args(before).arg(&path).args(after).output().expect("poppler-utils is installed by the set-up");
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    // pdfinfo cuts a long text within a character.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn text(pdf: &Pdf) -> String {
    poppler("pdftotext", &["-layout"], pdf, &["-"])
}

/// Without blanks and line breaks, which a page has where the text has none.
fn dense(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

fn set(document: &Document) -> Pdf {
    bytes(document, &Fonts::installed()).expect("a PDF")
}

fn document(body: Vec<Block>) -> Document {
    Document {
        language: Language::ZhCn,
        title: "示例高新区2026年第三季度\n招商引资工作情况报告".to_owned(),
        issuer: "示例高新区招商局".to_owned(),
        dated: "2026年10月8日".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2026, 10, 8).expect("a day"),
        watermark: None,
        landscape: false,
        body,
        annexes: Vec::new(),
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(text))
}

fn table(widths: &[(u16, Align)], head: &[&str], rows: Vec<Row>) -> Table {
    Table {
        key: "table",
        sheet: "表".to_owned(),
        caption: "指标完成情况".to_owned(),
        unit: Some("截至2026年9月30日;金额单位:万元".to_owned()),
        head: vec![head.iter().map(|text| HeadCell::one(*text)).collect()],
        columns: widths.iter().map(|(width, align)| Column { width: *width, align: *align, paper: true }).collect(),
        rows,
        note: Some("注:完成率为年初累计与年度目标之比。".to_owned()),
    }
}

fn figures() -> Table {
    let row = |name: &str, fen: i64, total: bool| Row {
        cells: vec![
            Cell::text(name),
            Cell::wan(Fen(fen)),
            Cell::wan(Fen(fen / 7)),
            Cell::number(Decimal::new(4793, 2), 2),
            Cell::missing("—(未下达)"),
            Cell::date(NaiveDate::from_ymd_opt(2026, 9, 30)),
        ],
        total,
    };
    let widths = [(3, Align::Left), (2, Align::Right), (2, Align::Right), (2, Align::Right), (2, Align::Right), (2, Align::Centre)];
    let rows = vec![
        row("世界500强", 173_761_770_000, false),
        row("国内500强", 98_345_670_000, false),
        row("行业100强", 1_234_500, false),
        row("合计", 272_119_785_000, true),
    ];
    table(&widths, &["类别", "年初累计(万元)", "本季到位(万元)", "完成率(%)", "同比(%)", "截至"], rows)
}

fn lines(count: u32) -> Table {
    let row = |nr: u32| Row {
        cells: vec![
            Cell::count(nr),
            Cell::text(format!("示例第{nr}精密制造有限公司二期扩建项目")),
            Cell::date(NaiveDate::from_ymd_opt(2026, 3, 1)),
            Cell::wan(Fen(i64::from(nr) * 1_371_370_000)),
        ],
        total: false,
    };
    let mut rows: Vec<Row> = (1..=count).map(row).collect();
    rows.push(Row {
        cells: vec![Cell::text("合计"), Cell::text(""), Cell::date(None), Cell::wan(Fen(987_654_321_000_000))],
        total: true,
    });
    table(
        &[(1, Align::Right), (5, Align::Left), (2, Align::Centre), (2, Align::Right)],
        &["序号", "项目", "到账日", "认定金额(万元)"],
        rows,
    )
}

/// Every shown cell of a table, in order.
fn shown(table: &Table) -> impl Iterator<Item = String> + '_ {
    table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.content != Content::Covered).map(|cell| dense(&cell.shown()))
}

/// The words of pages: page, left, top, right, bottom in points, and the word.
fn words(pdf: &Pdf) -> Vec<(usize, [f64; 4], String)> {
    let said = poppler("pdftotext", &["-bbox"], pdf, &["-"]);
    let mut page = 0;
    let mut words = Vec::new();
    for line in said.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
        }
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let edge = |name: &str| -> f64 {
            let from = rest.split_once(&[name, "=\""].concat()).expect("an edge").1;
            from.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
        };
        let word = rest.split_once('>').and_then(|(_, word)| word.strip_suffix("</word>")).expect("a word");
        words.push((page, [edge("xMin"), edge("yMin"), edge("xMax"), edge("yMax")], word.to_owned()));
    }
    words
}

#[test]
fn a_full_page_has_22_lines_of_28_characters_within_the_margins() {
    let pdf = set(&document(vec![paragraph(&"到位资金".repeat(28 * 22))]));
    let said = text(&pdf);
    let page: Vec<&str> =
        said.split('\u{c}').nth(1).expect("a second page").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (number, lines) = page.split_last().expect("lines");
    assert_eq!(lines.len(), 22, "{page:#?}");
    assert!(lines.iter().all(|line| line.chars().count() == 28), "{lines:#?}");
    assert_eq!(dense(number), "—2—");

    let info = poppler("pdfinfo", &[], &pdf, &[]);
    assert!(info.contains("595.276 x 841.89 pts (A4)"), "{info}");
    // 28 mm, 184 mm, 37 mm, 262 mm in points; the box of a word is as high as its font says, not as its line.
    for (page, [left, _, right, _], word) in words(&pdf).iter().filter(|(_, _, word)| word.contains("到位")) {
        assert!(*left > 79.3 && *right < 522.0, "page {page}: {word} from {left} to {right}");
    }
    let numbers: Vec<(usize, [f64; 4])> =
        words(&pdf).into_iter().filter(|(page, _, word)| *word == page.to_string()).map(|(page, at, _)| (page, at)).collect();
    assert!(numbers.len() >= 3, "{numbers:?}");
    for (page, [left, top, right, _]) in numbers {
        assert!(top > 742.6, "the number of page {page} is below the text: {top}");
        assert_eq!(page % 2 == 1, left > 300.0, "right on odd pages: {page} {left}");
        assert_eq!(page % 2 == 0, right < 300.0, "left on even pages: {page} {right}");
    }
}

#[test]
fn what_is_read_back_is_what_the_tables_show() {
    let (short, long) = (figures(), lines(400));
    let mut whole = document(vec![heading(1, "指标完成情况"), Block::Table(Box::new(short.clone()))]);
    whole.annexes = vec![
        Annex { title: "到位资金明细".to_owned(), landscape: true, blocks: vec![Block::Table(Box::new(long.clone()))] },
        Annex { title: "口径说明".to_owned(), landscape: false, blocks: vec![paragraph("按通报数。")] },
    ];
    let pdf = set(&whole);
    let said = poppler("pdftotext", &["-raw"], &pdf, &["-"]);
    let dense = dense(&said);
    // A program that reads a PDF may go by columns or by rows: each cell is there as often as the tables have it.
    let mut cells: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for cell in shown(&short).chain(shown(&long)).filter(|cell| !cell.is_empty()) {
        *cells.entry(cell).or_default() += 1;
    }
    assert!(cells.len() > 800, "{}", cells.len());
    for (cell, count) in cells {
        assert!(
            dense.matches(&cell).count() >= count,
            "{cell} is not {count} times in {}",
            dense.split("示例第73").nth(1).unwrap_or_default().chars().take(200).collect::<String>()
        );
    }
    let pages = said.split('\u{c}').filter(|page| page.contains("示例第")).count();
    assert!(pages > 4, "{pages}");
    assert_eq!(said.matches("认定金额(万元)").count(), pages, "the head stands on every page of the table");
    assert!(dense.contains("附件1") && dense.contains("附件2"));
    let info = poppler("pdfinfo", &["-f", "1", "-l", "3"], &pdf, &[]);
    assert!(info.contains("841.89 x 595.276"), "the annex lies across: {info}");
}

#[test]
fn hostile_text_comes_out_as_text() {
    let hostile = [
        "#set page(width: 1pt) #panic(\"x\") *b* _i_ $x^2$ @ref <label> `raw` \\ // no",
        "<script>alert(1)</script>&amp;<w:p/>",
        "=SUM(A1:A9)",
        "+1-2@3",
        "名字㛃䶮𬭎有限公司",
        "#sys.inputs #import \"@preview/x:1.0.0\"",
    ];
    let long_name = "示例超长名称".repeat(50);
    let mut rows: Vec<Row> = hostile
        .iter()
        .copied()
        .chain([long_name.as_str(), "示例\u{202e}moc.elpmaxe\u{202c}公司", "شركة مثال"])
        .map(|name| Row { cells: vec![Cell::text(name), Cell::wan(Fen(100_000_000))], total: false })
        .collect();
    let widths = [(4, Align::Left), (1, Align::Right)];
    let small = table(&widths, &["#名称", "万元"], rows.clone());
    rows.extend((0..150).map(|nr| Row { cells: vec![Cell::text(format!("#{nr}")), Cell::wan(Fen(nr))], total: false }));
    let big = table(&widths, &["#名称", "万元"], rows);
    let mut body: Vec<Block> = hostile.iter().flat_map(|text| [heading(1, text), paragraph(text)]).collect();
    body.extend([paragraph(&long_name), Block::Table(Box::new(small)), Block::Table(Box::new(big))]);
    let mut whole = document(body);
    whole.title = hostile.concat();
    whole.watermark = Some("#未关账".to_owned());
    let pdf = set(&whole);
    assert_eq!(pdf.missing, "", "every character has a glyph where the set-up ran");
    let said = dense(&poppler("pdftotext", &["-raw"], &pdf, &["-"]));
    for text in hostile.iter().map(|text| dense(text)) {
        // Heading, paragraph, two tables; the title.
        assert!(said.matches(&text).count() >= 4, "{text} in {said}");
    }
    assert_eq!(said.matches(&long_name).count(), 3);
    assert_eq!(said.matches("示例moc.elpmaxe公司").count(), 2, "a mark of direction turns nothing around");
    assert!(said.contains("#未关账"));
}

#[test]
fn one_document_gives_the_same_bytes() {
    let mut whole = document(vec![heading(1, "甲"), paragraph("正文"), Block::Table(Box::new(figures())), chart()]);
    whole.annexes = vec![Annex { title: "明细".to_owned(), landscape: true, blocks: vec![Block::Table(Box::new(lines(200)))] }];
    let first = set(&whole);
    assert!(first.bytes == set(&whole).bytes);
    let info = poppler("pdfinfo", &[], &first, &[]);
    assert!(info.contains("Oct  8") && info.contains("2026"), "its date is the document's: {info}");
}

fn chart() -> Block {
    Block::Chart(Chart {
        caption: "完成率与时序进度".to_owned(),
        alternative: "世界500强完成47.93%,时序进度75%".to_owned(),
        unit: "%".to_owned(),
        plot: Plot::Bullets(vec![Bullet {
            name: "世界500强".to_owned(),
            percent: Some(Decimal::new(4793, 2)),
            time: Decimal::new(75, 0),
            said: "47.93%".to_owned(),
        }]),
        beside: "table",
    })
}

#[test]
fn it_can_be_found_and_heard() {
    let mut whole = document(vec![
        heading(1, "指标完成情况"),
        heading(2, "总体情况"),
        heading(3, "世界500强"),
        paragraph("累计到位资金17.38亿元。"),
        chart(),
        Block::Table(Box::new(figures())),
        heading(1, "重点项目进展"),
    ]);
    whole.annexes =
        vec![Annex { title: "到位资金明细".to_owned(), landscape: true, blocks: vec![Block::Table(Box::new(lines(200)))] }];
    let pdf = set(&whole);
    let outline = poppler("pdftohtml", &["-xml", "-i", "-stdout"], &pdf, &[]);
    let outline = dense(outline.split_once("<outline>").expect("bookmarks").1);
    for item in ["一、指标完成情况", "（一）总体情况", "1.世界500强", "二、重点项目进展", "附件1到位资金明细"]
    {
        assert!(outline.contains(item), "{item} in {outline}");
    }
    let info = poppler("pdfinfo", &[], &pdf, &[]);
    let line = |name: &str| info.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("Title").contains("示例高新区2026年第三季度招商引资工作情况报告"), "{info}");
    assert!(line("Author").contains("示例高新区招商局"), "{info}");
    assert!(line("Tagged").contains("yes"), "{info}");
    let structure = poppler("pdfinfo", &["-struct-text"], &pdf, &[]);
    for part in ["H1", "H2", "H3", "Table", "TH", "TD", "Figure"] {
        assert!(structure.contains(part), "{part} in {structure:.2000}");
    }
    assert!(structure.contains("17.38"), "{structure:.2000}");
    let fonts = poppler("pdffonts", &[], &pdf, &[]);
    for font in fonts.lines().skip(2) {
        let said: Vec<&str> = font.split_whitespace().rev().collect();
        // From the right: object (2 words), uni, sub, emb.
        assert_eq!(said.get(2..5), Some(["yes", "yes", "yes"].as_slice()), "{font}");
    }
    for replaced in &pdf.replaced {
        assert!(
            dense(&poppler("pdftotext", &["-raw"], &pdf, &["-"])).contains(&dense(replaced.by.as_deref().unwrap_or_default())),
            "{replaced:?} is said"
        );
    }
}

#[test]
fn a_machine_without_chinese_fonts_is_told_what_to_install() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = bytes(&document(Vec::new()), &Fonts::within(&[folder.path().to_owned()])).expect_err("no font");
    assert!(matches!(refused, Error::NoFont), "{refused}");
    let words = daowei_core::words::Words::new(Language::ZhCn);
    assert!(refused.told(&words).contains("fonts-noto-cjk"), "{}", refused.told(&words));
}

#[test]
fn english_is_set_too() {
    let mut whole = document(vec![heading(1, "Targets"), heading(2, "Overall"), paragraph("Verified funds reached 17.38.")]);
    whole.language = Language::En;
    whole.title = "Report for the third quarter".to_owned();
    whole.issuer = "Bureau 示例".to_owned();
    whole.annexes = vec![Annex { title: "Lines".to_owned(), landscape: false, blocks: vec![Block::Table(Box::new(figures()))] }];
    let said = dense(&text(&set(&whole)));
    for part in ["1.Targets", "1.1Overall", "Verifiedfundsreached17.38.", "Table1", "Annex", "Bureau示例"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}
