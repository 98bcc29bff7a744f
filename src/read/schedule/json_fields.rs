//! One object of JSON data as a session or a person, whatever its maker calls the fields.
//!
//! Keys are compared without case and punctuation (`startsAt`, `starts_at`, `Starts at`). Only the fields named here get
//! through: answers to organisers' questions, notes, reviews and addresses of people never do.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::stated::{self, could_be_person, joined, markdown, people, some_line};
use super::stated_time::{Moment, minutes, moment, span};
use crate::model::Speaker;
use crate::read::document::Session;
use crate::read::recording::is_recording_label;

/// Keys that can only be a talk's title.
const TALK_TITLE: &[&str] = &[
    "talktitle",
    "sessiontitle",
    "presentationtitle",
    "papertitle",
    "talkname",
    "sessionname",
    "proposaltitle",
    "submissiontitle",
];
/// Keys of a talk's title where the object is the person who gives it.
const GIVEN: &[&str] = &["talk", "presentation", "lecture", "topic"];
const TITLE: &[&str] = &["title", "titel", "titre", "titulo", "título", "titolo", "題名", "タイトル", "标题", "题目", "headline"];
/// Keys of what names one thing among others of its list.
pub(crate) const ID: &[&str] = &["id", "code", "guid", "uuid", "slug", "key", "handle"];
const NAME: &[&str] = &[
    "name",
    "summary",
    "subject",
    "eventname",
    "session",
    "presentation",
    "paper",
    "talk",
    "topic",
    "what",
    "was",
    "quoi",
    "thema",
];
/// People who give a session, and nothing else.
const SPEAKERS: &[&str] = &[
    "speakers",
    "speaker",
    "presenters",
    "presenter",
    "speakernames",
    "speakername",
    "presentedby",
    "speakerlist",
    "speakerids",
    "speakerid",
    "presenterids",
    "presenterid",
    "submitter",
    "submitters",
    "proposer",
    "proposers",
    "panelists",
    "panellists",
    "panelist",
    "lecturers",
    "lecturer",
    "facilitators",
    "facilitator",
    "keynotespeaker",
    "keynotespeakers",
    "performers",
    "performer",
    "instructors",
    "instructor",
    "trainers",
    "trainer",
    "referent",
    "referenten",
    "referentin",
    "referentinnen",
    "vortragende",
    "sprecher",
    "intervenants",
    "intervenant",
    "orateurs",
    "orateur",
    "conferenciers",
    "ponentes",
    "ponente",
    "palestrantes",
    "palestrante",
    "relatori",
    "relatore",
    "sprekers",
    "spreker",
    "who",
    "wer",
    "登壇者",
    "講演者",
    "発表者",
    "讲者",
    "演讲者",
];
/// People who may have written anything.
const AUTHORS: &[&str] = &[
    "persons",
    "people",
    "person",
    "authors",
    "author",
    "primaryauthors",
    "hosts",
    "host",
    "contributors",
    "leaders",
    "leader",
    "autor",
    "autoren",
    "auteurs",
];
const START: &[&str] = &[
    "start",
    "starttime",
    "startsat",
    "startdatetime",
    "startdate",
    "startat",
    "begin",
    "begins",
    "beginsat",
    "begintime",
    "eventstart",
    "slotstart",
    "scheduledat",
    "datetime",
    "dtstart",
    "timestart",
    "from",
    "time",
    "times",
    "when",
    "wann",
    "timeslot",
    "hour",
    "beginn",
    "uhrzeit",
    "zeit",
    "debut",
    "heure",
    "inicio",
    "hora",
    "horário",
    "horario",
    "início",
    "horaire",
    "inizio",
    "ora",
    "tijd",
    "aanvang",
    "時間",
    "开始",
    "開始",
    "时间",
    "date",
];
const END: &[&str] = &[
    "end",
    "endtime",
    "endsat",
    "enddatetime",
    "enddate",
    "endat",
    "ends",
    "until",
    "to",
    "finish",
    "eventend",
    "dtend",
    "timeend",
    "ende",
    "fin",
    "fine",
    "fim",
    "einde",
];
const DATE: &[&str] = &["date", "day", "startdate", "eventdate", "datum", "fecha", "data", "tag", "jour", "dag", "日付", "日期"];
const DAY: &[&str] = &["daylabel", "dayname", "weekday", "day", "tag", "jour", "dag", "dia"];
const DURATION: &[&str] = &[
    "duration",
    "durationminutes",
    "durationinminutes",
    "durationmin",
    "length",
    "lengthminutes",
    "minutes",
    "dauer",
    "durée",
    "duree",
    "duracion",
    "duração",
    "durata",
    "duur",
];
const TRACK: &[&str] = &[
    "track",
    "trackname",
    "tracktitle",
    "trackid",
    "tracks",
    "theme",
    "stream",
    "category",
    "spur",
    "piste",
    "eventtrack",
    "programtrack",
];
const ROOM: &[&str] = &[
    "room",
    "roomname",
    "roomfullname",
    "roomid",
    "rooms",
    "hall",
    "stage",
    "venue",
    "venuename",
    "place",
    "where",
    "raum",
    "saal",
    "salle",
    "sala",
    "zaal",
    "wo",
    "会場",
    "会场",
    "部屋",
    "会议室",
];
const LOCATION: &[&str] = &["location", "locationname", "locationid", "ort", "lieu", "lugar", "luogo", "locatie"];
const FORMAT: &[&str] = &[
    "sessiontype",
    "submissiontype",
    "talktype",
    "presentationtype",
    "contributiontype",
    "sessionformat",
    "talkformat",
    "entrytype",
    "eventtype",
    "type",
    "format",
    "kind",
    "art",
    "typ",
];
const ABSTRACT: &[&str] = &[
    "abstract",
    "talkabstract",
    "subtitle",
    "summary",
    "teaser",
    "blurb",
    "shortdescription",
    "zusammenfassung",
    "résumé",
    "resume",
    "resumen",
    "resumo",
    "概要",
    "摘要",
];
const DESCRIPTION: &[&str] = &[
    "description",
    "desc",
    "longdescription",
    "fulldescription",
    "details",
    "synopsis",
    "body",
    "content",
    "text",
    "eventdescription",
    "beschreibung",
    "descripcion",
    "descripción",
    "descrição",
    "descrizione",
    "omschrijving",
    "説明",
    "描述",
];
const URL: &[&str] = &[
    "url",
    "permalink",
    "weburl",
    "publicurl",
    "sessionurl",
    "talkurl",
    "detailurl",
    "detailsurl",
    "htmlurl",
    "link",
    "href",
    "website",
    "uri",
];
const TAGS: &[&str] = &["tags", "keywords", "topics", "labels", "tag", "schlagworte", "étiquettes"];
const LANGUAGE: &[&str] = &[
    "contentlocale",
    "language",
    "lang",
    "spokenlanguage",
    "inlanguage",
    "sprache",
    "langue",
    "idioma",
    "lingua",
    "taal",
    "locale",
];
const STATE: &[&str] = &["state", "status", "submissionstate", "submissionstatus", "reviewstate"];
const NUMBER: &[&str] = &["number", "sessionnumber", "talknumber", "nr", "no", "nummer", "numero"];
const LINKS: &[&str] = &[
    "links",
    "resources",
    "attachments",
    "slides",
    "slidesurl",
    "slideslink",
    "recording",
    "recordingurl",
    "recordings",
    "video",
    "videourl",
    "videos",
    "additionallinks",
    "materials",
];
/// Those of [`LINKS`] that lead to recordings.
const RECORDINGS: &[&str] = &["recording", "recordingurl", "recordings", "video", "videourl", "videos"];
const EVENT: &[&str] = &["conferencename", "conferencetitle", "conference"];
/// What only a bibliography or a shop says of a thing.
const NO_TALK: &[&str] = &[
    "doi",
    "isbn",
    "issn",
    "journal",
    "booktitle",
    "publisher",
    "bibtex",
    "price",
    "license",
    "dependencies",
    "pubdate",
    "contenthtml",
];

