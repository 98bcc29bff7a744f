//! The program as a user runs it: exit codes, what goes to standard output and what to standard error.

mod support;

use std::process::{Command, Stdio};

use support::TestLibrary;

const REPORT: &str = "\
---
title: Ferrocon 2031
author: Ada Njoku
date: 2031-05-12
---

# Ferrocon 2031

## Lists Without Locks — Bo Lind

- Park only when the reactor is idle
- The API gateway should stay dumb

## Measuring Rust Prevention — Cleo Marsh

- Sandpaper beats paint

## Takeaways

- Measure before caching
";

const PROGRAMME: &str = "\
# Ferrocon 2031 programme

| Time  | Title                     | Speaker    | Room   |
|-------|---------------------------|------------|--------|
| 10:00 | Lists Without Locks       | Bo Lind    | Anvil  |
| 11:00 | Measuring Rust Prevention | Cleo Marsh | Hammer |
| 14:00 | Anvils in the Cloud       | Dara Quist | Anvil  |
";

/// A report and the programme of the same conference.
fn ferrocon() -> TestLibrary {
    let library = TestLibrary::with_notes(&[("ada.md", REPORT), ("programme.md", PROGRAMME)]);
    library.run(["sync", "-q"]).succeeds();
    library
}

#[test]
fn inspect_says_what_it_cannot_use_and_ends_with_2() {
    let library = TestLibrary::folder();
    library.write("folder/inside.md", "# Hello\n");
    library.write("blob.md", [0, 159, 146, 150, 0, 1, 2, 255, 254, 0, 7, 0]);
    #[rustfmt::skip]
    let table = [
        ("missing.md", "missing.md: no such file or folder"),
        ("folder",     "folder: a folder, where one document is wanted"),
        ("blob.md",    "blob.md: "),
        ("/dev/zero",  "/dev/zero: no regular file"),
    ];
    for (file, fault) in table {
        let run = library.run(["inspect", file]).ends_with(2).says(&["hallway: ", fault]);
        assert_eq!(run.out, "", "{file}");
    }
}

#[test]
fn damage_in_a_document_is_a_warning_and_the_rest_is_read() {
    const CUT: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>urn:x:1</id>\n\
        <entry><title>Whole</title><id>urn:x:2</id></entry>\n<entry><title>Cut";
    let windows_1252: Vec<u8> = REPORT.chars().map(|c| u8::try_from(c).unwrap_or(0x97)).collect();
    let library = TestLibrary::folder();
    #[rustfmt::skip]
    let table: [(&str, &[u8], &str, &str); 5] = [
        ("empty.md",  b"",                        "none",   "empty"),
        ("blank.txt", b" \n\n",                   "none",   "empty"),
        ("cut.atom",  CUT.as_bytes(),             "feed",   "cut off"),
        ("latin.md",  &windows_1252,              "report", ""),
        ("list.md",   b"# Shopping\n\n- Milk\n",  "none",   ""),
    ];
    for (name, bytes, kind, warning) in table {
        library.write(name, bytes);
        let run = library.run(["inspect", "--json", name]).succeeds();
        let records: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(records["source"]["kind"], kind, "{name}");
        assert!(records["warnings"].to_string().contains(warning) && run.err.contains(warning), "{name}: {}", run.err);
    }
}

#[test]
fn wrong_use_ends_with_2_and_names_the_argument() {
    let library = TestLibrary::new();
    #[rustfmt::skip]
    let table: [(&[&str], &str); 13] = [
        (&[],                                      "Usage"),
        (&["inspekt", "x.md"],                     "inspekt"),
        (&["inspect", "x.md", "--kind", "talk"],   "talk"),
        (&["inspect"],                             "<FILE>"),
        (&["list", "people"],                      "people"),
        (&["-C", "nowhere", "list", "talks"],      "nowhere: no such folder"),
        (&["add", "nothing.md"],                   "nothing.md: no such file or folder"),
        (&["add", "http://127.0.0.1:1/feed"],      "refused: 127.0.0.1:1 is a private address"),
        (&["add", "a.md", "b.md", "--name", "n"],  "--name: names one document, and 2 are added"),
        (&["remove", "gone.md"],                   "gone.md: no document"),
        (&["publish", "out", "--base-url", "ftp"], "--base-url: ftp: no address of a web server"),
        (&["publish", "--base-url", "http://x"],   "<DIR>"),
        (&["search", "x", "--save", "two words"],  "--save: two words: a name is made of letters"),
    ];
    for (arguments, named) in table {
        let run = library.run(arguments).ends_with(2).says(&[named]);
        assert_eq!(run.out, if arguments.first() == Some(&"add") { &run.out } else { "" }, "{arguments:?}");
    }
}

