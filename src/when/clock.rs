//! Clock times and spans of them.

use crate::folded::fold;

/// How a clock time was written, which says how far it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// `9:00`, `14h30`, `9 Uhr`, `14時`.
    Surely,
    /// `2pm`; what `pm` said is already in the minutes.
    Halved,
    /// `9.30`.
    Dotted,
    /// `0930`.
    Glued,
    /// `9`, of use only before a span's end.
    Bare,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Minutes since midnight.
    pub(super) minutes: u32,
    /// Bytes that it takes.
    len: usize,
    written: Written,
}

impl Clock {
    fn text(self) -> String {
        format!("{:02}:{:02}", self.minutes / 60 % 24, self.minutes % 60)
    }
}

/// Reads a clock time at the very beginning of `text`.
fn clock_at(text: &str) -> Option<Clock> {
    const HALVES: [(&str, u32); 8] =
        [("午前", 0), ("午後", 12), ("上午", 0), ("下午", 12), ("晚上", 12), ("早上", 0), ("오전", 0), ("오후", 12)];
    if text.starts_with(|c: char| c.is_ascii() && !c.is_ascii_digit()) {
        return None;
    }
    let halves = if text.starts_with(|c: char| c.is_ascii()) { &[] } else { HALVES.as_slice() };
    for (word, add) in halves {
        if let Some(rest) = text.strip_prefix(*word) {
            let blank = rest.len() - rest.trim_start().len();
            let clock = clock_at(rest.trim_start())?;
            let hours = clock.minutes / 60;
            let minutes = if hours < 12 { clock.minutes + add * 60 } else { clock.minutes };
            return Some(Clock { minutes, len: word.len() + blank + clock.len, written: Written::Surely });
        }
    }
    let (hours, hour_len) = digits_at(text)?;
    let rest = &text[hour_len..];
    if hour_len == 4 {
        let (hour, minute) = (hours / 100, hours % 100);
        if hour > 23 || minute > 59 {
            return None;
        }
        let unit = ["hrs", " hrs", "h", " Uhr", "Uhr"].iter().find(|unit| rest.starts_with(**unit)).map_or(0, |unit| unit.len());
        let written = if unit > 0 { Written::Surely } else { Written::Glued };
        return Some(Clock { minutes: hour * 60 + minute, len: 4 + unit, written });
    }
    if hour_len > 2 || hours > 24 {
        return None;
    }
    let (minute, mut len, mut written) = minutes_after(rest).map_or((0, 0, Written::Bare), |found| found);
    len += hour_len;
    let tail = &text[len..];
    if let Some((half, half_len)) = half_at(tail) {
        if (1..=12).contains(&hours) {
            return Some(Clock { minutes: (hours % 12 + half) * 60 + minute, len: len + half_len, written: Written::Halved });
        }
    } else if let Some(unit) = [" Uhr", "Uhr", " uhr", " uur", " u."].iter().find(|unit| tail.starts_with(**unit)) {
        len += unit.len();
        written = Written::Surely;
        // "9 Uhr 30"
        if let Some((more, digits)) =
            digits_at(text[len..].trim_start()).filter(|&(more, digits)| minute == 0 && digits == 2 && more < 60)
        {
            let blank = text[len..].len() - text[len..].trim_start().len();
            let after = &text[len + blank + digits..];
            if blank == 1 && !after.starts_with([':', '.']) {
                return Some(Clock { minutes: hours * 60 + more, len: len + blank + digits, written });
            }
        }
    }
    if text[len..].starts_with(|c: char| c.is_ascii_digit()) || (hours == 24 && minute > 0) {
        return None;
    }
    Some(Clock { minutes: hours * 60 + minute, len, written })
}

