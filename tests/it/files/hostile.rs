//! Files made to harm: each ends in the reading process, soon, within bounds, in a clean import or a clear
//! error that leaves the store as it was.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, open_bytes};
use daowei_files::import::run::{Fate, Mode, Watch};
use daowei_files::read::{Cell, Error, Workbook};
use daowei_tests::{Bureau, noon};

use super::{TODAY, dump};

/// What the issue gives each of them.
const AT_MOST: Duration = Duration::from_secs(30);

fn read(name: &str, bytes: Vec<u8>) -> Result<Workbook, Error> {
    let options = daowei_files::read::Options { file_name: name.to_owned(), encoding: None };
    let started = Instant::now();
    let reader = Path::new(env!("CARGO_BIN_EXE_reader"));
    let read = daowei_files::read::child::read_bytes(bytes, reader, &options, None).map(|(workbook, _)| workbook);
    assert!(started.elapsed() < AT_MOST, "{name}: {:?}", started.elapsed());
    read
}

const NS: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A workbook of one sheet; what is written into its parts comes from the caller, piece by piece.
fn workbook(
    strings: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
    sheet: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Vec<u8> {
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    let fast = zip::write::SimpleFileOptions::default().compression_level(Some(1));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let part = |zip: &mut zip::ZipWriter<_>, name: &str, body: &str| {
        zip.start_file(name, fast).expect("an entry");
        zip.write_all(body.as_bytes()).expect("its bytes");
    };
    let book = format!(r#"<workbook {NS}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    part(&mut zip, "xl/workbook.xml", &book);
    let rels = format!(
        r#"<Relationships xmlns="{packages}"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    part(&mut zip, "xl/_rels/workbook.xml.rels", &rels);
    part(&mut zip, "xl/sharedStrings.xml", &format!("<sst {NS}>"));
    strings(&mut zip).and_then(|()| zip.write_all(b"</sst>")).expect("strings");
    let head = format!(r#"<worksheet {NS}><dimension ref="A1:XFD1048576"/><sheetData>"#);
    part(&mut zip, "xl/worksheets/sheet1.xml", &head);
    sheet(&mut zip).and_then(|()| zip.write_all(b"</sheetData></worksheet>")).expect("a sheet");
    zip.finish().expect("a zip").into_inner()
}

fn rows(text: &'static str) -> impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()> {
    move |out| out.write_all(text.as_bytes())
}

#[test]
fn a_far_corner_and_a_claimed_size_cost_nothing() {
    let corner =
        workbook(rows(""), rows(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#));
    assert!(corner.len() < 2_000);
    let refused = read("corner.xlsx", corner).expect_err("refused");
    assert_eq!((refused.code(), refused.args()[0].1.as_str()), ("file-too-much", "columns"));
    let far =
        workbook(rows(""), rows(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>"#));
    assert_eq!(read("far.xlsx", far).expect("two cells").sheets[0].len(), 2);
}

#[test]
fn a_sheet_that_unpacks_to_gigabytes_is_stopped_while_it_inflates() {
    let blanks = workbook(rows(""), |out| {
        let piece = vec![b' '; 1 << 20];
        (0..600).try_for_each(|_| out.write_all(&piece))
    });
    assert!(blanks.len() < 8 << 20);
    let refused = read("blanks.xlsx", blanks).expect_err("refused");
    assert_eq!((refused.code(), refused.args()[0].1.as_str()), ("file-too-much", "cell-bytes"));
    let many = workbook(rows(""), |out| {
        let piece = ["<!--", &" ".repeat(1 << 20), "-->"].concat();
        (0..600).try_for_each(|_| out.write_all(piece.as_bytes()))
    });
    let refused = read("comments.xlsx", many).expect_err("refused");
    assert_eq!((refused.code(), refused.args()[0].1.as_str()), ("file-too-much", "unpacked-bytes"));
}

#[test]
fn a_million_shared_strings_are_read_or_end_in_time() {
    let strings = workbook(
        |out| {
            let mut piece = String::new();
            for number in 0..1_000_000_u32 {
                write!(piece, "<si><t>s{number}</t></si>").expect("text");
                if piece.len() > 1 << 16 {
                    out.write_all(piece.as_bytes())?;
                    piece.clear();
                }
            }
            out.write_all(piece.as_bytes())
        },
        rows(r#"<row r="1"><c r="A1" t="s"><v>999999</v></c></row>"#),
    );
    match read("strings.xlsx", strings) {
        Ok(workbook) => assert_eq!(workbook.sheets[0].row(0).expect("a row").cell(0), Cell::Text("s999999")),
        // Unoptimised, on a machine that is busy, the reader's time may be over first; that is an answer too.
        Err(error) => assert_eq!(error.code(), "file-exhausted", "{error:?}"),
    }
}

#[test]
fn a_zip_in_a_zip_is_no_workbook() {
    let inner = workbook(rows(""), rows(""));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("台账.xlsx", zip::write::SimpleFileOptions::default()).expect("an entry");
    zip.write_all(&inner).expect("its bytes");
    let outer = zip.finish().expect("a zip").into_inner();
    assert_eq!(read("台账.xlsx", outer), Err(Error::Format("zip".to_owned())));
}

#[test]
fn an_xls_that_is_a_page_is_read_as_one() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=gbk><style>td{color:red}</style></head><body>\
        <table><tr><th rowspan=2>企业名称</th><th colspan=2>金额</th></tr><tr><th>一季度</th><th>二季度</th></tr>\
        <tr><td>甲公司<br>(存续)</td><td>1,000</td><td>&lt;2&gt;</td></tr></table><script>alert(1)</script></body></html>";
    let workbook = read("台账.xls", page.as_bytes().to_vec()).expect("a page");
    let sheet = &workbook.sheets[0];
    let shown = |row: usize| sheet.row(row).expect("a row").cells().map(Cell::shown).collect::<Vec<_>>();
    assert_eq!((shown(0), shown(1)), (vec!["企业名称", "金额"], vec!["", "一季度", "二季度"]));
    assert_eq!(shown(2), ["甲公司\n(存续)", "1,000", "<2>"]);
    assert_eq!(sheet.merges.len(), 2);
}

#[test]
fn width_length_and_nul_bytes_are_refused_by_name() {
    let wide = [vec!["1"; 20_000].join(","), vec!["2"; 20_000].join(",")].join("\n");
    let refused = read("wide.csv", wide.into_bytes()).expect_err("refused");
    assert_eq!((refused.code(), refused.args()[0].1.as_str()), ("file-too-much", "columns"));
    let refused = read("line.csv", vec![b'x'; 200 << 20]).expect_err("refused");
    assert_eq!((refused.code(), refused.args()[0].1.as_str()), ("file-too-much", "file-bytes"));
    assert!(matches!(read("nul.csv", b"a,b\n1,\x002\n".to_vec()), Err(Error::NotText(_))));
}

#[test]
fn after_a_refusal_the_store_is_what_it_was_and_names_are_only_names() {
    let mut bureau = Bureau::new();
    let before = dump(&bureau);
    let reader = Path::new(env!("CARGO_BIN_EXE_reader"));
    let refused = open_bytes("a.xlsx", b"PK\x03\x04 damaged".to_vec(), reader, None, None).expect_err("refused");
    assert_eq!(refused.code(), "file-damaged");
    assert_eq!(dump(&bureau), before);
    let names = "企业名称,备注\n<script>alert(1)</script>公司,x\n=cmd|' /C calc'!A0,y\n";
    let opened = open_bytes("names.csv", names.as_bytes().to_vec(), reader, None, None).expect("text");
    let taken = opened
        .import(&mut bureau.store, noon(TODAY), Kind::Companies, Asked::default(), Mode::Whole, &Watch::default())
        .expect("an import");
    assert_eq!(taken.imported.plan.count(Fate::Created), 2, "{:?}", taken.imported.plan.problems);
    assert!(dump(&bureau).contains("<script>alert(1)</script>公司"), "kept as it is written, shown as text");
}
