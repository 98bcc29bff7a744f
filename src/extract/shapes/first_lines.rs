//! Titles on a line of their own with the note right below, and no blank line between: "- **Counting Fog** - Ada Brookfield"
//! over "She counted." A line that was broken on purpose ends before the next word would have run over the margin.

use std::collections::HashSet;

use super::paragraph_of;
use crate::extract::inlines::{count_words, cut_lines, is_blank, is_one_line, line_texts, lines, one_line};
use crate::extract::talks::could::could_be_a_talk;
use crate::extract::title::{names_people, read_title_lines};
use crate::extract::{letters, people, words};
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest such items of a list, or paragraphs of a document.
const FEWEST: usize = 3;

/// The narrowest margin that somebody wraps lines at, in characters.
const NARROWEST: usize = 60;

/// The longest line that begins a talk, and the longest below it that says who gave it, in characters.
const LONGEST: usize = 140;
const LONGEST_NAME: usize = 80;

/// The blocks with every such line as a paragraph of its own; `None` where there are too few.
pub(super) fn parted(blocks: &[Block]) -> Option<Vec<Block>> {
    if !may_hold_heads(blocks) {
        return None;
    }
    let margin = blocks.iter().map(longest_line).max().unwrap_or(0).max(NARROWEST);
    let titles = titles_over_people(blocks, margin);
    // A sentence goes on with a small letter.
    let goes_on = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => line_texts(text).get(1).is_some_and(|line| line.starts_with(char::is_lowercase)),
        _ => false,
    };
    let heads: Vec<Option<usize>> =
        blocks.iter().map(|block| head_lines(block, false, margin).filter(|_| !goes_on(block))).collect();
    let own = heads.iter().flatten().count();
    let broken = blocks.iter().filter(is_long).count();
    let paragraphs = own >= FEWEST && own * 3 >= broken * 2;
    let lists: Vec<bool> = blocks.iter().map(|block| holds_heads(block, margin)).collect();
    if !paragraphs && titles.is_empty() && !lists.contains(&true) {
        return None;
    }
    let part = |(n, block): (usize, &Block)| match &block.kind {
        BlockKind::List { start, items } if lists[n] => {
            let items = items.iter().map(|item| part_item(item, margin)).collect();
            vec![Block { kind: BlockKind::List { start: *start, items }, ..block.clone() }]
        }
        BlockKind::Paragraph(_) if titles.contains(&n) => as_heading(part_paragraph(block, 2, true)),
        _ => match heads[n].filter(|_| paragraphs) {
            Some(count) => part_paragraph(block, count, false),
            None => vec![block.clone()],
        },
    };
    Some(blocks.iter().enumerate().flat_map(part).collect())
}

/// The paragraphs with the first of them as a heading below all others.
fn as_heading(mut paragraphs: Vec<Block>) -> Vec<Block> {
    if let Some(Block { kind, .. }) = paragraphs.first_mut()
        && let BlockKind::Paragraph(text) = kind
    {
        *kind = BlockKind::Heading { level: 6, text: std::mem::take(text) };
    }
    paragraphs
}

/// A paragraph of several lines.
fn is_long(block: &&Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if !is_one_line(text))
}

/// Whether enough paragraphs or items have several lines: asked first, because most documents are told by it.
fn may_hold_heads(blocks: &[Block]) -> bool {
    let in_lists = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().filter_map(|item| item.blocks.first()).filter(is_long).count(),
        _ => 0,
    };
    blocks.iter().filter(is_long).count() >= FEWEST || blocks.iter().any(|block| in_lists(block) >= FEWEST)
}

/// The length of the longest line of a paragraph or of a list's items; that of a document is its margin, which what was
/// wrapped fills.
fn longest_line(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(text) => cut_lines(text).iter().map(|line| length(line)).max().unwrap_or(0),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| item.blocks.iter().take(2)).map(longest_line).max().unwrap_or(0)
        }
        _ => 0,
    }
}

/// Whether most items of a list that go on below their first line begin with such a line.
fn holds_heads(block: &Block, margin: usize) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    let first =
        |item: &&Item| item.blocks.first().is_some_and(|block| head_lines(block, item.blocks.len() > 1, margin).is_some());
    // Looked for no longer where too many items begin with none.
    let most = items.len() * 4 / 10;
    let others = items.iter().filter(|item| !first(item)).take(most + 1).count();
    others <= most && items.len() - others >= FEWEST
}

