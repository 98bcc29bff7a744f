//! `hallway publish`: the combined feed, or a whole site of feeds.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use hallway::Error;
use hallway::index::{Index, SearchOptions, keep_of_entries};
use hallway::library::{self as stored, FirstSeen, LINKS_FILE, Library};
use hallway::link::{Catalogue, Corrections, link};
use hallway::model::{Kind, SourceRecords};
use hallway::publish::{self, Content, Origin, Passage, Published, SavedSearch, Settings, Site};
use hallway::read::document::{self, BlockKind};
use hallway::read::{Hints, read};

use super::combined::{Writing, write_combined};
use super::only::Posts;
use super::plain::{plain, plain_path};
use super::screen::{Screen, advised};
use super::search::parse;
use super::words::count;
use super::{Globals, Outcome, library};

const EXAMPLES: &str = "\
Examples:
  hallway publish                                                 feeds/combined.atom alone
  hallway publish public --base-url https://example.org/notes/    a site of feeds with a page
  hallway publish --only event:ferrocon ferrocon                  what answers a query";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Publish {
    /// The folder to write
    dir: Option<PathBuf>,
    /// Where the folder will be served; else `address` in hallway.toml
    #[arg(long, value_name = "URL", requires = "dir")]
    base_url: Option<String>,
    /// Only what answers this query
    #[arg(long, value_name = "QUERY")]
    only: Option<String>,
    /// How much of each post goes out, where hallway.toml does not say it for its feed
    #[arg(long, value_enum, requires = "dir")]
    content: Option<HowMuch>,
    /// Say what would be written, writing nothing
    #[arg(long)]
    dry_run: bool,
    /// Delete what an earlier run wrote and this one does not
    #[arg(long, requires = "dir")]
    prune: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum HowMuch {
    Full,
    Summary,
    Link,
}

impl Publish {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let Some(dir) = &self.dir else { return self.write_feed(&library, screen) };
        // A site says no less than there is.
        library::ask(&library, screen, |index| index.open_all())?;
        let (index, mut sources) =
            library::ask(&library, screen, |index| Ok((index.clone(), library::sources(&library, index, Posts::ThatMatter)?)))?;
        if let Some(query) = &self.only {
            let kept = Kept::of(&library, &index, query)?;
            sources.retain_mut(|source| kept.leave(source));
            if sources.is_empty() {
                screen.remark(format_args!("--only: nothing found: {}", plain(query)));
                return Ok(Outcome::Nothing);
            }
        }
        let catalogue = link(sources, &Corrections::read(&library.root().join(LINKS_FILE))?);
        self.write_site(&library, &index, &catalogue, dir, screen)?;
        Ok(Outcome::Done)
    }

    /// feeds/combined.atom alone.
    fn write_feed(&self, library: &Library, screen: &mut Screen) -> Result<Outcome> {
        if self.only.is_some() {
            bail!("--only: feeds/combined.atom holds everything; name a folder to write a part");
        }
        let done = write_combined(library, self.writing(), screen)?.words;
        if screen.json {
            screen.json_line(&serde_json::json!({ "combined": done }))?;
        }
        screen.report(done)?;
        Ok(Outcome::Done)
    }

    fn writing(&self) -> Writing {
        if self.dry_run { Writing::Dry } else { Writing::Asked }
    }

    fn write_site(&self, library: &Library, index: &Index, catalogue: &Catalogue, dir: &Path, screen: &mut Screen) -> Result<()> {
        let mut settings = settings_of(library)?;
        if let Some(base_url) = &self.base_url {
            settings.base_url = Some(checked_address(base_url)?);
        }
        if let Some(content) = self.content {
            settings.content = content.into();
        }
        let site = site_of(library, index, catalogue, &settings, !self.dry_run)?;
        let written = publish::write(dir, &site.files, self.prune, self.dry_run)?;
        tell_odd(&site.files, MOST_ODD, screen);
        let number = written.written.len();
        if screen.json {
            let files: Vec<_> = site
                .files
                .iter()
                .map(|file| serde_json::json!({ "path": file.path, "title": file.title, "entries": file.entries }))
                .collect();
            return screen.json_line(&serde_json::json!({
                "files": files, "written": written.written, "unchanged": written.unchanged, "stale": written.stale,
            }));
        }
        if number == 0 && written.stale.is_empty() {
            return screen.report("nothing changed, 0 files written");
        }
        screen.report(site_words(&site.files, screen.verbose))?;
        let would = if self.dry_run { "would be " } else { "" };
        let place = plain_path(dir);
        screen.report(format_args!("{place}: {} {would}written, {} unchanged", count(number, "file"), written.unchanged))?;
        for path in &written.stale {
            match self.prune {
                true => screen.report(format_args!("{}: {would}removed", plain(path)))?,
                false => screen.remark(format_args!("{}: published no more; `--prune` removes it", plain(path))),
            }
        }
        Ok(())
    }
}

