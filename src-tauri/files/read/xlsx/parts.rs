//! What a workbook's sheets refer to: which there are, the number formats, the table of strings.

use quick_xml::events::Event;

use crate::read::Error;
use crate::read::limits::{Limit, count};
use crate::read::package::{Package, add_text, attribute};
use crate::read::serial::{self, Shape};
use crate::read::strings::Strings;

/// The parts of a workbook by the names of their entries.
pub(super) struct Book {
    /// Sheets: the name a person sees, and the entry.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) strings: String,
    pub(super) styles: String,
    pub(super) from_1904: bool,
}

/// A relation: its id, the last word of its type, and the entry it leads to.
type Relation = (String, String, String);

/// The relations of an entry, whose targets are named from its own folder.
fn relations(package: &mut Package, of: &str) -> Result<Vec<Relation>, Error> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let beside = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = Vec::new();
    let Some(mut xml) = package.xml(&beside)? else { return Ok(relations) };
    while let Some(event) = xml.next()? {
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id")?, attribute(tag, "Target")?)
        {
            let what = attribute(tag, "Type")?.unwrap_or_default();
            let what = what.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push((id, what, entry(folder, &target)));
        }
    }
    Ok(relations)
}

/// A target as the name of an entry: from the top where it begins with a slash, `..` going up.
fn entry(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// Which sheets there are, in the order a person sees them.
pub(super) fn book(package: &mut Package) -> Result<Book, Error> {
    let top = relations(package, "")?.into_iter().find(|(_, what, _)| what == "officeDocument");
    let workbook = top.map_or_else(|| "xl/workbook.xml".to_owned(), |(_, _, target)| target);
    let relations = relations(package, &workbook)?;
    let of = |kind: &str, otherwise: &str| {
        relations.iter().find(|(_, what, _)| what == kind).map_or_else(|| otherwise.to_owned(), |(.., target)| target.clone())
    };
    let mut book = Book {
        sheets: Vec::new(),
        strings: of("sharedStrings", "xl/sharedStrings.xml"),
        styles: of("styles", "xl/styles.xml"),
        from_1904: false,
    };
    let Some(mut xml) = package.xml(&workbook)? else { return Err(Error::Damaged(workbook)) };
    let mut sheets = 0;
    while let Some(event) = xml.next()? {
        let (Event::Start(tag) | Event::Empty(tag)) = &event else { continue };
        match tag.local_name().as_ref() {
            "workbookPr" => book.from_1904 = matches!(attribute(tag, "date1904")?.as_deref(), Some("1" | "true")),
            "sheet" => {
                count(&mut sheets, 1, Limit::Sheets)?;
                let (name, id) = (attribute(tag, "name")?.unwrap_or_default(), attribute(tag, "id")?.unwrap_or_default());
                if let Some((_, what, target)) = relations.iter().find(|(known, ..)| *known == id)
                    && what == "worksheet"
                {
                    book.sheets.push((name, target.clone()));
                }
            }
            _ => {}
        }
    }
    Ok(book)
}

/// What each style makes of a number.
pub(super) struct Styles(Vec<Shape>);

impl Styles {
    pub(super) fn read(package: &mut Package, entry: &str) -> Result<Self, Error> {
        let mut written: Vec<(u32, Shape)> = Vec::new();
        let mut shapes = Vec::new();
        let Some(mut xml) = package.xml(entry)? else { return Ok(Self(shapes)) };
        let mut cells = false;
        while let Some(event) = xml.next()? {
            match &event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(tag, "numFmtId")?.and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(tag, "formatCode")?) {
                            written.push((id, serial::format(&code)));
                        }
                    }
                    "cellXfs" => cells = matches!(event, Event::Start(_)),
                    "xf" if cells => {
                        let id = attribute(tag, "numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or(0);
                        let own = written.iter().find(|(known, _)| *known == id);
                        shapes.push(own.map_or_else(|| serial::built_in(id), |(_, shape)| *shape));
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => cells = false,
                _ => {}
            }
        }
        Ok(Self(shapes))
    }

    pub(super) fn shape(&self, style: usize) -> Shape {
        self.0.get(style).copied().unwrap_or_default()
    }
}

/// The table of strings.
pub(super) fn strings(package: &mut Package, entry: &str) -> Result<Strings, Error> {
    let mut strings = Strings::default();
    let Some(mut xml) = package.xml(entry)? else { return Ok(strings) };
    let (mut within, mut phonetic) = (false, false);
    let (mut one, mut scratch) = (String::new(), String::new());
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "si" => one.clear(),
                "rPh" => phonetic = true,
                "t" => within = !phonetic,
                _ => {}
            },
            // A string of nothing still has its place.
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.add("")?,
            Event::End(tag) => match tag.local_name().as_ref() {
                "si" => strings.add(unescaped(&one, &mut scratch))?,
                "rPh" => phonetic = false,
                "t" => within = false,
                _ => {}
            },
            other if within => add_text(other, &mut one)?,
            _ => {}
        }
    }
    Ok(strings)
}

/// A text with `_x000D_` and its kin turned into the characters they stand for (ECMA-376, part 1, 22.9.2.19).
pub(super) fn unescaped<'a>(text: &'a str, scratch: &'a mut String) -> &'a str {
    if !text.contains("_x") {
        return text;
    }
    scratch.clear();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        scratch.push_str(before);
        let hex =
            from.get(2..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()) && from.as_bytes().get(6) == Some(&b'_'));
        match hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                scratch.push(c);
                rest = &from[7..];
            }
            None => {
                scratch.push_str("_x");
                rest = &from[2..];
            }
        }
    }
    scratch.push_str(rest);
    scratch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_targets() {
        let mut scratch = String::new();
        assert_eq!(unescaped("甲_x000D_\n乙_x", &mut scratch), "甲\r\n乙_x");
        assert_eq!(unescaped("_x005F_x000D_", &mut scratch), "_x000D_");
        assert_eq!(entry("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(entry("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(entry("xl", "../xl/./styles.xml"), "xl/styles.xml");
        assert_eq!(entry("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