/// How many lines of a paragraph say what the talk was and who gave it, where a note follows them: in it, or `below` it.
fn head_lines(block: &Block, below: bool, margin: usize) -> Option<usize> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    if is_one_line(text) {
        return None;
    }
    let texts = line_texts(text);
    let [first, second, ..] = texts.as_slice() else { return None };
    let written = lines(text);
    // The next word would have had room.
    let meant = |n: usize| {
        let next = texts[n + 1].split(' ').next().map_or(0, |word| word.chars().count());
        written.get(n).is_some_and(|line| length(line) + 1 + next <= margin) || breaks_hard(text, n)
    };
    let begins = first.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase() || letters::is_wide(c));
    let ends = first.ends_with(['.', ',', ';', ':', '：', '،', '。', '、', '-', '–']);
    if !begins || ends || first.chars().count() > LONGEST || !meant(0) {
        return None;
    }
    let named = says_who(second) && if texts.len() == 2 { below } else { meant(1) };
    let titled = || named && words::find_label(first).is_none() && (2..=20).contains(&count_words(first));
    let head = written.first()?;
    let asks = first.ends_with(['?', '？']) && !named && !names_people(head, 0.5);
    if !could_be_a_talk(head) && !titled() || asks || is_picture(head) || begins_the_note(head) {
        return None;
    }
    let count = 1 + usize::from(named);
    // The line below a title that says who gave it is no note.
    let told = |line: &str| count_words(line) >= 3 || names_people(head, 0.5);
    let is_note = texts.get(count).map_or(below, |line| !says_who(line) && told(line));
    is_note.then_some(count)
}

/// The paragraphs that are a title, unmarked, and below it who gave it, over a note: they become headings.
fn titles_over_people(blocks: &[Block], margin: usize) -> HashSet<usize> {
    let is_text =
        |n: usize| matches!(blocks.get(n).map(|block| &block.kind), Some(BlockKind::Paragraph(_) | BlockKind::List { .. }));
    let is_one = |n: usize| {
        let BlockKind::Paragraph(text) = &blocks[n].kind else { return false };
        let plain = matches!(text.as_slice(), [Inline::Text(_), Inline::SoftBreak | Inline::LineBreak, ..]);
        let firm = || line_texts(text).first().is_some_and(|title| people::is_organisation(title) || people::is_role(title));
        plain
            && !firm()
            && head_lines(&blocks[n], is_text(n + 1), margin) == Some(2)
            && !lines(text).first().is_some_and(|line| names_people(line, 0.5))
    };
    let found: HashSet<usize> = (0..blocks.len()).filter(|&n| is_one(n)).collect();
    // Where one stands right over the next, there are no notes between them.
    let short = |n: usize| matches!(&blocks[n].kind, BlockKind::Paragraph(text) if line_texts(text).len() == 2);
    let over = found.iter().filter(|&&n| short(n) && found.contains(&(n + 1))).count();
    let headings = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { level, .. } if level > 1)).count();
    if found.len() >= FEWEST && over * 3 < found.len() && headings * 3 <= found.len() { found } else { HashSet::new() }
}

/// How long a line was written, in characters: addresses count.
fn length(line: &[Inline]) -> usize {
    let mut links = Vec::new();
    crate::read::document::links(line, &mut links);
    one_line(line).chars().count() + links.iter().map(|(url, _)| url.chars().count() + 4).sum::<usize>()
}

/// "Counting Fog by Ada Brookfield. She counted for": the note begins on the line of the title, and goes on below.
fn begins_the_note(line: &[Inline]) -> bool {
    read_title_lines(line, true).iter().any(|title| !is_blank(&title.rest))
}

/// Nothing but a picture, linked or not.
fn is_picture(line: &[Inline]) -> bool {
    match line {
        [Inline::Image { .. }] => true,
        [Inline::Link { text, .. }] => is_picture(text),
        _ => false,
    }
}

fn breaks_hard(text: &[Inline], nth: usize) -> bool {
    let mut breaks = text.iter().filter(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak));
    matches!(breaks.nth(nth), Some(Inline::LineBreak))
}

/// A label, or a name and little else.
fn says_who(line: &str) -> bool {
    let line = line.trim_matches(['(', ')', '–', '—', '-', ' ']);
    let short = line.chars().count() <= LONGEST_NAME && !line.ends_with(['.', '!', '?']);
    let name = words::strip_by(line).map_or(line, |(name, _)| name);
    words::find_label(line).is_some_and(|(_, value)| !value.is_empty())
        || short && people::read_people(name).is_some_and(|people| people.confidence >= 0.4)
}

/// An item with each of its first lines as a paragraph.
fn part_item(item: &Item, margin: usize) -> Item {
    let Some((first, rest)) = item.blocks.split_first() else { return item.clone() };
    let Some(count) = head_lines(first, !rest.is_empty(), margin) else { return item.clone() };
    let blocks = part_paragraph(first, count, true).into_iter().chain(rest.iter().cloned()).collect();
    Item { blocks, ..item.clone() }
}

