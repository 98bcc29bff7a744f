//! Dates, clock times, day labels and lengths, as documents write them in nine languages.
//!
//! Nothing is guessed: a date without a year needs the caller's, `3/4` is no date where nothing says which number is
//! the month, and `2:00` stays two in the night unless it says `PM`. Clock times are local, `HH:MM`; dates `YYYY-MM-DD`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::id::fold;

/// The seven weekdays, Monday first, then the months: full names and abbreviations of the Latin languages, folded.
#[rustfmt::skip]
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "mo", "lundi", "lun", "lunes", "maandag", "ma", "segunda", "segunda feira", "lunedi", "月曜日", "月曜", "星期一", "周一", "週一"],
    &["tuesday", "tue", "tues", "dienstag", "di", "mardi", "martes", "mar", "dinsdag", "terca", "terca feira", "martedi", "火曜日", "火曜", "星期二", "周二", "週二"],
    &["wednesday", "wed", "weds", "mittwoch", "mi", "mercredi", "mer", "miercoles", "mie", "woensdag", "wo", "quarta", "quarta feira", "mercoledi", "水曜日", "水曜", "星期三", "周三", "週三"],
    &["thursday", "thu", "thur", "thurs", "donnerstag", "do", "jeudi", "jeu", "jueves", "jue", "donderdag", "quinta", "quinta feira", "giovedi", "gio", "木曜日", "木曜", "星期四", "周四", "週四"],
    &["friday", "fri", "freitag", "fr", "vendredi", "ven", "viernes", "vie", "vrijdag", "vr", "sexta", "sexta feira", "venerdi", "金曜日", "金曜", "星期五", "周五", "週五"],
    &["saturday", "sat", "samstag", "sonnabend", "sa", "samedi", "sam", "sabado", "sab", "zaterdag", "za", "sabato", "土曜日", "土曜", "星期六", "周六", "週六"],
    &["sunday", "sun", "sonntag", "so", "dimanche", "dim", "domingo", "dom", "zondag", "zo", "domenica", "日曜日", "日曜", "星期日", "星期天", "周日", "週日"],
];

#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janner", "janvier", "janv", "enero", "ene", "januari", "janeiro", "gennaio", "gen"],
    &["february", "feb", "febr", "februar", "feber", "fevrier", "fevr", "fev", "febrero", "februari", "fevereiro", "febbraio"],
    &["march", "mar", "marz", "maerz", "mrz", "mars", "marzo", "maart", "mrt", "marco"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "mei", "maio", "maggio", "mag"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
    &["august", "aug", "aout", "agosto", "augustus", "ago", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre", "setembro", "set", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dezembro", "dicembre"],
];

/// Words that say "day" before or after its number.
#[rustfmt::skip]
const DAYS: &[&str] = &["day", "tag", "jour", "journee", "dia", "dag", "giorno", "giornata"];

/// Cardinal numbers as words, from one on.
#[rustfmt::skip]
const CARDINALS: [&[&str]; 7] = [
    &["one", "eins", "un", "une", "uno", "una", "een", "um", "uma", "i", "一"],
    &["two", "zwei", "deux", "dos", "twee", "dois", "duas", "due", "ii", "二"],
    &["three", "drei", "trois", "tres", "drie", "tre", "iii", "三"],
    &["four", "vier", "quatre", "cuatro", "quatro", "quattro", "iv", "四"],
    &["five", "funf", "cinq", "cinco", "vijf", "cinque", "五"],
    &["six", "sechs", "seis", "zes", "sei", "六"],
    &["seven", "sieben", "sept", "siete", "zeven", "sete", "sette", "七"],
];

/// Ordinal numbers as words, from first on.
#[rustfmt::skip]
const ORDINALS: [&[&str]; 7] = [
    &["first", "1st", "erster", "erste", "ersten", "premier", "premiere", "1er", "1ere", "1re", "primer", "primero", "primera", "eerste", "primeiro", "primeira", "primo", "prima"],
    &["second", "2nd", "zweiter", "zweite", "zweiten", "deuxieme", "seconde", "2e", "2eme", "segundo", "segunda", "tweede", "secondo", "seconda"],
    &["third", "3rd", "dritter", "dritte", "dritten", "troisieme", "3e", "3eme", "tercer", "tercero", "tercera", "derde", "terceiro", "terceira", "terzo", "terza"],
    &["fourth", "4th", "vierter", "vierte", "vierten", "quatrieme", "4e", "4eme", "cuarto", "cuarta", "vierde", "quarto", "quarta"],
    &["fifth", "5th", "funfter", "funfte", "funften", "cinquieme", "5e", "5eme", "quinto", "quinta", "vijfde"],
    &["sixth", "6th", "sechster", "sechste", "sixieme", "6e", "6eme", "sexto", "sexta", "zesde", "sesto"],
    &["seventh", "7th", "siebter", "siebte", "septieme", "7e", "7eme", "septimo", "zevende", "settimo"],
];

/// Words that a day's label may hold beside its weekday, number and date.
#[rustfmt::skip]
const DAY_FILLER: &[&str] = &[
    "of", "the", "and", "on", "conference", "main", "workshop", "workshops", "tutorial", "tutorials", "training", "trainings", "keynote", "keynotes", "session", "sessions", "talks", "talk", "final", "last", "hack", "sprint", "sprints", "community", "contributor", "unconference", "opening", "closing", "morning", "afternoon", "evening", "night", "am", "pm", "pre", "post", "preconference", "zero", "part", "half", "full", "schedule", "programme", "program", "agenda", "notes",
    "der", "die", "das", "den", "und", "letzter", "letzte", "konferenz", "vormittag", "nachmittag", "abend", "morgen", "programm", "vom", "am",
    "le", "la", "de", "du", "et", "dernier", "derniere", "matin", "matinee", "apres", "midi", "soir", "conferences", "ateliers",
    "el", "del", "y", "ultimo", "ultima", "manana", "tarde", "noche", "charlas", "talleres",
    "van", "en", "laatste", "ochtend", "middag", "avond", "o", "e", "do", "manha", "noite", "il", "mattina", "pomeriggio", "sera", "di",
];

/// Between the first and the last day.
const THROUGH: &[&str] =
    &["to", "bis", "au", "al", "a", "e", "y", "et", "and", "und", "en", "tot", "through", "till", "until", "thru"];

static WEEKDAY_OF: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| numbers_of(&WEEKDAYS));
static MONTH_OF: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| numbers_of(&MONTHS));
/// Whatever may stand in the label of a day.
static DAY_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let tables = [&WEEKDAYS[..], &MONTHS, &CARDINALS, &ORDINALS].into_iter().flatten().copied();
    tables.chain([DAYS, DAY_FILLER, THROUGH]).flatten().copied().collect()
});

