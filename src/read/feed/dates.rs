//! The dates of feeds, as they are written and not as they should be.
//!
//! RFC 3339, RFC 2822 and ISO 8601 with the liberties that feeds take: single digits, names of zones, `24:00`, two-digit
//! years, swapped days and months, parts of a date alone, months of other languages. A part that is missing is its first:
//! `2031-05` is the first of May; a time without zone is UTC's. What stays ambiguous (`01/02/2031`) is no date.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// The longest text that is looked at.
const LONGEST: usize = 120;

/// Reads a feed's date; RFC 3339 in UTC, seconds at most.
pub(crate) fn read_date(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let text = from_east_asian(text);
    let stamp = read_iso(&text.text, text.zone).or_else(|| read_words(&text.text))?;
    Some(stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// A text in which the date's own signs were replaced.
struct Prepared {
    text: String,
    /// The zone that the script means, in seconds.
    zone: i32,
}

/// Turns `2031년 5월 28일 오후 1:31` and `2031年5月28日` into `2031-5-28 pm 1:31`.
fn from_east_asian(text: &str) -> Prepared {
    if text.is_ascii() {
        return Prepared { text: text.to_ascii_lowercase(), zone: 0 };
    }
    let is_korean = text.chars().any(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let mut text = text.to_lowercase();
    for (sign, plain) in [
        ("오전", " am "),
        ("午前", " am "),
        ("上午", " am "),
        ("오후", " pm "),
        ("午後", " pm "),
        ("下午", " pm "),
        ("년", "-"),
        ("年", "-"),
        ("월", "-"),
        ("月", "-"),
        ("일", " "),
        ("日", " "),
        ("시", ":"),
        ("時", ":"),
        ("时", ":"),
        ("분", ":"),
        ("分", ":"),
        ("초", " "),
        ("秒", " "),
        ("：", ":"),
        ("−", "-"),
        ("\u{a0}", " "),
    ] {
        text = text.replace(sign, plain);
    }
    let mut joined = String::with_capacity(text.len());
    for c in text.chars() {
        // The blanks after the signs of year and month go with them.
        if !(c == ' ' && joined.ends_with('-')) {
            joined.push(c);
        }
    }
    Prepared { text: joined, zone: if is_korean { 9 * 3600 } else { 0 } }
}

/// Dates that begin with the year, and a time after them if any.
fn read_iso(text: &str, script_zone: i32) -> Option<Timestamp> {
    let date_end =
        text.find(|c: char| c == 't' && text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || c.is_whitespace());
    let (date, rest) = match date_end {
        // The T of a month's name (`október`) has letters on both sides.
        Some(_) => split_date(text),
        None => (text, ""),
    };
    let date = iso_date(date)?;
    let clock = read_clock(rest.trim())?;
    stamp(date, clock, script_zone)
}

/// Parts the date from the time: at a blank, or at a `t` between digits.
fn split_date(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let after = bytes.get(index + 1).copied().unwrap_or(b' ');
        let before = index.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let parts =
            byte.is_ascii_whitespace() || *byte == b't' && before.is_ascii_digit() && (after.is_ascii_digit() || after == b' ');
        if parts {
            return (&text[..index], &text[index + 1..]);
        }
    }
    (text, "")
}

/// A calendar, ordinal or week date, whole or in part, extended or basic.
fn iso_date(text: &str) -> Option<Date> {
    let text = text.trim_end_matches(['z', ',', '-', '.']);
    if let Some(short) = text.strip_prefix('-') {
        // `-31-05` and `-3105`: a year of this century without its hundreds.
        let digits: String = short.chars().filter(|c| *c != '-').collect();
        return match digits.len() {
            2 => civil(two_digit_year(number(&digits)?), 1, 1),
            4 => civil(two_digit_year(number(digits.get(..2)?)?), number(digits.get(2..)?)?, 1),
            _ => None,
        };
    }
    let pieces: Vec<&str> = text.split(['-', '/', '.']).collect();
    if !pieces.first()?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match *pieces.as_slice() {
        [whole] => basic_date(whole),
        [year, week] if week.starts_with('w') => week_date(year, week, "1"),
        [year, week, day] if week.starts_with('w') => week_date(year, week, day),
        [year, day] if day.len() == 3 && is_number(day) => ordinal_date(full_year(year)?, day),
        [year, month] if year.len() == 4 => civil(number(year)?, month_of(month)?, 1),
        [year, month, day] if year.len() == 4 => civil(number(year)?, month_of(month)?, number(day)?),
        [year, month, day] if year.len() == 2 && day.len() == 2 => civil(full_year(year)?, number(month)?, number(day)?),
        [year, month, day] if day.len() == 4 && is_number(month) => day_month_year(number(year)?, number(month)?, number(day)?),
        _ => None,
    }
}

fn basic_date(text: &str) -> Option<Date> {
    if let Some((year, week)) = text.split_once('w') {
        return week_date(year, week.get(..2)?, week.get(2..).filter(|day| !day.is_empty()).unwrap_or("1"));
    }
    if !is_number(text) {
        return None;
    }
    match text.len() {
        4 => civil(number(text)?, 1, 1),
        5 => ordinal_date(full_year(text.get(..2)?)?, text.get(2..)?),
        6 => civil(full_year(text.get(..2)?)?, number(text.get(2..4)?)?, number(text.get(4..)?)?),
        7 => ordinal_date(number(text.get(..4)?)?, text.get(4..)?),
        8 => civil(number(text.get(..4)?)?, number(text.get(4..6)?)?, number(text.get(6..)?)?),
        14 => civil(number(text.get(..4)?)?, number(text.get(4..6)?)?, number(text.get(6..8)?)?),
        _ => None,
    }
}

fn week_date(year: &str, week: &str, day: &str) -> Option<Date> {
    use jiff::civil::{ISOWeekDate, Weekday};
    let week = week.trim_start_matches('w').parse().ok()?;
    let day = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    Some(ISOWeekDate::new(i16::try_from(full_year(year)?).ok()?, week, day).ok()?.date())
}

fn ordinal_date(year: i64, day: &str) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, 1, 1).ok()?.with().day_of_year(day.parse().ok()?).build().ok()
}