/// What a folded key says, under one name for all languages; `None` for keys that may hold anything, such as "topic".
pub(super) fn canonical(key: &str) -> Option<&str> {
    if TALK_TITLE.contains(&key) || matches!(key, "startdate" | "enddate") {
        return Some(key);
    }
    let lists: [(&str, &[&str]); 11] = [
        ("title", TITLE),
        ("speakers", SPEAKERS),
        ("date", DATE),
        ("start", START),
        ("end", END),
        ("duration", DURATION),
        ("track", TRACK),
        ("room", ROOM),
        ("sessiontype", FORMAT),
        ("abstract", ABSTRACT),
        ("description", DESCRIPTION),
    ];
    lists.iter().find(|(_, list)| list.contains(&key)).map(|(name, _)| *name)
}

/// Whether a folded key can only be a talk's title.
pub(super) fn is_talk_title(key: &str) -> bool {
    TALK_TITLE.contains(&key)
}

/// An object by its folded keys.
pub(crate) struct Fields<'a>(HashMap<String, &'a Value>);

/// `key` without case and punctuation.
pub(crate) fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'a> Fields<'a> {
    pub(crate) fn new(object: &'a Map<String, Value>) -> Fields<'a> {
        let mut fields = HashMap::with_capacity(object.len());
        for (key, value) in object {
            fields.entry(folded(key)).or_insert(value);
        }
        // Beside `talk_title`, `talk_room` is a room.
        if TALK_TITLE.iter().any(|key| fields.contains_key(*key)) {
            for (key, value) in object {
                let key = folded(key);
                let own = ["talk", "session", "presentation"].iter().find_map(|prefix| key.strip_prefix(prefix));
                if let Some(own) = own.filter(|own| own.len() > 2 && *own != "title" && *own != "name") {
                    fields.entry(own.to_owned()).or_insert(value);
                }
            }
        }
        Fields(fields)
    }

    /// The first of `keys` that says anything.
    pub(crate) fn get(&self, keys: &[&str]) -> Option<&'a Value> {
        keys.iter().filter_map(|key| self.0.get(*key).copied()).find(|value| !is_empty(value))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The fields that are single values, to be looked up later.
    pub(crate) fn scalars(&self) -> Map<String, Value> {
        let single = self.0.iter().filter(|(_, value)| !value.is_array() && !value.is_object());
        single.map(|(key, value)| (key.clone(), (*value).clone())).collect()
    }

    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        keys.iter().filter_map(|key| self.0.get(*key)).find_map(|value| text(value))
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text of a value: as it is, by language (`{"en": …}`), or by its name. A list gives its first.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().take(4).find_map(text),
        Value::Object(object) => {
            let is_language = |key: &str| {
                matches!(key.len(), 2 | 3 | 5 | 6) && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'_')
            };
            if object.keys().all(|key| is_language(key)) {
                let said = object.get("en").into_iter().chain(object.values()).find_map(|value| value.as_str());
                return said.map(|said| said.trim().to_owned()).filter(|said| !said.is_empty());
            }
            ["name", "title", "label", "value", "rendered", "@value", "text", "url", "id"]
                .iter()
                .filter_map(|key| object.get(*key))
                .find_map(text)
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// What the data say once and refer to by id.
#[derive(Default)]
pub(crate) struct Tables {
    pub(crate) people: HashMap<String, Speaker>,
    pub(crate) rooms: HashMap<String, String>,
    pub(crate) tracks: HashMap<String, String>,
    pub(crate) formats: HashMap<String, String>,
    /// Of an item: the category's title and the item's name.
    pub(crate) categories: HashMap<String, (String, String)>,
    /// Of a day: what it says of itself, its date among it.
    pub(crate) days: HashMap<String, Map<String, Value>>,
    /// Of a slot: when it is.
    pub(crate) slots: HashMap<String, Map<String, Value>>,
    /// Of a session: those who say of themselves that they give it.
    pub(crate) givers: HashMap<String, Vec<Speaker>>,
    /// The ids of the sessions that stand in lists of their own.
    pub(crate) sessions: HashSet<String>,
    pub(crate) zone: Option<TimeZone>,
}

/// What the objects around a session say of it.
#[derive(Clone, Default)]
pub(crate) struct Context {
    pub(crate) date: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) track: Option<String>,
    pub(crate) people: Vec<Speaker>,
    /// The key of the object in a list that is kept by id.
    pub(crate) id: Option<String>,
    /// Inside a list that its key calls one of talks.
    pub(crate) among_talks: bool,
}

/// Whether the object is a session rather than a person, a room or anything else with a title.
pub(crate) fn is_session(fields: &Fields, context: &Context, tables: &Tables) -> bool {
    let timed = fields.get(START).or(slot_of(fields, tables).and_then(|slot| slot.get(START))).is_some_and(has_clock)
        || context.start.is_some();
    let speakers = fields.get(SPEAKERS).is_some() || !context.people.is_empty();
    let authors = fields.get(AUTHORS).is_some();
    let placed = fields.get(ROOM).is_some() || fields.get(TRACK).is_some();
    if given_by(fields).is_some() {
        return true;
    }
    let titled = fields.text(TALK_TITLE).is_some() || fields.text(TITLE).is_some();
    let named = fields.text(NAME).is_some()
        && (speakers || timed)
        && fields.get(&["firstname", "email", "bio", "biography", "avatar"]).is_none();
    if (!titled && !named) || fields.get(NO_TALK).is_some() {
        return false;
    }
    let described = fields.get(ABSTRACT).is_some()
        || fields.get(DESCRIPTION).is_some()
        || fields.get(URL).is_some()
        || fields.get(LINKS).is_some();
    let kind = fields.get(&FORMAT[..9]).is_some();
    if context.among_talks {
        return speakers
            || authors
            || timed
            || placed
            || described
            || kind
            || fields.get(DATE).is_some()
            || fields.text(TALK_TITLE).is_some();
    }
    speakers || (timed && (placed || authors)) || (kind && (authors || fields.get(STATE).is_some()))
}

/// `{"name": "Ada Brookfield", "talk": "Parsing fog"}`: the person and the title.
pub(super) fn given_by(fields: &Fields) -> Option<(String, String)> {
    if fields.get(SPEAKERS).is_some() || fields.get(AUTHORS).is_some() {
        return None;
    }
    let title = GIVEN
        .iter()
        .chain(TALK_TITLE)
        .filter_map(|key| fields.get(&[key])?.as_str())
        .find(|title| title.contains(' ') && stated::address(title).is_none())?;
    let name = fields.text(&["name", "fullname"]).and_then(|name| stated::name(&name)).filter(|name| could_be_person(name))?;
    Some((name, title.to_owned()))
}

fn has_clock(value: &Value) -> bool {
    match value {
        Value::String(text) => span(text, None).is_some_and(|(start, _)| start.time.is_some()),
        Value::Number(number) => number.as_f64().is_some_and(|number| number > 1e9),
        Value::Object(object) => object.get("time").is_some_and(has_clock),
        _ => false,
    }
}

/// The slot of a session, stated in it or by its id.
fn slot_of<'a>(fields: &Fields<'a>, tables: &'a Tables) -> Option<Fields<'a>> {
    let stated =
        fields.get(&["slot", "slots", "timeslot", "slotid", "timeslotid", "scheduleslot", "occurrence", "occurrences"])?;
    let one = match stated {
        Value::Array(slots) => slots.first()?,
        other => other,
    };
    let known = || tables.slots.get(&id_of(one)?);
    one.as_object().or_else(known).map(Fields::new)
}

/// What a session is called where others refer to it.
pub(crate) fn own_id(fields: &Fields, context: &Context) -> Option<String> {
    fields.get(ID).and_then(id_of).or_else(|| context.id.clone())
}

/// The value as an id: a number, or a word.
pub(crate) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The session that an object states.
pub(crate) fn session(fields: &Fields, context: &Context, tables: &Tables) -> Option<Session> {
    let mut session = Session { title: title_of(fields)?, ..placement(fields, context, tables) };
    session.speakers = speakers_of(fields, context, tables);
    let slot = slot_of(fields, tables);
    let either = |keys: &[&str]| fields.get(keys).or_else(|| slot.as_ref().and_then(|slot| slot.get(keys)));
    session.format = either(FORMAT).and_then(|value| named(value, &tables.formats)).or_else(|| flagged_format(fields));
    session.language = fields.text(LANGUAGE).filter(|code| code.len() <= 32);
    session.state = fields.text(STATE);
    session.number = fields.text(NUMBER).and_then(|number| number.trim_start_matches('#').parse().ok());
    session.url = URL.iter().filter_map(|key| fields.text(&[key])).find_map(|text| stated::address(&text));
    session.tags = list_of(fields.get(TAGS));
    (session.links, session.recordings) = links_of(fields);
    session.event = fields.text(EVENT).and_then(|name| some_line(&name));
    let texts = |keys: &[&str]| fields.text(keys).filter(|text| *text != session.title).and_then(|text| markdown(&text));
    session.abstract_ = joined(&[texts(ABSTRACT), texts(DESCRIPTION)]);
    categorise(&mut session, fields, tables);
    Some(session)
}

/// When and where an object says that something is: a session of nothing else.
pub(crate) fn placement(fields: &Fields, context: &Context, tables: &Tables) -> Session {
    let slot = slot_of(fields, tables);
    let slot = slot.as_ref();
    let either = |keys: &[&str]| fields.get(keys).or_else(|| slot.and_then(|slot| slot.get(keys)));
    let mut session = Session::default();
    times(&mut session, fields, slot, context, tables);
    session.track = either(TRACK).and_then(|value| named(value, &tables.tracks)).or_else(|| context.track.clone());
    let place = either(ROOM).or_else(|| either(LOCATION));
    session.room = place.and_then(|value| named(value, &tables.rooms)).or_else(|| context.room.clone());
    session
}

/// The sessions that an object which has no title of its own refers to by their ids.
pub(crate) fn refers_to(fields: &Fields, tables: &Tables) -> Vec<String> {
    const REFERENCES: [&str; 12] = [
        "talk",
        "talks",
        "session",
        "sessions",
        "talkid",
        "sessionid",
        "talkids",
        "sessionids",
        "items",
        "submission",
        "presentation",
        "proposal",
    ];
    if tables.sessions.is_empty() || fields.text(TALK_TITLE).is_some() || fields.text(TITLE).is_some() {
        return Vec::new();
    }
    let stated = REFERENCES.iter().filter_map(|key| fields.get(&[key]));
    let ids = stated.flat_map(|value| match value {
        Value::Array(items) => items.iter().filter_map(id_of).collect(),
        other => id_of(other).into_iter().collect::<Vec<_>>(),
    });
    ids.filter(|id| tables.sessions.contains(id)).collect()
}

fn title_of(fields: &Fields) -> Option<String> {
    let given = given_by(fields).map(|(_, title)| title);
    let text = given.or_else(|| fields.text(TALK_TITLE)).or_else(|| fields.text(TITLE)).or_else(|| fields.text(NAME))?;
    let text = if text.contains('<') { markdown(&text)? } else { text };
    stated::title(&text)
}

/// A value by its id, or by what it says itself; a bare number that no table knows says nothing.
fn named(value: &Value, table: &HashMap<String, String>) -> Option<String> {
    let one = match value {
        Value::Array(items) => items.first()?,
        other => other,
    };
    if let Some(found) = id_of(one).and_then(|id| table.get(&id)) {
        return Some(found.clone());
    }
    let said = text(one).filter(|_| !one.is_number())?;
    stated::title(&said)
}

/// Some makers mark a kind by a flag of its own.
fn flagged_format(fields: &Fields) -> Option<String> {
    let flags = [
        ("iskeynote", "keynote"),
        ("keynote", "keynote"),
        ("islightningtalk", "lightning"),
        ("lightning", "lightning"),
        ("workshop", "workshop"),
    ];
    flags.iter().find(|(key, _)| matches!(fields.get(&[key]), Some(Value::Bool(true)))).map(|(_, word)| (*word).to_owned())
}

fn times(session: &mut Session, fields: &Fields, slot: Option<&Fields>, context: &Context, tables: &Tables) {
    let zone = tables.zone.as_ref();
    let all = |keys: &[&str]| -> Vec<&Value> {
        let own = keys.iter().filter_map(|key| fields.get(&[key]));
        own.chain(keys.iter().filter_map(|key| slot.and_then(|slot| slot.get(&[key])))).collect()
    };
    let spans: Vec<(Moment, Option<Moment>)> = all(START).into_iter().filter_map(|value| span_of(value, zone)).collect();
    let timed = spans.iter().find(|(start, _)| start.time.is_some()).copied();
    let timed = timed.or_else(|| context.start.as_ref().and_then(|start| span(start, zone)));
    // A day of the data's own list says its date itself.
    let day = |key: &&str| tables.days.get(&id_of(fields.get(&[key])?)?).map(Fields::new);
    let listed: Option<Fields> = [DATE, &["dayid"]].concat().iter().find_map(day);
    let of_day = || span_of(listed.as_ref()?.get(DATE)?, zone)?.0.date;
    let stated_date = || all(DATE).into_iter().find_map(|value| span_of(value, zone)?.0.date);
    let around = || span(context.start.as_ref()?, zone)?.0.date;
    let dated = timed.and_then(|(start, _)| start.date).or_else(of_day).or_else(stated_date).or_else(around);
    let start = timed.map(|(start, _)| start);
    session.start = start.and_then(|start| start.time_text());
    session.date = dated.map(|date| date.to_string()).or_else(|| context.date.clone());
    let end = timed
        .and_then(|(_, end)| end)
        .or_else(|| all(END).into_iter().find_map(|value| span_of(value, zone)).map(|(end, _)| end));
    let stated = all(DURATION).into_iter().filter_map(text).find_map(|text| minutes(&text));
    session.duration_minutes = stated.or_else(|| start?.minutes_until(&end.filter(|end| end.time.is_some())?));
    let name_of_day = listed.as_ref().and_then(|day| day.text(&["name", "title", "label"]));
    let stated_day = DAY.iter().filter_map(|key| fields.text(&[key])).filter(|id| !tables.days.contains_key(id));
    let label = name_of_day
        .into_iter()
        .chain(stated_day)
        .find(|label| label.chars().any(char::is_alphabetic) && moment(label, None).is_none());
    session.day = label.and_then(|label| some_line(&label)).or_else(|| context.day.clone());
}

pub(crate) fn span_of(value: &Value, zone: Option<&TimeZone>) -> Option<(Moment, Option<Moment>)> {
    match value {
        Value::String(text) => span(text, zone),
        Value::Number(number) => moment(&number.to_string(), zone).map(|start| (start, None)),
        // {"date": "2031-03-04", "time": "09:00:00", "tz": "…"} is local already.
        Value::Object(object) => {
            let part = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
            let whole = [part("dateTime"), part("datetime")].into_iter().find(|text| !text.is_empty()).map(str::to_owned);
            span(&whole.unwrap_or_else(|| format!("{} {}", part("date"), part("time"))), zone)
        }
        _ => None,
    }
}

fn speakers_of(fields: &Fields, context: &Context, tables: &Tables) -> Vec<Speaker> {
    let stated = fields.get(SPEAKERS).or_else(|| fields.get(AUTHORS));
    let mut found = stated.map(|value| people_of(value, tables)).unwrap_or_default();
    if found.is_empty() {
        found.clone_from(&context.people);
    }
    if found.is_empty() {
        found.extend(own_id(fields, context).and_then(|id| tables.givers.get(&id)).into_iter().flatten().cloned());
    }
    if found.is_empty() {
        found.extend(given_by(fields).map(|(name, _)| Speaker {
            affiliation: affiliation_of(fields),
            role: role_of(fields),
            name,
        }));
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|speaker| seen.insert(speaker.name.clone()));
    found
}

/// The people of a value: a name, several in one string, ids, objects, or a list of any of these.
pub(crate) fn people_of(value: &Value, tables: &Tables) -> Vec<Speaker> {
    match value {
        Value::String(text) => match tables.people.get(text.trim()) {
            Some(known) => vec![known.clone()],
            None => people(text),
        },
        Value::Number(id) => tables.people.get(&id.to_string()).cloned().into_iter().collect(),
        Value::Array(items) => {
            let one = |item: &Value| match item {
                // Each string of a list is one person.
                Value::String(text) if !tables.people.contains_key(text.trim()) => stated::person(text).into_iter().collect(),
                Value::Array(_) => Vec::new(),
                other => people_of(other, tables),
            };
            items.iter().flat_map(one).collect()
        }
        Value::Object(object) => match wrapped(object) {
            Some(inner) => people_of(inner, tables),
            None => person_of(&Fields::new(object), tables).into_iter().collect(),
        },
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// What an object is around, and nothing more: `{"edges": […]}`, `{"node": {…}}`, `{"data": {"attributes": {…}}}`.
fn wrapped(object: &Map<String, Value>) -> Option<&Value> {
    let inner = ["edges", "nodes", "node", "data", "attributes", "fields", "items"].iter().find_map(|key| object.get(*key))?;
    let is_named = object.keys().any(|key| folded(key).contains("name"));
    (!is_named && (inner.is_array() || inner.is_object())).then_some(inner)
}

/// The person that an object states or refers to.
pub(crate) fn person_of(fields: &Fields, tables: &Tables) -> Option<Speaker> {
    let first_last = || {
        let parts =
            [fields.text(&["firstname", "givenname", "first"]), fields.text(&["lastname", "familyname", "surname", "last"])];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let nested = || {
        ["person", "speaker", "user", "profile"]
            .iter()
            .find_map(|key| person_of(&Fields::new(fields.get(&[key])?.as_object()?), tables))
    };
    let stated = fields.text(&[
        "publicname",
        "fullpublicname",
        "fullname",
        "full",
        "displayname",
        "speakername",
        "name",
        "nombre",
        "nom",
        "nome",
        "naam",
    ]);
    let Some(name) = stated.or_else(first_last).and_then(|name| stated::name(&name)) else {
        let known = fields.text(&["id", "code", "guid", "uuid"]).and_then(|id| tables.people.get(&id).cloned());
        return known.or_else(nested).or_else(|| stated::person(&fields.text(&["speaker", "presenter", "author"])?));
    };
    Some(Speaker { name, affiliation: affiliation_of(fields), role: role_of(fields) })
}

fn affiliation_of(fields: &Fields) -> Option<String> {
    fields
        .text(&[
            "affiliation",
            "company",
            "companyname",
            "organization",
            "organisation",
            "org",
            "institution",
            "employer",
            "firma",
            "worksfor",
        ])
        .and_then(|text| some_line(&text))
}

fn role_of(fields: &Fields) -> Option<String> {
    let role = fields.text(&["jobtitle", "position", "occupation", "role", "job"])?;
    // "speaker" is what they are here, and no role of theirs.
    some_line(&role).filter(|role| {
        !["speaker", "presenter", "host", "author", "moderator", "attendee"].contains(&role.to_lowercase().as_str())
    })
}

fn list_of(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => {
            items.iter().filter(|item| !item.is_number()).filter_map(text).filter_map(|text| some_line(&text)).collect()
        }
        Some(Value::String(text)) => text.split([',', ';']).filter_map(some_line).collect(),
        _ => Vec::new(),
    }
}

/// The links that go with a session, and those of them that are called a recording.
fn links_of(fields: &Fields) -> (Vec<String>, Vec<String>) {
    let mut links: Vec<String> = Vec::new();
    let mut recordings: Vec<String> = Vec::new();
    for key in LINKS {
        let found = match fields.get(&[key]) {
            Some(Value::Array(items)) => items.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        for value in found {
            let Some(link) = link_of(value).filter(|link| !links.contains(link)) else { continue };
            if RECORDINGS.contains(key) || is_called_recording(value) {
                recordings.push(link.clone());
            }
            links.push(link);
        }
    }
    (links, recordings)
}

fn is_called_recording(value: &Value) -> bool {
    let names = ["title", "name", "label", "description", "text", "type", "linkType"];
    names.iter().filter_map(|key| value.get(*key)?.as_str()).any(is_recording_label)
}

fn link_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => stated::address(text),
        Value::Object(object) => ["url", "href", "resource", "link", "src"]
            .iter()
            .filter_map(|key| object.get(*key)?.as_str())
            .find_map(stated::address),
        _ => None,
    }
}

/// Sessionize files track, format and language under categories of the organisers' own wording.
fn categorise(session: &mut Session, fields: &Fields, tables: &Tables) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Some(Value::Array(items)) = fields.get(&["categoryitems"]) {
        pairs.extend(items.iter().filter_map(text).filter_map(|id| tables.categories.get(&id).cloned()));
    }
    if let Some(Value::Array(groups)) = fields.get(&["categories"]) {
        for group in groups.iter().filter_map(Value::as_object) {
            let group = Fields::new(group);
            let Some(title) = group.text(&["name", "title"]) else { continue };
            match group.get(&["categoryitems", "items"]) {
                Some(Value::Array(items)) => pairs.extend(items.iter().filter_map(text).map(|item| (title.clone(), item))),
                _ => session.tags.push(title),
            }
        }
    }
    for (title, item) in pairs {
        let title = title.to_lowercase();
        let target = match title {
            _ if title.contains("track") || title.contains("stream") || title.contains("theme") => &mut session.track,
            _ if title.contains("format") || title.contains("type") => &mut session.format,
            _ if title.contains("language") || title.contains("sprache") => &mut session.language,
            _ => {
                session.tags.push(item);
                continue;
            }
        };
        if target.is_none() {
            *target = Some(item);
        }
    }
}
