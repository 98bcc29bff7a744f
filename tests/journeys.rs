//! What a person does with the library that this repository is: first run, searching across events, one talk as its
//! sources saw it, publishing. The figures are those of notes/ and feeds/, counted by hand.

mod support;

use support::TestLibrary;

/// One library for all journeys: reading it takes longest.
#[test]
fn the_journeys_work_on_the_library_of_this_repository() {
    let library = TestLibrary::of_the_repository();
    first_run(&library);
    searching_across_events(&library);
    one_talk_as_its_sources_saw_it(&library);
    publishing(&library);
}

/// Lanternconf 2031 again, as an attendee who begins from its programme meets it.
#[test]
fn notes_at_a_conference_from_its_programme() {
    let library = TestLibrary::of_the_repository();
    let path = "notes/lanternconf-2031.md";
    let run = library.run(["new", "Lanternconf 2031", "--author", "Mara Lindgren", "--print-path"]).succeeds();
    assert_eq!(run.out.trim(), path);
    let text = library.text(path);
    let heading = "#### `11:45` Alt Text Is Interface — Noor Vandermeer\n";
    let at = text.find(heading).expect("a heading for every talk") + heading.len();
    // She types right under the heading, and a takeaway.
    let typed = format!("{}- describe what the picture is for, not the heron\n{}", &text[..at], &text[at..]);
    library.write(path, typed.replace("## Takeaways\n", "## Takeaways\n\n- Write the text before the picture\n"));
    library.run(["sync", "-q", "--offline"]).succeeds();
    library
        .run(["search", "heron"])
        .succeeds()
        .shows(&["notes/lanternconf-2031.md:", "Alt Text Is Interface — Noor Vandermeer · Mara Lindgren"]);
    library.run(["search", "kind:takeaway author:lindgren"]).succeeds().shows(&["Write the text before the picture"]);
    let missed = library.run(["list", "talks", "event:lanternconf", "--missed", "--author", "Mara Lindgren"]).succeeds();
    assert_eq!(missed.out.lines().count(), 11, "12 talks in the programme\n{}", missed.out);
    library.run(["new", "lanternconf", "--author", "Mara Lindgren"]).succeeds().shows(&["unchanged, as the programme is"]);
    // A typed line that was no part of the programme's stays, whatever becomes of that.
    let programme = library.text("notes/lanternconf-2031/programme.html");
    library.write("notes/lanternconf-2031/programme.html", programme.replace("<td>11:45</td>", "<td>12:00</td>"));
    let changed = library.run(["new", "lanternconf", "--author", "Mara Lindgren"]).succeeds();
    changed.shows(&["changed   Alt Text Is Interface: was 11:45"]);
    assert!(library.text(path).contains("\n- describe what the picture is for, not the heron\n"));
    library.run(["publish", "site", "--base-url", "https://example.org/"]).succeeds();
    assert!(!library.text("site/atom.xml").contains("heron"), "a draft");
}

/// In 2031 the blog's lightning talks of "Day 1" stay beside the programme's of "Monday": nothing says that this is one day.
const EVENTS: [(&str, usize); 4] =
    [("Free Harbour Days 2031", 3), ("Lanternconf 2031", 17), ("Tidewater Systems 2030", 13), ("Tidewater Systems 2031", 22)];

fn first_run(library: &TestLibrary) {
    let synced = library.run(["sync"]).succeeds().shows(&["13 sources · 4 events · 55 talks (", "feeds/combined.atom"]);
    synced.says(&["held back: notes/lanternconf-2031/otto-brandt-draft.md (draft: true)"]);
    let listed = library.run(["list", "events"]).succeeds().out;
    for (line, (event, talks)) in listed.lines().zip(EVENTS) {
        assert!(line.starts_with(event) && line.contains(&format!(" {talks} talks ")), "{event}: {talks}\n{listed}");
    }
    assert_eq!(listed.lines().count(), EVENTS.len(), "{listed}");
    assert_eq!(library.run(["list", "talks"]).succeeds().out.lines().count(), 55);

    library.run(["doctor"]).succeeds().shows(&[
        "warning: feeds/low-water-marks.atom:38: ",
        "info: notes/lanternconf-2031/otto-brandt-draft.md: held back",
        "info: notes/lanternconf-2031/submissions.txt: names no speakers",
    ]);

    let combined = library.text("feeds/combined.atom");
    std::fs::remove_dir_all(library.path("index")).unwrap();
    library.run(["sync", "-q"]).succeeds();
    assert_eq!(library.run(["list", "events"]).succeeds().out, listed);
    assert_eq!(library.text("feeds/combined.atom"), combined);
}