/// Only where one of the two can be no month is it known which is which.
fn day_month_year(first: i64, second: i64, year: i64) -> Option<Date> {
    match (first > 12, second > 12) {
        (true, false) => civil(year, second, first),
        (false, true) => civil(year, first, second),
        (false, false) if first == second => civil(year, first, second),
        _ => None,
    }
}

/// Dates of words and numbers in any order: RFC 2822, asctime, and what people make of them.
fn read_words(text: &str) -> Option<Timestamp> {
    let mut date = (None, None, None);
    let mut clock = Clock::default();
    let mut has_clock = false;
    let mut numbers: Vec<(&str, i64)> = Vec::new();
    // A comment in brackets says nothing that the zone does not: `+0200 (CEST)`.
    let text = text.split('(').next()?.trim();
    let words = text.split([' ', ',', '\t', '\n', '\r', ';']).filter(|word| !word.is_empty());
    for word in words {
        if word.contains(':') && !word.starts_with(['+', '-']) && word.starts_with(|c: char| c.is_ascii_digit()) {
            clock = Clock { afternoon: clock.afternoon, zone: clock.zone, ..read_clock_word(word)?.over(&clock) };
            has_clock = true;
        } else if has_clock && word.starts_with(['+', '-']) {
            clock.zone = Some(read_offset(word)?);
        } else if let Some(found) = iso_date(word).filter(|_| word.contains(['/', '-'])) {
            date = (Some(i64::from(found.year())), Some(i64::from(found.month())), Some(i64::from(found.day())));
        } else if word.contains(['-', '/', '.'])
            && !word.starts_with("etc/")
            && word.split(['-', '/', '.']).filter(|piece| !piece.is_empty()).count() > 1
        {
            for piece in word.split(['-', '/', '.']).filter(|piece| !piece.is_empty()) {
                match month_word(piece) {
                    Some(month) => date.1 = Some(month),
                    None => numbers.push((piece, number(piece)?)),
                }
            }
        } else if let Some(digits) = ordinal_number(word) {
            numbers.push((digits, number(digits)?));
        } else if let Some(month) = month_word(word).filter(|_| date.1.is_none()) {
            date.1 = Some(month);
        } else if matches!(word, "am" | "a.m." | "pm" | "p.m.") {
            clock.afternoon = Some(word.starts_with('p'));
        } else if let Some(zone) = read_zone(word).filter(|_| has_clock || !numbers.is_empty()) {
            clock.zone = Some(zone);
        } else if has_clock || word.contains(|c: char| c.is_ascii_digit()) {
            // A zone that nobody knows would put the time hours off.
            return None;
        } else if !numbers.is_empty()
            && !matches!(word, "de" | "at" | "of" | "um" | "kl" | "kl." | "às" | "à" | "the" | "del" | "alle")
        {
            return None;
        }
    }
    for (digits, value) in numbers {
        let is_year = digits.len() == 4 || value > 31 || date.2.is_some();
        match () {
            () if is_year && date.0.is_none() => date.0 = Some(if digits.len() <= 2 { two_digit_year(value) } else { value }),
            () if !is_year && date.2.is_none() => date.2 = Some(value),
            () => return None,
        }
    }
    stamp(civil(date.0?, date.1?, date.2?)?, clock, 0)
}

