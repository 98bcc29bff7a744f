//! The line that a talk begins with: a heading, the first line of a list item, a paragraph's beginning.
//!
//! Writers put much on it: a time, a number, the title itself (often marked as a link, in bold or in quotation marks),
//! the speakers before or behind it, a status, and in lists the note as well.

use std::borrow::Cow;

use super::inlines::{count_words, fold_space, is_blank, one_line, sole_link, split_at, trimmed};
use super::people::{self, People, Split};
use super::places::{self, Place};
use super::{candidate, letters, names, ordinals, people_first, people_last, person_before, phrases, words};
use crate::folded::fold;
use crate::marks::Marks;
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Inline, plain, plain_length};
use crate::read::opening_bracket;
use crate::when;

/// What a title line says.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleLine {
    /// The title, as far as the line alone tells.
    pub(super) title: String,
    /// Where the title leads.
    pub(super) url: Option<String>,
    /// How the title is set off from the rest of the line.
    pub(super) mark: Mark,
    /// The day that stands in front of the time.
    pub(super) day: Option<String>,
    /// `HH:MM`.
    pub(super) start: Option<String>,
    /// `HH:MM`.
    pub(super) end: Option<String>,
    /// The room between the time and the title.
    pub(super) room: Option<String>,
    /// The track between the time and the title.
    pub(super) track: Option<String>,
    /// A number at the line's beginning ("12.", "#12").
    pub(super) number: Option<u32>,
    /// A session code in brackets at the end ("(ABC123)").
    pub(super) code: Option<String>,
    /// Keynote, panel and the like, as the line itself says.
    pub(super) format: Option<TalkFormat>,
    /// People that the line names beside a marked title.
    pub(super) people: Option<People>,
    /// Every way to part an unmarked line into title and people, best first.
    pub(super) splits: Vec<Split>,
    /// How a marked piece was parted that held both title and people.
    pub(super) inside: Option<Split>,
    /// A remark stands in the place of a name: "did not catch the name", "by myself".
    pub(super) unnamed: bool,
    /// What follows title and people: the beginning of a note.
    pub(super) rest: Vec<Inline>,
    /// What stands where siblings name their people, though it does not look like a name; `rest` holds it.
    pub(super) aside: Option<Aside>,
}

/// A piece behind a marked title that could name people, if only its siblings do so in the same place.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    pub(super) speakers: Vec<Speaker>,
    /// What follows it.
    pub(super) rest: Vec<Inline>,
}

/// How a title is set off from the line that it stands on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// Not at all: the whole line is the title, with whatever else it holds.
    #[default]
    None,
    /// The whole line is a link.
    WholeLink,
    /// A link with text beside it.
    Link,
    /// Bold or italic with text beside it.
    Emphasis,
    /// In quotation marks.
    Quoted,
}

/// Reads one line; `free` lines (list items, paragraphs) may go on with a note, headings may not.
pub(super) fn read_title_lines(inlines: &[Inline], free: bool) -> Vec<TitleLine> {
    let whole = trimmed(inlines);
    if free && let Some(found) = people_first::read(whole) {
        return vec![found];
    }
    let (mut base, inlines) = strip_front(whole);
    // Asked again only where a time or a number stood in front.
    if free
        && matches!(inlines, Cow::Owned(_))
        && *inlines != *whole
        && let Some(found) = people_first::read(&inlines)
    {
        return vec![TitleLine {
            day: base.day,
            start: base.start,
            end: base.end,
            room: base.room,
            track: base.track,
            number: base.number,
            ..found
        }];
    }
    let inlines = without_badges(inlines);
    let inlines = strip_room_behind(&mut base, inlines);
    let (unnamed, inlines) = strip_status(inlines);
    base.unnamed = unnamed;
    let (label, inlines) = strip_format_label(inlines);
    let inlines = inlines.as_ref();
    let text = one_line(inlines);
    base.format = label.or_else(|| phrases::format_prefix(&text)).or(base.format);
    if let Some((url, inner)) = sole_link(inlines) {
        let title = one_line(inner);
        let (title, code) = strip_code(&title);
        base.splits = people::splits(&title);
        return vec![TitleLine { title: tidy(&title), url: address(url), mark: Mark::WholeLink, code, ..base }];
    }
    if let Some(found) = set_off(&base, inlines, free) {
        return found;
    }
    if free && let Some(found) = bracketed_people(&base, inlines) {
        return vec![found];
    }
    let (text, code) = strip_code(&text);
    base.code = code;
    // A long item or paragraph is a sentence: nobody is named at its end as at a title's.
    let sentence = free && (text.len() > 160 || text.ends_with('.') && count_words(&text) > 12);
    if !sentence {
        base.splits = people::splits(&text);
        if !free && let Some(split) = people_set_off_last(inlines) {
            base.splits.insert(0, split);
        }
        let sure = |splits: &[Split]| splits.iter().any(|split| split.people.confidence >= 0.45);
        // "Workshop - Ada Brookfield: Title", "Keynote: Ada Brookfield -- Title"; of two colons there is no telling.
        if let Some((_, rest)) = words::strip_format(&text) {
            let splits = people::splits(rest);
            let dashed = text[..text.len() - rest.len()].trim_end().ends_with(['-', '–', '—', '|']);
            let first = splits.first().map(|split| split.kind);
            let behind_a_dash = dashed && first.is_some_and(|kind| kind.people == people::Side::Left);
            let another = !sure(&base.splits) && (dashed || first.is_some_and(|kind| kind.separator.is_dash()));
            if (behind_a_dash || another) && sure(&splits) {
                base.splits = splits;
            }
        }
    }
    base.url = first_link(inlines).filter(|_| !free);
    base.title = tidy(&text);
    vec![base]
}

/// "Title by *Ada Brookfield, Milo Venn*": people set off behind a word for "by", all of them.
fn marked_people(base: &TitleLine, inlines: &[Inline]) -> Option<TitleLine> {
    let (Inline::Emphasis(inner) | Inline::Strong(inner), before) = inlines.split_last()? else { return None };
    let text = one_line(before);
    let people = people::read_people(&one_line(inner)).filter(|people| people.confidence >= 0.4)?;
    let at = text.trim_end().rfind(' ').filter(|&at| words::is_by(&text[at..]))?;
    let (title, code) = strip_code(&text[..at]);
    let url = first_link(before);
    Some(TitleLine { title: tidy(&title), url, code, mark: Mark::None, people: Some(people), ..base.clone() })
}

/// "Counting Fog *Ada Brookfield*": people set off behind the title, and nothing between.
fn people_set_off_last(inlines: &[Inline]) -> Option<Split> {
    let (Inline::Emphasis(inner) | Inline::Strong(inner), before) = trimmed(inlines).split_last()? else { return None };
    let (title, name) = (one_line(before), one_line(inner));
    let apart = count_words(&title) >= 2
        && title.ends_with(|mark: char| mark.is_alphanumeric() || matches!(mark, '?' | '!' | ')' | '"' | '”'));
    // "What *Rust* is": a name is of two words where nobody says that it is one.
    let people = people::read_people(&name).filter(|people| apart && name.contains(' ') && people.confidence >= 0.2)?;
    let kind = people::SplitKind { separator: people::Separator::Blank, people: people::Side::Right };
    Some(Split { title: tidy(&title), people, kind })
}