/// The number of each row by its words, from one on; a word in two rows is of the first.
fn numbers_of(rows: &[&[&'static str]]) -> FxHashMap<&'static str, i8> {
    let numbered = (1..).zip(rows).collect::<Vec<_>>().into_iter().rev();
    numbered.flat_map(|(number, words)| words.iter().map(move |&word| (word, number))).collect()
}

/// 1 for Monday to 7 for Sunday, of a folded name or abbreviation. Abbreviations of two letters count only where
/// `short` says that the place asks for a weekday ("Mo, 3. Mai").
pub(crate) fn weekday_number(folded: &str, short: bool) -> Option<i8> {
    (short || folded.len() > 2).then(|| WEEKDAY_OF.get(folded).copied()).flatten()
}

/// 1 to 12 of a folded month's name or abbreviation.
pub(crate) fn month_number(folded: &str) -> Option<i8> {
    MONTH_OF.get(folded).copied()
}

/// The number of a folded word, in digits or words, cardinal or ordinal.
pub(crate) fn number_of(folded: &str) -> Option<u32> {
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if decimal && digits.len() <= 4 && is_ordinal_ending(&folded[digits.len()..]) {
        return digits.parse().ok();
    }
    let place = |table: &[&[&str]]| table.iter().position(|words| words.contains(&folded)).map(|at| at as u32 + 1);
    place(&CARDINALS).or_else(|| place(&ORDINALS))
}

fn is_ordinal(folded: &str) -> bool {
    ORDINALS.iter().any(|words| words.contains(&folded))
}

fn is_ordinal_ending(ending: &str) -> bool {
    matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "ere" | "re" | "e" | "eme" | "de" | "ste" | "o" | "a")
}

// ---- clock times -------------------------------------------------------------------------------------------------

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
struct Clock {
    /// Minutes since midnight.
    minutes: u32,
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
    for (word, add) in HALVES {
        if let Some(rest) = text.strip_prefix(word) {
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
fn digits_at(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    text[..digits].parse().ok().map(|value| (value, digits))
}

/// A start and perhaps an end at the beginning of `text`, and the bytes that they take.
fn span_at(text: &str) -> Option<(Clock, Option<Clock>, usize)> {
    let start = with_zone(text, clock_at(text)?);
    let rest = &text[start.len..];
    if let Some((end, len)) = span_end(rest) {
        let trusted = end.written != Written::Bare || start.written == Written::Surely && rest.len() == len;
        let alike = start.written == end.written
            || matches!(start.written, Written::Surely | Written::Bare | Written::Dotted) && end.written == Written::Halved
            || start.written == Written::Bare && end.written == Written::Surely
            || start.written == Written::Halved && end.written == Written::Surely
            || start.written == Written::Dotted && end.written == Written::Surely
            || start.written == Written::Glued && end.written == Written::Surely;
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
    let known = ZONES.contains(&name) || clock.written == Written::Halved && SHORT.contains(&name);
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
fn clock_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
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
fn is_told(text: &str, at: usize, start: Clock, end: Option<Clock>) -> bool {
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

/// A clock time or span that begins a heading or line, and what stands after it: `10:35 Title`, `[14:00] Title`,
/// `14:00 - 14:45 | Title`, `1525:`.
///
/// Never the number that begins a title: "2001: A Space Odyssey", "10 things", "3.5 reasons".
pub fn leading_time(text: &str) -> Option<(String, Option<String>, &str)> {
    const OPEN: [char; 12] = ['`', '*', '_', '[', '(', '【', '（', '〔', '•', '⏰', '🕐', '🕒'];
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || OPEN.contains(&c));
    let opened = text.trim_start().len() != body.len();
    let (start, end, len) = span_at(body)?;
    let rest = &body[len..];
    let closed = rest.trim_start_matches(['`', '*', '_', ']', ')', '】', '）', '〕']);
    let after = closed.trim_start();
    let marked = after.starts_with([':', '：', '-', '–', '—', '|', '·', '•', '/', '→', '›', '>', ',', '~']);
    let apart = after.is_empty() || marked || closed.len() != after.len() || closed.len() != rest.len() || is_wide(closed);
    let sure = match start.written {
        Written::Surely | Written::Halved => true,
        Written::Bare => end.is_some(),
        Written::Dotted => {
            // "13.30  Parsing Fog": set apart as a column is.
            let column = rest.starts_with("  ") || rest.starts_with('\t') || body.starts_with('0');
            start.minutes % 5 == 0
                && (end.is_some() || marked || column || opened && closed.len() != rest.len() || after.is_empty())
        }
        Written::Glued => {
            let certain = end.is_some() || after.is_empty() || opened && closed.len() != rest.len() || body.starts_with('0');
            // "2030-2031 (online)" are years.
            let years = end.is_some_and(|end| is_yearlike(start) && (start.minutes..start.minutes + 10).contains(&end.minutes));
            !years && (marked || certain) && start.minutes % 5 == 0 && (!is_yearlike(start) || certain)
        }
    };
    if !(sure && apart) {
        return None;
    }
    let rest = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '·' | '•' | '→' | '›' | ',' | '~' | '`')
    });
    // "- what comes next" after "10:00 -- " keeps nothing of the dashes; an emphasised title keeps its opening mark.
    Some((start.text(), end.map(Clock::text), rest.trim_end()))
}

fn is_wide(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic())
}

/// Finds how long a talk lasts, in minutes.
///
/// Knows `45 min`, `1h30`, `1.5 hours`, `90 Minuten`, `1時間30分` and a span of two clock times (`14:00-14:45`; one that
/// ends before it starts crosses midnight). Anything else is `None`: a start is not a length.
pub fn find_minutes(text: &str) -> Option<u32> {
    stated_minutes(text).or_else(|| spanned_minutes(text)).filter(|&minutes| minutes > 0 && minutes <= 16 * 60)
}

fn spanned_minutes(text: &str) -> Option<u32> {
    clock_starts(text).find_map(|at| {
        let (start, end, _) = span_at(&text[at..])?;
        let end = end.filter(|_| is_told(text, at, start, end))?;
        Some((end.minutes + 24 * 60 - start.minutes) % (24 * 60))
    })
}

fn stated_minutes(text: &str) -> Option<u32> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let (_, digits) = digits_at(&text[start..]).unwrap_or((0, 7));
        let free = start == 0 || !text[..start].ends_with([':', '.', ',', '-', '/']) || text[..start].ends_with(", ");
        if digits <= 3
            && free
            && let Some(minutes) = length_at(&text[start..])
        {
            return Some(minutes);
        }
        at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
    }
    let folded = fold(text);
    if !["hour", "stunde", "heure", "hora", "ora", "uur"].iter().any(|unit| folded.contains(unit)) {
        return None;
    }
    let folded = format!(" {folded} ");
    let words = [
        ("half an hour", 30),
        ("half hour", 30),
        ("halbe stunde", 30),
        ("demi heure", 30),
        ("media hora", 30),
        ("mezz ora", 30),
        ("half uur", 30),
        ("an hour and a half", 90),
        ("anderthalb stunden", 90),
        ("one hour", 60),
        ("one and a half hours", 90),
        ("two hours", 120),
        ("three hours", 180),
        ("eine stunde", 60),
        ("zwei stunden", 120),
        ("une heure", 60),
        ("una hora", 60),
    ];
    words.iter().find(|(words, _)| folded.contains(&format!(" {words} "))).map(|&(_, minutes)| minutes)
}

/// A number with a unit of time: "45 min", "1h30", "1.5 hours", "1時間30分".
fn length_at(text: &str) -> Option<u32> {
    let (whole, digits) = digits_at(text)?;
    let mut rest = &text[digits..];
    let mut tenths = 0;
    if let Some(tail) = rest.strip_prefix(['.', ',', '·'])
        && let Some((value, 1)) = digits_at(tail)
    {
        (tenths, rest) = (value, &tail[1..]);
    } else if let Some(tail) = rest.strip_prefix('½') {
        (tenths, rest) = (5, tail);
    }
    let body = rest.trim_start_matches([' ', '\u{a0}', '-', '‑', '+']);
    if let Some(tail) = body.strip_prefix("時間").or_else(|| body.strip_prefix("小时")).or_else(|| body.strip_prefix("小時"))
    {
        let more = digits_at(tail.trim_start())
            .filter(|&(_, len)| tail.trim_start()[len..].starts_with('分'))
            .map_or(0, |(value, _)| value);
        return Some(whole * 60 + more + if tail.starts_with('半') { 30 } else { 0 });
    }
    if body.starts_with('分') {
        return Some(whole);
    }
    let unit: String = body.chars().take_while(|c| c.is_alphabetic()).collect();
    let folded = fold(&unit);
    match folded.as_str() {
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" | "minuti" | "minuut" | "m" | "mn"
            if tenths == 0 =>
        {
            (folded != "m" || body.len() == rest.len()).then_some(whole)
        }
        "hour" | "hours" | "hr" | "hrs" | "stunde" | "stunden" | "std" | "heure" | "heures" | "hora" | "horas" | "uur"
        | "uren" | "ora" | "ore"
            if whole <= 12 =>
        {
            let after = body[unit.len()..].trim_start_matches(['.', ',', ' ']);
            let after = after.strip_prefix("and ").or_else(|| after.strip_prefix("und ")).unwrap_or(after);
            let more = if after.starts_with(|c: char| c.is_ascii_digit()) {
                length_at(after).filter(|&more| more < 60).unwrap_or(0)
            } else {
                0
            };
            Some(whole * 60 + tenths * 6 + more)
        }
        "h" if whole <= 4 => {
            let after = body[1..].trim_start();
            let more = digits_at(after).filter(|&(value, len)| len == 2 && value < 60).map_or(0, |(value, _)| value);
            Some(whole * 60 + tenths * 6 + more)
        }
        "" if rest.starts_with(['\'', '’', '′'])
            && whole >= 5
            && !rest[1..].starts_with(char::is_alphanumeric)
            && !rest.starts_with("''") =>
        {
            rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric()).then_some(whole)
        }
        _ => None,
    }
}

