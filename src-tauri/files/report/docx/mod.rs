//! A [`Document`] as .docx, in the page format of GB/T 9704-2012.
//!
//! The parts are written here tag by tag instead of through docx-rs: that one writes `footerReference` where the schema
//! does not allow it and knows neither the grid of 22 lines and 28 characters nor different feet of odd and even pages.
//! The same document and fonts give the same bytes: no author, no clock, fixed times in the zip.
//! Neighbours: [`text()`] reads the words back out of the bytes; [`template`] fills a bureau's own file.

mod body;
mod page;
mod picture;
mod styles;
mod table;
pub mod template;
mod text;
mod xml;

use std::io::{Cursor, Write};

use daowei_core::words::{Language, Words};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::document::Document;
use super::fonts::Fonts;
use super::{Error, Progress};
use picture::Picture;
use xml::Xml;

pub use text::{Piece, text};

/// The namespace of the text.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The file's bytes; the fonts are those of the charts.
///
/// # Errors
/// [`Error::Write`], [`Error::Cancelled`].
pub fn bytes(document: &Document, fonts: &Fonts, progress: &Progress) -> Result<Vec<u8>, Error> {
    let words = Words::new(document.language);
    let pictures = picture::all(document, &words, fonts)?;
    let mut zip = Parts { zip: ZipWriter::new(Cursor::new(Vec::new())) };
    let watermark = document.watermark.as_deref();
    zip.part("[Content_Types].xml", content_types(watermark.is_some()))?;
    zip.part("_rels/.rels", package_relations())?;
    zip.part("docProps/core.xml", properties(document))?;
    zip.begin("word/document.xml")?;
    let sizes = body::write(document, &words, &pictures, progress, &mut zip)?;
    zip.part("word/_rels/document.xml.rels", relations(&pictures, watermark.is_some()))?;
    zip.part("word/styles.xml", styles::styles(document.language, &sizes))?;
    zip.part("word/numbering.xml", styles::numbering(document.language, document.annexes.len()))?;
    zip.part("word/settings.xml", styles::settings(document.language))?;
    zip.part("word/fontTable.xml", styles::fonts())?;
    zip.part("word/footer1.xml", page::foot(false))?;
    zip.part("word/footer2.xml", page::foot(true))?;
    if let Some(watermark) = watermark {
        zip.part("word/header1.xml", page::head(watermark, 1))?;
        zip.part("word/header2.xml", page::head(watermark, 2))?;
    }
    for picture in &pictures {
        zip.bytes(&["word/", &picture.path()].concat(), &picture.png)?;
    }
    zip.end()
}

/// The zip that is being written.
struct Parts {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Parts {
    /// Begins a part, which [`Self::more`] goes on with.
    fn begin(&mut self, name: &str) -> Result<(), Error> {
        // The default time is the beginning of the zip calendar, 1980.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).compression_level(Some(3));
        self.zip.start_file(name, options).map_err(|error| wrong(&error))
    }

    fn more(&mut self, xml: &mut Xml) -> Result<(), Error> {
        self.zip.write_all(xml.taken().as_bytes()).map_err(|error| Error::Write(error.to_string()))
    }

    fn part(&mut self, name: &str, mut xml: Xml) -> Result<(), Error> {
        self.begin(name)?;
        self.more(&mut xml)
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.begin(name)?;
        self.zip.write_all(bytes).map_err(|error| Error::Write(error.to_string()))
    }

    fn end(self) -> Result<Vec<u8>, Error> {
        Ok(self.zip.finish().map_err(|error| wrong(&error))?.into_inner())
    }
}

fn wrong(error: &ZipError) -> Error {
    Error::Write(error.to_string())
}

fn content_types(watermarked: bool) -> Xml {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut xml = Xml::part();
    xml.within("Types", &[("xmlns", &[PACKAGE, "/content-types"].concat())], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        xml.empty("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
        let mut parts = vec![
            ("document", "document.main+xml"),
            ("styles", "styles+xml"),
            ("numbering", "numbering+xml"),
            ("settings", "settings+xml"),
            ("fontTable", "fontTable+xml"),
            ("footer1", "footer+xml"),
            ("footer2", "footer+xml"),
        ];
        if watermarked {
            parts.extend([("header1", "header+xml"), ("header2", "header+xml")]);
        }
        for (name, kind) in parts {
            let (part, kind) = (["/word/", name, ".xml"].concat(), [WORD, kind].concat());
            xml.empty("Override", &[("PartName", &part), ("ContentType", &kind)]);
        }
    });
    xml
}

fn package_relations() -> Xml {
    let mut xml = Xml::part();
    xml.within("Relationships", &[("xmlns", &[PACKAGE, "/relationships"].concat())], |xml| {
        let document = [R, "/officeDocument"].concat();
        xml.empty("Relationship", &[("Id", "rId1"), ("Type", &document), ("Target", "word/document.xml")]);
        let core = [PACKAGE, "/relationships/metadata/core-properties"].concat();
        xml.empty("Relationship", &[("Id", "rId2"), ("Type", &core), ("Target", "docProps/core.xml")]);
    });
    xml
}

fn relations(pictures: &[Picture], watermarked: bool) -> Xml {
    let mut xml = Xml::part();
    xml.within("Relationships", &[("xmlns", &[PACKAGE, "/relationships"].concat())], |xml| {
        let mut parts = vec![
            ("rStyles", "styles", "styles.xml"),
            ("rNumbering", "numbering", "numbering.xml"),
            ("rSettings", "settings", "settings.xml"),
            ("rFonts", "fontTable", "fontTable.xml"),
            (page::FOOT_ODD, "footer", "footer1.xml"),
            (page::FOOT_EVEN, "footer", "footer2.xml"),
        ];
        if watermarked {
            parts.extend([(page::HEAD_ODD, "header", "header1.xml"), (page::HEAD_EVEN, "header", "header2.xml")]);
        }
        for (id, kind, target) in parts {
            xml.empty("Relationship", &[("Id", id), ("Type", &[R, "/", kind].concat()), ("Target", target)]);
        }
        for picture in pictures {
            let (id, path) = (picture.relation(), picture.path());
            xml.empty("Relationship", &[("Id", &id), ("Type", &[R, "/image"].concat()), ("Target", &path)]);
        }
    });
    xml
}

/// The title, the language and the day; no author.
fn properties(document: &Document) -> Xml {
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.within("cp:coreProperties", &namespaces, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&document.title.replace('\n', " ")));
        xml.within("dc:language", &[], |xml| xml.text(document.language.code()));
        let day = [&document.made_on.to_string(), "T00:00:00Z"].concat();
        for tag in ["dcterms:created", "dcterms:modified"] {
            xml.within(tag, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&day));
        }
    });
    xml
}

/// Whether a document is written in Chinese: type, indents and numbers follow from it.
const fn is_chinese(language: Language) -> bool {
    matches!(language, Language::ZhCn)
}
