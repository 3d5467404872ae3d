use proptest::prelude::*;

use super::limits::Limit;
use super::*;

fn options(name: &str) -> Options {
    Options { file_name: name.to_owned(), encoding: None }
}

fn grid(workbook: &Workbook) -> Vec<(u32, Vec<String>)> {
    workbook.sheets[0].rows().map(|row| (row.number, row.cells().map(|cell| cell.shown().to_owned()).collect())).collect()
}

fn text_grid(bytes: &[u8], name: &str) -> Vec<(u32, Vec<String>)> {
    grid(&read(bytes.to_vec(), &options(name)).unwrap())
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn every_encoding_of_a_bureau_reads_alike() {
    let text = "企业名称,编码\n示例半导体股份有限公司,00102900005115168\n第二季度项目公司,7\n";
    let wide = |big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let expected = text_grid(text.as_bytes(), "a.csv");
    assert_eq!(expected[1], row(2, &["示例半导体股份有限公司", "00102900005115168"]));
    let (gb, ..) = encoding_rs::GB18030.encode(text);
    let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    for (bytes, encoding) in [
        (marked(b"\xef\xbb\xbf", text.into()), Encoding::Utf8),
        (marked(b"\xff\xfe", wide(false)), Encoding::Utf16Le),
        (marked(b"\xfe\xff", wide(true)), Encoding::Utf16Be),
        (wide(false), Encoding::Utf16Le),
        (wide(true), Encoding::Utf16Be),
        (gb.to_vec(), Encoding::Gb18030),
    ] {
        let workbook = read(bytes, &options("a.csv")).unwrap();
        assert_eq!(workbook.encoding.map(|guess| guess.encoding), Some(encoding));
        assert_eq!(grid(&workbook), expected, "{encoding}");
    }
}

/// 一 and 开 end in a byte of zeros, and long minutes hold little ASCII; neither makes UTF-16 without its mark unknown.
#[test]
fn utf_16_without_its_mark_is_known_by_what_it_says() {
    let ledger = "单位,议题\n招商一科,开工\n招商一科,第一期开工\n";
    let minutes = format!("日期\t议题\n{}\n", "双方就示例项目一期开工与后续到资安排进行了深入交流。".repeat(40));
    let short = "企业\n一\n";
    for text in [ledger, &minutes, short, "name,city\nExémpel,Köln\n"] {
        let expected = text_grid(text.as_bytes(), "a.csv");
        for big in [false, true] {
            let units = text.encode_utf16();
            let bytes: Vec<u8> = units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            assert_eq!(text_grid(&bytes, "a.csv"), expected, "{big}");
        }
    }
    let damaged = [encoding_rs::GBK.encode("企业名称,金额\n示例公司,1\n").0.into_owned(), vec![0, 0, 0]].concat();
    assert!(matches!(read(damaged, &options("a.csv")), Err(Error::NotText(_))));
}

#[test]
fn a_person_may_overrule_the_guess() {
    let (big5, ..) = encoding_rs::BIG5.encode("企業名稱\n示例公司\n");
    let asked = Options { encoding: Some(Encoding::Big5), ..options("a.csv") };
    assert_eq!(grid(&read(big5.to_vec(), &asked).unwrap())[0], row(1, &["企業名稱"]));
    let wrong = Options { encoding: Some(Encoding::Utf8), ..options("a.csv") };
    assert_eq!(read(big5.to_vec(), &wrong), Err(Error::NotText(Encoding::Utf8)));
}

/// A list from Taiwan, a ledger from the mainland, and a list in traditional characters as a mainland program saves it.
#[test]
fn big5_and_gb_are_told_apart() {
    let traditional = "排名,企業名稱,國別,營業收入\n1,鴻海精密工業股份有限公司,台灣,1\n2,台灣積體電路製造股份有限公司,台灣,2\n3,國泰金融控股股份有限公司,台灣,3\n";
    let simplified =
        "序号,企业名称,到账日,金额(万元)\n1,示例远航动力电池有限公司,2025-03-28,2000\n2,示例云岭数据服务有限公司,2025-04-01,300\n";
    for (text, saved) in [
        (traditional, encoding_rs::BIG5),
        (simplified, encoding_rs::GB18030),
        (traditional, encoding_rs::GB18030),
        (traditional, encoding_rs::UTF_8),
    ] {
        let (bytes, _, lost) = saved.encode(text);
        assert!(!lost);
        let workbook = read(bytes.into_owned(), &options("a.csv")).unwrap();
        assert_eq!(grid(&workbook), text_grid(text.as_bytes(), "a.csv"), "{}", saved.name());
    }
}

#[test]
fn rows_have_the_numbers_a_person_sees() {
    let text = "a,b\r\n\r\n\"x\ny\",2\r\n\r\n\r\n3,4\r\n";
    assert_eq!(text_grid(text.as_bytes(), "a.csv"), [row(1, &["a", "b"]), row(3, &["x\ny", "2"]), row(6, &["3", "4"])]);
    let text = "\n\na\tb\n\n1\t2";
    assert_eq!(text_grid(text.as_bytes(), "a.tsv"), [row(3, &["a", "b"]), row(5, &["1", "2"])]);
    assert_eq!(text_grid(b"a;b\n1;\"2,5\"\n", "a.csv"), [row(1, &["a", "b"]), row(2, &["1", "2,5"])]);
}

#[test]
fn quotes_hold_separators_and_a_quote_that_never_closes_ends_at_a_limit() {
    let text = "a,\"x \"\"y\"\",\r\nz\",c\rp\"q,\"r\"s,\"\"\n";
    assert_eq!(text_grid(text.as_bytes(), "a.csv"), [row(1, &["a", "x \"y\",\r\nz", "c"]), row(2, &["p\"q", "rs"])]);
    let open = format!("a,b\n\"{}", "x,\n".repeat(1 << 20));
    assert_eq!(read(open.into(), &options("a.csv")), Err(Error::too_much(Limit::CellBytes)));
}

#[test]
fn an_array_of_objects_is_a_table() {
    let json = r#"[{"rank":"1","name":"示例","n":386617.7},{"name":"乙","x":null,"code":102900005115168}]"#;
    let expected = [
        row(1, &["rank", "name", "n", "x", "code"]),
        row(2, &["1", "示例", "386617.7"]),
        row(3, &["", "乙", "", "", "102900005115168"]),
    ];
    assert_eq!(text_grid(json.as_bytes(), "a.json"), expected);
    for wrong in [r#"{"a":1}"#, r#"[{"a":[1]}]"#, r#"[{"a":1}"#, "[1]"] {
        assert!(matches!(read(wrong.into(), &options("a.json")), Err(Error::Damaged(_))), "{wrong}");
    }
}

fn workbook_bytes() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.00%");
    let sheet = book.add_worksheet().set_name("台账").unwrap();
    sheet.write(0, 0, "编码").unwrap();
    sheet.write(2, 0, "00012345").unwrap();
    sheet.write(2, 1, 386_617.7).unwrap();
    sheet.write_with_format(2, 2, 45_992, &day).unwrap();
    sheet.write_with_format(2, 3, 0.515, &percent).unwrap();
    sheet.write(2, 4, true).unwrap();
    sheet.write(2, 5, rust_xlsxwriter::Formula::new("B3*2").set_result("773235.4")).unwrap();
    sheet.write(2, 6, 0.300_000_000_000_000_04).unwrap();
    book.add_worksheet().set_name("空").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_keeps_digits_dates_and_percentages() {
    let workbook = read(workbook_bytes(), &options("a.xlsx")).unwrap();
    assert_eq!(workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["台账", "空"]);
    let last = workbook.sheets[0].row(1).unwrap();
    assert_eq!(last.number, 3);
    let expected = [
        Cell::text("00012345"),
        Cell::Number("386617.7"),
        Cell::Date("2025-12-01"),
        Cell::text("51.5%"),
        Cell::Bool(true),
        Cell::Number("773235.4"),
        Cell::Number("0.30000000000000004"),
    ];
    assert_eq!(last.cells().collect::<Vec<_>>(), expected);
    assert!(workbook.sheets[1].is_empty());
}

/// A workbook written by hand, to say what no honest program says.
fn crafted(sheet: &str, strings: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let ns = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    for (name, body) in [
        ("[Content_Types].xml", format!(r#"<Types xmlns="{packages}/content-types"/>"#)),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        ("xl/workbook.xml", format!(r#"<workbook {ns}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#)),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/sharedStrings.xml", format!(r"<sst {ns}>{strings}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet {ns}><dimension ref="A1:XFD1048576"/><sheetData>{sheet}</sheetData></worksheet>"#),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_far_corner_costs_nothing_and_says_what_is_too_much() {
    let far = crafted(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>"#, "");
    assert_eq!(grid(&read(far, &options("a.xlsx")).unwrap()), [row(1, &["1"]), row(1_048_576, &["2"])]);
    let wide = crafted(r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#, "");
    assert_eq!(read(wide, &options("a.xlsx")), Err(Error::too_much(Limit::Columns)));
    let backwards = crafted(r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#, "");
    assert!(matches!(read(backwards, &options("a.xlsx")), Err(Error::Damaged(_))));
}

#[test]
fn a_formula_without_its_value_is_said_to_be_so() {
    let bytes = crafted(r#"<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>"#, "");
    let workbook = read(bytes, &options("a.xlsx")).unwrap();
    let cells: Vec<_> = workbook.sheets[0].row(0).unwrap().cells().collect();
    assert_eq!(cells, [Cell::Error(NO_CACHED_VALUE), Cell::Number("2")]);
}

#[test]
fn a_zip_that_swells_is_stopped_while_it_inflates() {
    let bytes = crafted("", &format!("<si><t>{}</t></si>", " ".repeat(97 << 20)));
    assert!(bytes.len() < 1 << 20);
    assert_eq!(read(bytes, &options("a.xlsx")), Err(Error::too_much(Limit::CellBytes)));
}

#[test]
fn too_wide_and_too_long_texts_are_refused_by_name() {
    let wide = vec!["1"; 20_000].join(",");
    assert_eq!(read(wide.into(), &options("a.csv")), Err(Error::too_much(Limit::Columns)));
    let long = "x".repeat(1 << 20);
    assert_eq!(read(long.into(), &options("a.csv")), Err(Error::too_much(Limit::CellBytes)));
    assert!(matches!(read(b"a,b\n1,\x002\n".to_vec(), &options("a.csv")), Err(Error::NotText(_))));
    assert_eq!(read(b"  \n".to_vec(), &options("a.csv")), Err(Error::Empty));
    assert_eq!(read(b"%PDF-1.7".to_vec(), &options("a.pdf")), Err(Error::Format("pdf".to_owned())));
}

#[test]
fn what_goes_over_the_wire_arrives_the_same() {
    let mut pipe = Vec::new();
    let input = [serde_json::to_vec(&options("a.xlsx")).unwrap(), b"\n".to_vec(), workbook_bytes()].concat();
    // The bound on memory is the process's, so it is not tried here; the file is read as `serve` reads it.
    let mut writer = wire::Writer::new(&mut pipe);
    let bytes = input[input.iter().position(|byte| *byte == b'\n').unwrap() + 1..].to_vec();
    let result = read_into(bytes.clone(), &options("a.xlsx"), &mut limits::Bounded::new(&mut writer));
    writer.finish(result).unwrap();
    assert_eq!(wire::collect(&pipe[..]), read(bytes, &options("a.xlsx")));
    pipe.pop();
    assert!(matches!(wire::collect(&pipe[..]), Err(Error::Exhausted(_))));
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), ending in "(csv|tsv|json|xlsx|txt)") {
        let _ = read(bytes, &options(&format!("a.{ending}")));
    }

    /// Each reader is reached by what its format begins with.
    #[test]
    fn no_bytes_behind_a_known_beginning_make_a_reader_panic(
        start in prop::sample::select(vec![
            &b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"[{\"a\":", b"{\"data\":[{", b"<table><tr><td rowspan=3>", b"1 \xe7\x94\xb2 92",
            b"\xff\xfe", b"\"",
        ]),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        text in "(<t[rdh]( (row|col)span=[0-9]{1,6})?>|</t[rd]>|<br>|[0-9]{1,9}|[甲乙]| |\t|\n|,|\"|\\{|\\}|\\[|\\]|:){0,80}",
    ) {
        let _ = read([start, bytes.as_slice()].concat(), &options("a.txt"));
        let _ = read([start, text.as_bytes()].concat(), &options("a.txt"));
    }

    #[test]
    fn no_damage_makes_the_workbook_reader_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = workbook_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(cut.index(bytes.len()).max(place + 1));
        let _ = read(bytes, &options("a.xlsx"));
    }

    #[test]
    fn what_csv_writes_is_read_back(table in proptest::collection::vec(proptest::collection::vec("[a-z0-9 ,;\"\n企业]{0,12}", 2..5), 1..12)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["头", "二"]).unwrap();
        for record in &table {
            writer.write_record(record).unwrap();
        }
        let workbook = read(writer.into_inner().unwrap(), &options("a.csv")).unwrap();
        let shown = |record: &Vec<String>| {
            let mut cells: Vec<String> = record.iter().map(|cell| Cell::text(cell).shown().to_owned()).collect();
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            cells
        };
        let numbered = (2..).zip(&table).map(|(number, record)| (number, shown(record)));
        let expected: Vec<(u32, Vec<String>)> = numbered.filter(|(_, cells)| !cells.is_empty()).collect();
        prop_assert_eq!(&grid(&workbook)[1..], expected);
    }
}
