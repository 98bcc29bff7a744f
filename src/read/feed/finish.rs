//! A raw feed becomes a [`Document`]: values chosen, addresses made absolute, HTML sanitised, dates read, ids found.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use url::Url;

use super::people::names;
use super::raw::{About, Entry, Feed, Link, Markup, Text, Value};
use crate::model::{Enclosure, EntrySource, Warning};
use crate::read::Hints;
use crate::read::document::{Document, EntryData, Metadata, Part, Shape};
use crate::read::feed::dates::read_date;
use crate::read::html::blocks_of_fragment;
use crate::read::html::sanitize::{paragraphs, plain_text, sanitize};

/// No address of a page is longer, in bytes.
const MOST_ADDRESS: usize = 16_384;
/// The most entries that are taken from one document.
pub(crate) const ENTRIES_CAP: usize = 250_000;

/// Makes parts of entries, and a document of what is left.
pub(super) struct Finisher<'a> {
    hints: &'a Hints<'a>,
    ids: Ids,
    /// How many entries there were.
    seen: usize,
    /// What was damaged, and what was made of it.
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Finisher<'a> {
    pub(super) fn new(hints: &'a Hints<'a>) -> Self {
        Finisher { hints, ids: Ids::default(), seen: 0, warnings: Vec::new() }
    }

    /// Where the feed came from.
    pub(super) fn address(&self) -> Option<&'a Url> {
        self.hints.address
    }

    /// Hands `entries` to `visit`, with what the feed, as far as `about` is known, says of itself.
    pub(super) fn entries(&mut self, about: &About, entries: Vec<Entry>, visit: &mut dyn FnMut(&Metadata, Part)) {
        if entries.is_empty() {
            return;
        }
        let address = self.hints.address;
        let metadata = metadata(about, address, &mut Vec::new());
        let bases = Bases::of(about, &metadata, address);
        for entry in entries {
            self.seen += 1;
            if self.seen > ENTRIES_CAP {
                if self.seen == ENTRIES_CAP + 1 {
                    let message = format!("more than {ENTRIES_CAP} entries: from here on they were left out");
                    self.warnings.push(Warning::new(entry.about.line, message));
                }
                continue;
            }
            let (data, line, summary) = entry_data(entry, &metadata, &bases, &mut self.ids, &mut self.warnings);
            let html = data.content_html.as_deref().or(summary.as_deref()).filter(|_| !self.hints.entries_only);
            let blocks = html.map(|html| blocks_of_fragment(html, None, line, true)).unwrap_or_default();
            visit(&metadata, Part { entry: Some(data), blocks, source: Vec::new(), line });
        }
    }

    /// The document, without its parts.
    pub(super) fn document(mut self, feed: &Feed) -> Document {
        let metadata = metadata(&feed.about, self.hints.address, &mut self.warnings);
        self.warnings.sort_by_key(|warning| warning.line);
        let is_cut_off = feed.is_cut_off || self.seen > ENTRIES_CAP;
        Document { metadata, shape: Shape::Feed, warnings: self.warnings, is_cut_off, ..Document::default() }
    }
}

/// What relative addresses of the feed's own elements are resolved against.
struct Bases {
    /// The feed's alternate link, else its own address.
    feed: Option<Url>,
}

impl Bases {
    fn of(about: &About, metadata: &Metadata, address: Option<&Url>) -> Bases {
        let said = [metadata.url.as_deref(), metadata.self_url.as_deref()];
        let said = said.into_iter().flatten().find_map(|said| Url::parse(said).ok());
        Bases { feed: about.base.as_deref().cloned().or(said).or_else(|| address.cloned()) }
    }
}

fn metadata(about: &About, address: Option<&Url>, warnings: &mut Vec<Warning>) -> Metadata {
    let base = about.base.as_deref().or(address);
    let self_url = about.links.iter().find(|link| link.rel == "self").and_then(|link| web_address(link, base, warnings));
    let older = |rel: &str| about.links.iter().find(|link| link.rel == rel);
    let older = older("prev-archive").or_else(|| older("next"));
    let self_base = self_url.as_deref().and_then(|said| Url::parse(said).ok());
    let url = alternate(about, base.or(self_base.as_ref()), warnings);
    Metadata {
        title: best_text(&about.titles).map(one_line).filter(|title| !title.is_empty()),
        authors: names(&about.people, warnings),
        id: about.ids.iter().map(|id| id.value.clone()).find(|id| !id.is_empty()),
        url,
        older_url: older.and_then(|link| web_address(link, base.or(self_base.as_ref()), &mut Vec::new())),
        self_url,
        updated: date(&about.updated, warnings).or_else(|| date(&about.published, &mut Vec::new())),
        published: date(&about.published, warnings),
        language: language(about),
        rights: best_text(&about.rights).map(one_line).filter(|rights| !rights.is_empty()),
        tags: categories(&about.categories),
        description: best_text(&about.summaries).map(plain).filter(|text| !text.is_empty()),
        ..Metadata::default()
    }
}

