//! A compound file (MS-CFB, version 3) around one stream: what an .xls of old is on the disk.

const SECTOR: usize = 512;
/// What a stream must have at least, lest it belong into the file's mini stream.
const STREAM_MIN: usize = 4096;
const FREE: u32 = 0xffff_ffff;
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;

/// The file that holds `stream` under `name`.
///
/// # Panics
/// For a stream of more than 6 MiB, whose table of sectors would need one of its own.
#[must_use]
pub fn wrap(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(STREAM_MIN).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    // The table, one sector of names, the stream.
    let tables = (1..=109).find(|tables| tables + 1 + sectors <= tables * SECTOR / 4).expect("a stream of less than 6 MiB");
    let number = |count: usize| u32::try_from(count).expect("a small number");

    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.resize(24, 0);
    for half in [0x3e_u16, 3, 0xfffe, 9, 6] {
        file.extend(half.to_le_bytes());
    }
    file.resize(44, 0);
    for word in [number(tables), number(tables), 0, number(STREAM_MIN), END, 0, END, 0] {
        file.extend(word.to_le_bytes());
    }
    file.extend((0..109).flat_map(|at| if at < tables { number(at) } else { FREE }.to_le_bytes()));

    let mut table: Vec<u32> = vec![TABLE; tables];
    table.push(END);
    table.extend((1..sectors).map(|at| number(tables + 1 + at)).chain([END]));
    table.resize(tables * SECTOR / 4, FREE);
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));

    let first = number(tables + 1);
    file.extend(entry("Root Entry", 5, 1, END, 0));
    file.extend(entry(name, 2, FREE, first, number(stream.len())));
    file.extend(entry("", 0, FREE, 0, 0));
    file.extend(entry("", 0, FREE, 0, 0));
    file.extend(stream);
    file
}

/// A line of the file's names: what it is, its first child, where it begins, its length in bytes.
fn entry(name: &str, kind: u8, child: u32, start: u32, length: u32) -> Vec<u8> {
    let mut line: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let named = if name.is_empty() { 0 } else { u16::try_from(line.len() + 2).expect("a short name") };
    line.resize(64, 0);
    line.extend(named.to_le_bytes());
    line.extend([kind, 1]);
    for word in [FREE, FREE, child] {
        line.extend(word.to_le_bytes());
    }
    line.resize(116, 0);
    line.extend(start.to_le_bytes());
    line.extend(length.to_le_bytes());
    line.resize(128, 0);
    line
}
