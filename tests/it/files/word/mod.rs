//! The document as .docx: the page of GB/T 9704, the schema's order, the words read back, hostile text, another program.

mod order;
mod template;

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use daowei_core::domain::list::Attribution;
use daowei_core::words::Language;
use daowei_files::report::document::{
    Align, Annex, Block, Bullet, Cell, Chart, Column, Content, Document, HeadCell, Paragraph, Plot, Row, Series, Table,
};
use daowei_files::report::docx::{self, Piece};
use daowei_files::report::fonts::Fonts;
use daowei_files::report::markup::readable;
use daowei_files::report::{Parts, Progress, compose};
use daowei_tests::day;
use rust_decimal::Decimal;

use super::report::{closed, report};

/// What names may hold, and must stay.
const HOSTILE: &[&str] = &[
    "<w:p><b>&amp;</b></w:p>]]>",
    "#set text(red) $x$ *粗* `码` @引",
    "=1+1|cmd",
    "\u{202e}fdp\u{2066}.exe\u{2069}",
    "换行\n制表\t末",
    "控制\u{0}\u{7}\u{1b}\u{fffe}",
    "㛃䶮𬭎",
    "{{title}}",
];

fn column(width: u16, align: Align) -> Column {
    Column { width, align, paper: true }
}

fn head(text: &str, across: u16, down: u16) -> HeadCell {
    HeadCell { text: text.to_owned(), across, down }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, total: false }
}

fn wide_table() -> Table {
    let names = ["世界500强", "国内500强", "行业100强"];
    let number = |units: i64| Cell::number(Decimal::new(units, 2), 2);
    let figures = |at: i64| vec![number(4_000_000 + at), number(1_917_000), number(-207 * at), Cell::missing("—(未下达)")];
    let mut rows: Vec<Row> = names
        .iter()
        .zip(0..)
        .map(|(name, at)| {
            row([vec![Cell::text(*name)], figures(at), figures(at + 5), vec![Cell::date(Some(day("2025-06-30")))]].concat())
        })
        .collect();
    let total = [vec![Cell::text("合计(去重)")], figures(9), figures(17), vec![Cell::date(None)]].concat();
    rows.push(Row { cells: total, total: true });
    Table {
        key: "1",
        sheet: "表1".to_owned(),
        caption: "各榜单到位资金".to_owned(),
        unit: Some("截至2025年6月30日;金额单位:万元".to_owned()),
        head: vec![
            vec![head("类别", 1, 2), head("本年", 4, 1), head("上年", 4, 1), head("截止", 1, 2)],
            ["目标(万元)", "累计(万元)", "超(欠)", "完成率(%)"].repeat(2).into_iter().map(|text| head(text, 1, 1)).collect(),
        ],
        columns: [vec![column(3, Align::Left)], vec![column(2, Align::Right); 8], vec![column(2, Align::Centre)]].concat(),
        rows,
        note: Some("注:合计按项目去重。".to_owned()),
    }
}

/// A form with cells that reach over rows, and hostile names in it.
fn form() -> Table {
    let mut first = Cell::text("七月");
    first.down = 3;
    let covered = || Cell { content: Content::Covered, ..Cell::text("") };
    let mut rows: Vec<Row> = HOSTILE
        .iter()
        .enumerate()
        .map(|(at, text)| {
            row(vec![Cell::count(u32::try_from(at).expect("small")), Cell::text(*text), Cell::text("长".repeat(300))])
        })
        .collect();
    rows[0].cells[0] = first;
    rows[1].cells[0] = covered();
    rows[2].cells[0] = covered();
    Table {
        key: "2",
        sheet: "表2".to_owned(),
        caption: "外出招商情况".to_owned(),
        unit: None,
        head: vec![["月份", "企业", "事项"].iter().map(|text| HeadCell::one(*text)).collect()],
        columns: vec![column(1, Align::Centre), column(3, Align::Left), column(6, Align::Left)],
        rows,
        note: None,
    }
}

