//! iCalendar ([RFC 5545]) becomes sessions, one for each `VEVENT`.
//!
//! Lines are unfolded here, to know where each began; the icalendar crate reads each line's parameters and escapes. A
//! line that it refuses is cut at its first colon, and an event that never ends is read as far as it goes.
//! - Instants in UTC are told in the calendar's zone (`X-WR-TIMEZONE`, else its `VTIMEZONE`, else the `TZID` of its starts),
//!   else as they stand.
//! - Cancelled and private events are left out, with a warning.
//! - Events of whole days are no sessions.
//!
//! [RFC 5545]: https://www.rfc-editor.org/rfc/rfc5545

use icalendar::parser::Property;
use jiff::tz::TimeZone;

use super::stated::{self, could_be_person, people, some_line};
use super::stated_time::{Moment, minutes, moment, zone};
use crate::model::{Event, Speaker, Warning};
use crate::read::document::{Document, Metadata, Session, Shape};

/// So many damaged lines of one calendar are named, the others are counted.
const NAMED_LINES: usize = 20;

/// Reads `text` if it is a calendar.
pub(crate) fn read(text: &str) -> Option<Document> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if !["BEGIN:VCALENDAR", "BEGIN:VEVENT"].iter().any(|begin| first.eq_ignore_ascii_case(begin)) {
        return None;
    }
    let mut calendar = Calendar::default();
    for (line, content) in unfolded(text) {
        calendar.take(line, &content);
    }
    Some(calendar.finish())
}

/// Content lines with the number of their first line (RFC 5545 §3.1).
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match lines.last_mut() {
            Some((_, last)) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            // Some producers break a text over lines and forget the blank before the rest.
            Some((_, last)) if !line.trim().is_empty() && !starts_property(line) => {
                last.push_str("\\n");
                last.push_str(line);
            }
            _ => lines.push((at + 1, line.to_owned())),
        }
    }
    lines
}

