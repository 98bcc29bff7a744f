//! 2. [`Document`] → [`Records`]. Knows conferences and nothing of formats.

mod session_titles;
mod session_words;
mod sessions;

use crate::model::{Event, Kind, Records, Source};
use crate::read::Document;
use crate::read::document::Shape;

/// What the owner of a library says of a document that the document leaves unsaid.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What the document is.
    pub kind: Option<Kind>,
    /// The event that it is about.
    pub event: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The document's path inside the library, without its extension: folders often name the event.
    pub path: Option<String>,
}

/// Takes events, talks, notes and takeaways from a document. Damage becomes a warning, never an error.
pub fn extract(document: &Document, said: &Said) -> Records {
    let event = sessions::event_of_schedule(document);
    let (talks, left_out) = sessions::talks_of_sessions(document, event.as_ref().map(|event| event.name.as_str()));
    let kind = match document.shape {
        _ if talks.is_empty() => Kind::None,
        Shape::Submissions => Kind::Submissions,
        Shape::Schedule | Shape::Text | Shape::Feed => Kind::Programme,
    };
    let mut events: Vec<Event> = event.into_iter().collect();
    for named in sessions::events_of_sessions(document) {
        if !events.iter().any(|known| known.name == named.name) {
            events.push(named);
        }
    }
    let mut warnings = document.warnings.clone();
    warnings.extend(left_out);
    let source = Source { kind: said.kind.unwrap_or(kind), title: document.metadata.title.clone(), ..Source::default() };
    Records { source, events, talks, warnings, ..Records::default() }
}