// ---- dates -------------------------------------------------------------------------------------------------------

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFound {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The last day of "7-10 October 2031", `YYYY-MM-DD`.
    pub end: Option<String>,
    /// The bytes of the text that it stands in.
    pub range: Range<usize>,
}

/// A day and month as written, perhaps with a year, an end and a weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Calendar {
    year: Option<i16>,
    month: i8,
    day: i8,
    end: Option<(i8, i8)>,
    weekday: Option<i8>,
    range: Range<usize>,
}

/// A run of digits or of letters, with its place.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Digits,
    Letters,
    Mark,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<u32> {
        (self.kind == TokenKind::Digits && self.text.len() <= 4).then(|| self.text.parse().ok()).flatten()
    }

    fn day(&self) -> Option<i8> {
        self.number().filter(|&value| (1..=31).contains(&value) && self.text.len() <= 2).map(|value| value as i8)
    }

    fn year(&self) -> Option<i16> {
        self.number().filter(|&value| self.text.len() == 4 && (1950..2100).contains(&value)).map(|value| value as i16)
    }
}

/// Digits, words and single marks; blanks are left out. A letter of a wide script stands alone.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for (start, c) in text.char_indices().take(4000) {
        let kind = if c.is_ascii_digit() {
            TokenKind::Digits
        } else if c.is_alphabetic() && (c as u32) < 0x2e80 {
            TokenKind::Letters
        } else if c.is_whitespace() {
            continue;
        } else {
            TokenKind::Mark
        };
        match tokens.last_mut() {
            Some(last) if last.kind == kind && kind != TokenKind::Mark && last.end() == start => {
                last.text = &text[last.start..start + c.len_utf8()]
            }
            _ => tokens.push(Token { text: &text[start..start + c.len_utf8()], start, kind }),
        }
    }
    tokens
}

/// Finds the first date in `text`; `year` is used where the text gives none.
///
/// Knows ISO dates, dates with a month's name in nine languages in either order, `04.05.`, `2024年3月19日`, and `3/17`
/// where a weekday or a number over twelve says which is the month. A weekday that contradicts a date whose year was
/// not written makes it none.
pub fn find_date(text: &str, year: Option<i16>) -> Option<DateFound> {
    written_dates(text, year).into_iter().find_map(|written| {
        let given = written.year.or(year)?;
        let date = Date::new(given, written.month, written.day).ok()?;
        if written.weekday.is_some_and(|weekday| date.weekday().to_monday_one_offset() != weekday) && written.year.is_none() {
            return None;
        }
        let end = written.end.and_then(|(month, day)| Date::new(given, month, day).ok()).filter(|&end| end > date);
        Some(DateFound { date: date.to_string(), end: end.map(|end| end.to_string()), range: written.range })
    })
}

/// Finds the first year in `text`: four digits from 1950 to 2099 that are no part of a larger number, or `'24`.
pub fn find_year(text: &str) -> Option<i16> {
    find_year_range(text).map(|(year, _)| year)
}

