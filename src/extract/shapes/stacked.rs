//! Titles stacked in one paragraph, a line each: "**Counting Fog** (Ada Brookfield)" over "**Small Boats** (Peter Jones)".
//!
//! Each becomes an item of a list, with the lines below it that begin none, and is read like any other.

use super::items_at;
use crate::extract::inlines::{lines, one_line};
use crate::extract::title::{Mark, names_people, read_title_lines};
use crate::extract::{phrases, words};
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest such titles in a document.
const FEWEST: usize = 3;

/// The blocks with every such paragraph as a list; `None` where there is none.
pub(super) fn as_items(blocks: &[Block]) -> Option<Vec<Block>> {
    let (mut heading, mut before): (&[Inline], Option<&Block>) = (&[], None);
    let found = blocks.iter().map(|block| {
        if let BlockKind::Heading { text, .. } = &block.kind {
            heading = text;
        }
        let before = before.replace(block);
        items_of(block).filter(|_| !are_named_in_a_talk(heading, before))
    });
    let found: Vec<Option<Vec<Item>>> = found.collect();
    let titles: usize = found.iter().flatten().map(Vec::len).sum();
    (titles >= FEWEST).then(|| {
        let list = |(block, items): (&Block, Option<Vec<Item>>)| match items {
            Some(items) => Block { kind: BlockKind::List { start: None, items }, ..block.clone() },
            None => block.clone(),
        };
        blocks.iter().zip(found).map(list).collect()
    })
}

/// Below the title of a talk and its people, and behind "Further reading:", stand books that were named in it.
fn are_named_in_a_talk(heading: &[Inline], before: Option<&Block>) -> bool {
    let announced = match before.map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => Some(one_line(text)).filter(|line| line.ends_with([':', '：'])),
        _ => None,
    };
    announced.is_some_and(|text| !phrases::speaks_of_a_talk(&text)) || names_people(heading, 0.5)
}

/// The titles of a paragraph that begins with one and of whose lines most are such.
fn items_of(block: &Block) -> Option<Vec<Item>> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    if !begins_marked(inlines) || !inlines.iter().any(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak)) {
        return None;
    }
    let lines = lines(inlines);
    let sure = lines.iter().find(|line| is_title(line))?;
    let starts: Vec<usize> = (0..lines.len()).filter(|&n| is_set_like(&lines[n], sure)).collect();
    if starts.first() != Some(&0) || starts.len() < 2 || starts.len() * 2 <= lines.len() {
        return None;
    }
    Some(items_at(block, &lines, &starts))
}

/// A piece set off, or in quotation marks.
fn begins_marked(line: &[Inline]) -> bool {
    match line.first() {
        Some(Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. }) => true,
        Some(Inline::Text(text)) => text.starts_with(['"', '“', '„', '«', '»', '「', '『', '《']),
        _ => false,
    }
}

/// A marked title with its people behind it on the line.
fn is_title(line: &[Inline]) -> bool {
    let named = || {
        read_title_lines(line, false).iter().any(|title| {
            let people = title.people.as_ref().is_some_and(|people| people.confidence >= 0.5);
            title.mark != Mark::None && people && words::label_of(&title.title).is_none()
        })
    };
    begins_marked(line) && line.len() >= 2 && named()
}

/// Set off in the same way as a line that is a title, and followed by the same mark.
fn is_set_like(line: &[Inline], title: &[Inline]) -> bool {
    let behind = |line: &[Inline]| match line.get(1) {
        Some(Inline::Text(text)) => text.trim_start().chars().next(),
        _ => None,
    };
    let same = line.first().zip(title.first()).is_some_and(|(a, b)| std::mem::discriminant(a) == std::mem::discriminant(b));
    is_title(line) || same && begins_marked(line) && behind(line).is_some() && behind(line) == behind(title)
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn titles_stacked_in_a_paragraph_are_talks_of_their_own() {
        check(
            "# Past meetings of the Lamp Users, Fogport\n\nThe talks of each evening.\n\n## 2031-11-20\n\n**Counting Fog** (Ada Brookfield)\n**Small Boats by hand** (Peter Jones) - [slides](https://example.org/b)\n\n## 2031-09-18\n\n**Long Rivers** (Maria Lopez, Lumen)\nin the cellar, for once\n**What lamps want** (Otto Brandt)\n\n## 2031-07-17\n\nPub.\n",
            "talk 7 Counting Fog | Ada Brookfield | 2031-11-20
             talk 8 Small Boats by hand | Peter Jones | 2031-11-20
             talk 12 Long Rivers | Maria Lopez (Lumen) | 2031-09-18
             note in the cellar, for once
             talk 14 What lamps want | Otto Brandt | 2031-09-18",
        );
        // Books that somebody recommended in a talk.
        check(
            "# Ferrocon 2031\n\n## Counting Fog (Ada Brookfield)\n\nBooks she recommended:\n\n**Thinking Wet** (Daniel Berg)\n**Sprint by boat** (Peter Jones)\n**Long range** (Maria Lopez)\n\n## Small Boats (Otto Brandt)\n\n- wet\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note Books she recommended: **Thinking Wet** (Daniel Berg) **Sprint by boat** (Peter Jones) **Long range** (Maria Lopez)
             talk 11 Small Boats | Otto Brandt
             note - wet",
        );
        // What a record says of one talk, and a note that begins with words set off.
        check(
            "# Ferrocon 2031\n\n## Counting Fog\n\n**Speaker:** Ada Brookfield\n**Room:** Quay\n\n- slow\n\n## Small Boats\n\n**Speaker:** Peter Jones\n**Room:** Hall\n\n**Oars** are (mostly) wood\n**Sails** are cloth\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield | Quay
             note - slow
             talk 10 Small Boats | Peter Jones | Hall
             note **Oars** are (mostly) wood **Sails** are cloth",
        );
    }
}
