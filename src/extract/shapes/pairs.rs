//! People over their titles, a line each and nothing else to tell them: "Ada Brookfield" over "Counting Fog", "[Ada Brookfield]
//! Counting Fog", an item "Ada Brookfield" over an item "Counting Fog".
//!
//! Where three paragraphs or items begin so, the title becomes a heading or the item's own line, with who gave it.

use super::{paragraph_of, speaker_line};
use crate::extract::inlines::{count_words, is_one_line, lines, one_line, split_at, unwrapped};
use crate::extract::people::{self, read_people};
use crate::extract::{letters, phrases, words};
use crate::read::document::{Block, BlockKind, Inline, Item, plain};
use crate::when;

/// The fewest such paragraphs in a document, or items in a list.
const FEWEST: usize = 3;

/// The blocks with every such pair in the usual order; `None` where there are too few.
pub(super) fn with_titles_first(blocks: &[Block]) -> Option<Vec<Block>> {
    let joined = bold_people_joined(blocks);
    let blocks = joined.as_deref().unwrap_or(blocks);
    let listed = blocks.iter().any(are_people_over_titles);
    let stacked = || {
        let several = blocks.iter().filter(|block| may_be_a_pair(block)).count();
        if several < FEWEST {
            return false;
        }
        let found = blocks.iter().filter(|block| pair_of(block).is_some()).count();
        found >= FEWEST && found * 3 >= several * 2
    };
    let stacked = stacked();
    if !listed && !stacked {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, start } if are_people_over_titles(block) => {
                let items = items.iter().map(with_title_first).collect();
                out.push(Block { kind: BlockKind::List { start: *start, items }, ..block.clone() });
            }
            BlockKind::Paragraph(text) if stacked => match pair_of(block) {
                Some((name, title, used)) => {
                    let kind = BlockKind::Heading { level: 2, text: title };
                    out.push(Block { line: block.line, end_line: block.line, kind, anchor: None });
                    out.push(speaker_line(&name, block));
                    let lines = lines(text);
                    out.extend((used < lines.len()).then(|| paragraph_of(block, &lines, used..lines.len())));
                }
                None => out.push(block.clone()),
            },
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// "**Ada Brookfield**" right over the line below it, where the bold line was set apart: one paragraph again.
fn bold_people_joined(blocks: &[Block]) -> Option<Vec<Block>> {
    let is_over = |n: &usize| match (blocks.get(*n), blocks.get(n + 1)) {
        (
            Some(Block { kind: BlockKind::Paragraph(name), end_line, .. }),
            Some(Block { kind: BlockKind::Paragraph(_), line, .. }),
        ) => matches!(name.as_slice(), [Inline::Strong(_)]) && *line == end_line + 1 && is_person(&one_line(name)),
        _ => false,
    };
    if (0..blocks.len()).filter(is_over).take(FEWEST).count() < FEWEST {
        return None;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut n = 0;
    while let Some(block) = blocks.get(n) {
        n += 1;
        out.push(block.clone());
        let over = is_over(&(n - 1));
        if let (true, Some(next), Some(last)) = (over, blocks.get(n), out.last_mut())
            && let (BlockKind::Paragraph(name), BlockKind::Paragraph(text)) = (&mut last.kind, &next.kind)
        {
            name.push(Inline::SoftBreak);
            name.extend(text.iter().cloned());
            last.end_line = next.end_line;
            n += 1;
        }
    }
    Some(out)
}

/// A paragraph of several lines, or one that begins with a bracket: asked of every block.
fn may_be_a_pair(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let opens = matches!(text.first(), Some(Inline::Text(text)) if text.starts_with('['));
    let short = match text.first() {
        Some(Inline::Text(first)) => first.len() <= 80,
        Some(Inline::Strong(_) | Inline::Emphasis(_)) => true,
        _ => false,
    };
    opens || short && matches!(text.get(1), Some(Inline::SoftBreak | Inline::LineBreak))
}

/// The people, the title and how many lines they take.
fn pair_of(block: &Block) -> Option<(String, Vec<Inline>, usize)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    if !may_be_a_pair(block) {
        return None;
    }
    let all = lines(text);
    let first = all.first()?;
    if let Some(end) = plain(first).strip_prefix('[').and_then(|inner| inner.find(']')) {
        let name = plain(first).get(1..=end)?.trim().to_owned();
        let title = split_at(first, end + 2).1;
        return (is_person(&name) && is_title(&one_line(&title))).then_some((name, title, 1));
    }
    let name = one_line(unwrapped(first).0);
    let title = all.get(1)?;
    (is_person(&name) && is_title(&one_line(title))).then(|| (name, title.clone(), 2))
}

fn is_person(text: &str) -> bool {
    text.len() <= 80
        && !text.contains(':')
        && !text.ends_with(['.', '!', '?'])
        && read_people(text).is_some_and(|people| people.confidence >= 0.6)
        && when::find_date(text, Some(2000)).is_none()
}

/// A few words that are no people, no role, no label and no sentence.
fn is_title(text: &str) -> bool {
    let count = count_words(text);
    let first = text.trim_start_matches(['"', '“', '„', '«', '*', '\'']).chars().next();
    ((2..=18).contains(&count) || letters::holds_wide(text) && text.chars().count() >= 5)
        && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || letters::is_wide(c))
        && !text.ends_with(['.', ',', ';', ':'])
        && people::person_likeness(text) < 0.5
        && !people::is_role(text)
        && !text.split([',', '@']).next().is_some_and(people::is_role)
        && !(count <= 4 && people::is_organisation(text))
        && words::find_label(text).is_none()
        && !text.contains("://")
        && !text.contains('@')
        && when::find_date(text, None).is_none()
        && !words::is_section_word(text)
        && !phrases::is_material_link(text)
}

