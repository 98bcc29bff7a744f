//! Events named by the number of their edition: "Fourth Symposium on Lantern Design", "VII Jornadas de Faroles",
//! "12. Hafentagung". The number says that the kind behind it is a series, so that it needs no year.

use super::events::{EventName, series_and_year};
use crate::folded::fold;
use crate::when;

/// What comes in numbered editions, folded.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "workshop", "workshops", "symposium", "conference", "meeting", "congress", "colloquium", "convention", "forum", "summit", "school", "seminar", "meetup", "unconference", "camp",
    "konferenz", "tagung", "kongress", "symposion", "treffen", "fachtagung", "kolloquium",
    "colloque", "congres", "rencontres", "rencontre", "journees", "journee", "atelier", "assises",
    "congreso", "jornadas", "jornada", "simposio", "encuentro", "taller", "conferencia", "coloquio",
    "conferentie", "bijeenkomst", "dagen",
    "congresso", "encontro", "oficina",
    "convegno", "conferenza", "giornate", "giornata",
];

/// Numbers of editions spelled out, folded; only those that begin with a capital in the text count.
#[rustfmt::skip]
const SPELLED: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    "erste", "erster", "erstes", "zweite", "zweiter", "zweites", "dritte", "dritter", "drittes", "vierte", "vierter", "viertes", "funfte", "funfter", "funftes",
    "premier", "premiere", "premieres", "deuxieme", "deuxiemes", "troisieme", "quatrieme", "cinquieme",
    "primer", "primera", "primeras", "segundo", "segunda", "segundas", "tercer", "tercera", "terceras", "cuarto", "cuarta", "primeiro", "primeira", "terceiro", "terceira",
    "eerste", "tweede", "derde", "primo", "prima", "secondo", "seconda", "terzo", "terza",
];

/// Words that may stand between the number and the kind in lower case.
const BETWEEN: &[&str] =
    &["annual", "international", "national", "european", "joint", "edition", "of", "the", "de", "des", "du", "der"];

/// How many words may stand between the number and the kind.
const REACH: usize = 5;

/// The event that `title` names by the number of its edition; `year_hint` where the title has no year.
pub(super) fn find(title: &str, year_hint: Option<i16>) -> Option<EventName> {
    if let Some(found) = counted_behind(title, year_hint) {
        return Some(found);
    }
    let mut start = 0;
    for word in title.split(' ') {
        let at = start;
        start += word.len() + 1;
        // "My First Conference" counts the writer's, not the conference's.
        let before = fold(title[..at].rsplit(' ').nth(1).unwrap_or(""));
        let own = matches!(
            before.as_str(),
            "my" | "our" | "your" | "mein" | "meine" | "mon" | "ma" | "mi" | "mijn" | "meu" | "minha" | "mio" | "mia"
        );
        if !own
            && is_edition(word)
            && let Some(len) = name_length(&title[at..])
        {
            let name = title[at..at + len].trim_end().to_owned();
            let (series, year) = series_and_year(&name);
            let rest = title[at + len..].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            return Some(EventName { name, series, year: year.or_else(|| when::find_year(title)).or(year_hint), rest });
        }
    }
    None
}

/// "Lantern Meetup 12", "Hafentreffen #7": a name, its kind and the number of the evening, up to what ends it.
fn counted_behind(title: &str, year_hint: Option<i16>) -> Option<EventName> {
    let end = ENDS.iter().filter_map(|mark| title.find(mark)).min().unwrap_or(title.len());
    let (series, number) = title[..end].trim_end().rsplit_once(' ')?;
    let digits = number.trim_start_matches('#');
    let counts = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (name, kind) = series.rsplit_once(' ').unwrap_or(("", series));
    let evening = EVENINGS.iter().any(|evening| fold(kind).ends_with(evening))
        && (!name.is_empty() || !EVENINGS.contains(&fold(kind).as_str()));
    let named = title.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 4 && !name.contains([':', '.', ',']);
    (counts && evening && named).then(|| EventName {
        name: format!("{series} {number}"),
        series: series.to_owned(),
        year: when::find_year(title).or(year_hint),
        rest: title[end..].trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
    })
}

