//! What is on now and what comes next, in the event's own time zone; a day lasts until the night after it ends.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};

use crate::id::fold;
use crate::link::{Catalogue, LinkedTalk};

/// So long a talk is taken to be where no document says it.
const UNKNOWN_MINUTES: i64 = 60;
/// What begins before this hour belongs to the evening before.
const NIGHT_ENDS: i8 = 5;

/// When somebody asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// This instant, wherever the event is.
    Now(Timestamp),
    /// A time of this day, where the event is.
    Today(Timestamp, Time),
    /// A day and a time, where the event is.
    At(DateTime),
}

/// When a talk is held: from, until; local times of the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// `None` where no document gives the date.
    pub date: Option<Date>,
    /// The day as a document labels it, folded.
    pub day: Option<String>,
    /// Its start.
    pub from: Time,
    /// Its length, where a document states one.
    pub minutes: Option<u32>,
}

/// Reads `now`, `14:10`, `2031-05-12 14:10` or `2031-05-12T14:10`.
pub fn read_moment(text: &str, now: Timestamp) -> Option<Moment> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("now") {
        return Some(Moment::Now(now));
    }
    if let Some(time) = clock(text) {
        return Some(Moment::Today(now, time));
    }
    let (date, time) = text.split_once(['T', ' '])?;
    Some(Moment::At(DateTime::from_parts(date.parse().ok()?, clock(time.trim())?)))
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.get(..2).unwrap_or(minute).parse().ok()?, 0, 0).ok()
}

/// The moment as clocks show it in the zone of that name; in this machine's zone where none is known.
pub fn now_in(moment: Moment, zone: Option<&str>) -> DateTime {
    let zone = zone.and_then(|name| TimeZoneDatabase::bundled().get(name).ok()).unwrap_or_else(TimeZone::system);
    match moment {
        Moment::Now(now) => zone.to_datetime(now),
        Moment::Today(now, time) => DateTime::from_parts(zone.to_datetime(now).date(), time),
        Moment::At(at) => at,
    }
}

impl Span {
    /// When `talk` is held, where its start is known.
    pub fn of(talk: &LinkedTalk) -> Option<Span> {
        let from = clock(talk.start.as_deref()?)?;
        let date = talk.date.as_deref().and_then(|date| date.parse().ok());
        Some(Span {
            date,
            day: talk.day.as_deref().map(fold),
            from,
            minutes: talk.duration_minutes.filter(|minutes| (1..24 * 60).contains(minutes)),
        })
    }

    /// The end, where the length is known.
    pub fn until(&self) -> Option<Time> {
        Some(self.from.wrapping_add(i64::from(self.minutes?).minutes()))
    }

    /// `14:00–15:30`; the start alone where the length is not known.
    pub fn words(&self) -> String {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        match self.until() {
            Some(until) => format!("{}–{}", clock(self.from), clock(until)),
            None => clock(self.from),
        }
    }

    /// The instants that it lies between, on a day of its own where it has none.
    fn bounds(&self, day: Date) -> (DateTime, DateTime) {
        let from = DateTime::from_parts(self.date.unwrap_or(day), self.from);
        let minutes = self.minutes.map_or(UNKNOWN_MINUTES, i64::from);
        (from, from.checked_add(minutes.minutes()).unwrap_or(from))
    }

    /// Whether it is on at `moment`. A talk without a date is on whenever the clock says so, past midnight too.
    fn is_on(&self, moment: DateTime) -> bool {
        let is_on = |day: Date| {
            let (from, until) = self.bounds(day);
            from <= moment && moment < until
        };
        is_on(moment.date()) || moment.date().yesterday().is_ok_and(is_on)
    }

    /// Whether the two are held at the same time, on the same day as far as their days are known.
    pub fn clashes(&self, other: &Span) -> bool {
        let day = Date::constant(2000, 1, 1);
        let ((from, until), (other_from, other_until)) = (self.bounds(day), other.bounds(day));
        let one_day = match (self.date, other.date) {
            (None, None) => self.day == other.day,
            (date, other) => date.is_some() && other.is_some(),
        };
        one_day && from < other_until && other_from < until
    }
}

/// The talks that are on at `moment`: indexes into [`Catalogue::talks`], by event, start and room.
pub fn at(catalogue: &Catalogue, moment: Moment) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, talk) in catalogue.talks.iter().enumerate() {
        let is_on = Span::of(talk).is_some_and(|span| knows_day(&span, moment) && span.is_on(local(catalogue, talk, moment)));
        if is_on {
            found.push(place);
        }
    }
    found
}

/// The talks that begin next after `moment`, the first of each room of each event that has any left on that day.
pub fn next(catalogue: &Catalogue, moment: Moment) -> Vec<usize> {
    let mut first: BTreeMap<(Option<usize>, Option<&str>), (DateTime, Vec<usize>)> = BTreeMap::new();
    for (place, talk) in catalogue.talks.iter().enumerate() {
        let Some(span) = Span::of(talk).filter(|span| knows_day(span, moment)) else { continue };
        let now = local(catalogue, talk, moment);
        let (from, _) = span.bounds(now.date());
        if from <= now || !is_of_one_day(now, from) {
            continue;
        }
        let room = talk.room.as_deref().or(talk.track.as_deref());
        let held = first.entry((talk.event, room)).or_insert((from, Vec::new()));
        if from < held.0 {
            *held = (from, Vec::new());
        }
        if from == held.0 {
            held.1.push(place);
        }
    }
    let mut found: Vec<usize> = first.into_values().flat_map(|(_, places)| places).collect();
    found.sort_unstable();
    found
}

