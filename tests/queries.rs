//! Searches over this repository's own library, as people type them: tests/queries.toml says what each must find.
//!
//! A query whose `today` is set does not find it yet, and says what is known of why; it fails once it does, so that the
//! line goes.

mod support;

use std::fmt::Write;

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
    let library = TestLibrary::of_the_repository();
    library.run(["sync", "-q"]).succeeds();
    let queries: Queries =
        toml::from_str(&std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/queries.toml")).unwrap()).unwrap();
    let mut faults = String::new();
    for query in &queries.query {
        match (is_found(&library, query), &query.today) {
            (Ok(()), None) | (Err(_), Some(_)) => {}
            (Err(first), None) => writeln!(faults, "{:?}: not found; first is {first}", query.text).unwrap(),
            (Ok(()), Some(_)) => writeln!(faults, "{:?}: found now: take `today` away", query.text).unwrap(),
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// Whether the query, or the spelling that is offered for it, finds what it must; else what comes first.
fn is_found(library: &TestLibrary, query: &Query) -> Result<(), String> {
    let mut run = library.run(["search", "--json", "--", &query.text]);
    if let Some(meant) = run.err.split("did you mean ").nth(1).and_then(|rest| rest.split("?\n").next()) {
        run = library.run(["search", "--json", "--", meant]);
    }
    let hits = run.records();
    let mut groups: Vec<&str> = Vec::new();
    for (place, hit) in hits.iter().enumerate() {
        let text = |field: &str| hit[field].as_str().unwrap_or_default();
        if !groups.contains(&text("group")) {
            groups.push(text("group"));
        }
        let is_talk = query.talk.as_ref().is_some_and(|talk| folded(text("title")).contains(&folded(talk)));
        let is_event = query.event.as_ref().is_none_or(|event| text("event") == event);
        if is_talk && is_event && groups.len() <= 3 {
            return Ok(());
        }
        let is_passage = query.passage.as_ref().is_some_and(|words| folded(text("text")).contains(&folded(words)));
        if is_passage && place < 5 {
            return Ok(());
        }
    }
    Err(hits.first().map_or("nothing".to_owned(), |hit| format!("{} at {}:{}", hit["title"], hit["path"], hit["line"])))
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}
