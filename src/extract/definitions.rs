//! Talks as terms of a definition list, what is said of them below: the list is read like any other.

use super::inlines::one_line;
use super::words;
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The blocks with every definition list as a list of items that begin with their term; `None` where there is none.
///
/// Terms carry no line of their own: a term stands right above what defines it.
pub(super) fn as_items(blocks: &[Block], source: &[String]) -> Option<Vec<Block>> {
    let is_one = |block: &Block| matches!(&block.kind, BlockKind::Definitions(pairs) if !is_of_takeaways(pairs));
    if !blocks.iter().any(is_one) {
        return None;
    }
    let itemised = |block: &Block| match &block.kind {
        BlockKind::Definitions(pairs) if is_one(block) => {
            Block { kind: BlockKind::List { start: None, items: items(block, pairs, source) }, ..block.clone() }
        }
        _ => block.clone(),
    };
    Some(blocks.iter().map(itemised).collect())
}

/// A term that announces takeaways stands over them, and over nothing else.
fn is_of_takeaways(pairs: &[(Vec<Inline>, Vec<Block>)]) -> bool {
    pairs.iter().any(|(term, _)| words::is_takeaways_heading(&one_line(term)))
}

fn items(list: &Block, pairs: &[(Vec<Inline>, Vec<Block>)], source: &[String]) -> Vec<Item> {
    let mut next = list.line;
    let mut items = Vec::with_capacity(pairs.len());
    for (term, inner) in pairs {
        let blank = |line: &usize| source.get(line - 1).is_some_and(|text| text.trim().is_empty());
        let line = (next.max(1)..=list.end_line.max(next)).find(|line| !blank(line)).unwrap_or(next);
        let end_line = inner.last().map_or(line, |block| block.end_line.max(line));
        let head = Block { line, end_line: line, kind: BlockKind::Paragraph(term.clone()), anchor: None };
        let blocks = std::iter::once(head).chain(inner.iter().cloned()).collect();
        items.push(Item { line, end_line, task: None, blocks });
        next = end_line + 1;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::checks::check_as;

    #[test]
    fn terms_with_people_are_talks() {
        check_as(
            "report.html",
            "<title>Ferrocon 2031</title>\n<h1>Ferrocon 2031</h1>\n<dl>\n<dt><b>Parsing Fog</b> – <i>Anna Berg</i></dt>\n<dd>Slow.</dd>\n\
             <dt><b>Small Boats</b> – <i>Peter Jones, Quay</i></dt>\n<dd>Wet.</dd>\n<dt><b>Long Rivers</b> – <i>Maria Lopez</i></dt>\n<dd>Long.</dd>\n</dl>\n",
            "event Ferrocon 2031
             talk 4 Parsing Fog | Anna Berg
             note Slow.
             talk 6 Small Boats | Peter Jones (Quay)
             note Wet.
             talk 8 Long Rivers | Maria Lopez
             note Long.",
        );
    }
}
