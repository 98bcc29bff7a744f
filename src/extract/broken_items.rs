//! Items whose first line is a title with its people and whose next line is the note: "- Counting Fog – Ada Brookfield" over
//! "  slow and wet". A list item may be wrapped anywhere, so the break is taken for one that was meant only where the next
//! word would have fitted on the line.

use super::inlines::{line_texts, lines};
use super::title::names_people;
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest such items in a list.
const FEWEST: usize = 2;

/// The narrowest window that somebody wraps lines for, in characters.
const NARROWEST: usize = 60;

/// The blocks with the lines of such items parted; `None` where there are none.
pub(super) fn with_notes_apart(blocks: &[Block]) -> Option<Vec<Block>> {
    let parted: Vec<Option<Vec<Item>>> = blocks.iter().map(parted_items).collect();
    parted.iter().any(Option::is_some).then(|| {
        let with = |(block, items): (&Block, Option<Vec<Item>>)| match (&block.kind, items) {
            (BlockKind::List { start, .. }, Some(items)) => {
                Block { kind: BlockKind::List { start: *start, items }, ..block.clone() }
            }
            _ => block.clone(),
        };
        blocks.iter().zip(parted).map(with).collect()
    })
}

fn parted_items(block: &Block) -> Option<Vec<Item>> {
    let BlockKind::List { items, .. } = &block.kind else { return None };
    let sure = items.iter().filter(|item| parted_item(item, 0.6).is_some()).count();
    if sure < FEWEST || sure * 3 < items.len() {
        return None;
    }
    // Where some surely name their people, the others need less.
    let parted: Vec<Option<Item>> = items.iter().map(|item| parted_item(item, 0.2)).collect();
    (parted.iter().flatten().count() * 2 > items.len())
        .then(|| items.iter().zip(parted).map(|(item, parted)| parted.unwrap_or_else(|| item.clone())).collect())
}

/// The item with its title and its note as paragraphs of their own, where the title names people as surely as `needed`.
fn parted_item(item: &Item, needed: f32) -> Option<Item> {
    let (first, below) = item.blocks.split_first()?;
    let BlockKind::Paragraph(text) = &first.kind else { return None };
    // What is set off is read as a title with or without a break behind it.
    if !matches!(text.first()?, Inline::Text(_)) || !is_broken_on_purpose(&line_texts(text)) {
        return None;
    }
    let lines = lines(text);
    let (title, note) = lines.split_first()?;
    if !names_people(title, needed) {
        return None;
    }
    let behind = (first.line + 1).min(first.end_line);
    let paragraph = |text, line, end_line| Block { line, end_line, kind: BlockKind::Paragraph(text), anchor: None };
    let title = paragraph(title.clone(), first.line, first.line);
    let note = paragraph(note.join(&Inline::SoftBreak), behind, first.end_line);
    Some(Item { blocks: [title, note].into_iter().chain(below.iter().cloned()).collect(), ..item.clone() })
}

/// Whether the first word of the second line would have fitted on the first.
fn is_broken_on_purpose(lines: &[String]) -> bool {
    let [first, second, ..] = lines else { return false };
    let width = |text: &str| text.chars().count();
    let window = lines.iter().map(|line| width(line)).max().unwrap_or(0).max(NARROWEST);
    let word = second.split(' ').next().map_or(0, width);
    word > 0 && width(first) + 1 + word <= window && !first.ends_with([',', '&', ';', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn a_note_stands_on_the_next_line_of_an_item() {
        let talks = "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note slow, and wet at that
             talk 5 Small Boats | Peter Jones; Maria Lopez
             note they float
             talk 7 Long Rivers | Otto Brandt
             note long";
        for (open, close) in [(" – ", ""), (" [", "]"), (" (", ")"), (" by ", ""), (" | ", "")] {
            let item = |title: &str, name: &str, note: &str| format!("+ {title}{open}{name}{close}\n  {note}\n");
            let first = item("Counting Fog", "Ada Brookfield", "slow, and wet at that");
            let second = item("Small Boats", "Peter Jones, Maria Lopez", "they float");
            let third = item("Long Rivers", "Otto Brandt", "long");
            check(&format!("# Ferrocon 2031\n\n{first}{second}{third}"), talks);
        }
    }
}
