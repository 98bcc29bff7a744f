//! Schedules and submissions in JSON become sessions: frab and pretalx, Sessionize, Indico, OSEM, Sched, or any list of
//! objects that have a title and speakers.
//!
//! One walk reads them all: what stands around a session (a day, a room, a track) is handed down to it, what is said once
//! and referred to by id is looked up. JSON that holds no session is none, and belongs to another reader.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::json_fields::{
    Context, Fields, ID, Tables, canonical, folded, given_by, id_of, is_session, is_talk_title, own_id, people_of, person_of,
    placement, refers_to, session, span_of, text,
};
use super::json_ld;
use super::stated::{self, some_line};
use super::stated_time::{moment, zone};
use crate::model::{Event, Warning};
use crate::read::document::{Document, Metadata, Session, Shape};

/// Reads `text` if it is JSON that holds sessions.
pub(crate) fn read(text: &str) -> Option<Document> {
    let (value, warnings) = parse(text)?;
    if is_feed(&value) {
        return None;
    }
    let lines = Lines::of(text, &value, !warnings.is_empty());
    of_value(&value, lines).map(|document| Document { warnings, ..document })
}

/// The document of a value that holds sessions.
pub(super) fn of_value(value: &Value, lines: Lines) -> Option<Document> {
    let (event, sessions) = match json_ld::read(value, &lines) {
        Some(found) if !found.1.is_empty() => found,
        _ => {
            let mut walk = Walk::new(value, lines);
            walk.visit(value, "", &Context::default());
            walk.place();
            let event = walk.event.or_else(|| event_of_root(value));
            let named = walk.told || event.is_some() || walk.sessions.iter().any(|session| !session.speakers.is_empty());
            // Titles with times and places alone are those of films and lessons.
            (event, if named { walk.sessions } else { Vec::new() })
        }
    };
    if sessions.is_empty() {
        return None;
    }
    let sessions = without_repeats(sessions);
    let shape = shape_of(&sessions);
    let metadata = Metadata {
        title: event.as_ref().map(|event| event.name.clone()),
        url: event.as_ref().and_then(|event| event.url.clone()),
        ..Metadata::default()
    };
    Some(Document { metadata, event, sessions, shape, ..Document::default() })
}

/// Reads objects that are the rows of a table, each with its line.
pub(super) fn read_rows(value: &Value, lines: &[usize]) -> Option<Document> {
    let mut objects = Vec::new();
    for row in value.get("sessions").and_then(Value::as_array)?.iter().filter_map(Value::as_object) {
        objects.push(std::ptr::from_ref(row).addr());
    }
    let mut walk = Walk::new(value, Lines(objects.into_iter().zip(lines.iter().copied()).collect()));
    walk.visit(value, "", &Context::default());
    let sessions = without_repeats(walk.sessions);
    let shape = shape_of(&sessions);
    (!sessions.is_empty()).then(|| Document { sessions, shape, ..Document::default() })
}

/// The sessions of front matter that is the whole programme: a list of objects with titles under a key for talks.
///
/// A committee of the same shape has no titles and gives none; nor does the front matter of one talk's page.
pub(crate) fn sessions_of_fields(fields: &Value) -> Vec<Session> {
    let Some(object) = fields.as_object() else { return Vec::new() };
    let mut walk = Walk::new(fields, Lines::default());
    for (key, value) in object {
        let key = folded(key);
        let holds_objects = match value {
            Value::Array(items) => items.iter().any(Value::is_object),
            Value::Object(inner) => inner.values().any(|value| value.is_array() || value.is_object()),
            _ => false,
        };
        let around = DAYS.contains(&key.as_str()) || ROOMS.contains(&key.as_str()) || TRACKS.contains(&key.as_str());
        if holds_objects
            && (holds_talks(&key) || PROGRAMME.contains(&key.as_str()) || key == "speakers" || around && has_talks_inside(value))
        {
            let context = Context { among_talks: key != "speakers" && key != "events", ..Context::default() };
            walk.visit(value, &key, &context);
        }
    }
    walk.place();
    without_repeats(walk.sessions)
}

/// Whether lists of talks stand in the objects of a list of days or rooms.
fn has_talks_inside(value: &Value) -> bool {
    let inner = |object: &Map<String, Value>| {
        object.iter().any(|(key, value)| {
            let key = folded(key);
            let lists =
                holds_talks(&key) || PROGRAMME.contains(&key.as_str()) || ROOMS.contains(&key.as_str()) || key == "events";
            lists && (value.is_array() || value.is_object())
        })
    };
    value.as_array().is_some_and(|items| items.iter().filter_map(Value::as_object).any(inner))
}

