//! Short reports in Markdown, and the outline of the records that they must give: the tests of the rules share it.

use super::{Said, extract};
use crate::model::{Kind, Records, TalkFormat};
use crate::read::{Hints, read};

/// Reads `markdown` and compares the outline of its records with `expected`, line by line, indentation apart.
#[track_caller]
pub(super) fn check(markdown: &str, expected: &str) {
    check_as("report.md", markdown, expected);
}

/// [`check`] of a document whose name tells its format.
#[track_caller]
pub(super) fn check_as(name: &str, text: &str, expected: &str) {
    let hints = Hints { name: Some(name), ..Hints::default() };
    let document = read(text.as_bytes(), &hints).expect("the text can be read");
    let found = outline(&extract(&document, &Said::default()));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "of {text:?}");
}

/// One record a line: `event`, `talk LINE TITLE | speakers | …`, `note` with its words, `takeaway`; `none` alone.
fn outline(records: &Records) -> Vec<String> {
    if records.source.kind == Kind::None {
        return vec!["none".to_owned()];
    }
    let mut lines: Vec<String> = records.events.iter().map(|event| format!("event {}", event.name)).collect();
    for talk in &records.talks {
        let mut facts = vec![talk.title.clone()];
        let names: Vec<String> = talk
            .speakers
            .iter()
            .map(|one| one.affiliation.as_ref().map_or(one.name.clone(), |firm| format!("{} ({firm})", one.name)))
            .collect();
        facts.extend((!names.is_empty()).then(|| names.join("; ")));
        facts.extend([&talk.date, &talk.start, &talk.track, &talk.room, &talk.url].into_iter().flatten().cloned());
        facts.extend((talk.format != TalkFormat::Talk).then(|| talk.format.as_str().to_owned()));
        lines.push(format!("talk {} {}", talk.lines.first().copied().unwrap_or(0), facts.join(" | ")));
        for note in records.notes.iter().filter(|note| note.talk == talk.id) {
            lines.push(format!("note {}", note.markdown.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    lines.extend(records.takeaways.iter().map(|one| format!("takeaway {}", one.text)));
    lines
}
