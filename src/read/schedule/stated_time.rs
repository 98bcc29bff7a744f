//! Times as schedule data state them: ISO dates, clock times, iCalendar stamps, Unix seconds, ranges and lengths.
//!
//! A time with an offset is told in the event's zone where the data name one, else as it stands. Zones come from the
//! compiled-in database, so that every machine gives the same hour. Nothing is guessed: `04/05/2031` has no date.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// A date, a clock time, or both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The calendar day.
    pub(crate) date: Option<Date>,
    /// Local time.
    pub(crate) time: Option<Time>,
}

impl Moment {
    /// `YYYY-MM-DD`.
    pub(crate) fn date_text(&self) -> Option<String> {
        self.date.map(|date| date.to_string())
    }

    /// `HH:MM`.
    pub(crate) fn time_text(&self) -> Option<String> {
        self.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
    }

    /// The minutes to `end`; without dates, an end before the start is on the next day. None for a day or more.
    pub(crate) fn minutes_until(&self, end: &Moment) -> Option<u32> {
        let (from, to) = (self.time?, end.time?);
        let of_day = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        let days = match (self.date, end.date) {
            (Some(a), Some(b)) => i64::from(a.until(b).ok()?.get_days()),
            _ => i64::from(of_day(to) < of_day(from)),
        };
        let minutes = days * 1440 + of_day(to) - of_day(from);
        u32::try_from(minutes).ok().filter(|minutes| (1..1440).contains(minutes))
    }
}

/// The zone named `name`, by its IANA name; a vendor's prefix before it (`/example.org/Europe/Berlin`) is ignored.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    let name = name.trim().trim_matches('"');
    let database = TimeZoneDatabase::bundled();
    let tail = name.rmatch_indices('/').nth(1).map(|(at, _)| &name[at + 1..]);
    [Some(name), tail].into_iter().flatten().filter(|name| name.len() < 64).find_map(|name| database.get(name).ok())
}

/// Reads a date, a clock time or both, and tells it in `zone` where the text fixes an instant.
pub(crate) fn moment(text: &str, zone: Option<&TimeZone>) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    if let Some(found) = unix(text, zone) {
        return Some(found);
    }
    let (date, rest) = match leading_date(text) {
        Some((date, rest)) => (Some(date), rest),
        None => (None, text),
    };
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '•']).trim_start_matches("at ").trim();
    if rest.is_empty() {
        return date.map(|date| Moment { date: Some(date), time: None });
    }
    let Some((time, rest)) = leading_time(rest, date.is_some()) else {
        return date.map(|date| Moment { date: Some(date), time: None });
    };
    let local = Moment { date, time: Some(time) };
    let (Some(date), Some(offset), Some(zone)) = (date, offset(rest), zone) else { return Some(local) };
    let told = offset.to_timestamp(DateTime::from_parts(date, time)).map(|instant| zone.to_datetime(instant));
    Some(told.map_or(local, |there| Moment { date: Some(there.date()), time: Some(there.time()) }))
}

/// Reads `10:00 - 10:45` and the like: start and end, or the start alone.
pub(crate) fn span(text: &str, zone: Option<&TimeZone>) -> Option<(Moment, Option<Moment>)> {
    let parts = [" - ", " – ", " — ", "–", "—", " to ", " bis ", " a ", " à "].iter().find_map(|mark| text.split_once(mark));
    let parts = parts.or_else(|| {
        text.split_once('-')
            .filter(|(from, to)| from.contains(':') && to.trim().contains(':') && to.trim().len() <= 8 && !from.contains('T'))
    });
    let Some((from, to)) = parts else { return Some((moment(text, zone)?, None)) };
    let mut start = moment(from, zone)?;
    let end = moment(to, zone);
    if let (Some(time), true) = (start.time, has_half(to) && !has_half(from)) {
        start.time = afternoon_like(time, end.and_then(|end| end.time));
    }
    Some((start, end))
}

fn has_half(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    text.ends_with("pm") || text.ends_with("p.m.")
}

/// In `1:30 - 2:15 pm` the start is an afternoon hour too, unless that would put it behind the end.
fn afternoon_like(start: Time, end: Option<Time>) -> Option<Time> {
    let later =
        Time::new(start.hour().checked_add(12).filter(|hour| *hour < 24).unwrap_or(start.hour()), start.minute(), 0, 0).ok()?;
    Some(if end.is_some_and(|end| later < end) { later } else { start })
}

/// Seconds or milliseconds since 1970.
fn unix(text: &str, zone: Option<&TimeZone>) -> Option<Moment> {
    if !(10..=13).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = if text.len() >= 12 { number / 1000 } else { number };
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    let there = zone.unwrap_or(&TimeZone::UTC).to_datetime(instant);
    Some(Moment { date: Some(there.date()), time: Some(there.time()) })
}

