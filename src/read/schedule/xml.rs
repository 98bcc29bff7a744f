//! schedule.xml (Pentabarf, frab, pretalx, Wafer and their kin) becomes sessions.
//!
//! Producers differ in every detail, so nothing but the elements' names is relied on: events stand under a room or under
//! the day, any of their elements may be missing, and a damaged or cut-off file is read as far as it goes, with a warning
//! that names the line. Entities that the file declares itself are never expanded.

use std::collections::HashSet;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event as Xml};

use super::stated::{address, joined, markdown, name, some_line, title};
use super::stated_time::{Moment, minutes, moment, zone};
use crate::model::{Event, Speaker, Warning};
use crate::read::document::{Document, Metadata, Session, Shape};
use crate::read::recording::is_recording_label;

/// Elements nested deeper than this are read as if they were on this level.
const DEEPEST: usize = 256;
/// So many errors of one file are named, the others are counted.
const NAMED_ERRORS: usize = 20;

/// Reads `text` if its root element is that of a schedule.
pub(crate) fn read(text: &str) -> Option<Document> {
    let root = root_of(text)?;
    if !["schedule", "pentabarf", "conferenceschedule", "iro:schedule"].contains(&root.as_str()) {
        return None;
    }
    let mut reading = Reading { zone: zone_of(text), ..Reading::default() };
    reading.run(text);
    Some(reading.finish())
}

/// The name of the first element, in lower case.
fn root_of(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text);
    for _ in 0..64 {
        match reader.read_event().ok()? {
            Xml::Start(tag) | Xml::Empty(tag) => return Some(String::from_utf8_lossy(tag.name().as_ref()).to_lowercase()),
            Xml::Eof => return None,
            _ => {}
        }
    }
    None
}

/// The zone must be known before the first event, wherever the file states it.
fn zone_of(text: &str) -> Option<TimeZone> {
    ["time_zone_name", "timezone", "time_zone"].iter().find_map(|tag| {
        let (_, behind) = text.split_once(&format!("<{tag}>"))?;
        zone(behind.split('<').next()?)
    })
}

/// An element that is open.
#[derive(Default)]
struct Open {
    tag: String,
    attributes: Vec<(String, String)>,
}

impl Open {
    fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

#[derive(Default)]
struct Day {
    label: Option<String>,
    date: Option<String>,
}

/// An event as far as it is read.
#[derive(Default)]
struct Draft {
    session: Session,
    own: Option<Moment>,
    start: Option<Moment>,
    end: Option<Moment>,
    texts: [Option<String>; 4],
    /// The names among the speakers so far.
    named: HashSet<String>,
    depth: usize,
}

#[derive(Default)]
struct Reading {
    zone: Option<TimeZone>,
    stack: Vec<Open>,
    /// Elements open beyond [`DEEPEST`].
    beyond: usize,
    /// The text of the innermost open field, with the markup inside it.
    text: String,
    day: Day,
    room: Option<String>,
    event: Option<Draft>,
    conference: Event,
    subtitle: Option<String>,
    city: Option<String>,
    acronym: Option<String>,
    language: Option<String>,
    day_change: Option<Time>,
    line: usize,
    counted_to: usize,
    errors: usize,
    sessions: Vec<Session>,
    warnings: Vec<Warning>,
}

impl Reading {
    fn run(&mut self, text: &str) {
        self.line = 1;
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        (config.allow_dangling_amp, config.allow_unmatched_ends, config.check_end_names) = (true, true, false);
        loop {
            let before = reader.buffer_position();
            self.count_lines(text, before);
            match reader.read_event() {
                Ok(Xml::Eof) => break,
                Ok(Xml::Start(tag)) => self.open(&tag),
                Ok(Xml::Empty(tag)) => {
                    self.open(&tag);
                    let name = local_name(tag.name().as_ref());
                    self.close(&name);
                }
                Ok(Xml::End(tag)) => {
                    let name = local_name(tag.name().as_ref());
                    self.close(&name);
                }
                Ok(Xml::Text(piece)) => self.text.push_str(&String::from_utf8_lossy(&piece)),
                Ok(Xml::CData(piece)) => self.text.push_str(&String::from_utf8_lossy(&piece)),
                Ok(Xml::GeneralRef(piece)) => self.reference(&piece),
                Ok(_) => {}
                Err(error) => {
                    self.fault(&format!("{error}; the rest of the element was skipped"));
                    if reader.buffer_position() <= before {
                        break;
                    }
                }
            }
        }
        self.count_lines(text, text.len() as u64);
        if let Some(draft) = self.event.take() {
            let line = draft.session.line;
            let title = draft.session.title.clone();
            self.keep(draft);
            self.warnings
                .push(Warning::new(line, format!("the file ends inside the event {title:?}; it was read as far as it goes")));
        } else if !self.stack.is_empty() {
            let message = format!("the file ends inside <{}>; it was read as far as it goes", self.stack[0].tag);
            self.warnings.push(Warning::new(self.line, message));
        }
    }