/// What stands between the hour and the minutes, and the minutes: (minutes, bytes, how).
fn minutes_after(rest: &str) -> Option<(u32, usize, Written)> {
    let first = rest.chars().next()?;
    let two = |at: usize| digits_at(&rest[at..]).filter(|&(value, digits)| digits == 2 && value < 60).map(|(value, _)| value);
    match first {
        ':' | '：' => {
            let at = first.len_utf8();
            let minute = two(at)?;
            let seconds = rest[at + 2..].strip_prefix(':').and_then(digits_at).filter(|&(_, digits)| digits == 2);
            Some((minute, at + 2 + seconds.map_or(0, |_| 3), Written::Surely))
        }
        'h' | 'H' => {
            let tail = &rest[1..];
            match two(1) {
                Some(minute) => Some((minute, 3, Written::Surely)),
                None if tail.starts_with(|c: char| c.is_alphanumeric()) => None,
                None => Some((0, 1, Written::Surely)),
            }
        }
        ' ' if rest.starts_with(" h ") && two(3).is_some() => Some((two(3)?, 5, Written::Surely)),
        '.' => two(1).filter(|_| !rest[3..].starts_with(['.', '/'])).map(|minute| (minute, 3, Written::Dotted)),
        '時' | '点' | '點' | '시' => {
            let at = first.len_utf8();
            let tail = &rest[at..];
            if tail.starts_with(['間', '間']) {
                return None;
            }
            if tail.starts_with('半') {
                return Some((30, at + '半'.len_utf8(), Written::Surely));
            }
            match digits_at(tail).filter(|&(value, digits)| digits <= 2 && value < 60) {
                Some((minute, digits)) => {
                    let unit = tail[digits..].chars().next().filter(|c| matches!(c, '分' | '분')).map_or(0, char::len_utf8);
                    Some((minute, at + digits + unit, Written::Surely))
                }
                None => Some((0, at, Written::Surely)),
            }
        }
        _ => None,
    }
}

/// "am" or "pm": (hours to add, bytes).
fn half_at(text: &str) -> Option<(u32, usize)> {
    let blank = text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let rest = &text[blank..];
    let lower: String = rest.chars().take(5).collect::<String>().to_ascii_lowercase();
    let (word, half) = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12), ("a.m", 0), ("p.m", 12)]
        .into_iter()
        .find(|(word, _)| lower.starts_with(word))?;
    let after = rest[word.len()..].chars().next();
    (blank <= 4 && !after.is_some_and(char::is_alphanumeric)).then_some((half, blank + word.len()))
}

/// The decimal number that begins `text`: (value, digits). None where it is longer than six digits.
pub(super) fn digits_at(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    text[..digits].parse().ok().map(|value| (value, digits))
}

/// A start and perhaps an end at the beginning of `text`, and the bytes that they take.
pub(super) fn span_at(text: &str) -> Option<(Clock, Option<Clock>, usize)> {
    let start = with_zone(text, clock_at(text)?);
    let rest = &text[start.len..];
    if let Some((end, len)) = span_end(rest) {
        let trusted = end.written != Written::Bare || start.written == Written::Surely && rest.len() == len;
        let alike = start.written == end.written
            || matches!(start.written, Written::Surely | Written::Bare | Written::Dotted) && end.written == Written::Halved
            || start.written == Written::Bare && end.written == Written::Surely
            || start.written == Written::Halved && end.written == Written::Surely
            || start.written == Written::Dotted && end.written == Written::Surely
            || start.written == Written::Glued && end.written == Written::Surely
            || start.written == Written::Surely && end.written == Written::Dotted && end.minutes > start.minutes;
        if trusted && alike && !(start.written == Written::Bare && end.written == Written::Bare) {
            let start =
                if end.written == Written::Halved && start.written != Written::Halved { halve_like(start, end) } else { start };
            return Some((start, Some(end), start.len + len));
        }
    }
    (start.written != Written::Bare).then_some((start, None, start.len))
}

