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

/// The first of the entries that were seen.
struct First {
    ranks: BTreeSet<Rank>,
    most: usize,
}

impl First {
    fn take(&mut self, rank: Rank) {
        self.ranks.insert(rank);
        if self.ranks.len() > self.most {
            self.ranks.pop_last();
        }
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
    /// `leave_out` takes entries that do not count out of a document. Of reports that the caller knows already (`is_known`),
    /// the paths alone are handed out; one that states no date is as old as the day it was `first_seen`.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn newest_unknown(
        &self,
        limit: usize,
        leave_out: &dyn Fn(&mut SourceRecords),
        is_known: &dyn Fn(&str) -> bool,
        first_seen: &dyn Fn(&str) -> String,
    ) -> Result<(Vec<SourceRecords>, Vec<String>)> {
        let manifest = Manifest::read(&self.store.folder.join(&self.store.manifest))?.unwrap_or_default();
        let is_news = |known: &&Known| matches!(known.kind, Kind::Feed | Kind::Report) && known.failed.is_empty();
        let mut news: Vec<(String, String)> = manifest.documents.iter().filter(is_news).flat_map(Known::news).collect();
        news.iter_mut().filter(|(_, newest)| newest.is_empty()).for_each(|(path, newest)| *newest = first_seen(path));
        news.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut first = First { ranks: BTreeSet::new(), most: limit.saturating_mul(2) };
        let mut found: BTreeMap<String, Vec<(String, SourceRecords)>> = BTreeMap::new();
        let (mut held, mut known) = (0, Vec::new());
        for (name, newest) in news {
            if first.last().is_some_and(|(Reverse(date), _)| *date > newest) {
                break;
            }
            if is_known(&name) {
                first.take((Reverse(newest), name.clone()));
                known.push(name);
                continue;
            }
            let Some(mut source) = self.source(&name)? else { continue };
            leave_out(&mut source);
            match source.records.source.kind {
                Kind::Feed => source.records.entries.iter().for_each(|entry| first.take(rank(entry))),
                _ => first.take((Reverse(newest), name.clone())),
            }
            first.leave_out_others(&mut source);
            held += source.records.entries.len();
            found.entry(path_of(&name).to_owned()).or_default().push((name, source));
            if held > first.most.saturating_mul(2) {
                found.values_mut().flatten().for_each(|(_, source)| first.leave_out_others(source));
                held = found.values().flatten().map(|(_, source)| source.records.entries.len()).sum();
            }
        }
        let unknown: Result<_> = found.into_iter().map(|(path, parts)| self.in_one(&path, parts)).collect();
        Ok((unknown?, known))
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
