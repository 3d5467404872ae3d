//! A close, a verification and a reversal that are killed on the way, or for which the disk is too small: afterwards all of it
//! is there or nothing, what was acknowledged is there, and `verify` is green.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use daowei_core::store::{Access, Store};
use daowei_tests::{PASSPHRASE, machine};

use crate::store::whole::whole;

/// The acts, and which of them is tried how often.
const ACTS: [&str; 3] = ["close", "verify", "reverse"];
/// Moments between the beginning and the end of an act at which it is killed.
const KILLS: u32 = 24;

/// How many rows each table has, and how many lines are verified and editions locked: each act changes several of them.
type Facts = BTreeMap<String, i64>;

/// What a store holds once it opens and verifies.
fn facts(folder: &Path) -> Facts {
    let store = Store::open(folder, "审核", PASSPHRASE, machine(12), Access::Write).expect("it opens afterwards");
    let found = store.verify().expect("asked");
    assert!(found.ok, "{:?}", found.checks);
    let conn = store.conn();
    let tables = "SELECT tables.name FROM pragma_table_list AS tables
                  WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.strict = 1
                    AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name) AS columns WHERE columns.name = 'id')";
    let mut statement = conn.prepare(tables).expect("sql");
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).expect("tables").collect::<Result<_, _>>().expect("tables");
    let count = |what: &str| conn.query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get(0)).expect("a count");
    let mut facts: Facts = names.iter().map(|name| (name.clone(), count(name))).collect();
    for what in ["fund WHERE status = 'VERIFIED'", "edition WHERE locked = 1", "journal_entry"] {
        facts.insert(what.to_owned(), count(what));
    }
    facts
}

/// A folder with the bureau of `whole` in it, written through.
fn bureau() -> (tempfile::TempDir, PathBuf) {
    let bureau = whole();
    bureau.store.conn().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
    let folder = bureau.folder;
    drop(bureau.store);
    let store = folder.path().join("store");
    (folder, store)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A worker at a store.
struct Worker {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        Self { child, lines }
    }

    /// What it says next; nothing where it is gone.
    fn heard(&mut self) -> Option<String> {
        self.lines.next().and_then(Result::ok)
    }

    fn go(&mut self) {
        // One that was refused at the door no longer listens.
        let _ = self.child.stdin.take().expect("its input").write_all(b"go\n");
    }

    fn kill(mut self) -> Option<String> {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it is gone");
        self.heard()
    }
}

fn worker(folder: &Path, act: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
    command.arg(folder).arg(act);
    command
}

/// What the act leaves when nothing stands in its way, and how long it takes.
fn undisturbed(pristine: &Path, folder: &Path, act: &str) -> (Facts, Duration) {
    copy(pristine, folder);
    let mut worker = Worker::start(worker(folder, act));
    assert_eq!(worker.heard().as_deref(), Some("ready"));
    let begun = Instant::now();
    worker.go();
    assert_eq!(worker.heard().as_deref(), Some("done"), "{act}");
    let took = begun.elapsed();
    worker.child.wait().expect("it ends");
    (facts(folder), took)
}

#[test]
fn what_is_killed_on_the_way_is_done_whole_or_not_at_all() {
    let (folder, pristine) = bureau();
    let before = facts(&pristine);
    for act in ACTS {
        let (after, took) = undisturbed(&pristine, &folder.path().join(act), act);
        assert_ne!(before, after, "{act} changes something");
        let (mut none, mut all) = (0, 0);
        for kill in 0..=KILLS {
            let store = folder.path().join(format!("{act}-{kill}"));
            copy(&pristine, &store);
            let mut worker = Worker::start(worker(&store, act));
            assert_eq!(worker.heard().as_deref(), Some("ready"));
            // The first never begins, the last is heard to the end; those between die ever later.
            if kill > 0 {
                worker.go();
                std::thread::sleep(took * (kill - 1) / (KILLS - 2));
            }
            let heard = if kill == KILLS { worker.heard() } else { None };
            let acknowledged = heard.or_else(|| worker_end(worker)).is_some_and(|line| line == "done");
            let found = facts(&store);
            assert!(found == before || found == after, "{act}, kill {kill}: half of it: {found:?}");
            assert!(!acknowledged || found == after, "{act}, kill {kill}: acknowledged and lost");
            none += u32::from(found == before);
            all += u32::from(found == after);
            std::fs::remove_dir_all(&store).expect("room for the next");
        }
        assert!(none > 0 && all > 0, "{act}: {none} times nothing, {all} times all");
    }
}

