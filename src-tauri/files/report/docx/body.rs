//! The text: blocks in reading order, the list of annexes, the signature, and each annex on pages of its own.

use std::collections::BTreeSet;

use daowei_core::words::Words;

use super::super::document::{Annex, Block, Document, Paragraph};
use super::super::{Error, Progress};
use super::picture::Picture;
use super::xml::Xml;
use super::{Parts, R, W, is_chinese, page, table};

/// What is written of the document's part before it goes on into the zip.
const CHUNK: usize = 1 << 16;

/// Writes the document's part; the sizes of type that its tables use, in half points.
pub(super) fn write(
    document: &Document,
    words: &Words,
    pictures: &[Picture],
    progress: &Progress,
    zip: &mut Parts,
) -> Result<BTreeSet<u8>, Error> {
    let mut xml = Xml::part();
    xml.open("w:document", &[("xmlns:w", W), ("xmlns:r", R)]);
    xml.open("w:body", &[]);
    let chinese = is_chinese(document.language);
    let watermarked = document.watermark.is_some();
    let mut body = Body {
        xml,
        words,
        chinese,
        pictures: pictures.iter(),
        progress,
        zip,
        sizes: BTreeSet::new(),
        tables: 0,
        charts: 0,
        landscape: document.landscape,
        numbering: 1,
    };
    body.paragraph("Title", &document.title);
    body.blocks(&document.body)?;
    body.annex_list(&document.annexes);
    body.signature(document);
    let mut annexes = document.annexes.iter().enumerate().peekable();
    if annexes.peek().is_some() {
        body.section(watermarked);
    }
    while let Some((at, annex)) = annexes.next() {
        body.landscape = annex.landscape;
        body.numbering = at + 2;
        body.annex(at + 1, annex)?;
        if annexes.peek().is_some() {
            body.section(watermarked);
        }
    }
    // A table may not be the last thing before the end.
    body.paragraph("End", "");
    page::section(&mut body.xml, body.landscape, chinese, watermarked);
    body.xml.close("w:body");
    body.xml.close("w:document");
    body.zip.more(&mut body.xml)?;
    Ok(body.sizes)
}

struct Body<'a> {
    xml: Xml,
    words: &'a Words,
    chinese: bool,
    pictures: std::slice::Iter<'a, Picture>,
    progress: &'a Progress,
    zip: &'a mut Parts,
    sizes: BTreeSet<u8>,
    tables: usize,
    charts: usize,
    landscape: bool,
    /// The list of numbers of this part: the text has the first, each annex one of its own.
    numbering: usize,
}

/// A run of text; line breaks and tabs in it are such on paper.
pub(super) fn run(xml: &mut Xml, bold: bool, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    if bold {
        xml.within("w:rPr", &[], |xml| xml.empty("w:b", &[]));
    }
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.empty("w:br", &[]);
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                xml.empty("w:tab", &[]);
            }
            if !part.is_empty() {
                xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(part));
            }
        }
    }
    xml.close("w:r");
}

impl Body<'_> {
    fn paragraph(&mut self, style: &str, text: &str) {
        self.xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", style));
            run(xml, false, text);
        });
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), Error> {
        for block in blocks {
            match block {
                Block::Heading { level, text } => self.heading((*level).clamp(1, 3), text),
                Block::Paragraph(Paragraph { text, small, .. }) => self.paragraph(if *small { "Note" } else { "BodyText" }, text),
                Block::Table(table) => self.table(&table.on_paper())?,
                Block::Chart(chart) => {
                    if let Some(picture) = self.pictures.next() {
                        self.xml.within("w:p", &[], |xml| {
                            xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", "Figure"));
                            picture.run(chart, xml);
                        });
                    }
                    self.charts += 1;
                    self.caption("FigureCaption", "paper-chart", self.charts, &chart.caption);
                }
            }
            if self.xml.len() > CHUNK {
                self.zip.more(&mut self.xml)?;
            }
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str) {
        let (style, ilvl) = (["Heading", &level.to_string()].concat(), (level - 1).to_string());
        let numbering = self.numbering.to_string();
        self.xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.val("w:pStyle", &style);
                // Annexes count from 一 again.
                if numbering != "1" {
                    xml.within("w:numPr", &[], |xml| {
                        xml.val("w:ilvl", &ilvl);
                        xml.val("w:numId", &numbering);
                    });
                }
            });
            run(xml, false, text);
        });
    }

    /// A caption whose number is a field, so that it goes on counting when somebody adds a table.
    fn caption(&mut self, style: &str, key: &str, number: usize, text: &str) {
        const HERE: &str = "\u{1}";
        let whole = self.words.text(key, [("number", HERE)]);
        let (before, after) = whole.split_once(HERE).unwrap_or((whole.as_str(), ""));
        let instruction = [" SEQ ", before.trim(), " \\* ARABIC "].concat();
        let gap = if self.chinese { "\u{3000}" } else { ". " };
        let after = [after, if text.is_empty() { "" } else { gap }, text].concat();
        self.xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", style));
            run(xml, false, before);
            xml.within("w:fldSimple", &[("w:instr", &instruction)], |xml| run(xml, false, &number.to_string()));
            run(xml, false, &after);
        });
    }

    fn table(&mut self, table: &super::super::document::Table) -> Result<(), Error> {
        self.tables += 1;
        self.caption("Caption", "paper-table", self.tables, &table.caption);
        if let Some(unit) = &table.unit {
            self.paragraph("Unit", unit);
        }
        let fit = table::Fit::of(table, page::text_width(self.landscape));
        self.sizes.insert(fit.size);
        table::head(&mut self.xml, table, &fit);
        for (at, row) in table.rows.iter().enumerate() {
            self.progress.step()?;
            table::row(&mut self.xml, table, at, row, &fit);
            if self.xml.len() > CHUNK {
                self.zip.more(&mut self.xml)?;
            }
        }
        self.xml.close("w:tbl");
        self.paragraph("Note", table.note.as_deref().unwrap_or_default());
        Ok(())
    }

    /// Which annexes there are, below the text.
    fn annex_list(&mut self, annexes: &[Annex]) {
        for (at, annex) in annexes.iter().enumerate() {
            let mark = self.words.text("paper-annex", [("number", &(at + 1).to_string())]);
            let gap = if self.chinese { "：" } else { ": " };
            self.paragraph(if at == 0 { "AnnexListFirst" } else { "AnnexList" }, &[&mark, gap, &annex.title].concat());
        }
    }

    fn signature(&mut self, document: &Document) {
        if !document.issuer.is_empty() {
            self.paragraph("Issuer", &document.issuer);
        }
        if !document.dated.is_empty() {
            self.paragraph("Dated", &document.dated);
        }
    }

    fn annex(&mut self, number: usize, annex: &Annex) -> Result<(), Error> {
        let mark = self.words.text("paper-annex", [("number", &number.to_string())]);
        self.paragraph("AnnexMark", &mark);
        self.paragraph("AnnexTitle", &annex.title);
        self.blocks(&annex.blocks)
    }

    /// Ends a section in a paragraph too low to be seen.
    fn section(&mut self, watermarked: bool) {
        let (landscape, chinese) = (self.landscape, self.chinese);
        self.xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "End");
                page::section(xml, landscape, chinese, watermarked);
            });
        });
    }
}