/// A paragraph as that of its first `count` lines, or one for `each` of them, and that of the rest.
fn part_paragraph(block: &Block, count: usize, each: bool) -> Vec<Block> {
    let BlockKind::Paragraph(text) = &block.kind else { return vec![block.clone()] };
    let lines = lines(text);
    let ends: Vec<usize> = if each { (1..=count).collect() } else { vec![count] };
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let parts = starts.zip(ends.iter().copied().chain([lines.len()]));
    parts.map(|(start, end)| paragraph_of(block, &lines, start..end)).filter(|block| !is_empty(block)).collect()
}

fn is_empty(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if one_line(text).is_empty())
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn notes_stand_right_below_their_titles() {
        let talks = |lines: [usize; 3]| {
            format!(
                "event Ferrocon 2031
                 talk {} Counting Fog Slowly | Anna Berg
                 note She counted for three years and then went home.
                 talk {} Small Boats at Noon | Peter Jones
                 note Everything in this talk was wet, and so was he.
                 talk {} Long Rivers Again | Otto Brandt
                 note It went on for longer than its title had said.",
                lines[0], lines[1], lines[2]
            )
        };
        for (first, second, third) in [
            ("Counting Fog Slowly - Anna Berg", "Small Boats at Noon - Peter Jones", "Long Rivers Again - Otto Brandt"),
            ("*Counting Fog Slowly* by Anna Berg", "*Small Boats at Noon* by Peter Jones", "*Long Rivers Again* by Otto Brandt"),
            ("“Counting Fog Slowly” (Anna Berg)", "“Small Boats at Noon” (Peter Jones)", "“Long Rivers Again” (Otto Brandt)"),
        ] {
            let notes = [
                "She counted for three years and then went home.",
                "Everything in this talk was wet, and so was he.",
                "It went on for longer than its title had said.",
            ];
            let item = |title: &str, note: &str| format!("- {title}\n  {note}\n");
            let list = [item(first, notes[0]), item(second, notes[1]), item(third, notes[2])].concat();
            check(&format!("# Ferrocon 2031 trip report\n\nI went.\n\n{list}"), &talks([5, 7, 9]));
        }
        check(
            "# Ferrocon 2031 trip report\n\nI went.\n\n*Counting Fog Slowly* - Anna Berg\nShe counted for three years and then went home.\n\n*Small Boats at Noon* - Peter Jones\nEverything in this talk was wet, and so was he.\n\n*Long Rivers Again* - Otto Brandt\nIt went on for longer than its title had said.\n",
            &talks([5, 8, 11]),
        );
    }

    #[test]
    fn a_note_stands_on_the_next_line_of_an_item() {
        let talks = "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note slow, and wet at that
             talk 5 Small Boats | Peter Jones; Maria Lopez
             note they float
             talk 7 Long Rivers | Otto Brandt
             note long";
        for (open, close) in [(" – ", ""), (" [", "]"), (" (", ")"), (" by ", ""), (" | ", "")] {
            let item = |title: &str, name: &str, note: &str| format!("+ {title}{open}{name}{close}\n  {note}\n");
            let first = item("Counting Fog", "Ada Brookfield", "slow, and wet at that");
            let second = item("Small Boats", "Peter Jones, Maria Lopez", "they float");
            let third = item("Long Rivers", "Otto Brandt", "long");
            check(&format!("# Ferrocon 2031\n\n{first}{second}{third}"), talks);
        }
    }

    #[test]
    fn notes_that_begin_beside_their_titles_go_on() {
        check(
            "# Ferrocon 2031\n\n- [Counting Fog](https://example.org/2031/fog) by Ada Brookfield. Fog is not gone, it\n  moved into the harbour.\n- [Small Boats](https://example.org/2031/boats) by Peter Jones. The talk of the\n  day, and wet.\n- [Long Rivers](https://example.org/2031/rivers) by Maria Lopez. It is long, and I say so here at length, on one line.\n- [Old Lamps](https://example.org/2031/lamps) by Otto Brandt. Name what a\n  lamp is for.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield | https://example.org/2031/fog
             note Fog is not gone, it moved into the harbour.
             talk 5 Small Boats | Peter Jones | https://example.org/2031/boats
             note The talk of the day, and wet.
             talk 7 Long Rivers | Maria Lopez | https://example.org/2031/rivers
             note It is long, and I say so here at length, on one line.
             talk 8 Old Lamps | Otto Brandt | https://example.org/2031/lamps
             note Name what a lamp is for.",
        );
    }

    #[test]
    fn what_was_wrapped_goes_on() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog (Anna Berg)\n\n- Ada Brookfield counted fog for three years in the\n  harbour, and nobody asked\n- Peter Jones has boats, and what he says about the\n  weather: it is wet\n- Otto Brandt asked about rivers, and was told that\n  they are long\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note - Ada Brookfield counted fog for three years in the harbour, and nobody asked - Peter Jones has boats, and what he says about the weather: it is wet - Otto Brandt asked about rivers, and was told that they are long",
        );
    }
}
