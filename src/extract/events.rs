//! The conference editions that a title or a sentence names.

use crate::when;

/// A conference edition as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventName {
    /// As written, with its year where it has one next to it.
    pub(crate) name: String,
    /// The name without the year.
    pub(crate) series: String,
    /// The year, of the name, else of the rest of the text, else the caller's hint.
    pub(crate) year: Option<i16>,
    /// What stands after the name: "Day 1", "reflection".
    pub(crate) rest: String,
}

/// Finds the event that the title of a document or post names.
pub(crate) fn find_event_name(title: &str, year_hint: Option<i16>) -> Option<EventName> {
    let _ = (title, year_hint, when::find_year(title));
    None
}

/// Finds the events that the first sentences of a text say it is about. `links` are the text's links (text, address).
pub(crate) fn find_events_in_prose(text: &str, links: &[(&str, &str)]) -> Vec<EventName> {
    let _ = (text, links);
    Vec::new()
}

/// Finds the place where an event was held, where a sentence says so outright.
pub(crate) fn find_place(text: &str) -> Option<String> {
    let _ = text;
    None
}

/// The series and the year of an event's name: `("QCon SF", Some(2025))`.
pub(crate) fn series_and_year(name: &str) -> (String, Option<i16>) {
    match when::find_year_range(name) {
        Some((year, range)) => (
            format!("{}{}", &name[..range.start], &name[range.end..]).split_whitespace().collect::<Vec<_>>().join(" "),
            Some(year),
        ),
        None => (name.to_owned(), None),
    }
}
