//! Whole documents and the records that they must give: `tests/corpus/<kind>/<case>/{input.*, expected.txt}`.
//!
//! `expected.txt` is the outline that `hallway inspect input.*` prints. Add a folder, get a test.
//! `UPDATE_EXPECT=1 cargo test --test corpus` rewrites the outlines; their diff is the review.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use support::TestLibrary;

#[test]
fn documents_give_the_records_that_their_case_expects() {
    let runner = TestLibrary::folder();
    let rewrite = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut faults = String::new();
    for case in cases() {
        let name = case.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&case).display().to_string();
        let Some(input) = input_of(&case) else {
            writeln!(faults, "\n{name}: holds no input.*").unwrap();
            continue;
        };
        let found = runner.run(["inspect".as_ref(), "-q".as_ref(), input.as_os_str()]).out;
        let expected = case.join("expected.txt");
        if rewrite {
            fs::write(&expected, &found).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if wanted != found {
            writeln!(faults, "\n{name}").unwrap();
            faults.push_str(&difference(&wanted, &found));
        }
    }
    assert!(faults.is_empty(), "{faults}\nUPDATE_EXPECT=1 accepts what was found");
}

/// The folders below tests/corpus/<kind>/, in order.
fn cases() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    folders_of(&corpus).iter().flat_map(|kind| folders_of(kind)).collect()
}

fn folders_of(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|item| Some(item.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn input_of(case: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(case).ok()?;
    files.filter_map(|item| Some(item.ok()?.path())).find(|path| path.file_stem().is_some_and(|stem| stem == "input"))
}

/// The lines that only one side has, `-` for wanted and `+` for found, in order.
fn difference(wanted: &str, found: &str) -> String {
    let mut lines = String::new();
    let (wanted, found): (Vec<_>, Vec<_>) = (wanted.lines().collect(), found.lines().collect());
    let mut place = 0;
    for line in &wanted {
        match found[place..].iter().position(|other| other == line) {
            Some(skipped) => {
                found[place..place + skipped].iter().for_each(|line| writeln!(lines, "  + {line}").unwrap());
                place += skipped + 1;
            }
            None => writeln!(lines, "  - {line}").unwrap(),
        }
    }
    found[place..].iter().for_each(|line| writeln!(lines, "  + {line}").unwrap());
    if lines.is_empty() { "  the same lines in another layout\n".to_owned() } else { lines }
}
