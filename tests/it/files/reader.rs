//! The reading process: honest files come through it, crafted ones end in it.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use daowei_files::read::child::read_bytes;
use daowei_files::read::limits::Limit;
use daowei_files::read::{Error, Options, Workbook};

fn read(bytes: Vec<u8>, name: &str) -> Result<Workbook, Error> {
    let options = Options { file_name: name.to_owned(), encoding: None };
    read_bytes(bytes, Path::new(env!("CARGO_BIN_EXE_reader")), &options, None).map(|(workbook, _)| workbook)
}

#[test]
fn an_honest_file_comes_through_the_pipe_as_it_is() {
    let mut text = String::from("\u{feff}编码,名称\n");
    for number in 0..5_000 {
        text.push_str(&format!("{number:018},\"第{number}行\n换行\"\n"));
    }
    let options = Options { file_name: "a.csv".to_owned(), encoding: None };
    assert_eq!(read(text.clone().into_bytes(), "a.csv"), daowei_files::read::read(text.into_bytes(), &options));
    assert_eq!(read(b" \n".to_vec(), "a.csv"), Err(Error::Empty));
    assert_eq!(read(b"%PDF".to_vec(), "a.pdf"), Err(Error::Format("pdf".to_owned())));
}

#[test]
fn a_program_that_does_not_answer_is_an_error() {
    let options = Options { file_name: "a.csv".to_owned(), encoding: None };
    let silent = read_bytes(b"a\n1\n".to_vec(), Path::new("/bin/true"), &options, None);
    assert!(matches!(silent, Err(Error::Exhausted(_))), "{silent:?}");
    let missing = read_bytes(b"a\n1\n".to_vec(), Path::new("/nowhere/at/all"), &options, None);
    assert!(matches!(missing, Err(Error::Io(_))), "{missing:?}");
}

/// Whatever reads a file from outside gets the file and nothing else: no environment, no open file of the program's,
/// so neither the key nor the store.
#[test]
#[cfg(target_os = "linux")]
fn the_reading_process_gets_no_key_and_no_store() {
    use std::os::unix::fs::PermissionsExt;

    let bureau = daowei_tests::Bureau::new();
    let folder = bureau.folder.path();
    let (spy, report) = (folder.join("spy"), folder.join("report"));
    let script = format!("#!/bin/sh\n{{ /usr/bin/env; /bin/ls -l /proc/$$/fd; echo \"$@\"; }} > '{}'\n", report.display());
    std::fs::write(&spy, script).expect("a script");
    std::fs::set_permissions(&spy, std::fs::Permissions::from_mode(0o700)).expect("it may run");
    let options = Options { file_name: "a.csv".to_owned(), encoding: None };
    assert!(read_bytes(b"a\n1\n".to_vec(), &spy, &options, None).is_err());

    let seen = std::fs::read_to_string(&report).expect("what it saw");
    let names: Vec<&str> = seen.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| ["PWD", "OLDPWD", "SHLVL", "_"].contains(name)), "{seen}");
    // Its own script and what it writes; of the program's files none.
    assert!(!seen.contains(".db") && !seen.contains("keys") && seen.contains("pipe:"), "{seen}");
    drop(bureau);
}

/// A workbook that claims a table of strings of any length, and holds as many as given.
fn strings(claimed: &str, held: usize) -> Vec<u8> {
    let ns = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    let table = format!("<sst {ns} uniqueCount=\"{claimed}\">{}</sst>", "<si><t>x</t></si>".repeat(held));
    zip_of(&[("xl/sharedStrings.xml", &table)])
}

fn zip_of(extra: &[(&str, &str)]) -> Vec<u8> {
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let ns = format!(r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{rel}""#);
    let parts = [
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        ("xl/workbook.xml", format!(r#"<workbook {ns}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#)),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet {ns}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = parts.iter().map(|(name, body)| (*name, body.as_str()));
    for (name, body) in parts.chain(extra.iter().copied()) {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(body.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn crafted_files_end_in_the_reader_with_a_clear_error() {
    let started = Instant::now();
    // A claim of 10¹⁸ strings makes some readers reserve memory that no machine has; here it is not believed.
    let claimed = read(strings("1000000000000000000", 1), "a.xlsx");
    assert!(claimed.is_ok(), "{claimed:?}");
    let many = read(strings("200000", 200_000), "a.xlsx");
    assert!(many.is_ok(), "many short strings are within bounds: {many:?}");
    let one_line = read(vec![b'x'; 90 << 20], "a.csv");
    assert_eq!(one_line, Err(Error::TooMuch { what: Limit::CellBytes, most: Limit::CellBytes.most() }));
    let nul = read(b"a,b\n1,\0\n".to_vec(), "a.csv");
    assert!(matches!(nul, Err(Error::NotText(_))), "{nul:?}");
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn a_person_may_stop_it() {
    let cancelled = AtomicBool::new(true);
    let options = Options { file_name: "a.csv".to_owned(), encoding: None };
    let mut text = b"a,b\n".to_vec();
    text.extend(b"1,2\n".repeat(1 << 20));
    let started = Instant::now();
    let stopped = read_bytes(text, Path::new(env!("CARGO_BIN_EXE_reader")), &options, Some(&cancelled));
    assert!(stopped.is_err() && cancelled.load(Ordering::Relaxed));
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}
