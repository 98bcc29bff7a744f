//! Talks in a list under their years, or under the conferences of each: "- **2031**", inside it "- *Ferrocon 2031*", inside that
//! "- Counting Fog – Ada Brookfield".
//!
//! Years and conferences become headings over lists of what is inside them.

use super::first_paragraph;
use crate::extract::events;
use crate::extract::inlines::one_line;
use crate::read::document::{Block, BlockKind, Item};
use crate::when;

/// The blocks with such lists as headings and lists; `None` where there are none.
pub(super) fn to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    if !blocks.iter().any(is_by_year) {
        return None;
    }
    let mut level = 1;
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, .. } if is_by_year(block) => unfold(items, level + 1, &mut out),
            kind => {
                if let BlockKind::Heading { level: own, .. } = kind {
                    level = *own;
                }
                out.push(block.clone());
            }
        }
    }
    Some(out)
}

/// A list all of whose items are years or editions of conferences over lists.
fn is_by_year(block: &Block) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    items.len() >= 2 && items.iter().all(holds_a_list) && {
        let named =
            items.iter().filter(|item| when::is_year(head(item).trim_end_matches(':')) || is_edition(&head(item))).count();
        named == items.len()
    }
}

fn unfold(items: &[Item], level: u8, out: &mut Vec<Block>) {
    for item in items {
        let Some((label, inside)) = item.blocks.split_first() else { continue };
        if let BlockKind::Paragraph(text) = &label.kind {
            let kind = BlockKind::Heading { level: level.min(6), text: text.clone() };
            out.push(Block { kind, ..label.clone() });
        }
        for block in inside {
            match &block.kind {
                BlockKind::List { items, .. } if items.iter().all(|item| holds_a_list(item) && is_edition(&head(item))) => {
                    unfold(items, level + 1, out);
                }
                _ => out.push(block.clone()),
            }
        }
    }
}

fn holds_a_list(item: &Item) -> bool {
    matches!(item.blocks.as_slice(), [Block { kind: BlockKind::Paragraph(_), .. }, inside @ ..]
        if inside.iter().any(|block| matches!(block.kind, BlockKind::List { .. })))
}

fn head(item: &Item) -> String {
    first_paragraph(item).map(one_line).unwrap_or_default()
}

/// "Ferrocon 2031", "Ferrocon 2031, Delft".
fn is_edition(text: &str) -> bool {
    text.len() <= 60 && when::find_year(text).is_some() && events::find_event_name(text, None).is_some()
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn years_and_conferences_stand_over_talks() {
        check(
            "# Talks I filmed\n\n- **2031**\n  - *Ferrocon 2031*\n    - Counting fog at noon – Anna Berg\n    - Small boats in tin – Peter Jones\n- **2030**\n  - *LampConf 2030*\n    - Long rivers – Maria Lopez\n",
            "event Ferrocon 2031
             event LampConf 2030
             talk 5 Counting fog at noon | Anna Berg
             talk 6 Small boats in tin | Peter Jones
             talk 9 Long rivers | Maria Lopez",
        );
        check("# What changed\n\n- 2031\n  - lamps are green\n  - boats float\n- 2030\n  - fog is counted\n", "none");
    }
}