/// The event that the outermost object names in a word: `"event": "Ferrocon 2031"`, or a title with a year.
fn event_of_root(value: &Value) -> Option<Event> {
    let object = value.as_object()?;
    let said = |key: &str| object.get(key).and_then(Value::as_str).and_then(stated::title);
    let named = || ["title", "name"].iter().find_map(|key| said(key)).filter(|name| crate::when::find_year(name).is_some());
    let name = ["event", "conference", "eventName", "event_name"].iter().find_map(|key| said(key)).or_else(named)?;
    Some(Event { name, ..Event::default() })
}

/// The session of front matter that is a person's page and states their talk beside their name: `name`, `talk_title`.
pub(crate) fn session_of_person(fields: &Value) -> Option<Session> {
    let fields = Fields::new(fields.as_object()?);
    given_by(&fields)?;
    session(&fields, &Context::default(), &Tables::default())
}

/// Keys of lists whose members are talks.
const TALKS: &[&str] = &[
    "talks",
    "talk",
    "sessions",
    "presentations",
    "submissions",
    "proposals",
    "lectures",
    "lightningtalks",
    "keynotes",
    "workshops",
    "tutorials",
    "contributions",
    "panels",
    "papers",
    "acceptedtalks",
    "invitedtalks",
    "plenaries",
    "contributedtalks",
    "vortraege",
    "vorträge",
    "conferences",
    "exposés",
    "charlas",
    "ponencias",
    "palestras",
    "presentazioni",
    "presentaties",
    "講演",
    "演讲",
];
/// Keys of what holds a whole programme.
const PROGRAMME: &[&str] = &[
    "schedule",
    "program",
    "programme",
    "agenda",
    "timetable",
    "slots",
    "entries",
    "lineup",
    "programm",
    "zeitplan",
    "horaire",
    "programa",
    "programma",
];
const DAYS: &[&str] = &["days", "day", "dates", "tage", "jours", "dias", "giorni", "dagen"];
const ROOMS: &[&str] = &["rooms", "stages", "venues", "halls", "locations", "raeume", "räume", "salles", "salas"];
const TRACKS: &[&str] = &["tracks", "streams", "themes"];
/// What is never looked into: people, words for the organisers, and lists that only look like sessions.
const CLOSED: &[&str] = &[
    "answers",
    "questions",
    "questionanswers",
    "answer",
    "notes",
    "internalnotes",
    "reviews",
    "review",
    "comments",
    "links",
    "attachments",
    "resources",
    "persons",
    "people",
    "person",
    "presenters",
    "authors",
    "users",
    "attendees",
    "members",
    "committee",
    "programcommittee",
    "programmecommittee",
    "organisingcommittee",
    "organizingcommittee",
    "organizers",
    "organisers",
    "sponsors",
    "partners",
    "tickets",
    "importantdates",
    "categories",
    "tags",
    "contacts",
    "chairs",
    "staff",
    "volunteers",
    "reviewers",
    "image",
    "images",
    "logo",
];

fn holds_talks(key: &str) -> bool {
    TALKS.contains(&key)
}

fn is_feed(value: &Value) -> bool {
    let version = value.get("version").and_then(Value::as_str).unwrap_or_default();
    version.contains("jsonfeed.org") || value.get("feed_url").is_some()
}

/// Proposals say what state they are in and no time; everything else is a schedule.
fn shape_of(sessions: &[Session]) -> Shape {
    let timed = sessions.iter().any(|session| session.start.is_some() || session.date.is_some());
    let proposed = sessions.iter().any(|session| session.state.is_some());
    if proposed && !timed { Shape::Submissions } else { Shape::Schedule }
}

/// Some files tell each session twice: by room and by time.
fn without_repeats(mut sessions: Vec<Session>) -> Vec<Session> {
    let mut seen = HashSet::new();
    sessions.retain(|session| {
        let names: Vec<String> = session.speakers.iter().map(|speaker| speaker.name.clone()).collect();
        seen.insert((session.title.clone(), session.date.clone(), session.start.clone(), session.room.clone(), names))
    });
    sessions
}

/// The line of each object: objects of the text and objects of the value come in the same order.
#[derive(Default)]
pub(crate) struct Lines(HashMap<usize, usize>);

impl Lines {
    fn of(text: &str, value: &Value, cut: bool) -> Lines {
        let mut starts = Vec::new();
        let (mut line, mut in_string, mut escaped) = (1, false, false);
        for byte in text.bytes() {
            match byte {
                b'\n' => line += 1,
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' if !in_string => starts.push(line),
                _ => {}
            }
        }
        let mut objects = Vec::new();
        collect_objects(value, &mut objects);
        // A key that an object has twice loses one of its values, and the order with it.
        if objects.len() > starts.len() || (objects.len() < starts.len() && !cut) {
            return Lines::default();
        }
        Lines(objects.into_iter().zip(starts).collect())
    }

    /// The line where `object` begins, 1 where that is not known.
    pub(crate) fn line(&self, object: &Map<String, Value>) -> usize {
        self.0.get(&std::ptr::from_ref(object).addr()).copied().unwrap_or(1)
    }
}

