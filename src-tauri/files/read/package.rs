//! A zipped workbook: its entries inflated once, counted while they inflate.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Error;
use super::limits::{Limit, count};

/// What one tag or text of XML may take: a cell's limit, with its markup around it.
const EVENT_BYTES_MAX: u64 = 2 << 20;

/// The counts of a package, and the limit that was passed, for a library between may hide the error.
#[derive(Default)]
struct Counts {
    unpacked: Cell<u64>,
    event: Cell<u64>,
    passed: Cell<Option<Limit>>,
}

impl Counts {
    fn add(&self, read: usize) -> Result<(), Limit> {
        let mut unpacked = self.unpacked.get();
        let within = count(&mut unpacked, read as u64, Limit::UnpackedBytes);
        self.unpacked.set(unpacked);
        within.map_err(|_| Limit::UnpackedBytes)?;
        self.event.set(self.event.get() + read as u64);
        if self.event.get() > EVENT_BYTES_MAX { Err(Limit::CellBytes) } else { Ok(()) }
    }
}

/// A zip and its entries by name.
pub(crate) struct Package {
    archive: zip::ZipArchive<Cursor<Vec<u8>>>,
    places: HashMap<String, usize>,
    counts: Rc<Counts>,
}

impl Package {
    /// Opens a zip and looks at what it names, inflating nothing.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        count(&mut 0, archive.len() as u64, Limit::ZipEntries)?;
        let named = archive.file_names().enumerate().filter_map(|(at, name)| Some((folded(&name.ok()?), at)));
        let places = named.collect();
        Ok(Self { archive, places, counts: Rc::new(Counts::default()) })
    }

    /// Whether there is an entry of this name, whatever its case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&folded(name))
    }

    /// An entry as XML; nothing where there is none.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<impl Read>>, Error> {
        let Some(at) = self.places.get(&folded(name)) else { return Ok(None) };
        let entry = self.archive.by_index(*at).map_err(damaged)?;
        let counted = Counted { inner: entry, counts: Rc::clone(&self.counts) };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 * 1024, counted));
        reader.config_mut().check_end_names = false;
        Ok(Some(Xml { reader, buffer: Vec::new(), counts: Rc::clone(&self.counts) }))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

fn damaged(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Error::Protected,
        other => Error::Damaged(other.to_string()),
    }
}

struct Counted<R> {
    inner: R,
    counts: Rc<Counts>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(into)?;
        match self.counts.add(read) {
            Ok(()) => Ok(read),
            Err(limit) => {
                self.counts.passed.set(Some(limit));
                Err(std::io::Error::other(limit.code()))
            }
        }
    }
}

/// The XML of an entry, tag by tag.
pub(crate) struct Xml<R> {
    reader: Reader<BufReader<Counted<R>>>,
    buffer: Vec<u8>,
    counts: Rc<Counts>,
}

impl<R: Read> Xml<R> {
    /// The next tag or text; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.buffer.clear();
        self.counts.event.set(0);
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            // `<!DOCTYPE` may define words that stand for megabytes; no workbook has one.
            Ok(Event::DocType(_)) => Err(Error::Damaged("DOCTYPE".to_owned())),
            Ok(event) => Ok(Some(event)),
            Err(error) => Err(match self.counts.passed.get() {
                Some(limit) => Error::too_much(limit),
                None => Error::Damaged(error.to_string()),
            }),
        }
    }
}

/// An attribute by its name without namespace, entities resolved.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Error::Damaged(error.to_string()))?;
        if attribute.key.local_name().as_ref() == name {
            let value = quick_xml::escape::unescape(attribute.value.as_ref()).map_err(|error| Error::Damaged(error.to_string()))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Adds what an event of text says to `text`: characters, or what an entity stands for.
pub(crate) fn add_text(event: &Event<'_>, text: &mut String) -> Result<(), Error> {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(name) => {
            let whole = ["&", &name.xml10_content(), ";"].concat();
            let meant = quick_xml::escape::unescape(&whole).map_err(|error| Error::Damaged(error.to_string()))?;
            text.push_str(&meant);
        }
        _ => {}
    }
    if text.len() as u64 > Limit::CellBytes.most() { Err(Error::too_much(Limit::CellBytes)) } else { Ok(()) }
}
