//! Items become an Atom feed ([RFC 4287]).
//!
//! - §4.1.1 ids, authors and dates are on every entry, since the feed has no author of its own;
//! - §4.2.11 `source` carries the origin's id, title, date, links, authors and rights;
//! - §4.2.15 the feed is as new as its newest entry, never as the run that wrote it, so the same input gives the same bytes;
//! - §4.2.7 addresses are absolute: where the library has none, `self` is left out and a warning says so.
//!
//! [RFC 4287]: https://www.rfc-editor.org/rfc/rfc4287

use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Source, Text, WriteConfig};
use chrono::{DateTime, FixedOffset};

use super::choice::terms;
use super::item::{Item, read_time, unknown};
use super::text::{clean, line, urn, web_address};
use super::{Published, Settings};
use crate::model::{EntrySource, Warning};

/// The library's own feed: it is written without anybody saying where it will be served.
const COMBINED: &str = "feeds/combined.atom";

/// An entry of the feed.
pub(super) enum Piece<'a> {
    /// It is written now.
    New(&'a Item),
    /// It was written before.
    Written {
        /// As it stands in the feed.
        xml: &'a [u8],
        updated: DateTime<FixedOffset>,
        is_report: bool,
    },
}

impl Piece<'_> {
    fn updated(&self) -> DateTime<FixedOffset> {
        match self {
            Piece::New(item) => item.updated,
            Piece::Written { updated, .. } => *updated,
        }
    }

    fn is_report(&self) -> bool {
        match self {
            Piece::New(item) => item.source.is_none(),
            Piece::Written { is_report, .. } => *is_report,
        }
    }
}

/// The feed of `items`, which come in their final order.
pub(super) fn feed(items: &[Item], title: &str, settings: &Settings, path: &str) -> Published {
    let items = items.get(..settings.limit.unwrap_or(items.len()).min(items.len())).unwrap_or(items);
    let pieces: Vec<Piece> = items.iter().map(Piece::New).collect();
    feed_of(&pieces, title, settings, path).0
}

