//! Talks that share a rare word of a title: offered as related, never joined.

use std::collections::BTreeSet;

use super::{Catalogue, Related};
use crate::id::fold;

/// A word in more talks than this says nothing of one of them.
const RARE: usize = 3;
/// Shorter words are rarely what a talk is about.
const LETTERS: usize = 5;

/// The talks of other titles in whose title or notes a rare word of the talk's title stands, most shared words first.
pub fn related_by_rare_words(catalogue: &Catalogue, talk: usize) -> Vec<Related> {
    let Some(title) = catalogue.talks.get(talk).map(|talk| fold(&talk.title)) else { return Vec::new() };
    let words: BTreeSet<&str> = title.split(' ').filter(|word| word.chars().count() >= LETTERS).collect();
    let mut holders: Vec<(&str, Vec<usize>)> = words.into_iter().map(|word| (word, Vec::new())).collect();
    for n in (0..catalogue.talks.len()).filter(|&n| n != talk) {
        let text = text_of(catalogue, n);
        for (word, talks) in &mut holders {
            if talks.len() <= RARE && text.split(' ').any(|other| other == *word) {
                talks.push(n);
            }
        }
    }
    let mut found: Vec<(usize, Vec<&str>)> = Vec::new();
    for (word, talks) in holders.iter().filter(|(_, talks)| talks.len() <= RARE) {
        for &n in talks {
            match found.iter_mut().find(|(held, _)| *held == n) {
                Some((_, words)) => words.push(word),
                None => found.push((n, vec![word])),
            }
        }
    }
    found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| catalogue.talks[a.0].id.cmp(&catalogue.talks[b.0].id)));
    let reason =
        |words: &[&str]| format!("both speak of {}", words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", "));
    found.iter().take(RARE).map(|(talk, words)| Related { talk: *talk, reason: reason(words) }).collect()
}

/// Title and notes of a talk, folded; submitters' words to the organisers are in neither.
fn text_of(catalogue: &Catalogue, talk: usize) -> String {
    let Some(talk) = catalogue.talks.get(talk) else { return String::new() };
    let mut text = fold(&talk.title);
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(id) = source.records.talks.get(member.talk).map(|talk| &talk.id) else { continue };
        for note in source.records.notes.iter().filter(|note| note.talk == *id) {
            text.push(' ');
            text.push_str(&fold(&note.markdown));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Corrections, link};
    use crate::model::{Note, Records, SourceRecords, Talk};

    fn source(path: &str, talks: &[(&str, &str)]) -> SourceRecords {
        let mut records = Records::default();
        for (title, note) in talks {
            let id = format!("no-event/{}", crate::id::slug(title));
            records.notes.push(Note { talk: id.clone(), markdown: (*note).to_owned(), ..Note::default() });
            records.talks.push(Talk { id, title: (*title).to_owned(), ..Talk::default() });
        }
        SourceRecords { path: path.to_owned(), name: path.to_owned(), records }
    }

    #[test]
    fn a_rare_word_of_the_title_relates_talks_and_a_usual_one_does_not() {
        let catalogue = link(
            vec![
                source("a", &[("Testing Anchors in Storms", "")]),
                source(
                    "b",
                    &[
                        ("Evening Session", "somebody showed an anchors-only mooring"),
                        ("Testing Ropes", ""),
                        ("Testing Sails", ""),
                    ],
                ),
                source("c", &[("Testing Keels", ""), ("Testing Masts", "")]),
            ],
            &Corrections::default(),
        );
        let talk = catalogue.talks.iter().position(|talk| talk.title == "Testing Anchors in Storms").unwrap();
        let related: Vec<(String, String)> = related_by_rare_words(&catalogue, talk)
            .into_iter()
            .map(|one| (catalogue.talks[one.talk].title.clone(), one.reason))
            .collect();
        assert_eq!(related, [("Evening Session".to_owned(), "both speak of “anchors”".to_owned())]);
    }
}