/// Whether most items of a list are people over a list that begins with a title.
fn are_people_over_titles(block: &Block) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    if items.len() < FEWEST || !items.iter().take(2).any(|item| item.blocks.len() == 2) {
        return false;
    }
    let found = items.iter().filter(|item| person_over_title(item).is_some()).count();
    found >= FEWEST && found * 3 >= items.len() * 2
}

/// The name in an item's line, and the first item of the list below it, a title over others.
fn person_over_title(item: &Item) -> Option<(String, &[Item])> {
    let [Block { kind: BlockKind::Paragraph(text), .. }, Block { kind: BlockKind::List { items, .. }, .. }] =
        item.blocks.as_slice()
    else {
        return None;
    };
    let name = one_line(unwrapped(text).0);
    let title = match items.first()?.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(title)) if is_one_line(title) => one_line(unwrapped(title).0),
        _ => return None,
    };
    (is_person(&name) && is_title(&title)).then_some((name, items))
}

/// "Counting Fog – Ada Brookfield" over what is left of the list.
fn with_title_first(item: &Item) -> Item {
    let Some((name, inner)) = person_over_title(item) else { return item.clone() };
    let mut found = item.clone();
    let title = inner.first().and_then(|first| first.blocks.first()).map(|block| &block.kind);
    let (Some(BlockKind::Paragraph(title)), Some((_, notes))) = (title, inner.split_first()) else { return found };
    if let Some(head) = found.blocks.first_mut() {
        let mut line = vec![Inline::Strong(unwrapped(title).0.to_vec())];
        line.push(Inline::Text(format!(" – {name}")));
        head.kind = BlockKind::Paragraph(line);
    }
    // What stands inside the title's own item comes before the rest.
    let within = inner.first().map(|first| first.blocks.iter().skip(1).cloned().collect::<Vec<_>>()).unwrap_or_default();
    if let Some(list) = found.blocks.pop() {
        let kept = notes.first().map(|first| Block {
            line: first.line,
            kind: BlockKind::List { start: None, items: notes.to_vec() },
            ..list
        });
        found.blocks.extend(within.into_iter().chain(kept));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn people_stand_over_their_titles() {
        let expected = |lines: [usize; 3]| {
            format!(
                "event Ferrocon 2031\ntalk {} Counting fog at noon | Anna Berg\nnote Slow.\ntalk {} Small boats in tin | Peter Jones (Quay)\nnote Wet.\ntalk {} Long rivers | Maria Lopez\nnote Long.",
                lines[0], lines[1], lines[2]
            )
        };
        for (open, close) in [("", "\n"), ("**", "**\n"), ("[", "] ")] {
            check(
                &format!(
                    "# Ferrocon 2031\n\n{open}Anna Berg{close}Counting fog at noon\n\nSlow.\n\n{open}Peter Jones, Quay{close}Small boats in tin\n\nWet.\n\n{open}Maria Lopez{close}Long rivers\n\nLong.\n"
                ),
                &expected(if open == "[" { [3, 7, 11] } else { [3, 8, 13] }),
            );
        }
        check(
            "# Ferrocon 2031\n\n- Anna Berg\n  - Counting fog at noon\n  - slow\n- Peter Jones\n  - Small boats in tin\n  - wet\n- Maria Lopez\n  - Long rivers\n  - long\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note - slow
             talk 6 Small boats in tin | Peter Jones
             note - wet
             talk 9 Long rivers | Maria Lopez
             note - long",
        );
        // Who they are, and where they live.
        check(
            "# Ferrocon 2031: the team\n\nWho counts the fog.\n\nAnna Berg\nHead of Lamps\n\nPeter Jones\nQuay Street 7\nFogport\n\nMaria Lopez\nStaff Engineer, Lumen\n",
            "none",
        );
    }
}
