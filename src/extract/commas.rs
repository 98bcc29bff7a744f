//! What stands behind a comma: "Ada Brookfield, Harbour Works" has the form of "Ada Brookfield, Milo Venn".
//!
//! Where the words alone leave it open, the other talks of the document tell: their writer names either the firm behind
//! the comma or a second speaker, hardly both.

use std::collections::HashSet;

use super::candidate::Candidate;
use super::{letters, names, people};
use crate::folded::fold;
use crate::model::Speaker;

/// What a statement of people shows of its writer's habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Behind the comma surely stands a firm or a role.
    Firm,
    /// Behind the comma surely stands a person.
    Person,
    /// It could be either.
    Open,
    /// The firm stands in brackets, so commas part people.
    Bracketed,
}

/// Settles what is open, where talks show their writer's habit and hardly one the other.
pub(super) fn settle(talks: &mut [Candidate]) {
    let open = |talk: &Candidate| talk.said.as_deref().and_then(shown_of_pair) == Some(Shown::Open);
    if !talks.iter().any(open) {
        return;
    }
    let shown: Vec<Shown> = talks.iter().filter_map(|talk| shown(talk.said.as_deref()?)).collect();
    let count = |wanted: Shown| shown.iter().filter(|&&one| one == wanted).count();
    let (firms, people) = (count(Shown::Firm), count(Shown::Person));
    let for_people = people + count(Shown::Bracketed);
    let are_firms = firms >= 1 && firms >= 4 * for_people;
    let are_people = for_people >= 1 && firms == 0;
    // Who gives another talk alone is a person, where others work is a firm.
    let alone: HashSet<String> = talks
        .iter()
        .filter(|talk| talk.speakers.len() == 1 && talk.said.as_deref().is_some_and(|said| !said.contains(',')))
        .map(|talk| key(&talk.speakers[0].name))
        .collect();
    let joined = |said: &str| said.split_whitespace().any(super::phrases::is_and);
    let together = talks.iter().filter(|talk| talk.said.as_deref().is_some_and(joined)).flat_map(|talk| &talk.speakers);
    let together: HashSet<String> = together.map(|speaker| key(&speaker.name)).collect();
    let firms: HashSet<String> = talks
        .iter()
        .filter(|talk| !open(talk))
        .flat_map(|talk| &talk.speakers)
        .filter_map(|speaker| Some(key(speaker.affiliation.as_deref()?)))
        .collect();
    for talk in talks.iter_mut() {
        let Some((first, second)) = talk.said.as_deref().filter(|said| shown_of_pair(said) == Some(Shown::Open)).and_then(pair)
        else {
            continue;
        };
        let key = key(&second);
        if alone.contains(&key) || together.contains(&key) && !firms.contains(&key) {
            stands_beside(talk, &first, &second);
        } else if are_firms || firms.contains(&key) {
            belongs(talk, &first, &second);
        } else if are_people {
            stands_beside(talk, &first, &second);
        }
    }
}

/// A name for comparing.
fn key(name: &str) -> String {
    fold(name).to_string()
}

/// Who stands in front of the last comma of a statement, and what behind it, where all before are people; `None` where it
/// holds other joints.
fn pair(said: &str) -> Option<(String, String)> {
    if !said.contains(',') {
        return None;
    }
    let joined = [" and ", " & ", " und ", " et ", " y ", " e ", ";", "|", "(", "/", " - ", " – ", " — ", "\n", "@"];
    if joined.iter().any(|joint| said.contains(joint)) {
        return None;
    }
    let said = super::phrases::strip_by(said).unwrap_or(said);
    let (people, second) = said.rsplit_once(',')?;
    let (first, second) = (people.rsplit(',').next()?.trim(), second.trim());
    let likely = !second.is_empty() && people.split(',').all(|one| people::person_likeness(one.trim()) >= 0.5);
    likely.then(|| (first.to_owned(), second.to_owned()))
}

fn shown_of_pair(said: &str) -> Option<Shown> {
    let (first, second) = pair(said)?;
    let likeness = people::person_likeness(&second);
    Some(if people::is_organisation(&second) || people::is_role(&second) || likeness == 0.0 || is_one_word(&first, &second) {
        Shown::Firm
    } else if likeness >= 0.75 {
        Shown::Person
    } else {
        Shown::Open
    })
}

