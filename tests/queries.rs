//! Searches as people type them: tests/queries.toml over this repository's own library, tests/queries_shared.toml over the documents
//! beside the checkout, where they are. Each says what a person expects to find.
//!
//! `cargo test --test queries -- --nocapture` prints, by the sort of query, how often what is expected comes first, how often it is
//! among the first five, and the mean of one over its place. Places are those of talks: the hits of one talk are one.

#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use hallway::index::{Hit, Index, SearchOptions};
use hallway::library::Library;
use serde::Deserialize;
use support::TestLibrary;

/// What is reached: first, among the first five, mean reciprocal place.
const GOAL: [f64; 3] = [0.90, 0.98, 0.93];

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    group: String,
    /// Words of the title of the talk that is meant.
    talk: Option<String>,
    /// The event of that talk.
    event: Option<String>,
    /// How the name of the document that is meant begins.
    file: Option<String>,
    /// Words of a passage that is meant.
    passage: Option<String>,
    today: Option<String>,
}

#[test]
fn what_people_look_for_comes_first() {
    let folder = TestLibrary::of_the_repository();
    folder.run(["sync", "-q"]).succeeds();
    let mut judged = judge("tests/queries.toml", &folder);
    if let Some(shared) = shared_documents() {
        let folder = TestLibrary::new();
        for file in ["seeds", "corpus"].iter().flat_map(|name| shared.join(name).read_dir().unwrap()) {
            let file = file.unwrap().path();
            if file.is_file() && file.file_name().unwrap() != "SOURCES.md" {
                folder.write(&format!("notes/{}", file.file_name().unwrap().to_string_lossy()), std::fs::read(&file).unwrap());
            }
        }
        folder.run(["sync", "-q"]);
        judged.extend(judge("tests/queries_shared.toml", &folder));
    }
    let (table, [first, five, mean]) = table(&judged);
    println!("{table}");
    let lost: String =
        judged.iter().filter(|judged| judged.place.is_none_or(|place| place > 1)).fold(String::new(), |mut lost, judged| {
            let place = judged.place.map_or("not found".to_owned(), |place| format!("place {place}"));
            writeln!(lost, "{} {:?}: {place}; first is {}", judged.group, judged.text, judged.first).unwrap();
            lost
        });
    println!("{lost}");
    assert!(first >= GOAL[0] && five >= GOAL[1] && mean >= GOAL[2], "\n{table}\n{lost}");
}

/// The documents beside the checkout or beside a folder that holds it.
fn shared_documents() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).map(|folder| folder.join("shared"));
    beside.into_iter().find(|shared| shared.join("corpus").is_dir() && shared.join("seeds").is_dir())
}

struct Judged {
    group: String,
    text: String,
    /// The place of the first talk that is right, from 1.
    place: Option<usize>,
    first: String,
}

fn judge(file: &str, folder: &TestLibrary) -> Vec<Judged> {
    let index = Index::open(&Library::open(&folder.path("")).unwrap()).unwrap();
    let queries = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let queries: Queries = toml::from_str(&queries).unwrap();
    queries.query.iter().map(|query| judge_one(&index, query)).collect()
}

/// The place of what the query, or the spelling that is offered for it, must find.
fn judge_one(index: &Index, query: &Query) -> Judged {
    let search =
        |text: &str| index.search(&hallway::index::Query::parse(text, &mut |_| None), &SearchOptions::default()).unwrap();
    let mut answers = search(&query.text);
    if let Some(meant) = &answers.did_you_mean {
        answers = search(meant);
    }
    let mut groups: Vec<&str> = Vec::new();
    let mut place = None;
    for hit in &answers.hits {
        if !groups.contains(&&*hit.group) {
            groups.push(&hit.group);
        }
        if place.is_none() && is_meant(hit, query) {
            place = groups.iter().position(|group| *group == hit.group).map(|place| place + 1);
        }
    }
    let first = answers.hits.first();
    let first = first.map_or("nothing".to_owned(), |hit| format!("{:?} at {}:{}", hit.title, hit.path, hit.line));
    if query.today.is_some() {
        assert!(place.is_none_or(|place| place > 3), "{:?} is found now: take `today` away", query.text);
    }
    Judged { group: query.group.clone(), text: query.text.clone(), place, first }
}

fn is_meant(hit: &Hit, query: &Query) -> bool {
    let file = |name: &String| hit.path.rsplit('/').next().is_some_and(|file| file.starts_with(name));
    let conditions = [
        query.talk.as_ref().map(|talk| is_title(&hit.title, talk)),
        query.event.as_ref().map(|event| hit.event.as_ref() == Some(event)),
        query.file.as_ref().map(file),
        query.passage.as_ref().map(|words| folded(&hit.text).contains(&folded(words))),
    ];
    conditions.iter().flatten().all(|holds| *holds)
}

/// Whether `found` is the title `wanted`, or that without its subtitle, as some documents have it.
fn is_title(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (folded(found), folded(wanted));
    found.contains(&wanted) || (!found.is_empty() && wanted.starts_with(&format!("{found}:")))
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line for each sort of query and one for all, with what all come to.
fn table(judged: &[Judged]) -> (String, [f64; 3]) {
    let mut groups: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    judged.iter().for_each(|judged| groups.entry(&judged.group).or_default().push(judged));
    let mut lines =
        String::from("| queries | number | first | of the first five | mean reciprocal place |\n|---|---|---|---|---|\n");
    let mut line = |name: &str, of: &[&Judged]| {
        let share = |part: f64| part / of.len() as f64;
        let within =
            |most: usize| share(of.iter().filter(|judged| judged.place.is_some_and(|place| place <= most)).count() as f64);
        let mean = share(of.iter().filter_map(|judged| judged.place).map(|place| 1.0 / place as f64).sum());
        let reached = [within(1), within(5), mean];
        let [first, five, mean] = reached;
        writeln!(lines, "| {name} | {} | {first:.3} | {five:.3} | {mean:.3} |", of.len()).unwrap();
        reached
    };
    for (name, of) in &groups {
        line(name, of);
    }
    let reached = line("all", &judged.iter().collect::<Vec<_>>());
    (lines, reached)
}