    fn count_lines(&mut self, text: &str, position: u64) {
        let position = usize::try_from(position).unwrap_or(text.len()).min(text.len());
        if let Some(passed) = text.as_bytes().get(self.counted_to..position) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count();
            self.counted_to = position;
        }
    }

    fn fault(&mut self, message: &str) {
        self.errors += 1;
        if self.errors <= NAMED_ERRORS {
            self.warnings.push(Warning::new(self.line, message));
        }
    }

    fn reference(&mut self, piece: &BytesRef) {
        let name = String::from_utf8_lossy(piece).into_owned();
        match piece.resolve_char_ref() {
            Ok(Some(c)) => self.text.push(c),
            _ => match quick_xml::escape::resolve_html5_entity(&name) {
                Some(resolved) => self.text.push_str(resolved),
                None => {
                    self.fault(&format!("the entity &{name}; is not expanded"));
                    self.text.push_str(&format!("&{name};"));
                }
            },
        }
    }

    fn open(&mut self, tag: &BytesStart) {
        let name = local_name(tag.name().as_ref());
        if self.inside_text() {
            // Markup inside a text field belongs to the text.
            self.text.push_str(&format!("<{}>", String::from_utf8_lossy(tag)));
        } else {
            self.text.clear();
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let open = Open { attributes: attributes_of(tag), tag: name };
        match open.tag.as_str() {
            "event" | "talk" | "session" if self.event.is_none() => {
                let session = Session { line: self.line, ..Session::default() };
                self.event = Some(Draft { session, depth: self.stack.len(), ..Draft::default() });
            }
            "day" if self.event.is_none() => self.day = day_of(&open),
            "room" if self.event.is_none() => self.room = open.get("name").or(open.get("title")).and_then(some_line),
            _ => {}
        }
        self.stack.push(open);
    }

    fn inside_text(&self) -> bool {
        self.event.is_some() && self.stack.last().is_some_and(|open| is_text_field(&open.tag) || is_markup(&open.tag))
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        // An end tag that matches an outer element closes those left open inside; one that matches none closes nothing.
        let Some(at) = self.stack.iter().rposition(|open| open.tag == name) else { return };
        if at + 1 < self.stack.len() {
            let left = self.stack[at + 1..].iter().filter(|open| !is_markup(&open.tag)).map(|open| open.tag.clone()).next();
            if let Some(left) = left {
                self.fault(&format!("<{left}> is not closed before </{name}>"));
            }
        }
        while self.stack.len() > at {
            let Some(open) = self.stack.pop() else { break };
            if is_markup(&open.tag) && self.inside_text() {
                self.text.push_str(&format!("</{}>", open.tag));
                continue;
            }
            self.field(&open);
        }
    }

    fn field(&mut self, open: &Open) {
        let text = std::mem::take(&mut self.text);
        let parent = self.stack.last().map(|open| open.tag.clone()).unwrap_or_default();
        match &mut self.event {
            Some(draft) if draft.depth == self.stack.len() => {
                if let Some(draft) = self.event.take() {
                    self.keep(draft);
                }
            }
            Some(draft) => draft.field(open, &parent, &text, self.zone.as_ref()),
            None if parent == "conference" || parent == "schedule" => self.conference_field(&open.tag, &text),
            None if open.tag == "room" => self.room = None,
            None if open.tag == "day" => self.day = Day::default(),
            None => {}
        }
    }

    fn conference_field(&mut self, tag: &str, text: &str) {
        let Some(line) = title(text) else { return };
        let date = || moment(text, self.zone.as_ref()).and_then(|found| found.date_text());
        match tag {
            "title" | "name" => self.conference.name = line,
            "subtitle" => self.subtitle = Some(line),
            "acronym" => self.acronym = Some(line),
            "time_zone_name" | "timezone" => {
                self.conference.zone = zone(&line).and_then(|zone| zone.iana_name().map(str::to_owned));
            }
            "start" => self.conference.start = date(),
            "end" => self.conference.end = date(),
            "venue" => self.conference.location = Some(line),
            "city" => self.city = Some(line),
            "url" | "base_url" if self.conference.url.is_none() => self.conference.url = address(&line),
            "language" => self.language = Some(line),
            "day_change" => self.day_change = moment(&line, None).and_then(|found| found.time),
            _ => {}
        }
    }

    fn keep(&mut self, draft: Draft) {
        let mut session = draft.finish(&self.day, self.day_change);
        if session.title.is_empty() {
            return;
        }
        session.room = session.room.or_else(|| self.room.clone());
        self.sessions.push(session);
    }

    fn finish(mut self) -> Document {
        if self.errors > NAMED_ERRORS {
            let message = format!("{} more faults like those above", self.errors - NAMED_ERRORS);
            self.warnings.push(Warning::new(0, message));
        }
        let mut event = self.conference;
        if event.name.is_empty() {
            event.name = self.acronym.unwrap_or_default();
        }
        event.location = match (event.location, self.city) {
            (Some(venue), Some(city)) if !venue.contains(&city) => Some(format!("{venue}, {city}")),
            (venue, city) => venue.or(city),
        };
        let metadata = Metadata {
            title: Some(event.name.clone()).filter(|name| !name.is_empty()),
            url: event.url.clone(),
            description: self.subtitle,
            language: self.language,
            ..Metadata::default()
        };
        let event = (!event.name.is_empty()).then_some(event);
        Document {
            metadata,
            event,
            sessions: self.sessions,
            shape: Shape::Schedule,
            warnings: self.warnings,
            ..Document::default()
        }
    }
}

impl Draft {
    fn field(&mut self, open: &Open, parent: &str, text: &str, zone: Option<&TimeZone>) {
        let session = &mut self.session;
        match (open.tag.as_str(), parent) {
            ("person" | "speaker" | "presenter" | "author" | "persons" | "speakers", _) => self.person(open, text),
            ("name" | "public_name" | "full_public_name", "person" | "speaker") => self.person(open, text),
            ("link" | "attachment" | "enclosure", _) => {
                let url = open.get("href").or(open.get("url")).and_then(address).or_else(|| address(text));
                let is_recording =
                    is_recording_label(text) || open.get("type").or(open.get("title")).is_some_and(is_recording_label);
                session.recordings.extend(url.clone().filter(|_| is_recording));
                session.links.extend(url);
            }
            ("tag" | "keyword", _) => session.tags.extend(some_line(text)),
            ("recording" | "url", "recording") => {
                session.recordings.extend(address(text));
                session.links.extend(address(text));
            }
            ("license" | "optout", "recording") => session.links.extend(address(text)),
            ("title" | "name", "event" | "talk" | "session") => session.title = title(text).unwrap_or_default(),
            ("date", _) => self.own = moment(text, zone),
            ("start", _) => self.start = moment(text, zone),
            ("end", _) => self.end = moment(text, zone),
            ("duration", _) => session.duration_minutes = minutes(text),
            ("room" | "location", _) => session.room = title(text).or_else(|| open.get("name").and_then(some_line)),
            ("track", _) => session.track = title(text).or_else(|| open.get("name").and_then(some_line)),
            ("type" | "event_type", _) => session.format = title(text),
            ("language", _) => session.language = some_line(text),
            ("url" | "conf_url" | "public_url", _) => session.url = address(text).or(session.url.take()),
            ("video_download_url" | "video_url" | "recording_url" | "video", _) => {
                session.recordings.extend(address(text));
                session.links.extend(address(text));
            }
            ("slides", _) => session.links.extend(address(text)),
            ("status" | "state", _) => session.state = some_line(text),
            ("subtitle", _) => self.texts[0] = markdown(text),
            ("abstract", _) => self.texts[1] = markdown(text),
            ("description", _) => self.texts[2] = markdown(text),
            ("full_description" | "long_description" | "content", _) => self.texts[3] = markdown(text),
            _ => {}
        }
    }

