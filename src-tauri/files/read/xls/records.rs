//! The records of a workbook's stream (MS-XLS 2.1.4), and texts that go on from one into the next.

use encoding_rs::Encoding;

use super::super::Error;

/// What goes on with the record before it.
const CONTINUE: u16 = 0x003c;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// Where it begins in the stream.
    pub(super) at: usize,
    /// What it is.
    pub(super) kind: u16,
    /// What it says.
    pub(super) body: &'a [u8],
}

impl Record<'_> {
    /// The 16 bits at a place.
    pub(super) fn word(&self, at: usize) -> Result<u16, Error> {
        word(self.body, at).ok_or_else(|| short(self.kind))
    }

    /// The 32 bits at a place.
    pub(super) fn long(&self, at: usize) -> Result<u32, Error> {
        Ok(u32::from(self.word(at)?) | u32::from(self.word(at + 2)?) << 16)
    }

    /// The double at a place.
    pub(super) fn double(&self, at: usize) -> Result<f64, Error> {
        Ok(f64::from_bits(u64::from(self.long(at)?) | u64::from(self.long(at + 4)?) << 32))
    }

    /// The byte at a place.
    pub(super) fn byte(&self, at: usize) -> Result<u8, Error> {
        self.body.get(at).copied().ok_or_else(|| short(self.kind))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

pub(super) fn short(kind: u16) -> Error {
    Error::Damaged(format!("xls: record {kind:#06x}"))
}

/// The records from a place on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) const fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; a stream that ends before the record that says so is cut short.
    pub(super) fn next(&mut self) -> Result<Record<'a>, Error> {
        let cut = || Error::Damaged("xls: cut short".to_owned());
        let kind = word(self.stream, self.at).ok_or_else(cut)?;
        let length = usize::from(word(self.stream, self.at + 2).ok_or_else(cut)?);
        let body = self.stream.get(self.at + 4..self.at + 4 + length).ok_or_else(cut)?;
        let record = Record { at: self.at, kind, body };
        self.at += 4 + length;
        Ok(record)
    }

    /// What goes on with the record just read.
    fn continued(&mut self) -> Option<&'a [u8]> {
        if word(self.stream, self.at) != Some(CONTINUE) {
            return None;
        }
        self.next().ok().map(|record| record.body)
    }
}

/// How a workbook writes its texts.
#[derive(Clone, Copy)]
pub(super) enum Writing {
    /// In UTF-16, or a byte where all of them are below U+0100 (BIFF8).
    Unicode,
    /// In bytes of this encoding (BIFF5).
    Bytes(&'static Encoding),
}

/// Texts of a record and of those that go on with it.
pub(super) struct Texts<'a, 'r> {
    records: &'r mut Records<'a>,
    piece: &'a [u8],
    writing: Writing,
    units: Vec<u16>,
}

impl<'a, 'r> Texts<'a, 'r> {
    /// From a place of the record that `records` just gave.
    pub(super) fn new(records: &'r mut Records<'a>, record: Record<'a>, from: usize, writing: Writing) -> Self {
        Self { records, piece: record.body.get(from..).unwrap_or_default(), writing, units: Vec::new() }
    }

    /// The next text with its length in 16 bits; nothing where there is no more.
    pub(super) fn text(&mut self) -> Option<String> {
        if self.piece.is_empty() {
            self.piece = self.records.continued()?;
        }
        let length = usize::from(word(self.piece, 0)?);
        self.piece = &self.piece[2..];
        self.of(length)
    }

    /// The next text with its length in 8 bits.
    pub(super) fn short_text(&mut self) -> Option<String> {
        let (length, rest) = self.piece.split_first()?;
        self.piece = rest;
        self.of(usize::from(*length))
    }

    fn of(&mut self, length: usize) -> Option<String> {
        match self.writing {
            Writing::Bytes(encoding) => {
                let bytes = self.piece.get(..length)?;
                self.piece = &self.piece[length..];
                Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
            }
            Writing::Unicode => self.unicode(length),
        }
    }

    fn unicode(&mut self, length: usize) -> Option<String> {
        let (flags, rest) = self.piece.split_first()?;
        self.piece = rest;
        // What stands behind the characters: runs of fonts of 4 bytes, and how they are spoken.
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += 4 * usize::from(word(self.piece, 0)?);
            self.piece = &self.piece[2..];
        }
        if flags & 4 != 0 {
            let (low, high) = (word(self.piece, 0)?, word(self.piece, 2)?);
            behind += usize::from(low) | usize::from(high) << 16;
            self.piece = &self.piece[4..];
        }
        self.units.clear();
        let mut wide = flags & 1 != 0;
        while self.units.len() < length {
            if self.piece.is_empty() {
                // The rest stands in the next record, behind a byte that says anew how wide it is.
                let (flags, rest) = self.records.continued()?.split_first()?;
                (self.piece, wide) = (rest, flags & 1 != 0);
            }
            let left = length - self.units.len();
            let width = if wide { 2 } else { 1 };
            let take = left.min(self.piece.len() / width);
            if take == 0 && !self.piece.is_empty() {
                return None;
            }
            let (own, rest) = self.piece.split_at(take * width);
            match wide {
                true => self.units.extend(own.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))),
                false => self.units.extend(own.iter().copied().map(u16::from)),
            }
            self.piece = rest;
        }
        while behind > 0 {
            if self.piece.is_empty() {
                self.piece = self.records.continued()?;
            }
            let skip = behind.min(self.piece.len());
            if skip == 0 {
                return None;
            }
            (self.piece, behind) = (&self.piece[skip..], behind - skip);
        }
        Some(char::decode_utf16(self.units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