/// `clock` at the beginning of `text` with the time zone that stands behind it: "8:00am PST", "14:00 (CEST)".
fn with_zone(text: &str, clock: Clock) -> Clock {
    const ZONES: [&str; 37] = [
        "UTC", "GMT", "CET", "CEST", "MEZ", "MESZ", "BST", "WET", "WEST", "EET", "EEST", "MSK", "EST", "EDT", "CST", "CDT",
        "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "JST", "KST", "SGT", "HKT", "AEST", "AEDT", "ACST", "AWST", "NZST",
        "NZDT", "BRT", "SAST", "IST", "PKT",
    ];
    // Two letters could be a word of a title in capitals.
    const SHORT: [&str; 4] = ["ET", "CT", "MT", "PT"];
    let rest = &text[clock.len..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    let opened = usize::from(rest[blank..].starts_with('('));
    let name = &rest[blank + opened..];
    let name = &name[..name.bytes().take_while(u8::is_ascii_uppercase).count()];
    let known = !name.is_empty() && ZONES.contains(&name) || clock.written == Written::Halved && SHORT.contains(&name);
    let after = &rest[blank + opened + name.len()..];
    let closed = usize::from(opened == 1 && after.starts_with(')'));
    let whole = opened == closed && !after.starts_with(char::is_alphanumeric);
    let trusted = matches!(clock.written, Written::Surely | Written::Halved | Written::Dotted);
    if !(known && whole && trusted && blank <= 2) {
        return clock;
    }
    Clock { len: clock.len + blank + opened + name.len() + closed, ..clock }
}

/// "9:00 – 9:45 PM": what the end says of its half of the day holds for the start, unless it would come later.
fn halve_like(start: Clock, end: Clock) -> Clock {
    let hours = start.minutes / 60;
    let afternoon = Clock { minutes: (hours % 12 + 12) * 60 + start.minutes % 60, ..start };
    if hours > 12 || end.minutes < 12 * 60 || afternoon.minutes > end.minutes { start } else { afternoon }
}

fn span_end(rest: &str) -> Option<(Clock, usize)> {
    let blank = rest.len() - rest.trim_start().len();
    let tail = &rest[blank..];
    let words = [
        "to ",
        "bis ",
        "à ",
        "a ",
        "til ",
        "till ",
        "until ",
        "tot ",
        "às ",
        "ate ",
        "até ",
        "alle ",
        "hasta las ",
        "a las ",
        "och ",
        "jusqu'à ",
        "and ",
    ];
    let marks = ["--", "-", "–", "—", "~", "〜", "～", "→", "−", "から", "至", "到", "bis"];
    let mark = marks.iter().find(|mark| tail.starts_with(**mark)).map(|mark| mark.len());
    let mark = mark.or_else(|| words.iter().find(|word| blank > 0 && tail.starts_with(**word)).map(|word| word.len()))?;
    let after = &tail[mark..];
    let gap = after.len() - after.trim_start().len();
    let end = with_zone(after.trim_start(), clock_at(after.trim_start())?);
    Some((end, blank + mark + gap + end.len))
}

/// Every place in `text` where a clock time may begin.
pub(super) fn clock_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let previous = before.replace(c);
        let begins = c.is_ascii_digit() || matches!(c, '午' | '上' | '下' | '晚' | '早' | '오');
        let free = match previous {
            None => true,
            Some('T') => text[..at].len() >= 2 && text.as_bytes()[..at - 1].last().is_some_and(u8::is_ascii_digit),
            Some(p) => {
                !(p.is_ascii_alphanumeric()
                    || matches!(p, '.' | ':' | '/' | '#' | '$' | '€' | '£' | '+')
                    || p == '-'
                        && text[..at - 1].ends_with(|c: char| {
                            c.is_ascii_digit() && at > 5 && text.as_bytes().get(at.saturating_sub(4)) == Some(&b'-')
                        }))
            }
        };
        (begins && free).then_some(at)
    })
}

/// Is a span trusted where it stands in running text?
pub(super) fn is_told(text: &str, at: usize, start: Clock, end: Option<Clock>) -> bool {
    let whole = text.trim().len() == text[at..].trim().len() && text[at + start.len..].trim().is_empty();
    match start.written {
        Written::Surely | Written::Halved => true,
        Written::Bare => end.is_some_and(|end| matches!(end.written, Written::Surely | Written::Halved)),
        Written::Dotted => whole || end.is_some() || ends_with_at_word(&text[..at]),
        Written::Glued => end.is_some() && !(is_yearlike(start) && end.is_some_and(is_yearlike)) || whole && !is_yearlike(start),
    }
}

fn is_yearlike(clock: Clock) -> bool {
    (19 * 60..21 * 60).contains(&clock.minutes)
}

fn ends_with_at_word(before: &str) -> bool {
    let folded = fold(before.get(before.len().saturating_sub(12)..).unwrap_or(""));
    matches!(
        folded.rsplit(' ').next().unwrap_or(""),
        "at" | "um" | "kl" | "ab" | "alle" | "ore" | "om" | "time" | "zeit" | "uhrzeit"
    )
}

/// Finds the first clock time in `text`, as `HH:MM`.
///
/// Knows `9:00`, `09h30`, `14h`, `9.30 Uhr`, `2:00 PM`, `2pm`, `0930` and `9.30` where nothing else stands, `午後2時`.
pub fn find_time(text: &str) -> Option<String> {
    find_span(text).map(|(start, _)| start)
}

