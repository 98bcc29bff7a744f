//! The records of a document: what the rules found, put together, with ids.

mod context;
mod data;
mod feed;
mod talk;
#[cfg(test)]
mod tests;
mod text;

pub(super) use talk::talk_record;

use std::collections::BTreeMap;

use crate::extract::candidate::{Candidate, Position};
use crate::extract::{Explanation, Said, notes, source, takeaways};
use crate::folded::fold;
use crate::model::{Event, Kind, Note, Records, Takeaway};
use crate::read::document::{Document, EntryData, Shape};
use crate::{memo, when};
use data::data;
use feed::feed;
use talk::note_body;
use text::{Reading, text};

/// Why places are talks or none; `None` where nobody asks, so that no reason is looked for.
pub(super) type Reasons = Option<Vec<Explanation>>;

/// Builds the records, and adds the reasons for them to `reasons`.
pub(super) fn build(document: &Document, said: &Said, reasons: &mut Reasons) -> Records {
    memo::forget();
    let mut records = Records { warnings: document.warnings.clone(), ..Records::default() };
    records.source = source::read(document, &mut records.warnings);
    if let Some(author) = &said.author {
        records.source.authors = vec![author.clone()];
    }
    match document.shape {
        Shape::Feed => feed(document, said, &mut records, reasons),
        Shape::Text => text(document, said, &mut records, reasons),
        Shape::Schedule | Shape::Submissions => data(document, said, &mut records),
    }
    assign_ids(&mut records);
    records.warnings.sort_by_key(|warning| warning.line);
    records
}

/// Adds what a part holds to the records.
fn add(
    reading: Reading<'_>,
    kind: Kind,
    event: Option<&Event>,
    author: Option<String>,
    entry: Option<&EntryData>,
    records: &mut Records,
) {
    let Reading { talks, takeaways, part, single } = reading;
    let is_notes = matches!(kind, Kind::Report | Kind::Feed);
    let year = event
        .and_then(|event| event.year)
        .or_else(|| entry.and_then(|entry| entry.published.as_deref()).and_then(when::find_year));
    let day = entry
        .and_then(|entry| day_of_title(&entry.title, event))
        .or_else(|| records.source.title.as_deref().filter(|_| entry.is_none()).and_then(|title| day_of_title(title, event)));
    let line_of = |line: usize| if entry.is_some() { part.line } else { line };
    let mut spans: Vec<(Candidate, usize)> = Vec::new();
    for (candidate, lines) in talks {
        let index = records.talks.len();
        let talk = talk_record(&candidate, &lines, event, entry, year, day.as_deref(), &part, kind);
        if is_notes {
            let body = note_body(&candidate);
            if !notes::is_empty(body) {
                records.notes.push(Note {
                    talk: index.to_string(),
                    author: author.clone(),
                    markdown: notes::markdown(&part, body, candidate.line),
                    quotes: notes::quotes(body),
                    links: notes::links(body),
                    line: line_of(candidate.line),
                });
            }
        }
        records.talks.push(talk);
        spans.push((candidate, index));
    }
    if !is_notes {
        return;
    }
    // How far each talk and those before it reach: none before the first that reaches beyond a place holds it.
    let mut farthest = (0, 0);
    let reach: Vec<Position> = spans
        .iter()
        .map(|(talk, _)| {
            farthest = farthest.max(talk.span.1);
            farthest
        })
        .collect();
    for found in takeaways {
        let first = if single { 0 } else { reach.partition_point(|end| *end <= found.position) };
        let talk = spans[first..]
            .iter()
            .find(|(talk, _)| single || (talk.span.0 <= found.position && found.position < talk.span.1))
            .map(|(_, index)| *index);
        let line = line_of(found.line);
        let takeaway = takeaway_record(found, talk, event, author.clone());
        records.takeaways.push(Takeaway { entry: entry.map(|entry| entry.id.clone()), line, ..takeaway });
    }
}

/// A takeaway of the talk at that place in the list, or of the whole event.
pub(super) fn takeaway_record(
    found: takeaways::Found,
    talk: Option<usize>,
    event: Option<&Event>,
    author: Option<String>,
) -> Takeaway {
    Takeaway {
        text: found.text,
        markdown: found.markdown,
        event: event.map(|event| event.name.clone()),
        talk: talk.map(|index| index.to_string()),
        topic: found.topic,
        author,
        entry: None,
        line: found.line,
    }
}

/// A day that a post's title names behind the event: "FooConf 2031: Workshop Day" → "Workshop Day".
fn day_of_title(title: &str, event: Option<&Event>) -> Option<String> {
    let name = &event?.name;
    let rest = title.split_once(name.as_str()).map(|(_, rest)| rest)?;
    let rest = rest.trim_matches([':', '-', '–', '—', ',', '(', ')', ' ', '|']);
    let folded = fold(rest);
    let names_day = when::day_label(rest).is_some()
        || folded.split(' ').any(|word| matches!(word, "day" | "tag" | "jour" | "dia" | "dag" | "giorno"));
    (names_day && rest.len() < 60).then(|| when::day_label(rest).map_or_else(|| rest.to_owned(), |day| day.label))
}

/// Gives every talk its id, and notes and takeaways that of their talk (which until now is its place in the list).
fn assign_ids(records: &mut Records) {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for talk in &mut records.talks {
        let base = crate::id::talk_id(talk.event.as_deref(), &talk.title);
        let count = used.entry(base.clone()).or_default();
        *count += 1;
        talk.id = if *count == 1 { base } else { format!("{base}-{count}") };
    }
    let id = |index: &str| -> Option<String> { Some(records.talks.get(index.parse::<usize>().ok()?)?.id.clone()) };
    for note in &mut records.notes {
        if let Some(id) = id(&note.talk) {
            note.talk = id;
        }
    }
    for takeaway in &mut records.takeaways {
        takeaway.talk = takeaway.talk.as_deref().and_then(id);
    }
}
