//! Which encoding a text file is in, and its text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Error;

/// An encoding in which bureaus' files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
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

    /// The encoding with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|encoding| encoding.code() == code.trim().to_ascii_lowercase())
    }

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

/// As much of a file as the guess looks at: enough for any header and some thousand rows.
const SAMPLE_BYTES: usize = 256 * 1024;

/// The encoding a text was read in, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Guess {
    /// The encoding.
    pub encoding: Encoding,
    /// In percent; 100 where a mark, the bytes themselves or a person say it.
    pub certainty: u8,
}

impl Guess {
    const fn sure(encoding: Encoding) -> Self {
        Self { encoding, certainty: 100 }
    }
}

/// The text of a file and the encoding it was read in: the one asked for, or the byte order mark's,
/// or UTF-8 where the bytes are valid, or a guess with Chinese in mind.
///
/// # Errors
/// [`Error::NotText`] where the bytes are no text in that encoding.
pub fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(Cow<'_, str>, Guess), Error> {
    let guess = asked.map_or_else(|| guess(bytes), Guess::sure);
    let decoder = guess.encoding.decoder();
    let bytes = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == decoder => &bytes[length..],
        _ => bytes,
    };
    let bytes = if guess.encoding == Encoding::Utf8 { whole(bytes) } else { bytes };
    let (text, wrong) = decoder.decode_without_bom_handling(bytes);
    // A NUL is no character of a table: such bytes are another format, or UTF-16 taken for UTF-8.
    if wrong || memchr::memchr(0, text.as_bytes()).is_some() { Err(Error::NotText(guess.encoding)) } else { Ok((text, guess)) }
}

/// The bytes without the beginning of a character that a copy by length cut off at the end.
fn whole(bytes: &[u8]) -> &[u8] {
    let lead = bytes.iter().rev().take(3).position(|byte| *byte >= 0xc0);
    match lead {
        Some(behind) => {
            let at = bytes.len() - 1 - behind;
            let needs = match bytes[at] {
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            if behind + 1 < needs { &bytes[..at] } else { bytes }
        }
        None => bytes,
    }
}

fn guess(bytes: &[u8]) -> Guess {
    if let Some((marked, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Guess::sure(match marked {
            marked if marked == encoding_rs::UTF_16LE => Encoding::Utf16Le,
            marked if marked == encoding_rs::UTF_16BE => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        });
    }
    if let Some(wide) = wide(bytes) {
        return Guess { encoding: wide, certainty: 95 };
    }
    let broken = match std::str::from_utf8(whole(bytes)) {
        Ok(_) => return Guess::sure(Encoding::Utf8),
        Err(error) => error.valid_up_to(),
    };
    // Many characters of UTF-8 before the first that is none: a damaged UTF-8, not another encoding.
    let before = bytes[..broken].iter().filter(|byte| **byte >= 0xe0).count();
    if before >= 32 {
        return Guess { encoding: Encoding::Utf8, certainty: 80 };
    }
    chinese(bytes)
}

/// GB 18030, Big5 or a western encoding, by how common the characters would be in each.
fn chinese(bytes: &[u8]) -> Guess {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    // A sample may end within a character.
    let sample =
        if sample.len() < bytes.len() { &sample[..sample.iter().rposition(u8::is_ascii).map_or(0, |at| at + 1)] } else { sample };
    let valid = |encoding: Encoding| encoding.decoder().decode_without_bom_handling_and_without_replacement(sample).is_some();
    let (gb, big5) = (valid(Encoding::Gb18030), valid(Encoding::Big5));
    // Level 1 of GB 2312 and of Big5 hold the characters in daily use.
    let gb_share = share(sample, |lead| (0xb0..=0xd7).contains(&lead), |trail| trail >= 0xa1);
    let big5_share = share(sample, |lead| (0xa4..=0xc6).contains(&lead), |trail| (0x40..=0x7e).contains(&trail) || trail >= 0xa1);
    match (gb, big5) {
        (true, false) => Guess { encoding: Encoding::Gb18030, certainty: if gb_share >= 50 { 99 } else { 70 } },
        (false, true) => Guess { encoding: Encoding::Big5, certainty: if big5_share >= 50 { 95 } else { 60 } },
        (true, true) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, true);
            let other = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
            // Big5's daily characters fill leads that GB 2312 gives to rarer ones; the reverse overlaps more.
            let is_big5 = other == encoding_rs::BIG5 || (gb_share < 60 && big5_share > 90);
            let apart = gb_share.abs_diff(big5_share) / 2;
            let encoding = if is_big5 { Encoding::Big5 } else { Encoding::Gb18030 };
            let agreed = if other == encoding.decoder() { 80 } else { 55 };
            Guess { encoding, certainty: (agreed + apart).min(97) }
        }
        (false, false) => Guess { encoding: Encoding::Windows1252, certainty: 30 },
    }
}

/// Of the pairs whose first byte is no ASCII, how many in a hundred are in the ranges given.
fn share(bytes: &[u8], lead: impl Fn(u8) -> bool, trail: impl Fn(u8) -> bool) -> u8 {
    let (mut pairs, mut daily, mut at) = (0_usize, 0_usize, 0);
    while let [first, second, ..] = bytes[at..] {
        if first < 0x80 {
            at += 1;
            continue;
        }
        pairs += 1;
        daily += usize::from(lead(first) && trail(second));
        at += 2;
    }
    u8::try_from(daily * 100 / pairs.max(1)).unwrap_or(0)
}

/// UTF-16 without its mark: read so, nearly all of it is what a bureau writes, ASCII among it. Text of one byte a character
/// read in pairs has no ASCII, and GB 18030 hardly any Chinese.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let fits = |of: fn([u8; 2]) -> u16| {
        let (mut usual, mut ascii) = (0, 0);
        for pair in sample.chunks_exact(2) {
            match of([pair[0], pair[1]]) {
                0x09 | 0x0a | 0x0d | 0x20..=0x7e => ascii += 1,
                // Latin letters with marks, punctuation and symbols, Chinese, pairs of surrogates, full width.
                0xa0..=0x24f | 0x2000..=0x2bff | 0x3000..=0x303f | 0x3400..=0x9fff | 0xd800..=0xdfff | 0xff00..=0xffef => {
                    usual += 1
                }
                _ => {}
            }
        }
        ascii >= 2 && (usual + ascii) * 40 >= sample.len() * 19
    };
    match (fits(u16::from_le_bytes), fits(u16::from_be_bytes)) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}