fn charts() -> [Chart; 2] {
    let bullet = |name: &str, percent: Option<i64>, said: &str| Bullet {
        name: name.to_owned(),
        percent: percent.map(|percent| Decimal::new(percent, 2)),
        time: Decimal::from(50),
        said: said.to_owned(),
    };
    let series = |name: &str, values: &[i64]| Series {
        name: name.to_owned(),
        values: values.iter().map(|value| Decimal::from(*value)).collect(),
    };
    let bullets = vec![
        bullet("世界500强", Some(4_793), "47.93%"),
        bullet("国内500强", Some(5_000), "50.00%"),
        bullet("行业100强", None, "—(未下达)"),
    ];
    let months = Plot::Months {
        months: (1..=6).map(|month| format!("{month}月")).collect(),
        monthly: series("当月到位", &[8_000, 7_170, 0, 0, 0, 4_000]),
        cumulative: series("年初累计", &[8_000, 15_170, 15_170, 15_170, 15_170, 19_170]),
        target: Some(series("时序目标", &[3_333, 6_667, 10_000, 13_333, 16_667, 20_000])),
    };
    let chart = |caption: &str, unit: &str, plot| Chart {
        caption: caption.to_owned(),
        alternative: [caption, "<的图>"].concat(),
        unit: unit.to_owned(),
        plot,
        beside: "1",
    };
    [chart("完成率与时序进度", "%", Plot::Bullets(bullets)), chart("逐月到位与累计", "万元", months)]
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn said(text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(text))
}

/// A document with everything that one may hold.
fn document() -> Document {
    let long = "1—6月,全区世界500强企业累计到位资金1.92亿元,同比增长12.64%,完成年度目标4.00亿元的47.93%,欠时序进度2.07个百分点。";
    let [bullets, months] = charts();
    Document {
        language: Language::ZhCn,
        title: "示例高新区2025年第二季度\n招商引资工作情况报告".to_owned(),
        issuer: "示例高新区投资促进局".to_owned(),
        dated: "2025年7月9日".to_owned(),
        made_on: day("2025-07-09"),
        watermark: Some("未关账".to_owned()),
        landscape: false,
        body: vec![
            heading(1, "指标完成情况"),
            said(long),
            heading(2, "世界500强"),
            said(long),
            heading(2, "国内500强"),
            heading(3, "本季新增"),
            said(long),
            Block::Table(Box::new(wide_table())),
            Block::Chart(bullets),
            Block::Chart(months),
            heading(1, "存在问题"),
            said(long),
        ],
        annexes: vec![
            Annex { title: "外出招商情况".to_owned(), landscape: true, blocks: vec![Block::Table(Box::new(form()))] },
            Annex {
                title: "口径说明".to_owned(),
                landscape: false,
                blocks: [heading(1, "榜单"), heading(2, "版本")].into_iter().chain(HOSTILE.iter().map(|text| said(text))).collect(),
            },
        ],
    }
}

fn written(document: &Document) -> Vec<u8> {
    docx::bytes(document, &Fonts::installed(), &Progress::default()).expect("a document")
}

/// [`document`] written once.
fn standard() -> Vec<u8> {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| written(&document())).clone()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip");
    zip.file_names().map(|name| name.expect("a name").to_string()).collect()
}

