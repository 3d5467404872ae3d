//! Reading files from outside in a process of their own.
//!
//! The same program is started again with [`ARGUMENT`]; it takes the options and the bytes on its
//! standard input and answers rows on its standard output. It has no key, no store, an empty
//! environment, bounded memory and bounded time: whatever a crafted file does, it does there.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use super::limits::{Bounded, Limit};
use super::{Error, Options, Workbook, wire};

/// The hidden argument that makes the program a reader: before anything else, `main` asks for it
/// and calls [`serve`].
pub const ARGUMENT: &str = "--read-file";

/// How long a reader may take. The largest file the limits allow took under 10 s here.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How much memory a reader may take beyond what the bare program maps.
pub const MEMORY_LIMIT_BYTES: u64 = 480 << 20;

/// What a line of the answer may hold at most: a row of the widest kind, escaped.
const LINE_BYTES_MAX: u64 = 2 * Limit::TextBytes.most();

/// Answers one file: options as a JSON line and then the file's bytes on `input`, rows on `output`.
///
/// Bounds its own memory first. To be called by `main`, before any other thread runs.
///
/// # Errors
/// [`Error::Io`] where the pipes fail; what is wrong with the file is answered, not returned.
pub fn serve(input: impl Read, output: impl Write) -> Result<(), Error> {
    bound_memory();
    let io = |error: std::io::Error| Error::Io(error.to_string());
    let mut input = BufReader::new(input);
    let mut options = Vec::new();
    input.by_ref().take(64 * 1024).read_until(b'\n', &mut options).map_err(io)?;
    let options: Options = serde_json::from_slice(&options).map_err(|error| Error::Io(error.to_string()))?;
    let mut bytes = Vec::new();
    input.take(Limit::FileBytes.most() + 1).read_to_end(&mut bytes).map_err(io)?;
    let mut writer = wire::Writer::new(BufWriter::with_capacity(256 * 1024, output));
    let read = super::read_into(bytes, &options, &mut Bounded::new(&mut writer));
    writer.finish(read)
}

/// Lets this process map no more than [`MEMORY_LIMIT_BYTES`] beyond what it maps now.
#[cfg(target_os = "linux")]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Pages are 4 KiB wherever the program is built for; a larger page only makes the bound wider.
    let mapped = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|statm| statm.split(' ').next()?.parse::<u64>().ok())
        .map_or(0, |pages| pages * 4096);
    let most = Some(mapped + MEMORY_LIMIT_BYTES);
    if let Err(error) = setrlimit(Resource::As, Rlimit { current: most, maximum: most }) {
        tracing::warn!(%error, "reading without a bound on memory");
    }
}

/// Elsewhere the limits of [`Limit`] alone bound the memory.
#[cfg(not(target_os = "linux"))]
const fn bound_memory() {}

/// Reads the file at `path` in a child process of `program` (this program, or its command line).
///
/// `cancelled`, where given, ends the child within a tenth of a second of becoming true.
///
/// # Errors
/// Every [`Error`]; [`Error::Exhausted`] where the child used up its time or memory.
pub fn read_file(path: &Path, program: &Path, options: &Options, cancelled: Option<&AtomicBool>) -> Result<Workbook, Error> {
    let io = |error: std::io::Error| Error::Io(error.to_string());
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > Limit::FileBytes.most() {
        return Err(Error::too_much(Limit::FileBytes));
    }
    read_bytes(std::fs::read(path).map_err(io)?, program, options, cancelled)
}

/// As [`read_file`], for bytes already at hand.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(bytes: Vec<u8>, program: &Path, options: &Options, cancelled: Option<&AtomicBool>) -> Result<Workbook, Error> {
    let io = |error: std::io::Error| Error::Io(error.to_string());
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(io)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(Error::Io("no pipe".to_owned()));
    };
    let first = serde_json::to_vec(options).map_err(|error| Error::Io(error.to_string()))?;
    std::thread::spawn(move || {
        // A child that refuses the file closes the pipe early; its answer says why.
        drop(input.write_all(&first).and_then(|()| input.write_all(b"\n")).and_then(|()| input.write_all(&bytes)));
    });
    let (done, answer) = mpsc::channel();
    std::thread::spawn(move || drop(done.send(collect(output))));
    let step = Duration::from_millis(100);
    let mut waited = Duration::ZERO;
    let read = loop {
        match answer.recv_timeout(step) {
            Ok(read) => break read,
            Err(mpsc::RecvTimeoutError::Disconnected) => break Err(Error::Exhausted("no answer".to_owned())),
            Err(mpsc::RecvTimeoutError::Timeout) => waited += step,
        }
        if cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            break Err(Error::Exhausted("cancelled".to_owned()));
        }
        if waited >= TIME_LIMIT {
            break Err(Error::Exhausted(format!("{} s", TIME_LIMIT.as_secs())));
        }
    };
    end(&mut child);
    let workbook = read?;
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(Error::Empty) } else { Ok(workbook) }
}

fn collect(output: impl Read) -> Result<Workbook, Error> {
    let mut output = BufReader::with_capacity(256 * 1024, output);
    let mut collector = wire::Collector::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read =
            output.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line).map_err(|error| Error::Io(error.to_string()))?;
        if read == 0 || line.last() != Some(&b'\n') {
            return Err(Error::Exhausted("cut short".to_owned()));
        }
        let line = serde_json::from_slice(&line).map_err(|error| Error::Exhausted(error.to_string()))?;
        match collector.take(line) {
            None => {}
            Some(Ok(())) => return Ok(collector.workbook),
            Some(Err(error)) => return Err(error),
        }
    }
}

/// Ends a child whatever it does, and takes its leave so that no dead process stays behind.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}