/// `2031-03-04`, `20310304`, `2031/3/4`, `04.03.2031`, `4 March 2031`, `March 4, 2031`, each behind a weekday or not.
fn leading_date(text: &str) -> Option<(Date, &str)> {
    let text = without_weekday(text);
    compact_date(text).or_else(|| numeric_date(text)).or_else(|| named_date(text)).or_else(|| spelled_date(text))
}

/// `4. März 2031`, `4 de marzo de 2031`, `2031年3月4日`: as texts write it.
fn spelled_date(text: &str) -> Option<(Date, &str)> {
    let found = crate::when::find_date(text, None).filter(|found| found.range.start == 0)?;
    Some((found.date.parse().ok()?, text.get(found.range.end..)?))
}

fn without_weekday(text: &str) -> &str {
    let word = text.split([' ', ',', '.']).next().unwrap_or_default();
    let is_short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.to_ascii_lowercase().starts_with(day));
    let is_weekday = is_short || crate::when::is_weekday(word);
    if is_weekday { text.get(word.len()..).unwrap_or_default().trim_start_matches([' ', ',', '.']) } else { text }
}

fn compact_date(text: &str) -> Option<(Date, &str)> {
    let digits = text.get(..8).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = text.get(8..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()?;
    Some((date, rest))
}

fn numeric_date(text: &str) -> Option<(Date, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.')).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let mark = head.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = head.trim_end_matches('.').split(mark).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<i16>().ok();
    let (a_number, b_number, c_number) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = match (a.len(), c.len(), mark) {
        (4, _, _) => (a_number, b_number, c_number),
        (_, 4, '.') => (c_number, b_number, a_number),
        // With slashes or hyphens the order is told only by a number over twelve.
        (_, 4, _) if a_number > 12 => (c_number, b_number, a_number),
        (_, 4, _) if b_number > 12 => (c_number, a_number, b_number),
        _ => return None,
    };
    Some((Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, rest))
}

fn named_date(text: &str) -> Option<(Date, &str)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = text;
    for _ in 0..3 {
        let word_end = rest.find([' ', ',']).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(word_end);
        let lower = word.to_lowercase();
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        if let Some(found) = MONTHS.iter().position(|name| lower.starts_with(name)) {
            month = i8::try_from(found + 1).ok();
        } else if digits.len() == 4 {
            year = digits.parse().ok();
        } else if !digits.is_empty() && !word.contains(':') {
            day = digits.parse().ok();
        } else {
            return None;
        }
        rest = tail.trim_start_matches([' ', ',']);
    }
    Some((Date::new(year?, month?, day?).ok()?, rest))
}

/// `10:30`, `9:05:00.5`, `103000`, `10.30`, `10h30`, `9 am`, `9:05pm`.
fn leading_time(text: &str, behind_date: bool) -> Option<(Time, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, mut minute, mut rest) = match digits {
        1 | 2 => (text[..digits].parse::<i8>().ok()?, None, &text[digits..]),
        // Four digits alone may be a year.
        4 | 6 if behind_date => (text[..2].parse().ok()?, text[2..4].parse::<i8>().ok(), &text[digits..]),
        _ => return None,
    };
    if minute.is_none() {
        let behind = rest.strip_prefix([':', '.', 'h', 'H', '：', '時']).unwrap_or_default();
        if let Some(found) = behind.get(..2).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
            minute = found.parse().ok();
            rest = &behind[2..];
            rest = rest.strip_prefix(':').and_then(|seconds| seconds.get(2..)).unwrap_or(rest);
            rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        }
    }
    let lower = rest.trim_start().to_ascii_lowercase();
    let half = ["am", "a.m", "pm", "p.m"].iter().find(|half| lower.starts_with(**half));
    let hour = match half.map(|half| half.starts_with('p')) {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    // A bare number is no clock time.
    if minute.is_none() && half.is_none() {
        return None;
    }
    let hour = if hour == 24 { 0 } else { hour };
    Some((Time::new(hour, minute.unwrap_or(0), 0, 0).ok()?, rest))
}

fn offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("gmt") {
        return Some(Offset::UTC);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).filter(char::is_ascii_digit).take(4).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |part| part.parse().ok())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// A stated length in minutes: `00:45`, `1:30:00`, `45`, `45 min`, `1h30`, `PT1H15M`, `1.5 hours`. None for a day or more.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    let found = clock_minutes(&text).or_else(|| unit_minutes(text.trim_start_matches("pt").trim_start_matches('p')));
    found.filter(|minutes| (1..1440).contains(minutes))
}

