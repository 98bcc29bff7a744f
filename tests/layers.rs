//! Uses point one way: each stage knows those before it on the data path and none behind it.

use std::path::{Path, PathBuf};

/// Every part of `src/` with the parts that it may use.
#[rustfmt::skip]
const LAYERS: [(&str, &[&str]); 17] = [
    ("error",   &["model"]),
    ("english", &[]),
    ("folded",  &["id", "memo"]),
    ("id",      &[]),
    ("marks",   &[]),
    ("memo",    &[]),
    ("model",   &[]),
    ("when",    &["folded", "marks", "memo"]),
    ("read",    &["error", "id", "model", "when"]),
    ("extract", &["english", "folded", "id", "marks", "memo", "model", "read", "when"]),
    ("library", &["error", "extract", "id", "model", "read"]),
    ("link",    &["error", "id", "model"]),
    ("plan",    &["id", "link", "model", "read", "when"]),
    ("index",   &["english", "error", "extract", "id", "library", "link", "model", "read", "when"]),
    ("publish", &["error", "id", "link", "model"]),
    ("follow",  &["error", "id", "library", "model", "publish", "read"]),
    ("lib",     &["error", "extract", "id", "index", "library", "link", "model", "plan", "publish", "read", "when", "follow"]),
];

#[test]
fn no_stage_uses_a_later_one() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in files(&source) {
        let path = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        let part = path.split(['/', '.']).next().unwrap();
        if matches!(part, "main" | "cli") {
            continue; // the command line calls the library, and nothing calls it
        }
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == part).unwrap_or_else(|| panic!("{path}: no layer is named for it"));
        let text = std::fs::read_to_string(&file).unwrap();
        for (line, used) in uses(&text) {
            if used != part && !allowed.contains(&used.as_str()) && LAYERS.iter().any(|(name, _)| *name == used) {
                wrong.push(format!("{path}:{line}: {part} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn uses_are_found_in_paths_and_lists() {
    let found: Vec<String> = uses("use crate::model::{Kind};\nlet x = crate::id::slug(y); // crate::index is not meant\n")
        .into_iter()
        .map(|(_, used)| used)
        .collect();
    assert_eq!(found, ["model", "id"]);
}

/// The parts that a file names behind `crate::`, with their lines; comments and the tests at its end do not count.
fn uses(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let mut found = Vec::new();
    for (n, line) in code.lines().enumerate() {
        let line = line.split("//").next().unwrap_or(line);
        for (at, mark) in line.match_indices("crate::") {
            let name: String = line[at + mark.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((n + 1, name));
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