/// "Ada Brookfield, Lantern": behind a whole name, one word that is nobody's given name is no name.
fn is_one_word(first: &str, second: &str) -> bool {
    let named = second.contains(' ') || second.starts_with('@') || letters::holds_wide(second);
    first.contains(' ') && !named && !names::is_given_name(&fold(second))
}

fn shown(said: &str) -> Option<Shown> {
    let bracketed = said.split_once('(').is_some_and(|(name, inside)| {
        people::person_likeness(name.trim().trim_end_matches(',')) >= 0.5 && inside.contains(')') && !inside.contains(',')
    });
    if bracketed {
        return Some(Shown::Bracketed);
    }
    let parts: Vec<&str> = said.split(',').map(str::trim).collect();
    if parts.len() >= 3 && parts.iter().all(|part| people::person_likeness(part) >= 0.6) {
        return Some(Shown::Person);
    }
    shown_of_pair(said)
}

/// The second is where the first works.
fn belongs(talk: &mut Candidate, first: &str, second: &str) {
    let key = fold(second);
    talk.speakers.retain(|speaker| fold(&speaker.name) != key);
    if let Some(speaker) = talk.speakers.iter_mut().find(|speaker| fold(&speaker.name) == fold(first)) {
        speaker.affiliation.get_or_insert_with(|| second.to_owned());
    }
}

/// The second is a speaker as well.
fn stands_beside(talk: &mut Candidate, first: &str, second: &str) {
    let key = fold(second);
    let Some(at) = talk.speakers.iter().position(|speaker| fold(&speaker.name) == fold(first)) else { return };
    if talk.speakers[at].affiliation.as_deref().is_some_and(|firm| fold(firm) == key) {
        talk.speakers[at].affiliation = None;
        talk.speakers.insert(at + 1, Speaker { name: second.to_owned(), ..Speaker::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_talks_tell_what_stands_behind_a_comma() {
        #[rustfmt::skip]
        let table = [
            // the doubtful one, the others, who gives the doubtful one
            ("Anna Berg, Zelm Quarrow",  vec!["Peter Jones, Maria Lopez", "Julia Martin, David Cohen"],   vec!["Anna Berg", "Zelm Quarrow"]),
            ("Anna Berg, Zelm Quarrow",  vec!["Peter Jones, Quay GmbH", "Julia Martin, Lumen Labs", "David Cohen, Tide Inc"], vec!["Anna Berg"]),
            ("Anna Berg, Zelm Quarrow",  vec!["Peter Jones, Lumen", "Julia Martin and David Cohen, Tide"], vec!["Anna Berg"]),
            ("Anna Berg, Zelm Quarrow",  vec!["Zelm Quarrow", "Julia Martin, Lumen Labs"],              vec!["Anna Berg", "Zelm Quarrow"]),
            ("Anna Berg, Zelm Quarrow",  vec!["Peter Jones (Quay)", "Julia Martin (Lumen)"],              vec!["Anna Berg", "Zelm Quarrow"]),
            ("Anna Berg, Peter Jones, Zelm Quarrow",  vec!["Zelm Quarrow", "Julia Martin"],    vec!["Anna Berg", "Peter Jones", "Zelm Quarrow"]),
            ("Anna Berg, Peter Jones, Zelm Quarrow",  vec!["Julia Martin, Lumen Labs"],        vec!["Anna Berg", "Peter Jones"]),
        ];
        for (open, others, expected) in table {
            assert_eq!(shown(open), Some(Shown::Open), "{open:?}");
            let talk = |said: &str| {
                let read = people::read_people(said);
                Candidate {
                    said: Some(said.to_owned()),
                    speakers: read.map(|people| people.speakers).unwrap_or_default(),
                    ..Candidate::default()
                }
            };
            let mut talks: Vec<Candidate> = others.iter().map(|said| talk(said)).chain([talk(open)]).collect();
            settle(&mut talks);
            let names: Vec<&str> = talks.last().unwrap().speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            assert_eq!(names, expected, "{open:?} among {others:?}");
        }
    }
}
