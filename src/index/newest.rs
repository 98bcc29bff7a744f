//! The documents that hold the newest entries, without reading the others.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;

use super::Index;
use super::manifest::{Known, Manifest};
use super::news::{Rank, moment, rank, rank_of_feed, rank_of_report, unknown};
use super::sections::{path_of, put_together};
use crate::error::{Error, Result};
use crate::library::{file_of, is_gone};
use crate::model::{Entry, Kind, Records, SourceRecords};

/// What a caller says of the documents whose newest it asks for.
pub struct Asked<'a> {
    /// How many entries it wants, at least.
    pub limit: usize,
    /// Takes entries that do not count out of a document.
    pub leave_out: &'a dyn Fn(&mut SourceRecords),
    /// The day on which a report that states no date was first seen.
    pub first_seen: &'a dyn Fn(&str) -> Option<String>,
}

/// The first of the entries that were seen.
struct First {
    /// What each counts: entries of one id or link in several documents are one when they are published.
    ranks: BTreeMap<Rank, usize>,
    counted: usize,
    most: usize,
}

/// What an entry counts that no other can be the same as.
const ALONE: usize = 2;

impl First {
    fn of(limit: usize) -> First {
        First { ranks: BTreeMap::new(), counted: 0, most: limit.saturating_mul(ALONE) }
    }

    fn take(&mut self, rank: Rank, counts: usize) {
        self.counted = (self.counted + counts).saturating_sub(self.ranks.insert(rank, counts).unwrap_or(0));
        while let Some(last) = self.ranks.last_entry().filter(|last| self.counted - last.get() >= self.most) {
            self.counted -= last.remove();
        }
    }

    /// Whether `rank` comes before the last of them, or there are fewer than there may be.
    fn has_place_for(&self, rank: &Rank) -> bool {
        self.counted < self.most || self.ranks.last_key_value().is_some_and(|(last, _)| rank <= last)
    }
}

/// Feeds, or sections of long ones, with their newest entries; by path.
#[derive(Default)]
struct Feeds {
    found: BTreeMap<String, Vec<(String, SourceRecords)>>,
    /// How many entries there are.
    held: usize,
}

impl Feeds {
    fn take(&mut self, name: String, mut source: SourceRecords, first: &mut First) {
        let path = path_of(&name).to_owned();
        source.records.entries.iter().for_each(|entry| first.take(rank(entry, &path), 1));
        leave_newest(&mut source, &path, first);
        self.held += source.records.entries.len();
        self.found.entry(path).or_default().push((name, source));
        if self.held > first.most.saturating_mul(2) {
            for (path, parts) in &mut self.found {
                parts.iter_mut().for_each(|(_, source)| leave_newest(source, path, first));
            }
            self.held = self.found.values().flatten().map(|(_, source)| source.records.entries.len()).sum();
        }
    }
}

fn leave_newest(source: &mut SourceRecords, path: &str, first: &First) {
    let records = &mut source.records;
    let before = records.entries.len();
    records.entries.retain(|entry: &Entry| first.has_place_for(&rank(entry, path)));
    records.entries.shrink_to_fit();
    if records.entries.len() < before {
        keep_of_entries(records);
    }
}

/// Leaves of a feed what belongs to the entries that it still has: talks, notes, takeaways, events.
pub fn keep_of_entries(records: &mut Records) {
    let entries: HashSet<&String> = records.entries.iter().map(|entry| &entry.id).collect();
    let is_kept = |id: &Option<String>| id.as_ref().is_none_or(|id| entries.contains(id));
    records.takeaways.retain(|takeaway| is_kept(&takeaway.entry));
    records.talks.retain(|talk| is_kept(&talk.entry));
    let talks: HashSet<&String> = records.talks.iter().map(|talk| &talk.id).collect();
    records.notes.retain(|note| talks.contains(&note.talk));
    let of_talks = records.talks.iter().filter_map(|talk| talk.event.as_ref());
    let events: HashSet<&String> =
        of_talks.chain(records.takeaways.iter().filter_map(|takeaway| takeaway.event.as_ref())).collect();
    records.events.retain(|event| events.contains(&event.name));
}

impl Index {
    /// Hands the documents among which the newest entries and reports are to `take`: reports the newest first, then feeds, with
    /// their newest entries. `take` says how many entries go out of a document.
    ///
    /// # Errors
    /// What `take` returns, or [`Error::Index`] where the index is damaged.
    pub fn newest(&self, asked: &Asked<'_>, take: &mut dyn FnMut(SourceRecords) -> Result<usize>) -> Result<()> {
        let (mut first, mut feeds) = (First::of(asked.limit), Feeds::default());
        for (best, name) in self.news(asked.first_seen)? {
            if !first.has_place_for(&best) {
                break;
            }
            let Some(mut source) = self.source_at_hand(&name)? else { continue };
            (asked.leave_out)(&mut source);
            let about = &source.records.source;
            if about.kind == Kind::Feed {
                feeds.take(name, source, &mut first);
                continue;
            }
            let counts = if about.id.is_none() && about.url.is_none() { ALONE } else { 1 };
            if take(source)? > 0 {
                first.take(best, counts);
            }
        }
        for (path, parts) in feeds.found {
            take(self.in_one(&path, parts)?)?;
        }
        Ok(())
    }

