//! The program as a user runs it: exit codes, what goes to standard output and what to standard error.

mod support;

use support::TestLibrary;

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
    ];
    for (file, fault) in table {
        let run = library.run(["inspect", file]).ends_with(2).says(&["hallway: ", fault]);
        assert_eq!(run.out, "", "{file}");
    }
}

#[test]
fn wrong_use_ends_with_2_and_names_the_argument() {
    let library = TestLibrary::folder();
    #[rustfmt::skip]
    let table: [(&[&str], &str); 4] = [
        (&[],                                     "Usage"),
        (&["inspekt", "x.md"],                    "inspekt"),
        (&["inspect", "x.md", "--kind", "talk"],  "talk"),
        (&["inspect"],                            "<FILE>"),
    ];
    for (arguments, named) in table {
        let run = library.run(arguments).ends_with(2).says(&[named]);
        assert_eq!(run.out, "", "{arguments:?}");
    }
}

#[test]
fn inspect_of_a_document_about_no_conference_shows_it_and_says_so() {
    let library = TestLibrary::folder();
    let run = library.run_with_input(["inspect", "--json", "-"], "Milk, bread, two lemons.\n").succeeds();
    let records: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(records["source"]["kind"], "none");
    run.says(&["standard input: about no conference"]);
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_an_error() {
    let library = TestLibrary::folder();
    library.write("x.md", "# Hello\n");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_hallway"))
        .args(["inspect", "--json", "x.md"])
        .current_dir(library.path(""))
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}
