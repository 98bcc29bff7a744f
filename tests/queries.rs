//! Searches over this repository's own library, as people type them: tests/queries.toml says what each must find.
//!
//! A query whose `today` is set does not find it yet, and says what is known of why; it fails once it does, so that the
//! line goes.

mod support;

use std::fmt::Write;

use hallway::index::{Index, SearchOptions};
use hallway::library::Library;
use serde::Deserialize;
use support::TestLibrary;

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    /// The title of the talk that must be among the first three groups of hits.
    talk: Option<String>,
    /// The event of that talk.
    event: Option<String>,
    /// Words of a passage that must be among the first five hits.
    passage: Option<String>,
    today: Option<String>,
}

#[test]
fn what_people_look_for_is_among_the_first_hits() {
    let folder = TestLibrary::of_the_repository();
    folder.run(["sync", "-q"]).succeeds();
    let library = Library::open(&folder.path("")).unwrap();
    let index = Index::open(&library).unwrap();
    let queries = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/queries.toml")).unwrap();
    let queries: Queries = toml::from_str(&queries).unwrap();
    let mut faults = String::new();
    for query in &queries.query {
        match (is_found(&index, query), &query.today) {
            (Ok(()), None) | (Err(_), Some(_)) => {}
            (Err(first), None) => writeln!(faults, "{:?}: not found; first is {first}", query.text).unwrap(),
            (Ok(()), Some(_)) => writeln!(faults, "{:?}: found now: take `today` away", query.text).unwrap(),
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// Whether the query, or the spelling that is offered for it, finds what it must; else what comes first.
fn is_found(index: &Index, query: &Query) -> Result<(), String> {
    let search =
        |text: &str| index.search(&hallway::index::Query::parse(text, &mut |_| None), &SearchOptions::default()).unwrap();
    let mut answers = search(&query.text);
    if let Some(meant) = &answers.did_you_mean {
        answers = search(meant);
    }
    let mut groups: Vec<&str> = Vec::new();
    for (place, hit) in answers.hits.iter().enumerate() {
        if !groups.contains(&&*hit.group) {
            groups.push(&hit.group);
        }
        let is_talk = query.talk.as_ref().is_some_and(|talk| is_title(&hit.title, talk));
        let is_event = query.event.as_ref().is_none_or(|event| hit.event.as_ref() == Some(event));
        if is_talk && is_event && groups.len() <= 3 {
            return Ok(());
        }
        let is_passage = query.passage.as_ref().is_some_and(|words| folded(&hit.text).contains(&folded(words)));
        if is_passage && place < 5 {
            return Ok(());
        }
    }
    let first = answers.hits.first();
    Err(first.map_or("nothing".to_owned(), |hit| format!("{:?} at {}:{}", hit.title, hit.path, hit.line)))
}

/// Whether `found` is the title `wanted`, or that without its subtitle, as some documents have it.
fn is_title(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (folded(found), folded(wanted));
    found.contains(&wanted) || wanted.starts_with(&format!("{found}:"))
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}