/// `5`, `05`, `5th`, `5.`
fn ordinal_number(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == 'º');
    let suffix = &word[digits.len()..];
    (is_number(digits) && matches!(suffix, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º")).then_some(digits)
}

/// A time of day with its zone.
#[derive(Debug, Clone, Copy, Default)]
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    afternoon: Option<bool>,
    /// Seconds east of Greenwich.
    zone: Option<i32>,
}

impl Clock {
    /// Itself, with the zone and half of the day of `before` where it has none.
    fn over(self, before: &Clock) -> Clock {
        Clock { afternoon: self.afternoon.or(before.afternoon), zone: self.zone.or(before.zone), ..self }
    }
}

/// The time behind a date: clock, half of the day and zone, parted by blanks or not.
fn read_clock(text: &str) -> Option<Clock> {
    let mut clock = Clock::default();
    let mut has_clock = false;
    let text = text.split('(').next()?.trim();
    for word in text.split_whitespace() {
        let word = word.trim_matches(',');
        if word.starts_with(|c: char| c.is_ascii_digit()) && !has_clock {
            clock = read_clock_word(word)?.over(&clock);
            has_clock = true;
        } else if matches!(word, "am" | "pm") {
            clock.afternoon = Some(word == "pm");
        } else if word.starts_with(['+', '-']) && word.len() > 1 {
            clock.zone = Some(read_offset(word)?);
        } else if !matches!(word, "" | "-" | "t" | "at") {
            clock.zone = Some(read_zone(word)?);
        }
    }
    Some(clock)
}

/// `7:55`, `07:55:45.123+02:00`, `0755z`, `7:55pm`
fn read_clock_word(word: &str) -> Option<Clock> {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(word.len());
    let (digits, rest) = word.split_at(end);
    let digits = digits.trim_end_matches([':', '.', ',']);
    let mut clock = Clock::default();
    if digits.contains(':') {
        let mut pieces = digits.split(':');
        clock.hour = number(pieces.next()?)?;
        clock.minute = number(pieces.next()?)?;
        let second = pieces.next().unwrap_or("0");
        clock.second = number(second.split(['.', ',']).next()?)?;
    } else {
        let whole = digits.split(['.', ',']).next()?;
        let piece = |from: usize| whole.get(from..from + 2).map_or(Some(0), number);
        if !matches!(whole.len(), 2 | 4 | 6) {
            return None;
        }
        (clock.hour, clock.minute, clock.second) = (piece(0)?, piece(2)?, piece(4)?);
    }
    match rest {
        "" => {}
        "am" | "pm" => clock.afternoon = Some(rest == "pm"),
        rest if rest.starts_with(['+', '-']) => clock.zone = Some(read_offset(rest)?),
        rest => clock.zone = Some(read_zone(rest)?),
    }
    Some(clock)
}

/// `+02:00`, `-0800`, `+2`, `+05:30`; in seconds.
fn read_offset(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.trim_start_matches(['+', '-']).chars().filter(|c| *c != ':').collect();
    if !is_number(&digits) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 => digits.split_at(1),
        4 => digits.split_at(2),
        6 => (digits.get(..2)?, digits.get(2..4)?),
        _ => return None,
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    (seconds <= 15 * 3600).then_some(sign * seconds)
}