/// Everything that others may have of `catalogue`, as files.
pub(crate) fn site_of(
    library: &Library,
    index: &Index,
    catalogue: &Catalogue,
    settings: &Settings,
    is_published: bool,
) -> Result<Site> {
    let catalogue = without_held_back(library, catalogue)?;
    let searches = saved_searches(library, index, &catalogue)?;
    Ok(publish::site(&catalogue, &origins_of(library, &catalogue, is_published)?, &searches, settings))
}

impl From<HowMuch> for Content {
    fn from(much: HowMuch) -> Content {
        match much {
            HowMuch::Full => Content::Full,
            HowMuch::Summary => Content::Summary,
            HowMuch::Link => Content::Link,
        }
    }
}

/// The most files of a site that are named without `-v`.
const MOST_FILES: usize = 12;

/// `atom.xml 11 entries (10 posts, 1 report) · topic/ai.xml 4 · …`.
fn site_words(files: &[Published], all: bool) -> String {
    let most = if all { files.len() } else { MOST_FILES };
    let mut words: Vec<String> = files.iter().take(1).map(file_words).collect();
    words.extend(files.iter().take(most).skip(1).map(|file| match file.entries {
        0 => plain(&file.path),
        entries => format!("{} {entries}", plain(&file.path)),
    }));
    if files.len() > most {
        words.push(format!("and {} more", files.len() - most));
    }
    words.join(" · ")
}

/// `atom.xml 11 entries (10 posts, 1 report)`.
pub(super) fn file_words(file: &Published) -> String {
    let path = plain(&file.path);
    let posts = file.entries.saturating_sub(file.reports);
    match (file.entries, file.reports) {
        (0, _) => path,
        (entries, 0) => format!("{path} {}", count(entries, "entry")),
        (entries, reports) => {
            format!("{path} {} ({}, {})", count(entries, "entry"), count(posts, "post"), count(reports, "report"))
        }
    }
}

/// The most things held back, and the most supplied, that are told without `-v`.
pub(super) const MOST_ODD: usize = 12;

/// What was held back or had to be supplied, each once, though several files have it; without `-v` the first `most` of both.
pub(super) fn tell_odd(files: &[Published], most: usize, screen: &mut Screen) {
    let most = if screen.verbose { usize::MAX } else { most };
    let mut told = HashSet::new();
    let held = files.iter().flat_map(|file| &file.held_back);
    let held: Vec<_> = held.filter(|(path, reason)| told.insert((path, 0, reason))).collect();
    for (path, reason) in held.iter().take(most) {
        screen.remark(format_args!("held back: {} ({})", plain(path), plain(reason)));
    }
    let all = files.iter().flat_map(|file| &file.warnings);
    let odd: Vec<_> = all.filter(|(path, warning)| told.insert((path, warning.line, &warning.message))).collect();
    for (path, warning) in odd.iter().take(most) {
        screen.warning(plain(path), warning.line, &warning.message);
    }
    let more = held.len().saturating_sub(most) + odd.len().saturating_sub(most);
    if more > 0 {
        screen.remark_hint(format_args!("{more} more like these: `hallway publish -v` shows all"));
    }
}

