//! Which file is the report of an event.

use std::path::{Path, PathBuf};

use anyhow::Result;
use hallway::id::{fold, slug};
use hallway::library::Library;
use hallway::link::Catalogue;
use hallway::model::Kind;
use hallway::read::{Hints, read};

use crate::cli::plain::plain_path;
use crate::cli::screen::file_fault;

/// The file of a report.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// As it is told: inside the library.
    pub(super) path: String,
    pub(super) file: PathBuf,
    /// What it holds; `None` for one that is to be made.
    pub(super) text: Option<String>,
    /// The query in its front matter that chose its talks.
    pub(super) only: Option<String>,
    /// It lies in notes/, where documents are read.
    pub(super) is_inside: bool,
}

/// The events that `reference` names: those called so, else those whose name has it.
pub(super) fn events_called(catalogue: &Catalogue, reference: &str) -> Vec<usize> {
    let wanted = fold(reference);
    let events = || catalogue.events.iter().enumerate();
    let called = |name: &str| fold(name) == wanted;
    let exact: Vec<usize> = events()
        .filter(|(_, event)| event.id == reference || called(&event.name) || event.aliases.iter().any(|alias| called(alias)))
        .map(|(place, _)| place)
        .collect();
    if !exact.is_empty() || wanted.is_empty() {
        return exact;
    }
    let has = |name: &str| format!(" {} ", fold(name)).contains(&format!(" {wanted} "));
    let begins = |name: &str| fold(name).starts_with(&wanted);
    let by_words: Vec<usize> = events().filter(|(_, event)| has(&event.name)).map(|(place, _)| place).collect();
    if !by_words.is_empty() {
        return by_words;
    }
    events().filter(|(_, event)| begins(&event.name)).map(|(place, _)| place).collect()
}

/// The report of `event` that `author` writes: the file at `to`, one that hallway began before, else a new one in notes/.
pub(super) fn find(
    library: &Library,
    catalogue: &Catalogue,
    event: usize,
    name: &str,
    author: Option<&str>,
    to: Option<&Path>,
) -> Result<Report> {
    if let Some(to) = to {
        return at(library, to);
    }
    let members = catalogue.events.get(event).map(|event| event.members.as_slice()).unwrap_or_default();
    for source in members.iter().filter_map(|member| catalogue.sources.get(member.source)) {
        let is_report = source.records.source.kind == Kind::Report;
        let same_author = match (author, source.records.source.authors.as_slice()) {
            (Some(author), [_, ..]) => source.records.source.authors.iter().any(|other| fold(other) == fold(author)),
            _ => true,
        };
        if !is_report || !same_author {
            continue;
        }
        let Ok(document) = library.find_document(&source.path) else { continue };
        let report = Report { path: source.path.clone(), file: document.file(), is_inside: true, ..Report::default() };
        let report = report.read()?;
        if report.text.is_some() {
            return Ok(report);
        }
    }
    let stem = Some(slug(name)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "event".to_owned());
    let author = author.map(slug).filter(|author| !author.is_empty());
    let named = std::iter::once(stem.clone()).chain(author.map(|author| format!("{stem}-{author}")));
    let numbered = (2..10_000).map(|number| format!("{stem}-{number}"));
    let free = named.chain(numbered).map(|stem| format!("notes/{stem}.md")).find(|path| !library.root().join(path).exists());
    let path = free.unwrap_or_else(|| format!("notes/{stem}.md"));
    Ok(Report { file: library.root().join(&path), path, is_inside: true, ..Report::default() })
}

/// The report at a place that a person named.
fn at(library: &Library, to: &Path) -> Result<Report> {
    let absolute = std::path::absolute(to)?;
    let root = std::path::absolute(library.root())?;
    let inside = absolute.strip_prefix(&root).ok().filter(|inside| inside.starts_with("notes"));
    let path = inside.map_or_else(|| plain_path(to), |inside| inside.to_string_lossy().replace('\\', "/"));
    let is_inside = inside.is_some();
    let report = Report { path, file: absolute, is_inside, ..Report::default() };
    let was_there = report.file.exists();
    let report = report.read()?;
    if was_there && report.text.is_none() {
        anyhow::bail!("{}: is there already, and no report that `hallway new` began", report.path);
    }
    Ok(report)
}

impl Report {
    /// With its text, where it is there and hallway began it.
    fn read(mut self) -> Result<Report> {
        if !self.file.exists() {
            return Ok(self);
        }
        let fault = |fault: std::io::Error| anyhow::Error::msg(file_fault(&self.file, &fault));
        let bytes = std::fs::read(&self.file).map_err(fault)?;
        let Ok(text) = String::from_utf8(bytes) else { return Ok(self) };
        let Ok(document) = read(text.as_bytes(), &Hints { name: Some("report.md"), ..Hints::default() }) else { return Ok(self) };
        if document.planned.is_empty() && !text.contains("<!-- hallway programme ") {
            return Ok(self);
        }
        self.only = document.metadata.fields.get("only").and_then(|only| only.as_str()).map(str::to_owned);
        self.text = Some(text);
        Ok(self)
    }
}
