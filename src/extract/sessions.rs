//! Sessions that a format states as data become talks.
//!
//! The conference's own data are trusted for what they name; what is left is to tell talks from lunch, one session in two
//! slots from two, and titles from the names that some programmes write into them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::phrases;
use super::session_titles::{Pattern, cut, pattern_of, without_part, without_speakers};
use super::session_words::{format_of_title, format_of_track, format_of_type, is_pause, words};
use crate::model::{Event, Speaker, Talk, Warning};
use crate::read::document::Session;
use crate::read::recording::is_recording;
use crate::read::{Document, session_of_person, sessions_of_fields};

/// States in which a proposal is no part of any programme.
const DROPPED: &[&str] = &[
    "rejected",
    "declined",
    "withdrawn",
    "canceled",
    "cancelled",
    "deleted",
    "draft",
    "abgelehnt",
    "zurückgezogen",
    "abgesagt",
    "denied",
    "not accepted",
    "removed",
];

/// The talks that a document states as data, in its order, and what was left out of them.
///
/// Ids are left empty; every talk carries the lines of its sessions, and `event` where its own data name none.
pub(super) fn talks_of_sessions(document: &Document, event: Option<&str>) -> (Vec<Talk>, Vec<Warning>) {
    let sessions = stated(document);
    let mut warnings = Vec::new();
    let kept: Vec<&Session> = sessions.iter().filter(|session| is_talk(session, &mut warnings)).collect();
    let pattern = pattern_of(&kept);
    let talks = kept.into_iter().map(|session| talk_of(session, pattern, event)).collect();
    (merged(talks), warnings)
}

/// Whether a document states two sessions or more as data, beside its text.
pub(super) fn states_several(document: &Document) -> bool {
    stated(document).iter().filter(|session| is_talk(session, &mut Vec::new())).count() >= 2
}

/// The talk of a page about one person, whose front matter states it beside their name.
pub(super) fn talk_of_person(document: &Document) -> Option<Talk> {
    let session = session_of_person(&document.metadata.fields)?;
    Some(talk_of(&Session { line: 1, ..session }, None, None)).filter(|talk| !talk.speakers.is_empty())
}

/// The sessions of the format's own, else those that front matter lists.
fn stated(document: &Document) -> Cow<'_, [Session]> {
    match document.sessions.as_slice() {
        [] => Cow::Owned(sessions_of_fields(&document.metadata.fields)),
        sessions => Cow::Borrowed(sessions),
    }
}

/// The edition that a schedule, or front matter that is a programme, says it is about.
pub(super) fn event_of_schedule(document: &Document) -> Option<Event> {
    let fields = &document.metadata.fields;
    let stated = document.event.clone().or_else(|| {
        let name = document.metadata.title.clone().or_else(|| fields.get("title")?.as_str().map(str::to_owned))?;
        let text = |keys: [&str; 3]| keys.iter().find_map(|key| fields.get(*key)?.as_str()).map(str::to_owned);
        let date = |keys: [&str; 3]| text(keys).filter(|date| date.parse::<jiff::civil::Date>().is_ok());
        let is_programme = !document.sessions.is_empty() || !sessions_of_fields(fields).is_empty();
        is_programme.then(|| Event {
            name,
            start: date(["start", "start_date", "startDate"]),
            end: date(["end", "end_date", "endDate"]),
            location: text(["location", "venue", "city"]),
            year: super::naming::dated_field(fields),
            ..Event::default()
        })
    })?;
    edition(stated)
}

/// Events that sessions name beside the document's own: a list of talks held at many places.
pub(super) fn events_of_sessions(document: &Document) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    for name in document.sessions.iter().filter_map(|session| session.event.as_ref()) {
        if let Some(event) = edition(Event { name: name.clone(), ..Event::default() })
            && !found.iter().any(|known| known.name == event.name)
        {
            found.push(event);
        }
    }
    found
}

/// Completes an event by the year that its name or its dates state.
fn edition(mut event: Event) -> Option<Event> {
    event.name = event_name(&event.name)?;
    let named_year = words(&event.name).iter().find_map(|word| year_of(word));
    let dated_year = event.start.as_ref().or(event.end.as_ref()).and_then(|date| year_of(date.get(..4)?));
    event.year = named_year.or(dated_year).or(event.year);
    event.series = event.series.or_else(|| {
        let series: Vec<&str> =
            event.name.split_whitespace().filter(|word| !words(word).iter().any(|word| year_of(word).is_some())).collect();
        Some(series.join(" ")).filter(|series| !series.is_empty())
    });
    Some(event)
}