fn clock_minutes(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [minutes] => Some(*minutes),
        [hours, minutes] | [hours, minutes, _] => hours.checked_mul(60)?.checked_add(*minutes),
        [0, hours, minutes, _] => hours.checked_mul(60)?.checked_add(*minutes),
        _ => None,
    }
}

fn unit_minutes(text: &str) -> Option<u32> {
    let mut total = 0.0_f64;
    let mut rest = text.trim();
    let mut was_hours = false;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let number: f64 = rest[..digits].replace(',', ".").parse().ok()?;
        let unit_and_more = rest[digits..].trim_start_matches([' ', '-']);
        let unit_end = unit_and_more.find(|c: char| !c.is_alphabetic()).unwrap_or(unit_and_more.len());
        let unit = &unit_and_more[..unit_end];
        total += match unit {
            _ if unit.starts_with('h')
                || unit.starts_with("std")
                || unit.starts_with("stund")
                || unit.starts_with("ore")
                || unit.starts_with("uur") =>
            {
                was_hours = true;
                number * 60.0
            }
            _ if unit.starts_with('m') || unit == "分" || unit == "分钟" => number,
            "s" | "sec" | "seconds" => 0.0,
            "" if was_hours => number,
            _ => return None,
        };
        rest = unit_and_more[unit_end..].trim_start_matches([' ', '.', ',', 't']).trim_start_matches("and ");
    }
    (1.0..1440.0).contains(&total).then_some(total.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_the_events_zone() {
        #[rustfmt::skip]
        let table = [
            ("2031-03-04T10:30:00+01:00", None,                 Some("2031-03-04"), Some("10:30")),
            ("2031-03-04T09:30:00Z",      None,                 Some("2031-03-04"), Some("09:30")), // as it stands
            ("2031-03-04T09:30:00Z",      Some("Europe/Berlin"), Some("2031-03-04"), Some("10:30")),
            ("20310704T233000Z",          Some("Europe/Berlin"), Some("2031-07-05"), Some("01:30")), // summer time, next day
            ("2031-03-04 9:05 AM",        None,                 Some("2031-03-04"), Some("09:05")),
            ("12:15 pm",                  None,                 None,               Some("12:15")),
            ("Tuesday, March 4, 2031 2:00 PM", None,            Some("2031-03-04"), Some("14:00")),
            ("04.03.2031 14:00",          None,                 Some("2031-03-04"), Some("14:00")),
            ("13/04/2031",                None,                 Some("2031-04-13"), None),
            ("04/05/2031",                None,                 None,               None), // April or May
            ("1930383000",                None,                 Some("2031-03-04"), Some("09:30")),
            ("2031-02-30",                None,                 None,               None),
            ("25:00",                     None,                 None,               None),
            ("12",                        None,                 None,               None),
        ];
        for (text, name, date, time) in table {
            let found = moment(text, name.and_then(zone).as_ref()).unwrap_or_default();
            assert_eq!((found.date_text().as_deref(), found.time_text().as_deref()), (date, time), "{text:?}");
        }
    }

    #[test]
    fn lengths_are_read_and_never_guessed() {
        #[rustfmt::skip]
        let table = [
            ("00:45", Some(45)), ("1:30:00", Some(90)), ("45", Some(45)), ("PT1H15M", Some(75)), ("1h30", Some(90)),
            ("45 min", Some(45)), ("2 hours", Some(120)), ("1.5 h", Some(90)), ("00:00", None), ("long", None), ("99999", None),
            ("0:01:30:00", Some(90)),
        ];
        for (text, wanted) in table {
            assert_eq!(minutes(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn spans_give_a_start_and_an_end() {
        #[rustfmt::skip]
        let table = [
            ("10:00 - 10:45",      Some("10:00"), Some(45)),
            ("10:00-10:45",        Some("10:00"), Some(45)),
            ("23:40–00:10",        Some("23:40"), Some(30)),
            ("1:30 - 2:15 pm",     Some("13:30"), Some(45)),
            ("11:30 - 12:15 pm",   Some("11:30"), Some(45)),
            ("10:00",              Some("10:00"), None),
            ("2031-03-04T10:00:00-05:00", Some("10:00"), None),
        ];
        for (text, start, length) in table {
            let (from, to) = span(text, None).unwrap_or_default();
            assert_eq!(from.time_text().as_deref(), start, "{text:?}");
            assert_eq!(to.and_then(|to| from.minutes_until(&to)), length, "{text:?}");
        }
    }

    #[test]
    fn a_vendors_prefix_is_no_part_of_a_zones_name() {
        #[rustfmt::skip]
        let table = [("Europe/Berlin", true), ("/example.org/20310101_1/Europe/Berlin", true), ("UTC", true), ("Castle Time", false), ("../../etc/passwd", false)];
        for (name, known) in table {
            assert_eq!(zone(name).is_some(), known, "{name:?}");
        }
    }
}