/// As [`find_year`], with the bytes that the year takes.
pub(crate) fn find_year_range(text: &str) -> Option<(i16, Range<usize>)> {
    let tokens = tokens(text);
    tokens.iter().enumerate().find_map(|(at, token)| {
        if token.kind != TokenKind::Digits {
            return None;
        }
        let before = text[..token.start].chars().next_back();
        let after = text[token.end()..].chars().next();
        if let Some(year) = token.year().filter(|&year| (1970..2060).contains(&year)) {
            let part = before.is_some_and(|c| {
                matches!(c, '.' | ',' | '#' | '$' | '€' | ':' | '+')
                    && at > 0
                    && !text[..token.start - c.len_utf8()].ends_with(char::is_alphabetic)
            }) || after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '%' | '€' | '$'))
                || after.is_some_and(|c| matches!(c, ':' | '.' | ','))
                    && text[token.end() + 1..].starts_with(|c: char| c.is_ascii_digit());
            return (!part).then(|| (year, token.start..token.end()));
        }
        let short =
            token.text.len() == 2 && matches!(before, Some('\'' | '’' | '‘')) && !after.is_some_and(char::is_alphanumeric);
        if short && let Some(value) = token.number() {
            let year = if value >= 70 { 1900 + value } else { 2000 + value } as i16;
            let start = text[..token.start].char_indices().next_back().map_or(token.start, |(start, _)| start);
            return Some((year, start..token.end()));
        }
        None
    })
}

fn written_dates(text: &str, hint: Option<i16>) -> Vec<Calendar> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found: Vec<Calendar> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read = year_first(&tokens, at)
            .or_else(|| wide_date(&tokens, at))
            .or_else(|| named_month(&tokens, at))
            .or_else(|| numeric(text, &tokens, at, hint));
        match read {
            Some((mut written, next)) => {
                widen_to_weekday(&tokens, &mut written);
                at = next.max(at + 1);
                found.push(written);
            }
            None => at += 1,
        }
    }
    found
}

/// Where a day, a date and clock times that end `text` begin: "Ada Brookfield, Quay Tuesday, March 19th • 11:05 - 11:30".
pub(crate) fn trailing_when(text: &str) -> usize {
    // Most texts end in a word that tells no time.
    let last = text.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    if last.len() > 3 && last.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let folded = last.to_ascii_lowercase();
        if month_number(&folded).is_none() && weekday_number(&folded, false).is_none() {
            return text.len();
        }
    }
    let tokens = tokens(text);
    let mut start = tokens.len();
    let (mut day, mut digits) = (false, false);
    while let Some(token) = start.checked_sub(1).and_then(|before| tokens.get(before)) {
        let folded = fold(token.text);
        let named = token.kind == TokenKind::Letters
            && (month_number(&folded).is_some_and(|_| token.text.starts_with(char::is_uppercase))
                || weekday_number(&folded, false).is_some_and(|_| folded.len() > 4 || digits));
        let small = token.kind == TokenKind::Letters
            && (matches!(folded.as_str(), "am" | "pm" | "h" | "uhr")
                || digits && is_ordinal_ending(&folded) && !folded.is_empty());
        let mark = token.kind == TokenKind::Mark
            && matches!(token.text, "," | "•" | "·" | "-" | "–" | "—" | ":" | "." | "/" | "|" | "@");
        let number = token.kind == TokenKind::Digits;
        if !(named || small || mark || number) {
            break;
        }
        (day, digits) = (day || named || token.text == ":", digits || number);
        start -= 1;
    }
    // Marks before the first word or number belong to it; a bracket left open does not.
    match tokens.get(start) {
        Some(first) if day && start > 0 => first.start,
        _ => text.len(),
    }
}

fn valid(month: u32, day: u32) -> Option<(i8, i8)> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month as i8, day as i8))
}

