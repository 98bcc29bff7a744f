//! Talks on the same subject elsewhere: by the same people, told to belong together, or sharing words that few talks have.

use std::collections::HashSet;

use anyhow::Result;
use hallway::index::Hit;
use hallway::library::Library;
use hallway::link::{Catalogue, LinkedTalk};
use serde_json::json;

use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::words::talk_heading;
use crate::cli::{Outcome, library};

/// The most talks that share words.
const MOST: usize = 10;
/// The most words that are named as shared.
const MOST_WORDS: usize = 6;

/// One talk, and why it is shown.
struct Seen<'a> {
    talk: &'a LinkedTalk,
    reason: String,
}

pub(super) fn show(library: &Library, catalogue: &Catalogue, index: usize, screen: &mut Screen) -> Result<Outcome> {
    let Some(talk) = catalogue.talks.get(index) else { return Ok(Outcome::Nothing) };
    let mut seen: Vec<Seen> = Vec::new();
    let mut held: HashSet<&str> = HashSet::from([talk.id.as_str()]);
    let mut add = |other: usize, reason: String| {
        if let Some(talk) = catalogue.talks.get(other).filter(|talk| held.insert(&talk.id)) {
            seen.push(Seen { talk, reason });
        }
    };
    talk.related.iter().for_each(|related| add(related.talk, related.reason.clone()));
    let own = |hit: &Hit| is_member(catalogue, talk, hit);
    let text = text_of(catalogue, talk);
    for related in library::ask(library, screen, |index| index.related(&text, &own, MOST))? {
        let found = catalogue.talks.iter().position(|talk| is_member(catalogue, talk, &related.hit));
        let words: Vec<String> = related.words.iter().take(MOST_WORDS).map(|word| format!("“{word}”")).collect();
        found.into_iter().for_each(|other| add(other, format!("both speak of {}", words.join(", "))));
    }
    for person in catalogue.people.iter().filter(|person| person.talks.contains(&index)) {
        person.talks.iter().for_each(|&other| add(other, format!("also by {}", person.name)));
    }
    if screen.json {
        for seen in &seen {
            screen.json_line(&json!({
                "id": seen.talk.id, "title": seen.talk.title, "event": seen.talk.event_name, "reason": seen.reason,
            }))?;
        }
    } else {
        for seen in &seen {
            screen.line(talk_heading(seen.talk))?;
            screen.line(format_args!("  {}", plain(&seen.reason)))?;
        }
    }
    if seen.is_empty() {
        screen.remark("nothing related in this library");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Whether `hit` is a passage of `talk`.
fn is_member(catalogue: &Catalogue, talk: &LinkedTalk, hit: &Hit) -> bool {
    talk.members.iter().any(|member| {
        let source = catalogue.sources.get(member.source);
        source.is_some_and(|source| {
            source.path == hit.path && source.records.talks.get(member.talk).map(|talk| &talk.id) == hit.talk.as_ref()
        })
    })
}

/// What the documents say of a talk; what submitters tell organisers is in none of it.
fn text_of(catalogue: &Catalogue, talk: &LinkedTalk) -> String {
    let mut text = format!("{}\n{}\n", talk.title, talk.abstract_.as_deref().unwrap_or_default());
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(id) = source.records.talks.get(member.talk).map(|talk| &talk.id) else { continue };
        for note in source.records.notes.iter().filter(|note| note.talk == *id) {
            text.push_str(&note.markdown);
            text.push('\n');
        }
    }
    text
}
