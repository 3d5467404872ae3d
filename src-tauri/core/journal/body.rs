//! How the bodies of entries are written: a row at a time, as it changes, so that an action on many rows holds no images
//! of them. A full body is hashed and packed on a thread of its own while the action goes on.

use std::fmt::Write as _;
use std::thread::JoinHandle;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::capture::Table;
use super::{BODY_BYTES_MAX, hex};
use crate::domain::Id;
use crate::error::{Error, Result};

/// A body of as many bytes is kept packed: more than a page. What a person does by hand stays plain.
const PACKED_FROM: usize = 8 * 1024;

/// A row's values by the places of its columns.
pub type Values<'v> = &'v dyn Fn(usize) -> ValueRef<'v>;

/// The body of one entry.
#[derive(Debug, Default)]
pub struct Body {
    /// Its text; empty where it is packed.
    pub text: String,
    /// Its text packed, where that is long.
    pub packed: Option<Vec<u8>>,
    /// The SHA-256 of what is kept: of the text, or of its packed bytes.
    pub sha256: [u8; 32],
    /// The rows it tells of, in its order; one that was changed twice stands twice.
    pub rows: Vec<Id>,
}

impl Body {
    /// Packed where it is long, and hashed as it is kept.
    fn settled(self) -> Self {
        if self.text.len() < PACKED_FROM {
            let sha256 = Sha256::digest(&self.text).into();
            return Self { sha256, ..self };
        }
        let packed = lz4_flex::compress_prepend_size(self.text.as_bytes());
        let sha256 = Sha256::digest(&packed).into();
        Self { text: String::new(), packed: Some(packed), sha256, rows: self.rows }
    }
}

/// The text of a body in a row of the journal, from its columns `body` and `packed`.
///
/// # Errors
/// [`Error::ChainBroken`] where what is packed is none of ours.
pub fn text_in(row: &Row<'_>) -> Result<String> {
    let Some(packed) = row.get_ref("packed")?.as_blob_or_null().map_err(rusqlite::Error::from)? else {
        return Ok(row.get("body")?);
    };
    unpack(packed).ok_or_else(|| Error::ChainBroken { entry: row.get::<_, i64>("entry_no").unwrap_or(0).to_string() })
}

/// The text that was packed; none where the bytes are no packed text.
fn unpack(packed: &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(packed.get(..4)?.try_into().ok()?) as usize;
    // A byte stands for 255 at most: a length beyond that is no reason to ask for so much memory.
    if length > packed.len().saturating_mul(256) {
        return None;
    }
    String::from_utf8(lz4_flex::decompress_size_prepended(packed).ok()?).ok()
}

/// The bodies of a run of entries, each within [`BODY_BYTES_MAX`] unless one row alone is longer.
#[derive(Debug, Default)]
pub struct Bodies {
    full: Vec<JoinHandle<Body>>,
    /// Full ones since [`Bodies::mark`], which may yet be taken back.
    held: Vec<Body>,
    open: Body,
    /// How long the open body's text and rows were when it was marked.
    marked: Option<(usize, usize)>,
    element: String,
}

impl Bodies {
    /// Adds a changed row: `[table, row, after, before]`, of an update only the fields that differ.
    pub fn push(&mut self, table: &Table, row: Id, after: Option<Values<'_>>, before: Option<Values<'_>>) {
        self.element.clear();
        self.element.push('[');
        put_text(&mut self.element, &table.name);
        self.element.push_str(",\"");
        put_id(&mut self.element, row);
        self.element.push('"');
        put_fields(&mut self.element, table, after, before);
        put_fields(&mut self.element, table, before, after);
        self.element.push(']');
        if !self.open.text.is_empty() && self.open.text.len() + self.element.len() + 1 > BODY_BYTES_MAX {
            self.close();
        }
        self.open.text.push(if self.open.text.is_empty() { '[' } else { ',' });
        self.open.text.push_str(&self.element);
        self.open.rows.push(row);
    }

    /// The bodies, in order.
    pub fn finish(mut self) -> Vec<Body> {
        let settled = |body: JoinHandle<Body>| body.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let mut bodies: Vec<Body> = std::mem::take(&mut self.full).into_iter().map(settled).collect();
        let Self { held, mut open, .. } = self;
        bodies.extend(held.into_iter().map(Body::settled));
        if !open.text.is_empty() {
            open.text.push(']');
            bodies.push(open.settled());
        }
        bodies
    }

    fn close(&mut self) {
        let mut body = std::mem::take(&mut self.open);
        body.text.push(']');
        if self.marked.is_some() {
            self.held.push(body);
        } else {
            self.full.push(std::thread::spawn(|| body.settled()));
        }
    }

    /// Remembers where a statement begins that may be refused halfway.
    pub fn mark(&mut self) {
        self.keep();
        self.marked = Some((self.open.text.len(), self.open.rows.len()));
    }

    /// Takes back what was added since the mark: the statement was refused and nothing of it stands.
    pub fn rewind(&mut self) {
        let Some((text, rows)) = self.marked.take() else { return };
        if !self.held.is_empty() {
            self.open = self.held.swap_remove(0);
            self.held.clear();
        }
        self.open.text.truncate(text);
        self.open.rows.truncate(rows);
    }

