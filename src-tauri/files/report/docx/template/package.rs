//! The zip of a template: which parts hold text, what is refused, and all else copied as it is.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::super::Error;
use super::tree::{Node, parsed, wrong};
use crate::read::limits::Limit;

/// The largest part with text, in unpacked bytes: a form of 100 pages has some 3 MB.
const PART_MAX: u64 = 32 << 20;

/// An opened template.
pub(super) struct Template<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Template<'a> {
    /// Opens a template and refuses one with macros, or one that calls for something from outside when it is opened.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() as u64 > Limit::FileBytes.most() {
            return Err(wrong(Limit::FileBytes.code()));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error.to_string()))?;
        if archive.len() as u64 > Limit::ZipEntries.most() {
            return Err(wrong(Limit::ZipEntries.code()));
        }
        let mut template = Self { archive };
        let names = template.names();
        if !names.iter().any(|name| name == "word/document.xml") {
            return Err(wrong("word/document.xml"));
        }
        for name in names {
            let lower = name.to_ascii_lowercase();
            if lower.ends_with("vbaproject.bin") || lower.contains("activex") || lower.contains("..") {
                return Err(wrong(&name));
            }
            if lower.ends_with(".rels") {
                for node in &template.nodes(&name)? {
                    local(node)?;
                }
            }
        }
        Ok(template)
    }

    fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.to_string())).collect()
    }

    /// The parts that hold text.
    pub(super) fn texts(&self) -> Vec<String> {
        let kinds = ["document", "header", "footer", "footnotes", "endnotes"];
        let mut names = self.names();
        names.retain(|name| {
            let part = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
            part.is_some_and(|part| kinds.contains(&part.trim_end_matches(|c: char| c.is_ascii_digit())))
        });
        names.sort();
        names
    }

    /// A part as a tree.
    pub(super) fn nodes(&mut self, name: &str) -> Result<Vec<Node>, Error> {
        let entry = self.archive.by_name(name).map_err(|error| wrong(&error.to_string()))?;
        let mut bytes = Vec::new();
        entry.take(PART_MAX + 1).read_to_end(&mut bytes).map_err(|error| wrong(&error.to_string()))?;
        if bytes.len() as u64 > PART_MAX {
            return Err(wrong(Limit::UnpackedBytes.code()));
        }
        let text = String::from_utf8(bytes).map_err(|_| wrong(name))?;
        parsed(text.trim_start_matches('\u{feff}'))
    }

    /// The file with these parts in the place of its own; the others stay packed.
    pub(super) fn with(mut self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Error> {
        let bad = |error: zip::result::ZipError| Error::Write(error.to_string());
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at).map_err(bad)?;
            let name = entry.name().map_err(|_| wrong("zip"))?.to_string();
            match parts.get(&name) {
                Some(part) => {
                    drop(entry);
                    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
                    out.start_file(name, options).map_err(bad)?;
                    out.write_all(part.as_bytes()).map_err(|error| Error::Write(error.to_string()))?;
                }
                None => out.raw_copy_file(entry).map_err(bad)?,
            }
        }
        Ok(out.finish().map_err(bad)?.into_inner())
    }
}

/// Refuses a relation that fetches something; a link that a reader may click is no such.
fn local(node: &Node) -> Result<(), Error> {
    if let Node::Element { name, tag, .. } = node
        && name.ends_with("Relationship")
    {
        let told = tag.to_ascii_lowercase();
        let outside = told.contains("external");
        if outside && !told.contains("/hyperlink\"") && !told.contains("/hyperlink'") {
            return Err(wrong(tag.split_once("Target=").map_or(tag.as_str(), |(_, target)| target)));
        }
    }
    node.children().iter().try_for_each(local)
}
