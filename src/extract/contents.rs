//! A table of contents tells the headings of a text that has lost its markup: what it lists, and what recurs below it
//! alone on a line, is a heading.

use std::borrow::Cow;

use super::inlines::{lines, one_line};
use super::title::leading_number;
use crate::id::fold;
use crate::read::document::{Block, BlockKind, Document, Inline, text_of};

/// The fewest entries that make a table of contents.
const ENTRIES: usize = 3;

/// The blocks with the headings restored that a table of contents names, and the table itself dropped; the same blocks
/// where there is none.
pub(super) fn restore_headings<'a>(document: &Document, blocks: &'a [Block]) -> Cow<'a, [Block]> {
    if blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) && document.metadata.title.is_some() {
        return Cow::Borrowed(blocks);
    }
    let flat = flatten(blocks);
    let Some((start, entries)) = find_contents(&flat) else { return Cow::Borrowed(blocks) };
    let end = start + entries.len();
    let mut out: Vec<Block> = flat[..start].to_vec();
    let mut next = 0;
    let mut restored = 0;
    for block in &flat[end..] {
        match heading_of(block, &entries, next) {
            Some(n) => {
                next = n + 1;
                restored += 1;
                out.push(Block {
                    kind: BlockKind::Heading { level: 2, text: vec![Inline::Text(entry_text(block))] },
                    ..block.clone()
                });
            }
            None => out.push(block.clone()),
        }
    }
    if restored * 10 >= entries.len() * 7 { Cow::Owned(out) } else { Cow::Borrowed(blocks) }
}

/// Every line of every paragraph and item as a block of its own.
fn flatten(blocks: &[Block]) -> Vec<Block> {
    let mut flat = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let all = lines(inlines);
                if all.len() == 1 {
                    flat.push(block.clone());
                    continue;
                }
                for (n, line) in all.into_iter().enumerate() {
                    let at = (block.line + n).min(block.end_line.max(block.line));
                    flat.push(Block { line: at, end_line: at, kind: BlockKind::Paragraph(line), anchor: None });
                }
            }
            BlockKind::List { start, items } => {
                for (n, item) in items.iter().enumerate() {
                    let number = start.map(|start| start + n as u64);
                    match (item.blocks.as_slice(), number) {
                        ([Block { kind: BlockKind::Paragraph(text), line, end_line, .. }], Some(number)) => {
                            let mut text = text.clone();
                            text.insert(0, Inline::Text(format!("{number}. ")));
                            flat.push(Block { line: *line, end_line: *end_line, kind: BlockKind::Paragraph(text), anchor: None });
                        }
                        _ => flat.push(Block {
                            line: item.line,
                            end_line: item.end_line,
                            kind: BlockKind::List { start: number, items: vec![item.clone()] },
                            anchor: None,
                        }),
                    }
                }
            }
            _ => flat.push(block.clone()),
        }
    }
    flat
}

/// A run of numbered lines, counting up by one, early in the text.
fn find_contents(flat: &[Block]) -> Option<(usize, Vec<String>)> {
    for start in 0..flat.len().min(40) {
        let mut entries: Vec<String> = Vec::new();
        for block in &flat[start..] {
            let Some((number, text)) = numbered(block) else { break };
            if number as usize != entries.len() + 1 {
                break;
            }
            entries.push(text);
        }
        if entries.len() >= ENTRIES {
            return Some((start, entries));
        }
    }
    None
}

fn numbered(block: &Block) -> Option<(u32, String)> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = one_line(inlines);
    let (number, rest) = leading_number(&text)?;
    Some((number?, fold(rest)))
}

fn entry_text(block: &Block) -> String {
    text_of(std::slice::from_ref(block))
}

/// The entry that a block repeats, if it is the next one or one soon after.
fn heading_of(block: &Block, entries: &[String], next: usize) -> Option<usize> {
    let (number, text) = numbered(block)?;
    let n = (number as usize).checked_sub(1)?;
    (n >= next
        && n <= next + 2
        && entries.get(n).is_some_and(|entry| *entry == text || entry.starts_with(&text) || text.starts_with(entry)))
    .then_some(n)
}
