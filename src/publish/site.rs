//! The feeds beside the combined one: by topic, event, speaker, saved search, and all takeaways.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::choice::{Choice, choose, limit_text};
use super::html::of_markdown;
use super::item::{Item, sort};
use super::reports::{heading, is_public, public_notes, public_takeaways, takeaway_html};
use super::text::{clean, line, shortened, urn};
use super::{Origin, Passage, Published, SavedSearch, Settings, Site, atom, json, opml, page};
use crate::id::{fold, hash, slug};
use crate::link::Catalogue;
use crate::model::{Kind, Takeaway};

/// Makes every file of a site: `atom.xml`, `feed.json`, `topic/…`, `event/…`, `speaker/…`, `search/…`, `takeaways.xml`,
/// `index.html` and `feeds.opml`.
///
/// `catalogue` must be linked from the sources of `origins`.
pub fn site(catalogue: &Catalogue, origins: &[Origin], searches: &[SavedSearch], settings: &Settings) -> Site {
    let choice = choose(origins, settings);
    let parts = Parts::new(catalogue, origins, &choice, settings);
    let mut first = atom::feed(&choice.items, &settings.title, settings, "atom.xml");
    first.warnings.extend(choice.warnings.iter().cloned());
    first.held_back = choice.held_back.clone();
    let mut feeds = Vec::new();
    parts.topics(&mut feeds);
    parts.events(&mut feeds);
    parts.speakers(&mut feeds);
    parts.searches(searches, &mut feeds);
    feeds.sort_by(|a, b| a.path.cmp(&b.path));
    let mut takeaways = parts.takeaways();
    sort(&mut takeaways);
    feeds.push(parts.feed(&takeaways, "kind:takeaway", "takeaways.xml"));
    feeds.insert(0, first);
    // What the combined feed has said already need not be said for each.
    feeds.iter_mut().skip(1).for_each(|feed| feed.warnings.clear());

    let json = json::feed(&choice.items, settings, "feed.json");
    let list = opml::list(&feeds, settings);
    let mut listed = feeds.clone();
    listed.insert(1, json.clone());
    let page = page::index(&listed, &choice.items, settings);
    let mut files = feeds;
    files.insert(1, json);
    files.extend([page, list]);
    Site { files }
}

/// What the feeds are made of.
struct Parts<'a> {
    catalogue: &'a Catalogue,
    origins: BTreeMap<&'a str, &'a Origin<'a>>,
    choice: &'a Choice,
    items: HashMap<&'a str, &'a Item>,
    settings: &'a Settings,
}

impl<'a> Parts<'a> {
    fn new(catalogue: &'a Catalogue, origins: &'a [Origin<'a>], choice: &'a Choice, settings: &'a Settings) -> Self {
        let by_path = origins.iter().map(|origin| (origin.source.path.as_str(), origin)).collect();
        let items = choice.items.iter().map(|item| (item.id.as_str(), item)).collect();
        Parts { catalogue, origins: by_path, choice, items, settings }
    }

    /// A feed, called by the query that finds the same.
    fn feed(&self, items: &[Item], query: &str, path: &str) -> Published {
        let title = format!("{} · {}", line(query), line(&self.settings.title));
        atom::feed(items, &title, self.settings, path)
    }

    /// The item in which a record of a document went out: its feed's entry, or its report.
    fn item_of(&self, path: &str, entry: Option<&str>) -> Option<&'a Item> {
        let id = self.choice.places.get(&(path.to_owned(), entry.map(str::to_owned)))?;
        self.items.get(id.as_str()).copied()
    }

    fn push_all(&self, groups: BTreeMap<String, (String, Vec<Item>)>, folder: &str, prefix: &str, feeds: &mut Vec<Published>) {
        let names: Vec<&str> = groups.keys().map(String::as_str).collect();
        let files = file_names(&names);
        for (key, (name, mut items)) in groups {
            sort(&mut items);
            let file = files.get(&key).cloned().unwrap_or_else(|| hash(key.as_bytes()));
            let query = if name.contains(' ') { format!("{prefix}:\"{name}\"") } else { format!("{prefix}:{name}") };
            feeds.push(self.feed(&items, &query, &format!("{folder}/{file}.xml")));
        }
    }

    /// Entries by category; "AI" and "ai" are one topic, in the commoner spelling.
    fn topics(&self, feeds: &mut Vec<Published>) {
        let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut groups: BTreeMap<String, (String, Vec<Item>)> = BTreeMap::new();
        for item in &self.choice.items {
            for term in super::choice::terms(item) {
                let key = term.to_lowercase();
                *spellings.entry(key.clone()).or_default().entry(term).or_insert(0) += 1;
                groups.entry(key).or_default().1.push(item.clone());
            }
        }
        for (key, (name, _)) in &mut groups {
            let best = spellings
                .get(key)
                .and_then(|known| known.iter().max_by_key(|&(spelling, count)| (count, std::cmp::Reverse(spelling))));
            *name = best.map_or_else(|| key.clone(), |(spelling, _)| (*spelling).to_owned());
        }
        self.push_all(groups, "topic", "topic", feeds);
    }