    fn person(&mut self, open: &Open, text: &str) {
        let stated = ["name", "public_name", "full_public_name"].iter().find_map(|key| open.get(key));
        let Some(name) = name(text).or_else(|| stated.and_then(name)) else { return };
        let affiliation =
            ["affiliation", "company", "organization", "organisation"].iter().find_map(|key| open.get(key)).and_then(some_line);
        if self.named.insert(name.clone()) {
            self.session.speakers.push(Speaker { name, affiliation, role: None });
        }
    }

    /// The event's own date counts; without one it is the day's, or the one after for a start before the day changes.
    fn finish(self, day: &Day, day_change: Option<Time>) -> Session {
        let mut session = self.session;
        let start = self.start.or(self.own).unwrap_or_default();
        let stated = self.own.and_then(|own| own.date).or(start.date);
        session.start = start.time_text().or_else(|| self.own.and_then(|own| own.time_text()));
        session.date = stated.map(|date| date.to_string()).or_else(|| {
            let date: jiff::civil::Date = day.date.as_ref()?.parse().ok()?;
            // A schedule's day may begin as late as nine; nobody opens the doors before five.
            let night = Time::new(5, 0, 0, 0).ok()?;
            let after_midnight = day_change.zip(start.time).is_some_and(|(change, time)| time < change.min(night));
            let date = if after_midnight { date.tomorrow().ok()? } else { date };
            Some(date.to_string())
        });
        session.day.clone_from(&day.label);
        if session.duration_minutes.is_none() {
            session.duration_minutes = self.end.and_then(|end| start.minutes_until(&end));
        }
        let [subtitle, texts @ ..] = self.texts;
        session.abstract_ = joined(&[subtitle, joined(&texts)]);
        session.links.retain(|link| Some(link) != session.url.as_ref());
        session.links.dedup();
        session
    }
}

fn day_of(open: &Open) -> Day {
    let date = open.get("date").and_then(|text| moment(text, None)).and_then(|found| found.date_text());
    // The index counts the days; only a title or name is the document's own label.
    Day { label: open.get("title").or(open.get("name")).or(open.get("label")).and_then(some_line), date }
}

fn is_text_field(tag: &str) -> bool {
    matches!(tag, "abstract" | "description" | "full_description" | "long_description" | "content" | "subtitle" | "title")
}

fn is_markup(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "br"
            | "a"
            | "ul"
            | "ol"
            | "li"
            | "strong"
            | "em"
            | "b"
            | "i"
            | "u"
            | "div"
            | "span"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "code"
            | "pre"
            | "blockquote"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "hr"
            | "sup"
            | "sub"
            | "small"
            | "img"
            | "dl"
            | "dt"
            | "dd"
    )
}

