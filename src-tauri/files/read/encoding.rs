//! Which encoding a text file is in, and its text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Error;

/// An encoding in which bureaus' files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// GB 18030, which holds GBK and GB 2312.
    #[serde(rename = "gb18030")]
    Gb18030,
    /// Big5, of Taiwan and Hong Kong.
    #[serde(rename = "big5")]
    Big5,
    /// Windows-1252, of western Europe: what an export of foreign names may be in.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Encoding {
    /// Every one, for a choice by a person.
    pub const ALL: &'static [Self] = &[Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be, Self::Big5, Self::Windows1252];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::Windows1252 => "windows-1252",
        }
    }

    const fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }
}

impl std::fmt::Display for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// As much of a file as the guess looks at: enough for any header and some hundred rows.
const SAMPLE_BYTES: usize = 256 * 1024;

/// The text of a file and the encoding it was read in: the one asked for, or the byte order mark's,
/// or UTF-8 where the bytes are valid, or a guess with Chinese in mind.
///
/// # Errors
/// [`Error::NotText`] where the bytes are no text in that encoding.
pub fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(Cow<'_, str>, Encoding), Error> {
    let encoding = asked.unwrap_or_else(|| guess(bytes));
    let decoder = encoding.decoder();
    let (text, wrong) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == decoder => decoder.decode_without_bom_handling(&bytes[length..]),
        _ => decoder.decode_without_bom_handling(bytes),
    };
    // A NUL is no character of a table: such bytes are another format, or UTF-16 taken for UTF-8.
    if wrong || text.contains('\0') { Err(Error::NotText(encoding)) } else { Ok((text, encoding)) }
}

fn guess(bytes: &[u8]) -> Encoding {
    if let Some((marked, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return match marked {
            marked if marked == encoding_rs::UTF_16LE => Encoding::Utf16Le,
            marked if marked == encoding_rs::UTF_16BE => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        };
    }
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    let found = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    let readable =
        |encoding: &'static encoding_rs::Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    match found {
        found if found == encoding_rs::BIG5 && readable(encoding_rs::BIG5) => Encoding::Big5,
        // A western guess is believed only where the bytes cannot be Chinese.
        found if found == encoding_rs::WINDOWS_1252 && !readable(encoding_rs::GB18030) => Encoding::Windows1252,
        _ => Encoding::Gb18030,
    }
}

/// UTF-16 without its mark: commas and line ends leave NULs on one side of the pairs.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    // One NUL among bytes is damage; in UTF-16 at least a tenth of a table's characters are ASCII.
    let few = (sample.len() / 20).max(2);
    match () {
        () if odd >= few && even == 0 => Some(Encoding::Utf16Le),
        () if even >= few && odd == 0 => Some(Encoding::Utf16Be),
        () => None,
    }
}
