//! What the last sync said, kept so that one with nothing to do need not read and link the whole library to say it again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use hallway::library::{LINKS_FILE, Library, SETTINGS_FILE, write_file_atomically};
use hallway::publish::Layout;
use serde::{Deserialize, Serialize};

use super::summary::Totals;

/// The summary of a sync, and of what it is the summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LastSync {
    /// Tells apart all that the summary depends on.
    state: String,
    pub(crate) totals: Totals,
    /// Where nothing has changed since that belongs to it.
    pub(crate) combined: Option<Combined>,
}

/// The combined feed as it was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Combined {
    /// What was said of it.
    pub(crate) words: String,
    /// Whether nothing about it had to be written.
    #[serde(skip)]
    pub(crate) is_same: bool,
    /// The documents that changed since.
    pub(crate) behind: BTreeSet<String>,
    /// What stands where in it; kept in a line of its own, since most syncs need not know.
    #[serde(skip)]
    pub(crate) layout: Layout,
}

/// Where more documents than this changed, the feed is as soon written anew.
const MOST_BEHIND: usize = 64;

impl Combined {
    pub(crate) fn of(words: String, layout: Layout, is_same: bool) -> Combined {
        Combined { words, is_same, behind: BTreeSet::new(), layout }
    }

    /// The same after the documents at `paths` changed; `None` where they are too many.
    pub(crate) fn behind<'a>(mut self, paths: impl Iterator<Item = &'a String>) -> Option<Combined> {
        self.behind.extend(paths.cloned());
        (self.behind.len() <= MOST_BEHIND).then_some(self)
    }
}

impl LastSync {
    /// The summary of `library` at the index's commit `commit`, where nothing that it depends on has changed since; without the
    /// feed's layout.
    pub(crate) fn read(library: &Library, commit: &str) -> Option<LastSync> {
        let mut line = String::new();
        BufReader::new(File::open(file_of(library)).ok()?).read_line(&mut line).ok()?;
        let last: LastSync = serde_json::from_str(&line).ok()?;
        (last.state == state_of(library, commit)).then_some(last)
    }

    /// The same with the feed's layout.
    pub(crate) fn read_all(library: &Library, commit: &str) -> Option<LastSync> {
        let mut last = LastSync::read(library, commit)?;
        let text = std::fs::read_to_string(file_of(library)).ok()?;
        let layout = text.lines().nth(1).and_then(|line| serde_json::from_str(line).ok());
        last.combined = last.combined.and_then(|combined| Some(Combined { layout: layout?, ..combined }));
        Some(last)
    }

    /// Keeps the summary of `library` at the index's commit `commit`.
    pub(crate) fn keep(library: &Library, commit: &str, totals: &Totals, combined: Option<&Combined>) {
        let last = LastSync { state: state_of(library, commit), totals: *totals, combined: combined.cloned() };
        let layout = combined.map(|combined| &combined.layout);
        // Derived, and worked out anew where it cannot be kept.
        if let (Ok(last), Ok(layout)) = (serde_json::to_string(&last), serde_json::to_string(&layout)) {
            let _ = write_file_atomically(&file_of(library), format!("{last}\n{layout}\n").as_bytes());
        }
    }
}

fn file_of(library: &Library) -> PathBuf {
    library.index_folder().join("last-sync.json")
}

/// The documents as the index has them, the settings, the corrections, the published feed, when reports were first seen, and
/// this program.
fn state_of(library: &Library, commit: &str) -> String {
    let root = library.root();
    let text = |name: &str| std::fs::read(root.join(name)).unwrap_or_default();
    let version = |name: &str| {
        let file = std::fs::metadata(root.join(name)).ok()?;
        let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Some((file.len(), changed))
    };
    let files = ["feeds/combined.atom", "feeds/seen.toml"].map(version);
    let rest = (env!("CARGO_PKG_VERSION"), commit, std::path::absolute(root).ok(), files);
    let words = format!("{rest:?} {:?} {:?}", text(SETTINGS_FILE), text(LINKS_FILE));
    hallway::id::hash(words.as_bytes())
}
