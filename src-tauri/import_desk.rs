//! The one file that is on its way in while the window is open: the desk it lies on, the plan that was made last,
//! and how far the work is. Each has a lock of its own, so that rows are shown and progress is told while a plan is
//! made or rows are written.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use daowei_files::import::desk::Desk;
use daowei_files::import::planned::Planned;
use daowei_files::import::run::Watch;

use crate::ipc::{Failure, IpcResult};

/// What is on its way in.
#[derive(Debug, Default)]
pub struct Imports {
    desk: Mutex<Option<Desk>>,
    planned: Mutex<Option<Arc<Planned>>>,
    watch: Mutex<Arc<Watch>>,
}

impl Imports {
    /// Begins a step that can be watched and stopped.
    pub fn begin(&self) -> Arc<Watch> {
        let watch = Arc::new(Watch::default());
        *lock(&self.watch) = Arc::clone(&watch);
        watch
    }

    /// Rows done, and rows there are, of the step under way or the last one.
    pub fn progress(&self) -> (u32, u32) {
        lock(&self.watch).progress()
    }

    /// Stops the step under way.
    pub fn cancel(&self) {
        lock(&self.watch).cancel();
    }

    /// Puts a file on the desk in place of the last one.
    pub fn put(&self, desk: Desk) {
        *lock(&self.desk) = Some(desk);
        *lock(&self.planned) = None;
    }

    /// Works on the file that lies on the desk.
    ///
    /// # Errors
    /// `import-none` where none does; what `act` says.
    pub fn with<T>(&self, act: impl FnOnce(&mut Desk) -> IpcResult<T>) -> IpcResult<T> {
        act(lock(&self.desk).as_mut().ok_or_else(|| Failure::of("import-none"))?)
    }

    /// Keeps a plan to be looked at.
    pub fn keep(&self, planned: Planned) -> Arc<Planned> {
        let planned = Arc::new(planned);
        *lock(&self.planned) = Some(Arc::clone(&planned));
        planned
    }

    /// The plan that was made last.
    ///
    /// # Errors
    /// `import-none` where none was.
    pub fn planned(&self) -> IpcResult<Arc<Planned>> {
        lock(&self.planned).clone().ok_or_else(|| Failure::of("import-none"))
    }

    /// Clears the desk; a step under way is stopped.
    pub fn leave(&self) {
        self.cancel();
        *lock(&self.planned) = None;
        *lock(&self.desk) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