fn collect_objects(value: &Value, found: &mut Vec<usize>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_objects(item, found)),
        Value::Object(object) => {
            found.push(std::ptr::from_ref(object).addr());
            object.values().for_each(|value| collect_objects(value, found));
        }
        _ => {}
    }
}

/// The value of the whole text, of JSON lines, or of a file cut off or damaged as far as it is whole.
fn parse(text: &str) -> Option<(Value, Vec<Warning>)> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Some((value, Vec::new())),
        Err(error) => error,
    };
    let whole: Vec<Value> = serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).collect();
    if whole.len() > 1 && whole.iter().all(Value::is_object) {
        return Some((Value::Array(whole), Vec::new()));
    }
    let value = mended(text, &error)?;
    let message = format!("the JSON is damaged or cut off here ({error}); it was read as far as it is whole");
    Some((value, vec![Warning::new(error.line(), message)]))
}

/// Cuts the text behind the last whole object before the error, and closes what is open there.
fn mended(text: &str, error: &serde_json::Error) -> Option<Value> {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let limit = line_start.saturating_add(error.column()).min(text.len());
    let mut open: Vec<u8> = Vec::new();
    let mut last: Option<(usize, Vec<u8>)> = None;
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().take(limit) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(byte) || open.len() > 64 {
                    break;
                }
                if byte == b'}' {
                    last = Some((at + 1, open.clone()));
                }
            }
            _ => {}
        }
    }
    let (end, open) = last?;
    let mut whole = text.get(..end)?.to_owned();
    whole.extend(open.iter().rev().map(|byte| char::from(*byte)));
    serde_json::from_str(&whole).ok()
}

/// The walk from the outermost value to the sessions.
struct Walk {
    tables: Tables,
    lines: Lines,
    event: Option<Event>,
    sessions: Vec<Session>,
    /// The place of each session that has an id.
    by_id: HashMap<String, usize>,
    /// When and where lists of ids say that sessions are.
    placed: Vec<(String, Session)>,
    /// A key says that what it holds are talks or a programme.
    told: bool,
}

impl Walk {
    fn new(value: &Value, lines: Lines) -> Walk {
        let mut tables = Tables::default();
        collect_tables(value, "", &mut tables);
        Walk { tables, lines, event: None, sessions: Vec::new(), by_id: HashMap::new(), placed: Vec::new(), told: false }
    }

    /// Gives sessions the time and the place that a schedule of their ids tells; what they say themselves stays.
    fn place(&mut self) {
        for (id, found) in std::mem::take(&mut self.placed) {
            let Some(session) = self.by_id.get(&id).and_then(|at| self.sessions.get_mut(*at)) else { continue };
            if session.start.is_none() {
                (session.start, session.date) = (found.start, found.date.or(session.date.take()));
                session.duration_minutes = session.duration_minutes.or(found.duration_minutes);
            }
            session.day = session.day.take().or(found.day);
            session.room = session.room.take().or(found.room);
            session.track = session.track.take().or(found.track);
        }
    }

    fn visit(&mut self, value: &Value, key: &str, context: &Context) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit(item, key, context)),
            Value::Object(object) => self.object(object, key, context),
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Value>, key: &str, context: &Context) {
        let fields = Fields::new(object);
        let names_what_it_holds = DAYS.contains(&key) || ROOMS.contains(&key) || TRACKS.contains(&key) || key == "conference";
        let referred = refers_to(&fields, &self.tables);
        let holds = holds_sessions(object) || names_what_it_holds || !referred.is_empty();
        if !holds && is_session(&fields, context, &self.tables) {
            if let Some(mut found) = session(&fields, context, &self.tables) {
                self.told |= context.among_talks || key.contains("session") || key.contains("talk");
                found.line = self.lines.line(object);
                let id = own_id(&fields, context).filter(|id| self.tables.sessions.contains(id));
                self.by_id.extend(id.map(|id| (id, self.sessions.len())));
                self.sessions.push(found);
            }
            return;
        }
        let inner = self.context_inside(&fields, key, context);
        if !referred.is_empty() {
            let found = placement(&fields, &inner, &self.tables);
            self.placed.extend(referred.into_iter().map(|id| (id, found.clone())));
        }
        let has_rooms = object.keys().any(|key| ROOMS.contains(&folded(key).as_str()));
        // Lists by room or track: their keys are names, such as "Hall S", and no words of the format.
        let are_names = (ROOMS.contains(&key) || TRACKS.contains(&key)) && object.values().all(Value::is_array);
        for (name, value) in object {
            let child = folded(name);
            if are_names && !holds_talks(&child) {
                self.visit(value, "", &context_of_key(name, "", key, value, &inner));
                continue;
            }
            // Sessionize's grid lists the same sessions by time again.
            if (has_rooms && child == "timeslots") || is_closed(&child, value) {
                continue;
            }
            self.visit(value, &child, &context_of_key(name, &child, key, value, &inner));
        }
    }

    /// What an object that is no session says of those inside it.
    fn context_inside(&mut self, fields: &Fields, key: &str, context: &Context) -> Context {
        let mut inner = context.clone();
        let name = || fields.text(&["name", "title", "label", "fullname"]).and_then(|name| stated::title(&name));
        let date = fields.text(&["date", "day", "startdate"]).and_then(|text| moment(&text, None)?.date_text());
        inner.date = date.or(inner.date);
        if fields.get(&["talk", "talks", "session", "sessions"]).is_some()
            && fields.get(&["track", "room", "date", "rooms"]).is_none()
            && key == "speakers"
        {
            inner.people.extend(person_of(fields, &self.tables));
        }
        match key {
            _ if DAYS.contains(&key) => inner.day = name().filter(|label| moment(label, None).is_none()).or(inner.day),
            _ if ROOMS.contains(&key) => inner.room = name().or(inner.room),
            _ if TRACKS.contains(&key) => inner.track = name().or(inner.track),
            _ if self.event.is_none() && is_event(fields, key) => self.event = event_of(fields, &self.tables),
            _ => {
                let start =
                    fields.text(&["slotstart", "starttime", "start", "time"]).filter(|_| key == "timeslots" || key == "slots");
                inner.start = start.or(inner.start);
                // A block of sessions with a time of its own is their heading.
                if inner.track.is_none()
                    && fields.get(&["starttime", "start", "time", "startdate"]).is_some()
                    && context.among_talks
                {
                    inner.track = name();
                }
            }
        }
        inner
    }
}