/// The attribute of a tag, in the order of the text.
fn all(xml: &str, tag: &str, attribute: &str) -> Vec<String> {
    let (begin, named) = (["<", tag, " "].concat(), [" ", attribute, "=\""].concat());
    let tags = xml.split(&begin).skip(1).filter_map(|rest| rest.split_once('>'));
    let value = |tag: &str| {
        let tag = [" ", tag].concat();
        let (_, rest) = tag.split_once(&named)?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    tags.filter_map(|(tag, _)| value(tag)).collect()
}

#[test]
fn the_page_is_that_of_the_standard() {
    let bytes = standard();
    let xml = part(&bytes, "word/document.xml");
    // A4 upright, then the annex across, then upright again.
    assert_eq!(all(&xml, "w:pgSz", "w:w"), ["11906", "16838", "11906"]);
    assert_eq!(all(&xml, "w:pgSz", "w:h"), ["16838", "11906", "16838"]);
    assert_eq!(all(&xml, "w:pgSz", "w:orient"), ["landscape"]);
    // 37, 28, 26, 35 mm in twentieths of a point; turned, the same page.
    let margin = |side: &str| all(&xml, "w:pgMar", side);
    assert_eq!(margin("w:top"), ["2098", "1587", "2098"]);
    assert_eq!(margin("w:left"), ["1587", "1984", "1587"]);
    assert_eq!(margin("w:right"), ["1474", "2098", "1474"]);
    assert_eq!(margin("w:bottom"), ["1984", "1474", "1984"]);
    // 22 lines fit and a 23rd does not; 28 characters fit and a 29th does not.
    assert_eq!(all(&xml, "w:docGrid", "w:type"), ["linesAndChars", "lines", "linesAndChars"]);
    let pitch: u32 = all(&xml, "w:docGrid", "w:linePitch")[0].parse().expect("a number");
    let height = 16_838 - 2_098 - 1_984;
    assert!(22 * pitch <= height && 23 * pitch > height);
    let squeeze: i32 = all(&xml, "w:docGrid", "w:charSpace")[0].parse().expect("a number");
    let character = 16 * 4_096 + squeeze;
    let width = (11_906 - 1_587 - 1_474) * 4_096 / 20;
    assert!(28 * character <= width && 29 * character > width);
    let styles = part(&bytes, "word/styles.xml");
    assert!(styles.contains("<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>"));
    let settings = part(&bytes, "word/settings.xml");
    assert!(settings.contains("<w:evenAndOddHeaders/>"));
    let [odd, even] = ["word/footer1.xml", "word/footer2.xml"].map(|name| part(&bytes, name));
    assert!(odd.contains("<w:jc w:val=\"right\"/>") && even.contains("<w:jc w:val=\"left\"/>"));
    assert!(odd.contains("— ") && odd.contains(" PAGE ") && odd.contains(" —"));
}

#[test]
fn each_style_has_its_face_and_size() {
    let styles = part(&standard(), "word/styles.xml");
    let style = |id: &str| {
        let (_, rest) = styles.split_once(&["w:styleId=\"", id, "\">"].concat()).expect(id);
        rest.split_once("</w:style>").expect("an end").0.to_owned()
    };
    let face = |id: &str| all(&style(id), "w:rFonts", "w:eastAsia");
    assert!(styles.contains("w:eastAsia=\"仿宋_GB2312\"") && styles.contains("<w:sz w:val=\"32\"/>"));
    assert_eq!((face("Title"), all(&style("Title"), "w:sz", "w:val")), (vec!["方正小标宋简体".to_owned()], vec!["44".to_owned()]));
    for (level, named) in [("1", "黑体"), ("2", "楷体_GB2312"), ("3", "仿宋_GB2312")] {
        let id = ["Heading", level].concat();
        assert_eq!(face(&id), [named]);
        let outline = (level.parse::<u8>().expect("a number") - 1).to_string();
        assert_eq!(all(&style(&id), "w:outlineLvl", "w:val"), [outline.as_str()]);
        assert_eq!(all(&style(&id), "w:ilvl", "w:val"), [outline.as_str()]);
        assert_eq!(all(&style(&id), "w:firstLineChars", "w:val"), Vec::<String>::new());
        assert!(style(&id).contains("w:firstLineChars=\"200\""));
    }
    assert_eq!((face("Footer"), all(&style("Footer"), "w:sz", "w:val")), (vec!["宋体".to_owned()], vec!["28".to_owned()]));
    let numbering = part(&standard(), "word/numbering.xml");
    assert_eq!(all(&numbering, "w:lvlText", "w:val"), ["%1、", "（%2）", "%3."]);
    assert_eq!(all(&numbering, "w:num", "w:numId"), ["1", "2", "3"], "annexes count anew");
    let fonts = part(&standard(), "word/fontTable.xml");
    let named = all(&fonts, "w:font", "w:name");
    for used in all(&styles, "w:rFonts", "w:eastAsia") {
        assert!(named.contains(&used), "{used}");
    }
    assert_eq!(all(&fonts, "w:altName", "w:val").len(), named.len());
}

/// The text that a document's blocks show, as it is read back: numbers of headings are native and no text.
fn expected(document: &Document) -> Vec<Piece> {
    let (mut tables, mut charts) = (0, 0);
    let [table_of, chart_of, annex_of, behind_annex] = match document.language {
        Language::ZhCn => ["表{}\u{3000}", "图{}\u{3000}", "附件{}", "："],
        Language::En => ["Table {}. ", "Figure {}. ", "Annex {}", ": "],
    };
    let counted = |form: &str, number: usize| form.replace("{}", &number.to_string());
    fn grid(table: &Table) -> Vec<Vec<String>> {
        let mut rows = vec![vec![None; table.columns.len()]; table.head.len()];
        for (at, cells) in table.head.iter().enumerate() {
            for cell in cells {
                let column = rows[at].iter().position(Option::is_none).expect("room");
                for down in 0..usize::from(cell.down) {
                    for across in 0..usize::from(cell.across) {
                        rows[at + down][column + across] = Some(if down + across == 0 { cell.text.clone() } else { String::new() });
                    }
                }
            }
        }
        let head = rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect());
        head.chain(table.rows.iter().map(|row| row.cells.iter().map(|cell| readable(&cell.shown())).collect())).collect()
    }
    let mut pieces = vec![Piece::Paragraph(document.title.clone())];
    let mut blocks = |blocks: &[Block], out: &mut Vec<Piece>| {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(Paragraph { text, .. }) => {
                    out.push(Piece::Paragraph(readable(text)))
                }
                Block::Table(table) => {
                    let table = &table.on_paper();
                    tables += 1;
                    out.push(Piece::Paragraph([&counted(table_of, tables), table.caption.as_str()].concat()));
                    out.extend(table.unit.iter().map(|unit| Piece::Paragraph(unit.clone())));
                    out.push(Piece::Table(grid(table)));
                    out.extend(table.note.iter().map(|note| Piece::Paragraph(note.clone())));
                }
                Block::Chart(chart) => {
                    charts += 1;
                    out.push(Piece::Paragraph([&counted(chart_of, charts), chart.caption.as_str()].concat()));
                }
            }
        }
    };
    blocks(&document.body, &mut pieces);
    for (at, annex) in document.annexes.iter().enumerate() {
        pieces.push(Piece::Paragraph([&counted(annex_of, at + 1), behind_annex, annex.title.as_str()].concat()));
    }
    pieces.push(Piece::Paragraph(document.issuer.clone()));
    pieces.push(Piece::Paragraph(document.dated.clone()));
    for (at, annex) in document.annexes.iter().enumerate() {
        pieces.push(Piece::Paragraph(counted(annex_of, at + 1)));
        pieces.push(Piece::Paragraph(annex.title.clone()));
        blocks(&annex.blocks, &mut pieces);
    }
    pieces
}

