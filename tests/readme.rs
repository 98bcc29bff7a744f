//! The README shows what the program prints: every console block of it is run on a copy of this repository's library.
//!
//! `UPDATE_EXPECT=1 cargo test --test readme` writes what is printed now into the README; its diff is the review.

mod support;

use std::path::Path;

use support::TestLibrary;

/// What a block begins with that shows commands on the library.
const OPEN: &str = "```console\n";
const CLOSE: &str = "```";

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let library = TestLibrary::of_the_repository();
    library.run(["sync", "-q"]).succeeds();
    let mut now = String::new();
    let mut rest = written.as_str();
    while let Some(at) = rest.find(OPEN) {
        let (before, block) = rest.split_at(at + OPEN.len());
        let end = block.find(CLOSE).expect("a console block ends");
        now.push_str(before);
        now.push_str(&run_block(&library, &block[..end]));
        rest = &block[end..];
    }
    now.push_str(rest);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &now).unwrap();
        return;
    }
    assert!(written.contains(OPEN), "the README shows no command");
    let differing = written.lines().zip(now.lines()).find(|(one, other)| one != other);
    assert_eq!(written, now, "the README shows something else, first at {differing:?}; UPDATE_EXPECT=1 writes it anew");
}

/// The block with the output of each `$ hallway …` line below it. Only the first lines are kept where the block cuts them
/// with `…`.
fn run_block(library: &TestLibrary, block: &str) -> String {
    let mut out = String::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ hallway ") else { continue };
        let mut shown = Vec::new();
        while let Some(next) = lines.next_if(|next| !next.starts_with("$ ")) {
            shown.push(next);
        }
        let cut = shown.iter().position(|line| *line == "…");
        let run = library.run(words(command));
        let printed: Vec<&str> = run.out.lines().chain(run.err.lines()).collect();
        out.push_str(&format!("{line}\n"));
        match cut {
            Some(kept) if printed.len() > kept => {
                printed.iter().take(kept).chain(&["…"]).for_each(|line| out.push_str(&format!("{line}\n")));
            }
            _ => printed.iter().for_each(|line| out.push_str(&format!("{line}\n"))),
        }
    }
    out
}

/// A command line as a shell parts it: blanks outside quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().expect("there is a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
