//! What says that titles and the names beside them are talks, and not books, records, papers or people: the event, what the
//! text speaks of, its outline, and what hardly anything but a talk has. Only an event in the title is enough alone.

use super::candidate::Candidate;
use super::dated;
use super::talks::Context;
use super::tally::Tally;
use crate::folded::{Folded, fold};
use crate::marks::Marks;
use crate::read::document::Block;
use crate::when;

/// The least that makes talks of titles with names.
pub(super) const ENOUGH: f32 = 1.5;

/// Reasons that nothing but a talk gives.
const TALKS_ONLY: &[&str] =
    &["has a labelled speaker", "has slides or a recording", "ends with a session code", "its text speaks of the talk"];

/// What says that the document is about talks, and how much.
pub(super) fn weigh(talks: &[Candidate], context: &Context) -> Tally {
    let mut tally = Tally::default();
    let plainly = context.names_it_plainly();
    tally.add(plainly, 2.0, "the event is plainly named");
    tally.add(!plainly && context.promise > 0.0, 1.0, "an event is named or a visit told");
    tally.add(context.speech >= 0.5, 1.5, "the text often speaks of talks");
    tally.add((0.25..0.5).contains(&context.speech), 0.5, "the text sometimes speaks of talks");
    let share =
        |test: &dyn Fn(&Candidate) -> bool| talks.iter().filter(|talk| test(talk)).count() as f32 / talks.len().max(1) as f32;
    let hours = run_forwards(talks);
    let shown = talks.len() >= 2 && share(&|talk| is_shown(talk, hours)) >= 0.33;
    tally.add(shown, 1.5, "many have what only talks have: a time, a kind, slides, a labelled speaker");
    tally.add(share(&tells_of_its_speaker) >= 0.3, 1.0, "notes call their speakers by the given name");
    let handle = |talk: &Candidate| talk.said.as_deref().is_some_and(|said| said.contains('@'));
    tally.add(share(&handle) >= 0.3, 1.0, "handles stand beside the names");
    let firms = |talk: &Candidate| talk.speakers.iter().any(|speaker| speaker.affiliation.is_some());
    tally.add(share(&firms) >= 0.4, 0.5, "firms stand beside the names");
    tally.add(context.notes, 1.0, "the title says that these are notes");
    let people = context.notes || context.event && talks.len() >= 5;
    tally.add(share(&|talk| talk.named) >= 0.8 && people, 0.5, "nearly all titles name people");
    tally.add(context.outlined, 1.0, "headings are days, kinds of session, or name talks");
    tally.add(context.titled_so, 1.0, "the title speaks of a conference");
    tally.add(context.recurs, 1.0, "the next meeting is announced");
    tally.add(!context.titled_so && context.promise == 0.0 && context.recap, 0.5, "the title calls it a recap");
    tally.add(context.titled_so && dated::are_most(talks, 3), 0.5, "days stand in front of the titles");
    tally
}

/// Whether the talks are a small part of the document and have nothing that only a talk has: the books in a letter, the
/// vacancies of a month.
pub(super) fn are_aside(talks: &[Candidate], blocks: &[Block]) -> bool {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return false };
    let lines = |talk: &Candidate| {
        let end = talk.body.iter().map(|block| block.end_line).fold(talk.line, usize::max);
        // A line and the blank one below it.
        end + 2 - talk.line
    };
    let covered: usize = talks.iter().map(lines).sum();
    let whole = last.end_line.max(first.line) + 1 - first.line;
    let hours = run_forwards(talks);
    covered * 3 < whole && !talks.iter().any(|talk| is_shown(talk, hours))
}

/// The note tells what its speaker did, called by the given name as only who was there does: "Ada showed".
fn tells_of_its_speaker(talk: &Candidate) -> bool {
    if talk.speakers.is_empty() {
        return false;
    }
    let texts: Vec<Folded> = talk.body.iter().take(2).map(|block| fold(&block.text())).collect();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).take(80).collect();
    let given = talk.speakers.iter().filter_map(|speaker| {
        let name = fold(&speaker.name);
        let (given, rest) = name.split_once(' ')?;
        // "Ada Brookfield writes": whole names stand in reviews.
        Some((given.to_owned(), rest.split(' ').next().unwrap_or("").to_owned()))
    });
    given.into_iter().any(|(given, next)| {
        words.iter().enumerate().any(|(n, word)| *word == given && words.get(n + 1).is_none_or(|behind| *behind != next))
    })
}

