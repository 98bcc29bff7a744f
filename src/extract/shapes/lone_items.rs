//! Items that stand alone, each with its note below it at the margin: "1) Counting Fog - Ada Brookfield", a paragraph,
//! "2) Small Boats - Peter Jones". What follows an item up to the next one belongs to it.

use crate::extract::inlines::{count_words, one_line};
use crate::extract::talks::could::could_be_a_talk;
use crate::read::document::{Block, BlockKind, Item};

/// The fewest such items in a document.
const FEWEST: usize = 3;

/// The blocks with what stands below such items inside them, or with headings for items that are no titles; `None` where there are none.
pub(super) fn with_notes(blocks: &[Block]) -> Option<Vec<Block>> {
    let numbers: Vec<Option<u64>> = blocks.iter().map(number_of).collect();
    let lone: Vec<usize> = (0..blocks.len()).filter(|&n| numbers[n].is_some()).collect();
    let counts = lone.windows(2).filter(|pair| numbers[pair[0]].map(|number| number + 1) == numbers[pair[1]]).count();
    let is_note = |n: usize| {
        matches!(
            blocks.get(n).map(|block| &block.kind),
            Some(BlockKind::Paragraph(_) | BlockKind::Quote(_) | BlockKind::Code { .. })
        )
    };
    let over_notes = lone.iter().filter(|&&n| is_note(n + 1)).count();
    if lone.len() < FEWEST || counts * 10 < (lone.len() - 1) * 7 || over_notes * 3 < lone.len() * 2 {
        return None;
    }
    let titles = lone.iter().filter(|&&n| could_be_a_title(&blocks[n])).count();
    if titles * 2 < lone.len() {
        return chapters(blocks, &numbers);
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut open = false;
    for (n, block) in blocks.iter().enumerate() {
        let begins = numbers[n].is_some();
        // Nothing follows the last item that tells where its note ends: one paragraph is it.
        let follows = open && is_note(n) && (lone.last().is_some_and(|&last| n < last) || numbers[n - 1].is_some());
        match out.last_mut().and_then(last_item).filter(|_| follows) {
            Some(item) => {
                item.end_line = item.end_line.max(block.end_line);
                item.blocks.push(block.clone());
            }
            None => out.push(block.clone()),
        }
        open = begins || follows;
    }
    Some(out)
}

/// The number of a list of one item.
fn number_of(block: &Block) -> Option<u64> {
    match &block.kind {
        BlockKind::List { start, items } if items.len() == 1 => *start,
        _ => None,
    }
}

/// "1. THE SHORT VERSION", "2. SESSIONS": the chapters of a letter as headings; `None` where one is not in capitals: it is what somebody
/// learned.
fn chapters(blocks: &[Block], numbers: &[Option<u64>]) -> Option<Vec<Block>> {
    let heading = |(block, number): (&Block, &Option<u64>)| match (&block.kind, number) {
        (BlockKind::List { items, .. }, Some(_)) => {
            let [Block { kind: BlockKind::Paragraph(text), .. }] = items.first()?.blocks.as_slice() else { return None };
            let line = one_line(text);
            let loud = count_words(&line) <= 8 && !line.contains(char::is_lowercase);
            loud.then(|| Block { kind: BlockKind::Heading { level: 2, text: text.clone() }, ..block.clone() })
        }
        _ => Some(block.clone()),
    };
    blocks.iter().zip(numbers).map(heading).collect()
}

/// Whether the only item of a list begins with something that could be a talk.
fn could_be_a_title(block: &Block) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    let first = items.first().and_then(|item| item.blocks.first()).map(|block| &block.kind);
    matches!(first, Some(BlockKind::Paragraph(text)) if could_be_a_talk(text))
}

fn last_item(block: &mut Block) -> Option<&mut Item> {
    match &mut block.kind {
        BlockKind::List { items, .. } => items.last_mut(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn notes_stand_below_items_at_the_margin() {
        check(
            "# Ferrocon 2031\n\n1) \"Counting Fog\" - Ada Brookfield\n\nSlow.\nAnd wet.\n\n2) \"Small Boats\" - Peter Jones\n\nThey float.\n\nMostly.\n\n3) \"Long Rivers\" - Maria Lopez\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note Slow. And wet.
             talk 8 Small Boats | Peter Jones
             note They float. Mostly.
             talk 14 Long Rivers | Maria Lopez
             note Long.",
        );
    }

    #[test]
    fn chapters_that_count_up_hold_their_paragraphs() {
        check(
            "# Report from Ferrocon 2031\n\n1. THE SHORT VERSION\n\nWe are not behind.\n\n2. SESSIONS\n\n2.1 \"Counting Fog\" (Ada Brookfield)\n\nSlow.\n\n2.2 \"Small Boats\" (Peter Jones)\n\nThey float.\n\n2.3 \"Long Rivers\" (Maria Lopez)\n\nLong.\n\n3. PEOPLE\n\nAll well.\n\n4. COSTS\n\nNine.\n",
            "event Ferrocon 2031
             talk 9 Counting Fog | Ada Brookfield
             note Slow.
             talk 13 Small Boats | Peter Jones
             note They float.
             talk 17 Long Rivers | Maria Lopez
             note Long.",
        );
    }
}
