//! Items in a row become nested lists, whatever mark told how deep each stands.

use crate::read::document::{Block, BlockKind, Item};

/// An item before it is known what it is nested in.
#[derive(Debug, Default)]
pub(crate) struct Flat {
    /// How deep it stands: an indent, or a count of marks.
    pub(crate) depth: usize,
    /// Its number, where its list is ordered.
    pub(crate) number: Option<u64>,
    /// The item with what is its own.
    pub(crate) item: Item,
}

/// Deeper nesting than this counts as this deep.
const DEEPEST: usize = 32;

/// The lists that `items` make: an item deeper than the one before it belongs to it, and a list ends where bullets
/// change to numbers.
pub(crate) fn nest(mut items: Vec<Flat>) -> Vec<Block> {
    indent_bullets_between_numbers(&mut items);
    nest_from(&mut items.into_iter().peekable(), 0, 0)
}

/// Bullets between items that count, all at one depth, belong to the item that they follow: so documents come out of
/// word processors.
fn indent_bullets_between_numbers(items: &mut [Flat]) {
    let Some(depth) = items.first().filter(|first| first.number.is_some()).map(|first| first.depth) else { return };
    let counted: Vec<usize> = (0..items.len()).filter(|&n| items[n].depth == depth && items[n].number.is_some()).collect();
    let between = |pair: &[usize]| {
        let counts = items[pair[0]].number.map(|number| number + 1) == items[pair[1]].number;
        counts && items[pair[0] + 1].depth == depth && items[pair[0] + 1].number.is_none()
    };
    if counted.len() < 2 || !counted.windows(2).all(between) {
        return;
    }
    for item in items.iter_mut().filter(|item| item.depth != depth || item.number.is_none()) {
        item.depth += 1;
    }
}

fn nest_from(items: &mut std::iter::Peekable<std::vec::IntoIter<Flat>>, depth: usize, level: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut list: Option<(Option<u64>, Vec<Item>)> = None;
    while let Some(Flat { depth: here, number, mut item }) = items.next_if(|next| next.depth >= depth) {
        if list.as_ref().is_some_and(|(start, _)| start.is_some() != number.is_some()) {
            close(&mut blocks, &mut list);
        }
        if level < DEEPEST && items.peek().is_some_and(|next| next.depth > here) {
            item.blocks.extend(nest_from(items, here + 1, level + 1));
        }
        item.end_line = item.blocks.last().map_or(item.line, |block| block.end_line.max(item.end_line));
        list.get_or_insert_with(|| (number, Vec::new())).1.push(item);
    }
    close(&mut blocks, &mut list);
    blocks
}

fn close(blocks: &mut Vec<Block>, list: &mut Option<(Option<u64>, Vec<Item>)>) {
    let Some((start, items)) = list.take() else { return };
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    blocks.push(Block { line: first.line, end_line: last.end_line, kind: BlockKind::List { start, items }, anchor: None });
}

/// Takes a task's box (`[ ]`, `[x]`, `[X]`, `[*]`, org's `[-]`) off the start of an item's text.
pub(crate) fn task_of(text: &str) -> (Option<bool>, &str) {
    for (mark, done) in [("[ ]", false), ("[-]", false), ("[x]", true), ("[X]", true), ("[*]", true)] {
        if let Some(rest) = text.strip_prefix(mark).filter(|rest| rest.starts_with(' ')) {
            return (Some(done), rest.trim_start());
        }
    }
    (None, text)
}
