//! `hallway sync`: followed feeds are asked for news, then the index and the combined feed are brought up to date with notes/ and feeds/.

use std::collections::HashMap;

use anyhow::Result;
use hallway::follow::{PollOptions, PollReport};
use hallway::index::{DocumentReport, Linked, SyncOptions, SyncReport};
use hallway::library::{LINKS_FILE, Library};
use hallway::link::{Catalogue, Corrections};
use serde_json::json;

use super::combined::{COMBINED, UNCHANGED, follow_combined};
use super::last_sync::LastSync;
use super::plain::plain;
use super::screen::Screen;
use super::summary::{TalksOf, Totals, counted_cells, library_line};
use super::table::columns;
use super::watch::{self, Watching};
use super::words::count;
use super::{Globals, Outcome, feeds, library};

const EXAMPLES: &str = "\
Examples:
  hallway sync                  after notes/ or feeds/ changed
  hallway sync --offline        the same without asking feeds
  hallway sync --watch          and go on, reading each document as it is saved
  hallway sync --rebuild        make the index anew, whatever is there";

/// The most warnings of one document that are told without `-v`.
const MOST_WARNINGS: usize = 3;
/// The most changed documents that are listed without `-v`.
const MOST_DOCUMENTS: usize = 30;
/// Among the documents that are listed more talks than this are not linked only to say which they share.
const MOST_LINKED: usize = 2000;

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Sync {
    /// Ask these followed feeds alone, by name or address
    feeds: Vec<String>,
    /// Ask no feed: no network
    #[arg(long, conflicts_with = "feeds")]
    offline: bool,
    /// Follow feeds that moved to another host for good
    #[arg(long)]
    accept_move: bool,
    /// Make the index anew
    #[arg(long)]
    rebuild: bool,
    /// Read every document again, and check the index's own files, whatever their times say
    #[arg(long)]
    verify: bool,
    /// Go on: read each document as soon as it is saved, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Write feeds/combined.atom too, whenever a document was saved
    #[arg(long, requires = "watch")]
    publish: bool,
}

impl Sync {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        if !self.watch {
            return self.once(&library, screen);
        }
        let watching = Watching { publish: self.publish, is_needed: true };
        watch::watch(library, watching, screen, |library, screen| self.once(library, screen))
    }

    fn once(&self, library: &Library, screen: &mut Screen) -> Result<Outcome> {
        let polled = self.poll(library, screen)?;
        let options = SyncOptions { rebuild: self.rebuild, verify: self.verify, only: None };
        let mut report = library::update(library, &options, screen)?;
        // Odd things about a feed are told again where more is asked for.
        let last = if screen.verbose { None } else { LastSync::read(library, &report.commit) };
        let last = last.and_then(|last| Some((last.totals, last.combined.filter(|combined| combined.behind.is_empty())?)));
        let (totals, combined) = match last {
            Some((totals, combined)) => {
                tell_changes(&report, &Catalogue::default(), screen)?;
                (totals, format!("{}{UNCHANGED}", combined.words))
            }
            None => bring_up_to_date(library, &mut report, screen)?,
        };
        let none_answered = polled.failures() > 0 && polled.answers() == 0;
        let failed = library::report_failures(&report, screen) || none_answered || polled.not_kept() > 0;
        if screen.json {
            screen.json_line(&as_json(&report, &polled, &totals, &combined))?;
        } else if !screen.quiet {
            feeds::poll_words(&polled).map_or(Ok(()), |words| screen.line(words))?;
            screen.line(library_line(&totals))?;
            screen.line(combined)?;
        }
        Ok(match (failed, polled.failures()) {
            (true, _) => Outcome::Damaged,
            (false, 0) => Outcome::Done,
            (false, _) => Outcome::SomeFeeds,
        })
    }
}

impl Sync {
    fn poll(&self, library: &Library, screen: &mut Screen) -> Result<PollReport> {
        if self.offline {
            return Ok(PollReport::default());
        }
        feeds::ask(library, &PollOptions { feeds: self.feeds.clone(), accept_move: self.accept_move }, screen)
    }
}

/// Tells what changed, counts what there is now and brings the combined feed up to date.
fn bring_up_to_date(library: &Library, report: &mut SyncReport, screen: &mut Screen) -> Result<(Totals, String)> {
    let (feed, before) = LastSync::read_all(library, &report.commit_before).map(|last| (last.combined, last.totals)).unzip();
    let linked = std::mem::take(&mut report.linked);
    // Where more is asked for, what is odd about the whole feed is told again.
    let feed = feed.flatten().filter(|_| !screen.verbose && !matches!(linked, Linked::Counted { .. }));
    let (catalogue, totals) = match (Totals::after(&linked, &report.totals, before.as_ref()), linked) {
        (Some(totals), Linked::Part { catalogue, .. } | Linked::Whole(catalogue)) => (catalogue, totals),
        (Some(totals), Linked::Nothing) => (Catalogue::default(), totals),
        (Some(totals), Linked::Counted { .. }) if !screen.verbose => (catalogue_of_some(library, report, screen)?, totals),
        _ => {
            let catalogue = link_all(library, screen)?;
            let totals = Totals::linked(&report.totals, catalogue.talks.len(), catalogue.events.len());
            (catalogue, totals)
        }
    };
    tell_changes(report, &catalogue, screen)?;
    drop(catalogue);
    if !report.kept.is_empty() {
        // Without what cannot be opened it would say less than is there.
        return Ok((totals, format!("{COMBINED}: left as it was")));
    }
    let combined = follow_combined(library, feed, report, screen)?;
    LastSync::keep(library, &report.commit, &totals, Some(&combined));
    let unchanged = if combined.is_same { UNCHANGED } else { "" };
    Ok((totals, format!("{}{unchanged}", combined.words)))
}

