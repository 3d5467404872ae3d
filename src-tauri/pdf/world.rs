//! The world that typst sees: one template, the values, a handful of fonts, and nothing else.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::faces::Faces;

/// The template, parsed once.
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| {
    let path = VirtualPath::new("report.typ").expect("a plain name is a path");
    Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), include_str!("../../assets/report/report.typ").to_owned())
});

/// What a document is set from.
pub struct Paper {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Paper {
    /// A world of these values and faces.
    pub fn new(inputs: Dict, faces: Faces) -> Self {
        let fonts = faces.fonts;
        let book = FontBook::from_fonts(&fonts);
        Self { library: LazyHash::new(Library::builder().with_inputs(inputs).build()), book: LazyHash::new(book), fonts }
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