/// Whether who is there at `now` is still up at `then`: on the same day, or in the night that follows it.
fn is_of_one_day(now: DateTime, then: DateTime) -> bool {
    let is_next = now.date().tomorrow().is_ok_and(|tomorrow| tomorrow == then.date());
    now.date() == then.date() || is_next && then.hour() < NIGHT_ENDS
}

/// The moment where the talk's event is.
fn local(catalogue: &Catalogue, talk: &LinkedTalk, moment: Moment) -> DateTime {
    let zone = talk.event.and_then(|event| catalogue.events.get(event)?.zone.as_deref());
    now_in(moment, zone)
}

/// A talk of an unknown day is asked about by the time of day alone.
fn knows_day(span: &Span, moment: Moment) -> bool {
    span.date.is_some() || matches!(moment, Moment::Today(..))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::LinkedEvent;

    fn talk(title: &str, date: &str, start: &str, minutes: u32, room: &str) -> LinkedTalk {
        LinkedTalk {
            title: title.into(),
            date: Some(date.to_owned()).filter(|date| !date.is_empty()),
            start: Some(start.into()),
            duration_minutes: Some(minutes).filter(|minutes| *minutes > 0),
            room: Some(room.into()),
            event: Some(0),
            ..LinkedTalk::default()
        }
    }

    fn titles(catalogue: &Catalogue, found: &[usize]) -> String {
        found.iter().map(|place| &*catalogue.talks[*place].title).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn now_and_next_are_told_in_the_zone_of_the_event() {
        let catalogue = Catalogue {
            events: vec![LinkedEvent { zone: Some("Europe/Berlin".into()), ..LinkedEvent::default() }],
            talks: vec![
                talk("Fog", "2031-05-12", "10:00", 45, "A"),
                talk("Rain", "2031-05-12", "10:30", 0, "B"),
                talk("Hail", "2031-05-12", "11:00", 30, "A"),
                talk("Snow", "2031-05-12", "14:00", 30, "A"),
                talk("Dew", "2031-05-13", "10:00", 45, "A"),
                talk("Mist", "", "10:30", 15, "C"),
                talk("Frost", "2031-05-14", "00:30", 30, "A"),
                talk("Haze", "", "23:50", 30, "D"),
            ],
            ..Catalogue::default()
        };
        let now = |utc: &str| utc.parse::<Timestamp>().unwrap();
        #[rustfmt::skip]
        let table = [
            ("now",              "2031-05-12T08:10:00Z", "Fog",           "Rain Hail"),
            ("now",              "2031-05-12T08:45:00Z", "Rain",          "Hail"),
            ("2031-05-12 10:30", "2031-01-01T00:00:00Z", "Fog Rain",      "Hail"),
            ("2031-05-12T11:29", "2031-01-01T00:00:00Z", "Rain Hail",     "Snow"),
            ("2031-05-12T11:30", "2031-01-01T00:00:00Z", "",              "Snow"),
            ("10:30",            "2031-05-12T22:30:00Z", "Dew Mist",      "Frost Haze"),
            ("10:00",            "2031-05-11T10:00:00Z", "",              "Mist Haze"),
            ("2031-05-13 23:00", "2031-01-01T00:00:00Z", "",              "Frost"),
            ("2031-05-14 00:59", "2031-01-01T00:00:00Z", "Frost",         ""),
            ("00:10",            "2031-05-15T10:00:00Z", "Haze",          "Mist Haze"),
        ];
        for (text, utc, on, then) in table {
            let moment = read_moment(text, now(utc)).unwrap();
            assert_eq!(titles(&catalogue, &at(&catalogue, moment)), on, "{text} {utc}");
            assert_eq!(titles(&catalogue, &next(&catalogue, moment)), then, "next {text} {utc}");
        }
        for text in ["", "soon", "25:00", "2031-05-12", "2031-13-12 10:00"] {
            assert_eq!(read_moment(text, now("2031-05-12T08:10:00Z")), None, "{text}");
        }
    }

    #[test]
    fn talks_clash_that_are_held_at_the_same_time() {
        #[rustfmt::skip]
        let table = [
            (talk("", "2031-05-12", "10:00", 45, ""), talk("", "2031-05-12", "10:45", 45, ""), false),
            (talk("", "2031-05-12", "10:00", 45, ""), talk("", "2031-05-12", "10:44", 45, ""), true),
            (talk("", "2031-05-12", "10:00", 45, ""), talk("", "2031-05-13", "10:00", 45, ""), false),
            (talk("", "", "10:00", 45, ""),           talk("", "", "10:30", 45, ""),           true),
            (talk("", "", "10:00", 45, ""),           talk("", "2031-05-13", "10:00", 45, ""), false),
            (talk("", "2031-05-12", "23:30", 60, ""), talk("", "2031-05-13", "00:15", 45, ""), true),
        ];
        for (a, b, clash) in table {
            let (a, b) = (Span::of(&a).unwrap(), Span::of(&b).unwrap());
            assert_eq!((a.clashes(&b), b.clashes(&a)), (clash, clash), "{a:?} {b:?}");
        }
    }
}
