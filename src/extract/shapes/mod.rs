//! Blocks as headings, lists and paragraphs again, where talks stand in shapes that hide them.
//!
//! Each file undoes one way of writing, where a document has it often enough to mean it, and leaves all others alone; what
//! follows reads one kind of headings and lists.

mod addresses;
mod boxed;
mod bylines;
mod codes;
mod contents;
mod day_lines;
mod definitions;
mod dotted;
mod first_lines;
mod forms;
mod hours;
mod leaders;
mod lightning;
mod listed;
mod lone_items;
mod lowered;
mod nested;
mod numbered;
mod numbered_days;
mod order;
mod pairs;
mod people_over;
mod pictures;
mod placed;
mod proposals;
mod quote_titles;
mod quoted;
mod signed_quotes;
mod slots;
mod speaker_pages;
mod stacked;
mod stamped;
mod stops;
mod tagged;
mod timed_lines;
mod timestamps;
mod years;

pub(super) use contents::is_bold_title;
pub(super) use lowered::is_lowered;

use std::borrow::Cow;
use std::ops::Range;

use super::title::names_people;
use crate::read::document::{Block, BlockKind, Document, Inline, Item, Part};

/// The blocks of a part with every such shape undone: each looks at what those before it left.
pub(super) fn undone<'a>(document: &Document, part: &'a Part) -> Cow<'a, [Block]> {
    let as_items = |blocks: &[Block]| definitions::as_items(blocks, &part.source);
    let in_order = |blocks: &[Block]| numbered_days::told(blocks, document.metadata.language.as_deref());
    let shapes: &[&dyn Fn(&[Block]) -> Option<Vec<Block>>] = &[
        &in_order,
        &timed_lines::as_rows,
        &boxed::as_lines,
        &stamped::to_headings,
        &forms::as_headings,
        &tagged::as_lists,
        &years::to_headings,
        &codes::taken_off,
        &people_over::with_titles,
        &pairs::with_titles_first,
        &listed::as_items,
        &stops::with_titles,
        &quote_titles::to_headings,
        &proposals::with_headings,
        &placed::as_titles,
        &signed_quotes::with_speakers,
        &quoted::as_paragraphs,
        &pictures::as_headings,
        &timestamps::taken_off,
        &order::as_headings,
        &numbered::to_headings,
        &nested::part_groups,
        &leaders::part,
        &speaker_pages::with_titles,
        &as_items,
        &bylines::parted,
        &addresses::as_items,
        &stacked::as_items,
        &lone_items::with_notes,
        &first_lines::parted,
        &lightning::with_titles_first,
        &lowered::with_capitals,
        &dotted::with_colons,
        &day_lines::to_headings,
        &hours::below_days,
        &slots::times_to_headings,
    ];
    let blocks = contents::restore_headings(document, &part.blocks);
    shapes.iter().fold(blocks, |blocks, undo| undo(&blocks).map_or(blocks, Cow::Owned))
}

/// The level of a heading.
fn level_of(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// The paragraph that an item begins with.
fn first_paragraph(item: &Item) -> Option<&[Inline]> {
    match &item.blocks.first()?.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    }
}

/// A heading that names people beside its title: what stands below it is of that talk.
fn names_people_itself(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading { text, .. } if names_people(text, 0.5))
}

/// The line "Speaker: Ada Brookfield" for who is named otherwise, at the place of `block`.
fn speaker_line(name: &str, block: &Block) -> Block {
    let kind = BlockKind::Paragraph(vec![Inline::Text(format!("Speaker: {name}"))]);
    Block { line: block.line, end_line: block.line, kind, anchor: None }
}

/// The `lines` of a paragraph as items of a list: each begins at one of `starts`, with its title on the first line.
fn items_at(paragraph: &Block, lines: &[Vec<Inline>], starts: &[usize]) -> Vec<Item> {
    let item = |(n, &start): (usize, &usize)| {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let title = paragraph_of(paragraph, lines, start..start + 1);
        let below = (start + 1 < end).then(|| paragraph_of(paragraph, lines, start + 1..end));
        let end_line = below.as_ref().map_or(title.end_line, |below| below.end_line);
        Item { line: title.line, end_line, task: None, blocks: std::iter::once(title).chain(below).collect() }
    };
    starts.iter().enumerate().map(item).collect()
}

/// Some of the `lines` of a paragraph as one of their own.
fn paragraph_of(paragraph: &Block, lines: &[Vec<Inline>], some: Range<usize>) -> Block {
    // A line that was wrapped has no place of its own.
    let at = |n: usize| (paragraph.line + n).min(paragraph.end_line);
    let text = lines.get(some.clone()).unwrap_or_default().join(&Inline::SoftBreak);
    Block {
        line: at(some.start),
        end_line: if some.end == lines.len() { paragraph.end_line } else { at(some.end.saturating_sub(1)) },
        kind: BlockKind::Paragraph(text),
        anchor: paragraph.anchor.clone().filter(|_| some.start == 0),
    }
}