/// The titles of a line that sets its people off, or its titles.
fn set_off(base: &TitleLine, inlines: &[Inline], free: bool) -> Option<Vec<TitleLine>> {
    let people = if free { people_last::read(base, inlines) } else { marked_people(base, inlines) };
    if let Some(found) = people {
        return Some(vec![found]);
    }
    // "**Panel “Title” – Ada Brookfield**": the whole is set off, the title has marks of its own.
    if let [Inline::Strong(inner) | Inline::Emphasis(inner)] = inlines
        && let Some(found) = marked_titles(base, inner, free)
        && !plain(inner)
            .split(['"', '“', '„', '«'])
            .next()
            .is_some_and(|kind| kind.trim_end().ends_with([':', '：']) && person_before::of(kind) == kind.trim())
        && found.iter().all(|title| title.mark == Mark::Quoted && (title.people.is_some() || title.format.is_some()))
    {
        return Some(found);
    }
    marked_titles(base, inlines, free)
}

/// Whether a line names people beside a title, as surely as `needed`: "Counting Fog (Ada Brookfield)".
pub(super) fn names_people(line: &[Inline], needed: f32) -> bool {
    read_title_lines(line, false).iter().any(|title| {
        let split = title.splits.first().map(|split| &split.people);
        split.or(title.people.as_ref()).is_some_and(|people| people.confidence >= needed)
    })
}

/// "**Workshop:** *Title*", "**Panel**: [Title](…)": the kind of session, marked for itself in front of a marked title.
fn strip_format_label(inlines: Cow<'_, [Inline]>) -> (Option<TalkFormat>, Cow<'_, [Inline]>) {
    let Some((Inline::Strong(inner) | Inline::Emphasis(inner), rest)) = inlines.split_first() else { return (None, inlines) };
    let label = one_line(inner);
    let after = plain(rest);
    let body = label.trim_end_matches([':', '：']);
    let body = body.strip_suffix('.').unwrap_or(body);
    let ended = body.len() < label.len() || after.trim_start().starts_with([':', '：']);
    let format = words::format_of(body).filter(|_| ended && count_words(body) <= 3 && !after.trim().is_empty());
    let Some(format) = format else { return (None, inlines) };
    let blank = after.len() - after.trim_start_matches([':', '：', ' ', '\u{a0}']).len();
    let rest = split_at(rest, blank).1;
    (Some(format), Cow::Owned(trimmed(&rest).to_vec()))
}

fn first_link(inlines: &[Inline]) -> Option<String> {
    let mut found = Vec::new();
    crate::read::document::links(inlines, &mut found);
    found.first().and_then(|(url, _)| address(url))
}

/// An address as a talk's page, or none: anchors inside the document and pictures lead nowhere.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    // "[[Ada Brookfield]]" leads to a note of the writer's own.
    let page = url.contains(['/', '.', ':']) || !url.contains(char::is_whitespace) && !url.starts_with(char::is_uppercase);
    (!url.is_empty() && !url.starts_with('#') && !url.starts_with("mailto:") && page).then(|| url.to_owned())
}

/// Takes time, number and ornament off the front.
fn strip_front(inlines: &[Inline]) -> (TitleLine, Cow<'_, [Inline]>) {
    let mut line = TitleLine::default();
    let mut inlines = Cow::Borrowed(inlines);
    if let Some(Inline::Code(code)) = inlines.first()
        && let Some((start, end)) = when::find_span(code)
    {
        line.start = Some(start);
        line.end = end;
        inlines.to_mut().remove(0);
    }
    let mut text = plain(&inlines);
    if let Some((number, rest)) = ordinals::strip(&text) {
        line.number = number;
        let taken = text.len() - rest.len();
        cut_front(&mut inlines, &mut text, taken);
    }
    for _ in 0..4 {
        let ornament = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_opening(c)).len();
        if ornament > 0 && ornament < text.len() {
            cut_front(&mut inlines, &mut text, ornament);
        }
        let rest = if line.start.is_none()
            && let Some((start, end, rest)) = when::leading_time(&text).or_else(|| spelled_span(&text))
        {
            line.start = Some(start);
            line.end = end;
            rest
        } else if line.start.is_none()
            && let Some((day, start, end, rest)) = day_and_time(&text)
        {
            line.day = Some(day);
            line.start = Some(start);
            line.end = end;
            rest
        } else if line.room.is_none()
            && line.track.is_none()
            && (line.start.is_some() || text.contains(|c: char| c.is_ascii_digit()))
            && let Some((place, rest)) = places::leading_place(&text)
            // "Salle Garonne – 9h15 : Titre": or the time stands behind it.
            && (line.start.is_some() || when::leading_time(rest).is_some_and(|(.., rest)| !rest.is_empty()))
        {
            match place {
                Place::Room(room) => line.room = Some(room.to_owned()),
                Place::Track(track) => line.track = Some(track.to_owned()),
            }
            rest
        } else if let Some(rest) = phrases::strip_lead_in(&text) {
            rest
        } else if let Some((number, rest)) = leading_number(&text) {
            line.number = number.or(line.number);
            // "Workshop B12 – Title"
            let counter = text.trim_start().split(' ').next().filter(|word| word.starts_with(char::is_alphabetic));
            line.format = line.format.or_else(|| words::format_of(counter?).filter(|&format| format != TalkFormat::Talk));
            rest
        } else {
            break;
        };
        let taken = text.len() - rest.len();
        cut_front(&mut inlines, &mut text, taken);
    }
    let line_only = trimmed(&inlines).len() == inlines.len();
    (line, if line_only { inlines } else { Cow::Owned(trimmed(&inlines).to_vec()) })
}

/// Takes so many bytes of their text off the front of the inlines.
fn cut_front(inlines: &mut Cow<'_, [Inline]>, text: &mut String, bytes: usize) {
    *inlines = Cow::Owned(split_at(inlines, bytes).1);
    *text = plain(inlines);
}

/// "Wednesday, 9:00 – Title", "Mi 16.3., 9:00 Uhr: Titel": a day in front of the time that a title begins with.
fn day_and_time(text: &str) -> Option<(String, String, Option<String>, &str)> {
    let text = text.trim_end();
    let digit = text.char_indices().take(32).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at)?;
    if digit < 3 || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let timed = |rest| when::leading_time(rest).filter(|(.., rest)| !rest.is_empty());
    let head = text[..digit].trim_end_matches([' ', ',', '.', ':', '-', '–', '(']);
    let weekday = when::day_label(head).is_some_and(|label| label.weekday.is_some());
    if let Some((start, end, rest)) = timed(&text[digit..]).filter(|_| weekday) {
        return Some((head.to_owned(), start, end, rest));
    }
    let (_, rest) = when::leading_day(text).filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let day = text[..text.len() - rest.len()].trim_end_matches([' ', ',', '.', ':', '-', '–', '(', '|']);
    timed(rest).map(|(start, end, rest)| (day.to_owned(), start, end, rest))
}