/// What a key says of the value under it: a date, a room, a track, or that it holds talks.
fn context_of_key(name: &str, folded: &str, parent: &str, value: &Value, around: &Context) -> Context {
    let mut context = around.clone();
    context.id = holds_talks(parent).then(|| name.to_owned());
    context.among_talks |= holds_talks(folded) || PROGRAMME.contains(&folded);
    if let Some(date) = moment(name, None).and_then(|found| found.date_text()) {
        context.date = Some(date);
    } else if value.is_array() && !holds_talks(folded) {
        match parent {
            _ if ROOMS.contains(&parent) => context.room = some_line(name),
            _ if TRACKS.contains(&parent) => context.track = some_line(name),
            _ if DAYS.contains(&parent) || (PROGRAMME.contains(&parent) && is_day_label(folded)) => context.day = some_line(name),
            _ => {}
        }
    }
    context
}

fn is_day_label(folded: &str) -> bool {
    let days = ["day", "tag", "jour", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    days.iter().any(|day| folded.starts_with(day)) && !DAYS.contains(&folded)
}

/// People and the organisers' lists are closed, unless each person holds a talk.
fn is_closed(key: &str, value: &Value) -> bool {
    if key == "speakers" || key == "speaker" {
        let holds_talk = |item: &Value| {
            item.as_object().is_some_and(|item| {
                let fields = Fields::new(item);
                let titled =
                    |value: &Value| value.as_str().is_some_and(|text| text.contains(' ')) || value.get("title").is_some();
                fields.get(&["talk", "talktitle", "sessiontitle", "topic", "presentation"]).is_some_and(titled)
                    || fields
                        .get(&["talks", "sessions"])
                        .and_then(Value::as_array)
                        .is_some_and(|talks| talks.iter().any(|talk| talk.get("title").is_some()))
            })
        };
        return !value.as_array().is_some_and(|items| items.iter().any(holds_talk));
    }
    CLOSED.contains(&key)
}

fn holds_sessions(object: &Map<String, Value>) -> bool {
    let is_list = |value: &Value| match value {
        Value::Array(items) => items.iter().any(Value::is_object),
        Value::Object(inner) => inner.values().any(Value::is_object) && inner.len() > 1,
        _ => false,
    };
    object.iter().any(|(key, value)| {
        let key = folded(key);
        // A slot around its session.
        let wrapped = matches!(key.as_str(), "session" | "talk" | "presentation" | "lecture")
            && value.as_object().is_some_and(|inner| inner.len() > 2 && is_titled(&Fields::new(inner)));
        if wrapped {
            return true;
        }
        let inside = holds_talks(&key) && key != "papers"
            || matches!(key.as_str(), "entries" | "subevents" | "subevent" | "subcontributions" | "items" | "events" | "days");
        inside && is_list(value)
    })
}

fn is_titled(fields: &Fields) -> bool {
    fields.keys().any(|key| is_talk_title(key) || matches!(canonical(key), Some("title" | "start" | "speakers")))
}

/// Whether an object around sessions is the conference itself.
fn is_event(fields: &Fields, key: &str) -> bool {
    let named = fields.text(&["title", "name", "displayname", "acronym", "eventname", "conferencename"]).is_some();
    let of_event = fields
        .get(&["acronym", "timezone", "timezonename", "enddate", "end", "endson", "city", "venue", "days", "slug", "startdate"])
        .is_some();
    named
        && (key == "conference" || key == "event" || of_event || fields.get(&["eventname", "conferencename"]).is_some())
        && !matches!(key, "talks" | "sessions" | "entries" | "slots")
}

fn event_of(fields: &Fields, tables: &Tables) -> Option<Event> {
    let name = fields
        .text(&["conferencename", "eventname", "title", "name", "displayname", "acronym"])
        .and_then(|name| stated::title(&name))?;
    let date = |keys: &[&str]| fields.get(keys).and_then(|value| span_of(value, tables.zone.as_ref())?.0.date_text());
    Some(Event {
        name,
        start: date(&["startdate", "start", "startson", "datefrom", "eventstart", "from"]),
        end: date(&["enddate", "end", "endson", "dateto", "eventend", "to"]),
        location: fields.text(&["venue", "location", "city", "place"]).and_then(|text| some_line(&text)),
        url: ["url", "website", "baseurl", "link"]
            .iter()
            .filter_map(|key| fields.text(&[key]))
            .find_map(|text| stated::address(&text)),
        zone: tables.zone.as_ref().and_then(|zone| zone.iana_name()).map(str::to_owned),
        ..Event::default()
    })
}

/// Gathers what sessions refer to by id, and the zone.
fn collect_tables(value: &Value, key: &str, tables: &mut Tables) {
    match value {
        Value::Array(items) => {
            for item in items {
                if let Value::Object(object) = item {
                    collect_row(&Fields::new(object), key, tables);
                }
                collect_tables(item, key, tables);
            }
        }
        Value::Object(object) => {
            for (name, inner) in object {
                let name = folded(name);
                if let Value::Object(items) = inner {
                    collect_map(items, &name, tables);
                }
                if tables.zone.is_none() && matches!(name.as_str(), "timezone" | "timezonename" | "timezoneid" | "tz") {
                    tables.zone = inner.as_str().and_then(zone);
                }
                if !matches!(name.as_str(), "answers" | "questionanswers") {
                    collect_tables(inner, &name, tables);
                }
            }
        }
        _ => {}
    }
}

/// Lists that are kept by id: `{"a": {"name": …}}`, or `{"a": "Hall A"}`.
fn collect_map(items: &Map<String, Value>, key: &str, tables: &mut Tables) {
    if holds_talks(key) && items.values().filter(|item| item.is_object()).count() * 2 > items.len() {
        tables.sessions.extend(items.keys().cloned());
    }
    for (id, item) in items {
        match item {
            Value::Object(object) => collect_one(&Fields::new(object), id.clone(), key, tables),
            Value::String(name) => {
                let Some(table) = table_of(key, tables) else { continue };
                table.extend(stated::title(name).map(|name| (id.clone(), name)));
            }
            _ => {}
        }
    }
}

fn collect_row(fields: &Fields, key: &str, tables: &mut Tables) {
    let Some(id) = fields.text(ID) else { return };
    if holds_talks(key) {
        tables.sessions.insert(id.clone());
    }
    collect_one(fields, id, key, tables);
}

/// The names that are kept under `key`.
fn table_of<'a>(key: &str, tables: &'a mut Tables) -> Option<&'a mut HashMap<String, String>> {
    match key {
        _ if ROOMS.contains(&key) => Some(&mut tables.rooms),
        _ if TRACKS.contains(&key) => Some(&mut tables.tracks),
        "types" | "sessiontypes" | "submissiontypes" | "formats" | "eventtypes" => Some(&mut tables.formats),
        _ => None,
    }
}