/// The name without the words for its schedule.
fn event_name(name: &str) -> Option<String> {
    const BEHIND: [&str; 14] = [
        "schedule",
        "programme",
        "program",
        "agenda",
        "calendar",
        "timetable",
        "sessions",
        "fahrplan",
        "zeitplan",
        "programm",
        "programa",
        "calendrier",
        "kalender",
        "events",
    ];
    let mut kept: Vec<&str> = name.split_whitespace().collect();
    while kept.len() > 1 {
        let last = kept[kept.len() - 1].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !last.is_empty() && !BEHIND.contains(&last.as_str()) {
            break;
        }
        kept.pop();
    }
    let name = kept.join(" ").trim_end_matches([':', ',', '|', '-', '–']).trim().to_owned();
    (!name.is_empty()).then_some(name)
}

fn year_of(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1950..=2100).contains(year))
}

fn is_talk(session: &Session, warnings: &mut Vec<Warning>) -> bool {
    let title = session.title.trim();
    if !title.chars().any(char::is_alphanumeric) {
        return false;
    }
    let mut say = |why: &str| warnings.push(Warning::new(session.line, format!("{title:?} is {why}; it was left out")));
    if let Some(state) =
        session.state.as_ref().map(|state| state.to_lowercase()).filter(|state| DROPPED.contains(&state.as_str()))
    {
        say(&state);
        return false;
    }
    let marked = words(title).first().is_some_and(|word| {
        ["cancelled", "canceled", "abgesagt", "entfällt", "annulé", "cancelado", "geannuleerd"].contains(&word.as_str())
    });
    if marked && (title.starts_with(['[', '(']) || title.contains([':', '-', '–'])) && title.split_whitespace().count() > 1 {
        say("cancelled");
        return false;
    }
    if !session.speakers.is_empty() {
        return true;
    }
    !is_pause(title) && !session.format.as_deref().is_some_and(is_pause)
}

fn talk_of(session: &Session, pattern: Option<Pattern>, event: Option<&str>) -> Talk {
    let mut title = session.title.clone();
    let mut speakers: Vec<Speaker> = session.speakers.iter().filter(|speaker| names_someone(&speaker.name)).cloned().collect();
    let mut said = session.format.clone();
    if speakers.is_empty()
        && let Some(found) = cut(&title, pattern)
    {
        (title, speakers) = (found.title, found.speakers);
        said = said.or(found.format);
    }
    let named = said.as_deref().and_then(format_of_type).or_else(|| format_of_title(&title));
    let format = named.or_else(|| session.track.as_deref().and_then(format_of_track)).unwrap_or_default();
    if let Some(shorter) = without_speakers(&title, &speakers) {
        title = shorter;
    }
    Talk {
        title,
        speakers,
        event: session.event.as_deref().and_then(event_name).or_else(|| event.map(str::to_owned)),
        day: session.day.clone(),
        date: session.date.clone(),
        start: session.start.clone(),
        duration_minutes: session.duration_minutes,
        track: session.track.clone().filter(|track| is_track(track)),
        room: session.room.clone(),
        format,
        number: session.number,
        url: session.url.clone(),
        abstract_: session.abstract_.clone(),
        tags: session.tags.clone(),
        lines: vec![session.line.max(1)],
        language: session.language.as_deref().and_then(language_code),
        recordings: session
            .links
            .iter()
            .filter(|link| session.recordings.contains(link) || is_recording(link))
            .cloned()
            .collect(),
        ..Talk::default()
    }
}

fn names_someone(name: &str) -> bool {
    !["tba", "tbd", "tbc", "n/a", "na", "none", "various", "various speakers", "unknown", "to be announced", "speaker", "-"]
        .contains(&name.to_lowercase().as_str())
        && !phrases::is_open(name)
}

/// "All tracks" is no track.
fn is_track(track: &str) -> bool {
    let found = words(track);
    let all = ["all", "alle", "tous", "toutes", "todos", "todas", "tutti", "tutte", "every"];
    let nothing = ["none", "no", "tba", "tbd", "default", "n"];
    let word = found.first().map(String::as_str).unwrap_or_default();
    !found.is_empty() && (found.len() > 2 || !(all.contains(&word) || nothing.contains(&word)))
}

