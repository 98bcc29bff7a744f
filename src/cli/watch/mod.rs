//! `hallway sync --watch`: each document is read as soon as it is saved.
//!
//! What a save costs does not grow with the library: the one document is read, and linked with what it meets.

mod news;
mod seen;

use std::sync::mpsc::channel;

use anyhow::Result;
use hallway::index::SyncOptions;
use hallway::library::Library;

use super::combined::Following;
use super::screen::Screen;
use super::{Globals, Outcome, library};
use news::{Known, clock};
use seen::{Seen, end_on_signal, wait, watch_folders, watcher};

const EXAMPLES: &str = "\
Examples:
  hallway watch                  while you write: what you save can be searched at once
  hallway watch --publish        and feeds/combined.atom follows";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Watch {
    /// Write feeds/combined.atom too, whenever a document was saved
    #[arg(long)]
    publish: bool,
}

impl Watch {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let watching = Watching { publish: self.publish, is_needed: true };
        watch(library::open(globals)?, watching, screen, |library, screen| {
            let report = library::update(library, &SyncOptions::default(), screen)?;
            Ok(if library::report_failures(&report, screen) { Outcome::Damaged } else { Outcome::Done })
        })
    }
}

/// How a library is watched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watching {
    /// feeds/combined.atom follows.
    pub(crate) publish: bool,
    /// Where the system refuses to watch, there is nothing to do.
    pub(crate) is_needed: bool,
}

/// Runs `first`, then follows the library until the person ends it.
pub(crate) fn watch(
    mut library: Library,
    watching: Watching,
    screen: &mut Screen,
    first: impl FnOnce(&Library, &mut Screen) -> Result<Outcome>,
) -> Result<Outcome> {
    let (sender, woken) = channel();
    // Before the first look, so that nothing is saved unseen between the two.
    let mut watcher = match watcher(&library, sender.clone()) {
        Ok(watcher) => Some(watcher),
        Err(error) if watching.is_needed => return Err(error),
        Err(error) => {
            screen.error(&error);
            None
        }
    };
    end_on_signal(sender);
    first(&library, screen)?;
    let mut known = Known::of(&library, screen)?;
    let mut feed = Following::start(&library, screen)?;
    let index = library::index(&library, screen)?;
    if watching.publish && index.out_of_reach()?.is_empty() {
        let commit = index.commit().to_owned();
        feed.write(&library, &commit, screen)?;
    }
    screen.remark(match watcher {
        Some(_) => "watching notes/ and feeds/; Ctrl-C ends",
        None => "not watching; Ctrl-C ends",
    });
    screen.finish()?;
    loop {
        let seen = wait(&library, &woken);
        if seen.end {
            screen.remark(if watching.is_needed { "ended; everything saved is in the index" } else { "ended" });
            return Ok(Outcome::Done);
        }
        if seen.settings {
            match Library::open(library.root()).and_then(|opened| opened.settings().map(|_| opened)) {
                Ok(opened) => library = opened,
                Err(error) => screen.error(&error.into()),
            }
        }
        if let Some(watcher) = watcher.as_mut().filter(|_| seen.everything || seen.settings) {
            // Folders that were taken away and put back are watched anew.
            watch_folders(&library, watcher).unwrap_or_else(|error| screen.error(&error));
        }
        match follow(&library, &seen, watching.publish, &mut known, &mut feed, screen) {
            Err(error) if super::screen::is_closed_pipe(&error) => return Err(error),
            Err(error) => screen.error(&error),
            Ok(()) => {}
        }
        screen.finish()?;
    }
}

/// Brings the index up to date with what was seen, and tells of each document.
fn follow(
    library: &Library,
    seen: &Seen,
    publish: bool,
    known: &mut Known,
    feed: &mut Following,
    screen: &mut Screen,
) -> Result<()> {
    let options = SyncOptions { only: seen.only(), ..SyncOptions::default() };
    let mut report = library::update(library, &options, screen)?;
    known.tell_failures(&report, screen);
    known.tell(library, &report, screen)?;
    // What was saved can be searched now; nobody has to wait for the feed to hear it.
    screen.finish()?;
    if seen.links || seen.settings || !report.changed.is_empty() || !report.removed.is_empty() {
        feed.take_note(library, &mut report, seen.settings);
        if publish && report.kept.is_empty() {
            let words = feed.write(library, &report.commit, screen)?;
            screen.report(format_args!("{} {words}", clock()))?;
        }
    }
    Ok(())
}