/// "De 11h45 à 12h30 : Titre", "Von 9 bis 10 Uhr: Titel": a span in words in front of a colon.
fn spelled_span(text: &str) -> Option<(String, Option<String>, &str)> {
    // The colon inside a clock time ends nothing.
    let is_end = |at: usize, c: char| {
        let next = text[at + c.len_utf8()..].chars().next();
        matches!(c, ':' | '：') && !next.is_some_and(|next| next.is_ascii_digit())
    };
    let at = text.char_indices().take(40).find(|&(at, c)| is_end(at, c)).map(|(at, _)| at)?;
    let head = &text[..at];
    let words = head.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit())).count();
    let (start, end) = when::find_span(head).filter(|(_, end)| end.is_some() && words <= 3)?;
    let rest = text[at..].trim_start_matches([':', '：', ' ', '\u{a0}']);
    (!rest.is_empty()).then_some((start, end, rest))
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '„'
            | '«'
            | '»'
            | '‘'
            | '\''
            | '「'
            | '『'
            | '《'
            | '('
            | '['
            | '#'
            | '@'
            | '.'
            | '<'
            | '¿'
            | '¡'
            | '$'
            | '*'
    )
}

/// "2.1 “Title”", "3.2 Panel: Title": the number of a section in front of a quoted title or a kind of session.
fn leading_section_number(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(' ')?;
    let mut parts = number.trim_end_matches('.').split('.');
    let all = parts.clone().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let numbered = all && (parts.by_ref().count() == 2 || number.matches('.').count() == 2);
    let rest = rest.trim_start();
    let quoted = || QUOTES.iter().any(|(open, _)| rest.starts_with(*open));
    let kind = || rest.split([' ', ':']).next().is_some_and(|word| words::format_of(word).is_some());
    (numbered && (quoted() || kind())).then_some(rest)
}

/// "12. ", "A. ", "#12 ", "Talk 3: ", "Session 2.1: " in front of a title.
pub(super) fn leading_number(text: &str) -> Option<(Option<u32>, &str)> {
    let text = text.trim_start();
    if let Some(rest) = phrases::strip_session_counter(text) {
        return Some(rest);
    }
    let body = text.strip_prefix('#').unwrap_or(text);
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some(rest) = leading_section_number(body) {
        return Some((None, rest));
    }
    // "07 Counting Fog": a nought in front counts.
    if digits == 2
        && body.starts_with('0')
        && body[digits..].starts_with(' ')
        && body[digits..].trim_start().starts_with(char::is_alphabetic)
    {
        return Some((body[..digits].parse().ok(), body[digits..].trim_start()));
    }
    if digits > 0 && digits < 4 {
        let after = &body[digits..];
        let wide = after.strip_prefix(['｜', '、', '．', '）', '：']);
        let rest =
            wide.or_else(|| after.strip_prefix(['.', ')', ':', '|'])).or_else(|| text.starts_with('#').then_some(after))?;
        let spaced = wide.is_some() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '《' | '「' | '『'));
        return (spaced && !rest.trim().is_empty()).then(|| (body[..digits].parse().ok(), rest.trim_start()));
    }
    let mut letters = text.chars();
    let (first, second, third) = (letters.next()?, letters.next()?, letters.next()?);
    if !(first.is_ascii_uppercase() && matches!(second, '.' | ')') && third == ' ' && text.len() > 3) {
        return None;
    }
    // "A. Brookfield (Quay): Title" begins with an initial.
    let rest = &text[2..];
    let name = rest.split(['(', ':', ',', '&']).next().unwrap_or("").trim();
    // "C. Go (Ada Brookfield)" counts: who gives it stands behind.
    let named = || {
        people::splits(rest)
            .first()
            .is_some_and(|split| split.kind.people == people::Side::Right && split.people.confidence >= 0.6)
    };
    // "M. el Khoury: Title", "S. Ó Briain: Title"
    let surname = name.rsplit_once(' ').map_or(name, |(before, surname)| {
        match before.split(' ').all(|word| names::is_particle(&fold(word))) {
            true => surname,
            false => "",
        }
    });
    let initial = name.len() < rest.trim().len() && surname.starts_with(char::is_uppercase) && !named();
    (!initial).then(|| (None, rest.trim_start()))
}

/// "Title | Room 314" behind a time: the bar parts the room from all before it.
fn strip_room_behind<'a>(line: &mut TitleLine, inlines: Cow<'a, [Inline]>) -> Cow<'a, [Inline]> {
    if line.start.is_none() || line.room.is_some() {
        return inlines;
    }
    let text = plain(&inlines);
    let Some((head, room)) =
        text.rsplit_once(" | ").filter(|(head, room)| !head.trim().is_empty() && places::is_room(room.trim()))
    else {
        return inlines;
    };
    line.room = Some(room.trim().to_owned());
    Cow::Owned(split_at(&inlines, head.len()).0)
}

/// The line without pictures behind it: "Ada Brookfield ⭐", "Title ✅".
fn without_badges(inlines: Cow<'_, [Inline]>) -> Cow<'_, [Inline]> {
    let is_picture = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let Some(Inline::Text(last)) = inlines.last() else { return inlines };
    if let Some(kept) = without_shortcode(last) {
        let text = plain(&inlines);
        let end = text.trim_end().len() - (last.trim_end().len() - kept.len());
        return without_badges(Cow::Owned(split_at(&inlines, end).0));
    }
    let kept = last.trim_end().trim_end_matches(is_picture);
    if kept.len() == last.trim_end().len() || !kept.is_empty() && !kept.ends_with(' ') {
        return inlines;
    }
    let text = plain(&inlines);
    let end = text.trim_end().trim_end_matches(|c: char| is_picture(c) || c == ' ').len();
    if end == 0 { inlines } else { Cow::Owned(split_at(&inlines, end).0) }
}

/// "Ada Brookfield :page_facing_up:" without the picture's name.
fn without_shortcode(text: &str) -> Option<&str> {
    let (kept, name) = text.trim_end().strip_suffix(':')?.rsplit_once(':')?;
    let named = name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'+'));
    (named && kept.ends_with(' ') && !kept.trim().is_empty()).then(|| kept.trim_end())
}

