//! Reading files from outside in a process of their own.
//!
//! The same program is started again with [`ARGUMENT`]; it takes the options and the bytes on its
//! standard input and answers cells on its standard output ([`wire`]). It has no key, no store, an
//! empty environment, bounded memory and bounded time: whatever a crafted file does, it does there.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::limits::{Bounded, Limit};
use super::{Error, Options, Workbook, wire};

/// The hidden argument that makes the program a reader: before anything else, `main` asks for it
/// and calls [`serve`].
pub const ARGUMENT: &str = "--read-file";

/// How long a reader may take. The largest file the limits allow took under 10 s here.
pub const TIME_LIMIT: Duration = Duration::from_secs(25);

/// How much memory a reader may take beyond what the bare program maps.
pub const MEMORY_LIMIT_BYTES: u64 = 400 << 20;

/// What the pipes carry at once.
const CHUNK_BYTES: usize = 256 * 1024;

/// Answers one file: options as a JSON line and then the file's bytes on `input`, cells on `output`.
///
/// Bounds its own memory first. To be called by `main`, before any other thread runs.
///
/// # Errors
/// [`Error::Io`] where the pipes fail; what is wrong with the file is answered, not returned.
pub fn serve(input: impl Read, output: impl Write) -> Result<(), Error> {
    bound_memory();
    let mut input = BufReader::new(input);
    let mut options = Vec::new();
    input.by_ref().take(64 * 1024).read_until(b'\n', &mut options).map_err(io)?;
    let options: Options = serde_json::from_slice(&options).map_err(|error| Error::Io(error.to_string()))?;
    let mut bytes = Vec::new();
    input.take(Limit::FileBytes.most() + 1).read_to_end(&mut bytes).map_err(io)?;
    let mut writer = wire::Writer::new(BufWriter::with_capacity(CHUNK_BYTES, output));
    let read = super::read_into(bytes, &options, &mut Bounded::new(&mut writer));
    writer.finish(read)
}

fn io(error: std::io::Error) -> Error {
    Error::Io(error.to_string())
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
        tracing::warn!(code = error.raw_os_error(), "reading without a bound on memory");
    }
}

/// Elsewhere the limits of [`Limit`] alone bound the memory.
#[cfg(not(target_os = "linux"))]
const fn bound_memory() {}

/// What a child read: the cells, and the SHA-256 of the bytes it was given.
pub type Answered = (Workbook, [u8; 32]);

/// Reads the file at `path` in a child process of `program` (this program, or its command line).
///
/// `cancelled`, where given, ends the child within a tenth of a second of becoming true.
///
/// # Errors
/// Every [`Error`]; [`Error::Exhausted`] where the child used up its time or memory.
pub fn read_file(path: &Path, program: &Path, options: &Options, cancelled: Option<&AtomicBool>) -> Result<Answered, Error> {
    let file = std::fs::File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.len() > Limit::FileBytes.most() {
        return Err(Error::too_much(Limit::FileBytes));
    }
    // The file goes through in pieces: this process never holds it whole.
    read_from(file, program, options, cancelled)
}

/// As [`read_file`], for bytes already at hand.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(bytes: Vec<u8>, program: &Path, options: &Options, cancelled: Option<&AtomicBool>) -> Result<Answered, Error> {
    if bytes.len() as u64 > Limit::FileBytes.most() {
        return Err(Error::too_much(Limit::FileBytes));
    }
    read_from(std::io::Cursor::new(bytes), program, options, cancelled)
}

fn read_from(
    from: impl Read + Send + 'static,
    program: &Path,
    options: &Options,
    cancelled: Option<&AtomicBool>,
) -> Result<Answered, Error> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(io)?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(Error::Io("no pipe".to_owned()));
    };
    let first = [serde_json::to_vec(options).map_err(|error| Error::Io(error.to_string()))?, b"\n".to_vec()].concat();
    let feeding = std::thread::spawn(move || feed(from, input, &first));
    let (done, answer) = mpsc::channel();
    std::thread::spawn(move || drop(done.send(wire::collect(BufReader::with_capacity(CHUNK_BYTES, output)))));
    let read = loop {
        match answer.recv_timeout(Duration::from_millis(50)) {
            Ok(read) => break read,
            Err(mpsc::RecvTimeoutError::Disconnected) => break Err(Error::Exhausted("no answer".to_owned())),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        if cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            break Err(Error::Exhausted("cancelled".to_owned()));
        }
        if started.elapsed() >= TIME_LIMIT {
            break Err(Error::Exhausted(format!("{} s", TIME_LIMIT.as_secs())));
        }
    };
    end(&mut child);
    let workbook = read?;
    let sha256 = feeding.join().map_err(|_| Error::Io("no file".to_owned()))??;
    Ok((workbook, sha256))
}

/// Sends the options and the file, and answers the file's hash.
fn feed(mut from: impl Read, mut to: impl Write, first: &[u8]) -> Result<[u8; 32], Error> {
    let mut hash = Sha256::new();
    // A child that refuses the file closes the pipe early; its answer says why, and the hash goes on.
    let mut open = to.write_all(first).is_ok();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut sent = 0;
    loop {
        let length = from.read(&mut chunk).map_err(io)?;
        if length == 0 {
            return Ok(hash.finalize().into());
        }
        super::limits::count(&mut sent, length as u64, Limit::FileBytes)?;
        hash.update(&chunk[..length]);
        open = open && to.write_all(&chunk[..length]).is_ok();
    }
}

/// Ends a child whatever it does, and takes its leave so that no dead process stays behind.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}
