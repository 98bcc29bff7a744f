//! Where talks are held, in words: rooms, tracks, and what stands over several of them.

use super::{phrases, tables, words};
use crate::folded::fold;
use crate::marks::Marks;
use crate::when;

/// A time, a day, a room, a track or a kind of session, and nothing else.
pub(super) fn is_group(text: &str) -> bool {
    let rest = when::leading_time(text).map_or(text, |(_, _, rest)| rest);
    // "Workshops (choose one)"
    let rest =
        rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    rest.is_empty()
        || when::day_label(rest).is_some()
        || phrases::is_format_heading(rest)
        || phrases::track_of_heading(rest).is_some()
        || is_room(rest)
        || is_track(without_bracket(rest))
        || are_parallel(rest)
}

/// "Track 2", "Piste A".
pub(super) fn is_track(text: &str) -> bool {
    is_counted_by(TRACKS, text)
}

/// "Track 2 (only what I saw)" without the remark.
pub(super) fn without_bracket(text: &str) -> &str {
    text.split('(').next().unwrap_or(text).trim()
}

/// Words for a room in front of its number or name, folded.
#[rustfmt::skip]
const ROOMS: &[&str] = &[
    "room", "stage", "hall", "auditorium", "theatre", "theater", "salle", "amphi", "raum", "saal", "horsaal", "aula", "sala", "salon", "zaal", "lokaal", "auditorio", "sal",
];

/// Words that count what runs beside each other.
const TRACKS: &[&str] =
    &["track", "stream", "devroom", "strang", "spur", "piste", "pista", "trilha", "traccia", "spoor", "spar", "sciezka"];

/// "Room 4", "Aula 1.1", "Saal B": a word for a room with its number or name.
pub(super) fn is_room(text: &str) -> bool {
    is_counted_by(ROOMS, text) || words::find_label(text).is_some_and(|(label, _)| label == words::Label::Room)
}

/// One of the words and its number or letter.
fn is_counted_by(words: &[&str], text: &str) -> bool {
    let folded = fold(text);
    let mut all = folded.split(' ');
    let counted = all.next().is_some_and(|word| words.contains(&word));
    let number = all.next().is_some_and(|word| word.len() <= 2 || word.bytes().all(|byte| byte.is_ascii_digit()));
    counted && number && all.count() <= 1
}

/// "Raum Elisabeth", "Sala Grande": a word for a room and one or two capitalised words, among other facts of a talk.
pub(super) fn is_named_room(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(|word| ROOMS.contains(&fold(word).as_str()));
    let names: Vec<&str> = words.collect();
    first && (1..=2).contains(&names.len()) && names.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// "Sala grande", "Grande salle", "Großer Saal", "ルームB": a word for a room and one more.
pub(super) fn is_room_in_small_letters(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let called = |word: &&str| ROOMS.contains(&fold(word).as_str());
    let wide =
        || ["ルーム", "ホール", "会场", "会議室", "教室"].iter().any(|room| text.contains(room)) && text.chars().count() <= 8;
    words.len() == 2 && words.iter().any(called) || words.len() == 1 && wide()
}

/// Where a talk is held, as it stands between a time and a title.
pub(super) enum Place<'a> {
    Room(&'a str),
    Track(&'a str),
}

/// "Hörsaal 1: Title", "Sala Grande — Title", "Track 2 - Title": the room or the track behind a time, in front of a title,
/// and what follows it.
pub(super) fn leading_place(text: &str) -> Option<(Place<'_>, &str)> {
    const FIRST: &[&str] = &["salle", "amphi", "raum", "saal", "horsaal", "aula", "sala", "salon", "zaal", "lokaal", "auditorio"];
    static BEHIND: Marks = Marks::of(&[": ", " — ", " – ", " - ", " | ", " / ", ", "]);
    let (at, mark) = BEHIND.find(text)?;
    let (room, rest) = (text[..at].trim(), text[at + mark.len()..].trim_start());
    let words: Vec<&str> = room.split_whitespace().collect();
    let (first, last) = (fold(words.first()?), fold(words.last()?));
    let named = words.len() <= 3 && words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    // "Side | “Title” by …"
    let quoted = mark == " | " && rest.starts_with(['"', '“', '„', '«', '»', '「', '『', '‘']);
    let called = quoted || ROOMS.contains(&last.as_str()) || FIRST.contains(&first.as_str());
    if rest.is_empty() {
        None
    } else if is_track(room) {
        Some((Place::Track(room), rest))
    } else {
        (is_room(room) || named && called).then_some((Place::Room(room), rest))
    }
}

/// "Parallel talks", "Charlas en paralelo", "Parallele Sessions".
fn are_parallel(text: &str) -> bool {
    let folded = fold(text);
    tables::words(&folded).nth(4).is_none()
        && tables::words(&folded).any(|word| word.starts_with("parallel") || word.starts_with("paralel") || word == "concurrent")
}
