//! Paragraphs that count up by marks of order, "(1/4)", "1️⃣", "（三）": each that begins a talk becomes a heading over its note.

use super::paragraph_of;
use crate::extract::inlines::{lines, one_line, split_at};
use crate::extract::ordinals;
use crate::extract::title::names_people;
use crate::read::document::{Block, BlockKind, plain};

/// The fewest paragraphs that count up.
const FEWEST: usize = 3;

/// The blocks with a heading for each paragraph whose first line begins with such a mark, where they count up from one and
/// some name people; `None` where they don't.
pub(super) fn as_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let marked: Vec<Option<(u32, usize)>> = blocks.iter().map(mark_of).collect();
    let numbers: Vec<u32> = marked.iter().flatten().map(|(number, _)| *number).collect();
    let counted = numbers.iter().zip(1..).all(|(number, place)| *number == place) && numbers.len() >= FEWEST;
    if !counted {
        return None;
    }
    let first = |block: &Block, taken: usize| match &block.kind {
        BlockKind::Paragraph(text) => lines(&split_at(text, taken).1),
        _ => Vec::new(),
    };
    let named = blocks.iter().zip(&marked).filter_map(|(block, mark)| {
        let lines = first(block, mark.as_ref()?.1);
        lines.first().filter(|line| names_people(line, 0.45)).map(|_| ())
    });
    if named.count() * 3 < numbers.len() {
        return None;
    }
    let levels = blocks.iter().map(|block| if let BlockKind::Heading { level, .. } = block.kind { level } else { 1 });
    let level = levels.max().unwrap_or(1).saturating_add(1).min(6);
    let mut out = Vec::with_capacity(blocks.len() + numbers.len());
    for (block, mark) in blocks.iter().zip(&marked) {
        let Some((_, taken)) = mark else {
            out.push(block.clone());
            continue;
        };
        let all = first(block, *taken);
        let Some(title) = all.first() else { continue };
        out.push(Block { end_line: block.line, kind: BlockKind::Heading { level, text: title.clone() }, ..block.clone() });
        if all.len() > 1 {
            out.push(paragraph_of(block, &all, 1..all.len()));
        }
    }
    Some(out)
}

/// The number of a paragraph's mark, and how much of the text it takes.
fn mark_of(block: &Block) -> Option<(u32, usize)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let whole = plain(text);
    let (number, rest) = ordinals::strip(&whole)?;
    let short = one_line(lines(text).first()?).chars().count() <= 160;
    Some((number?, whole.len() - rest.len())).filter(|_| short)
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn paragraphs_that_count_up_begin_with_titles() {
        for mark in ["(N/3)", "N️⃣", "N/3:"] {
            let text = "N Ada Brookfield: Counting Fog\nSlow.\n\nN Zelm Oxenfree, Quay: Small Boats\nWet.\n\nN Otto Brandt: Long Rivers\nLong.\n";
            let text = ["1", "2", "3"]
                .iter()
                .fold(text.to_owned(), |text, number| text.replacen("N ", &format!("{} ", mark.replace('N', number)), 1));
            check(
                &format!("# Ferrocon 2031\n\nI was there.\n\n{text}"),
                "event Ferrocon 2031
                 talk 5 Counting Fog | Ada Brookfield
                 note Slow.
                 talk 8 Small Boats | Zelm Oxenfree (Quay)
                 note Wet.
                 talk 11 Long Rivers | Otto Brandt
                 note Long.",
            );
        }
        // What somebody learned.
        check(
            "# Ferrocon 2031\n\nI was there.\n\n1️⃣ Count by hand.\n\n2️⃣ Talk to people.\n\n3️⃣ Bring a lamp.\n",
            "event Ferrocon 2031",
        );
    }
}