fn worker_end(worker: Worker) -> Option<String> {
    worker.kill()
}

/// Runs an act where not all of it may have room: what it said last, and the store afterwards is checked by `check`.
fn squeezed(command: Command) -> String {
    let mut worker = Worker::start(command);
    let mut last = worker.heard();
    if last.as_deref() == Some("ready") {
        worker.go();
        last = worker.heard();
    }
    worker.child.wait().expect("it ends");
    last.unwrap_or_default()
}

fn judged(act: &str, room: u64, said: &str, found: &Facts, before: &Facts, after: &Facts) -> bool {
    let whole = if said == "done" { after } else { before };
    assert!(said == "done" || said.starts_with("refused "), "{act}, {room} KiB: {said:?}");
    assert_eq!(found, whole, "{act}, {room} KiB: {said}");
    said == "done"
}

/// No file of the process may grow past a limit, as on a disk that is full: for anyone, on any disk.
#[test]
fn what_has_no_room_to_be_written_is_refused_whole() {
    let (folder, pristine) = bureau();
    let before = facts(&pristine);
    for act in ACTS {
        let (after, _) = undisturbed(&pristine, &folder.path().join(act), act);
        let (mut refused, mut done) = (0, 0);
        for blocks in (0..12).map(|step| 64 << step) {
            let store = folder.path().join(format!("{act}-{blocks}"));
            copy(&pristine, &store);
            // The signal that comes with the limit is ignored, so that the write fails as it does on a full disk.
            let mut command = Command::new("sh");
            command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\" && exec \"$@\"", &blocks.to_string()]);
            command.arg(env!("CARGO_BIN_EXE_worker")).arg(&store).arg(act);
            let said = squeezed(command);
            let was_done = judged(act, blocks / 2, &said, &facts(&store), &before, &after);
            (refused, done) = (refused + u32::from(!was_done), done + u32::from(was_done));
            std::fs::remove_dir_all(&store).expect("room for the next");
        }
        assert!(refused > 0 && done > 0, "{act}: {refused} times refused, {done} times done");
    }
}

/// A disk in memory, taken down with this.
struct Small(PathBuf);

impl Small {
    /// None where the user may not mount one.
    fn mounted(at: PathBuf, kib: u64) -> Option<Self> {
        std::fs::create_dir_all(&at).expect("a folder");
        let size = format!("size={kib}k");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).stderr(Stdio::null()).status();
        made.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    fn grow(&self) {
        let grown = Command::new("mount").args(["-o", "remount,size=64m"]).arg(&self.0).status().expect("mount");
        assert!(grown.success());
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// The same on a disk that is really full; where the user may not mount one, the limit above stands for it.
#[test]
fn on_a_full_disk_an_act_is_refused_whole() {
    let (folder, pristine) = bureau();
    let before = facts(&pristine);
    let Some(_) = Small::mounted(folder.path().join("may"), 64) else { return };
    let bytes: u64 = bytes_in(&pristine);
    for act in ACTS {
        let (after, _) = undisturbed(&pristine, &folder.path().join(act), act);
        let (mut refused, mut done) = (0, 0);
        for room in [0, 24, 40, 64, 96, 128, 192, 256, 384, 1024, 4096] {
            let disk = Small::mounted(folder.path().join("disk"), bytes.div_ceil(1024) + room).expect("a small disk");
            let store = disk.0.join("store");
            copy(&pristine, &store);
            let said = squeezed(worker(&store, act));
            disk.grow();
            let was_done = judged(act, room, &said, &facts(&store), &before, &after);
            (refused, done) = (refused + u32::from(!was_done), done + u32::from(was_done));
        }
        assert!(refused > 0 && done > 0, "{act}: {refused} times refused, {done} times done");
    }
}

/// What the files of a folder take in pages.
fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| if path.is_dir() { bytes_in(&path) } else { path.metadata().expect("a file").len().div_ceil(4096) * 4096 })
        .sum()
}