/// `en`, `de-AT`, or the code of a language named in words.
fn language_code(language: &str) -> Option<String> {
    const NAMES: &[(&str, &[&str])] = &[
        ("en", &["english", "englisch", "anglais", "inglés", "inglês", "inglese", "engels", "英語", "英语"]),
        ("de", &["german", "deutsch", "allemand", "alemán", "alemão", "tedesco", "duits"]),
        ("fr", &["french", "französisch", "français", "francés", "francês", "francese", "frans"]),
        ("es", &["spanish", "spanisch", "espagnol", "español", "espanhol", "spagnolo", "spaans"]),
        ("nl", &["dutch", "niederländisch", "néerlandais", "neerlandés", "nederlands"]),
        ("pt", &["portuguese", "portugiesisch", "portugais", "portugués", "português"]),
        ("it", &["italian", "italienisch", "italien", "italiano", "italiaans"]),
        ("ja", &["japanese", "japanisch", "japonais", "日本語", "日语"]),
        ("zh", &["chinese", "chinesisch", "chinois", "中文", "中国語"]),
    ];
    let lower = language.trim().to_lowercase();
    if let Some((code, _)) = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())) {
        return Some((*code).to_owned());
    }
    let tag = language.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary =
        parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    (primary && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())))
        .then_some(tag)
}

/// One talk for all slots and parts of a session: those that share title and speakers, on one day or numbered as parts.
///
/// What is given again on another day is another talk.
fn merged(talks: Vec<Talk>) -> Vec<Talk> {
    let mut kept: Vec<Talk> = Vec::with_capacity(talks.len());
    let mut known = HashMap::new();
    for talk in talks {
        let mut names: Vec<String> = talk.speakers.iter().map(|speaker| speaker.name.to_lowercase()).collect();
        names.sort();
        let (title, is_part) = without_part(&talk.title);
        let day = talk.date.clone().or_else(|| talk.day.clone()).filter(|_| !is_part);
        let key = (folded_title(title), names, talk.event.clone(), day);
        match known.get(&key).and_then(|at: &usize| kept.get_mut(*at)) {
            Some(first) => join(first, talk),
            None => {
                known.insert(key, kept.len());
                kept.push(talk);
            }
        }
    }
    kept
}

fn folded_title(title: &str) -> String {
    let found = words(title);
    // A title of marks alone is still a title.
    if found.is_empty() { title.to_owned() } else { found.join(" ") }
}

