//! Titles of sessions that carry more than a title: the speaker in brackets or behind a dash, "talk by", "part 2".
//!
//! A name is cut off only where a word for it stands there ("talk by"), or where most titles of the same programme,
//! none of which has its speaker stated elsewhere, are written alike.

use super::phrases;
use crate::model::Speaker;
use crate::read::document::Session;
use crate::read::{could_be_person, people};

/// Where the titles of one programme have their speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// `Title (Name)`
    Brackets,
    /// `Title - Name`
    Behind(&'static str),
    /// `Name: Title`
    Before(&'static str),
}

const PATTERNS: &[Pattern] = &[
    Pattern::Brackets,
    Pattern::Behind(" - "),
    Pattern::Behind(" – "),
    Pattern::Behind(" — "),
    Pattern::Behind(" | "),
    Pattern::Behind(" by "),
    Pattern::Behind(" von "),
    Pattern::Behind(" par "),
    Pattern::Behind(" por "),
    Pattern::Before(": "),
    Pattern::Before("："),
    Pattern::Before(" - "),
    Pattern::Before(" – "),
    Pattern::Before(" — "),
];

/// What a title was cut into.
pub(super) struct Cut {
    pub(super) title: String,
    pub(super) speakers: Vec<Speaker>,
    /// The word before "by".
    pub(super) format: Option<String>,
}

/// The pattern that most of `sessions` follow, if their speakers are stated nowhere else.
pub(super) fn pattern_of(sessions: &[&Session]) -> Option<Pattern> {
    let bare: Vec<&str> =
        sessions.iter().filter(|session| session.speakers.is_empty()).map(|session| session.title.as_str()).collect();
    if bare.len() < 3 || bare.len() * 2 < sessions.len() {
        return None;
    }
    let counted =
        PATTERNS.iter().map(|pattern| (bare.iter().filter(|title| cut_by(title, *pattern).is_some()).count(), *pattern));
    let (count, pattern) =
        counted.fold((0, None), |best, (count, pattern)| if count > best.0 { (count, Some(pattern)) } else { best });
    // "Welcome", "Coffee": nobody gives them.
    let given = bare.iter().filter(|title| !phrases::is_pause(title) && !phrases::is_ceremony(title)).count();
    pattern.filter(|_| count >= 3 && count * 2 >= given)
}

/// Cuts the speakers off a title, by a word for them or by the programme's `pattern`.
pub(super) fn cut(title: &str, pattern: Option<Pattern>) -> Option<Cut> {
    by_word(title).or_else(|| pattern.and_then(|pattern| cut_by(title, pattern))).or_else(|| keynote(title)).or_else(|| {
        // Where most have their people behind the title, a dash parts them as well as brackets.
        pattern.filter(|pattern| !matches!(pattern, Pattern::Before(_)))?;
        [" — ", " – "].iter().find_map(|mark| cut_by(title, Pattern::Behind(mark)))
    })
}

fn cut_by(title: &str, pattern: Pattern) -> Option<Cut> {
    let (rest, names) = match pattern {
        Pattern::Brackets => bracket(title)?,
        Pattern::Behind(mark) => title.rsplit_once(mark)?,
        Pattern::Before(mark) => title.split_once(mark).map(|(names, rest)| (rest, names))?,
    };
    let speakers = with_firms(people(names));
    let all_people = !speakers.is_empty()
        && speakers.iter().all(|speaker| could_be_person(&speaker.name) && speaker.name.contains([' ', '\u{3000}']));
    let rest = rest.trim();
    (all_people && !rest.is_empty()).then(|| Cut { title: rest.to_owned(), speakers, format: None })
}

/// A single word behind a full name is where the person works: `Ada Brookfield, Lumen`.
fn with_firms(speakers: Vec<Speaker>) -> Vec<Speaker> {
    let mut kept: Vec<Speaker> = Vec::with_capacity(speakers.len());
    for speaker in speakers {
        let bare = speaker.affiliation.is_none() && !speaker.name.contains([' ', '\u{3000}', '@']);
        match kept.last_mut() {
            Some(last) if bare && last.affiliation.is_none() => last.affiliation = Some(speaker.name),
            _ => kept.push(speaker),
        }
    }
    kept
}

/// `Title (talk by Name)`, in brackets of either kind. What is named there and is no person is cut off all the same.
fn by_word(title: &str) -> Option<Cut> {
    const BY: [&str; 8] = [" by ", " von ", " par ", " por ", " di ", " door ", " mit ", " with "];
    const KINDS: [&str; 20] = [
        "talk",
        "workshop",
        "tutorial",
        "panel",
        "keynote",
        "demo",
        "lightning talk",
        "session",
        "presentation",
        "lecture",
        "training",
        "vortrag",
        "conférence",
        "atelier",
        "charla",
        "taller",
        "palestra",
        "presentazione",
        "lezing",
        "presentatie",
    ];
    let (rest, inside) = bracket(title)?;
    let padded = format!(" {inside}");
    let (kind, names) = BY.iter().find_map(|by| padded.split_once(by))?;
    let kind = kind.trim().to_lowercase();
    if !(kind.is_empty() || KINDS.contains(&kind.as_str())) || rest.is_empty() {
        return None;
    }
    let speakers: Vec<Speaker> = people(names).into_iter().filter(|speaker| could_be_person(&speaker.name)).collect();
    if kind.is_empty() && speakers.is_empty() {
        return None;
    }
    Some(Cut { title: rest.to_owned(), speakers, format: Some(kind).filter(|kind| !kind.is_empty()) })
}

/// `Keynote: Name - Title`, `Keynote: Title - Name`, `Keynote: Name, Role`.
fn keynote(title: &str) -> Option<Cut> {
    let (label, rest) = title.split_once(':')?;
    if !super::session_words::words(label).iter().any(|word| word == "keynote") || label.split_whitespace().count() > 3 {
        return None;
    }
    let rest = rest.trim();
    let full_name = |text: &str| text.contains(' ') && could_be_person(text);
    if let Some((left, right)) = [" - ", " – ", " — ", " | "].iter().find_map(|mark| rest.split_once(mark)) {
        return match (full_name(left.trim()), full_name(right.trim())) {
            (true, false) => {
                Some(Cut { title: right.trim().to_owned(), speakers: people(left), format: Some("keynote".to_owned()) })
            }
            (false, true) => {
                Some(Cut { title: left.trim().to_owned(), speakers: people(right), format: Some("keynote".to_owned()) })
            }
            _ => None,
        };
    }
    let (name, role) = rest.split_once(", ")?;
    // A name and what the person is; the session itself has no title but this.
    let short = role.split_whitespace().count() <= 4 && role.starts_with(char::is_uppercase) && !role.contains(',');
    let speaker = Speaker { name: name.trim().to_owned(), affiliation: None, role: Some(role.trim().to_owned()) };
    (full_name(name) && short).then(|| Cut {
        title: title.to_owned(),
        speakers: vec![speaker],
        format: Some("keynote".to_owned()),
    })
}

fn bracket(title: &str) -> Option<(&str, &str)> {
    let title = title.trim_end();
    let (open, close) = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find(|(_, close)| title.ends_with(*close))?;
    let at = title.rfind(open)?;
    let inside = title.get(at + open.len_utf8()..title.len() - close.len_utf8())?;
    Some((title.get(..at)?.trim_end(), inside.trim()))
}

/// Takes away a repetition of the speakers' names at the beginning: `Keynote: Ada Brookfield Parsing fog`.
pub(super) fn without_speakers(title: &str, speakers: &[Speaker]) -> Option<String> {
    let (label, rest) = match title.split_once(": ") {
        Some((label, rest)) if super::session_words::words(label).iter().any(|word| word == "keynote") => (true, rest),
        _ => (false, title),
    };
    let rest = speakers.iter().find_map(|speaker| rest.trim_start().strip_prefix(speaker.name.as_str()))?;
    let marked = rest.trim_start().starts_with([':', '-', '–', '—', '|']);
    // Behind a comma stands what the person is, not what the talk is.
    if !marked && !rest.starts_with(' ') {
        return None;
    }
    let rest = rest.trim_start_matches([' ', ':', '-', '–', '—', '|']);
    (!rest.is_empty() && rest.contains(' ') && (marked || label)).then(|| rest.to_owned())
}

/// A title without the number of its part, and whether it had one: `Fog workshop (part 2)`, `Fog, Teil 1`, `Fog (1/2)`.
pub(super) fn without_part(title: &str) -> (&str, bool) {
    const PARTS: [&str; 7] = ["part", "parts", "pt", "teil", "partie", "parte", "deel"];
    let text = title.trim_end().trim_end_matches([')', ']']);
    let last = text
        .rfind(|c: char| !(c.is_alphanumeric() || c == '/'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let number = &text[last..];
    let before = text[..last].trim_end_matches([' ', '.', '(', '[', '#']);
    let is_part = |word: &str| {
        let digits =
            word.split('/').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits || matches!(word, "I" | "II" | "III" | "IV" | "V" | "one" | "two" | "three")
    };
    if !is_part(number) {
        let continued = ["continued", "cont", "cont.", "fortsetzung", "suite"].contains(&number.to_lowercase().as_str());
        let rest = before.trim_end_matches([' ', ',', '-', '–', ':']);
        return if continued && !rest.is_empty() { (rest, true) } else { (title, false) };
    }
    let word_at =
        before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let named = PARTS.contains(&before[word_at..].to_lowercase().as_str());
    let rest = if named { &before[..word_at] } else { before };
    let rest = rest.trim_end_matches([' ', ',', '-', '–', '—', ':', '(', '[']);
    if (named || number.contains('/')) && !rest.is_empty() { (rest, true) } else { (title, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programme(titles: &[&str]) -> Vec<Session> {
        titles.iter().map(|title| Session { title: (*title).to_owned(), ..Session::default() }).collect()
    }

    #[test]
    fn a_pattern_needs_most_of_the_titles() {
        #[rustfmt::skip]
        let table: [(&[&str], Option<Pattern>); 6] = [
            (&["Parsing fog (Ada Brookfield)", "Logs as letters (Milo Venn)", "Lanterns (Ines Faro and Otto Brandt)", "Opening"], Some(Pattern::Brackets)),
            (&["Parsing fog - Ada Brookfield", "Logs - a love story - Milo Venn", "Lanterns - Ines Faro"], Some(Pattern::Behind(" - "))),
            (&["Ada Brookfield: Parsing fog", "Milo Venn: Logs as letters", "Ines Faro: Lanterns"], Some(Pattern::Before(": "))),
            (&["Fog: a field guide", "Lanterns - and how to dim them", "Letters (a survival guide)"], None),
            (&["Parsing fog (Ada Brookfield)", "Welcome", "Logs (Milo Venn)", "Coffee", "Lamps (Ines Faro)", "Lunch", "Tides — Otto Brandt", "Quiz"], Some(Pattern::Brackets)),
            (&["Parsing fog (Ada Brookfield)", "Letters", "Lanterns", "Tides", "Quays"], None), // one of five
        ];
        for (titles, wanted) in table {
            let sessions = programme(titles);
            assert_eq!(pattern_of(&sessions.iter().collect::<Vec<_>>()), wanted, "{titles:?}");
        }
    }

    type Wanted = Option<(&'static str, &'static str)>;

    #[test]
    fn speakers_are_cut_off_by_a_word_or_by_the_pattern() {
        #[rustfmt::skip]
        let table: [(&str, Option<Pattern>, Wanted); 14] = [
            ("Who counts fog? (Ada Brookfield, Lumen)",         Some(Pattern::Brackets), Some(("Who counts fog?", "Ada Brookfield"))),
            ("Who counts fog? (Lumen)",                         Some(Pattern::Brackets), None),
            ("Parsing fog (talk by Ada Brookfield)",            None, Some(("Parsing fog", "Ada Brookfield"))),
            ("Parsing fog (workshop by Ada Brookfield & Milo Venn)", None, Some(("Parsing fog", "Ada Brookfield, Milo Venn"))),
            ("Fog: a dialogue (panel by Fog: a dialogue)",      None, Some(("Fog: a dialogue", ""))),
            ("Parsing fog (by any means)",                      None, None),
            ("Parsing fog (Ada Brookfield)",                    None, None),
            ("Parsing fog (Ada Brookfield)",                    Some(Pattern::Brackets), Some(("Parsing fog", "Ada Brookfield"))),
            ("Fog - counted - Ada Brookfield",                  Some(Pattern::Behind(" - ")), Some(("Fog - counted", "Ada Brookfield"))),
            ("Fog, counted — Ada Brookfield",                   Some(Pattern::Brackets), Some(("Fog, counted", "Ada Brookfield"))),
            ("Fog, counted — Ada Brookfield",                   None, None),
            ("Keynote: Ada Brookfield - Parsing the fog",       None, Some(("Parsing the fog", "Ada Brookfield"))),
            ("Keynote: Ada Brookfield, Harbour Master",         None, Some(("Keynote: Ada Brookfield, Harbour Master", "Ada Brookfield"))),
            ("Keynote: Quiet machines",                         None, None),
        ];
        for (title, pattern, wanted) in table {
            let found = cut(title, pattern).map(|cut| {
                let names: Vec<String> = cut.speakers.into_iter().map(|speaker| speaker.name).collect();
                (cut.title, names.join(", "))
            });
            assert_eq!(found.as_ref().map(|(title, names)| (title.as_str(), names.as_str())), wanted, "{title:?}");
        }
    }

    #[test]
    fn the_number_of_a_part_is_no_part_of_the_title() {
        #[rustfmt::skip]
        let table = [
            ("Fog workshop part 1", "Fog workshop", true), ("Fog (Part II)", "Fog", true), ("Nebel, Teil 2", "Nebel", true), ("Fog (1/2)", "Fog", true),
            ("Fog (continued)", "Fog", true), ("Fog in 2031", "Fog in 2031", false), ("HTTP 2", "HTTP 2", false), ("Part 1", "Part 1", false), ("Exam session 2", "Exam session 2", false),
        ];
        for (title, rest, had) in table {
            assert_eq!(without_part(title), (rest, had), "{title:?}");
        }
    }
}