/// What is held again and again and counted, folded.
const EVENINGS: &[&str] = &[
    "meetup",
    "meet up",
    "usergroup",
    "stammtisch",
    "treffen",
    "treff",
    "barcamp",
    "rencontre",
    "encuentro",
    "bijeenkomst",
    "encontro",
    "incontro",
];

/// "4th", "12.", "3ème", "2º", "VII", "Fourth".
fn is_edition(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !digits.is_empty() {
        let ending = &word[digits.len()..];
        let ordinal = matches!(
            ending,
            "st" | "nd" | "rd" | "th" | "." | "º" | "ª" | "°" | "er" | "ère" | "e" | "è" | "ème" | "o" | "a" | "de" | "ste"
        );
        return digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) && ordinal;
    }
    let roman = word.trim_end_matches(['.', 'º', 'ª']);
    let is_roman =
        (1..=6).contains(&roman.len()) && roman.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L')) && roman != "L";
    is_roman && word != "I" || word.starts_with(char::is_uppercase) && SPELLED.contains(&fold(word).as_str())
}

/// What ends a name: a bracket, a comma, a colon, a bar or a dash.
const ENDS: [&str; 7] = [" (", ", ", ": ", " - ", " – ", " — ", " | "];

/// The bytes of a name that begins with its edition: up to what ends it behind a kind and what it is about.
fn name_length(text: &str) -> Option<usize> {
    // "12. Hafentagung": the full stop of the number ends nothing.
    let number = text.find(' ')? + 1;
    let rest = &text[number..];
    let end = ENDS.iter().chain(&[". ", " · "]).filter_map(|mark| rest.find(mark)).min().map_or(text.len(), |end| number + end);
    let words = text[number..end].split(' ').filter(|word| !word.is_empty());
    let mut before_kind = words.take(REACH).take_while(|word| !is_kind(word) || !word.starts_with(char::is_uppercase));
    let plain = before_kind.all(|word| word.starts_with(char::is_uppercase) || BETWEEN.contains(&fold(word).as_str()));
    let has_kind = text[number..end]
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(REACH)
        .any(|word| is_kind(word) && word.starts_with(char::is_uppercase));
    (plain && has_kind && text[..end].split(' ').count() <= 14).then_some(end)
}

/// "Symposium", "Hafentagung": a word for what comes in editions, alone or at the end of a longer word.
fn is_kind(word: &str) -> bool {
    let folded = fold(word);
    KINDS.contains(&folded.as_str())
        || KINDS.iter().any(|kind| kind.len() > 5 && folded.len() > kind.len() + 3 && folded.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_name_events() {
        #[rustfmt::skip]
        let table = [
            ("Second Workshop on Lanterns at Sea (WOLAS '31)",  Some(("Second Workshop on Lanterns at Sea", Some(2031)))),
            ("Proceedings of the 3rd Harbour Symposium",        Some(("3rd Harbour Symposium", None))),
            ("VII Jornadas de Faroles de Cuenca, 2031",         Some(("VII Jornadas de Faroles de Cuenca", Some(2031)))),
            ("12. Hafentagung in Bremen - Notizen",             Some(("12. Hafentagung in Bremen", None))),
            ("3èmes Rencontres du Phare",                       None),
            ("3ème Colloque du Phare : programme",              Some(("3ème Colloque du Phare", None))),
            ("The 9th Annual Lantern Congress 2031",            Some(("9th Annual Lantern Congress 2031", Some(2031)))),
            ("My First Conference",                             None),
            ("First day of the conference",                     None),
            ("Third Time Lucky: a Workshop",                    None),
            ("1. Introduction to the Workshop",                 None),
            ("LanternData meetup 12",                           Some(("LanternData meetup 12", None))),
            ("Hafentreffen #7 – Nebel, 2031",                   Some(("Hafentreffen #7", Some(2031)))),
            ("Meetup 12",                                       None), // whose?
            ("Chapter 12",                                      None),
            ("Mark II Lanterns",                                None),
        ];
        for (title, expected) in table {
            let found = find(title, None);
            assert_eq!(found.as_ref().map(|event| (event.name.as_str(), event.year)), expected, "{title:?}");
        }
    }
}
