//! What the last sync said, kept so that one with nothing to do need not read and link the whole library to say it again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use hallway::index::{DocumentReport, SyncReport};
use hallway::library::{FirstSeen, LINKS_FILE, Library, SETTINGS_FILE, write_file_atomically};
use hallway::link::Catalogue;
use hallway::model::Kind;
use hallway::publish::Published;
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
    /// The documents that it holds entries of, where it does not hold all.
    sources: BTreeSet<String>,
    /// The date of its oldest entry, where it holds as many as it may.
    oldest: Option<String>,
}

impl Combined {
    pub(crate) fn of(file: &Published, words: String, is_same: bool) -> Combined {
        let sources = if file.oldest.is_some() { file.sources.clone() } else { BTreeSet::new() };
        Combined { words, is_same, sources, oldest: file.oldest.clone() }
    }

    /// Whether what `report` tells of cannot change it: reports that are too old for it, and were not in it.
    ///
    /// A report that states no date is as old as the day it was first `seen`.
    pub(crate) fn is_untouched_by(&self, report: &SyncReport, catalogue: &Catalogue, seen: &FirstSeen) -> bool {
        let Some(oldest) = self.oldest.as_deref().and_then(day) else { return false };
        // Zones differ by a day at most.
        let is_old = |document: &DocumentReport| {
            let stated = Some(document.newest.clone()).filter(|newest| !newest.is_empty());
            let newest = stated.or_else(|| seen.day_of(&document.path));
            let after = newest.as_deref().and_then(day).and_then(|day| day.checked_add(jiff::Span::new().days(2)).ok());
            after.map_or(newest.is_none() && document.kind != Kind::Report, |after| after < oldest)
        };
        // A post and a report of one address are one entry, whichever of them goes out.
        let addresses: BTreeSet<&str> =
            catalogue.sources.iter().filter(|source| source.records.source.url.is_some()).map(|source| &*source.path).collect();
        let is_apart = |document: &DocumentReport| {
            let path = &document.path;
            let alone = document.kind != Kind::Feed && !addresses.contains(&**path);
            alone && is_old(document) && !self.sources.contains(path)
        };
        report.changed.iter().all(is_apart) && report.removed.iter().all(|path| !self.sources.contains(path))
    }
}

/// The calendar day of a date.
fn day(date: &str) -> Option<jiff::civil::Date> {
    date.get(..10)?.parse().ok()
}

impl LastSync {
    /// The summary of `library` at the index's commit `commit`, where nothing that it depends on has changed since.
    pub(crate) fn read(library: &Library, commit: &str) -> Option<LastSync> {
        let last: LastSync = serde_json::from_slice(&std::fs::read(file_of(library)).ok()?).ok()?;
        (last.state == state_of(library, commit)).then_some(last)
    }

    /// Keeps the summary of `library` at the index's commit `commit`.
    pub(crate) fn keep(library: &Library, commit: &str, totals: &Totals, combined: Option<&Combined>) {
        let last = LastSync { state: state_of(library, commit), totals: *totals, combined: combined.cloned() };
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