#[test]
fn the_words_read_back_are_the_words_of_the_model() {
    let document = document();
    let read = docx::text(&written(&document)).expect("text");
    for (read, expected) in read.iter().zip(&expected(&document)) {
        assert_eq!(read, expected);
    }
    assert_eq!(read.len(), expected(&document).len());
    assert!(docx::text(b"PK").is_err() && docx::text(&[]).is_err());
}

#[test]
fn the_report_of_the_example_says_the_same_in_word() {
    let bureau = closed();
    for language in [Language::ZhCn, Language::En] {
        let (report, words) = report(&bureau, Attribution::Exclusive, language);
        let document = compose(&report, Parts::default(), &words);
        let bytes = written(&document);
        assert_eq!(docx::text(&bytes).expect("text"), expected(&document));
        let xml = part(&bytes, "word/document.xml");
        assert_eq!(order::misplaced(&xml), None);
    }
}

#[test]
fn tables_repeat_their_heads_and_break_no_row() {
    let xml = part(&standard(), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 3, "two rows of one head, one of the other");
    assert_eq!(xml.matches("<w:cantSplit/>").count(), xml.matches("<w:tr>").count());
    assert_eq!(all(&xml, "w:gridSpan", "w:val"), ["4", "4"]);
    assert_eq!(all(&xml, "w:vMerge", "w:val"), ["restart", "restart", "continue", "continue", "restart", "continue", "continue"]);
    assert_eq!(xml.matches("SEQ 表 ").count(), 2);
    assert_eq!(xml.matches("SEQ 图 ").count(), 2);
    assert_eq!(all(&xml, "wp:docPr", "descr"), ["完成率与时序进度&lt;的图&gt;", "逐月到位与累计&lt;的图&gt;"]);
}

