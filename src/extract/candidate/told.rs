//! Who gave the talk, where only the note tells it.

use super::Candidate;
use super::details::add_speakers;
use crate::extract::inlines::one_line;
use crate::extract::{people, phrases, words};
use crate::model::Speaker;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// Who gave the talk, where only the first sentences of the note say so.
pub(super) fn name_people_in_prose(found: &mut Candidate) {
    if found.has_abstract {
        return;
    }
    let mut text = String::new();
    let mut links = Vec::new();
    for block in found.body.iter().take(2) {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            text.push_str(&plain(inlines));
            text.push_str("\n\n");
            links.extend(strong(inlines).into_iter().map(|text| (String::new(), text)));
            let mut here = Vec::new();
            crate::read::document::links(inlines, &mut here);
            links.extend(here.into_iter().map(|(url, text)| (url.to_owned(), plain(text))));
        } else if let (BlockKind::List { items, .. }, true) = (&block.kind, text.is_empty()) {
            if let Some(first) = items.first() {
                text.push_str(&crate::read::document::text_of(&first.blocks[..first.blocks.len().min(1)]));
            }
            break;
        }
    }
    let links: Vec<(&str, &str)> = links.iter().map(|(url, text)| (text.as_str(), url.as_str())).collect();
    let mut speakers = found.body.first().map(bold_people).unwrap_or_default();
    // One after the other, they are the voices of a conversation.
    if !speakers.is_empty() && found.body.iter().skip(1).any(|block| !bold_people(block).is_empty()) {
        speakers.clear();
    }
    if speakers.is_empty() {
        speakers = people_at_the_start(&text);
    }
    if speakers.is_empty() {
        speakers = people::speakers_in_prose(&text, &links);
    }
    if !speakers.is_empty() {
        found.add(1.0, "its text says who gave it");
        add_speakers(found, &speakers);
    }
    let first = &text[..text.char_indices().nth(400).map_or(text.len(), |(at, _)| at)];
    if phrases::speaks_of_the_talk(first) {
        found.add(1.0, "its text speaks of the talk");
    } else if phrases::speaks_of_a_talk(first) {
        found.add(0.7, "its text speaks of a talk");
    }
}

/// "**Ada Brookfield** and **Milo Venn** shared the stage": who a note begins with, set off.
fn bold_people(block: &Block) -> Vec<Speaker> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return Vec::new() };
    let mut found: Vec<Speaker> = Vec::new();
    for inline in inlines.iter().take(6) {
        match inline {
            Inline::Strong(inner) => {
                let name = one_line(inner);
                if people::person_likeness(&name) < 0.55 || !name.contains(' ') {
                    break;
                }
                found.push(Speaker { name, ..Speaker::default() });
            }
            // "**Ada Brookfield**'s book"
            Inline::Text(text) if text.starts_with(['\'', '’']) => return Vec::new(),
            Inline::Text(text) if !found.is_empty() && (phrases::is_and(text.trim()) || text.trim() == ",") => {}
            _ => break,
        }
    }
    found
}

/// "By Ada Brookfield and Milo Venn, who …": a note that begins with its speakers.
fn people_at_the_start(text: &str) -> Vec<Speaker> {
    match words::strip_by(text) {
        Some((rest, true)) => crate::extract::prose::longest_people(rest.split(", who").next().unwrap_or(rest)),
        // "Avec Julien Martin, Marie Dubois et Anna Berg. Un peu mou.": one name behind "with" could be a companion.
        Some((rest, false)) => {
            Some(crate::extract::prose::longest_people(rest)).filter(|people| people.len() >= 2).unwrap_or_default()
        }
        None => Vec::new(),
    }
}

/// The bold pieces of a text.
fn strong(inlines: &[Inline]) -> Vec<String> {
    inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Strong(inner) => Some(one_line(inner)),
            _ => None,
        })
        .collect()
}
