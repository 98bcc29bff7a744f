//! The journeys of the first issue on the sample documents, where `HALLWAY_SAMPLES` names their folder (.ci/run does).
//!
//! The samples belong to their authors and are no part of this repository, so only counts, places and queries stand here.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::path::PathBuf;

use support::{Run, TestLibrary};

/// The library of the five samples, synced, and what `add` said; nothing where the samples are not there.
fn library_of_samples() -> Option<(TestLibrary, Run)> {
    let Some(folder) = std::env::var_os("HALLWAY_SAMPLES").map(PathBuf::from).filter(|folder| folder.is_dir()) else {
        eprintln!("skipped: HALLWAY_SAMPLES names no folder of samples");
        return None;
    };
    let library = TestLibrary::new();
    let added = library.run(["add".as_ref(), folder.as_os_str()]).succeeds();
    Some((library, added))
}

/// The counts in a line: `QCon  21 talks  2 notes` gives 21 talks and 2 notes as `[21, 2]`.
fn counts(line: &str) -> Vec<usize> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_counted = |word: &str| ["talk", "note", "takeaway"].contains(&word.trim_end_matches('s'));
    words.windows(2).filter(|pair| is_counted(pair[1])).filter_map(|pair| pair[0].parse().ok()).collect()
}

/// The lines that start with `path:line:` of a sample, as (first three letters of its name, line).
fn places(out: &str) -> Vec<(String, usize)> {
    let place = |line: &str| {
        let mut parts = line.split(':');
        let name = parts.next()?.rsplit('/').next()?.get(..3)?.to_owned();
        Some((name, parts.next()?.trim().parse().ok()?))
    };
    out.lines().filter_map(place).collect()
}

#[track_caller]
fn assert_places(run: &Run, wanted: &[(&str, usize)]) {
    let found = places(&run.out);
    for (name, line) in wanted {
        assert!(found.contains(&((*name).to_owned(), *line)), "{name}:{line} is not in {found:?}\n{}", run.out);
    }
}

#[test]
fn journey_1_first_run() {
    let Some((library, added)) = library_of_samples() else { return };
    let said: Vec<&str> = added.out.lines().collect();
    assert_eq!(said.len(), 6, "{}", added.out);
    #[rustfmt::skip]
    let table: [(&str, &[usize], &str); 5] = [
        ("programme",   &[11],         "no event named"),
        ("programme",   &[11],         "the same 11 as 000"),
        ("submissions", &[69],         "no event named"),
        ("report",      &[21, 2, 2],   ""),
        ("feed",        &[39, 39, 34], "10 entries, 7 of them about 4 events"),
    ];
    for (line, (kind, numbers, words)) in said.iter().zip(table) {
        assert!(line.contains(kind) && line.contains(words), "{kind}, {words:?}: {line}");
        assert_eq!(counts(line), numbers, "{line}");
    }
    added.shows(&["5 sources · 6 events · 140 talks (151 before linking) · 41 notes · 36 takeaways\n"]);

    let listed = library.run(["list", "events"]).succeeds();
    let mut events: Vec<Vec<usize>> = listed.out.lines().map(counts).collect();
    events.sort();
    assert_eq!(events, [[4, 4, 0], [7, 7, 8], [8, 8, 4], [11, 0, 0], [20, 20, 22], [21, 2, 2]], "{}", listed.out);

    let found = library.run(["doctor"]).succeeds().out;
    for (name, what) in [("004", ":19: "), ("003", ":40: "), ("003", "states no author and no date")] {
        let is_told = |line: &str| line.contains(&format!("/{name}_")) && line.contains(what);
        assert!(found.lines().any(is_told), "{name} {what:?}\n{found}");
    }

    std::fs::remove_dir_all(library.path("index")).unwrap();
    library.run(["sync", "-q"]).succeeds();
    assert_eq!(library.run(["list", "events"]).succeeds().out, listed.out);
}

#[test]
fn journey_3_searching_takeaways_across_events() {
    let Some((library, _)) = library_of_samples() else { return };
    let run = library.run(["search", "\"api gateway\""]).succeeds();
    assert_places(&run, &[("003", 38), ("004", 2254)]);
    run.shows(&["\n2 talks, 2 events\n"]);

    let run = library.run(["search", "exactly-once"]).succeeds();
    assert_places(&run, &[("003", 8), ("001", 61), ("000", 44)]);

    let run = library.run(["search", "kind:takeaway \"worth investigating\"", "--save", "look-into"]).succeeds();
    assert_places(&run, &[("004", 1261), ("004", 1976)]);
    assert_eq!(library.run(["search", "query:look-into"]).succeeds().out, run.out);

    let query = "\"recommend watching\" OR \"worth watching\" OR \"watch the recording\"";
    let run = library.run(["search", query, "--save", "watch-later"]).succeeds();
    assert_eq!(run.out.lines().last(), Some("6 talks, 3 events"), "{}", run.out);

    library.run(["search", "kubernets"]).ends_with(1).says(&["nothing found; did you mean kubernetes?"]);
}

#[test]
fn journey_5_one_talk_as_its_sources_saw_it() {
    let Some((library, _)) = library_of_samples() else { return };
    library.run(["show", "harness engineering"]).succeeds().shows(&[
        "PROGRAMME  none in this library",
        "PROPOSAL   none in this library",
        "NOTES",
        "posted 2026-04-09",
        ":542",
        "NAMED IN TAKEAWAYS",
        ":14)",
        "found by link",
    ]);
    let run = library.run(["show", "async runtime"]).succeeds();
    let heading = run.out.lines().next().unwrap_or_default();
    for fact in ["14:00", "90 min", "stage-a", "session 13"] {
        assert!(heading.contains(fact), "{fact}: {heading}");
    }
    run.shows(&["PROGRAMME", "notes/000", ":24, :80", "notes/001", ":33, :102", "said of it: "]);
    library.run(["show", "outbox"]).succeeds().shows(&["PROPOSAL   notes/002", "RELATED"]);
}
