//! A document as PDF, set by typst (GB/T 9704-2012).
//!
//! The page stands in `assets/report/report.typ`; what a document says reaches it as values, never as markup
//! (`data.rs`). Only the fonts that [`Fonts`] found are opened (`faces.rs`); nothing is looked up anywhere else, and
//! there is no clock: one document in the same fonts gives the same bytes. A crate of its own, because typst is heavy.
//! Long tables are drawn row by row (`long.rs`): typst's own tables of ten thousand rows take seconds and a gigabyte.

mod data;
mod faces;
mod fit;
mod long;
mod numbers;
#[cfg(test)]
mod tests;
mod world;

use daowei_core::words::Words;
use daowei_files::report::document::Document;
use daowei_files::report::fonts::{Fonts, Replaced};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, pdf};

use faces::Faces;
use world::Paper;

/// A document as PDF.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// What stands on its pages, in the order in which it was set, without the pages' own numbers and mark.
    pub text: String,
    /// How many pages it has.
    pub pages: usize,
    /// The faces of the page format for which other fonts stand; the document says so at its end.
    pub replaced: Vec<Replaced>,
    /// Characters that no font of this machine has: printed as boxes, and named at the document's end.
    pub missing: String,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No font with Chinese characters is installed.
    #[error("no CJK font")]
    NoFont,
    /// A font's file cannot be read; which and why.
    #[error("font {0}: {1}")]
    Font(String, String),
    /// The page cannot be set, in typst's words: a mistake of this program.
    #[error("set: {0}")]
    Set(String),
}

impl Error {
    /// The stable code; its sentence is the Fluent message `error-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFont => "pdf-no-font",
            Self::Font(..) => "pdf-font-unreadable",
            Self::Set(_) => "pdf-not-set",
        }
    }

    /// The message's arguments.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoFont => Vec::new(),
            Self::Font(path, detail) => vec![("path", path.clone()), ("detail", detail.clone())],
            Self::Set(detail) => vec![("detail", detail.clone())],
        }
    }

    /// What it says, in the language of `words`.
    #[must_use]
    pub fn told(&self, words: &Words) -> String {
        words.text(&["error-", self.code()].concat(), self.args())
    }
}

/// The document as PDF, in these fonts.
///
/// # Errors
/// [`Error::NoFont`] where no font with Chinese characters was found.
pub fn bytes(document: &Document, fonts: &Fonts) -> Result<Pdf, Error> {
    let words = Words::new(document.language);
    let faces = Faces::open(document, fonts)?;
    let (replaced, missing) = (faces.replaced.clone(), faces.missing.clone());
    let inputs = data::inputs(document, fonts, &words, &faces);
    let paper = Paper::new(inputs, faces);
    let said = |errors: typst::ecow::EcoVec<typst::diag::SourceDiagnostic>| {
        Error::Set(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
    };
    let set: PagedDocument = typst::compile(&paper).output.map_err(said)?;
    let options = PdfOptions { creator: typst::foundations::Smart::Custom(Some("Daowei".to_owned())), ..PdfOptions::default() };
    let bytes = pdf(&set, &options).map_err(said)?;
    let pages = set.pages().len();
    let mut text = String::new();
    for (at, page) in (1_usize..).zip(set.pages()) {
        let mut said = String::new();
        said_on(&page.frame, &mut said);
        // What every page adds of its own would stand within a paragraph that goes on overleaf.
        let number = [format!("— {at} —"), format!("—{at}—")].into_iter().find(|number| said.contains(number.as_str()));
        for own in number.iter().chain(&document.watermark) {
            said = said.replacen(own.as_str(), "", 1);
        }
        text.push_str(&said);
    }
    // What typst remembers of this document is of no use to the next one.
    drop(set);
    typst::comemo::evict(0);
    Ok(Pdf { bytes, text, pages, replaced, missing })
}

/// The text of a frame and of the frames within it.
fn said_on(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => said_on(&group.frame, text),
            FrameItem::Text(run) => text.push_str(&run.text),
            _ => {}
        }
    }
}

/// The document's file and text in the fonts of this machine, as [`daowei_files::report::write`] takes it.
///
/// # Errors
/// [`daowei_files::report::Error::Paper`].
pub fn print(document: &Document) -> Result<(Vec<u8>, String), daowei_files::report::Error> {
    let pdf = bytes(document, Fonts::here()).map_err(|error| daowei_files::report::Error::Paper(error.code(), error.args()))?;
    Ok((pdf.bytes, pdf.text))
}
