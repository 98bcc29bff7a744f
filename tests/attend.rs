//! At a conference: from its programme to notes to what was missed.

mod support;

use support::ferrocon::{ferrocon_programme, programme};
use support::server::{Reply, Server};
use support::{TestLibrary, private};

/// The programme with the first talk at another time, the second cancelled, one added.
fn changed() -> String {
    programme(&[
        ("1", "1130-1215", "Lists Without Locks (talk by Bo Lind)", "Anvil"),
        ("4", "1600-1630", "Steam (talk by Ida Holm)", "Hammer"),
        ("3", "1415-1500", "Measuring Rust Prevention (talk by Cleo Marsh)", "Anvil"),
    ])
}

fn ferrocon() -> TestLibrary {
    TestLibrary::with_notes(&[("ferrocon.ics", &ferrocon_programme())])
}

const REPORT: &str = "notes/ferrocon-2031.md";

/// A line typed below the comment of the talk called `title`.
fn type_under(library: &TestLibrary, title: &str, typed: &str) {
    let text = library.text(REPORT);
    let heading = text.find(&format!("{title} — ")).unwrap();
    let end = heading + text[heading..].find("-->\n").unwrap() + 4;
    library.write(REPORT, format!("{}\n{typed}\n{}", &text[..end], &text[end..]));
}

#[test]
fn a_programme_becomes_a_report_and_typed_notes_are_found() {
    let library = ferrocon();
    let run = library.run(["new", "ferrocon", "--author", "Ada Njoku", "--print-path"]).succeeds();
    assert_eq!(run.out, "notes/ferrocon-2031.md\n");
    let text = library.text(REPORT);
    assert!(text.contains("\nauthor: Ada Njoku\ndate: 2031-05-12\ndraft: true\n---\n"), "{text}");
    assert!(
        text.contains("\n#### `14:00` Anvils in the Cloud — Dara Quist\nHammer · 45 min · <https://ferrocon.example/2>\n"),
        "{text}"
    );
    type_under(&library, "Anvils in the Cloud", "- park only when the reactor is idle");
    library.run(["sync", "-q"]).succeeds();
    library.run(["search", "reactor"]).succeeds().shows(&[
        "notes/ferrocon-2031.md:",
        "park only when the reactor is idle (note: Ferrocon 2031 · Anvils in the Cloud — Dara Quist · Ada Njoku)",
        "1 talk, 1 event",
    ]);
    library.run(["list", "events"]).succeeds().shows(&["Ferrocon 2031  3 talks  1 note"]);
}

#[test]
fn run_again_the_report_follows_the_programme() {
    let library = ferrocon();
    library.run(["new", "ferrocon"]).succeeds().shows(&["notes/ferrocon-2031.md: 3 talks\n"]);
    type_under(&library, "Lists Without Locks", "- typed");
    let before = library.text(REPORT);
    library.run(["new", "ferrocon"]).succeeds().shows(&["notes/ferrocon-2031.md: unchanged, as the programme is\n"]);
    assert_eq!(library.text(REPORT), before);

    // The same name again: `add` keeps both, and the later one counts.
    library.write("ferrocon.ics", changed());
    library.run(["add", "ferrocon.ics"]).succeeds().says(&["kept as notes/ferrocon-2.ics"]);
    let dry = library.run(["new", "ferrocon", "--dry-run"]).succeeds();
    assert_eq!(library.text(REPORT), before);
    let run = library.run(["new", "ferrocon"]).succeeds();
    run.shows(&[
        "changed   Lists Without Locks: was 10:00\n",
        "cancelled Anvils in the Cloud\n",
        "added     Steam\n",
        "3 changes\n",
    ]);
    dry.shows(&["changed   Lists Without Locks: was 10:00\n", "would be brought up to date, 3 changes\n"]);
    let after = library.text(REPORT);
    for line in ["#### `11:30` Lists Without Locks — Bo Lind", "- typed", "#### ~~`14:00` Anvils in the Cloud — Dara Quist~~"]
    {
        assert!(after.lines().any(|held| held == line), "{line}\n{after}");
    }
}