    /// The names of all reports, feeds and sections of feeds, each with the rank that none of its entries comes before; in that
    /// order.
    fn news(&self, first_seen: &dyn Fn(&str) -> Option<String>) -> Result<Vec<(Rank, String)>> {
        let is_news = |known: &Known| matches!(known.kind, Kind::Feed | Kind::Report) && known.failed.is_empty();
        let mut news = Vec::new();
        for known in self.manifest()?.documents.into_iter().filter(is_news) {
            if known.kind == Kind::Feed {
                news.extend(known.news().into_iter().map(|(name, newest)| (rank_of_feed(newest), name)));
                continue;
            }
            let day = || first_seen(&known.path).as_deref().and_then(moment).unwrap_or_else(unknown);
            let newest = if known.newest.is_empty() { day() } else { known.newest };
            news.push((rank_of_report(newest, &known.path), known.path));
        }
        news.sort_unstable();
        Ok(news)
    }

    /// The document or section `name`, whose file must be there to be opened: what is published says no less than there is.
    fn source_at_hand(&self, name: &str) -> Result<Option<SourceRecords>> {
        let source = self.source(name)?;
        if source.is_none() {
            self.open_file(path_of(name))?;
        }
        Ok(source)
    }

    /// That the file of the document at `path` can be opened, where it is not gone.
    ///
    /// # Errors
    /// [`Error::Io`] where the system refuses.
    fn open_file(&self, path: &str) -> Result<()> {
        let file = file_of(self.store.root(), path);
        match File::open(&file) {
            Err(source) if !is_gone(&source) => Err(Error::Io { path: file, source }),
            _ => Ok(()),
        }
    }

    /// Whether the file of the document at `path` is there, and the system refuses to open it.
    pub(super) fn is_closed(&self, path: &str) -> bool {
        self.open_file(path).is_err()
    }

    /// That the files of all documents can be opened.
    ///
    /// # Errors
    /// [`Error::Io`] for the first that the system refuses to open.
    pub fn open_all(&self) -> Result<()> {
        self.paths()?.iter().try_for_each(|path| self.open_file(path))
    }

    /// The documents whose files could not be opened when they were looked at last: their texts are out of reach.
    ///
    /// # Errors
    /// [`Error::Io`] where the index cannot be read.
    pub fn out_of_reach(&self) -> Result<Vec<String>> {
        Ok(self.manifest()?.out_of_reach().map(|known| known.path.clone()).collect())
    }

    /// The paths of reports that state no date and may be published.
    ///
    /// # Errors
    /// [`Error::Io`] where the index cannot be read.
    pub fn undated(&self) -> Result<Vec<String>> {
        let is_undated = |known: &Known| {
            known.kind == Kind::Report && known.failed.is_empty() && known.newest.is_empty() && !known.is_held_back
        };
        Ok(self.manifest()?.documents.into_iter().filter(is_undated).map(|known| known.path).collect())
    }

    /// The document at `path`; of a long feed the sections that may hold entries posted at `since` (RFC 3339) or later.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn source_since(&self, path: &str, since: Option<&str>) -> Result<Option<SourceRecords>> {
        let (Some(since), Some(_)) = (since.and_then(moment), self.sections(path)?) else { return self.source_at_hand(path) };
        let manifest = self.manifest()?;
        let known = manifest.documents.iter().find(|known| known.path == path);
        let news = known.into_iter().flat_map(Known::news).filter(|(_, newest)| *newest >= since);
        let mut parts = Vec::new();
        for (name, _) in news {
            parts.extend(self.source_at_hand(&name)?.map(|source| (name, source)));
        }
        self.in_one(path, parts).map(Some)
    }

    fn manifest(&self) -> Result<Manifest> {
        Ok(Manifest::read(&self.store.folder.join(&self.store.manifest))?.unwrap_or_default())
    }

    /// The documents whose files were changed last, at most `most` of them, the newest first.
    ///
    /// # Errors
    /// [`Error::Io`] where the index cannot be read.
    pub fn newest_changed(&self, most: usize) -> Result<Vec<String>> {
        let mut documents = self.manifest()?.documents;
        documents.retain(|known| known.failed.is_empty());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, Takeaway, Talk};

    /// A feed of an entry a year, each with a talk, a note and a takeaway that are called as it is.
    fn feed(years: &[&str]) -> SourceRecords {
        let of = |year: &&str| Some((*year).to_owned());
        let records = Records {
            entries: years.iter().map(|year| Entry { id: of(year).unwrap(), published: of(year), ..Entry::default() }).collect(),
            talks: years.iter().map(|year| Talk { id: of(year).unwrap(), entry: of(year), ..Talk::default() }).collect(),
            notes: years.iter().map(|year| Note { talk: of(year).unwrap(), ..Note::default() }).collect(),
            takeaways: years.iter().map(|year| Takeaway { entry: of(year), ..Takeaway::default() }).collect(),
            ..Records::default()
        };
        SourceRecords { path: "feeds/a.atom".into(), records, ..SourceRecords::default() }
    }

    #[test]
    fn what_was_found_in_entries_that_do_not_count_goes_with_them() {
        let years = ["2031-05-04", "2030-05-04", "2029-05-04", "2028-05-04"];
        let (mut first, mut feeds) = (First::of(1), Feeds::default());
        feeds.take("feeds/a.atom".into(), feed(&years), &mut first);
        let found = &feeds.found["feeds/a.atom"][0].1.records;
        let kept = [found.entries.len(), found.talks.len(), found.notes.len(), found.takeaways.len()];
        assert_eq!(kept, [2; 4], "{found:?}");
    }
}