#[test]
fn a_search_that_shows_nothing_says_what_there_is() {
    let library = ferrocon();
    let none = library.run(["search", "sandpaper OR gateway", "--limit", "0"]).succeeds();
    assert_eq!((none.out.as_str(), none.err.contains("2 passages more")), ("2 talks, 1 event\n", true), "{none:?}");
    let behind = library
        .run(["search", "sandpaper OR gateway", "--offset", "9"])
        .ends_with(1)
        .says(&["nothing more: there are 2 passages"]);
    assert_eq!(behind.out, "");
    library.run(["search", "sandpaper", "gateway", "kind:takeaway"]).ends_with(1).says(&["nothing found"]);
    library
        .run(["search", "sandpaper lighthouse"])
        .ends_with(1)
        .says(&["each alone: sandpaper is in 1 passage, lighthouse is nowhere"]);
}

#[test]
fn what_is_said_comes_in_the_order_in_which_it_was_said() {
    let library = ferrocon();
    let program = env!("CARGO_BIN_EXE_hallway");
    #[rustfmt::skip]
    let table = [
        ("init inside",           "inside: a library",   "  hint:"),
        ("list talks --limit 1",  "notes/",              "2 lines more"),
        ("search anvils OR sandpaper --limit 1", "notes/", "  hint:"),
    ];
    for (arguments, first, then) in table {
        let both = Command::new("sh")
            .current_dir(library.path(""))
            .args(["-c", &format!("'{program}' {arguments} 2>&1")])
            .output()
            .unwrap();
        let both = String::from_utf8(both.stdout).unwrap();
        assert!(both.starts_with(first) && both.find(then).is_some_and(|at| at > 0), "{arguments}: {both}");
    }
}

#[test]
fn a_search_is_told_as_a_template_says() {
    let library = ferrocon();
    let run = library
        .run(["search", "sandpaper OR gateway", "--sort", "place", "--format", r"{line}\t{kind}: {title} ({speakers})"])
        .succeeds();
    assert_eq!(run.out, "12\tnote: Lists Without Locks (Bo Lind)\n16\tnote: Measuring Rust Prevention (Cleo Marsh)\n");
    #[rustfmt::skip]
    let table: [(&[&str], &str); 3] = [
        (&["search", "x", "--format", "{room}"],           "{room} is unknown; there are {path}"),
        (&["search", "x", "--format", "{line}", "--json"], "--json"),
        (&["search", "x", "--format", "", "--open", "1"],  "--open"),
    ];
    for (arguments, named) in table {
        library.run(arguments).ends_with(2).says(&[named]);
    }
}

#[test]
fn the_help_of_a_search_names_all_fields() {
    let folder = TestLibrary::folder();
    let help = folder.run(["search", "--help"]).succeeds().out;
    for field in [
        "kind", "event", "series", "speaker", "author", "topic", "track", "tag", "source", "lang", "year", "date", "has", "query",
    ] {
        let asked = format!("{field}:");
        let offered =
            folder.run_with(&[("COMPLETE", "bash"), ("_CLAP_COMPLETE_INDEX", "2")], ["--", "hallway", "search", &asked[..2]]).out;
        assert!(help.contains(&format!(" {field}")) && offered.contains(&asked), "{field}: {offered}");
    }
}

#[test]
fn show_says_what_it_cannot_show() {
    let library = ferrocon();
    #[rustfmt::skip]
    let table: [(&[&str], i32, &str); 9] = [
        (&["bo", "lind"],                          0, ""),
        (&["Bo Lynd"],                             1, "nothing found: Bo Lynd; did you mean Bo lind?"),
        (&["lists witout locks"],                  1, "did you mean lists without locks?"),
        (&["Dragons at Sea"],                      1, "nothing found: Dragons at Sea\n  hint: `hallway search 'Dragons at Sea'` looks"),
        (&["ada.md"],                              1, "a document: `hallway inspect 'notes/ada.md'` shows what it holds"),
        (&[" "],                                   2, "no talk, event, speaker or entry is named"),
        (&["--related", "Bo Lind"],                2, "--related: Bo Lind: no talk"),
        (&["--compare", "Bo Lind"],                2, "--compare: Bo Lind: neither a talk nor an event"),
        (&["--compare", "--related", "locks"],     2, "cannot be used with"),
    ];
    for (arguments, code, said) in table {
        let run = library.run(["show"].iter().chain(arguments)).ends_with(code).says(&[said]);
        assert_eq!(run.out.is_empty(), code > 0, "{arguments:?}");
    }
}

#[test]
fn a_file_where_a_folder_is_wanted_is_called_so() {
    let folder = TestLibrary::folder();
    folder.write("moor.txt", "rope");
    #[rustfmt::skip]
    let table: [(&[&str], &str); 3] = [
        (&["-C", "moor.txt", "list", "talks"], "moor.txt: a file, where a folder is wanted"),
        (&["init", "moor.txt"],                "moor.txt: a file, where a folder is wanted"),
        (&["init", "moor.txt/inside"],         "a file stands where a folder is wanted"),
    ];
    for (arguments, said) in table {
        folder.run(arguments).ends_with(2).says(&[said]);
    }
}

#[test]
fn takeaways_by_event_name_it_once() {
    let out = ferrocon().run(["list", "takeaways", "--by", "event"]).succeeds().out;
    assert_eq!(out, "notes/ada.md:20: Ferrocon 2031 · Measure before caching\n");
}

