//! Notes lose nothing: every line of a report from its first talk on is in a record, or stands under a heading of which
//! `inspect --explain` says why it is no talk.
//!
//! Held over tests/corpus, and over the real documents beside the samples where `HALLWAY_SAMPLES` names their folder.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use hallway::extract::{Said, explain};
use hallway::model::Kind;
use hallway::read::{Hints, read};

#[test]
fn every_line_between_talks_is_kept_or_said_to_be_none_of_them() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/report");
    let mut documents: Vec<PathBuf> = files_of(&corpus).iter().flat_map(|case| files_of(case)).collect();
    if let Some(samples) = std::env::var_os("HALLWAY_SAMPLES").map(PathBuf::from) {
        documents.extend(files_of(&samples.join("../corpus")));
    }
    documents.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        !matches!(name.as_str(), "expected.txt" | "found.txt" | "SOURCES.md")
            && [".md", ".adoc", ".rst", ".org", ".txt"].iter().any(|end| name.ends_with(end))
    });
    assert!(documents.len() > 60, "only {} documents", documents.len());
    let lost: Vec<String> = documents.iter().flat_map(|path| lost_lines(path)).collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// What Markdown shows to nobody.
fn is_comment(line: &str) -> bool {
    line.trim().starts_with("<!--") && line.trim().ends_with("-->")
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().filter_map(|item| Some(item.ok()?.path())).collect();
    files.sort();
    files
}

/// The lines of a report of which no record and no reason holds at least half of the words.
fn lost_lines(path: &Path) -> Vec<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    let bytes = fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Ok(document) = read(&bytes, &Hints { name, ..Hints::default() }) else { return Vec::new() };
    let (records, reasons) = explain(&document, &Said::default());
    let starts: HashSet<usize> = records.talks.iter().flat_map(|talk| talk.lines.iter().copied()).collect();
    let Some(first) = starts.iter().min().filter(|_| records.source.kind == Kind::Report) else { return Vec::new() };
    let others: HashSet<usize> = reasons.iter().filter(|reason| !reason.accepted).map(|reason| reason.line).collect();
    let kept: HashSet<String> = words(&format!("{records:?}")).collect();
    let mut explained = false;
    let mut lost = Vec::new();
    for (n, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line)).filter(|(n, _)| n > first) {
        explained = (explained || others.contains(&n)) && !starts.contains(&n);
        let words: Vec<String> = words(line).filter(|word| word.chars().count() > 2).collect();
        let missing = words.iter().filter(|word| !kept.contains(*word)).count();
        if !explained && words.len() >= 2 && missing * 2 > words.len() && !is_label(line) && !is_comment(line) {
            lost.push(format!("{}:{n}: {line}", path.display()));
        }
    }
    lost
}

/// "Como charlas curiosas:", a line that only announces what comes next.
fn is_label(line: &str) -> bool {
    line.trim_end_matches(['*', '_', ' ']).ends_with(':')
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}