fn searching_across_events(library: &TestLibrary) {
    let drills = library.run(["search", "\"restore drill\" kind:takeaway"]).succeeds();
    for place in [
        "feeds/cass-holloway.xml:11: ",
        "feeds/low-water-marks.atom:33: ",
        "notes/lanternconf-2031/ines-faro.md:63: ",
        "notes/tidewater-systems-2031/ines-faro.md:23: ",
        "notes/tidewater-systems-2031/otto-brandt.md:126: ",
    ] {
        assert!(drills.out.lines().any(|line| line.starts_with(place)), "{place}\n{}", drills.out);
    }
    drills.shows(&["\n5 passages, 2 events\n"]);
    let saved = library.run(["search", "query:watch-later"]).succeeds();
    saved.shows(&["\n5 talks, 3 events\n"]);
    library.run(["search", "backpresure"]).ends_with(1).says(&["nothing found; did you mean backpressure?"]);
}

fn one_talk_as_its_sources_saw_it(library: &TestLibrary) {
    library.run(["show", "backpressure is"]).succeeds().shows(&[
        "Backpressure Is a Conversation — Tobias Wrenfield (Kestrel Rail) · Tidewater Systems 2031 · ",
        "10:30, 45 min",
        "PROGRAMME  notes/tidewater-systems-2031/programme.txt:",
        "PROPOSAL   none in this library",
        "NOTES      Pia Ostrander, posted 2031-05-12, feeds/low-water-marks.atom:164\n",
        "NOTES      Ines Faro, posted 2031-05-15, notes/tidewater-systems-2031/ines-faro.md:48\n",
        "NOTES      Otto Brandt, notes/tidewater-systems-2031/otto-brandt.md:20\n",
        "NAMED IN TAKEAWAYS of “Tidewater Systems 2031: reflection” (feeds/low-water-marks.atom:33)",
        "also names  Feature Flags Are Debt with a Switch",
        "ONE TALK   because of ",
    ]);
    // Her German report translates the title: links.toml says that the two are one.
    library.run(["show", "feature flags for content"]).succeeds().shows(&[
        "PROGRAMME  notes/lanternconf-2031/programme.html:",
        "PROPOSAL   notes/lanternconf-2031/submissions.txt:",
        "NOTES      Wiebke Tornow, posted 2031-09-29, notes/lanternconf-2031/wiebke-tornow.md:27",
    ]);
    let ambiguous = library.run(["show", "restore drill nobody"]).ends_with(2);
    ambiguous.says(&["fits 2 things", "Tidewater Systems 2030", "Tidewater Systems 2031"]);
}

/// Proposers tell the organisers of HERON-7741, and a draft names desiredSize: neither is for readers.
fn publishing(library: &TestLibrary) {
    let site = ["publish", "site", "--base-url", "https://example.org/hallway/"];
    library.run(site).succeeds().shows(&["atom.xml 17 entries (11 posts, 6 reports)"]);
    library.run(site).succeeds().shows(&["nothing changed, 0 files written\n"]);
    let mut files = library.texts_below("site");
    files.push(("feeds/combined.atom".to_owned(), library.text("feeds/combined.atom")));
    assert!(files.len() > 20, "{}", files.len());
    for (file, text) in files {
        for secret in ["HERON-7741", "desiredSize"] {
            assert!(!text.contains(secret), "{file} holds {secret}");
        }
    }
}
