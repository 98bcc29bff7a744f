//! Which entries go out: each once, in a total order, with honest dates and every author named.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::item::{Item, read_time, sort, unknown};
use super::text::{clean, line, shortened, urn, web_address};
use super::{Content, Origin, Settings, html, reports};
use crate::id::{fold, hash};
use crate::model::{Entry, EntrySource, Kind, Source, Warning};

/// The name that stands where none is stated.
pub(super) const NO_AUTHOR: &str = "author not stated";

/// Everything that goes out, and what was said on the way.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// Newest first.
    pub(super) items: Vec<Item>,
    pub(super) warnings: Vec<(String, Warning)>,
    pub(super) held_back: Vec<(String, String)>,
    /// The item of each document's entry, also of one whose twin from another feed went out: path and entry id → item id.
    pub(super) places: HashMap<(String, Option<String>), String>,
}

/// What of one document goes out, by itself: the same for as long as the document and the settings are.
#[derive(Debug, Clone, Default)]
pub struct Part {
    path: String,
    name: String,
    items: Vec<Item>,
    warnings: Vec<(String, Warning)>,
    held_back: Option<(String, String)>,
}

impl Part {
    /// What of `origin` goes out.
    pub fn of(origin: &Origin, settings: &Settings) -> Part {
        let source = &origin.source.records.source;
        let (path, name) = (origin.source.path.clone(), origin.source.name.clone());
        let mut part = Part { path, name, ..Part::default() };
        if let Some(reason) = &source.held_back {
            part.held_back = Some((part.path.clone(), reason.clone()));
            return part;
        }
        match source.kind {
            Kind::Feed => {
                part.items.reserve_exact(origin.source.records.entries.len());
                add_entries(origin, settings, &mut part.items, &mut part.warnings);
            }
            Kind::Report => match reports::item(origin, settings, &mut part.warnings) {
                Some(report) => part.items = vec![report],
                None => part.held_back = Some((part.path.clone(), "no notes and no takeaways yet".to_owned())),
            },
            // What proposers write is for the organisers; a programme is the conference's own to publish.
            Kind::Programme | Kind::Submissions | Kind::None => {}
        }
        // Texts grow by doubling, and a great many of them wait to be written.
        part.items.iter_mut().filter_map(|item| item.content_html.as_mut()).for_each(String::shrink_to_fit);
        part
    }

    /// The document that it is of.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many entries go out.
    pub fn entries(&self) -> usize {
        self.items.len()
    }

    /// What other entries that are the same may share with its own: ids and links, hashed.
    pub(super) fn keys(&self) -> Vec<String> {
        let id = |item: &Item| hash(format!("id {}", item.id).as_bytes());
        let link = |item: &Item| Some(hash(format!("link {}", link_key(item.url.as_deref()?)?).as_bytes()));
        self.items.iter().flat_map(|item| [Some(id(item)), link(item)]).flatten().collect()
    }
}

/// Chooses what goes out. The order of `origins` does not matter.
pub(super) fn choose(origins: &[Origin], settings: &Settings) -> Choice {
    together(origins.iter().map(|origin| Part::of(origin, settings)).collect())
}

/// What goes out of all documents together. The order of `parts` does not matter.
pub(super) fn together(mut parts: Vec<Part>) -> Choice {
    parts.sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
    let mut choice = Choice::default();
    // Items are large, and there may be a great many: the list does not grow by doubling.
    let mut items = Vec::with_capacity(parts.iter().map(|part| part.items.len()).sum());
    for part in parts {
        items.extend(part.items);
        choice.warnings.extend(part.warnings);
        choice.held_back.extend(part.held_back);
    }
    choice.items = once_each(items, &mut choice);
    sort(&mut choice.items);
    choice
}

fn add_entries(origin: &Origin, settings: &Settings, items: &mut Vec<Item>, warnings: &mut Vec<(String, Warning)>) {
    let records = &origin.source.records;
    let newest =
        records.entries.iter().filter_map(|entry| Some((read_time(entry.updated.as_deref()?)?, entry.updated.clone()))).max();
    let mut feed = feed_source(&records.source, &origin.source.path);
    // RFC 4287 asks for the date of the feed; where it states none, its newest entry is known to be no newer.
    feed.updated = feed.updated.or_else(|| newest.and_then(|(_, text)| text));
    let feed = Arc::new(feed);
    for entry in &records.entries {
        items.push(entry_item(entry, &feed, origin, settings, warnings));
    }
}

/// A feed as the `atom:source` of its entries.
fn feed_source(source: &Source, path: &str) -> EntrySource {
    let id = source.id.clone().filter(|id| !id.trim().is_empty());
    EntrySource {
        id: id.or_else(|| source.self_url.clone()).or_else(|| source.url.clone()).or_else(|| Some(urn(&["feed", path]))),
        title: source.title.clone(),
        updated: source.updated.clone(),
        url: source.url.clone(),
        self_url: source.self_url.clone(),
        authors: source.authors.clone(),
        rights: source.rights.clone(),
    }
}

