//! `hallway sync --watch`: what is saved can be searched at once.
#![cfg(unix)]

mod support;

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use support::TestLibrary;

const REPORT: &str = "# Ferrocon 2031\n\n## Lists Without Locks — Bo Lind\n\n- park when idle\n\n## Steam — Ida Holm\n\n- hot\n";

/// A watch under way. It is killed where it says nothing for too long, so that a test fails instead of waiting for ever.
struct Watching {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watching {
    fn start(library: &TestLibrary, arguments: &[&str]) -> Watching {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
        command.args(arguments).current_dir(library.path("")).env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = child.stderr.take().unwrap();
        let mut said = BufReader::new(stderr).lines();
        let pid = child.id().to_string();
        std::thread::spawn({
            let pid = pid.clone();
            move || {
                std::thread::sleep(Duration::from_secs(60));
                let _ = Command::new("kill").args(["-KILL", &pid]).status();
            }
        });
        // It tells when it has begun, and then whatever; somebody has to read it.
        while !said.next().unwrap().unwrap().starts_with("watching ") {}
        std::thread::spawn(move || said.for_each(drop));
        Watching { child, lines }
    }

    /// The next line without the time of day.
    fn next(&mut self) -> String {
        let line = self.lines.next().expect("the watch goes on").unwrap();
        line.get(6..).filter(|_| line.as_bytes().get(2) == Some(&b':')).unwrap_or(&line).to_owned()
    }

    fn end(mut self) -> (i32, Vec<String>) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        let rest = self.lines.map(Result::unwrap).collect();
        (self.child.wait().unwrap().code().unwrap_or(-1), rest)
    }
}

#[test]
fn what_is_saved_is_told_and_found_however_the_editor_saves() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    let mut watching = Watching::start(&library, &["watch"]);

    // Written in place.
    library.write("notes/ferrocon.md", REPORT.replace("- hot", "- hot reactor"));
    assert_eq!(watching.next(), "notes/ferrocon.md: 1 note (Steam)");
    library.run(["search", "reactor"]).succeeds();

    // Written beside it and renamed, with a backup, as vim does.
    library.write("notes/4913", "");
    std::fs::remove_file(library.path("notes/4913")).unwrap();
    std::fs::rename(library.path("notes/ferrocon.md"), library.path("notes/ferrocon.md~")).unwrap();
    library.write("notes/ferrocon.md", REPORT.replace("- park when idle", "- park anywhere") + "\n## Takeaways\n\n- Wait\n");
    std::fs::remove_file(library.path("notes/ferrocon.md~")).unwrap();
    let line = watching.next();
    assert!(line.starts_with("notes/ferrocon.md: 2 notes (") && line.ends_with(", 1 takeaway"), "{line}");

    // A temporary file that takes its place.
    library.write("notes/.ferrocon.md.tmp1", REPORT);
    std::fs::rename(library.path("notes/.ferrocon.md.tmp1"), library.path("notes/ferrocon.md")).unwrap();
    assert_eq!(watching.next(), "notes/ferrocon.md: 1 note (Lists Without Locks), 1 gone");

    // A folder with a document, a broken file, and one that goes.
    library.write("else/2032/other.md", REPORT.replace("2031", "2032"));
    std::fs::rename(library.path("else/2032"), library.path("notes/2032")).unwrap();
    assert_eq!(watching.next(), "notes/2032/other.md: 2 talks, 2 notes (Lists Without Locks, Steam)");
    library.write("notes/broken.md", [0, 159, 146, 150, 0, 1, 2, 255, 254, 0, 7, 0]);
    std::fs::rename(library.path("notes/2032"), library.path("else/2032")).unwrap();
    assert_eq!(watching.next(), "notes/2032/other.md: gone, and its records with it");
    std::fs::remove_file(library.path("notes/ferrocon.md")).unwrap();
    assert_eq!(watching.next(), "notes/ferrocon.md: gone, and its records with it");
    assert_eq!(watching.end(), (0, Vec::new()));
    library.run(["search", "reactor"]).ends_with(1);
}