/// The name without its prefix, in lower case, hyphens as underscores.
fn local_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).to_lowercase().replace('-', "_");
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The first attributes of an element; no schedule has more than a few.
fn attributes_of(tag: &BytesStart) -> Vec<(String, String)> {
    let mut attributes = tag.html_attributes();
    attributes.with_checks(false);
    let decoded = |value: &[u8]| {
        let raw = String::from_utf8_lossy(value).into_owned();
        let resolved =
            quick_xml::escape::unescape_with(&raw, quick_xml::escape::resolve_html5_entity).map(|text| text.into_owned());
        resolved.unwrap_or(raw)
    };
    attributes.flatten().take(32).map(|attribute| (local_name(attribute.key.as_ref()), decoded(&attribute.value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::schedule::tests::check;

    #[test]
    fn frab_with_rooms() {
        check(
            r#"<?xml version="1.0"?>
            <schedule>
              <conference><acronym>fc31</acronym><title>Ferrocon 2031</title><start>2031-03-04</start><end>2031-03-05</end>
                <venue>Old Quay</venue><city>Harbourtown</city><time_zone_name>Europe/Berlin</time_zone_name></conference>
              <day index="1" date="2031-03-04" start="2031-03-04T09:00:00+01:00">
                <room name="Hall &amp; Annex">
                  <event id="7"><date>2031-03-04T09:30:00Z</date><start>10:30</start><duration>00:45</duration><room>Hall &amp; Annex</room>
                    <title>Parsing fog &amp; rain</title><subtitle>A field report</subtitle><track/><type>Talk</type><language>en</language>
                    <abstract>&lt;p&gt;Fog &lt;b&gt;drifts&lt;/b&gt;.&lt;/p&gt;</abstract><description><![CDATA[It *settles*.]]></description>
                    <persons><person id="1">Ada Brookfield (she/her)</person><person>Harbour Works</person></persons>
                    <links><link href="https://example.org/slides.pdf">Slides</link></links>
                    <attachments><attachment href="/local.pdf">Notes</attachment></attachments><url>https://example.org/7</url>
                    <recording><license>CC0</license><optout>false</optout></recording></event>
                  <event id="8"><date>2031-03-05T00:15:00+01:00</date><start>00:15</start><duration>1:00</duration><title>Night tide</title></event>
                </room>
                <room name="Empty"/>
              </day>
            </schedule>"#,
            "event Ferrocon 2031 | 2031-03-04 | 2031-03-05 | Old Quay, Harbourtown
             7 2031-03-04 10:30 45 | Parsing fog & rain | Ada Brookfield, Harbour Works @Hall & Annex =Talk ^en https://example.org/7 https://example.org/slides.pdf | A field report//Fog **drifts**.//It *settles*.
             14 2031-03-05 00:15 60 | Night tide |  @Hall & Annex",
        );
    }

    #[test]
    fn pentabarf_without_rooms_counts_the_night_to_the_day_before() {
        check(
            r#"<schedule><conference><title>Quaycamp</title><day_change>09:00:00</day_change></conference>
            <day index="1" date="2031-03-04" title="Saturday">
            <event id="1"><start>08:30</start><title>Early tide</title><persons><person><name>Milo Venn</name></person></persons></event>
            <event id="2"><start>01:30</start><end>02:00</end><title>Late tide</title><room>Loft</room></event>
            <event id="3"><start>10:00</start><title> </title></event>
            </day></schedule>"#,
            "event Quaycamp
             3 Saturday 2031-03-04 08:30 | Early tide | Milo Venn
             4 Saturday 2031-03-05 01:30 30 | Late tide |  @Loft",
        );
    }

    #[test]
    fn other_spellings_and_markup_inside_a_text() {
        check(
            r#"<Schedule><conference><title>Fogdays</title></conference><day date="2031-03-04"><room name="A">
            <event><title>Lanterns</title><start>11:00</start><speakers><speaker name="Ines Faro" affiliation="Lumen"/></speakers>
            <description>See <a href="https://example.org/l">the <b>lamp</b></a> &hellip; &unknown;</description><tags><tag>light</tag></tags></event>
            </room></day></Schedule>"#,
            "event Fogdays
             2 2031-03-04 11:00 | Lanterns | Ines Faro (Lumen) @A +light | See [the **lamp**](https://example.org/l) … \\&unknown;
             warning 3: the entity &unknown; is not expanded",
        );
    }

    #[test]
    fn damage_is_read_as_far_as_it_goes() {
        check(
            "<schedule><day date=\"2031-03-04\">\n<event><title>Fish & ships</title><start>10:00</start>\n<persons><person>Ada</persons></event>\n<event><title>Cut off</title><start>11:0",
            "2 2031-03-04 10:00 | Fish & ships | Ada
             4 2031-03-04 | Cut off |
             warning 3: <person> is not closed before </persons>
             warning 4: the file ends inside the event \"Cut off\"; it was read as far as it goes",
        );
    }

    #[test]
    fn entities_are_not_expanded_and_depth_is_no_danger() {
        let bomb = "<!DOCTYPE schedule [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><schedule><day><event><title>&b;&b;</title></event></day></schedule>";
        let document = read(bomb).unwrap_or_default();
        assert_eq!(document.sessions.first().map(|session| session.title.as_str()), Some("&b;&b;"));
        let deep = format!("<schedule><day><event><title>Fog</title>{}", "<x>".repeat(100_000));
        assert_eq!(read(&deep).unwrap_or_default().sessions.len(), 1);
        let open = format!("<schedule>{}", "<event><title>x".repeat(20_000));
        assert!(read(&open).unwrap_or_default().sessions.len() <= 1);
    }
}