    /// Entries and reports about an event.
    fn events(&self, feeds: &mut Vec<Published>) {
        let mut groups: BTreeMap<String, (String, Vec<Item>)> = BTreeMap::new();
        for event in &self.catalogue.events {
            let mut ids: BTreeSet<&str> = BTreeSet::new();
            for member in &event.members {
                let Some(document) = self.catalogue.sources.get(member.source) else { continue };
                let Some(name) = document.records.events.get(member.event).map(|event| event.name.as_str()) else { continue };
                if document.records.source.kind != Kind::Feed {
                    ids.extend(self.item_of(&document.path, None).map(|item| item.id.as_str()));
                    continue;
                }
                let talks =
                    document.records.talks.iter().filter(|talk| talk.event.as_deref() == Some(name)).map(|talk| &talk.entry);
                let takeaways =
                    document.records.takeaways.iter().filter(|one| one.event.as_deref() == Some(name)).map(|one| &one.entry);
                let titled = document
                    .records
                    .entries
                    .iter()
                    .filter(|entry| format!(" {} ", fold(&entry.title)).contains(&format!(" {} ", fold(name))));
                let entries: BTreeSet<&str> = talks
                    .chain(takeaways)
                    .filter_map(|entry| entry.as_deref())
                    .chain(titled.map(|entry| entry.id.as_str()))
                    .collect();
                ids.extend(
                    entries
                        .into_iter()
                        .filter_map(|entry| self.item_of(&document.path, Some(entry)))
                        .map(|item| item.id.as_str()),
                );
            }
            let items: Vec<Item> = ids.into_iter().filter_map(|id| self.items.get(id).copied().cloned()).collect();
            if !items.is_empty() {
                groups.insert(event.id.clone(), (event.name.clone(), items));
            }
        }
        self.push_all(groups, "event", "event", feeds);
    }

    /// Notes on a person's talks.
    fn speakers(&self, feeds: &mut Vec<Published>) {
        let notes = self.notes();
        let mut groups: BTreeMap<String, (String, Vec<Item>)> = BTreeMap::new();
        for person in &self.catalogue.people {
            let items: Vec<Item> = person.talks.iter().filter_map(|talk| notes.get(talk)).flatten().cloned().collect();
            if !items.is_empty() {
                groups.insert(person.id.clone(), (person.name.clone(), items));
            }
        }
        self.push_all(groups, "speaker", "speaker", feeds);
    }

    /// Each public note as an item, by linked talk.
    fn notes(&self) -> BTreeMap<usize, Vec<Item>> {
        let mut linked: HashMap<(&str, &str), usize> = HashMap::new();
        for (index, talk) in self.catalogue.talks.iter().enumerate() {
            for member in &talk.members {
                let Some(document) = self.catalogue.sources.get(member.source) else { continue };
                let Some(record) = document.records.talks.get(member.talk) else { continue };
                linked.insert((&document.path, &record.id), index);
            }
        }
        let mut notes: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
        for origin in self.origins.values() {
            for (talk, markdown, note) in public_notes(origin) {
                let Some(parent) = self.item_of(&origin.source.path, talk.entry.as_deref()) else { continue };
                let Some(&index) = linked.get(&(origin.source.path.as_str(), talk.id.as_str())) else { continue };
                let mut item = self.part(parent, origin, &["note", &talk.id], &markdown);
                item.title = line(&heading(talk));
                if let Some(event) = &talk.event {
                    item.title = format!("{} ({})", item.title, line(event));
                }
                let author = note.author.as_deref().map(line).filter(|name| !name.is_empty());
                author.into_iter().for_each(|name| item.authors = vec![name]);
                item.line = note.line;
                notes.entry(index).or_default().push(item);
            }
        }
        notes
    }

    /// Each public takeaway as an item.
    fn takeaways(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for origin in self.origins.values() {
            let mut seen = BTreeSet::new();
            for takeaway in public_takeaways(origin) {
                let Some(parent) = self.item_of(&origin.source.path, takeaway.entry.as_deref()) else { continue };
                // The same statement twice in one document is one entry of the feed.
                if seen.insert((&takeaway.entry, fold(&takeaway.text))) {
                    items.push(self.takeaway(parent, origin, takeaway));
                }
            }
        }
        items
    }

