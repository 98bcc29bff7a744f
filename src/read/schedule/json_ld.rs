//! schema.org events in JSON-LD (<https://schema.org/Event>): an event, and its sub-events as sessions.
//!
//! An event alone is an event and no session. Sessions are what stands under `subEvent`, and events that name one and
//! the same `superEvent`.

use serde_json::{Map, Value};

use super::json::{Lines, line_of, plain_people};
use super::stated::{self, markdown, some_line};
use super::stated_time::{minutes, moment};
use crate::model::Event;
use crate::read::document::Session;

/// Deeper graphs than this are not followed.
const DEEPEST: usize = 32;

/// What the text of one `<script type="application/ld+json">` says of an event and its sessions; lines are unknown there.
pub(crate) fn read_script(text: &str) -> Option<(Option<Event>, Vec<Session>)> {
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    read(&value, &Lines::default())
}

/// What `value` says of an event and its sessions; none where it is no schema.org event.
pub(crate) fn read(value: &Value, lines: &Lines) -> Option<(Option<Event>, Vec<Session>)> {
    let mut found = Found { lines, event: None, sessions: Vec::new() };
    found.visit(value, None, 0);
    (found.event.is_some() || !found.sessions.is_empty()).then_some((found.event, found.sessions))
}

struct Found<'a> {
    lines: &'a Lines,
    event: Option<Event>,
    sessions: Vec<Session>,
}

impl Found<'_> {
    fn visit(&mut self, value: &Value, parent: Option<&str>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit(item, parent, depth + 1)),
            Value::Object(object) if is_event(object) => self.event(object, parent, depth),
            Value::Object(object) => {
                for key in ["@graph", "mainEntity", "itemListElement", "item", "event", "events"] {
                    if let Some(inner) = object.get(key) {
                        self.visit(inner, parent, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn event(&mut self, object: &Map<String, Value>, parent: Option<&str>, depth: usize) {
        let name = object.get("name").and_then(line_of);
        let children = ["subEvent", "subEvents"]
            .iter()
            .find_map(|key| object.get(*key))
            .filter(|children| children.is_array() || children.is_object());
        let named_parent = object.get("superEvent").and_then(line_of);
        if let (None, Some(above)) = (parent, object.get("superEvent").and_then(Value::as_object)) {
            self.event = self.event.take().or_else(|| event_of(above));
        }
        if let Some(children) = children {
            if parent.is_none() {
                self.event = self.event.take().or_else(|| event_of(object));
            }
            let own = name.as_deref().filter(|_| parent.is_none()).or(parent);
            return self.visit(children, own, depth + 1);
        }
        match parent.map(str::to_owned).or(named_parent) {
            Some(parent) => self.sessions.extend(session_of(object, &parent, self.lines)),
            None => self.event = self.event.take().or_else(|| event_of(object)),
        }
    }
}

/// `Event`, `EducationEvent`, `BusinessEvent` and every other type of that family.
fn is_event(object: &Map<String, Value>) -> bool {
    let is =
        |value: &Value| value.as_str().is_some_and(|name| name.ends_with("Event") || name == "EventSeries" || name == "Festival");
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}

fn event_of(object: &Map<String, Value>) -> Option<Event> {
    let date = |key: &str| object.get(key).and_then(Value::as_str).and_then(|text| moment(text, None)?.date_text());
    Some(Event {
        name: object.get("name").and_then(line_of)?,
        start: date("startDate"),
        end: date("endDate"),
        location: object.get("location").and_then(place_of),
        url: object.get("url").and_then(Value::as_str).and_then(stated::address),
        ..Event::default()
    })
}

fn place_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(place_of),
        Value::Object(place) => {
            let address = place.get("address").and_then(|address| match address {
                Value::Object(parts) => parts.get("addressLocality").and_then(line_of),
                other => line_of(other),
            });
            place.get("name").and_then(line_of).or(address)
        }
        Value::String(text) if stated::address(text).is_none() => some_line(text),
        _ => None,
    }
}

fn session_of(object: &Map<String, Value>, parent: &str, lines: &Lines) -> Option<Session> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let start = text("startDate").and_then(|text| moment(text, None)).unwrap_or_default();
    let end = text("endDate").and_then(|text| moment(text, None));
    let people = ["performer", "performers", "speaker", "actor", "presenter", "author"].iter().find_map(|key| object.get(*key));
    let cancelled = text("eventStatus").filter(|status| status.contains("Cancelled")).map(|_| "cancelled".to_owned());
    Some(Session {
        title: object.get("name").and_then(line_of)?,
        speakers: people.map(plain_people).unwrap_or_default(),
        event: Some(parent.to_owned()),
        date: start.date_text(),
        start: start.time_text(),
        duration_minutes: text("duration").and_then(minutes).or_else(|| start.minutes_until(&end?)),
        room: object.get("location").and_then(place_of),
        track: object.get("about").and_then(line_of).filter(|track| track.len() < 60),
        url: text("url").and_then(stated::address),
        abstract_: text("description").and_then(markdown),
        language: object.get("inLanguage").and_then(line_of),
        tags: text("keywords").map(|words| words.split(',').filter_map(some_line).collect()).unwrap_or_default(),
        state: cancelled,
        line: lines.line(object),
        ..Session::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::schedule::tests::check;

    #[test]
    fn sub_events_are_sessions() {
        check(
            r#"{"@context": "https://schema.org", "@type": "BusinessEvent", "name": "Ferrocon 2031", "startDate": "2031-03-04", "location": {"@type": "Place", "name": "Old Quay"},
              "subEvent": [{"@type": "Event", "name": "Parsing fog", "startDate": "2031-03-04T10:30:00+01:00", "endDate": "2031-03-04T11:00:00+01:00",
              "performer": [{"@type": "Person", "name": "Ada Brookfield", "affiliation": {"@type": "Organization", "name": "Quay"}}], "location": {"name": "Loft"}}]}"#,
            "event Ferrocon 2031 | 2031-03-04 |  | Old Quay
             2 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield (Quay) @Loft",
        );
    }

    #[test]
    fn an_event_alone_has_no_sessions() {
        let found =
            read_script(r#"{"@graph": [{"@type": ["Event"], "name": "Ferrocon 2031"}, {"@type": "WebPage", "name": "x"}]}"#);
        assert_eq!(
            found.map(|(event, sessions)| (event.map(|event| event.name), sessions.len())),
            Some((Some("Ferrocon 2031".to_owned()), 0))
        );
        assert!(read_script(r#"{"@type": "Article", "name": "Fog"}"#).is_none());
    }
}
