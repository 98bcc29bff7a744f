//! A conference's own data: a schedule, a list of submissions.

use crate::extract::{Said, sessions};
use crate::model::{Event, Kind, Records};
use crate::read::document::{Document, Shape};

/// A schedule or a list of submissions that the format states as data.
pub(super) fn data(document: &Document, said: &Said, records: &mut Records) {
    let mut event = sessions::event_of_schedule(document);
    if let Some(name) = &said.event {
        event = Some(Event { name: name.clone(), ..event.unwrap_or_default() });
    }
    let (talks, left_out) = sessions::talks_of_sessions(document, event.as_ref().map(|event| event.name.as_str()));
    records.source.kind = said.kind.unwrap_or(match document.shape {
        _ if talks.is_empty() => Kind::None,
        Shape::Submissions => Kind::Submissions,
        _ => Kind::Programme,
    });
    records.events.extend(event);
    for named in sessions::events_of_sessions(document) {
        if said.event.is_none() && !records.events.iter().any(|held| held.name == named.name) {
            records.events.push(named);
        }
    }
    records.talks = talks;
    records.warnings.extend(left_out);
}