fn entry_item(
    entry: &Entry,
    feed: &Arc<EntrySource>,
    origin: &Origin,
    settings: &Settings,
    warnings: &mut Vec<(String, Warning)>,
) -> Item {
    let path = &origin.source.path;
    let mut warn = |message: String| warnings.push((path.clone(), Warning::new(entry.line, message)));
    let title = line(&entry.title);
    let own = entry.source.as_ref().filter(|own| own.id.is_some() || own.self_url.is_some() || own.url.is_some());
    // The entries of a feed share what it says of itself.
    let mut source = own.map_or_else(|| Arc::clone(feed), |own| Arc::new(own.clone()));
    if source.id.is_none() {
        let source = Arc::make_mut(&mut source);
        source.id = source.self_url.clone().or_else(|| source.url.clone());
    }
    let copy = own.is_some() && source.id != feed.id;

    let authors = authors(&[&entry.authors, &source.authors, &feed.authors]);
    if authors.is_none() {
        warn(format!("“{}” names no author: published as “{NO_AUTHOR}”", shortened(&title, 60)));
    }
    let first_seen = origin.first_seen.get(&entry.id).map(String::as_str).and_then(read_time);
    let dates = Dates::of(entry, first_seen);
    dates.tell_odd(&title, &mut warn);
    if source.updated.is_none() && entry.updated.is_some() {
        Arc::make_mut(&mut source).updated.clone_from(&entry.updated);
    }

    let content = origin.content.unwrap_or(settings.content);
    let url = entry.url.as_deref().and_then(web_address);
    let full = entry.content_html.as_deref().map(clean).filter(|html| !html.trim().is_empty());
    let summary = entry.summary.as_deref().map(line).filter(|text| !text.is_empty());
    let mut item = Item {
        id: clean(&entry.id),
        title,
        url,
        authors: authors.unwrap_or_else(|| vec![NO_AUTHOR.to_owned()]),
        published: dates.published,
        updated: dates.updated.or(first_seen).unwrap_or_else(unknown),
        order: dates.order(),
        categories: entry.categories.iter().map(|term| line(term)).filter(|term| !term.is_empty()).collect(),
        summary,
        content_html: full,
        enclosures: entry.enclosures.clone(),
        rights: entry.rights.clone().or_else(|| source.rights.clone()).or_else(|| feed.rights.clone().filter(|_| !copy)),
        language: entry.language.clone().or_else(|| origin.source.records.source.language.clone()),
        source: Some(source),
        path: path.clone(),
        entry: Some(entry.id.clone()),
        line: entry.line,
        copy,
    };
    if item.id.trim().is_empty() {
        item.id =
            item.url.clone().unwrap_or_else(|| urn(&["entry", &item.title, item.content_html.as_deref().unwrap_or_default()]));
    }
    limit_text(&mut item, content);
    item
}

/// The first of these lists that names anybody, without what is empty.
fn authors(lists: &[&Vec<String>]) -> Option<Vec<String>> {
    let named = |names: &&Vec<String>| names.iter().map(|name| line(name)).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    lists.iter().map(named).find(|names| !names.is_empty())
}

/// When an entry was written, as it says and as is known.
struct Dates {
    published: Option<DateTime<FixedOffset>>,
    updated: Option<DateTime<FixedOffset>>,
    /// What it says of when it appeared.
    stated: Option<DateTime<FixedOffset>>,
    first_seen: Option<DateTime<FixedOffset>>,
}

impl Dates {
    fn of(entry: &Entry, first_seen: Option<DateTime<FixedOffset>>) -> Dates {
        let published = entry.published.as_deref().and_then(read_time);
        let changed = entry.updated.as_deref().and_then(read_time);
        Dates { published, updated: changed.or(published), stated: published.or(changed), first_seen }
    }

    /// Its place among others: no later than it was seen.
    fn order(&self) -> DateTime<FixedOffset> {
        self.stated.into_iter().chain(self.first_seen).min().unwrap_or_else(unknown)
    }

    fn tell_odd(&self, title: &str, warn: &mut dyn FnMut(String)) {
        let title = shortened(title, 60);
        if let (Some(stated), Some(seen)) = (self.stated, self.first_seen)
            && stated > seen + chrono::Duration::days(1)
        {
            let day = stated.format("%Y-%m-%d");
            warn(format!("“{title}” is dated {day} and was seen before that: placed by the day it was seen"));
        }
        if self.updated.is_none() {
            let how = if self.first_seen.is_some() { "dated when it was first seen" } else { "placed last" };
            warn(format!("“{title}” states no date: {how}"));
        }
    }
}

/// Leaves as much text as the owner wants to republish.
pub(super) fn limit_text(item: &mut Item, content: Content) {
    match content {
        Content::Full => {}
        Content::Summary => {
            let of_content =
                || item.content_html.as_deref().map(|html| shortened(&html::plain(html), 400)).filter(|text| !text.is_empty());
            item.summary = item.summary.take().or_else(of_content);
            item.content_html = None;
        }
        Content::Link if item.url.is_some() => {
            item.summary = None;
            item.content_html = None;
        }
        // Without a link, a title alone leads nowhere.
        Content::Link => limit_text(item, Content::Summary),
    }
}