    fn takeaway(&self, parent: &Item, origin: &Origin, takeaway: &Takeaway) -> Item {
        let mut item = self.part(parent, origin, &["takeaway", &fold(&takeaway.text)], "");
        item.content_html = Some(format!("<p>{}</p>", clean(&takeaway_html(takeaway, parent.url.as_deref()))));
        item.title = shortened(&takeaway.text, 100);
        item.categories = takeaway.topic.iter().map(|topic| line(topic)).collect();
        item.line = takeaway.line;
        limit_text(&mut item, origin.content.unwrap_or(self.settings.content));
        item
    }

    fn searches(&self, searches: &[SavedSearch], feeds: &mut Vec<Published>) {
        let names: Vec<&str> = searches.iter().map(|search| search.name.as_str()).collect();
        let files = file_names(&names);
        for search in searches {
            let mut seen = BTreeSet::new();
            let mut items: Vec<Item> =
                search.hits.iter().filter_map(|hit| self.hit(hit)).filter(|item| seen.insert(item.id.clone())).collect();
            sort(&mut items);
            let file = files.get(&search.name).cloned().unwrap_or_else(|| hash(search.name.as_bytes()));
            feeds.push(self.feed(&items, &search.query, &format!("search/{file}.xml")));
        }
    }

    /// A passage that was found, where its document goes out at all.
    fn hit(&self, hit: &Passage) -> Option<Item> {
        let origin = self.origins.get(hit.path.as_str())?;
        let parent = self.item_of(&hit.path, hit.entry.as_deref())?;
        if hit.entry.is_none() && !self.is_public_passage(origin, hit) {
            return None;
        }
        let mut item =
            self.part(parent, origin, &["passage", hit.talk.as_deref().unwrap_or_default(), &fold(&hit.text)], &hit.text);
        item.title = if hit.title.is_empty() { parent.title.clone() } else { line(&hit.title) };
        item.line = hit.line;
        Some(item)
    }

    /// A report's passage is public where what goes out of its talk, or its takeaways, hold the text.
    fn is_public_passage(&self, origin: &Origin, hit: &Passage) -> bool {
        let wanted = fold(&hit.text);
        let notes = public_notes(origin);
        let in_notes = notes.iter().any(|(talk, markdown, _)| {
            (hit.talk.is_none() || hit.talk.as_deref() == Some(&talk.id))
                && (fold(markdown).contains(&wanted) || fold(&heading(talk)).contains(&wanted))
        });
        let in_takeaways = || {
            public_takeaways(origin)
                .iter()
                .any(|takeaway| fold(&takeaway.text).contains(&wanted) || fold(&takeaway.markdown).contains(&wanted))
        };
        is_public(origin, hit.line) && (in_notes || in_takeaways())
    }

    /// A part of an item as an item of its own: it keeps the author, dates, link, origin and rights of the whole.
    fn part(&self, parent: &Item, origin: &Origin, key: &[&str], markdown: &str) -> Item {
        let mut parts = vec![parent.id.as_str()];
        parts.extend(key);
        let html = of_markdown(markdown, parent.url.as_deref());
        let mut item = Item {
            id: urn(&parts),
            content_html: Some(clean(&html)).filter(|html| !html.trim().is_empty()),
            summary: None,
            enclosures: Vec::new(),
            ..parent.clone()
        };
        limit_text(&mut item, origin.content.unwrap_or(self.settings.content));
        item
    }
}

/// File names for `names`: their slugs, with a hash where two would clash or a system reserves the word.
fn file_names(names: &[&str]) -> HashMap<String, String> {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
    let mut by_slug: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    names.iter().for_each(|name| {
        by_slug.entry(slug(name)).or_default().insert(name);
    });
    let mut files = HashMap::new();
    for (slug, names) in by_slug {
        let device = RESERVED.contains(&slug.as_str()) || slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt"));
        for name in &names {
            let is_plain = name.to_lowercase().replace(' ', "-") == slug && !slug.is_empty() && !device;
            let hashed = || format!("{slug}-{}", &hash(name.as_bytes())[..8]).trim_start_matches('-').to_owned();
            let file = if is_plain || names.len() == 1 && !slug.is_empty() && !device { slug.clone() } else { hashed() };
            files.insert((*name).to_owned(), file);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_never_clash() {
        let files = file_names(&["C", "C++", "C#", "Go", "con", "…", "日本語"]);
        assert_eq!(files["C"], "c");
        assert_eq!(files["Go"], "go");
        assert_eq!(files["日本語"], "日本語");
        let distinct: BTreeSet<&String> = files.values().collect();
        assert_eq!(distinct.len(), files.len(), "{files:?}");
        assert!(files["C++"].starts_with("c-") && files["con"].starts_with("con-") && !files["…"].is_empty(), "{files:?}");
    }
}
