//! The labels of an event's days.

use super::date::{Calendar, find_year, written_dates};
use super::words::{DAY_FILLER, DAY_WORDS, DAYS, is_ordinal, number_of, weekday_number};
use crate::folded::{Question, fold};
use crate::marks::Marks;
use crate::memo::{self, Memo};
use jiff::civil::Date;
use jiff::civil::Weekday;

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
    thread_local!(static TOLD: Memo<Option<DayLabel>> = Memo::default());
    let text = text.trim();
    if text.is_empty() || text.len() > 72 && text.chars().count() > 72 || !may_name_a_day(text) {
        return None;
    }
    memo::answer(&TOLD, text, read_day)
}

fn read_day(text: &str) -> Option<DayLabel> {
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
    let is_told = |word: &str| DAYS.contains(&word) || weekday_number(word, true).is_some();
    fold(text).is(Question::Day, |folded| {
        !holds_a_strange_word(folded)
            && (text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0xe3) || folded.split(' ').any(is_told))
    })
}

/// Whether a word of `folded` stands in no label of a day.
fn holds_a_strange_word(folded: &str) -> bool {
    let is_strange = |word: &[u8]| {
        let plain = word.len() > 3 && word.iter().all(u8::is_ascii_lowercase);
        plain && std::str::from_utf8(word).is_ok_and(|word| !DAY_WORDS.contains(word))
    };
    folded.as_bytes().split(|&byte| byte == b' ').any(is_strange)
}

/// The label of a day that begins `text`, up to a colon or dash, and what follows: "Day 1: Workshops".
pub fn leading_day(text: &str) -> Option<(DayLabel, &str)> {
    fold(text).find(Question::LeadingDay, |_| read_leading_day(text))
}

fn read_leading_day(text: &str) -> Option<(DayLabel, &str)> {
    if let Some(label) = day_label(text) {
        return Some((label, ""));
    }
    static ENDS: Marks = Marks::of(&[": ", "：", " - ", " – ", " — ", " | ", ", ", " ("]);
    let mut cuts = ENDS.all(text);
    // What stands before the first of them belongs to every label that could begin the text.
    let first = cuts.next().filter(|(at, _)| !holds_a_strange_word(&fold(&text[..*at])))?;
    let cuts: Vec<(usize, &str)> = std::iter::once(first).chain(cuts).collect();
    cuts.into_iter().rev().find_map(|(at, mark)| Some((day_label(text.get(..at)?)?, text.get(at + mark.len()..)?.trim())))
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
