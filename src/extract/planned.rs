//! Reports that hallway began from a programme: their talks are stated, and nothing has to be guessed.
//!
//! A heading that a person typed beside the planned ones, below the same heading, is a talk that the programme does not
//! have. All that stands below a talk's heading, down to the next talk or to a heading above, is the note.

use std::collections::{HashMap, HashSet};

use super::candidate::{Class, Head, habit, sketch, weigh};
use super::inlines::one_line;
use super::naming::{event_record, name_event, plain_event};
use super::records::{takeaway_record, talk_record};
use super::{Said, damage, notes, phrases, takeaways, words};
use crate::model::{Event, Kind, Note, Records, Talk};
use crate::read::document::{Block, BlockKind, Document, Inline, Part};
use crate::read::planned::{LEVEL, PlannedTalk};

/// A talk's heading among the blocks of the report.
struct Section<'a> {
    at: usize,
    /// The first block behind the note.
    end: usize,
    /// Tells the day that it stands under from others.
    group: usize,
    /// As the program wrote it; `None` for one that a person added.
    planned: Option<&'a PlannedTalk>,
}

/// Takes the records from a report with planned talks.
pub(super) fn read(document: &Document, said: &Said, records: &mut Records) {
    let Some(part) = document.parts.first() else { return };
    records.source.kind = said.kind.unwrap_or(Kind::Report);
    let event = event_of(document, said, part, records.source.title.as_deref());
    let author = records.source.authors.first().cloned();
    let sections = sections(&part.blocks, &document.planned);
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for (place, section) in sections.iter().enumerate() {
        let body = part.blocks.get(section.at + 1..section.end).unwrap_or_default();
        let has_note = !notes::is_empty(body);
        let talk = match section.planned {
            // A talk that was cancelled is one where somebody wrote about it.
            Some(planned) if planned.cancelled && !has_note => continue,
            Some(planned) => Talk { event: event.as_ref().map(|event| event.name.clone()), ..planned.talk.clone() },
            None => match added(part, section, event.as_ref(), neighbour(&sections, place)) {
                Some(talk) => talk,
                None => continue,
            },
        };
        let index = records.talks.len();
        let line = talk.lines.first().copied().unwrap_or_default();
        if has_note {
            records.notes.push(Note {
                talk: index.to_string(),
                author: author.clone(),
                markdown: notes::markdown(part, body, line),
                quotes: notes::quotes(body),
                links: notes::links(body),
                line,
            });
        }
        records.talks.push(talk);
        spans.push((section.at, section.end, index));
    }
    let heads: HashSet<usize> = sections.iter().map(|section| section.at).collect();
    for found in takeaways::find(&part.blocks, |block| heads.contains(&block)) {
        let talk = spans.iter().find(|(at, end, _)| (*at..*end).contains(&found.position.0)).map(|(_, _, index)| *index);
        records.takeaways.push(takeaway_record(found, talk, event.as_ref(), author.clone()));
    }
    records.warnings.extend(damage::cut_items(&part.blocks));
    records.events.extend(event);
}

/// The event as the front matter names it, word for word.
fn event_of(document: &Document, said: &Said, part: &Part, title: Option<&str>) -> Option<Event> {
    let stated = document.metadata.fields.get("event").and_then(|event| event.as_str()).filter(|name| !name.trim().is_empty());
    let name = match said.event.as_deref().or(stated) {
        Some(name) => plain_event(name),
        None => name_event(document, said, part, title)?,
    };
    Some(event_record(&name, document, &part.blocks))
}

/// The headings of talks, in order, with the blocks below them.
fn sections<'a>(blocks: &[Block], planned: &'a [PlannedTalk]) -> Vec<Section<'a>> {
    let by_line: HashMap<usize, &PlannedTalk> = planned.iter().map(|talk| (talk.heading + 1, talk)).collect();
    let mut found: Vec<Section> = Vec::new();
    let (mut group, mut groups) = (0, HashSet::new());
    let mut candidates = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, text } = &block.kind else { continue };
        let level = usize::from(*level);
        let talk = by_line.get(&block.line).copied();
        // A line of hyphens under typed text makes a heading of it, which nobody means in the middle of a note.
        if talk.is_none() && (level > LEVEL || block.end_line > block.line) {
            continue;
        }
        if let Some(open) = found.last_mut().filter(|open| open.end == usize::MAX) {
            open.end = at;
        }
        if talk.is_some() {
            groups.insert(group);
            found.push(Section { at, end: usize::MAX, group, planned: talk });
        } else if level < LEVEL {
            group = at + 1;
        } else if !is_no_talk(text) {
            candidates.push((found.len(), group));
            found.push(Section { at, end: usize::MAX, group, planned: None });
        }
    }
    if let Some(open) = found.last_mut() {
        open.end = open.end.min(blocks.len());
    }
    let strangers: HashSet<usize> =
        candidates.into_iter().filter(|(_, group)| !groups.contains(group)).map(|(place, _)| place).collect();
    let mut place = 0;
    found.retain(|_| {
        place += 1;
        !strangers.contains(&(place - 1))
    });
    found
}

fn is_no_talk(heading: &[Inline]) -> bool {
    let text = one_line(heading);
    words::is_takeaways_heading(&text) || phrases::is_reference_heading(&text) || words::is_section_word(&text)
}

/// The planned talk above the section under the heading of the same day, else the one below it.
fn neighbour<'a>(sections: &[Section<'a>], place: usize) -> Option<&'a Talk> {
    let group = sections.get(place)?.group;
    let planned = |section: &Section<'a>| section.planned.filter(|_| section.group == group).map(|planned| &planned.talk);
    let above = sections.iter().take(place).rev().take_while(|section| section.group == group).find_map(planned);
    above.or_else(|| sections.iter().skip(place).take_while(|section| section.group == group).find_map(planned))
}

/// A talk that a person added, read as any other heading of a report; on the day of its neighbour.
fn added(part: &Part, section: &Section, event: Option<&Event>, beside: Option<&Talk>) -> Option<Talk> {
    let block = part.blocks.get(section.at)?;
    let BlockKind::Heading { text, .. } = &block.kind else { return None };
    let sketch = sketch(Head {
        text,
        body: part.blocks.get(section.at + 1..section.end).unwrap_or_default(),
        line: block.line,
        span: ((section.at, 0), (section.end, 0)),
        class: Class::Heading(LEVEL as u8),
        anchor: None,
    });
    let candidate = weigh(&sketch, &habit(&[&sketch])).into_iter().next()?;
    let year = event.and_then(|event| event.year);
    let mut talk = talk_record(&candidate, &[block.line], event, None, year, None, part, Kind::Report);
    talk.date = talk.date.or_else(|| beside?.date.clone());
    talk.day = talk.day.or_else(|| beside?.day.clone());
    Some(talk).filter(|talk| !talk.title.is_empty())
}