/// Each entry once, though several feeds carry it.
fn once_each(items: Vec<Item>, choice: &mut Choice) -> Vec<Item> {
    let mut by_id: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    // Nearly all are alone: room for more from the start would be most of the memory that publishing takes.
    items.into_iter().for_each(|item| by_id.entry(item.id.clone()).or_insert_with(|| Vec::with_capacity(1)).push(item));
    let mut kept: Vec<(Item, Vec<Place>)> = Vec::with_capacity(by_id.len());
    let mut shared: Vec<(Item, Vec<Place>)> = Vec::new();
    for (_, mut same) in by_id {
        same.sort_by(rank);
        let mut different: Vec<(Item, Vec<Place>)> = Vec::with_capacity(1);
        for item in same {
            let place = place(&item);
            match different.iter_mut().find(|(known, _)| is_twin(known, &item)) {
                Some((_, places)) => places.push(place),
                None => different.push((item, vec![place])),
            }
        }
        // Feeds that count their entries from 1 share ids: the oldest entry keeps it.
        different.sort_by(|(a, _), (b, _)| (a.order, &a.url, &a.path).cmp(&(b.order, &b.url, &b.path)));
        let mut different = different.into_iter();
        kept.extend(different.next());
        shared.extend(different);
    }
    for (mut item, places) in shared {
        let derived = item.url.clone().filter(|url| kept.iter().all(|(known, _)| known.id != *url));
        let derived = derived.unwrap_or_else(|| urn(&["entry", &item.id, item.url.as_deref().unwrap_or_default(), &item.title]));
        let message =
            format!("the id {:?} belongs to an entry of another feed too: published as {derived}", shortened(&item.id, 80));
        choice.warnings.push((item.path.clone(), Warning::new(item.line, message)));
        item.id = derived;
        kept.push((item, places));
    }
    let kept = once_each_link(kept);
    let mut items = Vec::with_capacity(kept.len());
    for (item, places) in kept {
        choice.places.extend(places.into_iter().map(|place| (place, item.id.clone())));
        items.push(item);
    }
    items
}

type Place = (String, Option<String>);

fn place(item: &Item) -> Place {
    (item.path.clone(), item.entry.clone())
}

/// The origin's copy before an aggregator's, then the newer, then the fuller one.
fn rank(a: &Item, b: &Item) -> std::cmp::Ordering {
    let length = |item: &Item| item.content_html.as_deref().map_or(0, str::len);
    (a.copy, a.source.is_none())
        .cmp(&(b.copy, b.source.is_none()))
        .then_with(|| b.updated.cmp(&a.updated))
        .then_with(|| length(b).cmp(&length(a)))
        .then_with(|| (&a.path, a.line, &a.title, &a.content_html).cmp(&(&b.path, b.line, &b.title, &b.content_html)))
}

/// True where two entries of one id are one entry: of one feed, or with one link, or where one is a copy of the other.
fn is_twin(a: &Item, b: &Item) -> bool {
    let feed = |item: &Item| item.source.as_ref().and_then(|source| source.id.clone());
    let link = |item: &Item| item.url.as_deref().and_then(link_key);
    feed(a) == feed(b)
        || link(a) == link(b)
        || link(a).is_none()
        || link(b).is_none()
        || a.copy != b.copy && fold(&a.title) == fold(&b.title)
}

/// Entries of different feeds with one link and one title, or of which one is a copy or a report, are one entry.
fn once_each_link(mut items: Vec<(Item, Vec<Place>)>) -> Vec<(Item, Vec<Place>)> {
    items.sort_by(|(a, _), (b, _)| rank(a, b).then_with(|| a.id.cmp(&b.id)));
    let mut kept: Vec<(Item, Vec<Place>)> = Vec::with_capacity(items.len());
    let mut by_link: HashMap<String, Vec<usize>> = HashMap::new();
    for (item, places) in items {
        let Some(link) = item.url.as_deref().and_then(link_key) else {
            kept.push((item, places));
            continue;
        };
        let known = by_link.entry(link).or_default();
        let twin = known.iter().copied().find(|&i| {
            let (other, _) = &kept[i];
            let one_report = other.source.is_none() != item.source.is_none();
            other.path != item.path && (one_report || other.copy != item.copy || fold(&other.title) == fold(&item.title))
        });
        match twin {
            Some(i) => kept[i].1.extend(places),
            None => {
                known.push(kept.len());
                kept.push((item, places));
            }
        }
    }
    kept
}

/// A link for comparing: without scheme, `www.`, fragment and closing slash.
fn link_key(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    let host = parsed.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = parsed.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{host}{}{query}", parsed.path().trim_end_matches('/')))
}

/// Terms of an entry, each once.
pub(super) fn terms(item: &Item) -> Vec<&String> {
    let mut seen = HashSet::new();
    item.categories.iter().filter(|term| seen.insert(fold(term)) || fold(term).is_empty()).collect()
}