#[test]
fn only_the_talks_that_are_wanted_are_written() {
    let favourites = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20310512T141500\nSUMMARY:Measuring Rust Prevention\n\
        URL:https://ferrocon.example/3\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20310512T180000\nSUMMARY:Elsewhere\nEND:VEVENT\nEND:VCALENDAR\n";
    let talks = |library: &TestLibrary| -> Vec<String> {
        library.text(REPORT).lines().filter(|line| line.starts_with("#### ")).map(|line| line[12..].to_owned()).collect()
    };
    let library = ferrocon();
    library.run(["new", "ferrocon", "--only", "speaker:lind OR reactor"]).succeeds();
    assert_eq!(talks(&library), [" Lists Without Locks — Bo Lind"]);
    library.run(["new", "anvils in the cloud"]).succeeds().shows(&["1 change"]);
    assert_eq!(talks(&library).len(), 2);

    let library = ferrocon();
    library.write("stars.ics", favourites);
    library
        .run(["new", "ferrocon", "--favourites", "stars.ics"])
        .succeeds()
        .says(&["stars.ics: not in the programme: Elsewhere"]);
    assert_eq!(talks(&library), [" Measuring Rust Prevention — Cleo Marsh"]);
    library.write("notes/ferrocon.ics", changed());
    library.run(["new", "ferrocon"]).succeeds().shows(&["new       Steam: not in the report"]);
    assert_eq!(talks(&library).len(), 1, "picked talks stay those that were picked");

    let library = ferrocon();
    let run = library.run_with_input(["new", "ferrocon", "--pick"], "1 rust\n").succeeds();
    run.says(&["   1  2031-05-12  10:00  Lists Without Locks — Bo Lind", "which?"]);
    assert_eq!(talks(&library).len(), 2);
    library.run(["new", "ferrocon", "--only", "glass"]).ends_with(2).says(&["--only: glass: finds none of 3 talks"]);
}

#[test]
fn two_people_have_a_report_each_and_nobodys_file_is_written_over() {
    let library =
        TestLibrary::with_notes(&[("ferrocon.ics", &ferrocon_programme()), ("ferrocon-2031.md", "# Ferrocon 2031\n\nMine.\n")]);
    for (author, path) in
        [("Ada", "notes/ferrocon-2031-ada.md"), ("Bo", "notes/ferrocon-2031-bo.md"), ("Ada", "notes/ferrocon-2031-ada.md")]
    {
        let run = library.run(["new", "ferrocon", "--author", author, "--print-path"]).succeeds();
        assert_eq!(run.out.trim(), path);
    }
    assert_eq!(library.text(REPORT), "# Ferrocon 2031\n\nMine.\n");
    library.run(["new", "ferrocon", "--to", REPORT]).ends_with(2).says(&["notes/ferrocon-2031.md: is there already"]);
    library.run(["new", "nothing"]).ends_with(2).says(&["nothing: no event or talk is called so", "hallway list events"]);
}

