//! What the attendee marked as what to keep: the items under a heading of takeaways, and the list that a line announces.

use super::candidate::Position;
use super::inlines::{count_words, fold_space, is_one_line, line_texts, one_line, unwrapped};
use super::{phrases, words};
use crate::read::commonmark::to_markdown;
use crate::read::document::{Block, BlockKind, Item, text_of};

/// One takeaway and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) text: String,
    pub(super) markdown: String,
    pub(super) topic: Option<String>,
    pub(super) line: usize,
    pub(super) position: Position,
}

/// How deep lists are followed in search of an announcing item.
const DEPTH: usize = 6;

/// Finds the takeaways among `blocks`; `is_talk` says that the heading at a block is a talk's own.
pub(super) fn find(blocks: &[Block], is_talk: impl Fn(usize) -> bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut n = 0;
    while n < blocks.len() {
        match &blocks[n].kind {
            BlockKind::Heading { level, text } if !is_talk(n) && words::is_takeaways_heading(&one_line(text)) => {
                n = under_heading(blocks, n, *level, &mut found);
                continue;
            }
            BlockKind::Heading { .. } => {}
            BlockKind::Paragraph(_) if could_stand_over(blocks, n) && announces(&blocks[n]) => {
                match blocks.get(n + 1).map(|next| &next.kind) {
                    Some(BlockKind::List { items, .. }) => {
                        items.iter().enumerate().for_each(|(m, item)| push(item, None, (n + 1, m), &mut found));
                        n += 1;
                    }
                    Some(BlockKind::Paragraph(_)) => {
                        push_block(&blocks[n + 1], (n + 1, 0), &mut found);
                        if let Some(BlockKind::List { items, .. }) = blocks.get(n + 2).map(|next| &next.kind) {
                            items.iter().enumerate().for_each(|(m, item)| push(item, None, (n + 2, m), &mut found));
                        }
                        n += 2;
                    }
                    Some(BlockKind::Heading { .. }) => topics_below(blocks, n + 1, &is_talk, &mut found),
                    _ => {}
                }
            }
            BlockKind::List { items, .. } => in_items(items, n, &mut found),
            // "> [!tip] Takeaways" over a list.
            BlockKind::Quote(inner) if inner.first().is_some_and(announces) => items_in(inner, None, n, &mut found),
            BlockKind::Definitions(pairs) => {
                for (term, inner) in pairs {
                    if words::is_takeaways_heading(&one_line(term)) {
                        items_in(inner, None, n, &mut found);
                    }
                }
            }
            _ => {}
        }
        n += 1;
    }
    found
}

/// The lists under a heading of takeaways, to the next heading of its level or above. Returns where that is.
fn under_heading(blocks: &[Block], heading: usize, level: u8, found: &mut Vec<Found>) -> usize {
    let mut topic = None;
    let mut n = heading + 1;
    while n < blocks.len() {
        match &blocks[n].kind {
            BlockKind::Heading { level: here, .. } if *here <= level => break,
            BlockKind::Heading { text, .. } => topic = Some(one_line(text)).filter(|text| !words::is_takeaways_heading(text)),
            BlockKind::List { items, .. } => {
                for (m, item) in items.iter().enumerate() {
                    push(item, topic.clone(), (n, m), found);
                }
            }
            _ => {}
        }
        n += 1;
    }
    n
}

/// "My takeaways:" over headings: each heading that directly holds a list is a topic, until one that does not.
fn topics_below(blocks: &[Block], first: usize, is_talk: &impl Fn(usize) -> bool, found: &mut Vec<Found>) {
    let BlockKind::Heading { level, .. } = &blocks[first].kind else { return };
    let mut n = first;
    while let Some(Block { kind: BlockKind::Heading { level: here, text }, .. }) = blocks.get(n) {
        let end = (n + 1..blocks.len()).find(|&m| matches!(blocks[m].kind, BlockKind::Heading { .. })).unwrap_or(blocks.len());
        let has_list = blocks[n + 1..end].iter().any(|block| matches!(block.kind, BlockKind::List { .. }));
        if here != level || !has_list || is_talk(n) || phrases::is_reference_heading(&one_line(text)) {
            return;
        }
        let topic = one_line(text);
        for (m, block) in blocks[n + 1..end].iter().enumerate() {
            if let BlockKind::List { items, .. } = &block.kind {
                for (k, item) in items.iter().enumerate() {
                    push(item, Some(topic.clone()), (n + 1 + m, k), found);
                }
            }
        }
        n = end;
    }
}

