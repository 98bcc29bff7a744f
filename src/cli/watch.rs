//! `hallway sync --watch`: each document is read as soon as it is saved.
//!
//! The system tells what happens below notes/ and feeds/; nothing is looked at until it does. Editors save in many steps
//! (a new file, a rename, a backup), so the steps are waited for a moment, and what is there then is read.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use hallway::index::{SyncOptions, SyncReport};
use hallway::library::{LINKS_FILE, Library, SETTINGS_FILE};
use hallway::model::{Note, Records, Takeaway, Talk};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;

use super::only::Posts;
use super::plain::plain;
use super::publish::{Writing, write_combined};
use super::screen::{Screen, advised};
use super::sync::tell_warnings;
use super::words::count;
use super::{Globals, Outcome, library};

const EXAMPLES: &str = "\
Examples:
  hallway watch                  while you write: what you save can be searched at once
  hallway watch --publish        and feeds/combined.atom follows";

/// An editor's steps of saving follow each other within this time.
const PAUSE: Duration = Duration::from_millis(40);
/// So long is waited for a pause at the most.
const LONGEST: Duration = Duration::from_millis(400);
/// Talks named in one line.
const MOST_TITLES: usize = 3;

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Watch {
    /// Write feeds/combined.atom too, whenever a document was saved
    #[arg(long)]
    publish: bool,
}

impl Watch {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        watch(library::open(globals)?, self.publish, screen, |library, screen| {
            let report = library::update(library, &SyncOptions::default(), screen)?;
            Ok(if library::report_failures(&report, screen) { Outcome::Damaged } else { Outcome::Done })
        })
    }
}

/// What woke the watch.
enum Woken {
    /// Something happened to files.
    Files(notify::Result<notify::Event>),
    /// The person, or the system, wants it to end.
    End,
}

/// What has to be looked at.
#[derive(Debug, Default)]
struct Seen {
    files: BTreeSet<PathBuf>,
    /// A folder came, or events were lost: everything is looked at.
    everything: bool,
    settings: bool,
    /// links.toml changed, which only publishing cares about.
    links: bool,
    end: bool,
}

/// Runs `first`, then follows the library until the person ends it.
pub(crate) fn watch(
    mut library: Library,
    publish: bool,
    screen: &mut Screen,
    first: impl FnOnce(&Library, &mut Screen) -> Result<Outcome>,
) -> Result<Outcome> {
    let (sender, woken) = channel();
    // Before the first look, so that nothing is saved unseen between the two.
    let mut watcher = watcher(&library, sender.clone())?;
    end_on_signal(sender);
    first(&library, screen)?;
    let mut known = Known::of(&library, screen)?;
    screen.remark("watching notes/ and feeds/; Ctrl-C ends");
    screen.finish()?;
    loop {
        let seen = wait(&library, &woken);
        if seen.end {
            screen.remark("ended; everything saved is in the index");
            return Ok(Outcome::Done);
        }
        if seen.settings {
            match Library::open(library.root()).and_then(|opened| opened.settings().map(|_| opened)) {
                Ok(opened) => library = opened,
                Err(error) => screen.error(&error.into()),
            }
        }
        if seen.everything || seen.settings {
            // Folders that were taken away and put back are watched anew.
            let _ = watch_folders(&library, &mut watcher);
        }
        match follow(&library, &seen, publish, &mut known, screen) {
            Err(error) if super::screen::is_closed_pipe(&error) => return Err(error),
            Err(error) => screen.error(&error),
            Ok(()) => {}
        }
        screen.finish()?;
    }
}

fn watcher(library: &Library, sender: Sender<Woken>) -> Result<RecommendedWatcher> {
    let handler = move |event| {
        // The watch has ended: nobody is there to be told.
        let _ = sender.send(Woken::Files(event));
    };
    let mut watcher = notify::recommended_watcher(handler).context("watching files")?;
    watch_folders(library, &mut watcher)?;
    Ok(watcher)
}