#[test]
fn a_programme_comes_from_an_address_and_a_cut_one_cancels_nothing() {
    let library = TestLibrary::new();
    let server = Server::start();
    let address = server.url("/ferrocon.ics");
    server.serve("/ferrocon.ics", Reply::ok(ferrocon_programme()));
    library.run(["new", "ferrocon", "--from", &address]).ends_with(2).says(&["is a private address"]);
    library.write("hallway.toml", format!("allow = [\"{}\"]\n", server.place()));
    library.run(["new", "ferrocon", "--from", &address]).succeeds().shows(&["notes/ferrocon-2031.md: 3 talks"]);
    server.serve("/ferrocon.ics", Reply::ok(changed()));
    let run = library.run(["new", "ferrocon", "--from", &address]).succeeds();
    run.shows(&["changed   Lists", "cancelled Anvils", "added     Steam"])
        .says(&["notes/ferrocon.ics: read no more; notes/ferrocon-2.ics is newer"]);

    let many: String = (10..30)
        .map(|n| format!("BEGIN:VEVENT\nDTSTART:20310513T{:02}0000\nSUMMARY:Talk number {n} of many\nEND:VEVENT\n", n % 14 + 8))
        .collect();
    let many = format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Fogdays 2031\n{many}END:VCALENDAR\n");
    library.write("fogdays.ics", &many);
    library.run(["new", "fogdays", "--from", "fogdays.ics"]).succeeds();
    library
        .write("fogdays.ics", format!("{}END:VCALENDAR\n", &many[..many.find("BEGIN:VEVENT\nDTSTART:20310513T200000").unwrap()]));
    let cut = library.run(["new", "fogdays", "--from", "fogdays.ics"]).ends_with(2);
    cut.says(&["fogdays.ics: 2 talks, where notes/fogdays.ics has 20", "--accept-cancelled"]);
    library.write("notes/fogdays.ics", library.text("fogdays.ics"));
    library.run(["new", "fogdays"]).ends_with(2).says(&["18 of 20 are gone from the programme", "--accept-cancelled"]);
    library.run(["new", "fogdays", "--accept-cancelled"]).succeeds().shows(&["18 changes"]);
}

#[test]
fn now_next_missed_and_recorded_are_told() {
    let library = ferrocon();
    library.run(["new", "ferrocon", "--author", "Ada Njoku"]).succeeds();
    type_under(&library, "Anvils in the Cloud", "- worth it: https://video.ferrocon.example/2031/anvils.webm");
    library.run(["sync", "-q"]).succeeds();
    #[rustfmt::skip]
    let table: [(&[&str], i32, &[&str]); 8] = [
        (&["--at", "2031-05-12T14:20"],           0, &["14:00–14:45 · Hammer · Anvils in the Cloud — Dara Quist", "14:15–15:00 · Anvil · Measuring Rust"]),
        (&["--at", "2031-05-12T14:20", "room"],   1, &[]),
        (&["--at", "2031-05-12T12:00"],           1, &[]),
        (&["--next", "--at", "2031-05-12 10:00"], 0, &["14:00–14:45 · Hammer · Anvils", "14:15–15:00 · Anvil · Measuring Rust"]),
        (&["--missed"],                           0, &["14:15–15:00 · Measuring Rust Prevention — Cleo Marsh · while you were in: Anvils in the Cloud (14:00–14:45)", "10:00–10:45 · Lists"]),
        (&["--missed", "--author", "Bo"],         1, &[]),
        (&["--recorded"],                         0, &["Anvils in the Cloud — Dara Quist · https://video.ferrocon.example/2031/anvils.webm"]),
        (&["--at", "soon"],                       2, &[]),
    ];
    for (arguments, code, shown) in table {
        let run = library.run([&["list", "talks"], arguments].concat()).ends_with(code).shows(shown);
        assert_eq!(run.out.lines().count(), shown.len(), "{arguments:?}\n{}", run.out);
    }
    library.run(["list", "events", "--missed"]).ends_with(2).says(&["ask about talks"]);
    let missed = library.run(["list", "talks", "--missed", "--json"]).succeeds().records();
    assert_eq!(missed[0]["meanwhile"][0], "ferrocon-2031/anvils-in-the-cloud");
}

