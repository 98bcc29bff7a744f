//! feeds/combined.atom: written where something in it changed, by a sync, by a person who asks, or at every save.

use std::collections::BTreeMap;

use anyhow::Result;
use hallway::index::{Linked, SyncReport};
use hallway::library::Library;
use hallway::link::Catalogue;
use hallway::model::SourceRecords;
use hallway::publish::{self, Part, Settings};

use super::last_sync::{Combined, LastSync};
use super::library;
use super::publish::{file_words, origins_of, settings_of, tell_odd, without_held_back};
use super::screen::Screen;
use super::summary::Totals;

/// What is said of a combined feed that is the same already.
pub(crate) const UNCHANGED: &str = ": unchanged";

/// Why the combined feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// It is not: only told about.
    Dry,
    /// A sync brings everything up to date.
    Sync,
    /// A person asked for it.
    Asked,
}

/// Writes feeds/combined.atom of `sources` where it changed, and says what became of it.
pub(crate) fn write_combined(
    library: &Library,
    sources: Vec<SourceRecords>,
    how: Writing,
    screen: &mut Screen,
) -> Result<Combined> {
    let settings = settings_of(library)?;
    let parts = parts_of(library, sources, &settings)?;
    write_parts(library, parts, &settings, how, screen)
}

/// What of `sources` goes out.
fn parts_of(library: &Library, sources: Vec<SourceRecords>, settings: &Settings) -> Result<Vec<Part>> {
    // The feed tells of documents one by one: what links them does not matter.
    let catalogue = Catalogue { sources, ..Catalogue::default() };
    let catalogue = without_held_back(library, &catalogue)?;
    Ok(origins_of(library, &catalogue)?.iter().map(|origin| Part::of(origin, settings)).collect())
}

fn write_parts(library: &Library, parts: Vec<Part>, settings: &Settings, how: Writing, screen: &mut Screen) -> Result<Combined> {
    let files = [publish::combined_of(parts, settings, "feeds/combined.atom")];
    let is_same = publish::write(library.root(), &files, false, how == Writing::Dry)?.written.is_empty();
    // What is odd about a feed is told by the sync that changes it, not by every one after it.
    if !is_same || how != Writing::Sync || screen.verbose {
        tell_odd(&files, screen);
    }
    let done = match (is_same, how) {
        (_, Writing::Sync) | (false, Writing::Asked) => "",
        (true, _) => UNCHANGED,
        (false, Writing::Dry) => ": would be written",
    };
    let [file] = files;
    Ok(Combined::of(&file, format!("{}{done}", file_words(&file)), is_same))
}

/// The combined feed as it is where it is known that nothing changed in it, else as it is written now.
pub(crate) fn follow_combined(library: &Library, untouched: Option<Combined>, screen: &mut Screen) -> Result<Combined> {
    if let Some(mut combined) = untouched {
        combined.is_same = true;
        return Ok(combined);
    }
    let limit = library.settings()?.publish.entries;
    let newest = library::ask(library, screen, |index| index.newest_sources(limit))?;
    write_combined(library, newest, Writing::Sync, screen)
}

/// The combined feed, followed from save to save.
#[derive(Debug, Default)]
pub(crate) struct Following {
    /// What goes out of each document, where the feed holds all of them.
    parts: Option<BTreeMap<String, Part>>,
    /// The feed as it was written.
    combined: Option<Combined>,
    /// The library as it was last counted.
    totals: Option<Totals>,
}

impl Following {
    /// Follows the feed that a sync has just written, or writes it.
    pub(crate) fn start(library: &Library, screen: &mut Screen) -> Result<Following> {
        let commit = library::index(library, screen)?.commit().to_owned();
        let (combined, totals) = LastSync::read(library, &commit).map(|last| (last.combined, last.totals)).unzip();
        let mut following = Following { parts: None, combined, totals };
        if following.combined.is_none() || library.settings()?.publish.entries.is_none() {
            screen.progress("reading what goes out");
            following.combined = Some(following.write_all(library, screen)?);
            screen.end_progress();
        }
        Ok(following)
    }

    /// Brings the feed up to date with what `report` tells of, and says what it holds.
    pub(crate) fn follow(
        &mut self,
        library: &Library,
        report: &mut SyncReport,
        is_set_anew: bool,
        screen: &mut Screen,
    ) -> Result<String> {
        let linked = std::mem::take(&mut report.linked);
        self.totals = Totals::after(&linked, &report.totals, self.totals.as_ref());
        let old = self.combined.take();
        let combined = match (linked, self.parts.is_some()) {
            (_, true) if !is_set_anew => self.write_changed(library, report, screen)?,
            (Linked::Part { catalogue, .. } | Linked::Whole(catalogue), false) if !is_set_anew => {
                let untouched = old.filter(|old| old.is_untouched_by(report, &catalogue));
                drop(catalogue);
                follow_combined(library, untouched, screen)?
            }
            _ => self.write_all(library, screen)?,
        };
        let unchanged = if combined.is_same { UNCHANGED } else { "" };
        let words = format!("{}{unchanged}", combined.words);
        // A sync that follows this watch need not count and write again.
        self.totals.iter().for_each(|totals| LastSync::keep(library, &report.commit, totals, &combined));
        self.combined = Some(combined);
        Ok(words)
    }

    fn write_all(&mut self, library: &Library, screen: &mut Screen) -> Result<Combined> {
        let (limit, settings) = (library.settings()?.publish.entries, settings_of(library)?);
        let sources = library::ask(library, screen, |index| index.newest_sources(limit))?;
        let parts = parts_of(library, sources, &settings)?;
        self.parts = limit.is_none().then(|| parts.iter().map(|part| (part.path().to_owned(), part.clone())).collect());
        write_parts(library, parts, &settings, Writing::Sync, screen)
    }

    /// Makes the parts of what changed anew; those of all other documents are what they were.
    fn write_changed(&mut self, library: &Library, report: &SyncReport, screen: &mut Screen) -> Result<Combined> {
        let settings = settings_of(library)?;
        let parts = self.parts.get_or_insert_default();
        let failed = report.failed.iter().map(|(path, _)| path);
        report.removed.iter().chain(failed).for_each(|path| drop(parts.remove(path)));
        let sources = library::ask(library, screen, |index| {
            report.changed.iter().filter_map(|document| index.source(&document.path).transpose()).collect()
        })?;
        parts.extend(parts_of(library, sources, &settings)?.into_iter().map(|part| (part.path().to_owned(), part)));
        write_parts(library, parts.values().cloned().collect(), &settings, Writing::Sync, screen)
    }
}