fn collect_one(fields: &Fields, id: String, key: &str, tables: &mut Tables) {
    let name = || fields.text(&["name", "title", "label"]).and_then(|name| stated::title(&name));
    match key {
        "speakers" | "persons" | "people" | "users" | "presenters" | "authors" | "hosts" | "contributors" | "profiles" => {
            let Some(person) = person_of(fields, &Tables::default()) else { return };
            let given = fields.get(&["sessions", "talks", "sessionids", "talkids", "session", "talk", "sessionid", "talkid"]);
            let given = match given {
                Some(Value::Array(items)) => items.iter().filter_map(id_of).collect(),
                Some(one) => id_of(one).into_iter().collect(),
                None => Vec::new(),
            };
            for session in given {
                tables.givers.entry(session).or_default().push(person.clone());
            }
            tables.people.entry(id).or_insert(person);
        }
        "categories" => collect_categories(fields, name(), tables),
        "slots" | "timeslots" => {
            tables.slots.insert(id, fields.scalars());
        }
        _ if DAYS.contains(&key) => {
            tables.days.insert(id, fields.scalars());
        }
        _ => {
            if let Some(table) = table_of(key, tables) {
                table.extend(name().map(|name| (id, name)));
            }
        }
    }
}

fn collect_categories(fields: &Fields, title: Option<String>, tables: &mut Tables) {
    let (Some(title), Some(Value::Array(items))) = (title, fields.get(&["items", "categoryitems"])) else { return };
    for item in items.iter().filter_map(Value::as_object).map(Fields::new) {
        if let (Some(id), Some(name)) = (item.text(&["id"]), item.text(&["name", "title"])) {
            tables.categories.insert(id, (title.clone(), name));
        }
    }
}