/// Whether the times are those of a day, one behind the other; how long something took goes up and down.
fn run_forwards(talks: &[Candidate]) -> bool {
    let starts: Vec<&str> = talks.iter().filter_map(|talk| talk.start.as_deref()).collect();
    let back = starts.windows(2).filter(|pair| pair[1] < pair[0]).count();
    back * 2 < starts.len().max(1)
}

/// Something that books and records do not have; `hours` tells whether times are the hours of a day.
fn is_shown(talk: &Candidate, hours: bool) -> bool {
    talk.start.is_some() && hours
        || talk.format.is_some()
        || talk.track.is_some()
        || talk.room.is_some()
        || talk.has_abstract
        || talk.reasons.iter().any(|reason| TALKS_ONLY.contains(&reason.as_ref()))
}

/// Whether a heading names talks: "I talk della mattina", "The talks", "Vorträge am Freitag".
pub(super) fn names_talks(heading: &str) -> bool {
    #[rustfmt::skip]
    const TALKS: &[&str] = &["talk", "talks", "session", "sessions", "vortrag", "vortrage", "charlas", "ponencias", "palestras", "keynote", "keynotes", "lezingen", "presentaties", "interventions"];
    let folded = fold(heading);
    folded.split(' ').count() <= 5 && folded.split(' ').any(|word| TALKS.contains(&word))
}

/// Whether a title says that these are notes on what was said: "Notes: …", "… notes", "… trip report", "…, day two".
pub(super) fn calls_itself_notes(title: &str) -> bool {
    const NOTES: &[&str] = &["notes", "notizen", "mitschrift", "apuntes", "notas", "appunti", "aantekeningen", "anotacoes"];
    #[rustfmt::skip]
    static PHRASES: Marks = Marks::of(&[
        "notes from", "notes on the", "trip report", "conference report", "talk notes", "session notes", "conference notes", "konferenzbericht", "tagungsbericht", "notizen von", "mitschrift von", "compte rendu", "notes de",
        "my notes", "my own notes", "my scribbles", "meine notizen", "meine mitschrift", "mes notes", "mis notas", "mis apuntes", "minhas notas", "minhas anotacoes", "miei appunti", "mijn aantekeningen", "mijn notities",
        "cronica de", "apuntes de", "notas de la conferencia", "aantekeningen van", "verslag van", "relato de", "resoconto",
    ]);
    let folded = fold(title);
    let (first, last) = (folded.split(' ').next().unwrap_or(""), folded.rsplit(' ').next().unwrap_or(""));
    let day = || {
        let pieces = title.split([',', ':', '(', ')', '–', '—']).skip(1);
        pieces.map(str::trim).any(|piece| when::day_label(piece).is_some_and(|day| day.index.is_some()))
    };
    NOTES.contains(&first) || NOTES.contains(&last) || PHRASES.are_in(&folded) || day()
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn titles_with_names_are_talks_where_something_says_so() {
        let works = "## Pale Lamps\n*Anna Berg, Peter Jones*\n\nGood.\n\n## Small Boats at Noon\n*Maria Lopez*\n\nWet.\n\n## Long Rivers\n*Otto Brandt*\n\nLong.\n";
        check(&format!("# What I took in this spring\n\nA lot.\n\n{works}"), "none");
        let talks = "talk 5 Pale Lamps | Anna Berg; Peter Jones
             note Good.
             talk 10 Small Boats at Noon | Maria Lopez
             note Wet.
             talk 15 Long Rivers | Otto Brandt
             note Long.";
        let told = [
            ("# What I took in this spring\n\nThe talks, by session; each speaker has slides.\n\n", ""),
            ("# A conference digest, of sorts\n\nMy notes, and what a speaker said there.\n\n", ""),
            ("# Ferrocon 2031\n\nA lot.\n\n", "event Ferrocon 2031\n"),
            ("---\nevent: Ferrocon 2031\n---\n\n", "event Ferrocon 2031\n"),
        ];
        for (head, event) in told {
            check(&format!("{head}{works}"), &format!("{event}{talks}"));
        }
    }
}