/// Items that are only an announcing word announce the list nested in them.
fn in_items(items: &[Item], block: usize, found: &mut Vec<Found>) {
    for (m, item) in items.iter().enumerate() {
        in_item(item, (block, m), 0, found);
    }
}

fn in_item(item: &Item, position: Position, depth: usize, found: &mut Vec<Found>) {
    if depth > DEPTH {
        return;
    }
    let mut before: Option<&Block> = None;
    for inner in &item.blocks {
        if let BlockKind::List { items, .. } = &inner.kind {
            if before.is_some_and(announces) {
                items.iter().for_each(|item| push(item, None, position, found));
                before = None;
            } else {
                items.iter().for_each(|item| in_item(item, position, depth + 1, found));
            }
        } else {
            before = Some(inner);
        }
    }
}

fn items_in(blocks: &[Block], topic: Option<String>, at: usize, found: &mut Vec<Found>) {
    for block in blocks {
        if let BlockKind::List { items, .. } = &block.kind {
            items.iter().enumerate().for_each(|(m, item)| push(item, topic.clone(), (at, m), found));
        }
    }
}

/// Whether a paragraph stands where it could announce something: asked first, because most paragraphs do not.
fn could_stand_over(blocks: &[Block], n: usize) -> bool {
    match blocks.get(n + 1).map(|next| &next.kind) {
        Some(BlockKind::List { .. } | BlockKind::Heading { .. }) => true,
        Some(BlockKind::Paragraph(_)) => lost_its_dash(blocks, n + 1),
        _ => false,
    }
}

/// A paragraph whose last line announces takeaways, or is a heading of takeaways without the marks of one.
fn announces(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let whole = one_line(inlines);
    if !words::may_announce_takeaways(&whole) || words::promises(&whole) {
        return false;
    }
    let last = line_texts(unwrapped(inlines).0).pop().unwrap_or_default();
    let label = whole.trim_end_matches([':', '：', '.', '-', ' ']);
    words::announces_takeaways(&last)
        || words::announces_takeaways(last_sentence(&whole))
        || (count_words(&whole) <= 5 && words::is_takeaways_heading(label))
}

fn last_sentence(text: &str) -> &str {
    let start = text.trim_end().trim_end_matches([':', '：']).rfind(['.', '!', '?', '。']).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or(text).trim_start()
}

/// A single line right on top of a list, and no sentence: the list's first item without its dash.
fn lost_its_dash(blocks: &[Block], n: usize) -> bool {
    let [line, list, ..] = &blocks[n..] else { return false };
    let BlockKind::Paragraph(inlines) = &line.kind else { return false };
    let text = one_line(inlines);
    matches!(list.kind, BlockKind::List { .. })
        && list.line == line.end_line + 1
        && is_one_line(inlines)
        && !text.ends_with(['.', ':', '：', '?'])
}

fn push_block(block: &Block, position: Position, found: &mut Vec<Found>) {
    let text = fold_space(&block.text());
    if !text.is_empty() {
        let markdown = to_markdown(std::slice::from_ref(block)).trim().to_owned();
        found.push(Found { text, markdown, topic: None, line: block.line, position });
    }
}

fn push(item: &Item, topic: Option<String>, position: Position, found: &mut Vec<Found>) {
    let text = fold_space(&text_of(&item.blocks));
    if text.is_empty() {
        return;
    }
    found.push(Found { text, markdown: to_markdown(&item.blocks).trim().to_owned(), topic, line: item.line, position });
}

#[cfg(test)]
mod tests {

    #[test]
    fn takeaways_stand_under_headings_and_behind_announcements() {
        let talk = "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\n";
        #[rustfmt::skip]
        let table = [
            ("My takeaways:\n\n- measure\n- wait\n",               vec!["measure", "wait"]),
            ("take home messages\n\nmeasure\n- wait\n",            vec!["measure", "wait"]), // the first dash is lost
            ("### Conclusion\n\nIt was long.\n",                    vec![]),
            ("### Conclusion\n\n- wait\n",                          vec!["wait"]),
            ("Links:\n\n- wait\n",                                  vec![]),
            ("You will take home:\n\n- wait\n",                     vec![]), // what a proposal promises
            ("### My three golden lessons\n\n- wait\n",            vec!["wait"]),
            ("- Key takeaways:\n    - measure\n- other\n",          vec!["measure"]),
        ];
        for (text, expected) in table {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(format!("{talk}{text}").as_bytes(), &hints).unwrap();
            let records = crate::extract::extract(&document, &crate::extract::Said::default());
            let found: Vec<&str> = records.takeaways.iter().map(|one| one.text.as_str()).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
