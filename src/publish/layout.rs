//! The combined feed, written again where few documents changed: the entries of all others are taken over as they stand in it.
//!
//! What comes of it is what writing the whole feed would have given. Where that cannot be told, for an entry that left the feed
//! or one that shares its id or link with another, nothing comes of it, and the whole feed is to be written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::atom::{END_BYTES, Piece, feed_of};
use super::choice::{Choice, Part, together};
use super::item::{Item, Rank};
use super::{Published, Settings};
use crate::id::hash;

/// What stands where in a combined feed that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Tells the file's bytes apart from others.
    sum: String,
    /// How many bytes stand before the first entry.
    head: usize,
    entries: Vec<Placed>,
    /// Of each document that was looked at: what its entries may share with others.
    keys: BTreeMap<String, Vec<String>>,
}

/// An entry of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Placed {
    rank: Rank,
    /// RFC 3339.
    updated: String,
    /// In bytes.
    length: usize,
}

impl Placed {
    fn of(item: &Item, length: usize) -> Placed {
        Placed { rank: item.rank(), updated: item.updated.to_rfc3339(), length }
    }

    fn path(&self) -> &str {
        &self.rank.3.0
    }

    fn is_report(&self) -> bool {
        self.rank.1
    }

    fn updated(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(&self.updated).ok()
    }
}

/// What became of a feed when few documents changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// Nothing in it changed. What is known of the documents beside it may have.
    Same(Layout),
    /// The feed as it is now, with what is odd about the documents that changed.
    Changed(Published),
}

/// So many times the entries of a feed are known of documents that it holds nothing of.
const KNOWN_TIMES: usize = 4;

impl Layout {
    fn of(bytes: &[u8], items: &[Item], lengths: &[usize], keys: BTreeMap<String, Vec<String>>) -> Layout {
        let entries = items.iter().zip(lengths).map(|(item, length)| Placed::of(item, *length)).collect();
        Layout { keys, ..Layout::default() }.with(bytes, entries)
    }

    /// The same for another file with these `entries`.
    fn with(mut self, bytes: &[u8], entries: Vec<Placed>) -> Layout {
        self.sum = hash(bytes);
        let all: usize = entries.iter().map(|entry| entry.length).sum();
        self.head = bytes.len().saturating_sub(all + END_BYTES);
        if self.keys.len() > KNOWN_TIMES * entries.len() {
            let held: HashSet<&str> = entries.iter().map(Placed::path).collect();
            self.keys.retain(|path, _| held.contains(path.as_str()));
        }
        Layout { entries, ..self }
    }

    /// When the oldest entry was posted, RFC 3339, where the feed holds as many as `settings` allow: what is older than that is
    /// not in it.
    pub fn since(&self, settings: &Settings) -> Option<String> {
        let last = self.entries.last().filter(|_| self.is_full(settings))?;
        Some(DateTime::from_timestamp_micros(last.rank.0.0)?.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }

    fn is_full(&self, settings: &Settings) -> bool {
        settings.limit.is_some_and(|limit| self.entries.len() >= limit)
    }

    /// Whether an entry of the `changed` documents, or one of `parts`, shares its id or link with any other.
    fn is_tangled(&self, changed: &BTreeSet<String>, parts: &[Part]) -> bool {
        let (ours, others): (Vec<_>, Vec<_>) = self.keys.iter().partition(|(path, _)| changed.contains(*path));
        let others: HashSet<&String> = others.into_iter().flat_map(|(_, keys)| keys).collect();
        let new: Vec<String> = parts.iter().flat_map(Part::keys).collect();
        let is_alone = |keys: Vec<&String>| {
            let mut seen = HashSet::with_capacity(keys.len());
            keys.into_iter().all(|key| !others.contains(key) && seen.insert(key))
        };
        !is_alone(ours.into_iter().flat_map(|(_, keys)| keys).collect()) || !is_alone(new.iter().collect())
    }

    /// The entries after the change: those that stay, and those of `items` that are new; `None` where one may be missing.
    fn merged<'a>(&self, changed: &BTreeSet<String>, items: &'a [Item], settings: &Settings) -> Option<Vec<Next<'a>>> {
        let last = self.entries.last().filter(|_| self.is_full(settings)).map(|last| last.rank.clone());
        let mut at = self.head;
        let mut next: Vec<(Rank, Next)> = Vec::with_capacity(self.entries.len() + items.len());
        for (index, entry) in self.entries.iter().enumerate() {
            if !changed.contains(entry.path()) {
                next.push((entry.rank.clone(), Next::Stays { index, at }));
            }
            at += entry.length;
        }
        // Of what comes after the last entry, there may be others that come sooner.
        let ranked = items.iter().map(|item| (item.rank(), Next::Comes(item)));
        next.extend(ranked.filter(|(rank, _)| last.as_ref().is_none_or(|last| rank <= last)));
        next.sort_by(|a, b| a.0.cmp(&b.0));
        if let Some(limit) = settings.limit {
            next.truncate(limit);
        }
        let is_whole = last.is_none() || next.len() >= self.entries.len();
        is_whole.then(|| next.into_iter().map(|(_, next)| next).collect())
    }

    /// What is to be written of `next`, where this tells of the file `old`.
    fn piece<'a>(&self, next: &Next<'a>, old: &'a [u8]) -> Option<Piece<'a>> {
        match *next {
            Next::Comes(item) => Some(Piece::New(item)),
            Next::Stays { index, at } => {
                let entry = self.entries.get(index)?;
                let xml = old.get(at..at + entry.length)?;
                Some(Piece::Written { xml, updated: entry.updated()?, is_report: entry.is_report() })
            }
        }
    }
}

