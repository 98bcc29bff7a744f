//! feeds/combined.atom: written where something in it changed, by a sync, by a person who asks, or at every save.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use hallway::index::{Asked, Index, Linked, SyncReport};
use hallway::library::{FirstSeen, Library};
use hallway::link::Catalogue;
use hallway::model::{Kind, SourceRecords};
use hallway::publish::{self, Part, Published, Settings, report_id};

use super::last_sync::{Combined, LastSync};
use super::library;
use super::only::Posts;
use super::publish::{file_words, origins_of, settings_of, tell_odd, today, without_held_back};
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
    let parts = parts_of(library, sources, &settings, how != Writing::Dry)?;
    write_parts(library, parts, &settings, how, screen)
}

/// What of `sources` goes out.
fn parts_of(library: &Library, sources: Vec<SourceRecords>, settings: &Settings, is_published: bool) -> Result<Vec<Part>> {
    // The feed tells of documents one by one: what links them does not matter.
    let catalogue = Catalogue { sources, ..Catalogue::default() };
    let catalogue = without_held_back(library, &catalogue)?;
    Ok(origins_of(library, &catalogue, is_published)?.iter().map(|origin| Part::of(origin, settings)).collect())
}

/// The combined feed as it would be written now to `path` of a folder, made of its newest entries alone.
pub(crate) fn newest_feed(library: &Library, index: &Index, settings: &Settings, path: &str) -> Result<Published> {
    let choice = Posts::ThatMatter.choice(library, index)?;
    let limit = library.settings()?.publish.most_entries();
    let seen = FirstSeen::read(library)?;
    let newest = index.newest(
        limit,
        &Asked {
            leave_out: &|source| choice.leave_out(source),
            known: &|_| None,
            id: &|source| report_id(source, settings),
            first_seen: &|path| seen.day_of(path).unwrap_or_default(),
        },
    )?;
    Ok(publish::combined_of(parts_of(library, newest.sources, settings, false)?, settings, path))
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
    Following { combined: untouched, ..Following::default() }.now(library, screen)
}

/// The library's counts and its combined feed, followed from save to save.
#[derive(Debug, Default)]
pub(crate) struct Following {
    /// The feed as it was written, where nothing in it changed since.
    combined: Option<Combined>,
    /// The library as it was last counted.
    totals: Option<Totals>,
    /// What goes out of each report that did not change since: what was rendered need not be rendered again.
    reports: HashMap<String, Part>,
}

impl Following {
    /// Follows what a sync has just counted and written.
    pub(crate) fn start(library: &Library, screen: &mut Screen) -> Result<Following> {
        let commit = library::index(library, screen)?.commit().to_owned();
        let last = LastSync::read(library, &commit);
        let (combined, totals) = last.map(|last| (last.combined, last.totals)).unzip();
        Ok(Following { combined: combined.flatten(), totals, ..Following::default() })
    }

    /// Takes note of what changed. A sync that follows need not count again, nor write what did not change.
    pub(crate) fn take_note(&mut self, library: &Library, report: &mut SyncReport, is_set_anew: bool) {
        let linked = std::mem::take(&mut report.linked);
        self.totals = Totals::after(&linked, &report.totals, self.totals.as_ref());
        self.forget(library, report, &linked, is_set_anew);
        self.keep(library, &report.commit);
    }

    /// Brings the feed up to date, and says what it holds.
    pub(crate) fn write(&mut self, library: &Library, commit: &str, screen: &mut Screen) -> Result<String> {
        let combined = self.now(library, screen)?;
        let unchanged = if combined.is_same { UNCHANGED } else { "" };
        let words = format!("{}{unchanged}", combined.words);
        self.combined = Some(combined);
        self.keep(library, commit);
        Ok(words)
    }

    fn keep(&self, library: &Library, commit: &str) {
        self.totals.iter().for_each(|totals| LastSync::keep(library, commit, totals, self.combined.as_ref()));
    }

    /// Forgets what may be another than it was.
    fn forget(&mut self, library: &Library, report: &SyncReport, linked: &Linked, is_set_anew: bool) {
        if is_set_anew {
            self.reports.clear();
            self.combined = None;
        }
        let changed = report.changed.iter().map(|document| &document.path);
        let failed = report.failed.iter().map(|(path, _)| path);
        for path in changed.chain(&report.removed).chain(failed) {
            self.reports.remove(path);
        }
        let nothing = Catalogue::default();
        let catalogue = match linked {
            Linked::Part { catalogue, .. } | Linked::Whole(catalogue) => Some(catalogue),
            Linked::Nothing => Some(&nothing),
            Linked::Counted { .. } => None,
        };
        // A list that cannot be read is told when it is needed.
        let seen = FirstSeen::read(library).unwrap_or_default();
        let is_untouched =
            |combined: &Combined| catalogue.is_some_and(|catalogue| combined.is_untouched_by(report, catalogue, &seen));
        self.combined = self.combined.take().filter(is_untouched);
    }

    /// The feed as it is now, written where something in it may have changed.
    fn now(&mut self, library: &Library, screen: &mut Screen) -> Result<Combined> {
        if let Some(mut combined) = self.combined.take() {
            combined.is_same = true;
            return Ok(combined);
        }
        let (limit, settings) = (library.settings()?.publish.most_entries(), settings_of(library)?);
        let mut seen = FirstSeen::read(library)?;
        let newest = library::ask(library, screen, |index| {
            let choice = Posts::ThatMatter.choice(library, index)?;
            index.newest(
                limit,
                &Asked {
                    leave_out: &|source| choice.leave_out(source),
                    known: &|path| self.reports.get(path).map(|part| part.id().to_owned()),
                    id: &|source| report_id(source, &settings),
                    first_seen: &|path| seen.day_of(path).unwrap_or_else(today),
                },
            )
        })?;
        // Those that find no place among the newest count from today as well. Where that cannot be written, they are new again.
        newest.undated.iter().for_each(|path| seen.note(path, &today()));
        let _ = seen.write(library);
        let (others, known) = (newest.sources, newest.known);
        let is_report = |source: &&SourceRecords| source.records.source.kind == Kind::Report;
        let new: HashSet<String> = others.iter().filter(is_report).map(|source| source.path.clone()).collect();
        let mut parts = parts_of(library, others, &settings, false)?;
        self.reports = known.into_iter().filter_map(|path| self.reports.remove_entry(&path)).collect();
        let known: Vec<Part> = self.reports.values().cloned().collect();
        let new = parts.iter().filter(|part| new.contains(part.path()));
        self.reports.extend(new.map(|part| (part.path().to_owned(), part.clone())));
        parts.extend(known);
        write_parts(library, parts, &settings, Writing::Sync, screen)
    }
}