/// The first documents that changed, linked with each other where they have few talks: what they share with others that are not told
/// about stays untold anyway.
fn catalogue_of_some(library: &Library, report: &SyncReport, screen: &mut Screen) -> Result<Catalogue> {
    let told = &report.changed[..report.changed.len().min(told(screen))];
    let paths: Vec<&str> = told.iter().map(|document| &*document.path).collect();
    let corrections = Corrections::read(&library.root().join(LINKS_FILE))?;
    let few = told.iter().map(|document| document.counts.talks).sum::<usize>() <= MOST_LINKED;
    library::ask(library, screen, |index| if few { index.link_paths(&paths, &corrections) } else { index.heads_of(&paths) })
}

/// All documents linked, without their texts.
fn link_all(library: &Library, screen: &mut Screen) -> Result<Catalogue> {
    let corrections = Corrections::read(&library.root().join(LINKS_FILE))?;
    library::ask(library, screen, |index| index.link_light(&corrections))
}

/// How many of the documents that changed are told about.
fn told(screen: &Screen) -> usize {
    if screen.quiet || screen.json { 0 } else { most_documents(screen) }
}

fn most_documents(screen: &Screen) -> usize {
    if screen.verbose { usize::MAX } else { MOST_DOCUMENTS }
}

/// A line for each document that was read, and how many were not.
fn tell_changes(report: &SyncReport, catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    if screen.quiet {
        return Ok(());
    }
    for document in &report.changed {
        tell_warnings(document, screen);
    }
    if screen.json {
        return Ok(());
    }
    let most = most_documents(screen);
    let talks = TalksOf::sources(catalogue);
    let changed: HashMap<&str, &DocumentReport> = report.changed.iter().map(|document| (&*document.path, document)).collect();
    let sources = catalogue.sources.iter().enumerate();
    let sources = sources.filter_map(|(index, source)| Some((index, *changed.get(&*source.path)?)));
    let cells =
        |(index, document): (usize, &DocumentReport)| counted_cells(&talks, index, &document.counts, document.events.len());
    let rows: Vec<Vec<String>> = sources.take(most).map(cells).collect();
    columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))?;
    if changed.len() > most {
        screen.line(format_args!("and {} more", changed.len() - most))?;
    }
    for path in &report.removed {
        screen.line(format_args!("{}: gone, and its records with it", plain(path)))?;
    }
    if report.unchanged > 0 {
        screen.line(format_args!("{} unchanged", count(report.unchanged, "document")))?;
    }
    Ok(())
}

pub(crate) fn tell_warnings(document: &DocumentReport, screen: &mut Screen) {
    let most = if screen.verbose { usize::MAX } else { MOST_WARNINGS };
    for warning in document.warnings.iter().take(most) {
        screen.warning(plain(&document.path), warning.line, &warning.message);
    }
    if document.warnings.len() > most {
        let more = document.warnings.len() - most;
        screen.remark_hint(format_args!("{more} more like these: `hallway doctor` shows all"));
    }
}

fn as_json(report: &SyncReport, polled: &PollReport, totals: &Totals, combined: &str) -> serde_json::Value {
    let changed: Vec<_> = report
        .changed
        .iter()
        .map(|document| {
            json!({
                "path": document.path, "name": document.name, "kind": document.kind, "events": document.events,
                "entries": document.counts.entries, "talks": document.counts.talks, "notes": document.counts.notes,
                "takeaways": document.counts.takeaways, "warnings": document.warnings,
            })
        })
        .collect();
    let failed: Vec<_> = report.failed.iter().map(|(path, reason)| json!({ "path": path, "reason": reason })).collect();
    json!({
        "feeds": polled.feeds.iter().map(feeds::report_json).collect::<Vec<_>>(),
        "changed": changed, "removed": report.removed, "unchanged": report.unchanged, "failed": failed,
        "kept": report.kept, "rebuilt": report.rebuilt, "sources": totals.sources, "events": totals.events,
        "talks": totals.talks, "talks_before_linking": totals.talks_before_linking, "notes": totals.notes,
        "takeaways": totals.takeaways, "combined": combined,
    })
}
