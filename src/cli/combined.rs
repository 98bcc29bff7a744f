//! feeds/combined.atom: written where something in it changed, by a sync, by a person who asks, or at every save.

use anyhow::Result;
use hallway::Error;
use hallway::index::{Asked, Index, Linked, SyncReport};
use hallway::library::{FirstSeen, Library};
use hallway::model::{Kind, SourceRecords};
use hallway::publish::{self, Again, Part, Published, Settings};

use super::last_sync::{Combined, LastSync};
use super::library;
use super::only::{Choice, Posts};
use super::publish::{MOST_ODD, file_words, hold_back, origin_of, settings_of, tell_odd, today};
use super::screen::Screen;
use super::summary::Totals;

/// What is said of a combined feed that is the same already.
pub(crate) const UNCHANGED: &str = ": unchanged";
/// The most things held back, and the most supplied, that a sync tells without `-v`.
const MOST_ODD_OF_SYNC: usize = 3;
/// Where it lies in the library.
pub(crate) const COMBINED: &str = "feeds/combined.atom";

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

/// Writes feeds/combined.atom where it changed, of the newest entries in `index` alone, and says what became of it.
pub(crate) fn write_combined(library: &Library, how: Writing, screen: &mut Screen) -> Result<Combined> {
    let settings = settings_of(library)?;
    let file = newest_noted(library, &settings, how, screen)?;
    write_file(library, file, how, screen)
}

/// The combined feed of the newest entries; reports without a date are remembered as of today, but for a dry run.
fn newest_noted(library: &Library, settings: &Settings, how: Writing, screen: &mut Screen) -> Result<Published> {
    library::ask(library, screen, |index| {
        let seen = FirstSeen::read(library)?;
        let seen = if how == Writing::Dry { seen } else { noted(library, seen, &index.undated()?) };
        newest_of(library, index, settings, &seen, COMBINED)
    })
}

fn write_file(library: &Library, file: Published, how: Writing, screen: &mut Screen) -> Result<Combined> {
    let mut files = [file];
    let is_same = publish::write(library.root(), &files, false, how == Writing::Dry)?.written.is_empty();
    // What is odd about a feed is told by the sync that changes it, not by every one after it.
    if how == Writing::Sync {
        // Where it will stand matters to those who publish it.
        files.iter_mut().for_each(|file| file.warnings.retain(|(path, _)| path != COMBINED));
    }
    if !is_same || how != Writing::Sync || screen.verbose {
        tell_odd(&files, if how == Writing::Sync { MOST_ODD_OF_SYNC } else { MOST_ODD }, screen);
    }
    let done = match (is_same, how) {
        (_, Writing::Sync) | (false, Writing::Asked) => "",
        (true, _) => UNCHANGED,
        (false, Writing::Dry) => ": would be written",
    };
    let [file] = files;
    Ok(Combined::of(format!("{}{done}", file_words(&file)), file.layout, is_same))
}

/// What makes parts of a feed of documents.
struct Parts<'a> {
    library: &'a Library,
    settings: &'a Settings,
    choice: Choice,
    seen: &'a FirstSeen,
}

impl Parts<'_> {
    /// What of `source` goes out.
    fn of(&self, mut source: SourceRecords) -> Result<Part, Error> {
        self.choice.leave_out(&mut source);
        self.of_chosen(source)
    }

    /// What goes out of a document from which the posts that do not matter are gone already.
    fn of_chosen(&self, mut source: SourceRecords) -> Result<Part, Error> {
        hold_back(&*self.library.settings()?, &mut source);
        Ok(Part::of(&origin_of(self.library, &source, self.seen)?, self.settings))
    }

    /// What goes out of the documents that hold the newest entries.
    fn newest(&self, index: &Index) -> Result<Vec<Part>, Error> {
        let asked = Asked {
            limit: self.library.settings()?.publish.most_entries(),
            leave_out: &|source| {
                self.choice.leave_out(source);
                leave_entries_alone(source);
            },
            first_seen: &|path| self.seen.day_of(path),
        };
        let mut parts = Vec::new();
        index.newest(&asked, &mut |source| {
            let part = self.of_chosen(source)?;
            let entries = part.entries();
            parts.push(part);
            Ok(entries)
        })?;
        Ok(parts)
    }
}

/// Lets go of what a feed's entries are about: they go out as they are, and those of hundreds of feeds wait for each other.
fn leave_entries_alone(source: &mut SourceRecords) {
    let records = &mut source.records;
    if records.source.kind == Kind::Feed {
        (records.talks, records.notes, records.takeaways) = (Vec::new(), Vec::new(), Vec::new());
    }
}