fn starts_property(line: &str) -> bool {
    let end = line.find([':', ';']).unwrap_or(0);
    let name = line.get(..end).unwrap_or_default().trim();
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.'))
        || ["begin:", "end:"].iter().any(|mark| line.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
}

/// One content line: its name in capitals, its parameters and its value, unescaped.
struct Content {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
    plain: bool,
}

impl Content {
    fn read(line: &str) -> Option<Content> {
        // The crate reads BEGIN and END only in pairs.
        let frames =
            ["BEGIN", "END"].iter().any(|name| line.split(':').next().is_some_and(|head| head.trim().eq_ignore_ascii_case(name)));
        if !frames && let Ok(property) = Property::try_from(line) {
            let parameters = property.params.iter().map(|parameter| {
                let value = parameter.val.as_ref().map(|value| value.as_str().trim_matches('"').to_owned());
                (parameter.key.as_str().to_uppercase(), value.unwrap_or_default())
            });
            let parameters = parameters.collect();
            return Some(Content {
                name: property.name.as_str().to_uppercase(),
                parameters,
                value: property.val.as_str().to_owned(),
                plain: true,
            });
        }
        let (head, value) = line.split_once(':')?;
        let mut head = head.split(';');
        let name = head.next()?.trim().to_uppercase();
        let parameters = head
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| (key.to_uppercase(), value.trim_matches('"').to_owned()))
            .collect();
        Some(Content { name, parameters, value: unescaped(value), plain: frames })
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

fn unescaped(value: &str) -> String {
    value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

/// A `VEVENT` as far as it is read.
#[derive(Default)]
struct Draft {
    session: Session,
    start: Option<Stamp>,
    end: Option<Stamp>,
    /// That its start is told in.
    zone: Option<TimeZone>,
    attendees: Vec<String>,
    organizer: Option<String>,
    private: bool,
}

/// A time as written, told in a zone once the whole calendar is read.
struct Stamp(String);

#[derive(Default)]
struct Calendar {
    open: Vec<String>,
    event: Option<Draft>,
    drafts: Vec<Draft>,
    named: Event,
    language: Option<String>,
    description: Option<String>,
    stated_zone: Option<TimeZone>,
    defined_zones: Vec<TimeZone>,
    damaged_lines: usize,
    warnings: Vec<Warning>,
}

impl Calendar {
    fn take(&mut self, line: usize, content: &str) {
        if content.trim().is_empty() {
            return;
        }
        let Some(content_line) = Content::read(content.trim_end()) else {
            self.damaged(line, "a line that is no property; it was left out".to_owned());
            return;
        };
        if !content_line.plain {
            self.damaged(line, format!("a damaged {} property; it was read as it stands", content_line.name));
        }
        match content_line.name.as_str() {
            "BEGIN" => self.begin(line, content_line.value.trim().to_uppercase()),
            "END" => self.end(&content_line.value.trim().to_uppercase()),
            _ => match self.open.last().map(String::as_str) {
                Some("VEVENT") => {
                    if let Some(draft) = &mut self.event {
                        draft.property(&content_line);
                    }
                }
                Some("VTIMEZONE") if matches!(content_line.name.as_str(), "TZID" | "X-LIC-LOCATION") => {
                    self.defined_zones.extend(zone(&content_line.value));
                }
                Some("VCALENDAR") | None => self.calendar_property(&content_line),
                Some(_) => {}
            },
        }
    }

    fn damaged(&mut self, line: usize, message: String) {
        self.damaged_lines += 1;
        if self.damaged_lines <= NAMED_LINES {
            self.warnings.push(Warning::new(line, message));
        }
    }

    fn begin(&mut self, line: usize, component: String) {
        if component == "VEVENT" {
            if let Some(draft) = self.event.take() {
                self.warnings.push(Warning::new(draft.session.line, "an event without its end; it was read as far as it goes"));
                self.drafts.push(draft);
                self.open.truncate(self.open.iter().rposition(|open| open == "VEVENT").unwrap_or(self.open.len()));
            }
            self.event = Some(Draft { session: Session { line, ..Session::default() }, ..Draft::default() });
        }
        self.open.push(component);
    }

    fn end(&mut self, component: &str) {
        let Some(at) = self.open.iter().rposition(|open| open == component) else { return };
        self.open.truncate(at);
        let event_open = self.open.iter().any(|open| open == "VEVENT");
        if !event_open {
            if component != "VEVENT"
                && let Some(draft) = &self.event
            {
                self.warnings.push(Warning::new(draft.session.line, "an event without its end; it was read as far as it goes"));
            }
            self.drafts.extend(self.event.take());
        }
    }

    fn calendar_property(&mut self, content: &Content) {
        match content.name.as_str() {
            "X-WR-CALNAME" | "NAME" => self.named.name = some_line(&content.value).unwrap_or_default(),
            "X-WR-TIMEZONE" | "TIMEZONE-ID" => self.stated_zone = zone(&content.value),
            "X-WR-CALDESC" | "DESCRIPTION" => self.description = some_line(&content.value),
            "URL" | "X-ORIGINAL-URL" => self.named.url = stated::address(&content.value),
            "LANGUAGE" => self.language = some_line(&content.value),
            _ => {}
        }
    }

    fn finish(mut self) -> Document {
        if let Some(draft) = self.event.take() {
            self.warnings
                .push(Warning::new(draft.session.line, "the calendar ends inside this event; it was read as far as it goes"));
            self.drafts.push(draft);
        }
        if self.damaged_lines > NAMED_LINES {
            self.warnings
                .push(Warning::new(0, format!("{} more lines are damaged like those above", self.damaged_lines - NAMED_LINES)));
        }
        if self.defined_zones.is_empty() {
            self.defined_zones.extend(self.drafts.iter().filter_map(|draft| draft.zone.clone()));
        }
        self.defined_zones.dedup();
        let zone = self.stated_zone.take().or_else(|| match self.defined_zones.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        let drafts = std::mem::take(&mut self.drafts);
        let organizers_differ =
            drafts.iter().filter_map(|draft| draft.organizer.as_ref()).collect::<std::collections::HashSet<_>>().len() > 1;
        let sessions = drafts.into_iter().filter_map(|draft| self.session(draft, zone.as_ref(), organizers_differ)).collect();
        self.named.zone = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
        let event = (!self.named.name.is_empty()).then_some(self.named);
        let metadata = Metadata {
            title: event.as_ref().map(|event| event.name.clone()),
            url: event.as_ref().and_then(|event| event.url.clone()),
            description: self.description,
            language: self.language,
            ..Metadata::default()
        };
        Document { metadata, event, sessions, shape: Shape::Schedule, warnings: self.warnings, ..Document::default() }
    }

    fn session(&mut self, draft: Draft, zone: Option<&TimeZone>, organizers_differ: bool) -> Option<Session> {
        let mut session = draft.session;
        if session.title.is_empty() {
            return None;
        }
        let left_out = match session.state.as_deref() {
            Some(state) if state.eq_ignore_ascii_case("cancelled") => Some("cancelled"),
            _ if draft.private => Some("private"),
            _ => None,
        };
        if let Some(why) = left_out {
            self.warnings.push(Warning::new(session.line, format!("{:?} is {why}; it was left out", session.title)));
            return None;
        }
        let told = |stamp: &Option<Stamp>| stamp.as_ref().and_then(|stamp| moment(&stamp.0, zone));
        let start: Moment = told(&draft.start)?;
        start.time?;
        session.date = start.date_text();
        session.start = start.time_text();
        // One category is the programme's own heading for the session: a track.
        if let ([only], None) = (session.tags.as_slice(), &session.track) {
            session.track = Some(only.clone());
        }
        if session.duration_minutes.is_none() {
            session.duration_minutes = told(&draft.end).and_then(|end| start.minutes_until(&end));
        }
        if session.speakers.is_empty() {
            session.speakers = hosts(&draft.attendees, draft.organizer.as_deref().filter(|_| organizers_differ));
        }
        Some(session)
    }
}

/// The people invited, where they are few and named like people; else an organiser who is not that of every event.
fn hosts(attendees: &[String], organizer: Option<&str>) -> Vec<Speaker> {
    let full_name = |name: &str| name.contains(' ') && could_be_person(name);
    let named: Vec<&str> = match attendees {
        [] => organizer.into_iter().collect(),
        some if some.len() <= 6 => some.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let named = named.into_iter().filter_map(stated::name).filter(|name| full_name(name));
    named.map(|name| Speaker { name, ..Speaker::default() }).collect()
}

impl Draft {
    fn property(&mut self, content: &Content) {
        let value = content.value.trim();
        if content.name == "DESCRIPTION" {
            return self.description(value);
        }
        let session = &mut self.session;
        match content.name.as_str() {
            "SUMMARY" => session.title = stated::title(value).unwrap_or_default(),
            "DTSTART" => {
                let named = content.parameters.iter().find(|(name, _)| name == "TZID");
                self.zone = named.and_then(|(_, name)| zone(name));
                self.start = Some(Stamp(value.to_owned()));
            }
            "DTEND" => self.end = Some(Stamp(value.to_owned())),
            "DURATION" => session.duration_minutes = minutes(value),
            "LOCATION" => session.room = stated::title(value),
            "URL" => session.url = stated::address(value),
            "STATUS" => session.state = some_line(value),
            "CLASS" => self.private = ["PRIVATE", "CONFIDENTIAL"].iter().any(|class| value.eq_ignore_ascii_case(class)),
            "CATEGORIES" => session.tags.extend(categories(value)),
            "ATTENDEE" => self.attendees.extend(content.parameter("CN").and_then(some_line)),
            "ORGANIZER" => self.organizer = content.parameter("CN").and_then(some_line),
            "X-TRACK" => session.track = some_line(value),
            "X-TYPE" => session.format = some_line(value),
            "X-LANGUAGE" | "LANGUAGE" => session.language = some_line(value),
            _ => {}
        }
    }

    /// Labelled lines become fields; an address alone is the session's page; the rest is the abstract.
    fn description(&mut self, text: &str) {
        let mut kept = Vec::new();
        for line in text.lines() {
            let trimmed = line.trim();
            match trimmed.split_once([':', '：']).and_then(|(label, value)| Some((field_of(label)?, value.trim()))) {
                Some((_, "")) => {}
                Some((Field::Speakers, value)) => self.session.speakers.extend(people(value)),
                Some((Field::Track, value)) => self.session.track = some_line(value),
                Some((Field::Format, value)) => self.session.format = some_line(value),
                Some((Field::Language, value)) => self.session.language = some_line(value),
                None => kept.push(line),
            }
        }
        let kept = kept.join("\n");
        match stated::address(kept.trim()) {
            Some(url) => self.session.url = self.session.url.take().or(Some(url)),
            None => self.session.abstract_ = stated::markdown(&kept),
        }
    }
}

#[derive(Clone, Copy)]
enum Field {
    Speakers,
    Track,
    Format,
    Language,
}

fn field_of(label: &str) -> Option<Field> {
    let label = label.trim().trim_matches(['*', '_']).to_lowercase();
    let label = label.trim_end_matches("(s)").trim_end_matches("/in").trim_end_matches(":innen");
    match label {
        "speaker" | "speakers" | "presenter" | "presenters" | "presented by" | "speaker name" | "referent" | "referentin"
        | "referenten" | "referierende" | "vortragende" | "vortragender" | "sprecher" | "intervenant" | "intervenants"
        | "intervenante" | "orateur" | "orateurs" | "ponente" | "ponentes" | "palestrante" | "palestrantes" | "orador"
        | "oradora" | "relatore" | "relatori" | "relatrice" | "spreker" | "sprekers" | "登壇者" | "講演者" | "发表者"
        | "讲者" | "演讲者" | "facilitator" | "facilitators" | "panelists" | "panellists" => Some(Field::Speakers),
        "track" | "spur" | "stream" => Some(Field::Track),
        "type" | "format" | "session type" => Some(Field::Format),
        "language" | "sprache" | "langue" | "idioma" | "lingua" | "taal" | "言語" | "语言" => Some(Field::Language),
        _ => None,
    }
}

fn categories(value: &str) -> Vec<String> {
    value.split(',').filter_map(|part| some_line(&part.replace('\\', ""))).collect()
}

#[cfg(test)]
mod tests {
    use crate::read::schedule::tests::check;

    #[test]
    fn a_calendar_with_a_zone() {
        check(
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Ferrocon 2031\r\nX-WR-TIMEZONE:Europe/Berlin\r\nBEGIN:VEVENT\r\nDTSTART:20310704T080000Z\r\nDTEND:20310704T084500Z\r\n\
             SUMMARY:Fog\\, and how to\r\n  count it\r\nLOCATION:Loft\r\nDESCRIPTION:Speakers: Ada Brookfield\\, Milo Venn\\nTrack: Weather\\n\\nFog drifts.\r\n\
             URL:https://example.org/fog\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:\r\nDTSTART:20310704T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "event Ferrocon 2031
             4 2031-07-04 10:00 45 | Fog, and how to count it | Ada Brookfield, Milo Venn #Weather @Loft https://example.org/fog | Fog drifts.",
        );
    }

    #[test]
    fn zones_of_single_times_stand_as_stated() {
        check(
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:America/Toronto\nBEGIN:STANDARD\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n\
             DTSTART;TZID=America/Toronto:20310304T093000\nDURATION:PT1H30M\nSUMMARY:Lanterns\nCATEGORIES:Light\nATTENDEE;CN=\"Ines Faro\":mailto:ines@example.org\n\
             END:VEVENT\nBEGIN:VEVENT\nDTSTART:20310304T160000Z\nSUMMARY:Tides\nEND:VEVENT\nEND:VCALENDAR",
            "8 2031-03-04 09:30 90 | Lanterns | Ines Faro #Light +Light
             15 2031-03-04 11:00 | Tides |",
        );
    }

    #[test]
    fn the_zone_of_all_starts_is_the_calendars() {
        let start = |zone: &str| format!("BEGIN:VEVENT\nDTSTART;TZID={zone}:20310330T100000\nSUMMARY:Fog\nEND:VEVENT\n");
        let calendar =
            |zones: [&str; 2]| format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Ferrocon\n{}END:VCALENDAR", zones.map(start).concat());
        #[rustfmt::skip]
        let table = [
            (["Europe/Berlin", "Europe/Berlin"], Some("Europe/Berlin")),
            (["Europe/Berlin", "Asia/Tokyo"],    None),
            (["Nowhere/Else", "Europe/Berlin"],  Some("Europe/Berlin")),
            (["Nowhere/Else", "Nowhere/Else"],   None),
        ];
        for (zones, expected) in table {
            let event = super::read(&calendar(zones)).and_then(|document| document.event);
            assert_eq!(event.and_then(|event| event.zone).as_deref(), expected, "{zones:?}");
        }
    }

    #[test]
    fn cancelled_private_and_all_day_events_are_left_out() {
        check(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20310304T100000\nSUMMARY:Gone\nSTATUS:CANCELLED\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20310304T100000\nSUMMARY:Mine\n\
             CLASS:PRIVATE\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20310304\nDTEND;VALUE=DATE:20310307\nSUMMARY:Ferrocon\nEND:VEVENT\nEND:VCALENDAR",
            "warning 2: \"Gone\" is cancelled; it was left out
             warning 7: \"Mine\" is private; it was left out",
        );
    }

    #[test]
    fn damage_costs_one_event_at_most() {
        check(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20310304T100000\nSUMMARY:No end\nBEGIN:VEVENT\nDTSTART:20310304T110000\nSUMMARY:Broken over\nlines without a blank\n\
             END:VEVENT\nBEGIN:VEVENT\nDTSTART:20310304T120000\nSUMMARY:Cut off",
            "2 2031-03-04 10:00 | No end |
             5 2031-03-04 11:00 | Broken over lines without a blank |
             10 2031-03-04 12:00 | Cut off |
             warning 2: an event without its end; it was read as far as it goes
             warning 10: the calendar ends inside this event; it was read as far as it goes",
        );
    }

    #[test]
    fn nested_components_are_no_danger() {
        let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VALARM\n".repeat(20_000));
        assert!(super::read(&deep).is_some_and(|document| document.sessions.is_empty()));
    }
}
