//! Text put between tags: whatever it holds, it stays text.

/// A replacement for what XML cannot hold at all.
const LOST: char = '\u{fffd}';

/// The text with markup escaped, good between tags and inside quotes. What no XML may hold (control characters) becomes
/// a replacement character; direction marks and rare characters stay as they are.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_escaped(&mut out, text);
    out
}

/// As [`escaped`], behind what is there already.
pub fn push_escaped(out: &mut String, text: &str) {
    // Figures, dates and tags are plain, and there are a hundred thousand of them in an annex.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(kept(other)),
        }
    }
}

/// The text as it is read back from XML that [`escaped`] wrote.
#[must_use]
pub fn readable(text: &str) -> String {
    text.chars().map(kept).collect()
}

const fn kept(character: char) -> char {
    match character {
        '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}' => character,
        _ => LOST,
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, readable};

    #[test]
    fn markup_is_text_and_what_xml_cannot_hold_is_replaced() {
        assert_eq!(escaped("<b a=\"1\">&amp;</b>"), "&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt;");
        assert_eq!(escaped("a\u{0}\u{1b}\u{ffff}b\r"), "a\u{fffd}\u{fffd}\u{fffd}b\u{fffd}");
        assert_eq!(readable("㛃䶮𬭎\u{202e}\u{1}"), "㛃䶮𬭎\u{202e}\u{fffd}");
    }
}