/// Drops "([accepted](…))", "[slides]", " – name forgotten", " by myself" and the like at the end: what became of the talk
/// or what is said in a name's place, not its title; and whether it was the latter.
fn strip_status(inlines: Cow<'_, [Inline]>) -> (bool, Cow<'_, [Inline]>) {
    let text = plain(&inlines);
    let trimmed = text.trim_end();
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）')] {
        if trimmed.ends_with(close)
            && let Some(start) = opening_bracket(trimmed, open, close)
            && start > 0
        {
            let inner = &trimmed[start + open.len_utf8()..trimmed.len() - close.len_utf8()];
            let unnamed = phrases::is_about_an_unknown_speaker(inner) || names_nobody(inner);
            if unnamed || phrases::is_status(inner) {
                return (unnamed, without_end(&inlines, &text[..start]));
            }
        }
    }
    for mark in [" by", " par", " von", " por", " door"] {
        if trimmed.len() > mark.len() + 8 && trimmed.ends_with(mark) {
            return (true, without_end(&inlines, &trimmed[..trimmed.len() - mark.len()]));
        }
    }
    // "Title — " with nobody behind it.
    if let Some(title) =
        [" —", " –", " --"].iter().find_map(|mark| trimmed.strip_suffix(mark)).filter(|title| title.contains(' '))
    {
        return (true, without_end(&inlines, title));
    }
    for mark in NAMING.to_try(trimmed) {
        // A word says that somebody is named.
        let named = mark.contains(char::is_alphabetic);
        if let Some((title, remark)) = trimmed.rsplit_once(mark).filter(|(title, _)| title.chars().count() >= 4)
            && (phrases::is_about_an_unknown_speaker(remark) && !remark.starts_with(char::is_uppercase)
                || named && phrases::is_the_writer(remark))
            // What says who it was says more.
            && !remark.contains(": ")
        {
            return (true, without_end(&inlines, title));
        }
    }
    (false, inlines)
}

/// "lead: none, open", "speaker: TBA": a label with nobody behind it.
fn names_nobody(text: &str) -> bool {
    let label = words::find_label(text).filter(|(label, _)| *label == words::Label::Speaker);
    label.is_some_and(|(_, rest)| phrases::is_nobody(rest.split([',', ';', '(']).next().unwrap_or(rest)))
}

/// What stands between a title and its people.
static NAMING: Marks = Marks::of(&[" by ", " von ", " par ", " por ", " di ", " -- ", " - ", " – ", " — ", " / ", ", "]);

/// The inlines up to the end of `kept`, which their text begins with, without marks at the end.
fn without_end(inlines: &[Inline], kept: &str) -> Cow<'static, [Inline]> {
    Cow::Owned(split_at(inlines, kept.trim_end_matches([' ', ',', '-', '–', '—']).len()).0)
}

/// A session code in brackets at the end: "(ABC123)", "[AB12345]", "(T-12)".
fn strip_code(title: &str) -> (String, Option<String>) {
    let trimmed = title.trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(body) = trimmed.strip_suffix(close)
            && let Some(start) = body.rfind(open)
        {
            let code = &body[start + 1..];
            let letters = code.chars().filter(char::is_ascii_uppercase).count();
            let digits = code.chars().filter(char::is_ascii_digit).count();
            let plain = code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
            let numbered = (1..=5).contains(&letters) && (2..=6).contains(&digits) && code.len() >= 4;
            let random = code.len() == 6 && letters >= 2 && digits >= 1;
            // "(2031-W19)" is a week.
            let plain = plain && when::find_year(code.get(..4).unwrap_or("")).is_none();
            if start > 0 && plain && (numbered || random) {
                return (trimmed[..start].trim_end().to_owned(), Some(code.to_owned()));
            }
        }
    }
    (title.to_owned(), None)
}

/// A title without the marks around it: blanks, a colon at the end, quotation marks around the whole.
pub(super) fn tidy(title: &str) -> String {
    let mut title = fold_space(title);
    loop {
        let before = title.len();
        let cut = title.trim_end_matches([':', '：', '—', '–', '-', '|', ',', ';', '·', '•', '#']).trim_end();
        let cut = cut.strip_suffix(" /").unwrap_or(cut);
        if !cut.is_empty() && !title.ends_with("C#") && !title.ends_with("F#") {
            title.truncate(cut.len());
        }
        if let Some(inner) = unquoted(&title) {
            title = inner.to_owned();
        }
        if let Some(named) = without_host(&title) {
            title.truncate(named);
        }
        if title.len() == before {
            return title;
        }
    }
}

/// Where "Salaries (hosted by somebody who would rather not be named)" ends before its bracket: whoever it is, the
/// bracket is no part of the title.
fn without_host(title: &str) -> Option<usize> {
    if !title.ends_with(')') {
        return None;
    }
    let at = title.rfind(" (").filter(|&at| at > 0)?;
    words::begins_with_led_by(&title[at + 2..]).then_some(at)
}

/// The text inside quotation marks that enclose all of `text`.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    QUOTES.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.is_empty() && !inner.contains(*open) && !inner.contains(*close)).then(|| inner.trim())
    })
}

/// Quotation marks by pairs; the longer ones first.
const QUOTES: &[(char, char)] = &[
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('\'', '\''),
];

/// The titles that a line marks: a linked, bold, italic or quoted piece, with people in front of it or behind it.
fn marked_titles(base: &TitleLine, inlines: &[Inline], free: bool) -> Option<Vec<TitleLine>> {
    let (before, mut piece, after) = find_mark(inlines)?;
    let mut after_next = after;
    let mut people = None;
    // A picture of the slides in front of the title names nobody.
    let before_text = if is_blank(&before) { String::new() } else { one_line(&before) };
    let quoted = piece.mark == Mark::Quoted || unquoted(&piece.title).is_some();
    // "panel “Who Pays?”": the kind of session in front of a quoted title.
    let head = before_text.trim_end_matches([':', '：', ' ', '-', '–', '—']);
    // "Workshop: measuring “fog”" goes on with its title.
    let goes_on = || words::strip_format(head).is_some_and(|(_, rest)| !rest.trim().is_empty());
    let kind = words::format_of(head).filter(|_| quoted && !goes_on());
    let base = &TitleLine { format: base.format.or(kind), ..base.clone() };
    let told = quoted && (is_lead_in(&before_text) || kind.is_some() || phrases::is_ceremony(head));
    if !before_text.is_empty() && !told {
        // "Small Boats — *no slides, sorry*": a remark behind a title.
        let remark = piece.mark == Mark::Emphasis && piece.title.starts_with(char::is_lowercase);
        if remark && before_text.trim_end().ends_with(['-', '–', '—']) {
            return None;
        }
        people = Some(people_before(&before_text, quoted)?);
    }
    let follows = plain(&after_next);
    let follows = follows.trim_start();
    let parted =
        follows.starts_with([',', '-', '–', '—', '|', '/', '(']) || words::strip_by(follows).is_some_and(|(_, sure)| sure);
    let mut found: Vec<TitleLine> = Vec::new();
    loop {
        // "**Title.** *Keynote.* Ada Brookfield"
        let after = std::mem::take(&mut after_next);
        let (label, behind) = strip_format_label(Cow::Borrowed(trimmed(&after)));
        let after = if label.is_some() { behind.into_owned() } else { after };
        let stopped = piece.mark == Mark::Emphasis && piece.title.ends_with(['.', '?', '!', ':', '。', '？']) || label.is_some();
        let (tail_people, rest) = tail(&after, free, stopped);
        let base = &TitleLine { format: base.format.or(label), ..base.clone() };
        let mut line = TitleLine { title: tidy(&piece.title), url: piece.url.clone(), mark: piece.mark, ..base.clone() };
        line.splits = if people.is_none() && tail_people.is_none() { people::splits(&piece.title) } else { Vec::new() };
        if let Some(inside) = line.splits.first().filter(|split| split.people.confidence >= 0.6).cloned()
            && tail_people.is_none()
        {
            line.title = tidy(&inside.title);
            line.people = Some(inside.people.clone());
            line.inside = Some(inside);
            line.splits.clear();
        }
        if line.title.is_empty() {
            return None;
        }
        line.people = tail_people.or(line.people).or_else(|| people.clone());
        let nobody = if line.people.is_none() { nobody_behind(&after) } else { None };
        line.unnamed |= nobody.is_some();
        let rest = nobody.unwrap_or(rest);
        line.aside = if line.people.is_none() { aside(&after, stopped) } else { None };
        line.rest = rest;
        line.format = line.format.or_else(|| phrases::format_prefix(&line.title));
        found.push(line);
        match next_title(found.last().map(|line| line.rest.as_slice())?) {
            Some((next, remaining)) if found.len() < 20 => {
                if let Some(line) = found.last_mut() {
                    line.rest.clear();
                }
                (piece, after_next) = (next, remaining);
            }
            _ => break,
        }
    }
    // A run of titles shares the note behind the last of them, and the people named behind the first.
    if let Some(rest) = found.last().map(|line| line.rest.clone()) {
        found.iter_mut().for_each(|line| line.rest = rest.clone());
    }
    if !free && kind.is_none() && found.len() == 1 && found[0].people.is_none() && !is_blank(&found[0].rest) {
        // A heading of which only a part is marked, and nobody named: the whole heading is the title.
        let people = signed(&found[0]).filter(|_| before_text.is_empty() && parted)?;
        let line = found.first_mut()?;
        line.people = Some(people).filter(|people| !people.speakers.is_empty());
        line.rest.clear();
    }
    Some(found)
}

