//! Faults of hallway itself: a panic that the library catches prints nothing, any other ends the command with one line.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, anyhow};

/// The last panic: where, and what it said.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs `work`; a panic in it becomes an error.
pub(crate) fn told<R>(work: impl FnOnce() -> Result<R>) -> Result<R> {
    set_hook(Box::new(|panic| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string().replace('\n', " ");
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        Err(anyhow!("a fault of hallway itself: {}; please report it", super::plain::plain(&last)))
    })
}