fn watch_folders(library: &Library, watcher: &mut RecommendedWatcher) -> Result<()> {
    let root = library.root();
    let folders = [(root.to_owned(), RecursiveMode::NonRecursive)];
    let below = ["notes", "feeds"].map(|folder| (root.join(folder), RecursiveMode::Recursive));
    for (folder, mode) in folders.into_iter().chain(below).filter(|(folder, _)| folder.is_dir()) {
        watcher.watch(&folder, mode).map_err(|fault| match fault.kind {
            notify::ErrorKind::MaxFilesWatch => advised(
                "watching: the system watches no more folders",
                "on Linux, raise fs.inotify.max_user_watches; `hallway sync` reads what changed without watching",
            ),
            _ => anyhow::Error::new(fault).context("watching files"),
        })?;
    }
    Ok(())
}

/// Sends word when the person types Ctrl-C or the system asks the program to end; the second time it ends at once.
fn end_on_signal(sender: Sender<Woken>) {
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
fn wait(library: &Library, woken: &Receiver<Woken>) -> Seen {
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
        if path == library.root().join(SETTINGS_FILE) {
            self.settings = true;
        } else if path == library.root().join(LINKS_FILE) {
            self.links = true;
        } else if ["notes", "feeds"].iter().any(|folder| path == library.root().join(folder)) {
            self.everything |= !matches!(kind, EventKind::Modify(notify::event::ModifyKind::Metadata(_)));
        } else if library.path_of(path).is_some() {
            match path.is_dir() {
                true => self.everything |= !matches!(kind, EventKind::Modify(notify::event::ModifyKind::Metadata(_))),
                false => drop(self.files.insert(path.to_owned())),
            }
        }
    }
}

/// Files that are only opened and read do not change.
fn is_change(kind: &EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if *access != AccessKind::Close(AccessMode::Write))
}

/// Brings the index up to date with what was seen, and tells of each document.
fn follow(library: &Library, seen: &Seen, publish: bool, known: &mut Known, screen: &mut Screen) -> Result<()> {
    let only = (!seen.everything && !seen.settings).then(|| seen.files.iter().cloned().collect());
    let options = SyncOptions { only, ..SyncOptions::default() };
    let report = library::update(library, &options, screen)?;
    library::report_failures(&report, screen);
    tell(library, known, &report, screen)?;
    if publish && (seen.links || !report.changed.is_empty() || !report.removed.is_empty() || seen.settings) {
        let combined = write_combined(library, &library::catalogue(library, Posts::ThatMatter, screen)?, Writing::Sync, screen)?;
        screen.report(format_args!("{} {}{}", clock(), combined.words, if combined.is_same { ": unchanged" } else { "" }))?;
    }
    Ok(())
}

fn tell(library: &Library, known: &mut Known, report: &SyncReport, screen: &mut Screen) -> Result<()> {
    let now = library::index(library, screen)?;
    for document in &report.changed {
        let Some(new) = now.source(&document.path)? else { continue };
        let fingerprint = fingerprint(&new.records);
        let old = known.0.remove(&document.path).unwrap_or_default();
        let news = News::of(&old, &fingerprint);
        known.0.insert(document.path.clone(), fingerprint);
        if screen.json {
            screen.json_line(&json!({
                "path": document.path, "talks": new.records.talks.len(), "notes": news.notes, "takeaways": news.takeaways,
                "warnings": document.warnings,
            }))?;
        } else {
            screen.report(format_args!("{} {}: {}", clock(), plain(&document.path), news.words()))?;
        }
        tell_warnings(document, screen);
    }
    for path in &report.removed {
        match screen.json {
            true => screen.json_line(&json!({ "path": path, "removed": true }))?,
            false => screen.report(format_args!("{} {}: gone, and its records with it", clock(), plain(path)))?,
        }
    }
    Ok(())
}

/// The time of day where the person is.
fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

/// What each document said when it was last looked at, in fingerprints: its own file holds what it says now.
struct Known(HashMap<String, Records>);

impl Known {
    fn of(library: &Library, screen: &mut Screen) -> Result<Known> {
        let mut known = HashMap::new();
        library::index(library, screen)?.for_each_source(&mut |source| {
            known.insert(source.path, fingerprint(&source.records));
            Ok(())
        })?;
        Ok(Known(known))
    }
}

/// The talks, and of notes and takeaways as much as tells whether they are others.
fn fingerprint(records: &Records) -> Records {
    let hash = |text: &str| hallway::id::hash(text.as_bytes());
    let talks = records.talks.iter().map(|talk| Talk { id: talk.id.clone(), title: talk.title.clone(), ..Talk::default() });
    let notes =
        records.notes.iter().map(|note| Note { talk: note.talk.clone(), markdown: hash(&note.markdown), ..Note::default() });
    let takeaways = records.takeaways.iter().map(|takeaway| Takeaway {
        text: takeaway.text.clone(),
        markdown: hash(&takeaway.markdown),
        ..Takeaway::default()
    });
    Records { talks: talks.collect(), notes: notes.collect(), takeaways: takeaways.collect(), ..Records::default() }
}