/// Persons of a value with no table at hand.
pub(crate) fn plain_people(value: &Value) -> Vec<crate::model::Speaker> {
    people_of(value, &Tables::default())
}

/// A value's text on one line.
pub(crate) fn line_of(value: &Value) -> Option<String> {
    text(value).and_then(|text| stated::title(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::schedule::tests::check;

    #[test]
    fn frab_days_and_rooms() {
        check(
            r#"{"schedule": {"version": "1", "conference": {"acronym": "fc31", "title": "Ferrocon 2031", "start": "2031-03-04", "end": "2031-03-05",
              "time_zone_name": "Europe/Berlin", "rooms": [{"name": "Loft"}], "days": [{"index": 1, "date": "2031-03-04", "rooms": {"Loft": [
              {"id": 7, "date": "2031-03-04T10:30:00+01:00", "start": "10:30", "duration": "00:45", "room": "Loft", "url": "https://example.org/7",
               "title": "Parsing fog", "subtitle": "", "track": "Weather", "type": "lecture", "language": "en", "abstract": "Fog drifts.", "description": "",
               "persons": [{"id": 1, "public_name": "Ada Brookfield (she/her)", "email": "ada@example.org", "answers": [{"answer": "secret"}]}],
               "links": [{"url": "https://example.org/s", "title": "Slides"}]}]}}]}}}"#,
            "event Ferrocon 2031 | 2031-03-04 | 2031-03-05
             3 2031-03-04 10:30 45 | Parsing fog | Ada Brookfield #Weather @Loft =lecture ^en https://example.org/7 https://example.org/s | Fog drifts.",
        );
    }

    #[test]
    fn rooms_may_be_called_like_a_word_of_the_format() {
        let session =
            |title: &str| format!(r#"[{{"id": 7, "start": "10:30", "duration": "00:45", "title": "{title}", "persons": []}}]"#);
        check(
            &format!(
                r#"{{"schedule": {{"conference": {{"title": "Ferrocon 2031", "days": [{{"index": 1, "date": "2031-03-04", "rooms": {{
                "Hall S": {}, "Notes": {}, "Loft": {}}}}}]}}}}}}"#,
                session("Parsing fog"),
                session("Parsing rain"),
                session("Parsing hail")
            ),
            "event Ferrocon 2031
             2 2031-03-04 10:30 45 | Parsing fog |  @Hall S
             2 2031-03-04 10:30 45 | Parsing rain |  @Notes
             2 2031-03-04 10:30 45 | Parsing hail |  @Loft",
        );
    }

    #[test]
    fn pretalx_submissions_without_their_private_parts() {
        check(
            r#"{"count": 2, "next": null, "results": [
              {"code": "AB", "title": {"en": "Parsing fog", "de": "Nebel lesen"}, "speakers": [{"code": "X", "name": "Ada Brookfield", "email": "a@example.org"}],
               "track": {"de": "Wetter"}, "submission_type": {"en": "Talk"}, "state": "confirmed", "abstract": "Fog drifts.", "duration": 30, "slot": null,
               "answers": [{"answer": "needs a visa"}], "internal_notes": "weak", "notes": "call me", "tags": ["fog"]},
              {"code": "CD", "title": "Lanterns", "speakers": [], "track": null, "submission_type": "Workshop", "state": "rejected", "slots": []}]}"#,
            "2 30 | Parsing fog | Ada Brookfield #Wetter =Talk ~confirmed +fog | Fog drifts.
             5  | Lanterns |  =Workshop ~rejected",
        );
    }

    #[test]
    fn pretalx_talks_with_slots_and_tables() {
        check(
            r#"{"timezone": "Europe/Berlin", "event_start": "2031-03-04", "rooms": [{"id": 3, "name": {"en": "Loft"}}], "tracks": [{"id": 1, "name": {"en": "Weather"}}],
              "speakers": [{"code": "X", "name": "Ada Brookfield"}], "talks": [
              {"code": "AB", "title": "Parsing fog", "speakers": ["X"], "track": 1, "room": 3, "start": "2031-03-04T09:30:00Z", "end": "2031-03-04T10:00:00Z"},
              {"code": "CD", "title": "Lanterns", "speakers": ["Y Z"], "slots": [{"room": {"en": "Cellar"}, "start": "2031-03-04T11:00:00+01:00", "duration": 20}]}]}"#,
            "3 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield #Weather @Loft
             4 2031-03-04 11:00 20 | Lanterns | Y Z @Cellar",
        );
    }

    #[test]
    fn lists_kept_by_id() {
        check(
            r#"{"conference": {"name": "Ferrocon 2031", "city": "Quay"}, "rooms": {"a": "Loft"}, "tracks": [{"id": "w", "label": "Weather"}],
              "days": [{"id": "d1", "date": "2031-03-04", "label": "First day"}], "slots": {"s1": {"start": "10:30", "end": "11:00"}},
              "sessions": [
              {"id": 1, "title": "Parsing fog", "day": "d1", "slot": "s1", "track": "w", "room": "a", "speakers": ["a-brook", "m-venn"]},
              {"id": 2, "title": "Lanterns", "speaker_ids": ["a-brook"], "track": "unknown", "room": null}],
              "speakers": {"a-brook": {"name": "Ada Brookfield", "company": "Lumen"}, "m-venn": {"name": "Milo Venn"}}}"#,
            "event Ferrocon 2031 |  |  | Quay
             4 First day 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield (Lumen), Milo Venn #Weather @Loft
             5  | Lanterns | Ada Brookfield (Lumen) #unknown",
        );
    }

    #[test]
    fn a_schedule_of_ids_places_the_sessions() {
        check(
            r#"{"schedule": [{"date": "2031-03-04", "timeslots": [{"startTime": "10:30", "endTime": "11:00", "sessions": [{"items": [101]}, {"items": [102]}]},
              {"startTime": "11:00", "title": "Coffee"}]}],
              "talks": {"101": {"title": "Parsing fog", "description": "Fog drifts."}, "102": {"title": "Lanterns", "description": "Dim."}},
              "speakers": [{"id": "s1", "name": "Ada Brookfield", "talks": [101]}]}"#,
            "2 2031-03-04 11:00 | Coffee |
             3 2031-03-04 10:30 | Parsing fog | Ada Brookfield | Fog drifts.
             3 2031-03-04 10:30 | Lanterns |  | Dim.",
        );
        check(
            r#"{"talks": [{"id": "fog", "title": "Parsing fog", "speaker": "Ada Brookfield"}], "schedule": [{"time": "10:30", "room": "Loft", "talk": "fog"}]}"#,
            "1 10:30 | Parsing fog | Ada Brookfield @Loft",
        );
    }

    #[test]
    fn sessionize_by_ids() {
        check(
            r#"{"sessions": [{"id": "1", "title": "Parsing fog", "description": "Fog drifts.", "startsAt": "2031-03-04T10:30:00", "endsAt": "2031-03-04T11:00:00",
              "isServiceSession": false, "speakers": ["s1"], "categoryItems": [11, 21], "questionAnswers": [{"answerValue": "x"}], "roomId": 5},
              {"id": "2", "title": "Lunch", "startsAt": "2031-03-04T12:00:00", "endsAt": "2031-03-04T13:00:00", "isServiceSession": true, "speakers": []}],
              "speakers": [{"id": "s1", "firstName": "Ada", "lastName": "Brookfield", "fullName": "Ada Brookfield", "tagLine": "Likes fog", "sessions": [1]}],
              "questions": [], "categories": [{"id": 1, "title": "Session format", "items": [{"id": 11, "name": "Lightning talk"}]},
              {"id": 2, "title": "Track", "items": [{"id": 21, "name": "Weather"}]}], "rooms": [{"id": 5, "name": "Loft"}]}"#,
            "1 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield #Weather @Loft =Lightning talk | Fog drifts.
             3 2031-03-04 12:00 60 | Lunch |",
        );
    }

    #[test]
    fn sessionize_grids_tell_each_session_once() {
        check(
            r#"[{"date": "2031-03-04T00:00:00", "rooms": [{"id": 5, "name": "Loft", "sessions": [
              {"id": "1", "title": "Parsing fog", "startsAt": "2031-03-04T10:30:00", "endsAt": "2031-03-04T11:00:00", "speakers": [{"id": "a", "name": "Ada Brookfield"}], "roomId": 5, "room": "Loft",
               "categories": [{"id": 1, "name": "Level", "categoryItems": [{"id": 3, "name": "Expert"}]}]}]}],
              "timeSlots": [{"slotStart": "10:30:00", "rooms": [{"id": 5, "name": "Loft", "session": {"id": "1", "title": "Parsing fog", "speakers": [{"name": "Ada Brookfield"}]}}]}]}]"#,
            "2 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield @Loft +Expert",
        );
    }

    #[test]
    fn indico_blocks_and_contributions() {
        check(
            r#"{"results": [{"_type": "Conference", "title": "Fog Physics 2031", "startDate": {"date": "2031-03-04", "time": "09:00:00", "tz": "Europe/Paris"}, "timezone": "Europe/Paris",
              "location": "Harbourtown", "contributions": [{"_type": "Contribution", "title": "Counting banks", "startDate": {"date": "2031-03-04", "time": "09:30:00", "tz": "Europe/Paris"},
              "duration": 20, "room": "A1", "session": "Optics", "speakers": [{"first_name": "Ines", "last_name": "Faro", "affiliation": "Lumen", "email": "i@example.org"}]}]}]}"#,
            "event Fog Physics 2031 | 2031-03-04 |  | Harbourtown
             2 2031-03-04 09:30 20 | Counting banks | Ines Faro (Lumen) @A1 =Contribution",
        );
    }

    #[test]
    fn lists_under_other_names() {
        check(
            r#"{"agenda": {"2031-03-04": [{"time": "10:00 - 10:45", "titre": "Lire le brouillard", "intervenants": "Ada Brookfield et Milo Venn", "salle": "A"}]},
              "event_key": "x", "lightning_talks": [{"presentation_title": "Lanterns", "presented_by": "Ines Faro (Lumen)"}]}"#,
            "1 2031-03-04 10:00 45 | Lire le brouillard | Ada Brookfield, Milo Venn @A
             2  | Lanterns | Ines Faro (Lumen)",
        );
        check(
            r#"[{"event_key": "1", "name": "Parsing fog", "event_start": "2031-03-04 10:00", "event_end": "2031-03-04 10:30", "event_type": "Weather", "venue": "Loft", "speakers": "Ada Brookfield, Milo Venn"}]"#,
            "1 2031-03-04 10:00 30 | Parsing fog | Ada Brookfield, Milo Venn @Loft =Weather",
        );
    }

    #[test]
    fn a_cut_off_file_is_read_as_far_as_it_is_whole() {
        check(
            "{\"talks\": [\n{\"title\": \"Fog\", \"speaker\": \"Ada Brookfield\"},\n{\"title\": \"Lan",
            "2  | Fog | Ada Brookfield
             warning 3: the JSON is damaged or cut off here (EOF while parsing a string at line 3 column 14); it was read as far as it is whole",
        );
    }

    #[test]
    fn a_slot_may_hold_its_session_and_a_word_names_the_event() {
        check(
            r#"{"event": "Ferrocon 2031", "slots": [{"start": "2031-03-04T10:30:00", "session": {"titre": "Lire le brouillard", "debut": "10:30", "who": ["Ada Brookfield"], "resume": "Gris."}},
              {"start": "2031-03-04T11:00:00", "session": {"titre": "Lanternes", "who": ["Milo Venn"], "salle": "A"}}]}"#,
            "event Ferrocon 2031
             1 2031-03-04 10:30 | Lire le brouillard | Ada Brookfield | Gris.
             2 2031-03-04 11:00 | Lanternes | Milo Venn @A",
        );
        check(
            r#"{"films": [{"title": "The Lamp", "start": "20:15", "room": "Hall 1"}, {"title": "Fog", "start": "22:00", "room": "Hall 2"}]}"#,
            "none",
        );
    }

    #[test]
    fn front_matter_may_be_the_programme() {
        #[rustfmt::skip]
        let table = [
            (r#"{"title": "X", "presentations": [{"title": "Fog", "authors": ["Ada Brookfield"]}], "program_committee": [{"name": "M", "affiliation": "Q"}]}"#, "Fog: Ada Brookfield"),
            (r#"{"speakers": [{"name": "Ada Brookfield", "talk": "Parsing the fog"}, {"name": "Milo Venn", "talk": {"title": "Tides", "time": "10:00"}}]}"#,
             "Parsing the fog: Ada Brookfield; Tides: Milo Venn"),
            (r#"{"schedule": [{"time": "10:00", "title": "Fog", "speaker": "Ada Brookfield"}, {"time": "11:00", "title": "Coffee"}]}"#, "Fog: Ada Brookfield; Coffee: "),
            (r#"{"title": "Notes", "speaker": "Ada Brookfield", "date": "2031-03-04"}"#, ""),
            (r#"{"committee": [{"name": "Ada Brookfield", "role": "chair"}], "talks": ["a", "b"], "important_dates": [{"date": "2031-03-04", "info": "x"}]}"#, ""),
            (r#"{"days": [{"date": "2031-03-04", "talks": [{"title": "Fog", "speaker": "Ada Brookfield"}]}]}"#, "Fog: Ada Brookfield"),
            (r#"{"days": [{"date": "2031-03-04", "meals": [{"title": "Soup", "cook": "Ada Brookfield"}]}]}"#, ""),
            ("null", ""),
        ];
        for (json, wanted) in table {
            let fields: Value = serde_json::from_str(json).unwrap_or_default();
            let told = sessions_of_fields(&fields).into_iter().map(|session| {
                let names: Vec<String> = session.speakers.into_iter().map(|speaker| speaker.name).collect();
                format!("{}: {}", session.title, names.join(", "))
            });
            assert_eq!(told.collect::<Vec<_>>().join("; "), wanted, "{json}");
        }
    }
}
