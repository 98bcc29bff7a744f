//! Items whose title ends with a full stop before its people: "- Counting Fog. Ada Brookfield, Quay."
//!
//! Where most items of a list are set so, their titles are set off.

use super::codes::{parted_by_a_stop, with_a_title};
use super::first_paragraph;
use crate::extract::inlines::{lines, one_line};
use crate::extract::phrases;
use crate::read::document::{Block, BlockKind, Inline, Item};
use crate::when;

/// The fewest such items in a list.
const FEWEST: usize = 3;

/// The blocks with the titles of such items set off; `None` where there are none.
pub(super) fn with_titles(blocks: &[Block]) -> Option<Vec<Block>> {
    let mut found = None;
    let mut below_references = false;
    for (n, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { text, .. } => {
                below_references = phrases::is_reference_heading(&one_line(text));
            }
            BlockKind::List { items, start } if !below_references && are_parted(items) => {
                let items = items.iter().map(parted).collect();
                let list = Block { kind: BlockKind::List { start: *start, items }, ..block.clone() };
                found.get_or_insert_with(|| blocks.to_vec())[n] = list;
            }
            _ => {}
        }
    }
    found
}

/// The first line of an item that is nothing but text.
fn first_line(item: &Item) -> Option<&str> {
    match first_paragraph(item)? {
        [Inline::Text(text)] | [Inline::Text(text), Inline::SoftBreak | Inline::LineBreak, ..] => Some(text),
        _ => None,
    }
}

fn are_parted(items: &[Item]) -> bool {
    if items.len() < FEWEST || !items.iter().take(2).filter_map(first_line).any(|text| text.contains(". ")) {
        return false;
    }
    let texts: Vec<&str> = items.iter().filter_map(first_line).collect();
    let parted = texts.iter().filter(|text| parted_by_a_stop(text).is_some()).count();
    // Works that are cited have years.
    let cited = texts.iter().filter(|text| when::find_year(text).is_some()).count();
    parted >= FEWEST && parted * 10 >= items.len() * 6 && cited * 3 < items.len()
}

fn parted(item: &Item) -> Item {
    let mut item = item.clone();
    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first_mut() {
        let mut all = lines(text);
        if let Some(first) = all.first_mut() {
            *first = with_a_title(first);
        }
        *text = all.join(&Inline::SoftBreak);
    }
    item
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn titles_end_with_a_full_stop_before_their_people() {
        check(
            "# Ferrocon 2031\n\n1) Counting fog at noon. Anna Berg.\n   Slow.\n2) Small boats in tin. Peter Jones, Quay.\n   Wet.\n3) Lunch. Soup.\n4) Who counts the rivers? Maria Lopez.\n   Long.\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note Slow.
             talk 5 Small boats in tin | Peter Jones (Quay)
             note Wet.
             talk 8 Who counts the rivers? | Maria Lopez
             note Long.",
        );
        check(
            "# Books\n\n- Counting fog at noon. Anna Berg. Quay Press, 2029.\n- Small boats in tin. Peter Jones. Quay Press, 2030.\n- Long rivers. Maria Lopez. Lumen, 2031.\n",
            "none",
        );
    }
}