/// What the feed says of one entry, the entry's line, and its summary as HTML where it has no other text.
fn entry_data(
    entry: Entry,
    feed: &Metadata,
    bases: &Bases,
    ids: &mut Ids,
    warnings: &mut Vec<Warning>,
) -> (EntryData, usize, Option<String>) {
    let Entry { about, source } = entry;
    let line = about.line;
    let base = about.base.as_deref().or(bases.feed.as_ref());
    let url = alternate(&about, base, warnings);
    let title = best_text(&about.titles).map(one_line).unwrap_or_default();
    let page = url.as_deref().and_then(|url| Url::parse(url).ok());
    let base = page.as_ref().or(base);
    let (summary, content_html) = summary_and_content(&about, base);
    let own = names(&about.people, warnings);
    let source_authors = source.as_ref().map(|source| names(&source.people, warnings)).unwrap_or_default();
    let source_rights = source.as_ref().and_then(|source| best_text(&source.rights)).map(one_line);
    let authors = if !own.is_empty() || !about.people.is_empty() {
        own
    } else if !source_authors.is_empty() {
        source_authors
    } else {
        feed.authors.clone()
    };
    let rights = best_text(&about.rights).map(one_line).filter(|rights| !rights.is_empty());
    let stated = about.ids.iter().min_by_key(|id| id.rank).map(|id| id.value.clone()).filter(|id| !id.is_empty());
    let content_for_id = content_html.as_deref().or(summary.as_deref()).unwrap_or_default();
    let id = ids.find(stated, url.as_deref(), &title, content_for_id, line, warnings);
    let text = if content_html.is_none() { html_summary(&about, base) } else { None };
    let data = EntryData {
        id,
        title,
        published: date(&about.published, warnings).or_else(|| date_of_rank(&about.updated, 2)),
        updated: date(&about.updated, warnings),
        authors,
        categories: categories(&about.categories),
        summary,
        content_html,
        enclosures: enclosures(&about, base, warnings),
        rights: rights.or(source_rights).or_else(|| feed.rights.clone()),
        language: language(&about).or_else(|| feed.language.clone()),
        source: source.map(|source| entry_source(&source, bases, warnings)),
        first_seen: about.seen.as_ref().and_then(|seen| read_date(&seen.value)),
        url,
    };
    (data, line, text)
}

/// The summary where it is all the text there is and has markup.
fn html_summary(about: &About, base: Option<&Url>) -> Option<String> {
    best_text(&about.summaries).map(|text| html(text, base))
}

/// The text of the best rank that is not empty, HTML before plain text within a rank.
fn best_text(texts: &[Text]) -> Option<&Text> {
    best_of(texts.iter())
}

fn best_of<'a>(texts: impl Iterator<Item = &'a Text>) -> Option<&'a Text> {
    let filled = texts.filter(|text| !text.value.trim().is_empty());
    filled.min_by_key(|text| (text.rank, text.markup == Markup::Text))
}

fn plain(text: &Text) -> String {
    match text.markup {
        Markup::Html => plain_text(&text.value),
        Markup::Text => text.value.trim().to_owned(),
    }
}