#[test]
fn recordings_are_known_by_what_links_to_them_are_called() {
    let programme = r#"{"schedule": {"conference": {"title": "Gullcon 2031", "days": [{"index": 1, "date": "2031-03-04", "rooms": {"Loft": [
        {"id": 7, "start": "10:30", "duration": "00:45", "title": "Parsing Fog", "persons": [{"id": 1, "public_name": "Ada Brook"}],
         "links": [{"url": "https://cdn.example/7.pdf", "title": "Slides"}, {"url": "https://cdn.example/7", "title": "Recording"}]},
        {"id": 8, "start": "11:30", "duration": "00:45", "title": "Parsing Rain", "persons": [{"id": 2, "public_name": "Cem Aksoy"}],
         "links": [{"url": "https://cdn.example/8.pdf", "title": "Slides"}]}]}}]}}}"#;
    let report = "# Ferrocon 2031\n\n## Steam — Ida Holm\n\n- hot: [Aufzeichnung](https://cdn.example/steam), [slides](https://cdn.example/s)\n\n\
        ## Fog — Bo Lind\n\n- wet, [a paper](https://cdn.example/fog)\n";
    let library = TestLibrary::with_notes(&[("gullcon.json", programme), ("ferrocon.md", report)]);
    library.run(["sync", "-q"]).succeeds();
    let recorded = library.run(["list", "talks", "--recorded"]).succeeds();
    assert_eq!(recorded.out.lines().count(), 2, "{}", recorded.out);
    recorded.shows(&["Steam — Ida Holm · https://cdn.example/steam\n"]);
    library
        .run(["list", "talks", "--recorded", "gullcon"])
        .succeeds()
        .shows(&["Parsing Fog — Ada Brook", "https://cdn.example/7\n"]);
}

#[test]
fn what_is_planned_goes_into_a_calendar_and_comes_back_as_favourites() {
    let library = ferrocon();
    library.run(["export", "--format", "ics"]).ends_with(1).says(&["nothing planned"]);
    library.run(["new", "ferrocon", "--only", "speaker:quist OR speaker:marsh"]).succeeds();
    library.write(REPORT, library.text(REPORT) + "\n#### 18:00 Secret dinner — Ada Njoku\n");
    library.run(["sync", "-q"]).succeeds();
    // Two planned talks are held at the same time.
    let clash = library.run(["list", "talks", "--at", "2031-05-12T14:20"]).succeeds();
    clash.shows(&["in your report   clashes with Measuring Rust Prevention (14:15–15:00)"]);
    let calendar = library.run(["export", "--format", "ics"]).succeeds();
    assert_eq!(calendar.out.matches("BEGIN:VEVENT\r\n").count(), 2, "{}", calendar.out);
    assert!(!calendar.out.contains("Secret"), "{}", calendar.out);
    assert_eq!(library.run(["export", "--format", "ics"]).succeeds().out, calendar.out);
    library.run(["export", "--format", "ics", "speaker:lind"]).succeeds().shows(&["SUMMARY:Lists Without Locks"]);

    let again = ferrocon();
    again.write("mine.ics", &calendar.out);
    again.run(["new", "ferrocon", "--favourites", "mine.ics"]).succeeds().shows(&["2 talks"]);
}

#[test]
fn corrections_by_hand_are_kept_as_text_and_told_when_they_name_nothing() {
    let other = "# Ferrocon 2031\n\n## Locks, and How to Do Without — B. Lind\n\n- parked\n\n## Steam — Ida Holm\n\n- hot\n";
    let library = TestLibrary::with_notes(&[
        ("ferrocon.ics", &ferrocon_programme()),
        ("bo.md", other),
        ("plain.md", "## Steam — Ida Holm\n\n- hot\n\n## Fog — Milo Venn\n\n- wet\n"),
    ]);
    library.run(["sync", "-q"]).succeeds();
    let talks = |library: &TestLibrary| library.run(["list", "talks"]).succeeds().out.lines().count();
    let before = talks(&library);
    library.run(["link", "lists without locks", "locks, and how"]).succeeds();
    library.run(["link", "--not", "Bo Lind", "B. Lind"]).succeeds();
    assert_eq!(talks(&library), before - 1);
    library.run(["add", "--event", "Fogdays 2031", "--author", "Gus Ode", "notes/plain.md"]).succeeds();
    library.run(["list", "events"]).succeeds().shows(&["Ferrocon 2031", "Fogdays 2031"]);
    assert!(
        library.text("hallway.toml").contains("[documents.\"notes/plain.md\"]\nevent = \"Fogdays 2031\"\nauthor = \"Gus Ode\"\n")
    );
    // They hold at every sync, and on an index made anew.
    library.run(["sync", "-q", "--rebuild"]).succeeds();
    library.run(["list", "notes", "author:ode"]).succeeds();
    let all = talks(&library);
    let doctor = library.run(["doctor"]).succeeds().out;
    assert!(!doctor.contains("names nothing") && !doctor.contains("names no document"), "{doctor}");
    std::fs::remove_file(library.path("notes/bo.md")).unwrap();
    std::fs::remove_file(library.path("notes/plain.md")).unwrap();
    assert!(talks(&library) <= all);
    library.run(["doctor"]).succeeds().shows(&[
        "links.toml",
        "names nothing in this library",
        "hallway.toml: notes/plain.md names no document",
    ]);
}