/// An entry of the feed that is to be written.
enum Next<'a> {
    /// It stands in the feed that was written: which one it is, and where.
    Stays {
        index: usize,
        at: usize,
    },
    Comes(&'a Item),
}

/// The combined feed of `parts`, which were made with the same settings.
pub fn combined_of(parts: Vec<Part>, settings: &Settings, path: &str) -> Published {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    parts.iter().for_each(|part| keys.entry(part.path().to_owned()).or_default().extend(part.keys()));
    let Choice { items, warnings, held_back, .. } = together(parts);
    let held = items.get(..settings.limit.unwrap_or(items.len())).unwrap_or(&items);
    let pieces: Vec<Piece> = held.iter().map(Piece::New).collect();
    let (mut published, lengths) = feed_of(&pieces, &settings.title, settings, path);
    published.warnings.extend(warnings);
    published.held_back = held_back;
    published.layout = Layout::of(&published.bytes, held, &lengths, keys);
    published
}

/// The combined feed after the `changed` documents gave `parts`; `written` is the file as `layout` tells of it.
///
/// `None` where the whole feed is to be written.
pub fn combined_again(
    layout: &Layout,
    written: impl FnOnce() -> Option<Vec<u8>>,
    changed: &BTreeSet<String>,
    parts: Vec<Part>,
    settings: &Settings,
    path: &str,
) -> Option<Again> {
    if layout.is_tangled(changed, &parts) {
        return None;
    }
    let mut keys = layout.keys.clone();
    keys.retain(|path, _| !changed.contains(path));
    parts.iter().for_each(|part| keys.entry(part.path().to_owned()).or_default().extend(part.keys()));
    let Choice { items, warnings, held_back, .. } = together(parts);
    let next = layout.merged(changed, &items, settings)?;
    let known = Layout { keys, ..layout.clone() };
    let is_same = next.len() == layout.entries.len() && next.iter().all(|next| matches!(next, Next::Stays { .. }));
    if is_same {
        return Some(Again::Same(known));
    }
    let old = written().filter(|old| hash(old) == layout.sum)?;
    let pieces: Option<Vec<Piece>> = next.iter().map(|next| layout.piece(next, &old)).collect();
    let (mut file, lengths) = feed_of(&pieces?, &settings.title, settings, path);
    let place = |(next, length): (&Next<'_>, &usize)| match *next {
        Next::Comes(item) => Some(Placed::of(item, *length)),
        Next::Stays { index, .. } => layout.entries.get(index).cloned(),
    };
    let entries: Option<Vec<Placed>> = next.iter().zip(&lengths).map(place).collect();
    file.layout = known.with(&file.bytes, entries?);
    file.warnings.extend(warnings);
    file.held_back = held_back;
    Some(Again::Changed(file))
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::model::{Entry, Kind, Note, Records, Source, SourceRecords, Talk};

    /// Numbers that look like chance and are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % sides
        }

        fn day(&mut self) -> String {
            format!("2031-05-{:02}", self.roll(6) + 1)
        }
    }

    /// A feed or a report, some of which share a link, are held back, or state no date.
    fn document(path: &str, dice: &mut Dice) -> SourceRecords {
        let mut records = Records::default();
        let link = |dice: &mut Dice, number: u64| match dice.roll(8) {
            0 => Some("https://shared.example/one".to_owned()),
            1 => Some(format!("https://own.example/{path}/{number}")),
            _ => None,
        };
        if path.starts_with("feeds/") {
            records.source.kind = Kind::Feed;
            for number in 0..dice.roll(5) {
                records.entries.push(Entry {
                    id: format!("urn:{path}:{number}"),
                    title: format!("Post {number}"),
                    url: link(dice, number),
                    updated: Some(format!("{}T0{}:00:00+01:00", dice.day(), dice.roll(3))),
                    content_html: Some(format!("<p>{} &amp; more</p>", dice.roll(1000))),
                    ..Entry::default()
                });
            }
        } else {
            let talk = Talk { id: "talk".into(), title: "Steam".into(), ..Talk::default() };
            let markdown = format!("- {} litres\n", dice.roll(1000));
            records.notes.push(Note { talk: talk.id.clone(), markdown, line: 3, ..Note::default() });
            records.talks.push(talk);
            records.source = Source {
                kind: Kind::Report,
                url: link(dice, 0),
                published: (dice.roll(3) > 0).then(|| dice.day()),
                held_back: (dice.roll(6) == 0).then(|| "draft: true".to_owned()),
                ..Source::default()
            };
        }
        SourceRecords { path: path.to_owned(), name: path.to_owned(), records }
    }

    fn parts<'a>(sources: impl Iterator<Item = &'a SourceRecords>, settings: &Settings) -> Vec<Part> {
        let origin = |source| Origin { added: Some("2031-05-03".to_owned()), ..Origin::new(source) };
        sources.map(|source| Part::of(&origin(source), settings)).collect()
    }

    /// Whatever changes, the feed that is written again is the one that is written anew, or none.
    #[test]
    fn a_feed_written_again_is_the_feed_written_anew() {
        const PATH: &str = "feeds/combined.atom";
        let paths: Vec<String> =
            (0..9).map(|n| if n < 2 { format!("feeds/{n}.atom") } else { format!("notes/{n}.md") }).collect();
        let (mut again, mut same, mut anew) = (0, 0, 0);
        for seed in 0..12 {
            let mut dice = Dice(seed);
            let settings =
                Settings { title: "Steam".into(), limit: [Some(3), Some(6), None][seed as usize % 3], ..Settings::default() };
            let mut library: BTreeMap<&str, SourceRecords> = BTreeMap::new();
            let mut known = combined_of(Vec::new(), &settings, PATH);
            for _ in 0..30 {
                let mut changed = BTreeSet::new();
                for _ in 0..=dice.roll(2) {
                    let path = &paths[dice.roll(paths.len() as u64) as usize];
                    changed.insert(path.clone());
                    match dice.roll(5) {
                        0 => library.remove(path.as_str()),
                        _ => library.insert(path, document(path, &mut dice)),
                    };
                }
                let whole = combined_of(parts(library.values(), &settings), &settings, PATH);
                let new = parts(changed.iter().filter_map(|path| library.get(path.as_str())), &settings);
                let written = || Some(known.bytes.clone());
                match combined_again(&known.layout, written, &changed, new, &settings, PATH) {
                    Some(Again::Changed(file)) => {
                        assert_eq!(
                            String::from_utf8_lossy(&file.bytes),
                            String::from_utf8_lossy(&whole.bytes),
                            "{seed} {changed:?}"
                        );
                        assert_eq!((file.entries, file.reports), (whole.entries, whole.reports));
                        assert_eq!(file.layout.entries, whole.layout.entries);
                        known = file;
                        again += 1;
                    }
                    Some(Again::Same(layout)) => {
                        assert_eq!(known.bytes, whole.bytes, "{seed} {changed:?}");
                        known.layout = layout;
                        same += 1;
                    }
                    None => {
                        known = whole;
                        anew += 1;
                    }
                }
            }
        }
        assert!(again > 60 && same > 30 && anew > 30, "{again} {same} {anew}");
    }

    #[test]
    fn a_file_that_is_not_the_one_that_was_written_is_not_built_upon() {
        let settings = Settings { title: "Steam".into(), ..Settings::default() };
        let sources = [document("notes/1.md", &mut Dice(3)), document("notes/2.md", &mut Dice(5))];
        let known = combined_of(parts(sources.iter(), &settings), &settings, "c.atom");
        let changed = BTreeSet::from(["notes/3.md".to_owned()]);
        let again = |written: Option<Vec<u8>>| {
            let new = parts([document("notes/3.md", &mut Dice(5))].iter(), &settings);
            combined_again(&known.layout, || written, &changed, new, &settings, "c.atom")
        };
        let edited = String::from_utf8_lossy(&known.bytes).replace("litres", "metres").into_bytes();
        assert!(again(Some(edited)).is_none() && again(None).is_none());
        assert!(matches!(again(Some(known.bytes.clone())), Some(Again::Changed(_))));
    }
}
