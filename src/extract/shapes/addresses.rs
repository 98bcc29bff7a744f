//! Titles over bare addresses, as pasted lists of recordings have them: each becomes an item that links to its address,
//! and the run is read like any other list.

use crate::extract::inlines::{lines, one_line};
use crate::extract::words;
use crate::read::document::{Block, BlockKind, Inline, Item};
use crate::read::is_address;

/// The fewest pairs of a line and an address that make a list.
const FEWEST: usize = 3;

/// The blocks with every run of lines over addresses as a list; `None` where there is none.
pub(super) fn as_items(blocks: &[Block]) -> Option<Vec<Block>> {
    let mut pairs: Vec<Vec<Item>> = blocks.iter().map(pairs_of).collect();
    // The document's own title over its address is no item.
    if let Some(first) = pairs.first_mut().filter(|first| first.len() == 1) {
        first.clear();
    }
    let runs: Vec<&[Vec<Item>]> = pairs.chunk_by(|a, b| a.is_empty() == b.is_empty()).collect();
    let is_list = |run: &[Vec<Item>]| run.iter().map(Vec::len).sum::<usize>() >= FEWEST;
    if !runs.iter().any(|run| is_list(run)) {
        return None;
    }
    let (mut kept, mut at) = (Vec::with_capacity(blocks.len()), 0);
    for run in runs {
        let here = &blocks[at..at + run.len()];
        match (here.first(), here.last()) {
            (Some(first), Some(last)) if is_list(run) => {
                let items = run.iter().flatten().cloned().collect();
                kept.push(Block { end_line: last.end_line, kind: BlockKind::List { start: None, items }, ..first.clone() });
            }
            _ => kept.extend(here.iter().cloned()),
        }
        at += run.len();
    }
    Some(kept)
}

/// The pairs of a line and an address that a paragraph consists of, with what follows each; none where it holds anything
/// else.
fn pairs_of(block: &Block) -> Vec<Item> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return Vec::new() };
    if !inlines.iter().any(holds_an_address) {
        return Vec::new();
    }
    let lines = lines(inlines);
    let texts: Vec<String> = lines.iter().map(|line| one_line(line)).collect();
    let places: Vec<usize> = (0..texts.len()).filter(|&n| is_address(&texts[n])).collect();
    // Each address has a line of its own above it, the first of them the paragraph's first.
    if places.first() != Some(&1) || places.windows(2).any(|pair| pair[1] - pair[0] < 2) {
        return Vec::new();
    }
    if !places.iter().all(|&at| is_titled(&texts[at - 1])) {
        return Vec::new();
    }
    let item = |n: usize| {
        let at = places[n];
        let end = places.get(n + 1).map_or(lines.len(), |next| next - 1);
        let line = block.line + at - 1;
        let paragraph = |inlines, line| Block { line, end_line: line, kind: BlockKind::Paragraph(inlines), anchor: None };
        let title = Inline::Link { url: texts[at].clone(), text: lines[at - 1].clone() };
        let below = lines[at + 1..end].join(&Inline::SoftBreak);
        let below = (!below.is_empty()).then(|| paragraph(below, line + 2));
        let blocks = std::iter::once(paragraph(vec![title], line)).chain(below).collect();
        Item { line, end_line: line + end - at, task: None, blocks }
    };
    (0..places.len()).map(item).collect()
}

fn holds_an_address(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.contains("://"),
        Inline::Link { url, text } => matches!(text.as_slice(), [Inline::Text(text)] if text == url),
        _ => false,
    }
}

/// A line that could be a title: a few words, no label ("Slides:") and no sentence.
fn is_titled(line: &str) -> bool {
    (2..=24).contains(&line.split_whitespace().count())
        && !line.ends_with([':', '：', '.', ','])
        && !line.contains("://")
        && words::label_of(line).is_none()
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check_as;

    #[test]
    fn titles_over_addresses_are_a_list_of_links() {
        check_as(
            "videos.txt",
            "Ferrocon 2031 - all the videos\n\nFerrocon 2031 - Anna Berg: Counting Fog\nhttps://v.example/1\nFerrocon 2031 - Peter Jones: Small Boats\nhttps://v.example/2\n\
             Ferrocon 2031 - Panel: Who Pays?\nhttps://v.example/3\nlong\nFerrocon 2031 - Zelm Quarrow: Long Rivers\nhttps://v.example/4\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | https://v.example/1
             talk 5 Small Boats | Peter Jones | https://v.example/2
             talk 7 Panel: Who Pays? | https://v.example/3 | panel
             note long
             talk 10 Long Rivers | Zelm Quarrow | https://v.example/4",
        );
    }

    #[test]
    fn labels_over_addresses_are_none() {
        check_as(
            "links.txt",
            "Ferrocon 2031\n\nMy photos:\nhttps://v.example/1\nSlides:\nhttps://v.example/2\nThe book:\nhttps://v.example/3\n",
            "event Ferrocon 2031",
        );
    }
}
