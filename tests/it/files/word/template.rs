//! A bureau's own file as the form of the report.

use std::io::{Cursor, Write};

use daowei_files::report::Error;
use daowei_files::report::docx::template::{Rows, Values, fill, placeholders};
use daowei_files::report::docx::{self, Piece};

use super::{HOSTILE, document, part, standard, written};

/// A .docx with this body, and these parts more.
fn docx_of(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("word/document.xml", document.as_str())].iter().chain(more) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tr(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p(text))).collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn values() -> Values {
    let mut values = Values::default();
    values.texts.insert("名称".to_owned(), "示例<局>&".to_owned());
    values.texts.insert("空".to_owned(), String::new());
    let cells = [["甲", "1.00"], ["{{名称}}", "2.00"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
    values.rows.insert("表1".to_owned(), Rows { columns: vec!["企业".to_owned(), "金额".to_owned()], cells });
    values.chapters.insert("问题".to_owned(), false);
    values.chapters.insert("打算".to_owned(), true);
    values
}

fn filled(body: &str) -> Vec<Piece> {
    docx::text(&fill(&docx_of(body, &[]), &values()).expect("filled")).expect("text")
}

fn paragraph(text: &str) -> Piece {
    Piece::Paragraph(text.to_owned())
}

#[test]
fn placeholders_become_text_also_where_they_are_split_over_runs() {
    let split = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>由{</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
                 <w:r><w:t>{ 名</w:t></w:r><w:r><w:t>称 }</w:t></w:r><w:r><w:t>}报</w:t></w:r></w:p>";
    assert_eq!(
        filled(&[split, &p("{{名称}}和{{名称}}")].concat()),
        [paragraph("由示例<局>&报"), paragraph("示例<局>&和示例<局>&")]
    );
    // It looks as its first letter does, and what stands between stays.
    let xml = part(&fill(&docx_of(split, &[]), &values()).expect("filled"), "word/document.xml");
    assert!(xml.contains("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">由示例&lt;局&gt;&amp;</w:t>"), "{xml}");
    assert!(xml.contains("<w:proofErr w:type=\"spellStart\"/>"), "{xml}");
}

#[test]
fn a_row_comes_once_for_each_row_of_its_values() {
    let table =
        ["<w:tbl>", &tr(&["企业", "金额"]), &tr(&["{{#表1}}{{企业}}", "{{2}}{{/表1}}"]), &tr(&["合计", "3.00"]), "</w:tbl>"];
    let rows = [["企业", "金额"], ["甲", "1.00"], ["{{名称}}", "2.00"], ["合计", "3.00"]];
    // A value that looks like a placeholder is a value.
    assert_eq!(filled(&table.concat()), [Piece::Table(rows.map(|row| row.map(str::to_owned).to_vec()).to_vec())]);
    let two_rows = ["<w:tbl>", &tr(&["{{#表1}}{{企业}}"]), &tr(&["{{表1.金额}}{{/表1}}"]), "</w:tbl>"];
    assert_eq!(
        filled(&two_rows.concat()),
        [Piece::Table(["甲", "1.00", "{{名称}}", "2.00"].map(|one| vec![one.to_owned()]).to_vec())]
    );
}

#[test]
fn a_chapter_that_is_not_given_is_left_out() {
    let chapter = |name: &str| [p(&["{{?", name, "}}"].concat()), p("一"), p("二"), p(&["{{/", name, "}}"].concat())].concat();
    assert_eq!(filled(&[p("前"), chapter("问题"), p("后")].concat()), [paragraph("前"), paragraph("后")]);
    assert_eq!(filled(&[p("前"), chapter("打算")].concat()), [paragraph("前"), paragraph("一"), paragraph("二")]);
    assert_eq!(filled(&chapter("空")), [], "an empty text gives no chapter");
    assert_eq!(filled(&p("甲{{?问题}}乙{{/问题}}丙{{?打算}}丁{{/打算}}")), [paragraph("甲丙丁")]);
    // A cell never stays without a paragraph, and a section keeps its page.
    let cell = ["<w:tbl><w:tr><w:tc>", &chapter("问题"), "</w:tc></w:tr></w:tbl>"].concat();
    assert_eq!(filled(&cell), [Piece::Table(vec![vec![String::new()]])]);
    assert!(part(&fill(&docx_of(&cell, &[]), &values()).expect("filled"), "word/document.xml").contains("<w:tc><w:p/></w:tc>"));
    let section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    let body = [p("{{?问题}}"), section.to_owned(), p("{{/问题}}")].concat();
    let xml = part(&fill(&docx_of(&body, &[]), &values()).expect("filled"), "word/document.xml");
    assert!(xml.contains("<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p></w:body>"), "{xml}");
}

#[test]
fn every_unknown_placeholder_is_named_at_once() {
    let body = [&p("{{没有}}{{?无章}}x{{/无章}}"), "<w:tbl>", &tr(&["{{#无表}}{{1}}{{/无表}}"]), "</w:tbl>"].concat();
    let template = docx_of(&body, &[("word/header1.xml", "<w:hdr><w:p><w:r><w:t>{{页眉}}</w:t></w:r></w:p></w:hdr>")]);
    match fill(&template, &values()) {
        Err(Error::Placeholders(names)) => {
            for name in ["没有", "?无章", "#无表", "页眉"] {
                assert!(names.contains(name), "{name}: {names}");
            }
        }
        other => panic!("{other:?}"),
    }
    let found = placeholders(&template).expect("a list");
    assert_eq!(found, ["#无表", "/无章", "/无表", "1", "?无章", "没有", "页眉"]);
}

#[test]
fn hostile_values_stay_text() {
    for hostile in HOSTILE {
        let mut values = values();
        values.texts.insert("名称".to_owned(), (*hostile).to_owned());
        values.rows.insert("表1".to_owned(), Rows { columns: Vec::new(), cells: vec![vec![(*hostile).to_owned()]] });
        let body = [&p("{{名称}}"), "<w:tbl>", &tr(&["{{#表1}}{{1}}{{/表1}}"]), "</w:tbl>"].concat();
        let bytes = fill(&docx_of(&body, &[]), &values).expect("filled");
        let read = daowei_files::report::markup::readable(hostile);
        let expected = [Piece::Paragraph(read.clone()), Piece::Table(vec![vec![read]])];
        assert_eq!(docx::text(&bytes).expect("text"), expected);
    }
}

#[test]
fn hostile_templates_are_refused() {
    let open = [p("{{?问题}}"), ["<w:tbl>", &tr(&["{{#表1}}{{1}}"]), "</w:tbl>"].concat(), p("{{?问题}}x")];
    for body in &open {
        assert!(matches!(fill(&docx_of(body, &[]), &values()), Err(Error::Template(_))), "{body}");
    }
    let outside = "<Relationships><Relationship Id=\"r\" Type=\"http://x/attachedTemplate\" Target=\"http://x/a.dotm\" TargetMode=\"External\"/></Relationships>";
    let link = "<Relationships><Relationship Id=\"r\" Type=\"http://x/hyperlink\" Target=\"http://x\" TargetMode=\"External\"/></Relationships>";
    let parts: [&[(&str, &str)]; 4] = [
        &[("word/vbaProject.bin", "x")],
        &[("word/_rels/settings.xml.rels", outside)],
        &[("word/../../a", "x")],
        &[("word/footer1.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:ftr>&b;</w:ftr>")],
    ];
    for more in parts {
        assert!(matches!(fill(&docx_of(&p("x"), more), &values()), Err(Error::Template(_))), "{more:?}");
    }
    assert!(
        fill(&docx_of(&p("x"), &[("word/_rels/document.xml.rels", link)]), &values()).is_ok(),
        "a link that a reader may click"
    );
    let bomb = docx_of(&p(&"x".repeat(33 << 20)), &[]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(fill(&bomb, &values()), Err(Error::Template(_))));
    for bytes in [&b""[..], b"PK\x03\x04", &standard()[..500]] {
        assert!(matches!(fill(bytes, &values()), Err(Error::Template(_))));
    }
}

#[test]
fn a_document_fills_a_template_by_its_own_names() {
    let document = document();
    let values = Values::of(&document);
    assert_eq!(values.texts["issuer"], document.issuer);
    assert_eq!(values.rows["表1"].cells.len(), 4);
    // Our own file is a template too: a bureau begins with it and changes what it likes. Its hostile name is a placeholder.
    let filled = docx::text(&fill(&written(&document), &values).expect("filled")).expect("text");
    assert!(filled.contains(&Piece::Paragraph(document.title.clone())));
}