/// What bash offers behind the last of `words`, which are cut as it cuts them.
fn offered_in_bash(library: &TestLibrary, words: &[&str]) -> Option<String> {
    let bash = Command::new("bash").arg("-c").arg("true").status();
    if !bash.is_ok_and(|status| status.success()) {
        return None;
    }
    let script = "source <(COMPLETE=bash \"$0\")\nCOMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1))\n_hallway_complete\nprintf '%s\\n' \"${COMPREPLY[@]}\"";
    let program = env!("CARGO_BIN_EXE_hallway");
    let run = Command::new("bash").current_dir(library.path("")).args(["-c", script, program]).args(words).output().unwrap();
    Some(String::from_utf8(run.stdout).unwrap())
}

#[test]
fn bash_goes_on_behind_colons_blanks_and_quotation_marks() {
    let library = ferrocon();
    let elsewhere = TestLibrary::folder();
    let root = library.path("").display().to_string();
    #[rustfmt::skip]
    let table: [(&TestLibrary, &[&str], &str); 9] = [
        (&library,   &["hallway", "sea"],                                   "search\n"),
        (&library,   &["hallway", "search", "speaker", ":", "l"],           "lind\n"),
        (&library,   &["hallway", "search", "anvil", "kind", ":", "takea"], "takeaway\n"),
        (&library,   &["hallway", "search", "'speaker:li"],                 "speaker:lind\n"),
        (&library,   &["hallway", "show", "ferroc"],                        "Ferrocon\\ 2031\n"),
        (&library,   &["hallway", "show", "\"Ferroc"],                      "Ferrocon 2031\n"),
        (&library,   &["hallway", "link", "measuring-r"],                   "measuring-rust-prevention\n"),
        (&library,   &["hallway", "remove", "notes/a"],                     "notes/ada.md\n"),
        (&elsewhere, &["hallway", "-C", &root, "new", "ferroc"],            "Ferrocon\\ 2031\n"),
    ];
    for (folder, words, expected) in table {
        let Some(offered) = offered_in_bash(folder, words) else { return };
        assert!(offered.starts_with(expected) || offered.contains(&format!("\n{expected}")), "{words:?}: {offered}");
    }
}

#[test]
fn commands_outside_a_library_say_how_to_make_one() {
    let folder = TestLibrary::folder();
    for command in ["sync", "doctor", "export", "publish"] {
        folder.run([command]).ends_with(2).says(&["no hallway library here or above", "hallway init"]);
    }
}

#[test]
fn the_library_is_found_from_a_folder_in_it_by_option_or_by_environment() {
    let library = ferrocon();
    let elsewhere = TestLibrary::folder();
    let root = library.path("").display().to_string();
    let listed = library.run(["list", "talks"]).succeeds().out;
    assert_eq!(elsewhere.run(["-C", &root, "list", "talks"]).succeeds().out, listed);
    assert_eq!(elsewhere.run_with(&[("HALLWAY_LIBRARY", &root)], ["list", "talks"]).succeeds().out, listed);
    assert_eq!(library.run(["-C", "notes", "list", "talks"]).succeeds().out, listed);
}

#[test]
fn inspect_of_a_document_about_no_conference_shows_it_and_says_so() {
    let library = TestLibrary::folder();
    let run = library.run_with_input(["inspect", "--json", "-"], "Milk, bread, two lemons.\n").succeeds();
    let records: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(records["source"]["kind"], "none");
    run.says(&["standard input: about no conference"]);
}

#[test]
fn init_keeps_what_is_there() {
    let folder = TestLibrary::folder();
    folder.write("hallway.toml", "title = \"Mine\"\n");
    folder.run(["init"]).succeeds().shows(&["a library already"]);
    assert_eq!(folder.text("hallway.toml"), "title = \"Mine\"\n");
    folder.run(["init", "deeper/lib"]).succeeds().shows(&["deeper/lib: a library"]);
    assert!(folder.path("deeper/lib/hallway.toml").is_file());
}

#[test]
fn add_tells_what_each_document_gave_and_what_they_share() {
    let library = TestLibrary::new();
    library.write("in/1.md", REPORT);
    library.write("in/2.md", PROGRAMME);
    let run = library.run(["add", "in"]).succeeds();
    let words: Vec<Vec<&str>> = run.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0].join(" "), "1.md report Ferrocon 2031 2 talks 2 notes 1 takeaway");
    assert_eq!(words[1].join(" "), "2.md programme Ferrocon 2031 3 talks 2 of them as in 1.md: linked");
    assert_eq!(words[2].join(" "), "2 sources · 1 event · 3 talks (5 before linking) · 2 notes · 1 takeaway");
    assert_eq!(library.text("notes/1.md"), REPORT);
    library.run(["add", "in/1.md"]).succeeds().says(&["in/1.md: here already, as notes/1.md"]);
}

