//! `hallway doctor`: what was damaged, what is unsure, what is unsaid, each with its place.

use std::collections::BTreeMap;

use anyhow::Result;
use hallway::follow::{FeedStatus, status};
use hallway::index::{Index, SyncOptions};
use hallway::library::{Library, SETTINGS_FILE};
use hallway::link::{Catalogue, Sort};
use hallway::model::{Kind, Records, SourceRecords};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::feeds;
use super::library;
use super::lists::{FINDINGS, Lists};
use super::only::Posts;
use super::plain::plain;
use super::screen::Screen;
use super::words::{count, place};
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway doctor                 everything that a person may want to mend, by document and line
  hallway doctor --json          the same for scripts";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Doctor {}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Level {
    /// Something was damaged, or is wrong.
    Warning,
    /// Something is unsaid, which may be as it should.
    Info,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Level::Warning => "warning",
            Level::Info => "info",
        }
    }
}

/// Something that a person may want to mend.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Finding {
    level: Level,
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(level: Level, path: &str, line: usize, message: impl Into<String>) -> Self {
        Finding { level, path: path.to_owned(), line, message: message.into() }
    }
}

impl Doctor {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let failed = update(&library, screen)?;
        let mut findings = Lists::of(&library, Posts::All, screen)?.get(FINDINGS, screen, findings)?;
        findings.splice(0..0, followed(&library)?);
        findings.extend(stale_settings(&library)?);
        for finding in &findings {
            show(finding, screen)?;
        }
        if findings.is_empty() && !failed {
            screen.remark("nothing is damaged, unsure or unsaid");
        }
        Ok(if failed { Outcome::Damaged } else { Outcome::Done })
    }
}

/// What hallway.toml says of documents that are not there.
fn stale_settings(library: &Library) -> Result<Vec<Finding>> {
    let settings = library.settings()?;
    let is_there = |path: &str| library.root().join(path).is_file();
    let named = settings.documents.keys().map(|path| (path, "what is said of it is kept, in case it comes back"));
    let ignored = settings.ignored.iter().map(|path| (path, "it is listed in `ignored`"));
    let held = settings.publish.hold_back.iter().map(|path| (path, "it is listed in `hold_back`"));
    let gone = named.chain(ignored).chain(held).filter(|(path, _)| !is_there(path));
    Ok(gone.map(|(path, why)| Finding::new(Level::Info, SETTINGS_FILE, 0, format!("{path} names no document; {why}"))).collect())
}

/// Followed feeds that fail, since when and why.
fn followed(library: &Library) -> Result<Vec<Finding>> {
    let trouble = |status: &FeedStatus| {
        let words = feeds::trouble(status)?;
        Some(Finding::new(Level::Warning, &status.path, 0, format!("{}: {words}", status.feed.url)))
    };
    Ok(status(library)?.iter().filter_map(trouble).collect())
}

/// Brings the index up to date and tells what it lacked; whether a document cannot be read. A library that cannot be
/// written is looked at as it was last read.
fn update(library: &Library, screen: &mut Screen) -> Result<bool> {
    let report = match library::update(library, &SyncOptions::default(), screen) {
        Ok(report) => report,
        Err(error) if Index::open(library).is_ok() => {
            screen.error(&error);
            screen.remark("index: as it was at the last sync");
            return Ok(false);
        }
        Err(error) => return Err(error),
    };
    let behind = report.changed.len() + report.removed.len();
    if behind > 0 {
        screen.remark(format_args!("index: was behind by {}; it is up to date now", count(behind, "document")));
    }
    Ok(library::report_failures(&report, screen))
}

fn show(finding: &Finding, screen: &mut Screen) -> Result<()> {
    if screen.json {
        return screen.json_line(&json!({
            "level": finding.level.word(), "path": finding.path, "line": finding.line, "message": finding.message,
        }));
    }
    let place = place(&finding.path, &[finding.line]);
    screen.line(format_args!("{}: {place}: {}", finding.level.word(), plain(&finding.message)))
}

/// Warnings first, then what is unsaid; both by document and line.
pub(crate) fn findings(catalogue: &Catalogue) -> Vec<Finding> {
    let mut findings: Vec<Finding> = catalogue.sources.iter().flat_map(warnings_of).collect();
    findings.extend(catalogue.doubts.iter().map(|doubt| {
        let what = match doubt.sort {
            Sort::Talk => "talks",
            Sort::Event => "events",
            Sort::Person => "speakers",
        };
        let message = format!(
            "unsure whether two {what} are one: {} and {} ({}); `hallway link` or `hallway link --not` says it",
            doubt.a, doubt.b, doubt.reason
        );
        Finding::new(Level::Warning, "links.toml", 0, message)
    }));
    findings.extend(catalogue.unmatched.iter().map(|words| Finding::new(Level::Warning, "links.toml", 0, words)));
    findings.extend(catalogue.sources.iter().flat_map(unsaid_in));
    findings
}

/// A source's own warnings; one that repeats is told once, with its count.
fn warnings_of(source: &SourceRecords) -> Vec<Finding> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in &source.records.warnings {
        *times.entry(&warning.message).or_default() += 1;
    }
    let mut findings = Vec::new();
    for warning in &source.records.warnings {
        // Taking the count out makes the first of them the one that is told.
        let Some(times) = times.remove(&*warning.message) else { continue };
        let often = if times > 1 { format!(" ({times} times)") } else { String::new() };
        let message = format!("{}{often}", warning.message);
        findings.push(Finding::new(Level::Warning, &source.path, warning.line, message));
    }
    findings.sort_by_key(|finding| finding.line);
    findings
}

fn unsaid_in(source: &SourceRecords) -> Vec<Finding> {
    let records = &source.records;
    let info = |message: &str| Finding::new(Level::Info, &source.path, 0, message);
    let mut findings = Vec::new();
    if records.source.kind == Kind::None {
        findings.push(info("about no conference: only its text can be searched"));
        return findings;
    }
    if let Some(reason) = &records.source.held_back {
        findings.push(info(&format!("held back from publishing ({reason})")));
    }
    if let Some(unsaid) = unsaid_by_author(records) {
        findings.push(info(unsaid));
    }
    if records.events.is_empty() && !records.talks.is_empty() {
        findings.push(info("names no event; `hallway add --event NAME` says it"));
    }
    if !records.talks.is_empty() && records.talks.iter().all(|talk| talk.speakers.is_empty()) {
        findings.push(info("names no speakers"));
    }
    findings
}

fn unsaid_by_author(records: &Records) -> Option<&'static str> {
    if records.source.kind != Kind::Report {
        return None;
    }
    let has_date = records.source.published.is_some() || records.source.updated.is_some();
    match (records.source.authors.is_empty(), has_date) {
        (true, false) => Some("states no author and no date"),
        (true, true) => Some("states no author"),
        (false, false) => Some("states no date"),
        (false, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hallway::model::Warning;

    #[test]
    fn a_warning_that_repeats_is_told_once_with_its_count() {
        let mut source = SourceRecords { path: "notes/a.md".into(), ..SourceRecords::default() };
        source.records.warnings =
            vec![Warning::new(9, "a bare ampersand"), Warning::new(2, "no date"), Warning::new(12, "a bare ampersand")];
        let told: Vec<(usize, String)> =
            warnings_of(&source).into_iter().map(|finding| (finding.line, finding.message)).collect();
        assert_eq!(told, [(2, "no date".to_owned()), (9, "a bare ampersand (2 times)".to_owned())]);
    }
}