/// Finds the first clock time in `text` and the end of its span where it has one: `09:00-09:45`, `9:00 – 9:45 AM`,
/// `de 11h45 à 12h30`. An hour without `am` or `pm` is taken as written.
pub fn find_span(text: &str) -> Option<(String, Option<String>)> {
    clock_starts(text).find_map(|at| {
        let (start, end, _) = span_at(&text[at..])?;
        is_told(text, at, start, end).then(|| (start.text(), end.map(Clock::text)))
    })
}

/// Whether `text` is a clock time or a span of two, and nothing else.
pub(crate) fn is_time(text: &str) -> bool {
    leading_time(text).is_some_and(|(_, _, rest)| rest.is_empty())
}

/// A clock time or span that begins a heading or line, and what stands after it: `10:35 Title`, `[14:00] Title`,
/// `14:00 - 14:45 | Title`, `1525:`.
///
/// Never the number that begins a title: "2001: A Space Odyssey", "10 things", "3.5 reasons".
pub fn leading_time(text: &str) -> Option<(String, Option<String>, &str)> {
    const OPEN: [char; 12] = ['`', '*', '_', '[', '(', '【', '（', '〔', '•', '⏰', '🕐', '🕒'];
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || OPEN.contains(&c));
    let opened = text.trim_start().len() != body.len();
    let (body, announced) = without_at_word(body);
    let (start, end, len) = span_at(body)?;
    let rest = &body[len..];
    let closed = rest.trim_start_matches(['`', '*', '_', ']', ')', '】', '）', '〕']);
    // "10:00. Ada Brookfield": a full stop ends what plainly is a time.
    let stopped = closed.strip_prefix('.').filter(|rest| start.written == Written::Surely && rest.starts_with(' '));
    let closed = stopped.unwrap_or(closed);
    let after = closed.trim_start();
    let marked = after.starts_with([':', '：', '-', '–', '—', '|', '·', '•', '/', '→', '›', '>', ',', '~']);
    let apart = after.is_empty() || marked || closed.len() != after.len() || closed.len() != rest.len() || is_wide(closed);
    let sure = match start.written {
        Written::Surely | Written::Halved => true,
        Written::Bare => end.is_some() || announced && marked,
        Written::Dotted => {
            // "13.30  Parsing Fog": set apart as a column is.
            let column = rest.starts_with("  ") || rest.starts_with('\t') || body.starts_with('0');
            start.minutes % 5 == 0
                && (end.is_some() || announced || marked || column || opened && closed.len() != rest.len() || after.is_empty())
        }
        Written::Glued => {
            let certain = end.is_some() || after.is_empty() || opened && closed.len() != rest.len() || body.starts_with('0');
            // "2030-2031 (online)" are years.
            let years = end.is_some_and(|end| is_yearlike(start) && (start.minutes..start.minutes + 10).contains(&end.minutes));
            !years && (marked || certain) && start.minutes % 5 == 0 && (!is_yearlike(start) || certain)
        }
    };
    // "At 9:30 we left", "Um 9:30, nach dem Kaffee": a sentence.
    let told = announced && after.starts_with(|c: char| c.is_lowercase() || c == ',');
    if !(sure && apart) || told {
        return None;
    }
    let rest = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '·' | '•' | '→' | '›' | ',' | '~' | '`')
    });
    // "- what comes next" after "10:00 -- " keeps nothing of the dashes; an emphasised title keeps its opening mark.
    Some((start.text(), end.map(Clock::text), rest.trim_end()))
}

/// "Ore 9.30", "Kl. 10:15", "À 14h30": `text` behind the word that announces a time, and whether there was one.
fn without_at_word(text: &str) -> (&str, bool) {
    const WORDS: [&str; 13] = ["ore", "alle", "alle ore", "kl", "klo", "um", "ab", "om", "at", "à", "a las", "às", "godz"];
    // Most texts begin with no time.
    let Some(end) = text.bytes().take(11).position(|byte| byte.is_ascii_digit()) else { return (text, false) };
    let (word, time) = text.split_at(end);
    let said = || word.trim_end().trim_end_matches('.').to_lowercase();
    match word.ends_with(' ') && WORDS.contains(&said().as_str()) {
        true => (time, true),
        false => (text, false),
    }
}

fn is_wide(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic())
}
