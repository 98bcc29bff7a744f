//! Talks as a calendar (iCalendar, RFC 5545): what the programme says of them, and nothing that an attendee wrote.

use icalendar::{Calendar, Component, Event, Property, ValueType};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::text::{line, web_address};
use crate::link::{Catalogue, LinkedTalk};

/// The calendar's bytes, and the titles of talks that it cannot hold because no document gives their day and time.
///
/// Times are instants where the event's zone is known, else they are told as clocks show them there. The same talks give
/// the same bytes.
pub fn calendar(catalogue: &Catalogue, talks: &[usize], title: &str) -> (Vec<u8>, Vec<String>) {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//hallway//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(text_property("X-WR-CALNAME", &line(title)));
    let mut left_out = Vec::new();
    for talk in talks.iter().filter_map(|talk| catalogue.talks.get(*talk)) {
        match event(catalogue, talk) {
            Some(event) => drop(calendar.push(event)),
            None => left_out.push(talk.title.clone()),
        }
    }
    (calendar.to_string().into_bytes(), left_out)
}

fn event(catalogue: &Catalogue, talk: &LinkedTalk) -> Option<Event> {
    let held = talk.event.and_then(|event| catalogue.events.get(event));
    let zone = held.and_then(|event| event.zone.as_deref()).and_then(|name| TimeZoneDatabase::bundled().get(name).ok());
    let date: Date = talk.date.as_deref()?.parse().ok()?;
    let start = DateTime::from_parts(date, clock(talk.start.as_deref()?)?);
    let mut event = Event::new();
    event.uid(&format!("{}@hallway", talk.id));
    // When it was written is not known; what never changes without cause is honest enough for those who compare.
    event.append_property(Property::new("DTSTAMP", stamp(start, Some(&TimeZone::UTC))));
    event.append_property(Property::new("DTSTART", stamp(start, zone.as_ref())));
    if let Some(minutes) = talk.duration_minutes.filter(|minutes| *minutes > 0) {
        event.append_property(Property::new("DURATION", format!("PT{minutes}M")));
    }
    event.append_property(text_property("SUMMARY", &line(&talk.title)));
    let place = [talk.room.as_deref(), held.and_then(|event| event.location.as_deref())];
    let place = place.into_iter().flatten().map(line).collect::<Vec<_>>().join(", ");
    if !place.is_empty() {
        event.append_property(text_property("LOCATION", &place));
    }
    let names: Vec<String> = talk.speakers.iter().map(|speaker| line(&speaker.name)).collect();
    if !names.is_empty() {
        event.append_property(text_property("DESCRIPTION", &names.join(", ")));
    }
    if let Some(url) = talk.url.as_deref().and_then(web_address) {
        event.append_property(Property::new("URL", url));
    }
    Some(event.done())
}

fn text_property(key: &str, value: &str) -> Property {
    let mut property = Property::new(key, value);
    if key.starts_with("X-") {
        property.append_parameter(ValueType::Text);
    }
    property.done()
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `20310512T080000Z` where the zone is known, else `20310512T100000`.
fn stamp(local: DateTime, zone: Option<&TimeZone>) -> String {
    let instant: Option<Timestamp> = zone.and_then(|zone| zone.to_timestamp(local).ok());
    match instant {
        Some(instant) => TimeZone::UTC.to_datetime(instant).strftime("%Y%m%dT%H%M%SZ").to_string(),
        None => local.strftime("%Y%m%dT%H%M%S").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::LinkedEvent;
    use crate::model::Speaker;

    #[test]
    fn talks_become_events_in_the_zone_of_their_conference() {
        let speakers = vec![Speaker { name: "Bo Lind".into(), ..Speaker::default() }];
        let talk = LinkedTalk {
            id: "ferrocon-2031/fog".into(),
            title: "Fog, rain; and hail".into(),
            event: Some(0),
            date: Some("2031-05-12".into()),
            start: Some("14:00".into()),
            duration_minutes: Some(45),
            room: Some("Anvil".into()),
            url: Some("https://ferrocon.example/2".into()),
            abstract_: Some("Wet.".into()),
            speakers,
            ..LinkedTalk::default()
        };
        let unplaced = LinkedTalk { id: "x".into(), title: "Some day".into(), ..LinkedTalk::default() };
        let event =
            LinkedEvent { zone: Some("Europe/Berlin".into()), location: Some("Old Quay".into()), ..LinkedEvent::default() };
        let mut catalogue = Catalogue { events: vec![event], talks: vec![talk, unplaced], ..Catalogue::default() };
        let (bytes, left_out) = calendar(&catalogue, &[0, 1], "Mine");
        let text = String::from_utf8(bytes).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        #[rustfmt::skip]
        assert_eq!(lines, [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "CALSCALE:GREGORIAN", "DESCRIPTION:Bo Lind", "DTSTAMP:20310512T140000Z",
            "DTSTART:20310512T120000Z", "DURATION:PT45M", "END:VCALENDAR", "END:VEVENT", "LOCATION:Anvil\\, Old Quay",
            "PRODID:-//hallway//EN", "SUMMARY:Fog\\, rain\\; and hail", "UID:ferrocon-2031/fog@hallway",
            "URL:https://ferrocon.example/2", "VERSION:2.0", "X-WR-CALNAME;VALUE=TEXT:Mine",
        ]);
        assert_eq!(left_out, ["Some day"]);
        catalogue.events[0].zone = None;
        assert!(String::from_utf8(calendar(&catalogue, &[0], "Mine").0).unwrap().contains("\r\nDTSTART:20310512T140000\r\n"));
    }
}