/// Who stands behind a quoted title, known or not: "“Title”, Old Tom", "“Title” (Mirek)"; nobody for "“Title”, N. N.".
fn signed(line: &TitleLine) -> Option<People> {
    let text = one_line(&line.rest);
    let name = text.trim_matches([',', '-', '–', '—', '|', '/', '(', ')', ' ']);
    let whole = phrases::strip_by(name).unwrap_or(name);
    // "“Title” – Old Tom, Lamps in Care": the first piece is who.
    let name = whole.split([',', ';']).next().unwrap_or(whole).trim();
    if line.mark != Mark::Quoted || !(1..=4).contains(&name.split(' ').count()) {
        return None;
    }
    let speakers = match phrases::is_nobody(name) {
        true => Vec::new(),
        false if name.split(' ').all(|word| is_capitalised(word) || is_a_call_sign(word)) => super::lead::named_by_label(whole),
        false => return None,
    };
    Some(People { speakers, confidence: 0.3, said: name.to_owned() })
}

/// "K7TLV": letters and digits behind a name.
fn is_a_call_sign(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// "morning: “Title”", "Last session: “Title”": a few words and a colon that say when, and name nobody.
fn is_lead_in(text: &str) -> bool {
    let Some(words) = text.trim_end().strip_suffix([':', '：']) else { return false };
    let mut rest = words.split_whitespace().skip(1);
    count_words(words) <= 4
        && rest.all(|word| word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
        && people::read_people(words).is_none_or(|people| people.confidence < 0.45)
}

struct Piece {
    title: String,
    url: Option<String>,
    mark: Mark,
}

/// "Title (Ada Brookfield): the note", "Title [Ada Brookfield]" over the note, without a mark on the title; "Talk 3 (Ada
/// Brookfield): Title" over the note.
fn bracketed_people(base: &TitleLine, inlines: &[Inline]) -> Option<TitleLine> {
    let text = plain(inlines);
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak);
    let line = inlines.iter().position(is_break).map_or(text.len(), |end| plain_length(&inlines[..end]));
    let open = text.find(['(', '[', '（']).filter(|&at| (4..160).contains(&at))?;
    let title = &text[..open];
    if title.contains(". ") || title.contains('\n') && title.len() > 120 {
        return None;
    }
    let close = open + text[open..].find([')', ']', '）'])?;
    let behind = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let inner = text[open..close].trim_start_matches(['(', '[', '（']);
    let people = people::read_people(phrases::strip_by(inner).unwrap_or(inner)).filter(|people| people.confidence >= 0.55)?;
    let after = text[behind..].trim_start();
    if after.is_empty() && names_people_before_their_firm(&text, &people) {
        return None;
    }
    if let Some(titled) = after.strip_prefix([':', '–', '—', '：']).filter(|_| phrases::is_session_counter(title)) {
        let titled = text.len() - titled.trim_start().len();
        let end = line.max(titled);
        let rest = note_after(inlines, end);
        let title = tidy(&text[titled..end]);
        return (!title.is_empty()).then(|| TitleLine { title, people: Some(people), rest, ..base.clone() });
    }
    let ends = text.get(behind..line).is_some_and(|left| left.trim().is_empty());
    (after.is_empty() || ends || after.starts_with([':', '.', '-', '–', '—', '：'])).then(|| TitleLine {
        title: tidy(title),
        people: Some(people),
        rest: note_after(inlines, behind),
        ..base.clone()
    })
}

/// "Title / Ada Brookfield (Harbour Works)": what stands in the brackets is where somebody named before them works.
fn names_people_before_their_firm(text: &str, bracketed: &People) -> bool {
    let [firm] = bracketed.speakers.as_slice() else { return false };
    people::splits(text)
        .iter()
        .filter(|split| split.people.confidence >= 0.35)
        .any(|split| split.people.speakers.iter().any(|speaker| speaker.affiliation.as_deref() == Some(firm.name.as_str())))
}

/// The first marked piece of a line, what stands before it and what behind.
fn find_mark(inlines: &[Inline]) -> Option<(Vec<Inline>, Piece, Vec<Inline>)> {
    for (n, inline) in inlines.iter().enumerate() {
        let piece = match inline {
            Inline::Link { url, text } if !is_blank(text) => Piece { title: one_line(text), url: address(url), mark: Mark::Link },
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strikethrough(inner) if !is_blank(inner) => {
                match sole_link(inner) {
                    Some((url, text)) => Piece { title: one_line(text), url: address(url), mark: Mark::Link },
                    None => Piece { title: one_line(inner), url: None, mark: Mark::Emphasis },
                }
            }
            Inline::Text(text) => match quoted_piece(inlines, n, text) {
                Some((before, piece, after)) => return Some((before, piece, after)),
                None => continue,
            },
            _ => continue,
        };
        return Some((inlines[..n].to_vec(), piece, inlines[n + 1..].to_vec()));
    }
    None
}

/// A quoted title that begins in the text inline `n`, where nothing but a little text stands before it.
fn quoted_piece(inlines: &[Inline], n: usize, text: &str) -> Option<(Vec<Inline>, Piece, Vec<Inline>)> {
    let start = text.char_indices().find(|&(at, c)| {
        QUOTES.iter().any(|(open, _)| *open == c)
            && (c != '\'' || at > 0 && text.trim_end_matches(['.', '!', '?', ' ']).ends_with('\''))
            && text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    })?;
    let whole = plain(inlines);
    let offset: usize = plain_length(&inlines[..n]) + start.0;
    let after_open = offset + start.1.len_utf8();
    let end = QUOTES.iter().filter(|(open, _)| *open == start.1).find_map(|(_, close)| {
        whole[after_open..].char_indices().find_map(|(at, c)| {
            let following = &whole[after_open + at + c.len_utf8()..];
            let apart = || following.chars().next().is_none_or(|c| !c.is_alphanumeric()) || begins_with_wide_name(following);
            (c == *close && at > 0 && apart()).then_some(after_open + at)
        })
    })?;
    let title = fold_space(&whole[after_open..end]);
    // 《》 stand around titles only, 「」 around any word.
    let alone = offset == 0 && whole[end..].chars().skip(1).collect::<String>().trim_start().starts_with(['(', '-', '–', '—']);
    let shortest = if start.1 == '《' || alone { 2 } else { 6 };
    if count_words(&title) < 2 && title.chars().count() < shortest {
        return None;
    }
    let (before, from_open) = split_at(inlines, offset);
    let close = whole[end..].chars().next().map_or(0, char::len_utf8);
    let after = split_at(&from_open, end + close - offset).1;
    let url = first_link(&split_at(&from_open, end + close - offset).0);
    Some((before, Piece { title, url, mark: Mark::Quoted }, after))
}

/// "「題名」矢野 まことさん": where no blank parts words, a name may stand right behind the closing mark.
fn begins_with_wide_name(text: &str) -> bool {
    let end = text.find(['…', '（', '(', '：', ':', '\n', '、', '。', '→', '-', '—', '–']).unwrap_or(text.len());
    let name = text[..end].trim_end();
    name.starts_with(letters::is_wide) && people::read_people(name).is_some_and(|people| people.confidence >= 0.5)
}

/// "Ada Brookfield: ", "Ada Brookfield - " in front of a marked title; `None` where the text there names nobody.
fn people_before(before: &str, quoted: bool) -> Option<People> {
    let stripped = words::strip_format(before).map(|(_, rest)| rest);
    let before = stripped.unwrap_or(before).trim_end();
    let bare = before.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '(' | '“' | '"'));
    let names = bare.trim_end_matches([':', '：', '-', '–', '—', '|', ',', '→', '➜', '➔', '»', '>']).trim_end();
    let names = if quoted { person_before::of(names) } else { person_before::telling_of(names) };
    let ends_so = names.len() < bare.len() || stripped.is_some();
    let colon = before.ends_with([':', '：']);
    match people::read_people(names) {
        Some(people)
            if (colon || ends_so && quoted) && people.confidence >= 0.25
                || ends_so && people.confidence >= 0.45
                || people.confidence >= 0.8 =>
        {
            Some(people)
        }
        // "Somebody New: [Title](…)": the colon and the mark behind it say as much as a known name.
        _ if colon
            && (2..=4).contains(&names.split(' ').count())
            && names.split(' ').all(is_capitalised)
            && words::label_of(names).is_none() =>
        {
            let speakers = super::lead::named_by_label(names);
            Some(People { speakers, confidence: 0.3, said: names.to_owned() })
        }
        _ => None,
    }
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
}