/// `2024-03-19`, `2024/3/19`, `2024.03.19`.
fn year_first(tokens: &[Token<'_>], at: usize) -> Option<(Calendar, usize)> {
    let [year, mark, month, mark2, day, ..] = tokens.get(at..)? else { return None };
    let same = mark.text == mark2.text && matches!(mark.text, "-" | "/" | "." | "‑");
    let tight = year.end() == mark.start && month.end() == mark2.start && mark2.end() == day.start;
    let given = year.year().filter(|_| same && tight)?;
    let (month, number) = valid(month.number()?, day.number()?)?;
    Some((Calendar { year: Some(given), month, day: number, end: None, weekday: None, range: year.start..day.end() }, at + 5))
}

/// `2024年3月19日`, `3月19日〜21日`.
fn wide_date(tokens: &[Token<'_>], at: usize) -> Option<(Calendar, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.text));
    let number = |at: usize| tokens.get(at).and_then(Token::number);
    let mut next = at;
    let year = tokens.get(at)?.year().filter(|_| is(at + 1, &["年", "년"]));
    if year.is_some() {
        next += 2;
    }
    let month = number(next).filter(|_| is(next + 1, &["月", "월"]))?;
    let day = number(next + 2)?;
    let (month, day) = valid(month, day)?;
    next += 3;
    if is(next, &["日", "号", "號", "일"]) {
        next += 1;
    }
    let mut end = None;
    if is(next, &["〜", "～", "-", "–", "~", "至", "到", "、", "・"]) {
        if let Some(other) = number(next + 1)
            .and_then(|_| number(next + 3))
            .filter(|_| is(next + 2, &["月", "월"]))
            .and_then(|last| valid(number(next + 1)?, last))
        {
            end = Some(other);
            next += 4 + usize::from(is(next + 4, &["日", "号", "號", "일"]));
        } else if let Some(last) =
            number(next + 1).filter(|_| is(next + 2, &["日", "号", "號", "일"])).and_then(|last| valid(month as u32, last))
        {
            end = Some(last);
            next += 3;
        }
    }
    let last = tokens.get(next - 1)?.end();
    Some((Calendar { year, month, day, end, weekday: None, range: tokens[at].start..last }, next))
}

/// `March 19 - 22, 2024`, `7–10 October 2023`, `le 12 novembre 2014`, `30 April – 2 May`.
fn named_month(tokens: &[Token<'_>], at: usize) -> Option<(Calendar, usize)> {
    let token = tokens.get(at)?;
    if token.kind == TokenKind::Letters { month_first(tokens, at) } else { day_first(tokens, at) }
}

fn month_at(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Letters)?;
    month_number(&fold(token.text))
}

/// Jumps over an ordinal's ending and full stop: the index after "19th" or "19.".
fn after_day(tokens: &[Token<'_>], at: usize) -> usize {
    let mut next = at + 1;
    let glued = |next: usize| tokens.get(next).is_some_and(|token| token.start == tokens[next - 1].end());
    if glued(next) && tokens[next].kind == TokenKind::Letters && is_ordinal_ending(&fold(tokens[next].text)) {
        next += 1;
    }
    if glued(next) && matches!(tokens[next].text, "." | "º" | "ª" | "°") {
        next += 1;
    }
    next
}

fn is_through(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "~" | "/" | "&" | "+" | "−") || THROUGH.contains(&fold(text).as_str())
}

fn year_after(tokens: &[Token<'_>], mut at: usize) -> Option<(i16, usize)> {
    if tokens.get(at).is_some_and(|token| matches!(token.text, "," | "." | "/")) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| matches!(fold(token.text).as_str(), "de" | "of" | "del")) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| matches!(token.text, "'" | "’"))
        && let Some(value) = tokens.get(at + 1).filter(|token| token.text.len() == 2).and_then(Token::number)
    {
        return Some((2000 + value as i16, at + 2));
    }
    tokens.get(at).and_then(Token::year).map(|year| (year, at + 1))
}

fn month_first(tokens: &[Token<'_>], at: usize) -> Option<(Calendar, usize)> {
    let month = month_at(tokens, at)?;
    let word = tokens[at].text;
    // "may 3" and "set 5" in lower case are words of a sentence.
    if word.len() <= 5 && word.starts_with(char::is_lowercase) {
        return None;
    }
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|token| token.text == ".") {
        next += 1;
    }
    if tokens.get(next).is_some_and(|token| fold(token.text) == "the") {
        next += 1;
    }
    let day = tokens.get(next)?.day()?;
    let day_at = next;
    next = after_day(tokens, next);
    if tokens.get(next).is_some_and(|token| token.text == ":" && token.start == tokens[day_at].end()) {
        return None;
    }
    let mut last = next;
    let mut end = None;
    if tokens.get(next).is_some_and(|token| is_through(token.text) || token.text == ",") {
        let other_month = month_at(tokens, next + 1);
        let day_at = next + 1 + usize::from(other_month.is_some());
        let listed = tokens[next].text == ",";
        if let Some(until) = tokens.get(day_at).and_then(Token::day).filter(|&until| !listed || until == day + 1)
            && tokens.get(day_at + 1).is_none_or(|token| token.text != ":")
        {
            end = Some((other_month.unwrap_or(month), until));
            last = after_day(tokens, day_at);
        }
    }
    let (year, last) = year_after(tokens, last).map_or((None, last), |(year, last)| (Some(year), last));
    let range = tokens[at].start..tokens.get(last - 1)?.end();
    Some((Calendar { year, month, day, end, weekday: None, range }, last))
}

fn day_first(tokens: &[Token<'_>], at: usize) -> Option<(Calendar, usize)> {
    let day = tokens.get(at)?.day()?;
    let mut next = after_day(tokens, at);
    let mut days = vec![day];
    let mut first_month = None;
    let skip_of = |next: usize| {
        next + usize::from(tokens.get(next).is_some_and(|token| matches!(fold(token.text).as_str(), "de" | "of" | "d" | "di")))
    };
    while days.len() < 5 && month_at(tokens, skip_of(next)).is_none() {
        let joined = tokens.get(next).is_some_and(|token| is_through(token.text) || token.text == ",");
        let other = tokens.get(next + 1).and_then(Token::day).filter(|_| joined)?;
        days.push(other);
        next = after_day(tokens, next + 1);
    }
    next = skip_of(next);
    let mut month = month_at(tokens, next)?;
    next += 1;
    let dot =
        |next: usize| {
            next + usize::from(tokens.get(next).is_some_and(|token| {
                token.text == "." && token.start == tokens[next - 1].end() && tokens[next - 1].text.len() <= 4
            }))
        };
    next = dot(next);
    // "30 April – 2 May"
    if days.len() == 1 && tokens.get(next).is_some_and(|token| is_through(token.text)) {
        let later = tokens.get(next + 1).and_then(Token::day).map(|later| (later, skip_of(after_day(tokens, next + 1))));
        if let Some((later, at_month)) = later
            && let Some(other) = month_at(tokens, at_month)
        {
            days.push(later);
            first_month = Some(month);
            month = other;
            next = dot(at_month + 1);
        }
    }
    let (year, last) = year_after(tokens, next).map_or((None, next), |(year, last)| (Some(year), last));
    let until = days.last().copied().filter(|_| days.len() > 1);
    let written = Calendar {
        year,
        month: first_month.unwrap_or(month),
        day,
        end: until.map(|until| (month, until)),
        weekday: None,
        range: tokens[at].start..tokens.get(last - 1)?.end(),
    };
    Some((written, last))
}

/// `04.05.`, `4.5.2031`, `3/17`, `17/3/2031`, `19-03-2031`.
fn numeric(text: &str, tokens: &[Token<'_>], at: usize, hint: Option<i16>) -> Option<(Calendar, usize)> {
    let [first, mark, second, rest @ ..] = tokens.get(at..)? else { return None };
    let tight = first.end() == mark.start && mark.end() == second.start;
    let (a, b) = (first.number()?, second.number()?);
    if !tight || first.text.len() > 2 || second.text.len() > 2 || is_inside_number(text, first.start) {
        return None;
    }
    let year = match rest {
        [again, year, ..] if again.text == mark.text && second.end() == again.start && again.end() == year.start => {
            year.year().or_else(|| short_year(year)).map(|found| (found, year.end()))
        }
        [again, year, ..] if again.text == "." && second.end() == again.start && year.year().is_some() => {
            year.year().map(|found| (found, year.end()))
        }
        [year, ..] if second.end() < year.start && year.year().is_some() && mark.text != "." => {
            year.year().map(|found| (found, year.end()))
        }
        _ => None,
    };
    let next = at + 3 + if year.is_some() { 2 } else { 0 };
    let mut end = year.map_or(second.end(), |(_, end)| end);
    let (month, day) = match mark.text {
        "." => {
            let dotted = rest.first().is_some_and(|token| token.text == "." && token.start == second.end());
            if year.is_none() {
                // "1.2." ends a sentence on a version; "1.2.3" is one.
                let padded = first.text.len() == 2 && second.text.len() == 2;
                let placed = padded || text[..first.start].trim().is_empty() || is_date_word_before(tokens, at);
                let longer = dotted && text[second.end() + 1..].starts_with(|c: char| c.is_alphanumeric());
                if longer || !(dotted && placed || weekday_beside(tokens, at, at + 3).is_some()) {
                    return None;
                }
                end += usize::from(dotted);
            }
            valid(b, a)?
        }
        "-" => {
            year?;
            valid(b, a)?
        }
        "/" => {
            let weekday = weekday_beside(tokens, at, at + 3);
            // Where nothing but a fraction would be read, a date must begin its line or stand by its weekday.
            let alone = text[..first.start].trim().is_empty()
                || weekday.is_some()
                || text[..first.start].trim_end().ends_with(['(', '（', ':', '-', '–', '—', '|', ',']);
            if year.is_none() && (!alone || (a, b) == (24, 7)) {
                return None;
            }
            let given = year.map(|(year, _)| year).or(hint);
            month_and_day(a, b, given, weekday, text)?
        }
        _ => return None,
    };
    Some((Calendar { year: year.map(|(year, _)| year), month, day, end: None, weekday: None, range: first.start..end }, next))
}

/// A word or bracket that a date stands behind: "am 1.2.", "(1.2.)".
fn is_date_word_before(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|token| {
        matches!(token.text, "(" | "|" | "–" | "—" | "-" | ":" | ",")
            || matches!(fold(token.text).as_str(), "am" | "vom" | "den" | "der" | "bis" | "ab")
    })
}

fn short_year(token: &Token<'_>) -> Option<i16> {
    token.number().filter(|_| token.text.len() == 2).map(|value| 2000 + value as i16)
}

fn is_inside_number(text: &str, start: usize) -> bool {
    text[..start].ends_with(['.', '/', '-', '#', 'v'])
        && !text[..start].trim_end_matches(['.', '/', '-', '#', 'v']).ends_with(' ')
        || text[..start].ends_with(char::is_alphanumeric)
}

/// Which of two numbers is the month: what only one order allows, what the weekday proves, what `PM` tells of an author.
fn month_and_day(a: u32, b: u32, year: Option<i16>, weekday: Option<i8>, text: &str) -> Option<(i8, i8)> {
    let orders = [valid(a, b), valid(b, a)];
    match orders {
        [Some(american), Some(european)] if american != european => {
            let fits = |(month, day): (i8, i8)| {
                let date = year.and_then(|year| Date::new(year, month, day).ok());
                weekday.is_some() && date.map(|date| date.weekday().to_monday_one_offset()) == weekday
            };
            match (fits(american), fits(european)) {
                (true, false) => Some(american),
                (false, true) => Some(european),
                _ => {
                    let folded = fold(text);
                    let halves = folded.split(' ').any(|word| {
                        matches!(word, "am" | "pm")
                            || word.ends_with("pm") && word.starts_with(|c: char| c.is_ascii_digit())
                            || word.ends_with("am") && word.starts_with(|c: char| c.is_ascii_digit())
                    });
                    halves.then_some(american)
                }
            }
        }
        [american, european] => american.or(european),
    }
}

/// The weekday that stands right before or behind the tokens `from..to`.
fn weekday_beside(tokens: &[Token<'_>], from: usize, to: usize) -> Option<i8> {
    let skipped = |token: &&Token<'_>| {
        matches!(token.text, "," | "(" | "（" | ")" | "." | "-" | "–" | "—" | "/" | "|")
            || matches!(fold(token.text).as_str(), "the" | "den" | "der" | "le" | "el" | "il" | "dem" | "on")
    };
    let word = |token: &Token<'_>| {
        (token.kind == TokenKind::Letters)
            .then(|| weekday_number(&fold(token.text), token.text.starts_with(char::is_uppercase)))
            .flatten()
    };
    let before = tokens[..from].iter().rev().take(4).find(|token| !skipped(token)).and_then(word);
    let after = || {
        let token = tokens.get(to..)?.iter().take(4).find(|token| !skipped(token))?;
        word(token).or_else(|| wide_weekday(token, tokens.get(to)?))
    };
    before.or_else(after)
}

/// The weekday in "3月19日（火）".
fn wide_weekday(token: &Token<'_>, bracket: &Token<'_>) -> Option<i8> {
    if !matches!(bracket.text, "(" | "（") {
        return None;
    }
    ["月", "火", "水", "木", "金", "土", "日"].iter().position(|day| *day == token.text).map(|at| at as i8 + 1)
}

fn widen_to_weekday(tokens: &[Token<'_>], written: &mut Calendar) {
    let from = tokens.iter().position(|token| token.start >= written.range.start).unwrap_or(0);
    let to = tokens.iter().position(|token| token.start >= written.range.end).unwrap_or(tokens.len());
    written.weekday = weekday_beside(tokens, from, to);
}

// ---- day labels --------------------------------------------------------------------------------------------------

/// The label of one of the days of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLabel {
    /// As the document writes it, without marks around it.
    pub label: String,
    /// The day's number, where the label has one: 2 for "day 02 of 03".
    pub index: Option<u32>,
    /// The weekday, where the label has one.
    pub weekday: Option<Weekday>,
    /// `YYYY-MM-DD`, where the label gives the year as well.
    pub date: Option<String>,
}

/// Is the whole of `text` the label of a day: "Monday", "Day 1 - Monday 4th May", "Tag 2 (Freitag)", "1日目"?
pub fn day_label(text: &str) -> Option<DayLabel> {
    let text = text.trim();
    if text.is_empty() || text.len() > 72 && text.chars().count() > 72 || !may_name_a_day(text) {
        return None;
    }
    let label = text
        .trim_matches(|c: char| {
            matches!(c, '*' | '_' | '`' | ':' | '：' | '#' | '=' | '-' | '–' | '—' | '[' | ']' | '.' | '/' | '|' | '~')
                || c.is_whitespace()
        })
        .to_owned();
    let (outside, date) = without_date(text);
    let mut index = wide_index(&outside);
    let mut weekday = date.as_ref().and_then(|date| date.weekday);
    let mut named = date.is_some() || index.is_some();
    let outside = if index.is_some() { wide_rest(&outside) } else { outside };
    let folded = split_glued(&fold(&outside));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut used = vec![false; words.len()];
    for (at, word) in words.iter().enumerate() {
        if !DAYS.contains(word) {
            continue;
        }
        let after = words.get(at + 1).and_then(|next| number_of(next)).filter(|&number| number <= 31);
        let before = at.checked_sub(1).and_then(|before| number_of(words[before]).filter(|_| is_ordinal(words[before])));
        if let Some(number) = after {
            (index, used[at + 1]) = (index.or(Some(number)), true);
            if let (Some("of" | "von" | "de" | "sur" | "van" | "di"), Some(_)) =
                (words.get(at + 2).copied(), words.get(at + 3).and_then(|next| number_of(next)))
            {
                (used[at + 2], used[at + 3]) = (true, true);
            }
        } else if let Some(number) = before {
            (index, used[at - 1]) = (index.or(Some(number)), true);
        }
        // "One day", "3 days" are lengths.
        if after.is_none() && before.is_none() && at > 0 && number_of(words[at - 1]).is_some() {
            return None;
        }
        (named, used[at]) = (named || after.is_some() || before.is_some() || words.len() > 1, true);
    }
    // "Viernes 9", "Sat 10th": a weekday and the day of a month that the title names.
    let numbered = matches!(words[..], [first, second] if weekday_number(first, true).is_some() && number_of(second).is_some_and(|number| (1..=31).contains(&number)));
    if numbered {
        used[1] = true;
    }
    for (at, word) in words.iter().enumerate().filter(|(at, _)| !used.get(*at).copied().unwrap_or(true)).collect::<Vec<_>>() {
        let short = date.is_some() || (words.len() == 1 || numbered) && word.len() > 2;
        if let Some(number) = weekday_number(word, short) {
            (weekday, named) = (weekday.or(Some(number)), true);
        } else if date.is_some() && ["月", "火", "水", "木", "金", "土", "日"].contains(word) {
            // "9月14日(土)": the date knows its weekday.
        } else if !(DAY_FILLER.contains(word) || date.is_some() && word.len() <= 2 || find_year(word).is_some()) {
            return None;
        }
        if let Some(place) = used.get_mut(at) {
            *place = true;
        }
    }
    let full = date.and_then(|date| Date::new(date.year?, date.month, date.day).ok());
    let weekday = weekday.and_then(|number| Weekday::from_monday_one_offset(number).ok());
    named.then(|| DayLabel { label, index, weekday, date: full.map(|date| date.to_string()) })
}

/// A day label has a number, a weekday, a word like "day", or is written in a script that sets no blanks; and no word of
/// it is strange to labels.
///
/// Asked first: most lines are no labels, and reading their dates takes long.
fn may_name_a_day(text: &str) -> bool {
    let folded = fold(text);
    let is_strange =
        |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !DAY_WORDS.contains(word);
    let is_told = |word: &str| DAYS.contains(&word) || weekday_number(word, true).is_some();
    !folded.split(' ').any(is_strange)
        && (text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0xe3) || folded.split(' ').any(is_told))
}

