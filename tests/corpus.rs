//! Whole documents and the records that they must give: `tests/corpus/<kind>/<case>/{input.*, expected.txt}`.
//!
//! `expected.txt` is what a careful reader takes from the document, in the form that `hallway inspect input.*` prints;
//! tests/corpus/README.md tells how the two are compared. Add a folder, get a test.
//!
//! Where hallway does not reach that yet, `found.txt` beside it holds what it finds today, so that every change shows,
//! for better or worse. `UPDATE_EXPECT=1 cargo test --test corpus` writes and deletes these files, and writes an
//! `expected.txt` where a new case has none; their diff is the review.

#![allow(clippy::print_stdout, reason = "the count of cases is of interest with --nocapture")]

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
    let (mut reached, mut all) = (0, 0);
    for case in cases() {
        let name = case.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&case).display().to_string();
        let Some(input) = input_of(&case) else {
            writeln!(faults, "\n{name}: holds no input.*").unwrap();
            continue;
        };
        let found = runner.run(["inspect".as_ref(), "-q".as_ref(), input.as_os_str()]).out;
        if rewrite {
            rewrite_case(&case, &found);
        }
        let text = |file: &str| fs::read_to_string(case.join(file)).ok();
        let expected = text("expected.txt").unwrap_or_default();
        let difference = difference(&expected, &found);
        all += 1;
        reached += usize::from(difference.is_empty());
        match text("found.txt") {
            None if difference.is_empty() => {}
            None => writeln!(faults, "\n{name}\n{difference}").unwrap(),
            Some(_) if difference.is_empty() => writeln!(faults, "\n{name}: as expected now: delete found.txt").unwrap(),
            Some(today) if today == found => {}
            Some(today) => writeln!(faults, "\n{name}: not as in found.txt\n{}", self::difference(&today, &found)).unwrap(),
        }
    }
    println!("{reached} of {all} documents give what a careful reader takes from them");
    assert!(faults.is_empty(), "{faults}\nUPDATE_EXPECT=1 accepts what was found");
}

/// Keeps what a reader takes from the document, and what is found today only where it differs.
fn rewrite_case(case: &Path, found: &str) {
    let (expected, today) = (case.join("expected.txt"), case.join("found.txt"));
    if !expected.exists() {
        fs::write(&expected, found).unwrap();
    }
    if !difference(&fs::read_to_string(&expected).unwrap(), found).is_empty() {
        fs::write(&today, found).unwrap();
    } else if today.exists() {
        fs::remove_file(&today).unwrap();
    }
}

/// The folders below tests/corpus/<kind>/, in order.
fn cases() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    folders_of(&corpus).iter().flat_map(|kind| folders_of(kind)).collect()
}

fn folders_of(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).into_iter().flatten();
    let mut folders: Vec<PathBuf> = items.filter_map(|item| Some(item.ok()?.path())).filter(|path| path.is_dir()).collect();
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
        match found[place..].iter().position(|other| folded(other) == folded(line)) {
            Some(skipped) => {
                found[place..place + skipped].iter().for_each(|line| writeln!(lines, "  + {line}").unwrap());
                place += skipped + 1;
            }
            None => writeln!(lines, "  - {line}").unwrap(),
        }
    }
    found[place..].iter().for_each(|line| writeln!(lines, "  + {line}").unwrap());
    lines
}

/// Quotes, dashes, letter case, runs of blanks and a colon at the end made equal.
fn folded(line: &str) -> String {
    let same = |character: char| match character {
        '‘' | '’' | '‚' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        _ => character,
    };
    line.to_lowercase().trim_end_matches(':').split_whitespace().collect::<Vec<_>>().join(" ").chars().map(same).collect()
}