#[test]
fn add_takes_what_it_can_and_remembers_what_it_could_not() {
    let library = TestLibrary::new();
    library.write("good.md", REPORT);
    library.write("blob.md", [0, 159, 146, 150, 0, 1, 2, 255, 254, 0, 7, 0]);
    let run = library.run(["add", "gone.md", "blob.md", "good.md"]).ends_with(2);
    run.shows(&["good.md", "1 source · 1 event · 2 talks"]).says(&["gone.md: no such file or folder", "blob.md: "]);
}

#[test]
fn add_keeps_what_is_said_of_a_document() {
    let library = TestLibrary::new();
    let text = "# Notes\n\n## Lists Without Locks — Bo Lind\n\n- Park only when idle\n";
    let said = ["add", "-", "--name", "From the train", "--event", "Ferrocon 2031", "--author", "Ada Njoku", "--kind", "report"];
    library.run_with_input(said, text).succeeds().shows(&["from-the-train", "report", "Ferrocon 2031", "1 talk"]);
    library.run(["sync", "--rebuild", "-q"]).succeeds();
    library.run(["list", "notes", "--json"]).succeeds().shows(&["\"author\":\"Ada Njoku\""]);
    library.run(["inspect", "notes/from-the-train"]).succeeds().shows(&["event      Ferrocon 2031"]);
}

#[test]
fn remove_forgets_a_document_and_leaves_its_file() {
    let library = ferrocon();
    library.run(["remove", "ada.md"]).succeeds().shows(&["notes/ada.md: forgotten"]);
    assert_eq!(library.text("notes/ada.md"), REPORT);
    assert_eq!(library.run(["list", "sources"]).succeeds().out.lines().count(), 1);
    library.run(["add", "notes/ada.md"]).succeeds();
    assert_eq!(library.run(["ls", "sources"]).succeeds().out.lines().count(), 2);
}

#[test]
fn sync_reads_what_changed_and_a_lost_or_damaged_index_changes_no_answer() {
    let library = ferrocon();
    let listed = library.run(["list", "talks"]).succeeds().out;
    library.run(["sync"]).succeeds().shows(&["2 documents unchanged", "combined.atom", "unchanged"]);
    std::fs::remove_dir_all(library.path("index")).unwrap();
    assert_eq!(library.run(["list", "talks"]).succeeds().out, listed);
    for file in std::fs::read_dir(library.path("index/tantivy")).unwrap() {
        std::fs::write(file.unwrap().path(), "no index").unwrap();
    }
    let run = library.run(["list", "talks"]).succeeds().says(&["index: made anew"]);
    assert_eq!(run.out, listed);
    library.write("notes/ada.md", REPORT.replace("Sandpaper beats paint", "Paint beats sandpaper"));
    library.run(["sync"]).succeeds().shows(&["ada.md", "1 document unchanged"]);
    library.run(["search", "\"paint beats\""]).succeeds();
    std::fs::remove_file(library.path("notes/ada.md")).unwrap();
    library.run(["sync"]).succeeds().shows(&["notes/ada.md: gone, and its records with it"]);
    library.run(["search", "sandpaper"]).ends_with(1);
}