/// "[Title](…), Anonymous (an actor).", "**Title** (me!)": what stands where people are named and names nobody; what follows.
fn nobody_behind(after: &[Inline]) -> Option<Vec<Inline>> {
    let text = plain(after);
    let start = text.trim_start();
    let name = start.trim_start_matches([',', '-', '–', '—', '|', '/', '(', '（', ' ', '\u{a0}']);
    if name.len() == start.len() {
        return None;
    }
    let end = name.find([',', '.', '(', ')', '）', ';', ':', '|', '\n']).unwrap_or(name.len());
    let said = name[..end].trim();
    let nobody = !said.is_empty() && (phrases::is_open(said) || phrases::is_the_writer(said));
    let from = text.len() - name.len() + end;
    let from = from + text[from..].len() - text[from..].trim_start_matches([')', '）']).len();
    nobody.then(|| note_after(after, from))
}

/// The people right behind a marked title, and what follows them; `stopped` where the title itself ends in a full stop.
fn tail(after: &[Inline], free: bool, stopped: bool) -> (Option<People>, Vec<Inline>) {
    let text = plain(after);
    let start = text.trim_start();
    let lead = text.len() - start.len();
    if let Some(inner) = start.strip_prefix(['(', '（', '['])
        && let Some(end) = inner.find([')', '）', ']'])
    {
        let close = inner[end..].chars().next().map_or(0, char::len_utf8);
        let open = start.len() - inner.len();
        let names = phrases::strip_by(&inner[..end]).unwrap_or(&inner[..end]);
        let followed = inner[end + close..].trim_start();
        if let Some(people) = people::read_people(names).filter(|people| people.confidence >= 0.3) {
            return (Some(people), note_after(after, text.len() - followed.len()));
        }
        // "**Title** (small) - Ada Brookfield": what stands in brackets is said of the talk, and a dash parts the people.
        let aside =
            || inner[..end].split_whitespace().count() <= 3 && ["- ", "– ", "— "].iter().any(|dash| followed.starts_with(dash));
        if phrases::is_status(&inner[..end]) || aside() {
            let (people, rest) = tail(&split_at(after, lead + open + end + close).1, free, stopped);
            return (people, rest);
        }
    }
    let opened = start.trim_start_matches([',', ':', '：', '-', '–', '—', '|', '/', '~', ' ', '\u{a0}']);
    if phrases::is_about_an_unknown_speaker(opened.trim_end()) {
        return (None, Vec::new());
    }
    let separator = start[..start.len() - opened.len()].trim();
    let set_off = || opened.split_once(' ').map(|(_, rest)| rest).filter(|_| is_genitive(after));
    let by = phrases::strip_by(opened).or_else(|| behind_genitive(opened)).or_else(set_off);
    let by = by.or_else(|| person_before::behind_label(opened, !separator.is_empty()));
    let candidate = by.unwrap_or(opened);
    // The people end where the line does, at a full stop, a colon, a spaced dash or a break: the longest that reads as people.
    let needed = match (by.is_some(), separator) {
        (true, _) => 0.3,
        (false, ":" | "：") => 0.85,
        (false, "") if stopped => 0.5,
        (false, "") => 0.9,
        // What fills the line behind a title, and a note goes on below it.
        (false, _) if candidate.split_once('\n').is_some_and(|(line, _)| !line.ends_with('.')) => 0.4,
        (false, _) => 0.5,
    };
    if free && let Some(found) = people_to_colon(candidate, needed).or_else(|| people_to_dash(candidate, needed)) {
        let from = text.len() - candidate.len() + found.1;
        return (Some(found.0), note_after(after, from));
    }
    let mut best: Option<(People, usize)> = None;
    let line = line_end(after).and_then(|end| end.checked_sub(text.len() - candidate.len()));
    let line = line.filter(|&end| candidate.get(end..).is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase)));
    for end in line.into_iter().chain(people_ends(candidate, !free)) {
        if let Some(people) = people::read_people(candidate[..end].trim()).filter(|people| people.confidence >= needed)
            && best.as_ref().is_none_or(|(held, _)| people.confidence > held.confidence + 0.25)
        {
            best = Some((people, end));
        }
    }
    if let Some((people, end)) = best {
        let from = text.len() - candidate.len() + end;
        return (Some(people), note_after(after, from));
    }
    // "by Somebody New & Another, Company" on the rest of the line: the word says as much as known names.
    let line = candidate.split('\n').next().unwrap_or(candidate).trim_end();
    if words::strip_by(opened).is_some_and(|(_, sure)| sure) && line.len() < 120 && !line.contains([':', '.']) {
        let speakers = super::lead::marked_speakers(line);
        let capital = speakers.iter().all(|speaker| speaker.name.split(' ').all(is_capitalised));
        if !speakers.is_empty() && capital {
            let from = text.len() - candidate.len() + line.len();
            return (Some(People { speakers, confidence: 0.5, said: line.to_owned() }), note_after(after, from));
        }
    }
    (None, note_after(after, lead))
}

