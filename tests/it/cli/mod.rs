//! Stories on the command line: what scripts and other programs rely on, told through the built program.

mod doubts;
mod example;
mod keeping;
mod outside;
mod workflow;
mod years;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use daowei_tests::PASSPHRASE;
use serde_json::Value;

/// What a run of the program left.
pub(super) struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A folder with a store in it, and the program beside it.
pub(super) struct Desk {
    folder: tempfile::TempDir,
    /// The day that every verb takes for today.
    pub today: &'static str,
}

impl Desk {
    /// A bureau with the zones 高新区 (counts) and 邻区, and a user of each rank, all with [`PASSPHRASE`].
    pub fn new(today: &'static str) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder"), today };
        let made = desk.done("admin", &["init", "--zone", "高新区"]);
        assert_eq!(made["users"], serde_json::json!(["admin"]));
        for (name, role) in [("小李", "officer"), ("科长", "section_head"), ("副局长", "deputy_director"), ("访客", "readonly")]
        {
            assert!(desk.done("admin", &["user", "add", name, "--role", role])["id"].is_string());
        }
        assert!(desk.done("admin", &["zone", "add", "邻区"])["id"].is_string());
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The store's folder.
    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// Writes a file and gives its path as text.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        path.display().to_string()
    }

    /// The program, not yet started, with this environment alone.
    pub fn program(&self, passphrase: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cli"));
        command.env_clear().env("DAOWEI_PASSPHRASE", passphrase).env("DAOWEI_NEW_PASSPHRASE", PASSPHRASE);
        command.stdin(Stdio::null()).current_dir(self.folder.path());
        command
    }

    /// Runs it as a user on the store.
    pub fn run(&self, user: &str, args: &[&str]) -> Ran {
        ran(self.program(PASSPHRASE).args(["--store", "store", "--as", user, "--today", self.today]).args(args))
    }

    /// A verb that must be done: its JSON, which is all that standard output holds.
    pub fn done(&self, user: &str, args: &[&str]) -> Value {
        let ran = self.run(user, &[args, &["--json"]].concat());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}: {}", ran.out);
        assert_eq!(ran.out.trim_end().lines().count(), 1, "{args:?}: one document: {}", ran.out);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", ran.out))
    }

    /// A verb that must be refused with exit status 1 and this code; the sentence on standard error.
    pub fn refused(&self, user: &str, args: &[&str], code: &str) -> String {
        let before = self.dump();
        let ran = self.run(user, &[args, &["--json"]].concat());
        assert_eq!(ran.status, 1, "{args:?}: {} {}", ran.out, ran.err);
        let said: Value = serde_json::from_str(&ran.out).expect("a document");
        assert_eq!(said["error"]["code"], code, "{args:?}: {}", ran.err);
        assert_eq!(said["error"]["message"], ran.err.trim_end(), "the same sentence");
        assert_eq!(ran.err.lines().count(), 1, "one line a problem: {}", ran.err);
        assert_eq!(self.dump(), before, "{args:?}: nothing changed");
        ran.err
    }

    /// Imports a canonical file whose every row makes a record; the import's id.
    pub fn import(&self, user: &str, kind: &str, content: &str, options: &[&str]) -> String {
        let file = self.file("in.csv", content);
        let done = self.done(user, &[&["import", &file, "--kind", kind], options].concat());
        let rows = content.lines().count() - 1;
        assert_eq!((&done["rows"], &done["created"]), (&rows.into(), &rows.into()), "{kind}: {done}");
        done["import_id"].as_str().expect("an id").to_owned()
    }

    /// The whole content.
    pub fn dump(&self) -> String {
        let ran = self.run("admin", &["dump"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    }
}

/// Starts a program and waits for it.
pub(super) fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code().expect("an exit status"), out: text(output.stdout), err: text(output.stderr) }
}