/// The feed of `pieces` in their order, and how many bytes each of them takes in it.
pub(super) fn feed_of(pieces: &[Piece], title: &str, settings: &Settings, path: &str) -> (Published, Vec<usize>) {
    let mut warnings = Vec::new();
    if settings.url_of(path).is_none() {
        let or_give = if path == COMBINED { "" } else { " or give --base-url" };
        let message = format!("no address is set, so the feed cannot say where it is: set `address` in hallway.toml{or_give}");
        warnings.push((path.to_owned(), Warning::new(0, message)));
    }
    let feed = Feed {
        title: text(title, None),
        id: settings
            .address
            .as_deref()
            .and_then(|address| super::join(address, path))
            .or_else(|| settings.url_of(path))
            .unwrap_or_else(|| urn(&["feed", &settings.title, path])),
        updated: pieces.iter().map(Piece::updated).max().unwrap_or_else(unknown),
        // An empty feed has no entry that could name an author (§4.1.1).
        authors: if pieces.is_empty() { vec![person(settings.owner.as_deref().unwrap_or(&settings.title))] } else { Vec::new() },
        generator: Some(Generator {
            value: "hallway".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links: feed_links(settings, path),
        subtitle: settings.subtitle.as_deref().map(|subtitle| text(subtitle, None)),
        lang: settings.language.as_deref().map(line),
        ..Feed::default()
    };
    let (bytes, lengths) = written(&feed, pieces).unwrap_or_else(|error| {
        warnings.push((path.to_owned(), Warning::new(0, format!("could not be written as XML: {error}"))));
        Default::default()
    });
    let reports = pieces.iter().filter(|piece| piece.is_report()).count();
    let (path, title, entries) = (path.to_owned(), line(title), pieces.len());
    (Published { path, title, bytes, entries, reports, warnings, ..Published::default() }, lengths)
}

/// What ends a feed that was written.
const END: &[u8] = b"\n</feed>";
/// So much stands behind the last entry.
pub(super) const END_BYTES: usize = END.len() + 1;

/// `feed` with `pieces` as XML, a line end behind it; one entry at a time, since as elements they take several times the memory
/// of their text.
fn written(feed: &Feed, pieces: &[Piece]) -> Result<(Vec<u8>, Vec<usize>), atom_syndication::Error> {
    let write = |feed: &Feed| {
        let config = WriteConfig { write_document_declaration: true, indent_size: Some(2) };
        let mut bytes = feed.write_with_config(Vec::new(), config)?;
        bytes.truncate(bytes.len().saturating_sub(END.len()));
        Ok::<_, atom_syndication::Error>(bytes)
    };
    let mut bytes = write(feed)?;
    let mut lengths = Vec::with_capacity(pieces.len());
    // What stands before the entries is the same for all that say the same of themselves.
    let mut bare = Feed::default();
    let head = write(&bare)?.len();
    for piece in pieces {
        let before = bytes.len();
        match piece {
            Piece::Written { xml, .. } => bytes.extend_from_slice(xml),
            Piece::New(item) => {
                bare.entries = vec![entry(item)];
                bytes.extend_from_slice(write(&bare)?.get(head..).unwrap_or_default());
            }
        }
        lengths.push(bytes.len() - before);
    }
    bytes.extend_from_slice(END);
    bytes.push(b'\n');
    Ok((bytes, lengths))
}

fn feed_links(settings: &Settings, path: &str) -> Vec<Link> {
    let mut links = Vec::new();
    links.extend(settings.url_of(path).map(|url| link("self", &url, Some("application/atom+xml"))));
    links.extend(settings.url_of("").map(|url| link("alternate", &url, Some("text/html"))));
    links
}

fn entry(item: &Item) -> Entry {
    let language = item.language.as_deref().map(line).filter(|language| !language.is_empty());
    let mut links: Vec<Link> = item.url.iter().map(|url| link("alternate", url, Some("text/html"))).collect();
    for enclosure in &item.enclosures {
        let Some(url) = web_address(&enclosure.url) else { continue };
        let mut enclosed = link("enclosure", &url, enclosure.media_type.as_deref());
        enclosed.length = enclosure.length.map(|length| length.to_string());
        links.push(enclosed);
    }
    let content = item.content_html.as_ref().map(|html| Content {
        value: Some(clean(html)),
        content_type: Some("html".to_owned()),
        lang: language.clone(),
        ..Content::default()
    });
    // §4.1.2: an entry without content needs an alternate link; without either, its title is its text.
    let stands_alone = content.is_some() || item.url.is_some();
    let summary = item.summary.clone().or_else(|| (!stands_alone).then(|| item.title.clone()));
    let content = content.or_else(|| {
        let value = (!stands_alone).then(|| summary.clone()).flatten()?;
        Some(Content { value: Some(value), content_type: Some("text".to_owned()), ..Content::default() })
    });
    Entry {
        title: text(if item.title.is_empty() { "(no title)" } else { &item.title }, language.clone()),
        id: clean(&item.id),
        updated: item.updated,
        authors: item.authors.iter().map(|name| person(name)).collect(),
        categories: terms(item).into_iter().map(|term| Category { term: line(term), ..Category::default() }).collect(),
        links,
        published: item.published,
        rights: item.rights.as_deref().map(|rights| text(rights, None)),
        source: item.source.as_ref().map(|origin| source(origin, item)),
        summary: summary.map(|summary| text(&summary, language)),
        content,
        ..Entry::default()
    }
}

fn source(origin: &EntrySource, item: &Item) -> Source {
    let mut links = Vec::new();
    links.extend(origin.self_url.as_deref().and_then(web_address).map(|url| link("self", &url, Some("application/atom+xml"))));
    links.extend(origin.url.as_deref().and_then(web_address).map(|url| link("alternate", &url, None)));
    Source {
        title: text(origin.title.as_deref().unwrap_or_default(), None),
        id: clean(origin.id.as_deref().unwrap_or_default()),
        updated: origin.updated.as_deref().and_then(read_time).unwrap_or(item.updated),
        authors: origin.authors.iter().map(|name| person(name)).collect(),
        links,
        rights: origin.rights.as_deref().map(|rights| text(rights, None)),
        ..Source::default()
    }
}

fn person(name: &str) -> Person {
    Person { name: line(name), ..Person::default() }
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> Link {
    let mime_type = media_type.map(line).filter(|media_type| !media_type.is_empty());
    Link { href: clean(href), rel: rel.to_owned(), mime_type, ..Link::default() }
}

/// Plain text; `type` stays unsaid, which means text (§3.1.1).
fn text(value: &str, lang: Option<String>) -> Text {
    Text { value: line(value), lang, ..Text::default() }
}
