//! Dates and years.

use super::words::{DAYS, THROUGH, is_ordinal_ending, month_number, weekday_number};
use crate::folded::fold;
use crate::memo::{self, Memo};
use jiff::civil::Date;
use std::ops::Range;

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
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) end: Option<(i8, i8)>,
    pub(super) weekday: Option<i8>,
    pub(super) range: Range<usize>,
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

/// Digits, words and single marks, "--" among them; blanks are left out. A letter of a wide script stands alone.
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
            Some(last)
                if last.kind == kind && (kind != TokenKind::Mark || c == '-' && last.text == "-") && last.end() == start =>
            {
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
    thread_local!(static FOUND: Memo<Option<DateFound>> = Memo::default());
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match year {
        None => memo::answer(&FOUND, text, |text| find_date_anew(text, None)),
        year => find_date_anew(text, year),
    }
}

fn find_date_anew(text: &str, year: Option<i16>) -> Option<DateFound> {
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

/// Whether `text` is a year and nothing else.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && find_year(text).is_some()
}

/// As [`find_year`], with the bytes that the year takes.
pub(crate) fn find_year_range(text: &str) -> Option<(i16, Range<usize>)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
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

pub(super) fn written_dates(text: &str, hint: Option<i16>) -> Vec<Calendar> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found: Vec<Calendar> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if counts_a_day(&tokens, at) {
            at += 1;
            continue;
        }
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

/// The number of "Day 1 - 24 November" or of "#9 – 24 November", which begins no span of days.
fn counts_a_day(tokens: &[Token<'_>], at: usize) -> bool {
    let numbered = at.checked_sub(1).is_some_and(|before| tokens[before].text == "#");
    tokens[at].kind == TokenKind::Digits
        && tokens.get(at + 1).is_some_and(|next| matches!(next.text, "-" | "--" | "---" | "–" | "—" | ":" | "," | "|"))
        && at.checked_sub(1).is_some_and(|before| {
            let word = tokens[before].text;
            numbered || word.len() <= 9 && tokens[before].kind == TokenKind::Letters && DAYS.contains(&fold(word).as_str())
        })
}

/// Whether a text ends in what could be a day, a date or a clock time, and marks: asked first, because most texts do not.
fn may_end_in_a_time(text: &str) -> bool {
    let (all, text) = (text, text.trim_end_matches(|c: char| c.is_whitespace() || is_mark_of_times(c)));
    if all[text.len()..].contains(':') {
        return true;
    }
    let is_letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2e80;
    match text.chars().next_back() {
        Some(c) if is_letter(c) => {
            let word = &text[text.trim_end_matches(is_letter).len()..];
            let folded = if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word).into() };
            month_number(&folded).is_some() || weekday_number(&folded, false).is_some() || is_small_beside_a_time(&folded)
        }
        Some(c) => c.is_ascii_digit(),
        None => false,
    }
}

/// "am", "Uhr": what stands behind the figures of a clock time.
fn is_small_beside_a_time(folded: &str) -> bool {
    matches!(folded, "am" | "pm" | "h" | "uhr")
}

/// What stands between a day, a date and clock times.
fn is_mark_of_times(c: char) -> bool {
    matches!(c, ',' | '•' | '·' | '-' | '–' | '—' | ':' | '.' | '/' | '|' | '@')
}

/// Where a day, a date and clock times that end `text` begin: "Ada Brookfield, Quay Tuesday, March 19th • 11:05 - 11:30".
pub(crate) fn trailing_when(text: &str) -> usize {
    if !may_end_in_a_time(text) {
        return text.len();
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
            && (is_small_beside_a_time(&folded) || digits && is_ordinal_ending(&folded) && !folded.is_empty());
        let mark = token.kind == TokenKind::Mark && token.text.chars().all(is_mark_of_times);
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
    matches!(text, "-" | "--" | "–" | "—" | "~" | "/" | "&" | "+" | "−") || THROUGH.contains(&fold(text).as_str())
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
        // Days run forwards: "14 – 8 November" is a number before a day.
        let other = tokens.get(next + 1).and_then(Token::day).filter(|&other| joined && days.last() < Some(&other))?;
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
            || matches!(fold(token.text).as_str(), "the" | "den" | "der" | "le" | "el" | "il" | "dem" | "on" | "feira")
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