/// A zone's name, or one with an offset behind it (`gmt+2`); in seconds.
fn read_zone(word: &str) -> Option<i32> {
    let word = word.strip_prefix("etc/").unwrap_or(word);
    if let Some(at) = word.find(['+', '-'])
        && matches!(&word[..at], "gmt" | "utc" | "ut" | "z")
    {
        return read_offset(&word[at..]);
    }
    let word = word.trim_end_matches('.');
    if word.len() == 1 {
        // RFC 2822 §4.3: nobody knows which sign the letters of the military meant.
        return word.bytes().next().filter(u8::is_ascii_alphabetic).map(|_| 0);
    }
    #[rustfmt::skip]
    const ZONES: &[(&str, i32)] = &[
        ("gmt", 0), ("utc", 0), ("ut", 0), ("utz", 0), ("uct", 0), ("wet", 0), ("zulu", 0), ("universal", 0),
        ("bst", 100), ("west", 100), ("cet", 100), ("met", 100), ("mez", 100), ("wat", 100), ("cest", 200), ("mest", 200),
        ("mesz", 200), ("eet", 200), ("sast", 200), ("cat", 200), ("eest", 300), ("msk", 300), ("eat", 300), ("trt", 300),
        ("msd", 400), ("gst", 400), ("samt", 400), ("pkt", 500), ("yekt", 500), ("ist", 530), ("npt", 545), ("omst", 600), ("ict", 700),
        ("wib", 700), ("krat", 700), ("hkt", 800), ("sgt", 800), ("awst", 800), ("pht", 800), ("myt", 800), ("jst", 900), ("kst", 900),
        ("acst", 930), ("aest", 1000), ("acdt", 1030), ("aedt", 1100), ("nzst", 1200), ("nzdt", 1300),
        ("brt", -300), ("art", -300), ("clst", -300), ("clt", -400), ("nst", -330), ("ndt", -230),
        ("at", -400), ("ast", -400), ("adt", -300), ("et", -500), ("est", -500), ("edt", -400), ("ct", -600), ("cst", -600), ("cdt", -500),
        ("mt", -700), ("mst", -700), ("mdt", -600), ("pt", -800), ("pst", -800), ("pdt", -700), ("akst", -900), ("akdt", -800),
        ("hst", -1000),
    ];
    let (_, offset) = ZONES.iter().find(|(name, _)| *name == word)?;
    Some(offset / 100 * 3600 + offset % 100 * 60)
}

fn stamp(date: Date, clock: Clock, script_zone: i32) -> Option<Timestamp> {
    let hour = match clock.afternoon {
        Some(true) if clock.hour < 12 => clock.hour + 12,
        Some(false) if clock.hour == 12 => 0,
        _ => clock.hour,
    };
    // Midnight at the end of the day, and leap seconds: both are the first moment of what follows.
    let (hour, days) = if hour == 24 && clock.minute == 0 && clock.second == 0 { (0, 1) } else { (hour, 0) };
    let (second, leap) = if clock.second == 60 { (59, 1) } else { (clock.second, 0) };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(clock.minute).ok()?, i8::try_from(second).ok()?, 0).ok()?;
    let utc = date.to_datetime(time).to_zoned(TimeZone::UTC).ok()?.timestamp();
    let seconds = days * 86_400 + leap - i64::from(clock.zone.unwrap_or(script_zone));
    let stamp = utc.checked_add(SignedDuration::from_secs(seconds)).ok()?;
    let year = stamp.to_zoned(TimeZone::UTC).year();
    (1..=9999).contains(&year).then_some(stamp)
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|date| date.year() > 0)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str) -> Option<i64> {
    if is_number(text) { text.parse().ok() } else { None }
}

fn full_year(text: &str) -> Option<i64> {
    let year = number(text)?;
    Some(if text.len() == 2 { two_digit_year(year) } else { year })
}

fn two_digit_year(year: i64) -> i64 {
    match year {
        0..=89 => year + 2000,
        90..=99 => year + 1900,
        year => year,
    }
}

fn month_of(text: &str) -> Option<i64> {
    number(text).or_else(|| month_word(text))
}

