//! When a document or an entry counts as news: the order in which they are published, told without the document.

use std::cmp::Reverse;

use crate::model::{Entry, Kind, Records, Source};

/// When nothing is known of a date.
const UNKNOWN: &str = "1970-01-01T00:00:00";

/// Where an entry stands among others, the newest first: its date, whether it is a report, its id where it is a post, its path.
pub(super) type Rank = (Reverse<String>, bool, String, Reverse<String>);

pub(super) fn rank(entry: &Entry, path: &str) -> Rank {
    (Reverse(entry.posted().and_then(moment).unwrap_or_else(unknown)), false, entry.id.clone(), Reverse(path.to_owned()))
}

pub(super) fn rank_of_report(newest: String, path: &str) -> Rank {
    (Reverse(newest), true, String::new(), Reverse(path.to_owned()))
}

/// The rank that no entry of a feed comes before whose newest entry is of that date.
pub(super) fn rank_of_feed(newest: String) -> Rank {
    (Reverse(newest), false, String::new(), Reverse(String::new()))
}

pub(super) fn unknown() -> String {
    UNKNOWN.to_owned()
}

/// When the newest entry of a document, or the document itself, counts as news; empty where it states nothing.
pub(super) fn newest_of(records: &Records) -> String {
    let Source { kind, published, updated, .. } = &records.source;
    let mut stated = [published, updated].into_iter().flatten().peekable();
    match kind {
        Kind::Feed => records.entries.iter().map(latest).max().unwrap_or_default(),
        _ if stated.peek().is_none() => String::new(),
        _ => stated.find_map(|date| moment(date)).unwrap_or_else(unknown),
    }
}

/// The later of an entry's dates, but none after it was first seen.
fn latest(entry: &Entry) -> String {
    let stated = [&entry.published, &entry.updated].into_iter().flatten().filter_map(|date| moment(date)).max();
    let seen = entry.first_seen.as_deref().and_then(moment);
    stated.into_iter().chain(seen).min().unwrap_or_else(unknown)
}

/// A time, or the first of a day, in UTC and written so that texts sort as times do; `None` where the text is neither.
pub(super) fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|day| day.timestamp());
    let time = text.parse::<jiff::Timestamp>().ok().or_else(day)?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%S%.f").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_times_sort_as_times_do() {
        #[rustfmt::skip]
        let table = [
            ("2031-05-04",                Some("2031-05-04T00:00:00")),
            ("2031-05-04T02:00:00+02:00", Some("2031-05-04T00:00:00")),
            (" 2031-05-04T10:00:00Z ",    Some("2031-05-04T10:00:00")),
            ("2031-05-04T10:00:00.25Z",   Some("2031-05-04T10:00:00.25")),
            ("2031-05-04T10:00:00.5Z",    Some("2031-05-04T10:00:00.5")),
            ("spring",                    None),
        ];
        for (text, expected) in table {
            assert_eq!(moment(text).as_deref(), expected, "{text:?}");
        }
        assert!(table.windows(2).all(|pair| pair[0].1 <= pair[1].1 || pair[1].1.is_none()));
    }

    #[test]
    fn a_document_is_as_new_as_its_newest_entry_or_as_it_says() {
        let entry = |published: &str, first_seen: Option<&str>| Entry {
            published: Some(published.to_owned()),
            first_seen: first_seen.map(str::to_owned),
            ..Entry::default()
        };
        let feed = |entries: Vec<Entry>| Records {
            source: Source { kind: Kind::Feed, updated: Some("2099-01-01".into()), ..Source::default() },
            entries,
            ..Records::default()
        };
        let report = |published: Option<&str>, updated: Option<&str>| Records {
            source: Source {
                kind: Kind::Report,
                published: published.map(str::to_owned),
                updated: updated.map(str::to_owned),
                ..Source::default()
            },
            ..Records::default()
        };
        #[rustfmt::skip]
        let table = [
            (feed(vec![entry("2030-01-01", None), entry("2031-01-01", None)]),                 "2031-01-01T00:00:00"),
            (feed(vec![entry("2030-01-01", None), entry("2099-01-01", Some("2031-02-03"))]),   "2031-02-03T00:00:00"),
            (feed(vec![]),                                                                     ""),
            (report(Some("2031-01-01"), Some("2032-01-01")),                                   "2031-01-01T00:00:00"),
            (report(None, Some("2032-01-01")),                                                 "2032-01-01T00:00:00"),
            (report(Some("spring"), None),                                                     "1970-01-01T00:00:00"),
            (report(None, None),                                                               ""),
        ];
        for (records, expected) in table {
            assert_eq!(newest_of(&records), expected, "{:?}", records.source);
        }
    }
}