fn one_line(text: &Text) -> String {
    let plain = match text.markup {
        Markup::Html => plain_text(&text.value),
        Markup::Text => text.value.clone(),
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn html(text: &Text, base: Option<&Url>) -> String {
    match text.markup {
        Markup::Html => sanitize(text.value.trim(), text.base.as_deref().or(base)).trim().to_owned(),
        Markup::Text => paragraphs(&text.value),
    }
}

/// RSS has one element for both: a description without other content is the content, and its text the summary where there
/// is no other.
fn summary_and_content(about: &About, base: Option<&Url>) -> (Option<String>, Option<String>) {
    let summary = best_text(&about.summaries);
    let is_description = |text: &&Text| text.rank == 1 || text.rank == 2 && summary.is_some_and(|summary| summary.rank == 2);
    let content = best_text(&about.contents).or_else(|| best_of(about.summaries.iter().filter(is_description)));
    let content_html = content.map(|content| html(content, base));
    let summary = summary.map(plain);
    (summary.filter(|text| !text.is_empty()), content_html.filter(|html| !html.is_empty()))
}

fn language(about: &About) -> Option<String> {
    let said = about.stated_language.as_ref().or(about.language.as_ref())?;
    let language = said.trim().replace('_', "-");
    let is_tag =
        !language.is_empty() && language.len() <= 35 && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(language)
}

fn categories(words: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for word in words {
        let word = if crate::read::html::sanitize::looks_like_html(word) { plain_text(word) } else { word.clone() };
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        if !word.is_empty() && seen.insert(word.clone()) {
            found.push(word);
        }
    }
    found
}

fn date(values: &[Value], warnings: &mut Vec<Warning>) -> Option<String> {
    let mut ranked: Vec<&Value> = values.iter().filter(|value| !value.value.is_empty()).collect();
    ranked.sort_by_key(|value| value.rank);
    let mut found = None;
    for value in ranked {
        let read = read_date(&value.value);
        if read.is_none() {
            let written: String = value.value.chars().take(60).collect();
            warnings.push(Warning::new(value.line, format!("the date {written:?} could not be read")));
        }
        found = found.or(read);
    }
    found
}

fn date_of_rank(values: &[Value], rank: u8) -> Option<String> {
    values.iter().filter(|value| value.rank == rank).find_map(|value| read_date(&value.value))
}

/// The page that the feed or entry stands for.
fn alternate(about: &About, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Option<String> {
    let is_page = |link: &Link| {
        link.media_type.as_deref().is_none_or(|kind| kind.is_empty() || kind.contains("html") || kind.starts_with("text/plain"))
    };
    let mut links: Vec<&Link> = about.links.iter().filter(|link| link.rel == "alternate").collect();
    links.sort_by_key(|link| (!is_page(link), link.rank));
    links.into_iter().find_map(|link| web_address(link, base, warnings))
}

/// The absolute address of `link`; none where it is not one that a reader may follow.
fn web_address(link: &Link, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Option<String> {
    let href: String = link.href.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    if href.is_empty() {
        return None;
    }
    if href.len() > MOST_ADDRESS {
        warnings.push(Warning::new(link.line, "a link of unbelievable length was left out"));
        return None;
    }
    let base = link.base.as_deref().or(base);
    let parsed = Url::parse(&href);
    let (url, written) = match (&parsed, base) {
        (Ok(url), _) => (url.clone(), href.replace(' ', "%20")),
        (Err(_), Some(base)) => {
            let joined = base.join(&href).ok()?;
            let written = joined.to_string();
            (joined, written)
        }
        (Err(_), None) => {
            warnings.push(Warning::new(link.line, "a relative link has nothing that it is relative to and was left as written"));
            return Some(href);
        }
    };
    if matches!(url.scheme(), "http" | "https" | "ftp" | "ftps" | "mailto" | "magnet" | "gopher" | "gemini" | "news" | "nntp") {
        return Some(written);
    }
    warnings.push(Warning::new(link.line, format!("a link of the scheme {} was left out", url.scheme())));
    None
}

fn enclosures(about: &About, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Vec<Enclosure> {
    let mut found: Vec<Enclosure> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for link in about.links.iter().filter(|link| link.rel == "enclosure") {
        let Some(url) = web_address(link, base, warnings) else { continue };
        if !seen.insert(url.clone()) {
            continue;
        }
        let media_type = link.media_type.clone().filter(|kind| !kind.is_empty());
        let length = link.length.as_deref().and_then(|length| length.trim().parse().ok());
        found.push(Enclosure { url, media_type, length });
    }
    found
}

fn entry_source(about: &About, bases: &Bases, warnings: &mut Vec<Warning>) -> EntrySource {
    let base = about.base.as_deref().or(bases.feed.as_ref());
    let self_link = about.links.iter().find(|link| link.rel == "self");
    EntrySource {
        id: about.ids.iter().map(|id| id.value.clone()).find(|id| !id.is_empty()),
        title: best_text(&about.titles).map(one_line).filter(|title| !title.is_empty()),
        updated: date(&about.updated, warnings),
        url: alternate(about, base, warnings),
        self_url: self_link.and_then(|link| web_address(link, base, warnings)),
        authors: names(&about.people, &mut Vec::new()).into_iter().map(|name| name.text).collect(),
        rights: best_text(&about.rights).map(one_line).filter(|rights| !rights.is_empty()),
    }
}

/// The ids given so far, each with the link (or title) of its entry: by hash, since a feed may have a great many.
#[derive(Default)]
struct Ids {
    given: HashMap<[u8; 16], [u8; 16]>,
}

impl Ids {
    /// The entry's own id, else its link, else a hash of its title and content. An id that another entry of another
    /// link already has gets a second part.
    fn find(
        &mut self,
        stated: Option<String>,
        url: Option<&str>,
        title: &str,
        content: &str,
        line: usize,
        warnings: &mut Vec<Warning>,
    ) -> String {
        let hash = |text: String| crate::id::hash(text.as_bytes());
        let derived = || url.map_or_else(|| format!("urn:hallway:{}", hash(format!("{title}\n{content}"))), str::to_owned);
        let id = stated.unwrap_or_else(derived);
        let key = url.map_or_else(|| format!("{title}\n{}", hash(content.to_owned())), str::to_owned);
        match self.given.entry(crate::id::short_hash(id.as_bytes())) {
            Slot::Occupied(known) if *known.get() != crate::id::short_hash(key.as_bytes()) => {
                let second = format!("{id}#{}", hash(key));
                warnings.push(Warning::new(
                    line,
                    format!("another entry has the id {:?} too; this one got a second part", shorten(&id)),
                ));
                second
            }
            Slot::Occupied(_) => id,
            Slot::Vacant(free) => {
                free.insert(crate::id::short_hash(key.as_bytes()));
                id
            }
        }
    }
}

fn shorten(id: &str) -> String {
    id.chars().take(120).collect()
}
