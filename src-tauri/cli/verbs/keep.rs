//! Keeping the store: dump, backups, and what an auditor asks.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use daowei_core::audit::{self, Weight};
use daowei_core::error::Error;
use daowei_core::store::{BACKUPS, Check, VAULT, Verification, backup as backups};
use serde_json::Value;

use crate::answer::{Answer, table};
use crate::desk::{Desk, machine};
use crate::failure::{Failure, Result};

/// `dump`: straight to standard output, a line a row.
pub fn dump(desk: &Desk) -> Result<()> {
    let store = desk.read()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let failed = |source| Failure::from(Error::Io { path: "-".to_owned(), source });
    store.dump(&mut out)?;
    out.flush().map_err(failed)
}

/// `backup`: a copy that was opened and checked after it was made.
pub fn backup(desk: &Desk, file: &Path) -> Result<Answer> {
    let store = desk.read()?;
    store.backup_to(file)?;
    // `backup_to` has opened the copy and found file and chain whole; it fails otherwise.
    let check = |name: &str, detail: String| Check { name: name.to_owned(), ok: true, detail };
    let bytes = std::fs::metadata(file).map(|file| file.len()).unwrap_or(0);
    let checks = vec![check("file", bytes.to_string()), check("chain", store.chain()?.entries.to_string())];
    told(desk, &Verification { ok: true, checks })
}

/// `restore`: into a new folder, which becomes a store of its own.
pub fn restore(desk: &Desk, file: &Path) -> Result<Answer> {
    // The store's own backups leave the vault out; it lies beside their folder.
    let own = file.parent().filter(|folder| folder.file_name().is_some_and(|name| name == BACKUPS));
    let vault = own.and_then(Path::parent).map(|store| store.join(VAULT)).filter(|vault| vault.is_dir());
    let passphrase = desk.passphrase()?;
    let store = backups::restore(file, &desk.folder, &desk.user, &passphrase, machine(), vault.as_deref())?;
    told(desk, &store.verify()?)
}

/// `verify`: the file as it was written, then the rulebook's rules over what it holds. A finding that is broken fails; what
/// the rules block or warn of is counted here and told by `audit`.
pub fn verify(desk: &Desk) -> Result<Answer> {
    let store = desk.read()?;
    let mut found = store.verify()?;
    for asked in audit::audit(store.conn(), desk.now.today)? {
        let ok = asked.count == 0 || asked.weight != Weight::Broken;
        let first = if ok { None } else { asked.findings.first().map(|found| super::audit::sentence(desk, found)) };
        let detail = first.unwrap_or_else(|| asked.count.to_string());
        found.checks.push(Check { name: asked.rule.code().to_owned(), ok, detail });
    }
    found.ok = found.checks.iter().all(|check| check.ok);
    told(desk, &found)
}

fn told(desk: &Desk, found: &Verification) -> Result<Answer> {
    let words = &desk.words;
    let rows: Vec<Value> = found.checks.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let named: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut row = row.clone();
            let name = row["name"].as_str().unwrap_or_default().to_owned();
            let rule = ["audit-", &name.to_lowercase()].concat();
            row["name"] = match words.has(&rule) {
                true => [name.as_str(), " ", &words.plain(&rule)].concat().into(),
                false => words.plain(&["cli-check-", &name.replace('_', "-")].concat()).into(),
            };
            row
        })
        .collect();
    let bad = named.iter().filter(|row| row["ok"] == false);
    let problems = bad
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            words.text("cli-check-failed", [("name", text("name")), ("detail", text("detail"))])
        })
        .collect();
    Ok(Answer::new(found, table(words, &["name", "ok", "detail"], &named))?.with_problems(problems, !found.ok))
}