#[test]
fn what_two_people_heard_stands_side_by_side() {
    let report = |author: &str, note: &str| {
        format!(
            "---\ntitle: Ferrocon 2031\nauthor: {author}\n---\n\n# Ferrocon 2031\n\n## Lists Without Locks — Bo Lind\n\n{note}\n\n## Steam — Ida Holm\n\n- It is hot\n"
        )
    };
    let library = TestLibrary::with_notes(&[
        ("ada.md", &report("Ada Njoku", "- Bounded queues found four bugs\n- Lunch was late\n")),
        ("cleo.md", &report("Cleo Marsh", "Bo told how a bounded queue finds bugs. The slides are good.\n")),
        ("ferrocon.ics", &ferrocon_programme()),
    ]);
    library.run(["sync", "-q"]).succeeds();
    library.run(["show", "lists without", "--compare"]).succeeds().shows(&[
        "Lists Without Locks — Bo Lind",
        "SAID BY    Ada Njoku, notes/ada.md:8, 2 statements",
        "SAID BY    Cleo Marsh, notes/cleo.md:8, 2 statements",
        "BOTH       by the words bounded, bugs, queues\n  Ada Njoku   Bounded queues found four bugs\n  Cleo Marsh  Bo told how a bounded queue finds bugs.",
        "ONLY       Ada Njoku\n  Lunch was late\nONLY       Cleo Marsh\n  The slides are good.\n",
    ]);
    library.run(["show", "ferrocon 2031", "--compare"]).succeeds().shows(&[
        "2 talks with notes",
        "Lists Without Locks",
        "Ada Njoku, Cleo Marsh",
    ]);
    let json = library.run(["show", "lists without", "--compare", "--json"]).succeeds().records();
    assert_eq!(json[0]["comparison"]["voices"][1]["author"], "Cleo Marsh");
    library.run(["show", "Bo Lind", "--compare"]).ends_with(2).says(&["--compare: Bo Lind: neither a talk nor an event"]);
}

/// Everything that a person keeps to themselves, each with a word of its own that no output for others may hold.
#[test]
fn nothing_private_reaches_what_is_for_others() {
    let library = private::library();
    library.run(["sync", "-q"]).succeeds();
    library.run(["search", "canary"]).succeeds().shows(&["CANARY-"]);
    library.run(["publish", "site", "--base-url", "https://example.org/"]).succeeds();
    let mut outputs: Vec<(String, String)> = Vec::new();
    for format in ["jsonl", "markdown", "csv", "opml", "ics"] {
        outputs.push((format.to_owned(), library.run(["export", "--public", "--format", format]).out));
    }
    outputs.push(("calendar".to_owned(), library.run(["export", "--format", "ics", "ferrocon"]).out));
    for folder in ["site", "feeds"] {
        outputs.extend(library.texts_below(folder));
    }
    assert!(outputs.len() >= 15, "{}", outputs.len());
    let mut open_words = 0;
    for (name, text) in &outputs {
        let found: Vec<&str> = text.split_whitespace().filter(|word| word.to_lowercase().contains("canary")).collect();
        let is_query = |word: &&str| word.contains("canary") && !word.contains("CANARY");
        assert!(found.iter().all(is_query), "{name}: {found:?}");
        open_words += usize::from(text.contains("open words"));
    }
    assert!(open_words >= 4, "what is open gets out: {open_words}");
}