/// The label of a day that begins `text`, up to a colon or dash, and what follows: "Day 1: Workshops".
pub fn leading_day(text: &str) -> Option<(DayLabel, &str)> {
    if let Some(label) = day_label(text) {
        return Some((label, ""));
    }
    let marks = [": ", "：", " - ", " – ", " — ", " | ", ", ", " ("];
    let mut cuts: Vec<(usize, usize)> =
        marks.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| (at, mark.len()))).collect();
    cuts.sort_unstable();
    cuts.into_iter().rev().find_map(|(at, len)| Some((day_label(text.get(..at)?)?, text.get(at + len..)?.trim())))
}

fn without_date(text: &str) -> (String, Option<Calendar>) {
    match written_dates(text, None).into_iter().next() {
        Some(date) => (format!("{} {}", &text[..date.range.start], &text[date.range.end..]), Some(date)),
        None => (text.to_owned(), None),
    }
}

/// "day1" is "day 1".
fn split_glued(folded: &str) -> String {
    let words = folded.split(' ').map(|word| match word.find(|c: char| c.is_ascii_digit()) {
        Some(at) if at > 0 && DAYS.contains(&&word[..at]) => format!("{} {}", &word[..at], &word[at..]),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The number of "1日目", "第一天", "第2日".
fn wide_index(text: &str) -> Option<u32> {
    let folded = fold(text);
    folded.split(' ').find_map(|word| {
        let ordinal = word.strip_prefix('第');
        let body = ordinal.unwrap_or(word);
        let number = body
            .strip_suffix("日目")
            .or_else(|| ordinal.and_then(|body| body.strip_suffix('天').or_else(|| body.strip_suffix('日'))))
            .or_else(|| body.strip_suffix("일차"))?;
        number_of(number)
    })
}

fn wide_rest(text: &str) -> String {
    fold(text).split(' ').filter(|word| wide_index(word).is_none()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: &str, end: Option<&str>) -> Option<(String, Option<String>)> {
        Some((start.to_owned(), end.map(str::to_owned)))
    }

    #[test]
    fn spans_are_found_in_every_habit() {
        #[rustfmt::skip]
        let table = [
            ("09:00-09:45",                              span("09:00", Some("09:45"))),
            ("9:00 – 9:45 AM",                           span("09:00", Some("09:45"))),
            ("1:15 - 2:00 PM",                           span("13:15", Some("14:00"))),
            ("de 11h45 à 12h30",                         span("11:45", Some("12:30"))),
            ("von 14 bis 15 Uhr",                        span("14:00", Some("15:00"))),
            ("2031-01-02 12:40 - 13:30 @ room",          span("12:40", Some("13:30"))),
            ("2:00-3:50",                                span("02:00", Some("03:50"))), // no afternoon is guessed
            ("3/9/2031 2:00PM",                          span("14:00", None)),
            ("9.30 Uhr",                                 span("09:30", None)),
            ("0930",                                     span("09:30", None)),
            ("午後2時",                                   span("14:00", None)),
            ("14時30分から",                              span("14:30", None)),
            ("2031-03-19T10:00:00Z",                     span("10:00", None)),
            ("Version 9.30 is out",                      None),
            ("12 things at 5",                           None),
            ("2031",                                     None),
        ];
        for (text, expected) in table {
            assert_eq!(find_span(text), expected, "{text:?}");
        }
        assert_eq!(find_time("2pm, room 3"), Some("14:00".to_owned()));
    }

    #[test]
    fn leading_times_leave_the_title() {
        #[rustfmt::skip]
        let table = [
            ("10:35 Parsing Fog",              Some(("10:35", None, "Parsing Fog"))),
            ("8:00am PST",                     Some(("08:00", None, ""))),
            ("14:00 (CEST) Parsing Fog",       Some(("14:00", None, "Parsing Fog"))),
            ("9:00am PT - 9:45am PT Fog",      Some(("09:00", Some("09:45"), "Fog"))),
            ("10:00 ETA of the Fog",           Some(("10:00", None, "ETA of the Fog"))),
            ("10:00 PT cruisers",              Some(("10:00", None, "PT cruisers"))),
            ("`09:00` Parsing Fog",            Some(("09:00", None, "Parsing Fog"))),
            ("1525:",                          Some(("15:25", None, ""))),
            ("[14:00] Parsing Fog",            Some(("14:00", None, "Parsing Fog"))),
            ("14:00 - 14:45 | Parsing Fog",    Some(("14:00", Some("14:45"), "Parsing Fog"))),
            ("9.30 – 10.15: Parsing Fog",      Some(("09:30", Some("10:15"), "Parsing Fog"))),
            ("13.30  Parsing Fog",             Some(("13:30", None, "Parsing Fog"))),
            ("9-10 am Parsing Fog",            Some(("09:00", Some("10:00"), "Parsing Fog"))),
            ("09h30 Accueil",                  Some(("09:30", None, "Accueil"))),
            ("2001: A Space Odyssey",          None),
            ("2020-2021 (online)",             None),
            ("10 things I hate about fog",     None),
            ("3.5 reasons to go",              None),
            ("24/7 on call",                   None),
            ("10.5 release notes",             None),
        ];
        for (text, expected) in table {
            let found = leading_time(text);
            let found = found.as_ref().map(|(start, end, rest)| (start.as_str(), end.as_deref(), *rest));
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn minutes_are_found_in_agenda_cells() {
        #[rustfmt::skip]
        let table = [
            ("09:00 · 45 min",      Some(45)),
            ("23:40-00:10",         Some(30)), // crosses midnight
            ("09:00",               None),     // a start is not a length
            ("1h30",                Some(90)),
            ("1.5 hours",           Some(90)),
            ("2 hours 15 minutes",  Some(135)),
            ("90 Minuten",          Some(90)),
            ("20-minute deep dive", Some(20)),
            ("45'",                 Some(45)),
            ("1時間30分",            Some(90)),
            ("half an hour",        Some(30)),
            ("12 people",           None),
        ];
        for (cell, minutes) in table {
            assert_eq!(find_minutes(cell), minutes, "{cell:?}");
        }
    }

    #[test]
    fn dates_are_found_in_every_order() {
        #[rustfmt::skip]
        let table = [
            ("March 19 - 22, 2024",       Some(("2024-03-19", Some("2024-03-22")))),
            ("7-10 October 2023",         Some(("2023-10-07", Some("2023-10-10")))),
            ("30 April – 2 May 2031",     Some(("2031-04-30", Some("2031-05-02")))),
            ("Sept. 3rd–5th, 2019",       Some(("2019-09-03", Some("2019-09-05")))),
            ("am 3. und 4. Februar 2018", Some(("2018-02-03", Some("2018-02-04")))),
            ("9月14日〜15日",              Some(("2024-09-14", Some("2024-09-15")))),
            ("Tue 5 Mar",                 Some(("2024-03-05", None))),
            ("Wed 5 Mar",                 None), // contradicts 2024
            ("04.05. - Saturday",         Some(("2024-05-04", None))),
            ("den 3. Mai",                Some(("2024-05-03", None))),
            ("le 12 novembre 2014",       Some(("2014-11-12", None))),
            ("12 de marzo",               Some(("2024-03-12", None))),
            ("3/17",                      Some(("2024-03-17", None))),
            ("17/03/2024",                Some(("2024-03-17", None))),
            ("3/4",                       None), // which is the month?
            ("3/9/2031 2:00PM",           Some(("2031-03-09", None))),
            ("2024年3月19日",              Some(("2024-03-19", None))),
            ("may 3 times fail",          None),
            ("24/7 support",              None),
            ("version 1.2. is out",       None),
            ("release 1.2.3",             None),
        ];
        for (text, expected) in table {
            let found = find_date(text, Some(2024));
            assert_eq!(found.as_ref().map(|found| (found.date.as_str(), found.end.as_deref())), expected, "{text:?}");
        }
        assert_eq!(find_date("12 May", None), None, "no year, no date");
        assert_eq!(find_date("on 12 May 2031 in Delft", None).map(|found| found.range), Some(3..14));
    }

    #[test]
    fn years_are_no_parts_of_numbers() {
        let table = [
            ("LampConf'24", Some(2024)),
            ("nov2025", Some(2025)),
            ("Ferrocon 2031", Some(2031)),
            ("$2020", None),
            ("v2020.1", None),
            ("12034", None),
        ];
        for (text, year) in table {
            assert_eq!(find_year(text), year, "{text:?}");
        }
    }

    #[test]
    fn day_labels_are_whole_lines() {
        #[rustfmt::skip]
        let table = [
            ("Monday",                    Some((None, Some(Weekday::Monday), None))),
            ("Viernes 9",                 Some((None, Some(Weekday::Friday), None))),
            ("Sat 10th",                  Some((None, Some(Weekday::Saturday), None))),
            ("Monday 90",                 None),
            ("Day 1",                     Some((Some(1), None, None))),
            ("Day One",                   Some((Some(1), None, None))),
            ("DAY 01",                    Some((Some(1), None, None))),
            ("Day1",                      Some((Some(1), None, None))),
            ("day 02 of 03",              Some((Some(2), None, None))),
            ("Day 1 - Monday 4th May",    Some((Some(1), Some(Weekday::Monday), None))),
            ("Tag 2 (Freitag)",           Some((Some(2), Some(Weekday::Friday), None))),
            ("Zweiter Tag",               Some((Some(2), None, None))),
            ("Premier jour",              Some((Some(1), None, None))),
            ("1日目",                      Some((Some(1), None, None))),
            ("第一天",                     Some((Some(1), None, None))),
            ("9月14日(土)",                Some((None, Some(Weekday::Saturday), None))),
            ("Workshop Day",              Some((None, None, None))),
            ("Keynote/Session Day 2",     Some((Some(2), None, None))),
            ("04.05. - Monday",           Some((None, Some(Weekday::Monday), None))),
            ("Saturday, 2 February 2019", Some((None, Some(Weekday::Saturday), Some("2019-02-02")))),
            ("One day",                   None),
            ("3 days",                    None),
            ("A day in the life",         None),
            ("Black Friday",              None),
            ("May",                       None),
            ("Day 1: Fog at the edge",    None),
        ];
        for (text, expected) in table {
            let found = day_label(text);
            assert_eq!(found.as_ref().map(|day| (day.index, day.weekday, day.date.as_deref())), expected, "{text:?}");
        }
        assert_eq!(
            leading_day("Day 1: Fog at the edge").map(|(day, rest)| (day.index, rest)),
            Some((Some(1), "Fog at the edge"))
        );
        assert_eq!(leading_day("Fog: day and night").map(|(day, _)| day.index), None);
    }

    #[test]
    fn what_ends_a_line_may_be_its_time() {
        let line = "Ada Brookfield, Quay Tuesday, March 19th • 11:05 - 11:30";
        assert_eq!(&line[..trailing_when(line)], "Ada Brookfield, Quay ");
        assert_eq!(trailing_when("Ada Brookfield, Quay"), 20);
        assert_eq!(trailing_when("Fog in 2031"), 11);
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in [
            "",
            "9",
            ":",
            "99:99",
            "9:",
            "9h",
            "h9",
            "é9:00é",
            "9:0",
            "24:30",
            "00000000",
            "1.1.1.1.1",
            "３/４",
            "午後",
            "🦀9:00🦀",
            "31 February 2024",
            "2024-02-31",
            "'",
            "'2",
            "\u{a0}9:00\u{a0}",
            "9:00 - ",
            "9:00:00:00",
            "12月",
            "月日",
            "1/",
            "/1/1",
        ] {
            let _ = (
                find_time(text),
                find_span(text),
                leading_time(text),
                find_minutes(text),
                find_date(text, Some(2024)),
                find_year(text),
                day_label(text),
                leading_day(text),
                trailing_when(text),
            );
        }
        assert_eq!(find_date("2024-02-31", None), None);
    }
}
