//! Outlines whose items say with a tag that they are talks: "- #talk **Counting Fog** [[Ada Brookfield]]", "- [[Talk]]: **Small
//! Boats**" over "- given by:: [[Peter Jones]]", inside the day, the event and whatever else the day held.
//!
//! The talks become the items of a list, without the tag; what they stand in becomes lines over it.

use super::first_paragraph;
use crate::extract::inlines::{one_line, split_at, trimmed};
use crate::extract::words;
use crate::folded::fold;
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind, Inline, Item, plain};

/// The fewest such items in a document.
const FEWEST: usize = 2;

/// Tags of events, folded.
const EVENTS: &[&str] =
    &["conference", "conf", "event", "meetup", "konferenz", "tagung", "conferencia", "evento", "evenement", "conferenza"];

/// The blocks with such outlines as lists of talks; `None` where there are too few.
pub(super) fn as_lists(blocks: &[Block]) -> Option<Vec<Block>> {
    let tagged = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().map(count).sum(),
        _ => 0,
    };
    if blocks.iter().map(tagged).sum::<usize>() < FEWEST {
        return None;
    }
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, .. } if tagged(block) > 0 => unfold(items, &mut out),
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// How many items at or inside an item have such a tag.
fn count(item: &Item) -> usize {
    let own = usize::from(first_paragraph(item).and_then(behind_a_tag).is_some());
    let inner = item.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List { items, .. } => Some(items.iter().map(count).sum::<usize>()),
        _ => None,
    });
    own + inner.sum::<usize>()
}

/// What follows "#talk", "[[Talk]]:", "#keynote".
fn behind_a_tag(line: &[Inline]) -> Option<Vec<Inline>> {
    let line = trimmed(line);
    let (tag, rest) = match line.first()? {
        // "Talk: **Counting Fog** [[Ada Brookfield]]"
        Inline::Text(text) if line.len() > 2 && text.trim_end().ends_with(':') && text.len() <= 16 => {
            (text.trim_end().trim_end_matches(':').to_owned(), line.get(1..)?.to_vec())
        }
        Inline::Text(text) => {
            let tag = text.strip_prefix('#')?;
            let end = tag.find(|c: char| !c.is_alphanumeric() && c != '-')?;
            (tag[..end].to_owned(), split_at(line, end + 1).1)
        }
        Inline::Link { url, text } if !url.contains(['/', '.']) => (one_line(text), line.get(1..)?.to_vec()),
        _ => return None,
    };
    words::format_of(&tag).filter(|format| *format != TalkFormat::Social && !EVENTS.contains(&fold(&tag).as_str()))?;
    let text = plain(&rest);
    let rest = split_at(&rest, text.len() - text.trim_start_matches([' ', ':']).len()).1;
    (!plain(&rest).trim().is_empty()).then_some(rest)
}

fn unfold(items: &[Item], out: &mut Vec<Block>) {
    let mut talks: Vec<Item> = Vec::new();
    for item in items {
        if let Some(rest) = first_paragraph(item).and_then(behind_a_tag) {
            talks.push(with_head(item, rest));
            continue;
        }
        if count(item) == 0 {
            // What stands among talks is none, and no part of one.
            continue;
        }
        push_list(&mut talks, out);
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List { items, .. } => unfold(items, out),
                BlockKind::Paragraph(text) => out.push(Block { kind: BlockKind::Paragraph(event_of(text)), ..block.clone() }),
                _ => out.push(block.clone()),
            }
        }
    }
    push_list(&mut talks, out);
}

fn push_list(talks: &mut Vec<Item>, out: &mut Vec<Block>) {
    let (Some(first), Some(last)) = (talks.first(), talks.last()) else { return };
    let (line, end_line) = (first.line, last.end_line);
    out.push(Block { line, end_line, kind: BlockKind::List { start: None, items: std::mem::take(talks) }, anchor: None });
}

/// The item with another first line; people in links of their own behind the title stand in brackets.
fn with_head(item: &Item, line: Vec<Inline>) -> Item {
    let mut item = item.clone();
    if let Some(block) = item.blocks.first_mut() {
        block.kind = BlockKind::Paragraph(with_people(line));
    }
    item
}

/// "**Counting Fog** [[Ada Brookfield]] [[Milo Venn]]": pages called like people, one behind the other.
fn with_people(line: Vec<Inline>) -> Vec<Inline> {
    let is_page =
        |inline: &Inline| matches!(inline, Inline::Link { url, text } if !url.contains(['/', '.']) && *url == one_line(text));
    let is_blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
    let Some(first) = line.iter().position(is_page).filter(|&first| first > 0) else { return line };
    let end = line.iter().rposition(is_page).map_or(first, |last| last + 1);
    if !line[first..end].iter().all(|inline| is_page(inline) || is_blank(inline)) {
        return line;
    }
    let names: Vec<String> =
        line[first..end].iter().filter(|inline| is_page(inline)).map(|page| one_line(std::slice::from_ref(page))).collect();
    let mut out = line[..first].to_vec();
    out.push(Inline::Text(format!("({})", names.join(", "))));
    out.extend_from_slice(&line[end..]);
    out
}

/// "#Conference [[Ferrocon 2031]]" as a label and its value.
fn event_of(line: &[Inline]) -> Vec<Inline> {
    let text = one_line(line);
    let tagged =
        text.split_once('#').and_then(|(_, rest)| rest.split_once(' ')).filter(|(tag, _)| EVENTS.contains(&fold(tag).as_str()));
    let page = line.iter().find_map(|inline| match inline {
        Inline::Link { text, .. } => Some(one_line(text)),
        _ => None,
    });
    match tagged {
        Some((_, rest)) => vec![Inline::Text(format!("Event: {}", page.unwrap_or_else(|| rest.to_owned())))],
        None => line.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn tags_say_which_items_are_talks() {
        check(
            "- [[March 3rd, 2031]]\n  - #Conference [[Ferrocon 2031]]\n    - [[Talk]]: **Counting fog at noon**\n      - given by:: [[Anna Berg]]\n      - slow\n    - #food soup\n    - [[Talk]]: **Small boats in tin**\n      - given by:: [[Peter Jones]]\n      - wet\n  - Groceries\n    - oats\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg | 2031-03-03
             note - slow
             talk 7 Small boats in tin | Peter Jones | 2031-03-03
             note - wet",
        );
        check(
            "# Ferrocon 2031\n\n- #talk **Counting fog at noon** [[Anna Berg]]\n  - slow\n- #hallway met [[Otto]]\n- #talk **Small boats in tin** [[Peter Jones]] [[Maria Lopez]]\n  - wet\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note - slow
             talk 6 Small boats in tin | Peter Jones; Maria Lopez
             note - wet",
        );
        check(
            "# Ferrocon 2031\n\n- Talk: **Counting fog at noon** [[Anna Berg]]\n  - slow\n- Talk: **Small boats in tin** [[Peter Jones]]\n  - wet\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note - slow
             talk 5 Small boats in tin | Peter Jones
             note - wet",
        );
        check("- #todo call Ada\n- #talk to Peter about oats\n- [[Groceries]]: oats\n", "none");
    }
}