/// What stands behind a marked title and a mark that parts it, up to the end of a line, a sentence or a bracket: capitalised
/// words that siblings may tell to be a name.
fn aside(after: &[Inline], stopped: bool) -> Option<Aside> {
    let text = plain(after);
    let start = text.trim_start();
    let opened = start.trim_start_matches([',', '-', '–', '—', '|', '/', '(', '~', '·', '•', ' ', '\u{a0}']);
    let wide = opened.starts_with(letters::is_wide);
    if opened.len() == start.len() && !wide && !stopped {
        return None;
    }
    let ends = ["\n", ". ", ": ", " - ", " – ", " — ", " | ", " … ", " ... ", " → ", ")", " (", "（", "："];
    let end = ends.iter().filter_map(|end| opened.find(end)).min().unwrap_or(opened.len());
    let name = opened[..end].trim_end_matches(['.', ' ']);
    let speakers = candidate::plain_names(name).filter(|_| name.len() <= 60 && !phrases::is_nobody(name))?;
    Some(Aside { speakers, rest: note_after(after, text.len() - opened.len() + end) })
}

/// Words that make what stands before them somebody's.
pub(super) const GENITIVE: [&str; 8] = ["de", "di", "do", "da", "du", "del", "della", "van"];

/// "**Titre** de Ada Brookfield et Milo Venn": what follows must surely be people.
fn behind_genitive(text: &str) -> Option<&str> {
    let elided = ["d'", "d’"].iter().find_map(|mark| text.strip_prefix(mark));
    let rest = elided.or_else(|| text.split_once(' ').filter(|(word, _)| GENITIVE.contains(word)).map(|(_, rest)| rest))?;
    let line = rest.split(['\n', '.', ':', '(']).next().unwrap_or(rest);
    people::read_people(line.trim()).filter(|people| people.confidence >= 0.6).map(|_| rest)
}

/// "**Título** de *Ada Brookfield*": what is set off as well is a name.
pub(super) fn is_genitive(behind_title: &[Inline]) -> bool {
    let [Inline::Text(joint), Inline::Emphasis(name) | Inline::Strong(name) | Inline::Link { text: name, .. }, ..] =
        trimmed(behind_title)
    else {
        return false;
    };
    GENITIVE.contains(&joint.trim()) && people::read_people(&one_line(name)).is_some_and(|people| people.confidence >= 0.4)
}

/// "Ada Njoku (Quay): note …": a colon behind people ends them.
fn people_to_colon(text: &str, needed: f32) -> Option<(People, usize)> {
    let line = text.split('\n').next().unwrap_or(text);
    let at = line
        .char_indices()
        .find(|&(at, c)| matches!(c, ':' | '：') && line[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace))?;
    let people = people::read_people(line[..at.0].trim()).filter(|people| people.confidence >= needed.min(0.6))?;
    Some((people, at.0))
}

/// "Ada Njoku - note …": what stands behind the dash is the note, unless it is a role or an organisation.
fn people_to_dash(text: &str, needed: f32) -> Option<(People, usize)> {
    let (at, mark) =
        [" - ", " – ", " — ", " … ", " ... ", " → "].iter().filter_map(|mark| text.find(mark).map(|at| (at, *mark))).min()?;
    let behind = text[at + mark.len()..].split([',', '.', ';', '\n']).next().unwrap_or("").trim();
    if people::is_role(behind) || people::is_organisation(behind) || people::person_likeness(behind) >= 0.5 {
        return None;
    }
    let people = people::read_people(text[..at].trim()).filter(|people| people.confidence >= needed.max(0.45))?;
    Some((people, at))
}

/// Where the first line of `inlines` ends in their plain text, where another follows.
fn line_end(inlines: &[Inline]) -> Option<usize> {
    let at = inlines.iter().position(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak))?;
    Some(plain(&inlines[..at]).len())
}

/// Where a list of people at the beginning of `text` could end, the whole first.
fn people_ends(text: &str, whole_only: bool) -> Vec<usize> {
    let line = text.find('\n').unwrap_or(text.len());
    let mut ends = vec![line];
    if whole_only {
        return ends;
    }
    for (at, _) in text[..line].match_indices([':', '：', '.', '\u{a0}', ';', '(']) {
        // The colon of "(28:55)" ends nothing.
        let clock =
            text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit()) && text[..at].ends_with(|c: char| c.is_ascii_digit());
        if at < 160 && !clock {
            ends.push(at);
        }
    }
    for mark in [" - ", " – ", " — ", " | ", " … ", " → ", ", "] {
        ends.extend(text[..line].match_indices(mark).map(|(at, _)| at).take(3));
    }
    // "(it counts fog, slowly)": what stands in brackets stays together.
    if line < 400 && text[..line].contains('(') {
        ends.retain(|&end| text[..end].matches('(').count() <= text[..end].matches(')').count());
    }
    ends.sort_unstable_by(|a, b| b.cmp(a));
    ends.dedup();
    ends.truncate(12);
    ends
}

/// The inlines behind `from`, without the punctuation that parts them from the title.
pub(super) fn note_after(after: &[Inline], from: usize) -> Vec<Inline> {
    let text = plain(after);
    let rest = text.get(from..).unwrap_or("");
    let body = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '.' | ',' | '|' | ')' | ';' | '…' | '→')
    });
    if body.is_empty() {
        return Vec::new();
    }
    split_at(after, text.len() - body.len()).1
}

