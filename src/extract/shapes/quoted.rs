//! Titles set as quotations, with the notes below them: "> **Counting Fog** · Ada Brookfield", the lines of a programme that a
//! mail answers, callouts. Each becomes a paragraph like any other.

use super::names_people_itself;
use crate::extract::inlines::{is_one_line, line_texts, lines, one_line};
use crate::extract::title::{Mark, names_people, read_title_lines};
use crate::extract::{people, words};
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

/// The fewest such quotations in a document.
const FEWEST: usize = 3;

/// The blocks with every such quotation as what it holds; `None` where there are too few.
pub(super) fn as_paragraphs(blocks: &[Block]) -> Option<Vec<Block>> {
    let quoted = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Quote(_))).count();
    // Below talks that name their people, somebody is quoted.
    if quoted < FEWEST || blocks.iter().any(names_people_itself) {
        return None;
    }
    let talks: Vec<Option<Vec<Block>>> = (0..blocks.len()).map(|n| title_of(blocks, n)).collect();
    let titles = talks.iter().flatten().count();
    if titles < FEWEST || titles * 3 < quoted * 2 {
        return None;
    }
    let unwrapped = blocks.iter().zip(talks).flat_map(|(block, talk)| talk.unwrap_or_else(|| vec![block.clone()]));
    Some(unwrapped.collect())
}

/// What the quotation at `n` holds, where that is the line of a talk over text that is no quotation.
fn title_of(blocks: &[Block], n: usize) -> Option<Vec<Block>> {
    let BlockKind::Quote(inside) = &blocks[n].kind else { return None };
    if inside.len() > 1 {
        return over_its_note(inside);
    }
    let [Block { kind: BlockKind::Paragraph(text), .. }] = inside.as_slice() else { return None };
    let below = blocks.get(n + 1).map(|block| &block.kind);
    if !matches!(below, Some(BlockKind::Paragraph(_) | BlockKind::List { .. })) {
        return None;
    }
    let lines = lines(text);
    let [first, rest @ ..] = lines.as_slice() else { return None };
    if rest.len() > 2 || line_texts(text).iter().any(|line| line.chars().count() > 120) {
        return None;
    }
    is_line_of_a_talk(first).then(|| inside.clone()).or_else(|| title_over_people(&inside[0], first, rest))
}

/// A title and its people on a line of their own, with the note in the same quotation.
fn over_its_note(inside: &[Block]) -> Option<Vec<Block>> {
    let (first, note) = inside.split_first()?;
    let BlockKind::Paragraph(text) = &first.kind else { return None };
    let note_follows = matches!(note.first()?.kind, BlockKind::Paragraph(_) | BlockKind::List { .. });
    let line = one_line(text);
    let is_title = is_one_line(text) && line.chars().count() <= 120 && !line.ends_with(['.', ',', ';', ':']);
    (note_follows && is_title && names_people(text, 0.25)).then(|| {
        let heading = Block { kind: BlockKind::Heading { level: 3, text: text.clone() }, ..first.clone() };
        std::iter::once(heading).chain(note.iter().cloned()).collect()
    })
}

/// A time, or a title set off with its people beside it.
fn is_line_of_a_talk(line: &[Inline]) -> bool {
    read_title_lines(line, false).iter().any(|title| {
        let beside = title.people.as_ref().or(title.splits.first().map(|split| &split.people));
        let named = beside.is_some_and(|people| people.confidence >= 0.4) || title.aside.is_some();
        // “Measure twice” – Ada Brookfield: what somebody said.
        named && !matches!(title.mark, Mark::None | Mark::Quoted) || title.start.is_some() && !title.title.is_empty()
    })
}

