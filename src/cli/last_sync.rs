//! What the last sync said, kept so that one with nothing to do need not read and link the whole library to say it again.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use hallway::library::{LINKS_FILE, Library, SETTINGS_FILE, write_file_atomically};
use serde::{Deserialize, Serialize};

use super::summary::Totals;

/// The summary of a sync, and of what it is the summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LastSync {
    /// Tells apart all that the summary depends on.
    state: String,
    pub(crate) totals: Totals,
    /// What was said of the combined feed.
    pub(crate) combined: String,
}

impl LastSync {
    /// The summary of `library` at the index's commit `commit`, where nothing that it depends on has changed since.
    pub(crate) fn read(library: &Library, commit: &str) -> Option<LastSync> {
        let last: LastSync = serde_json::from_slice(&std::fs::read(file_of(library)).ok()?).ok()?;
        (last.state == state_of(library, commit)).then_some(last)
    }

    /// Keeps the summary of `library` at the index's commit `commit`.
    pub(crate) fn keep(library: &Library, commit: &str, totals: &Totals, combined: &str) {
        let last = LastSync { state: state_of(library, commit), totals: *totals, combined: combined.to_owned() };
        // Derived, and worked out anew where it cannot be kept.
        if let Ok(bytes) = serde_json::to_vec(&last) {
            let _ = write_file_atomically(&file_of(library), &bytes);
        }
    }
}

fn file_of(library: &Library) -> PathBuf {
    library.index_folder().join("last-sync.json")
}

/// The documents as the index has them, the settings, the corrections, the published feed, and this program.
fn state_of(library: &Library, commit: &str) -> String {
    let root = library.root();
    let text = |name: &str| std::fs::read(root.join(name)).unwrap_or_default();
    let feed = std::fs::metadata(root.join("feeds/combined.atom")).ok().map(|feed| {
        let changed = feed.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (feed.len(), changed)
    });
    let rest = (env!("CARGO_PKG_VERSION"), commit, std::path::absolute(root).ok(), feed);
    let words = format!("{rest:?} {:?} {:?}", text(SETTINGS_FILE), text(LINKS_FILE));
    hallway::id::hash(words.as_bytes())
}