    /// Forgets the mark: what was added since stands.
    pub fn keep(&mut self) {
        self.marked = None;
        self.full.extend(self.held.drain(..).map(|body| std::thread::spawn(|| body.settled())));
    }
}

/// `,{field: value, …}` of one side, by the fields' names, or `,null` where there is no such side. Without another side
/// what is NULL is left out, with one what is the same.
fn put_fields(out: &mut String, table: &Table, side: Option<Values<'_>>, other: Option<Values<'_>>) {
    let Some(side) = side else { return out.push_str(",null") };
    out.push(',');
    let mut mark = '{';
    for (at, key) in &table.keys {
        let value = side(*at);
        if other.map_or(value == ValueRef::Null, |other| other(*at) == value) {
            continue;
        }
        out.push(mark);
        out.push_str(key);
        put_value(out, value);
        mark = ',';
    }
    out.push_str(if mark == '{' { "{}" } else { "}" });
}

/// A value as the journal writes it: [`super::capture::text_of`] as JSON.
fn put_value(out: &mut String, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => out.push_str("null"),
        ValueRef::Text(text) => put_text(out, &String::from_utf8_lossy(text)),
        // Writing to a String does not fail.
        ValueRef::Integer(integer) => drop(write!(out, "\"{integer}\"")),
        ValueRef::Real(real) => drop(write!(out, "\"{real}\"")),
        ValueRef::Blob(blob) => {
            out.push('"');
            match <[u8; 16]>::try_from(blob) {
                Ok(id) => put_id(out, Id::from_bytes(id)),
                Err(_) => out.push_str(&hex(blob)),
            }
            out.push('"');
        }
    }
}

fn put_id(out: &mut String, id: Id) {
    out.push_str(id.write(&mut Id::buffer()));
}

/// A JSON string.
pub fn put_text(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 0..=0x1f | b'"' | b'\\')) {
        out.push_str(&text[from..at]);
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            other => drop(write!(out, "\\u{other:04x}")),
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_json_writes_them() {
        let all: String = (0..0x250_u32).filter_map(char::from_u32).chain(['到', '\u{2028}', '𠮷']).collect();
        for text in ["", "plain", "\"", "a\\b\nc", all.as_str()] {
            let mut out = String::new();
            put_text(&mut out, text);
            assert_eq!(out, serde_json::to_string(text).unwrap());
        }
    }

    #[test]
    fn a_body_is_closed_before_it_grows_too_long() {
        let keys = vec![(1, "\"text\":".to_owned())];
        let table = Table { name: "t".to_owned(), columns: Vec::new(), keys };
        let long = "x".repeat(BODY_BYTES_MAX / 3);
        let mut bodies = Bodies::default();
        let id = Id::from_parts(1, [0; 10]);
        for _ in 0..7 {
            bodies.push(&table, id, Some(&|_| ValueRef::from(long.as_str())), None);
        }
        bodies.push(&table, id, Some(&|_| ValueRef::from("b")), Some(&|_| ValueRef::from("a")));
        let bodies = bodies.finish();
        assert_eq!(bodies.iter().map(|body| body.rows.len()).sum::<usize>(), 8);
        assert!(bodies.len() > 2);
        let mut last = String::new();
        for body in &bodies {
            last = unpack(body.packed.as_ref().unwrap()).unwrap();
            assert!(body.text.is_empty() && last.len() <= BODY_BYTES_MAX);
            assert_eq!(crate::journal::apply::elements(&last).unwrap().len(), body.rows.len());
            assert_eq!(body.sha256, <[u8; 32]>::from(Sha256::digest(body.packed.as_ref().unwrap())));
        }
        assert!(last.ends_with(r#",{"text":"b"},{"text":"a"}]]"#));
    }

    #[test]
    fn what_was_refused_halfway_is_in_no_body() {
        let table = Table { name: "t".to_owned(), columns: Vec::new(), keys: vec![(1, "\"text\":".to_owned())] };
        let id = Id::from_parts(1, [0; 10]);
        let long = "x".repeat(BODY_BYTES_MAX / 3);
        let texts = |refused: usize| {
            let mut bodies = Bodies::default();
            bodies.push(&table, id, Some(&|_| ValueRef::from("first")), None);
            bodies.mark();
            for _ in 0..refused {
                bodies.push(&table, id, Some(&|_| ValueRef::from(long.as_str())), None);
            }
            bodies.rewind();
            bodies.mark();
            bodies.push(&table, id, Some(&|_| ValueRef::from("second")), None);
            bodies.keep();
            bodies.finish().into_iter().map(|body| (body.text, body.rows.len())).collect::<Vec<_>>()
        };
        assert_eq!(texts(0).iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), [2]);
        for refused in [1, 2, 9] {
            assert_eq!(texts(refused), texts(0));
        }
    }

    #[test]
    fn what_was_not_packed_here_is_not_unpacked() {
        let packed = lz4_flex::compress_prepend_size("到位".repeat(9_000).as_bytes());
        assert_eq!(unpack(&packed).unwrap().chars().count(), 18_000);
        for wrong in [&packed[..3], &packed[..packed.len() - 1], &[255, 255, 255, 255, 0], &[]] {
            assert_eq!(unpack(wrong), None);
        }
    }
}