/// The first slot counts; the others fill in what it leaves unsaid.
fn join(first: &mut Talk, mut other: Talk) {
    let when = |talk: &Talk| (talk.date.clone(), talk.start.clone());
    if when(&other) < when(first) && other.start.is_some() {
        std::mem::swap(first, &mut other);
    }
    let (rest, had_part) = without_part(&first.title);
    if had_part {
        first.title = rest.to_owned();
    }
    first.track = first.track.take().or(other.track);
    first.room = first.room.take().or(other.room);
    first.url = first.url.take().or(other.url);
    first.abstract_ = first.abstract_.take().or(other.abstract_);
    first.duration_minutes = first.duration_minutes.or(other.duration_minutes);
    for line in other.lines {
        if !first.lines.contains(&line) {
            first.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Hints, read};

    /// A line for each talk: lines, date and start, format, title, speakers, then track and language; then the warnings.
    #[track_caller]
    fn check(input: &str, wanted: &str) {
        let document = read(input.as_bytes(), &Hints::default()).unwrap_or_default();
        let (talks, warnings) = talks_of_sessions(&document, Some("Ferrocon 2031"));
        let mut found = String::new();
        for talk in &talks {
            let names: Vec<&str> = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            let when = [&talk.date, &talk.start].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
            let more = [("#", &talk.track), ("^", &talk.language)]
                .map(|(mark, value)| value.as_ref().map(|value| format!(" {mark}{value}")));
            let more: String = more.into_iter().flatten().collect();
            found.push_str(&format!(
                "{:?} {when} {} | {} | {}{more}\n",
                talk.lines,
                talk.format.as_str(),
                talk.title,
                names.join(", ")
            ));
        }
        for warning in warnings {
            found.push_str(&format!("warning {}: {}\n", warning.line, warning.message));
        }
        let wanted: String = wanted.trim().lines().map(|line| line.trim_start().to_owned() + "\n").collect();
        assert_eq!(found.replace(" \n", "\n"), wanted, "\n{found}\n");
    }

    fn calendar(rows: &[(&str, &str)]) -> String {
        let events =
            rows.iter().map(|(start, summary)| format!("BEGIN:VEVENT\nDTSTART:{start}\nSUMMARY:{summary}\nEND:VEVENT\n"));
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.collect::<String>())
    }

    #[test]
    fn summaries_of_a_calendar_give_title_speakers_and_format() {
        check(
            &calendar(&[
                ("20310304T090000", "Registration and coffee"),
                ("20310304T100000", "Keynote: Ada Brookfield Quiet machines (talk by Ada Brookfield)"),
                ("20310304T110000", "Fog (workshop by Milo Venn\\, University of Tides)"),
                ("20310304T120000", "Lunch"),
                ("20310304T130000", "Lanterns (talk by Ines Faro & Otto Brandt)"),
                ("20310304T150000", "Harbour party"),
            ]),
            "[6] 2031-03-04 10:00 keynote | Quiet machines | Ada Brookfield
             [10] 2031-03-04 11:00 workshop | Fog | Milo Venn
             [18] 2031-03-04 13:00 talk | Lanterns | Ines Faro, Otto Brandt
             [22] 2031-03-04 15:00 social | Harbour party |",
        );
    }

    #[test]
    fn parts_and_slots_of_a_day_are_one_talk() {
        check(
            r#"{"sessions": [
            {"title": "Fog workshop part 2", "speakers": ["Ada Brookfield"], "start": "2031-03-04T14:00"},
            {"title": "Fog workshop part 1", "speakers": ["Ada Brookfield"], "start": "2031-03-04T11:00"},
            {"title": "Tides", "speakers": ["Milo Venn"], "start": "2031-03-04T10:00", "room": "A"},
            {"title": "Tides", "speakers": ["Milo Venn"], "start": "2031-03-04T12:00", "room": "B"},
            {"title": "Tides", "speakers": ["Milo Venn"], "start": "2031-03-05T10:00"},
            {"title": "Tides", "speakers": ["Ines Faro"], "start": "2031-03-04T10:00"}]}"#,
            "[3, 2] 2031-03-04 11:00 workshop | Fog workshop | Ada Brookfield
             [4, 5] 2031-03-04 10:00 talk | Tides | Milo Venn
             [6] 2031-03-05 10:00 talk | Tides | Milo Venn
             [7] 2031-03-04 10:00 talk | Tides | Ines Faro",
        );
    }

    #[test]
    fn states_tracks_types_and_languages() {
        check(
            r#"{"talks": [
            {"title": "Fog", "speakers": ["TBA"], "track": "All tracks", "type": "Round table", "state": "confirmed", "language": "Deutsch"},
            {"title": "Lamps", "speakers": ["Ines Faro"], "track": {"en": "Lightning talks"}, "state": "accepted", "language": "pt-BR"},
            {"title": "Tides", "speakers": ["Milo Venn"], "state": "rejected"},
            {"title": "CANCELLED: Quays", "speakers": ["Otto Brandt"], "state": "confirmed"},
            {"title": "Pause", "speakers": [], "type": "Break", "duration": 30, "state": "confirmed"}]}"#,
            "[2]  panel | Fog |  ^de
             [3]  lightning | Lamps | Ines Faro #Lightning talks ^pt-BR
             warning 4: \"Tides\" is rejected; it was left out
             warning 5: \"CANCELLED: Quays\" is cancelled; it was left out",
        );
    }

    #[test]
    fn the_event_is_named_without_the_word_for_its_schedule() {
        #[rustfmt::skip]
        let table = [
            ("Ferrocon 2031 Schedule", None,               "Ferrocon 2031", Some(2031), Some("Ferrocon")),
            ("38F3 - Fahrplan",        Some("2031-12-27"), "38F3",          Some(2031), Some("38F3")),
            ("Quaycamp",               None,               "Quaycamp",      None,       Some("Quaycamp")),
            ("2031",                   None,               "2031",          Some(2031), None),
        ];
        for (name, start, wanted, year, series) in table {
            let event = Event { name: name.to_owned(), start: start.map(str::to_owned), ..Event::default() };
            let document = Document { event: Some(event), ..Document::default() };
            let found = event_of_schedule(&document).unwrap_or_default();
            assert_eq!((found.name.as_str(), found.year, found.series.as_deref()), (wanted, year, series), "{name:?}");
        }
    }
}