/// The next title of a run: "[A](…), [B](…) and [C](…)".
fn next_title(rest: &[Inline]) -> Option<(Piece, Vec<Inline>)> {
    let (before, piece, after) = find_mark(rest)?;
    let joint = one_line(&before);
    let joint = joint.trim_matches([',', ' ', ';', '&', '+']);
    (piece.mark == Mark::Link && (joint.is_empty() || phrases::is_and(joint))).then_some((piece, after))
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;
    use super::*;

    #[test]
    fn rooms_stand_behind_bars() {
        check(
            "# Ferrocon 2031\n\n**11:00 | Counting fog, and tears | Room 314**\nAnna Berg\n\n- slow\n\n**11:55 | Small boats | Room 327**\nPeter Jones\n\n- wet\n\n**14:30 | Rivers | a history | Room 310**\nMaria Lopez\n\n- long\n",
            "event Ferrocon 2031
             talk 3 Counting fog, and tears | Anna Berg | 11:00 | Room 314
             note - slow
             talk 8 Small boats | Peter Jones | 11:55 | Room 327
             note - wet
             talk 13 Rivers | a history | Maria Lopez | 14:30 | Room 310
             note - long",
        );
    }

    #[test]
    fn a_marked_label_in_front_of_a_title_is_its_format() {
        let strong = |text: &str| Inline::Strong(vec![Inline::Text(text.to_owned())]);
        let inlines = [
            strong("Taller:"),
            Inline::Text(" ".to_owned()),
            strong("Contar la niebla"),
            Inline::Text(" – Ana García".to_owned()),
        ];
        let line = &read_title_lines(&inlines, true)[0];
        assert_eq!((line.title.as_str(), line.format), ("Contar la niebla", Some(TalkFormat::Workshop)));
        assert!(line.people.is_some());
    }

    #[test]
    fn what_became_of_a_talk_is_no_part_of_its_title() {
        #[rustfmt::skip]
        let table = [
            ("Parsing Fog (accepted)",                                   "Parsing Fog"),
            ("Parsing Fog ([accepted](schedule not yet published))",     "Parsing Fog"), // damaged: no link
            ("Parsing Fog [slides]",                                     "Parsing Fog"),
            ("Parsing Fog (did not catch the name)",                     "Parsing Fog"),
            ("Parsing Fog (by hand)",                                    "Parsing Fog (by hand)"),
            ("Parsing Fog (lead: none, open)",                           "Parsing Fog"),
            ("Parsing Fog / speaker to be confirmed",                    "Parsing Fog"),
            ("Parsing Fog, with everybody",                              "Parsing Fog"),
            ("Parsing Fog ⭐",                                           "Parsing Fog"),
            ("Why I ❤ fog",                                              "Why I ❤ fog"),
            ("Next up: Parsing Fog",                                     "Parsing Fog"),
            ("Workshop B12 – Parsing Fog",                               "Parsing Fog"),
            ("A. Parsing Fog",                                           "Parsing Fog"),
            ("A. Brookfield (Quay): Parsing Fog",                        "A. Brookfield (Quay): Parsing Fog"),
        ];
        for (text, title) in table {
            let line = read_title_lines(&[Inline::Text(text.to_owned())], false);
            assert_eq!(line[0].title, title, "{text:?}");
        }
    }

    #[test]
    fn a_comma_in_brackets_ends_no_people() {
        let text = "Anna Berg (it is wet, the dog is fine)";
        assert_eq!(people_ends(text, false), [text.len(), 10]);
        let text = "Anna Berg, Quay";
        assert_eq!(people_ends(text, false), [text.len(), 9]);
    }

    #[test]
    fn a_colon_ends_the_people_behind_a_title() {
        check(
            "# Ferrocon 2031\n\n- **Parsing Fog** — Anna Berg (Quay): RPKI, 40% of it\n- **Small Boats** — Peter Jones (Lumen): wet\n- **Long Rivers** — Maria Lopez (Tide): long\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg (Quay)
             note RPKI, 40% of it
             talk 4 Small Boats | Peter Jones (Lumen)
             note wet
             talk 5 Long Rivers | Maria Lopez (Tide)
             note long",
        );
    }

    #[test]
    fn what_leads_to_slides_and_tells_how_long_it_was_is_no_note() {
        check(
            "# Ferrocon 2031: the videos\n\n\
             * [Parsing Fog](https://v.example/1) - Anna Berg (28:55) [slides](https://s.example/1)\n\
             * [Small Boats](https://v.example/2) - Peter Jones (31:10)\n\
             * [Long Rivers](https://v.example/3) - Maria Lopez | [slides](https://s.example/3) [code](https://c.example/3)\n\
             * [Wet Sand](https://v.example/4) - Julia Hart (12:00), the best of them all\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg | https://v.example/1
             talk 4 Small Boats | Peter Jones | https://v.example/2
             talk 5 Long Rivers | Maria Lopez | https://v.example/3
             talk 6 Wet Sand | Julia Hart | https://v.example/4
             note the best of them all",
        );
    }

    #[test]
    fn people_stand_behind_a_title_that_ends_in_a_full_stop() {
        check(
            "# Notes from Ferrocon 2031\n\n## Session 5: Short papers\n\n**Counting Fog.** Zelm Quarrow, Anna Berg, and Brugel Ottwick\n\nSlow.\n\n**Small Boats?** *Keynote.* Ummo Trastevel-Ito\n\nWet.\n\n**Long Rivers: a Study.** Peter Jones (Quay)\n\nLong.\n\n**Wet Sand.** Maria Lopez, Otto Brandt, et al.\n\nDry.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog. | Zelm Quarrow; Anna Berg; Brugel Ottwick
             note Slow.
             talk 9 Small Boats? | Ummo Trastevel-Ito | keynote
             note Wet.
             talk 13 Long Rivers: a Study. | Peter Jones (Quay)
             note Long.
             talk 17 Wet Sand. | Maria Lopez; Otto Brandt
             note Dry.",
        );
    }

    #[test]
    fn a_kind_of_session_stands_before_people_and_nobody_behind_a_dash() {
        check(
            "# Ferrocon 2031\n\n### Anna Berg: Counting Fog\n\na\n\n### Workshop - Peter Jones: Small Boats\n\nb\n\n### Maria Lopez (opening keynote): Long Rivers\n\nc\n\n### Wet Sand —\n\nd\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones | workshop
             note b
             talk 11 Long Rivers | Maria Lopez | keynote
             note c
             talk 15 Wet Sand
             note d",
        );
    }

    #[test]
    fn a_genitive_names_people_behind_a_marked_title() {
        check(
            "# Retour sur Brumecon 2031\n\n**Compter la brume** de Julien Martin et Marie Dubois\n\nTrès bon.\n\n**Les bateaux dorment** de Pierre Durand\n\nBeau.\n",
            "event Brumecon 2031
             talk 3 Compter la brume | Julien Martin; Marie Dubois
             note Très bon.
             talk 7 Les bateaux dorment | Pierre Durand
             note Beau.",
        );
    }
}
