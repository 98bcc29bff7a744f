//! What goes out: an entry of a feed or a report of the library, in one shape.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

use crate::model::{Enclosure, EntrySource};

/// One entry of a published feed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Item {
    /// As the origin has it.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: Option<String>,
    /// Never empty.
    pub(super) authors: Vec<String>,
    pub(super) published: Option<DateTime<FixedOffset>>,
    pub(super) updated: DateTime<FixedOffset>,
    /// When it counts as news: the stated date, but no later than it was first seen.
    pub(super) order: DateTime<FixedOffset>,
    pub(super) categories: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) content_html: Option<String>,
    pub(super) enclosures: Vec<Enclosure>,
    pub(super) rights: Option<String>,
    pub(super) language: Option<String>,
    /// The feed that it comes from; `None` for a report of the library itself.
    pub(super) source: Option<Arc<EntrySource>>,
    /// The library's path of its document.
    pub(super) path: String,
    /// The id in its document.
    pub(super) entry: Option<String>,
    pub(super) line: usize,
    /// An aggregator's copy of another feed's entry.
    pub(super) copy: bool,
}

/// A date that nothing is known of; the format asks for one.
pub(super) fn unknown() -> DateTime<FixedOffset> {
    DateTime::<Utc>::UNIX_EPOCH.fixed_offset()
}

/// Reads RFC 3339 or a calendar day (midnight, UTC).
pub(super) fn read_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    let day = || Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?.and_utc().fixed_offset());
    let time = DateTime::parse_from_rfc3339(text).ok().or_else(day)?;
    // RFC 3339 knows years of four digits only.
    (0..=9999).contains(&chrono::Datelike::year(&time)).then_some(time)
}

/// Where an item stands among others: the newest first; of one time posts first, by their ids, then reports, the last path
/// first, since folders and files are often named by year and day.
///
/// What a report's place depends on is known without reading it.
pub(super) type Rank = (Reverse<i64>, bool, String, Reverse<String>);

impl Item {
    pub(super) fn rank(&self) -> Rank {
        let is_report = self.source.is_none();
        let id = if is_report { String::new() } else { self.id.clone() };
        (Reverse(self.order.timestamp_micros()), is_report, id, Reverse(self.path.clone()))
    }
}

/// By rank, what is of one report by id: total and stable.
pub(super) fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| (item.rank(), item.id.clone()));
}