/// The combined feed as it would be written now to `path` of a folder, made of its newest entries alone.
pub(crate) fn newest_feed(library: &Library, index: &Index, settings: &Settings, path: &str) -> Result<Published> {
    Ok(newest_of(library, index, settings, &FirstSeen::read(library)?, path)?)
}

fn newest_of(library: &Library, index: &Index, settings: &Settings, seen: &FirstSeen, path: &str) -> Result<Published, Error> {
    let choice = Posts::ThatMatter.choice(library, index)?;
    let parts = Parts { library, settings, choice, seen }.newest(index)?;
    Ok(publish::combined_of(parts, settings, path))
}

/// Brings the combined feed up to date after a sync; `before` is the feed as it was, where that is known.
pub(crate) fn follow_combined(
    library: &Library,
    before: Option<Combined>,
    report: &SyncReport,
    screen: &mut Screen,
) -> Result<Combined> {
    let mut following = Following { combined: before, totals: None };
    following.fall_behind(report);
    following.now(library, screen)
}

/// The library's counts and its combined feed, followed from save to save.
#[derive(Debug, Default)]
pub(crate) struct Following {
    /// The feed as it was written last.
    combined: Option<Combined>,
    /// The library as it was last counted.
    totals: Option<Totals>,
}

impl Following {
    /// Follows what a sync has just counted and written.
    pub(crate) fn start(library: &Library, screen: &mut Screen) -> Result<Following> {
        let commit = library::index(library, screen)?.commit().to_owned();
        let last = LastSync::read_all(library, &commit);
        let (combined, totals) = last.map(|last| (last.combined, last.totals)).unzip();
        Ok(Following { combined: combined.flatten(), totals })
    }

    /// Takes note of what changed. A sync that follows need not count again, nor write what did not change.
    pub(crate) fn take_note(&mut self, library: &Library, report: &mut SyncReport, is_set_anew: bool) {
        let linked = std::mem::take(&mut report.linked);
        self.totals = Totals::after(&linked, &report.totals, self.totals.as_ref());
        if is_set_anew || matches!(linked, Linked::Counted { .. }) {
            self.combined = None;
        }
        self.fall_behind(report);
        self.keep(library, &report.commit);
    }

    /// Takes note of the documents that the feed does not know of.
    fn fall_behind(&mut self, report: &SyncReport) {
        let changed = report.changed.iter().map(|document| &document.path);
        let paths = changed.chain(&report.removed).chain(report.failed.iter().map(|(path, _)| path));
        self.combined = self.combined.take().and_then(|combined| combined.behind(paths));
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

    /// The feed as it is now, written where something in it changed.
    fn now(&mut self, library: &Library, screen: &mut Screen) -> Result<Combined> {
        let settings = settings_of(library)?;
        if let Some(combined) = self.combined.take() {
            match again(library, &combined, &settings, screen)? {
                Some(Again::Same(layout)) => return Ok(Combined::of(combined.words, layout, true)),
                Some(Again::Changed(file)) => return write_file(library, file, Writing::Sync, screen),
                None => {}
            }
        }
        let file = newest_noted(library, &settings, Writing::Sync, screen)?;
        write_file(library, file, Writing::Sync, screen)
    }
}

/// The feed `combined` after the documents changed that it is behind with, where that can be told of them alone.
fn again(library: &Library, combined: &Combined, settings: &Settings, screen: &mut Screen) -> Result<Option<Again>> {
    let since = combined.layout.since(settings);
    let parts = library::ask(library, screen, |index| {
        let mut sources = Vec::new();
        for path in &combined.behind {
            sources.extend(index.source_since(path, since.as_deref())?);
        }
        let undated: Vec<String> =
            sources.iter().filter(|source| source.is_undated_report()).map(|source| source.path.clone()).collect();
        let seen = noted(library, FirstSeen::read_of(library, &undated)?, &undated);
        let choice = Posts::ThatMatter.choice(library, index)?;
        let parts = Parts { library, settings, choice, seen: &seen };
        sources.into_iter().map(|source| parts.of(source)).collect::<Result<Vec<Part>, Error>>()
    })?;
    let written = || std::fs::read(library.root().join(COMBINED)).ok();
    Ok(publish::combined_again(&combined.layout, written, &combined.behind, parts, settings, COMBINED))
}

/// When reports were first `seen`; the `undated`, which state no date, today at the latest. Where that cannot be written, they
/// are new again the next time.
fn noted(library: &Library, mut seen: FirstSeen, undated: &[String]) -> FirstSeen {
    let today = today();
    undated.iter().for_each(|path| seen.note(path, &today));
    let _ = seen.write(library);
    seen
}