#[test]
fn one_document_that_cannot_be_read_is_told_and_the_rest_is_done() {
    let library = ferrocon();
    library.write("notes/blob.md", [0, 159, 146, 150, 0, 1, 2, 255, 254, 0, 7, 0]);
    let run = library.run(["sync"]).ends_with(2);
    run.shows(&["2 sources · 1 event · 3 talks"]).says(&["hallway: notes/blob.md: "]);
    library.run(["search", "reactor"]).succeeds();
    library.run(["doctor"]).ends_with(2).says(&["notes/blob.md: "]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_told_and_the_rest_is_done() {
    let library = TestLibrary::with_notes(&[("ines.md", REPORT)]);
    // Longer than the system takes a path, so that nobody can list the last of them by it.
    let deep = format!("for i in $(seq 60); do mkdir {0}; cd -P {0} || exit 1; done; echo lost > lost.md", "d".repeat(100));
    let made = Command::new("sh").args(["-c", &deep]).current_dir(library.path("notes")).status().unwrap();
    assert!(made.success());
    let told = ["hallway: notes/ddd", "its name or path is too long"];
    library.run(["sync"]).ends_with(2).says(&told).shows(&["1 source"]);
    library.run(["sync"]).ends_with(2).says(&told).shows(&["1 source"]);
    let other = TestLibrary::new();
    other.run(["add", library.path("notes").to_str().unwrap()]).ends_with(2).says(&["too long"]).shows(&["1 source"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_that_is_added_are_not_followed() {
    let (library, elsewhere) = (TestLibrary::new(), TestLibrary::with_notes(&[("secret.md", REPORT)]));
    library.write("folder/otto.md", PROGRAMME);
    std::os::unix::fs::symlink(elsewhere.path("notes/secret.md"), library.path("folder/link.md")).unwrap();
    std::os::unix::fs::symlink(library.path("folder"), library.path("folder/again")).unwrap();
    let told = ["folder/again: a link, not followed", "folder/link.md: a link, not followed"];
    library.run(["add", "folder"]).succeeds().says(&told).shows(&["1 source"]);
    library.run(["add", "folder/link.md"]).succeeds().shows(&["2 sources"]);
}

#[test]
fn what_is_added_of_a_folder_that_is_a_library_are_its_documents() {
    let library = ferrocon();
    library.write("loose.md", "# Lanternconf 2031\n\n## Parsing Fog — Bo Lind\n\nSlow.\n");
    library.run(["sync"]).succeeds().shows(&["2 sources"]);
    library.run(["publish", "public"]).succeeds();
    let added = library.run(["add", "."]).succeeds().says(&["./public: written by `hallway publish`, left out"]);
    added.shows(&["loose.md", "3 sources"]);
    let other = TestLibrary::new();
    other.run(["add", library.path("").to_str().unwrap()]).succeeds().shows(&["3 sources"]);
    let empty = TestLibrary::new();
    empty.run(["list", "talks"]).ends_with(1).says(&["nothing to list", "hint: the library is empty: `hallway add FILE…`"]);
}

#[test]
fn a_new_library_says_what_can_be_set_in_a_form_that_is_right() {
    let library = TestLibrary::folder();
    library.run(["init"]).succeeds();
    let examples = library
        .text("hallway.toml")
        .lines()
        .skip(1)
        .map(|line| line.trim_start_matches("# ").to_owned() + "\n")
        .collect::<String>();
    assert!(examples.contains("[[feed]]"), "{examples}");
    library.write("hallway.toml", examples);
    library.run(["list", "sources"]).succeeds().shows(&["ada  followed at https://ada.example/blog/feed.xml"]);
}

#[test]
fn the_help_of_a_command_says_what_it_does() {
    let library = TestLibrary::folder();
    for (command, about) in [
        ("add", "Copy documents into the library and read them"),
        ("inspect", "Show what hallway would store from a document, storing nothing"),
        ("list", "List talks, events, speakers"),
    ] {
        library.run([command, "--help"]).succeeds().shows(&[about, "Usage:", "Options:"]);
        library.run(["help", command]).succeeds().shows(&[about]);
    }
}

#[test]
fn settings_that_are_wrong_are_named_with_their_line() {
    let library = ferrocon();
    library.write("hallway.toml", "title = \"A\"\ncolour = \"red\"\n");
    library.run(["sync"]).ends_with(2).says(&["hallway.toml", "line 2", "colour"]);
}

#[test]
fn search_answers_with_place_and_text_in_pipes() {
    let library = ferrocon();
    let run = library.run(["search", "reactors"]).succeeds();
    let about = "(note: Ferrocon 2031 · Lists Without Locks — Bo Lind · Ada Njoku)";
    let line = format!("notes/ada.md:11: Park only when the reactor is idle {about}\n1 talk, 1 event\n");
    assert_eq!((run.out.as_str(), run.err.as_str()), (line.as_str(), ""));
    library.run(["search", "reactor OR sandpaper", "--limit", "1"]).succeeds().says(&["more: `--limit`"]);
    let hits = library.run(["search", "--json", "reactor"]).succeeds().records();
    assert_eq!((&hits[0]["path"], &hits[0]["line"], hits.len()), (&"notes/ada.md".into(), &11.into(), 1));
}

#[test]
fn words_beside_the_talks_are_found_with_their_lines() {
    let library = ferrocon();
    library.write("notes/ada.md", format!("{REPORT}\n## Getting home\n\nThe night boat forgot my reactor.\n"));
    library.write("notes/bo.md", "# Ferrocon 2031\n\nBo paid for the boat.\n\n## Lists Without Locks — Bo Lind\n\nIt went well.\n\n## Tides — Cleo Marsh\n\nHigh.\n");
    library.run(["sync", "-q"]).succeeds();
    #[rustfmt::skip]
    let table = [
        // A talk's own words come first.
        ("reactor",              "notes/ada.md:11: Park only when the reactor is idle (note: Ferrocon 2031 · Lists Without Locks — Bo Lind · Ada Njoku)\n\
                                  notes/ada.md:24: The night boat forgot my reactor. (text: Ferrocon 2031 · Ada Njoku)\n"),
        ("kind:text reactor",    "notes/ada.md:24: The night boat forgot my reactor. (text: Ferrocon 2031 · Ada Njoku)\n"),
        ("\"getting home\" boat", "notes/ada.md:22: Getting home (text: Ferrocon 2031 · Ada Njoku)\n"),
        ("boat paid",            "notes/bo.md:3: Bo paid for the boat. (text: Ferrocon 2031)\n"),
    ];
    for (query, found) in table {
        let run = library.run(["search", "-q", query]).succeeds();
        assert_eq!(run.out, found, "{query}");
    }
    let hits = library.run(["search", "--json", "kind:text boat"]).succeeds().records();
    assert!(
        hits.iter().all(|hit| hit["kind"] == "text" && hit["group"] == "ferrocon 2031/" && hit["talk"].is_null()),
        "{hits:?}"
    );
    // What was taken out of a report is found no longer.
    library.write("notes/ada.md", REPORT);
    library.run(["sync", "-q"]).succeeds();
    library.run(["search", "forgot"]).ends_with(1);
}

#[test]
fn search_that_finds_nothing_ends_with_1_and_offers_what_may_be_meant() {
    let library = ferrocon();
    let run = library.run(["search", "sandpapr"]).ends_with(1).says(&["nothing found; did you mean sandpaper?\n"]);
    assert_eq!(run.out, "");
    library.run(["search", "xylophone"]).ends_with(1).says(&["nothing found\n"]);
}

#[test]
fn a_search_is_kept_under_a_name_and_opens_in_an_editor() {
    let library = ferrocon();
    library.run(["search", "kind:takeaway caching", "--save", "caches"]).succeeds().says(&["query:caches"]);
    let run = library.run(["search", "query:caches"]).succeeds();
    assert!(run.out.starts_with("notes/ada.md:20: Measure before caching"), "{}", run.out);
    assert_eq!(library.run(["list", "searches"]).succeeds().out, "caches  kind:takeaway caching\n");
    let opened = library.run_with(&[("EDITOR", "/bin/echo -n")], ["search", "query:caches", "--open", "1"]).succeeds();
    assert!(opened.out.starts_with("+20 ") && opened.out.ends_with("notes/ada.md"), "{}", opened.out);
    library.run(["search", "caching", "--open", "1"]).ends_with(2).says(&["no editor is named", "notes/ada.md:20"]);
    let beyond = ["search", "caching", "--open", "9"];
    library.run_with(&[("EDITOR", "true")], beyond).ends_with(2).says(&["--open: 9: there are"]);
}

#[test]
fn list_takes_a_query_an_order_and_a_limit() {
    let library = ferrocon();
    #[rustfmt::skip]
    let table: [(&[&str], &str); 8] = [
        (&["events"],                                  "Ferrocon 2031  3 talks  2 notes  1 takeaway\n"),
        (&["talks", "speaker:quist"],                  "notes/programme.md:7: Ferrocon 2031 · 14:00 · Anvils in the Cloud — Dara Quist\n"),
        (&["talks", "--sort", "name", "--limit", "1"], "notes/programme.md:7: Ferrocon 2031 · 14:00 · Anvils in the Cloud — Dara Quist\n"),
        (&["takeaways"],                               "notes/ada.md:20: Ferrocon 2031 · Measure before caching\n"),
        (&["takeaways", "caching"],                    "notes/ada.md:20: Ferrocon 2031 · Measure before caching\n"),
        (&["notes", "reactor"],                        "notes/ada.md:9: Ferrocon 2031 · Lists Without Locks (Ada Njoku)\n"),
        (&["speakers", "anvils"],                      "Dara Quist  1 talk    Ferrocon 2031\n"),
        (&["sources", "sandpaper"],                    "notes/ada.md  report  Ferrocon 2031  2 talks  2 notes  1 takeaway\n"),
    ];
    for (arguments, wanted) in table {
        let run = library.run([&["list"], arguments].concat()).succeeds();
        assert_eq!(run.out, wanted, "{arguments:?}");
    }
    library.run(["list", "talks", "xylophone"]).ends_with(1).says(&["nothing found"]);
    library.run(["list", "entries"]).ends_with(1).says(&["nothing to list"]);
}

#[test]
fn show_tells_one_talk_as_all_its_documents_have_it() {
    let library = ferrocon();
    library.run(["show", "locks"]).succeeds().shows(&[
        "Lists Without Locks — Bo Lind · Ferrocon 2031 · 10:00 · Anvil\n",
        "PROGRAMME  notes/programme.md:5\n",
        "PROPOSAL   none in this library\n",
        "NOTES      Ada Njoku, posted 2031-05-12, notes/ada.md:9\n",
        "  - Park only when the reactor is idle\n",
        "ONE TALK   because of same title",
        "ID         ferrocon-2031/lists-without-locks\n",
    ]);
    library.run(["show", "Dara Quist"]).succeeds().shows(&["Dara Quist · 1 talk\n", "Anvils in the Cloud"]);
    library.run(["show", "ferrocon-2031"]).succeeds().shows(&["TALKS      3 talks\n", "TAKEAWAYS", "Measure before caching"]);
    library.run(["show", "o"]).ends_with(2).says(&["o: fits ", "Lists Without", "Measuring Rust", "hint: "]);
    library.run(["show", "xylophone"]).ends_with(1).says(&["nothing found: xylophone", "hint: "]);
    let talk = &library.run(["show", "locks", "--json"]).succeeds().records()[0];
    assert_eq!(talk["notes"][0]["line"], 9);
    assert_eq!(talk["programme"][0]["path"], "notes/programme.md");
}

#[test]
fn link_says_two_are_one_until_that_is_undone() {
    let library = ferrocon();
    let events = || library.run(["list", "events"]).succeeds().out;
    let before = events();
    library.run(["link", "anvils", "sandpaper"]).ends_with(2).says(&["sandpaper: no talk, event or speaker"]);
    library.run(["link", "anvils", "Bo Lind"]).ends_with(2).says(&["anvils is a talk, Bo Lind is a speaker"]);
    library.run(["link", "anvils", "measuring rust"]).succeeds().shows(&["links.toml: the same: "]);
    assert!(events().contains("2 talks"), "{}", events());
    library.run(["link", "--undo", "anvils", "measuring rust"]).succeeds();
    assert_eq!(events(), before);
    library.run(["link", "--undo", "anvils", "measuring rust"]).ends_with(2).says(&["links.toml: says nothing"]);
    library.run(["link", "--not", "anvils", "measuring rust"]).succeeds().shows(&["links.toml: not the same: "]);
    assert!(library.text("links.toml").contains("[[different]]"));
}

#[test]
fn publish_writes_what_changed_and_holds_back_drafts() {
    let library = ferrocon();
    library.write("notes/draft.md", format!("---\ndraft: true\n{}", &REPORT[4..].replace("Sandpaper", "Secret")));
    library.run(["sync", "-q"]).succeeds();
    let site = ["publish", "site", "--base-url", "https://example.org/notes/"];
    let run = library.run([&site[..], &["--dry-run"]].concat()).succeeds().shows(&["would be written"]);
    assert!(!library.path("site").exists(), "{}", run.out);
    library.run(site).succeeds().shows(&["atom.xml 1 entry"]).says(&["held back: notes/draft.md (draft: true)"]);
    library.run(site).succeeds().shows(&["nothing changed, 0 files written\n"]);
    let feed = library.text("site/atom.xml");
    assert!(feed.contains("Sandpaper beats paint") && !feed.contains("Secret"), "{feed}");
    library.run(["publish", "part", "--only", "xylophone"]).ends_with(1).says(&["--only: nothing found"]);
}

#[test]
fn export_has_the_records_that_inspect_shows() {
    let library = ferrocon();
    let exported = library.run(["export"]).succeeds().records();
    for (sort, number) in [("source", 2), ("event", 2), ("talk", 5), ("note", 2), ("takeaway", 1)] {
        assert_eq!(exported.iter().filter(|record| record["record"] == sort).count(), number, "{sort}");
    }
    for file in ["notes/ada.md", "notes/programme.md"] {
        let run = library.run(["inspect", "--json", file]).succeeds();
        let inspected: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let talks: Vec<_> = exported.iter().filter(|record| record["record"] == "talk" && record["path"] == file).collect();
        for (exported, inspected) in talks.iter().zip(inspected["talks"].as_array().unwrap()) {
            for (field, value) in inspected.as_object().unwrap() {
                assert_eq!(&exported[field], value, "{file}: {field}");
            }
        }
    }
    library
        .run(["export", "--format", "csv"])
        .succeeds()
        .shows(&["id,event,", "ferrocon-2031/anvils-in-the-cloud,Ferrocon 2031,"]);
    library
        .run(["export", "--format", "markdown"])
        .succeeds()
        .shows(&["# Ferrocon 2031\n", "## Lists Without Locks — Bo Lind\n"]);
}

#[test]
fn doctor_names_what_is_unsaid_by_document() {
    let library = ferrocon();
    library.write("notes/anonymous.md", &REPORT[REPORT.find("# Ferrocon").unwrap()..]);
    let run = library.run(["doctor"]).succeeds();
    run.shows(&["info: notes/anonymous.md: states no author and no date\n"]);
    let found = library.run(["doctor", "--json"]).succeeds().records();
    assert_eq!(found[0]["level"], "info", "{found:?}");
}

#[test]
fn what_the_whole_library_tells_is_kept_until_something_changes() {
    let library = TestLibrary::of_the_repository();
    library.run(["sync", "-q"]).succeeds();
    let asked: [&[&str]; 6] =
        [&["list", "events"], &["list", "speakers"], &["list", "topics"], &["list", "sources"], &["list", "talks"], &["doctor"]];
    let tell = || asked.map(|words| library.run([words, &["--json"]].concat()).succeeds().out);
    let forget = || std::fs::remove_dir_all(library.path("index/lists")).unwrap_or_default();
    let linked = asked.map(|words| {
        forget();
        library.run([words, &["--json"]].concat()).succeeds().out
    });
    // Each of them keeps the others, too; what is kept tells the same.
    assert_eq!(tell(), linked);
    // Talks are kept for people and for programs, each as it was asked for.
    let talks = library.run(["list", "talks", "--sort", "newest"]).succeeds();
    assert_eq!(library.run(["list", "talks", "--sort", "newest"]).succeeds().out, talks.out);
    library.write("index/lists/talks-all.jsonl", library.text("index/lists/talks-all.jsonl").replace(" — ", " by "));
    assert_eq!(library.run(["list", "talks", "--sort", "newest"]).succeeds().out, talks.out.replace(" — ", " by "));
    // Nothing is linked again: what is kept is believed, until a document, a correction or a setting changes.
    let kept = "index/lists/events-all.jsonl";
    let change: [&dyn Fn(); 3] = [
        &|| {
            library.write("notes/new.md", REPORT);
            library.run(["sync", "-q"]).succeeds();
        },
        &|| library.write("links.toml", ""),
        &|| library.write("hallway.toml", "title = \"Another\"\n"),
    ];
    for change in change {
        library.write(kept, library.text(kept).replace("Lanternconf", "Lampconf"));
        library.run(["list", "events"]).succeeds().shows(&["Lampconf 2031"]);
        change();
        library.run(["list", "events"]).succeeds().shows(&["Lanternconf 2031"]);
    }
}

#[test]
fn every_command_answers_in_json_too() {
    let library = ferrocon();
    #[rustfmt::skip]
    let table: [(&[&str], &str); 14] = [
        (&["init"],                            "library"),
        (&["add", "notes/ada.md"],             "path"),
        (&["sync"],                            "talks"),
        (&["list", "talks"],                   "title"),
        (&["list", "events"],                  "name"),
        (&["search", "reactor"],               "text"),
        (&["show", "locks"],                   "talk"),
        (&["show", "ferrocon-2031"],           "event"),
        (&["show", "bo lind"],                 "speaker"),
        (&["link", "locks", "anvils"],         "decision"),
        (&["publish"],                         "combined"),
        (&["publish", "site"],                 "written"),
        (&["export"],                          "record"),
        (&["remove", "ada.md"],                "removed"),
    ];
    for (arguments, field) in table {
        let run = library.run([arguments, &["--json"]].concat()).succeeds();
        let records = run.records();
        assert!(!records.is_empty(), "{arguments:?} prints nothing");
        assert!(records.iter().all(|record| record.get(field).is_some()), "{arguments:?} lacks {field}: {}", run.out);
    }
}

#[test]
fn what_a_terminal_would_obey_is_shown_and_json_keeps_its_value() {
    let library = TestLibrary::new();
    let title = "Locks \u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}";
    library.write("notes/ev\u{1b}il.md", REPORT.replace("Lists Without Locks", title));
    #[rustfmt::skip]
    let commands: [&[&str]; 12] = [
        &["sync"], &["list", "talks"], &["list", "notes"], &["list", "sources"], &["search", "reactor"],
        &["show", "locks"], &["show", "bo lind"], &["show", "ferrocon 2031"], &["doctor"], &["export"],
        &["export", "--format", "markdown"], &["search", "no\u{1b}thing", "-v"],
    ];
    for arguments in commands {
        let run = library.run(arguments);
        let both = run.out.clone() + &run.err;
        assert!(!both.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{arguments:?}\n{both:?}");
    }
    library.run(["list", "talks"]).succeeds().shows(&["\\u{1b}]0;pwned\\u{7}"]);
    let talks = library.run(["list", "talks", "--json"]).succeeds();
    assert!(talks.out.is_ascii() || !talks.out.contains('\u{9b}'), "{}", talks.out);
    assert!(talks.records()[0]["title"].as_str().unwrap().contains('\u{1b}'), "{}", talks.out);
}

#[test]
fn a_reader_that_closes_the_pipe_ends_a_command_quietly() {
    let library = ferrocon();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hallway"))
        .args(["export"])
        .current_dir(library.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_an_error() {
    let library = TestLibrary::folder();
    library.write("x.md", "# Hello\n");
    for arguments in [&["inspect", "--json", "x.md"][..], &["--help"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_hallway"))
            .args(arguments)
            .current_dir(library.path(""))
            .stdout(full)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf_8_is_shown_escaped() {
    use std::os::unix::ffi::OsStrExt;
    let library = TestLibrary::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    std::fs::write(library.path("notes").join(name), REPORT).unwrap();
    library.run(["sync"]).succeeds().shows(&["caf\\xe9.md", "2 talks"]);
    library.run(["inspect".as_ref(), name]).ends_with(2).says(&["caf\\xe9.md: no such file or folder"]);
}

#[test]
fn what_many_reports_leave_unsaid_is_told_of_a_few() {
    let library = TestLibrary::new();
    for n in 0..15 {
        library.write(&format!("notes/r{n:02}.md"), format!("# Ferrocon {}\n\n## Parsing Fog — Bo Lind\n\nSlow.\n", 2010 + n));
    }
    library.run(["sync"]).succeeds();
    let site = ["publish", "public", "--base-url", "https://example.org/"];
    library.run(site).succeeds().says(&["notes/r11.md: states no author", "3 more like these: `hallway publish -v` shows all"]);
    let told = library.run(["doctor"]).succeeds();
    told.shows(&["notes/r00.md: states no author and no date", "notes/r14.md: states no author and no date"]);
}

#[cfg(all(target_os = "linux", target_env = "gnu", not(debug_assertions)))]
#[test]
fn a_release_is_linked_at_a_fixed_address() {
    const EXECUTABLE: u8 = 2;
    let program = std::fs::read(env!("CARGO_BIN_EXE_hallway")).unwrap();
    assert_eq!(program[16], EXECUTABLE, "the type of an ELF file; 3 lies anywhere in memory");
}
