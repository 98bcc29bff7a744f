//! The documents that hold the newest entries, without reading the others.

use std::collections::BTreeMap;

use super::Index;
use super::manifest::{Known, Manifest};
use super::sections::{path_of, put_together};
use super::sync::date_of;
use crate::error::Result;
use crate::model::{Kind, SourceRecords};

impl Index {
    /// The documents among which the `limit` newest entries and reports are, and some more; of a long feed, those sections.
    ///
    /// Entries of one id or address in several feeds are one when they are published, so twice as many are handed out.
    /// `leave_out` takes entries that do not count out of a document.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn newest_sources(&self, limit: usize, leave_out: &dyn Fn(&mut SourceRecords)) -> Result<Vec<SourceRecords>> {
        let manifest = Manifest::read(&self.store.folder.join(&self.store.manifest))?.unwrap_or_default();
        let is_news = |known: &&Known| matches!(known.kind, Kind::Feed | Kind::Report) && known.failed.is_empty();
        let mut news: Vec<(String, String)> = manifest.documents.iter().filter(is_news).flat_map(Known::news).collect();
        news.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut found: BTreeMap<String, Vec<(String, SourceRecords)>> = BTreeMap::new();
        let mut dates: Vec<String> = Vec::new();
        let most = limit.saturating_mul(2);
        for (name, newest) in news {
            if dates.iter().filter(|date| **date > newest).count() >= most {
                break;
            }
            let Some(mut source) = self.source(&name)? else { continue };
            leave_out(&mut source);
            match source.records.source.kind {
                Kind::Feed => dates.extend(source.records.entries.iter().map(date_of)),
                _ => dates.push(newest),
            }
            dates.sort_unstable_by(|a, b| b.cmp(a));
            dates.truncate(most);
            found.entry(path_of(&name).to_owned()).or_default().push((name, source));
        }
        found.into_iter().map(|(path, parts)| self.in_one(&path, parts)).collect()
    }

    /// The parts of one document that were found, put together in their order.
    fn in_one(&self, path: &str, mut parts: Vec<(String, SourceRecords)>) -> Result<SourceRecords> {
        let order = self.names_of(path)?;
        parts.sort_by_cached_key(|(name, _)| order.iter().position(|known| known == name));
        let mut parts = parts.into_iter().map(|(_, source)| source);
        let mut whole = parts.next().unwrap_or_default();
        put_together(&mut whole.records, parts.map(|part| part.records));
        Ok(whole)
    }
}