/// The month that a word names, in the languages that feeds were seen to use.
fn month_word(word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.');
    #[rustfmt::skip]
    const MONTHS: [&str; 12] = [
        "jan january januar januari janvier janv enero ene gennaio gen janeiro január ιαν ιανουαρίου января янв styczeń stycznia ledna ocak jänner",
        "feb february februar februari février fevrier févr fév febrero febbraio fevereiro fev február februári φεβ φεβρουαρίου февраля фев luty lutego února şubat",
        "mar march märz maerz mär mrz maart mrt mars marzo março március μαρ μάρ μάώ μαώ μαρτίου марта мар marca března mart",
        "apr april avril avr abril abr aprile április απρ απριλίου апреля апр kwiecień kwietnia dubna nisan",
        "may mai mei mayo maj maggio mag maio május máujus μάι μάϊ μαϊ μαι μαΐου мая май maja května mayıs",
        "jun june juni juin junio giugno giu junho június ιούν ιον ιουν ιουνίου июня июн czerwiec czerwca června haziran",
        "jul july juli juillet juil julio luglio lug julho július ιούλ ιολ ιουλ ιουλίου июля июл lipiec lipca července temmuz",
        "aug august augustus août aout agosto ago augusti augusztus αύγ αυγ αυγούστου августа авг sierpień sierpnia srpna ağustos",
        "sep sept september septembre septiembre settembre set setembro szeptember σεπ σεπτεμβρίου сентября сен сент wrzesień września září eylül",
        "oct okt october oktober octobre octubre ottobre ott outubro out október οκτ οκτωβρίου октября окт październik października října ekim",
        "nov november novembre noviembre novembro νοέ νοε νοεμβρίου ноября ноя listopad listopada listopadu kasım",
        "dec dez december dezember décembre decembre déc diciembre dic dicembre dezembro δεκ δεκεμβρίου декабря дек grudzień grudnia prosince aralık",
    ];
    let found = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i64::try_from(found).ok().map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_feeds_write_them() {
        #[rustfmt::skip]
        let table = [
            // RFC 3339 and its liberties
            ("2031-05-28T07:05:09Z",                   "2031-05-28T07:05:09Z"),
            ("2031-05-28T07:05:09.25Z",                "2031-05-28T07:05:09Z"),
            ("2031-05-28T07:05:09+02:00",              "2031-05-28T05:05:09Z"),
            ("2031-05-28T07:05:09-0800",               "2031-05-28T15:05:09Z"),
            ("2031-05-28t07:05:09z",                   "2031-05-28T07:05:09Z"),
            ("2031-05-28 07:05:09",                    "2031-05-28T07:05:09Z"),
            ("2031-05-28 07:05:09.0",                  "2031-05-28T07:05:09Z"),
            ("2031-05-28 07:05:09 +0100",              "2031-05-28T06:05:09Z"),
            ("2031-05-28 07:05:09 UTC",                "2031-05-28T07:05:09Z"),
            ("2031-05-28 07:05:09 EST",                "2031-05-28T12:05:09Z"),
            ("2031-05-28T7:05Z",                       "2031-05-28T07:05:00Z"),
            ("2031-5-8T07:05Z",                        "2031-05-08T07:05:00Z"),
            ("2031-05-28T24:00:00Z",                   "2031-05-29T00:00:00Z"),
            ("2031-12-31T23:59:60Z",                   "2032-01-01T00:00:00Z"),
            ("2031-05-28T07:05:09-05",                 "2031-05-28T12:05:09Z"),
            ("\n 2031-05-28T07:05:09Z ",               "2031-05-28T07:05:09Z"),
            // Parts and forms of ISO 8601
            ("2031",                                   "2031-01-01T00:00:00Z"),
            ("2031-05",                                "2031-05-01T00:00:00Z"),
            ("2031-05-28",                             "2031-05-28T00:00:00Z"),
            ("20310528",                               "2031-05-28T00:00:00Z"),
            ("20310528T070509Z",                       "2031-05-28T07:05:09Z"),
            ("2031-148",                               "2031-05-28T00:00:00Z"),
            ("2031148",                                "2031-05-28T00:00:00Z"),
            ("2031-W22-3",                             "2031-05-28T00:00:00Z"),
            ("2031W223",                               "2031-05-28T00:00:00Z"),
            ("31-05-28",                               "2031-05-28T00:00:00Z"),
            ("310528",                                 "2031-05-28T00:00:00Z"),
            ("-3105",                                  "2031-05-01T00:00:00Z"),
            ("2031/05/28 07:05",                       "2031-05-28T07:05:00Z"),
            // RFC 2822 and its sins
            ("Wed, 28 May 2031 07:05:09 GMT",          "2031-05-28T07:05:09Z"),
            ("Wed, 28 May 2031 07:05:09 +0000",        "2031-05-28T07:05:09Z"),
            ("Wed, 28 May 2031 07:05:09 +0200 (CEST)", "2031-05-28T05:05:09Z"),
            ("28 May 2031 07:05:09 EST",               "2031-05-28T12:05:09Z"),
            ("Wed, 28 May 2031 07:05 CEST",            "2031-05-28T05:05:00Z"),
            ("Sun, 28 May 2031 7:5:9 GMT",             "2031-05-28T07:05:09Z"), // the wrong weekday
            ("Wed, 28 May 31 07:05:09 PDT",            "2031-05-28T14:05:09Z"),
            ("Wed, 28 May 99 07:05:09 Z",              "1999-05-28T07:05:09Z"),
            ("Wednesday, 28 January 2031 07:05:09 GMT","2031-01-28T07:05:09Z"),
            ("Wed,28 May 2031 07:05:09 GMT",           "2031-05-28T07:05:09Z"),
            ("Wed May 28 2031 07:05:09 GMT",           "2031-05-28T07:05:09Z"),
            ("Wed, May 28, 2031",                      "2031-05-28T00:00:00Z"),
            ("May 28th, 2031 7:05 pm",                 "2031-05-28T19:05:00Z"),
            ("28-May-2031 07:05:09",                   "2031-05-28T07:05:09Z"),
            ("Wed, 28-May-31 07:05:09 GMT",            "2031-05-28T07:05:09Z"),
            ("Wed, 28 May 2031 07:05:09 GMT+2",        "2031-05-28T05:05:09Z"),
            ("Wed, 28 May 2031 24:00 GMT",             "2031-05-29T00:00:00Z"),
            ("Wed, 2031/05/28 07:05:09 EDT",           "2031-05-28T11:05:09Z"),
            ("28 May 2031",                            "2031-05-28T00:00:00Z"),
            // asctime
            ("Wed May 28 07:05:09 2031",               "2031-05-28T07:05:09Z"),
            ("Wed May  8 07:05:09 PST 2031",           "2031-05-08T15:05:09Z"),
            // Other languages
            ("2031년 05월 28일  07:05:09",              "2031-05-27T22:05:09Z"),
            ("2031-05-28 오후 11:05:09",                "2031-05-28T14:05:09Z"),
            ("2031-05-28 오전 07:05:09",                "2031-05-27T22:05:09Z"),
            ("2031年5月28日",                           "2031-05-28T00:00:00Z"),
            ("Τετ, 28 Μάι 2031 07:05:09 EST",          "2031-05-28T12:05:09Z"),
            ("2031-július-13T9:15-05:00",              "2031-07-13T14:15:00Z"),
            ("2031-október-13T09:15-05:00",            "2031-10-13T14:15:00Z"),
            ("28. Mai 2031",                           "2031-05-28T00:00:00Z"),
            ("mié, 28 mayo 2031 07:05:09 +0200",       "2031-05-28T05:05:09Z"),
            ("28/05/2031",                             "2031-05-28T00:00:00Z"),
        ];
        for (text, expected) in table {
            assert_eq!(read_date(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_or_several_is_none() {
        for text in [
            "",
            "last week",
            "01/02/2031",
            "2031-13-01",
            "2031-02-30",
            "Wed, 32 May 2031 07:05:09 GMT",
            "2031-05-28T25:00:00Z",
            "Wed, 28 May 2031 07:05:09 XQZ",
            "May",
            "0000-00-00 00:00:00",
            "99999999999999999999",
            "-",
            "T",
            "日",
            "%date%",
        ] {
            assert_eq!(read_date(text), None, "{text:?}");
        }
    }
}