pub(crate) fn settings_of(library: &Library) -> Result<Settings> {
    let said = library.settings()?;
    let folder = std::path::absolute(library.root()).ok();
    let folder = folder.as_deref().and_then(|root| root.file_name()).map(|name| name.to_string_lossy().into_owned());
    Ok(Settings {
        title: said.title.clone().or(folder).unwrap_or_else(|| "Conference notes".to_owned()),
        owner: said.owner.name.clone(),
        address: said.address.clone(),
        content: said.publish.content.map(content_of).unwrap_or_default(),
        limit: Some(said.publish.most_entries()),
        ..Settings::default()
    })
}

fn content_of(content: stored::Content) -> Content {
    match content {
        stored::Content::Full => Content::Full,
        stored::Content::Summary => Content::Summary,
        stored::Content::Link => Content::Link,
    }
}

/// The documents of `catalogue` with what the library remembers of them. Where `is_published`, a report without a date is
/// remembered as first seen today.
fn origins_of<'a>(library: &Library, catalogue: &'a Catalogue, is_published: bool) -> Result<Vec<Origin<'a>>> {
    let seen = first_seen(library, catalogue, is_published)?;
    catalogue.sources.iter().map(|source| Ok(origin_of(library, source, &seen)?)).collect()
}

/// A document with what the library remembers of it.
pub(super) fn origin_of<'a>(library: &Library, source: &'a SourceRecords, seen: &FirstSeen) -> Result<Origin<'a>, Error> {
    let stem = source.path.strip_prefix("feeds/").and_then(|file| file.rsplit_once('.')).map(|(stem, _)| stem);
    let said = library.settings()?;
    let feed = said.feed.iter().find(|feed| Some(&*feed.name) == stem);
    let private = match source.records.source.kind {
        Kind::Feed => Vec::new(),
        _ => private_lines_of(&library.file_of(&source.path))?,
    };
    let added = if source.is_undated_report() { seen.day_of(&source.path) } else { None };
    Ok(Origin { added, content: feed.and_then(|feed| feed.content).map(content_of), private, ..Origin::new(source) })
}

/// When the reports of `catalogue` that state no date were first seen. Where `is_published`, new ones are remembered as of
/// today; where that cannot be written, they stay without a date.
fn first_seen(library: &Library, catalogue: &Catalogue, is_published: bool) -> Result<FirstSeen> {
    let seen = FirstSeen::read(library)?;
    let (today, mut more) = (today(), seen.clone());
    catalogue.sources.iter().filter(|source| source.is_undated_report()).for_each(|source| more.note(&source.path, &today));
    Ok(if is_published && more.write(library).is_ok() { more } else { seen })
}

/// The day it is, in UTC.
pub(crate) fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// The catalogue as others may have it.
pub(crate) fn public_catalogue(library: &Library, catalogue: &Catalogue) -> Result<Catalogue> {
    let sources = public_sources(library, catalogue)?;
    Ok(link(sources, &Corrections::read(&library.root().join(LINKS_FILE))?))
}

/// The documents of `catalogue` as others may have them.
pub(crate) fn public_sources(library: &Library, catalogue: &Catalogue) -> Result<Vec<SourceRecords>> {
    let catalogue = without_held_back(library, catalogue)?;
    Ok(origins_of(library, &catalogue, false)?.iter().filter_map(publish::public_part).collect())
}

/// The lines of a document that stay at home. One that cannot be read ends the command: what is private in it is unknown.
fn private_lines_of(file: &Path) -> Result<Vec<RangeInclusive<usize>>, Error> {
    let bytes = match std::fs::read(file) {
        // What was read of it before it went shows nothing of it any more.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(Error::io(file))?,
    };
    let text = String::from_utf8_lossy(&bytes);
    // In another charset, or as entities, the words of a heading do not show in the bytes.
    let has_entities = ["&#", "uml;", "cute;", "grave;", "tilde;"].iter().any(|sign| text.contains(sign));
    let is_plain = !text.contains(['\0', '\u{fffd}']) && !has_entities;
    if is_plain && !publish::may_be_private(&text) {
        return Ok(Vec::new());
    }
    let name = file.to_string_lossy();
    let document = read(&bytes, &Hints { name: Some(&name), ..Hints::default() }).ok();
    let mut lines = publish::private_lines(&text);
    let blocks = document.iter().flat_map(|document| &document.parts).flat_map(|part| &part.blocks);
    let headings: Vec<(usize, u8, String)> = blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { level, text } => Some((block.line, *level, document::plain(text))),
            _ => None,
        })
        .collect();
    lines.extend(publish::private_sections(&headings, text.lines().count() + 1));
    Ok(lines)
}

