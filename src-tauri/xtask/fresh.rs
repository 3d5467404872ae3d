//! Remembers what succeeded for which inputs, so that nothing is done twice.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use crate::{place::Place, step::Failure};

/// Folders that are made, not written.
const MADE: &[&str] = &["node_modules", "dist", "test-results", ".vite"];

/// A step's inputs as they are now, and where their last success is noted.
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Reads every file under `inputs` (relative to the top of the sources).
    pub fn of(place: &Place, name: &str, inputs: &[&str]) -> Result<Self, Failure> {
        let mut hasher = DefaultHasher::new();
        place.root.hash(&mut hasher);
        for input in inputs {
            hash(&place.root.join(input), &mut hasher)?;
        }
        let file = place.target.join("xtask").join(name);
        Ok(Self { file, now: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the step succeeded for these very inputs.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// Notes that the step succeeded for these inputs.
    pub fn note(&self) -> Result<(), Failure> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(&self.file, &self.now)?)
    }
}

/// Adds a file's name and bytes, or a folder's files in the order of their names. What is not
/// there counts as empty.
fn hash(path: &Path, into: &mut DefaultHasher) -> io::Result<()> {
    if path.is_file() {
        path.hash(into);
        fs::read(path)?.hash(into);
    } else if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            if !MADE.contains(&name.as_ref()) {
                hash(&entry, into)?;
            }
        }
    }
    Ok(())
}
