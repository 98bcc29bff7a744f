//! What happens to the files of a library, as the system tells it: nothing is looked at until something does.
//!
//! Editors save in many steps (a new file, a rename, a backup), so the steps are waited for a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::Result;
use hallway::library::{LINKS_FILE, Library, SETTINGS_FILE};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::screen::advised;

/// An editor's steps of saving follow each other within this time.
const PAUSE: Duration = Duration::from_millis(40);
/// So long is waited for a pause at the most.
const LONGEST: Duration = Duration::from_millis(400);

/// What woke the watch.
pub(super) enum Woken {
    /// Something happened to files.
    Files(notify::Result<notify::Event>),
    /// The person, or the system, wants it to end.
    End,
}

/// What has to be looked at.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) files: BTreeSet<PathBuf>,
    /// A folder came, or events were lost: everything is looked at.
    pub(super) everything: bool,
    pub(super) settings: bool,
    /// links.toml changed, which only publishing cares about.
    pub(super) links: bool,
    pub(super) end: bool,
}

/// Watches the folders of `library`; what happens there is sent to `sender`.
pub(super) fn watcher(library: &Library, sender: Sender<Woken>) -> Result<RecommendedWatcher> {
    let handler = move |event| {
        // The watch has ended: nobody is there to be told.
        let _ = sender.send(Woken::Files(event));
    };
    let mut watcher = notify::recommended_watcher(handler).map_err(refused)?;
    watch_folders(library, &mut watcher)?;
    Ok(watcher)
}

/// Watches the folders that there are now; those that are watched already stay so.
pub(super) fn watch_folders(library: &Library, watcher: &mut RecommendedWatcher) -> Result<()> {
    let root = library.root();
    let folders = [(root.to_owned(), RecursiveMode::NonRecursive)];
    let below = ["notes", "feeds"].map(|folder| (root.join(folder), RecursiveMode::Recursive));
    let there = folders.into_iter().chain(below).filter(|(folder, _)| folder.is_dir());
    there.into_iter().try_for_each(|(folder, mode)| watcher.watch(&folder, mode).map_err(refused))
}

/// The system lets nobody watch without end: what ran out, and what can be done about it.
fn refused(fault: notify::Error) -> anyhow::Error {
    let is_too_many = |refusal: &std::io::Error| refusal.raw_os_error() == Some(24) && cfg!(target_os = "linux");
    match &fault.kind {
        notify::ErrorKind::MaxFilesWatch => raised("the system watches no more folders", "max_user_watches", 524_288),
        notify::ErrorKind::Io(refusal) if is_too_many(refusal) => {
            raised("too many programs watch files already", "max_user_instances", 1_024)
        }
        _ => anyhow::Error::new(fault).context("watching files"),
    }
}

/// `fault`, with the limit that Linux sets and how to set a higher one, `least` or more.
fn raised(fault: &str, limit: &str, least: u64) -> anyhow::Error {
    let known = std::fs::read_to_string(format!("/proc/sys/fs/inotify/{limit}")).ok();
    let known: Option<u64> = known.and_then(|known| known.trim().parse().ok());
    let is = known.map(|known| format!(": fs.inotify.{limit} is {known}")).unwrap_or_default();
    let enough = known.map_or(least, |known| least.max(known.saturating_mul(2)));
    advised(
        format_args!("watching: {fault}{is}"),
        format_args!("`sudo sysctl fs.inotify.{limit}={enough}` raises it; `hallway sync` reads what changed without watching"),
    )
}

/// Sends word when the person types Ctrl-C or the system asks the program to end; the second time it ends at once.
pub(super) fn end_on_signal(sender: Sender<Woken>) {
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            for _ in 0..2 {
                asked_to_end().await;
                if sender.send(Woken::End).is_err() {
                    break;
                }
            }
        });
        std::process::exit(130);
    });
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) else {
        return std::future::pending().await;
    };
    // Whichever comes first.
    std::future::poll_fn(|context| {
        if interrupt.poll_recv(context).is_ready() { std::task::Poll::Ready(()) } else { terminate.poll_recv(context).map(drop) }
    })
    .await;
}

#[cfg(not(unix))]
async fn asked_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Waits until something happens that matters, and for the pause after it.
pub(super) fn wait(library: &Library, woken: &Receiver<Woken>) -> Seen {
    let mut seen = Seen::default();
    while seen.is_nothing() {
        match woken.recv() {
            Ok(event) => seen.take(library, event),
            Err(_) => seen.end = true,
        }
    }
    let began = Instant::now();
    while !seen.end && began.elapsed() < LONGEST {
        match woken.recv_timeout(PAUSE) {
            Ok(event) => seen.take(library, event),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => seen.end = true,
        }
    }
    seen
}

impl Seen {
    /// The files to look at, where not all have to be.
    pub(super) fn only(&self) -> Option<Vec<PathBuf>> {
        (!self.everything && !self.settings).then(|| self.files.iter().cloned().collect())
    }

    fn is_nothing(&self) -> bool {
        self.files.is_empty() && !self.everything && !self.settings && !self.links && !self.end
    }

    fn take(&mut self, library: &Library, woken: Woken) {
        match woken {
            Woken::End => self.end = true,
            Woken::Files(Err(_)) => self.everything = true,
            Woken::Files(Ok(event)) if event.need_rescan() => self.everything = true,
            Woken::Files(Ok(event)) if is_change(&event.kind) => {
                event.paths.iter().for_each(|path| self.take_path(library, path, &event.kind));
            }
            Woken::Files(Ok(_)) => {}
        }
    }

    fn take_path(&mut self, library: &Library, path: &Path, kind: &EventKind) {
        let is_document = library.path_of(path).is_some();
        let is_one_of_two = || ["notes", "feeds"].iter().any(|folder| path == library.root().join(folder));
        if path == library.root().join(SETTINGS_FILE) {
            self.settings = true;
        } else if path == library.root().join(LINKS_FILE) {
            self.links = true;
        } else if is_one_of_two() || is_document && path.is_dir() {
            self.everything |= !matches!(kind, EventKind::Modify(ModifyKind::Metadata(_)));
        } else if is_document {
            self.files.insert(path.to_owned());
        }
    }
}

/// Files that are only opened and read do not change.
fn is_change(kind: &EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if *access != AccessKind::Close(AccessMode::Write))
}