/// "[!note] Counting Fog" over "[[Ada Brookfield]]": a heading and the line below it.
fn title_over_people(block: &Block, title: &[Inline], rest: &[Vec<Inline>]) -> Option<Vec<Block>> {
    let [below] = rest else { return None };
    let texts = line_texts(below);
    let name = texts.first().map(String::as_str).unwrap_or_default();
    let plain = |text: &str| words::label_of(text).is_none() && when::leading_time(text).is_none();
    let named = people::read_people(name).is_some_and(|people| people.confidence >= 0.4);
    let is_title = line_texts(title).iter().all(|line| plain(line) && !line.ends_with(['.', ',', ';', '!']));
    let paragraph = |kind, line| Block { line, end_line: line, kind, anchor: None };
    (named && is_title).then(|| {
        vec![
            paragraph(BlockKind::Heading { level: 3, text: title.to_vec() }, block.line),
            paragraph(BlockKind::Paragraph(below.clone()), (block.line + 1).min(block.end_line)),
        ]
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn a_quotation_may_hold_the_talk_and_its_note() {
        check(
            "# Ferrocon 2031\n\nI was there.\n\n> Fog is back (Anna Berg)\n>\n> - slow\n\nI love it.\n\n> Boats by committee (Peter Jones, Quay)\n>\n> - wet\n\n> Rivers, badly sung (Maria Lopez)\n>\n> Long.\n",
            "event Ferrocon 2031
             talk 5 Fog is back | Anna Berg
             note > - slow I love it.
             talk 11 Boats by committee | Peter Jones (Quay)
             note > - wet
             talk 15 Rivers, badly sung | Maria Lopez
             note > Long.",
        );
    }

    #[test]
    fn quotations_hold_the_titles() {
        let talks = "talk 5 Counting Fog | Ada Brookfield
             note Slow.
             talk 9 Small Boats | Peter Jones
             note Wet.
             talk 13 Long Rivers | Maria Lopez; Otto Brandt
             note Long.";
        for titles in [
            [
                "> **Counting Fog** · Ada Brookfield",
                "> **Small Boats** · Peter Jones",
                "> **Long Rivers** · Maria Lopez, Otto Brandt",
            ],
            [
                "> **Counting Fog** (Ada Brookfield)",
                "> **Small Boats** (Peter Jones)",
                "> **Long Rivers** (Maria Lopez, Otto Brandt)",
            ],
        ] {
            let [first, second, third] = titles;
            check(
                &format!("# Ferrocon 2031\n\nI was there.\n\n{first}\n\nSlow.\n\n{second}\n\nWet.\n\n{third}\n\nLong.\n"),
                &format!("event Ferrocon 2031\n{talks}"),
            );
        }
        // The lines of a mail, and what is answered.
        check(
            "Subject: Re: Ferrocon 2031\nFrom: Anna Berg\n\nAs asked:\n\n> 09:00  Counting Fog (Ada Brookfield)\n\nSlow.\n\n> 10:00  Small Boats (Peter Jones)\n\nWet.\n\n> 11:00  Long Rivers (Maria Lopez)\n\nLong.\n",
            "event Ferrocon 2031
             talk 6 Counting Fog | Ada Brookfield | 09:00
             note Slow.
             talk 10 Small Boats | Peter Jones | 10:00
             note Wet.
             talk 14 Long Rivers | Maria Lopez | 11:00
             note Long.",
        );
    }

    #[test]
    fn callouts_hold_the_titles() {
        check(
            "# Ferrocon 2031\n\nI was there.\n\n> [!note] Counting Fog\n> [[Ada Brookfield]]\n\nSlow.\n\n> [!note] Small Boats\n> [[Peter Jones]]\n\nWet.\n\n> [!info] Long Rivers\n> [[Maria Lopez]]\n\nLong.\n\n> [!tip] Takeaways\n> - count\n> - row\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Ada Brookfield
             note Slow.
             talk 10 Small Boats | Peter Jones
             note Wet.
             talk 15 Long Rivers | Maria Lopez
             note Long. > [!tip] Takeaways > - count > - row
             takeaway count
             takeaway row",
        );
    }

    #[test]
    fn what_people_said_stays_a_quotation() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog (Ada Brookfield)\n\n> Fog is a number.\n\nSlow.\n\n> Numbers are fog.\n\nTrue.\n\n> Ask Peter Jones.\n\nI did.\n\n## Small Boats (Peter Jones)\n\nWet.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note > Fog is a number. Slow. > Numbers are fog. True. > Ask Peter Jones. I did.
             talk 17 Small Boats | Peter Jones
             note Wet.",
        );
    }
}
