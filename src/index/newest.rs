//! The documents that hold the newest entries, without reading the others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::manifest::{Known, Manifest};
use super::sections::{path_of, put_together};
use super::sync::moment;
use crate::error::Result;
use crate::model::{Entry, Kind, SourceRecords};

/// When an entry was posted, the newest first, then its id: the order in which entries are published.
type Rank = (Reverse<String>, String);

fn rank(entry: &Entry) -> Rank {
    (Reverse(entry.posted().map(moment).unwrap_or_default()), entry.id.clone())
}

/// What a caller says of the documents whose newest it asks for.
pub struct Asked<'a> {
    /// Takes entries that do not count out of a document.
    pub leave_out: &'a dyn Fn(&mut SourceRecords),
    /// The id under which a report is published, where the caller has it already: of those, the paths alone are handed out.
    pub known: &'a dyn Fn(&str) -> Option<String>,
    /// The id under which a report will be published.
    pub id: &'a dyn Fn(&SourceRecords) -> String,
    /// The day on which a report that states no date was first seen.
    pub first_seen: &'a dyn Fn(&str) -> String,
}

/// The documents with the newest entries and reports.
#[derive(Debug, Default)]
pub struct Newest {
    /// The documents.
    pub sources: Vec<SourceRecords>,
    /// The paths of those that the caller has.
    pub known: Vec<String>,
    /// The paths of all reports met that state no date, newest or not.
    pub undated: Vec<String>,
}

/// The first of the entries that were seen.
struct First {
    ranks: BTreeSet<Rank>,
    most: usize,
}

impl First {
    fn take(&mut self, rank: Rank) -> Rank {
        self.ranks.insert(rank.clone());
        if self.ranks.len() > self.most {
            self.ranks.pop_last();
        }
        rank
    }

    /// The last of them, where there are as many as there may be.
    fn last(&self) -> Option<&Rank> {
        self.ranks.last().filter(|_| self.ranks.len() >= self.most)
    }

    fn leave_out_others(&self, source: &mut SourceRecords) {
        let Some(last) = self.last().filter(|_| source.records.source.kind == Kind::Feed) else { return };
        source.records.entries.retain(|entry| rank(entry) <= *last);
        source.records.entries.shrink_to_fit();
    }
}

impl Index {
    /// The documents among which the `limit` newest entries and reports are; of a feed, its newest entries.
    ///
    /// Entries of one id or address in several feeds are one when they are published, so twice as many are handed out.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn newest(&self, limit: usize, asked: &Asked<'_>) -> Result<Newest> {
        let manifest = Manifest::read(&self.store.folder.join(&self.store.manifest))?.unwrap_or_default();
        let is_news = |known: &&Known| matches!(known.kind, Kind::Feed | Kind::Report) && known.failed.is_empty();
        let dated = |(path, newest): (String, String)| {
            let day = if newest.is_empty() { (asked.first_seen)(&path) } else { newest };
            (path, day)
        };
        let mut news: Vec<(String, String)> =
            manifest.documents.iter().filter(is_news).flat_map(Known::news).map(dated).collect();
        news.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut first = First { ranks: BTreeSet::new(), most: limit.saturating_mul(2) };
        let mut found: BTreeMap<String, Vec<(String, SourceRecords)>> = BTreeMap::new();
        // Of many reports of one day the first by their ids count: the others are let go as soon as that is known.
        let mut reports: BTreeMap<(Rank, String), Option<SourceRecords>> = BTreeMap::new();
        let (mut held, mut undated) = (0, Vec::new());
        for (name, newest) in news {
            if first.last().is_some_and(|(Reverse(date), _)| *date > newest) {
                break;
            }
            if let Some(id) = (asked.known)(&name) {
                reports.insert((first.take((Reverse(newest), id)), name), None);
            } else if let Some(mut source) = self.source(&name)? {
                (asked.leave_out)(&mut source);
                if source.records.source.kind == Kind::Feed {
                    source.records.entries.iter().map(rank).for_each(|rank| drop(first.take(rank)));
                    first.leave_out_others(&mut source);
                    held += source.records.entries.len();
                    found.entry(path_of(&name).to_owned()).or_default().push((name, source));
                } else {
                    if source.is_undated_report() {
                        undated.push(name.clone());
                    }
                    reports.insert((first.take((Reverse(newest), (asked.id)(&source))), name), Some(source));
                }
            }
            let Some(last) = first.last() else { continue };
            while reports.last_key_value().is_some_and(|((rank, _), _)| rank > last) {
                reports.pop_last();
            }
            if held > first.most.saturating_mul(2) {
                found.values_mut().flatten().for_each(|(_, source)| first.leave_out_others(source));
                held = found.values().flatten().map(|(_, source)| source.records.entries.len()).sum();
            }
        }
        let feeds: Result<Vec<_>> = found.into_iter().map(|(path, parts)| self.in_one(&path, parts)).collect();
        let mut newest = Newest { sources: feeds?, known: Vec::new(), undated };
        for ((_, name), source) in reports {
            match source {
                Some(source) => newest.sources.push(source),
                None => newest.known.push(name),
            }
        }
        Ok(newest)
    }

    /// The documents whose files were changed last, at most `most` of them, the newest first.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) where the index cannot be read.
    pub fn newest_changed(&self, most: usize) -> Result<Vec<String>> {
        let manifest = Manifest::read(&self.store.folder.join(&self.store.manifest))?.unwrap_or_default();
        let mut documents: Vec<Known> = manifest.documents.into_iter().filter(|known| known.failed.is_empty()).collect();
        documents.sort_by(|a, b| b.changed_ns.cmp(&a.changed_ns).then_with(|| a.path.cmp(&b.path)));
        Ok(documents.into_iter().take(most).map(|known| known.path).collect())
    }

    /// The parts of one document that were found, put together in their order.
    pub(super) fn in_one(&self, path: &str, mut parts: Vec<(String, SourceRecords)>) -> Result<SourceRecords> {
        let order = self.names_of(path)?;
        parts.sort_by_cached_key(|(name, _)| order.iter().position(|known| known == name));
        let mut parts = parts.into_iter().map(|(_, source)| source);
        let mut whole = parts.next().unwrap_or_default();
        put_together(&mut whole.records, parts.map(|part| part.records));
        Ok(whole)
    }
}