/// The catalogue in which what hallway.toml holds back says so itself.
fn without_held_back<'a>(library: &Library, catalogue: &'a Catalogue) -> Result<Cow<'a, Catalogue>> {
    let said = library.settings()?;
    let mut catalogue = Cow::Borrowed(catalogue);
    if catalogue.sources.iter().any(|source| is_held_back(&said, source)) {
        catalogue.to_mut().sources.iter_mut().for_each(|source| hold_back(&said, source));
    }
    Ok(catalogue)
}

fn is_held_back(said: &stored::Settings, source: &SourceRecords) -> bool {
    said.publish.hold_back.contains(&source.path)
}

/// Lets a document say itself that hallway.toml holds it back.
pub(super) fn hold_back(said: &stored::Settings, source: &mut SourceRecords) {
    if is_held_back(said, source) {
        source.records.source.held_back = Some("hold_back in hallway.toml".to_owned());
    }
}

/// The most passages of one saved search that are published.
const MOST_HITS: usize = 500;

fn saved_searches(library: &Library, index: &Index, catalogue: &Catalogue) -> Result<Vec<SavedSearch>> {
    let paths: HashSet<&str> = catalogue.sources.iter().map(|source| &*source.path).collect();
    let leave_out = Posts::ThatMatter.left_out(library, index)?;
    let options = SearchOptions { limit: MOST_HITS, leave_out, strictly: true, ..SearchOptions::default() };
    let mut searches = Vec::new();
    for saved in &library.settings()?.search {
        let answers = index.search(&parse(library, &saved.query)?, &options)?;
        let hits = answers.hits.into_iter().filter(|hit| paths.contains(&*hit.path)).map(|hit| Passage {
            path: hit.path,
            title: hit.title,
            event: hit.event,
            text: hit.text,
            line: hit.line,
            entry: hit.entry,
            talk: hit.talk,
        });
        searches.push(SavedSearch { name: saved.name.clone(), query: saved.query.clone(), hits: hits.collect() });
    }
    Ok(searches)
}

/// The reports and the entries in which a query finds something.
#[derive(Debug)]
pub(crate) struct Kept {
    paths: HashSet<String>,
    entries: HashSet<(String, String)>,
}

impl Kept {
    pub(crate) fn of(library: &Library, index: &Index, query: &str) -> Result<Kept> {
        let options = SearchOptions::everything();
        let hits = index.search(&parse(library, query)?, &options)?.hits;
        let paths = hits.iter().map(|hit| hit.path.clone()).collect();
        let entries = hits.into_iter().filter_map(|hit| Some((hit.path, hit.entry?))).collect();
        Ok(Kept { paths, entries })
    }

    /// Leaves of `source` what is kept; whether there is any.
    pub(crate) fn leave(&self, source: &mut SourceRecords) -> bool {
        let (path, records) = (&source.path, &mut source.records);
        if records.source.kind != Kind::Feed {
            return self.paths.contains(path);
        }
        records.entries.retain(|entry| self.entries.contains(&(path.clone(), entry.id.clone())));
        keep_of_entries(records);
        !records.entries.is_empty()
    }
}

/// An address that links can be made from.
fn checked_address(address: &str) -> Result<String> {
    match address.parse::<url::Url>() {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(address.to_owned()),
        _ => Err(advised(
            format_args!("--base-url: {}: no address of a web server", plain(address)),
            "it looks like https://example.org/notes/",
        )),
    }
}
