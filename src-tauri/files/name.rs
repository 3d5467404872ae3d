//! Names of files on the way out: what a person or a foreign file called something is data, and only becomes a name
//! on a disk after it was cleaned.

/// The bytes that a name on the way out has at most, its ending included; every file system in use takes them.
const BYTES_MAX: usize = 120;
/// Names that Windows keeps for devices, whatever ending they have.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
/// Devices of Windows that are numbered.
const NUMBERED: &[&str] = &["com", "lpt"];

/// A name that is safe on a disk: no folder in it, no control or direction character, none that a system keeps for
/// itself, not too long, never empty. The ending stays.
///
/// ```
/// # use daowei_files::name::safe;
/// assert_eq!(safe("../../回单\u{202e}fdp.exe"), "回单fdp.exe");
/// assert_eq!(safe("CON.xlsx"), "_CON.xlsx");
/// ```
#[must_use]
pub fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !unwelcome(*c)).collect();
    let kept = kept.trim().trim_matches('.').trim();
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 16 => (stem.trim_end(), [".", ending].concat()),
        _ => (kept, String::new()),
    };
    let device = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = device.char_indices().nth(3).is_some_and(|(at, _)| {
        NUMBERED.contains(&&device[..at])
            && device[at..].chars().count() == 1
            && device[at..].chars().all(|c| "0123456789¹²³".contains(c))
    });
    let mark = if stem.is_empty() || RESERVED.contains(&device.as_str()) || numbered { "_" } else { "" };
    let room = BYTES_MAX - mark.len() - ending.len();
    let cut = (0..=room.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    [mark, stem[..cut].trim_end(), &ending].concat()
}

/// Characters that separate folders, mean something to a system's shell, or turn what a person reads.
fn unwelcome(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    turns || c.is_control() || "<>:\"|?*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_is_only_a_name() {
        for (name, safe_one) in [
            ("回单.pdf", "回单.pdf"),
            ("..\\..\\Windows\\a.xlsx", "a.xlsx"),
            ("/etc/passwd", "passwd"),
            ("a\u{0}b\r\n.csv", "ab.csv"),
            ("\u{202e}gpj.slip\u{2066}.png", "gpj.slip.png"),
            ("a:b|c?.xls", "abc.xls"),
            ("nul", "_nul"),
            ("Com1.tar.gz", "_Com1.tar.gz"),
            ("com10.txt", "com10.txt"),
            ("...", "_"),
            ("", "_"),
            (" . ", "_"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(safe(name), safe_one, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters_and_keeps_its_ending() {
        let long = ["示".repeat(200), ".xlsx".to_owned()].concat();
        let name = safe(&long);
        assert!(name.len() <= BYTES_MAX && name.ends_with("示.xlsx"), "{name}");
        assert!(safe(&"a".repeat(500)).len() <= BYTES_MAX);
    }

    proptest::proptest! {
        #[test]
        fn no_name_leaves_its_folder(name in proptest::prelude::any::<String>()) {
            let name = safe(&name);
            proptest::prop_assert!(!name.is_empty() && name.len() <= BYTES_MAX && name != "." && name != "..");
            proptest::prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(unwelcome));
            proptest::prop_assert_eq!(&safe(&name), &name);
        }
    }
}