#[test]
fn a_watch_publishes_where_it_is_asked_and_reads_settings_again() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    let mut watching = Watching::start(&library, &["sync", "--offline", "--watch", "--publish", "-v"]);
    while !watching.next().starts_with("feeds/combined.atom 1 entry") {}
    library.write("notes/ferrocon.md", REPORT.replace("- hot", "- hot reactor"));
    assert_eq!(watching.next(), "notes/ferrocon.md: 1 note (Steam)");
    assert_eq!(watching.next(), "feeds/combined.atom 1 entry (0 posts, 1 report)");
    assert!(library.text("feeds/combined.atom").contains("hot reactor"));
    library.write("hallway.toml", "colour = 3\n");
    library.write("hallway.toml", "title = \"Steam and locks\"\n");
    while !library.text("feeds/combined.atom").contains("Steam and locks") {
        watching.next();
    }
    assert_eq!(watching.end().0, 0);
}

/// Whatever is saved, the feed that is followed is the feed that a library would publish that was never watched.
#[test]
fn the_feed_that_is_followed_is_the_one_that_would_be_published() {
    let report = |title: &str, date: &str, head: &str, note: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\nauthor: Ada Njoku\n{head}---\n\n# {title}\n\n## Steam — Ida Holm\n\n- {note}\n\n## Fog — Bo Lind\n\n- wet\n"
        )
    };
    for settings in ["title = \"Fog\"\n", "title = \"Fog\"\n[publish]\nentries = 2\n"] {
        let library = TestLibrary::with_notes(&[
            ("a.md", &report("Ferrocon 2031", "2031-05-12", "", "hot")),
            ("b.md", &report("Gullcon 2030", "2030-05-12", "", "hot")),
            ("c.md", &report("Hailcon 2029", "2029-05-12", "", "hot")),
        ]);
        library.write("hallway.toml", settings);
        let mut watching = Watching::start(&library, &["sync", "--offline", "--watch", "--publish"]);
        while !watching.next().starts_with("feeds/combined.atom") {}
        let d = report("Irisconf 2032", "2032-05-12", "", "dry");
        #[rustfmt::skip]
        let saves: [(&str, Option<String>); 9] = [
            ("notes/a.md",   Some(report("Ferrocon 2031", "2031-05-12", "", "hotter"))),
            ("notes/c.md",   Some(report("Hailcon 2029", "2029-05-12", "", "old and hot"))),
            ("notes/d.md",   Some(d.clone())),
            ("notes/a.md",   Some(report("Ferrocon 2031", "2031-05-12", "draft: true\n", "hotter"))),
            ("notes/b.md",   None),
            ("notes/d.md",   Some(d.replace("## Fog", "## Private\n\n### Fog"))),
            ("links.toml",   Some("[[same]]\na = \"Bo Lind\"\nb = \"Ida Holm\"\n".to_owned())),
            ("notes/c.md",   Some(report("Hailcon 2029", "2033-05-12", "", "the newest now"))),
            ("hallway.toml", Some(settings.replace("Fog", "Fog and steam"))),
        ];
        for (path, text) in saves {
            let shown = path.to_owned();
            match text {
                Some(text) => library.write(path, text),
                None => std::fs::remove_file(library.path(path)).unwrap(),
            }
            wait_for(&mut watching, &shown);
            let unwatched = TestLibrary::folder();
            ["hallway.toml", "links.toml", "notes"].iter().for_each(|part| library.copy_to(&unwatched, part));
            unwatched.run(["publish", "-q"]).succeeds();
            assert_eq!(library.text("feeds/combined.atom"), unwatched.text("feeds/combined.atom"), "{settings:?} {path}");
        }
        assert_eq!(watching.end().0, 0);
    }
}

/// Waits until the watch has told of the feed, which it does last of all.
fn wait_for(watching: &mut Watching, path: &str) {
    while !watching.next().contains("combined.atom") {
        assert!(watching.child.try_wait().unwrap().is_none(), "{path}");
    }
}

#[test]
fn a_saved_file_is_found_within_a_second() {
    let library = TestLibrary::of_the_repository();
    library.run(["sync", "-q", "--offline"]).succeeds();
    let mut watching = Watching::start(&library, &["watch"]);
    let began = Instant::now();
    library.write("notes/ferrocon.md", REPORT);
    assert_eq!(watching.next(), "notes/ferrocon.md: 2 talks, 2 notes (Lists Without Locks, Steam)");
    let took = began.elapsed();
    // A build for debugging on a busy machine: the bound is for what is far off.
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(watching.end().0, 0);
}