#[test]
fn the_same_document_is_the_same_bytes_and_names_nobody() {
    let bytes = standard();
    assert_eq!(bytes, written(&document()));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2025-07-09T00:00:00Z") && core.contains("zh-CN") && core.contains("招商引资工作情况报告"), "{core}");
    assert!(!core.contains("creator") && !core.contains("lastModifiedBy"), "{core}");
    assert!(names(&bytes).iter().all(|name| !name.contains("app.xml")));
    let plain = written(&Document { watermark: None, ..document() });
    assert!(names(&plain).iter().all(|name| !name.contains("header")));
    assert!(part(&bytes, "word/header1.xml").contains("string=\"未关账\""));
}

/// Turns a document into a PDF with another program; what that wrote to its standard error.
fn converted(folder: &Path, bytes: &[u8]) -> (Vec<u8>, String) {
    let file = folder.join("report.docx");
    std::fs::write(&file, bytes).expect("a file");
    let profile = ["-env:UserInstallation=file://", &folder.join("profile").to_string_lossy()].concat();
    let made = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, &file])
        .output()
        .expect("LibreOffice: `cargo xtask setup` installs it");
    assert!(made.status.success(), "{made:?}");
    (std::fs::read(folder.join("report.pdf")).expect("a PDF"), String::from_utf8_lossy(&made.stderr).into_owned())
}

fn pdf_text(folder: &Path, pdf: &[u8], options: &[&str]) -> String {
    let file = folder.join("pages.pdf");
    std::fs::write(&file, pdf).expect("a file");
    let made =
        Command::new("pdftotext").args(options).arg(&file).arg("-").output().expect("pdftotext: `cargo xtask setup` installs it");
    assert!(made.status.success(), "{made:?}");
    String::from_utf8_lossy(&made.stdout).into_owned()
}

#[test]
fn another_program_opens_it_without_a_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut document = document();
    document.body.extend((0..40).map(|line| said(&format!("第{line}行"))));
    let (pdf, warnings) = converted(folder.path(), &written(&document));
    // What it says about Java, which it asks for and does not need, is no word about the file.
    let about: Vec<&str> = warnings.lines().filter(|line| !line.contains("java") && !line.trim().is_empty()).collect();
    assert_eq!(about, Vec::<&str>::new());
    // The grid of characters reads as blanks between them.
    let text: String = pdf_text(folder.path(), &pdf, &["-layout"]).split_whitespace().collect();
    for words in
        ["一、指标完成情况", "（二）国内500强", "1.本季新增", "二、存在问题", "一、榜单", "表1", "图2", "—1—", "47.93%", "㛃䶮"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_page_of_another_program_has_22_lines_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let full = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八";
    let lines = (0..60).map(|line| said(&format!("第{line}行")));
    let document = Document { body: lines.collect(), annexes: Vec::new(), watermark: None, title: "题".to_owned(), ..document() };
    let (pdf, _) = converted(folder.path(), &written(&document));
    let pages = pdf_text(folder.path(), &pdf, &["-layout"]);
    let second = pages.split('\u{c}').nth(1).expect("a second page").to_owned();
    let second: Vec<String> =
        second.lines().map(|line| line.split_whitespace().collect()).filter(|line: &String| line.contains('行')).collect();
    assert_eq!(second.len(), 22, "{second:?}");
    // 28 characters a line: the first line is indented by two, so 26 fill it and the 27th begins the next one.
    let document = Document { body: vec![said(&full.repeat(2))], annexes: Vec::new(), watermark: None, ..document };
    let (pdf, _) = converted(folder.path(), &written(&document));
    let pages = pdf_text(folder.path(), &pdf, &["-layout"]);
    let lines: Vec<usize> =
        pages.lines().filter(|line| line.contains(['二', '七'])).map(|line| line.trim().chars().count()).collect();
    assert_eq!(lines, [26, 28, 2], "{pages}");
    // A figure at the end of a line goes on whole to the next one.
    let figure = "3,471,671.67";
    let document = Document { body: vec![said(&[&full[..3 * 22], figure, "万元。"].concat())], ..document };
    let (pdf, _) = converted(folder.path(), &written(&document));
    let pages = pdf_text(folder.path(), &pdf, &["-layout"]);
    assert!(pages.contains(figure), "{pages}");
}