/// What a document says that it did not say before.
#[derive(Debug, Default, PartialEq, Eq)]
struct News {
    /// The titles of talks that were not there.
    talks: Vec<String>,
    /// The titles of talks whose note is new or another.
    notes: Vec<String>,
    takeaways: Vec<String>,
    /// How many talks, notes and takeaways are gone.
    gone: usize,
}

impl News {
    fn of(old: &Records, new: &Records) -> News {
        let title = |records: &Records, id: &str| {
            records.talks.iter().find(|talk| talk.id == id).map_or_else(|| id.to_owned(), |talk| talk.title.clone())
        };
        let old_notes: BTreeSet<(&str, &str)> = old.notes.iter().map(|note| (&*note.talk, &*note.markdown)).collect();
        let old_takeaways: BTreeSet<&str> = old.takeaways.iter().map(|takeaway| &*takeaway.markdown).collect();
        let old_talks: BTreeSet<&str> = old.talks.iter().map(|talk| &*talk.id).collect();
        let notes = new.notes.iter().filter(|note| !old_notes.contains(&(&*note.talk, &*note.markdown)));
        let takeaways = new.takeaways.iter().filter(|takeaway| !old_takeaways.contains(&*takeaway.markdown));
        let talks = new.talks.iter().filter(|talk| !old_talks.contains(&*talk.id));
        let gone = |old: usize, new: usize| old.saturating_sub(new);
        News {
            talks: talks.map(|talk| talk.title.clone()).collect(),
            notes: notes.map(|note| title(new, &note.talk)).collect(),
            takeaways: takeaways.map(|takeaway| takeaway.text.clone()).collect(),
            gone: gone(old.talks.len(), new.talks.len())
                + gone(old.notes.len(), new.notes.len())
                + gone(old.takeaways.len(), new.takeaways.len()),
        }
    }

    /// `1 note (Lists Without Locks), 1 takeaway`.
    fn words(&self) -> String {
        let mut words = Vec::new();
        if !self.talks.is_empty() {
            words.push(count(self.talks.len(), "talk"));
        }
        if !self.notes.is_empty() {
            let shown: Vec<String> = self.notes.iter().take(MOST_TITLES).map(|title| plain(title)).collect();
            let more = if self.notes.len() > MOST_TITLES { ", …" } else { "" };
            words.push(format!("{} ({}{more})", count(self.notes.len(), "note"), shown.join(", ")));
        }
        if !self.takeaways.is_empty() {
            words.push(count(self.takeaways.len(), "takeaway"));
        }
        if self.gone > 0 {
            words.push(format!("{} gone", self.gone));
        }
        if words.is_empty() { "read; nothing new in it".to_owned() } else { words.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_in_a_document_is_told() {
        let records = |notes: &[(&str, &str)], takeaways: &[&str]| Records {
            talks: ["Fog", "Rain"].map(|title| Talk { id: title.into(), title: title.into(), ..Talk::default() }).to_vec(),
            notes: notes
                .iter()
                .map(|(talk, text)| Note { talk: (*talk).into(), markdown: (*text).into(), ..Note::default() })
                .collect(),
            takeaways: takeaways.iter().map(|text| Takeaway { markdown: (*text).into(), ..Takeaway::default() }).collect(),
            ..Records::default()
        };
        let before = records(&[("Fog", "a")], &["x"]);
        #[rustfmt::skip]
        let table = [
            (records(&[("Fog", "a")], &["x"]),                      "read; nothing new in it"),
            (records(&[("Fog", "a b")], &["x", "y"]),               "1 note (Fog), 1 takeaway"),
            (records(&[("Fog", "a"), ("Rain", "c")], &["x"]),       "1 note (Rain)"),
            (records(&[], &["x"]),                                  "1 gone"),
        ];
        for (after, words) in table {
            assert_eq!(News::of(&before, &after).words(), words);
        }
        assert_eq!(News::of(&Records::default(), &before).words(), "2 talks, 1 note (Fog), 1 takeaway");
    }
}
