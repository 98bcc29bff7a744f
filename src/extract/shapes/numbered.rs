//! An outline that numbers alone tell: "2. The talks", then "2.1 Ada Brookfield: Counting Fog" on a line of its own, in a
//! text without headings.
//!
//! Each such line becomes a heading, a level deeper for each number behind a full stop.

use crate::extract::inlines::{is_one_line, one_line, split_at};
use crate::extract::title::names_people;
use crate::extract::words;
use crate::read::document::{Block, BlockKind, Inline};

/// The fewest lines of one depth that make an outline.
const FEWEST: usize = 3;

/// The longest such line in characters.
const LONGEST: usize = 160;

/// A numbered line on its own: its numbers and its text.
struct Numbered {
    numbers: Vec<u64>,
    text: Vec<Inline>,
    /// What an item of a list held beside its line.
    below: Vec<Block>,
}

/// The blocks with their numbered lines as headings; `None` where other headings stand among them, or where the numbers
/// are not those of an outline.
pub(super) fn to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    if blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level, .. } if level > 1)) {
        return None;
    }
    let mut found: Vec<Option<Numbered>> = blocks.iter().map(numbered).collect();
    leave_what_was_learned(&mut found);
    let all: Vec<&[u64]> = found.iter().flatten().map(|line| line.numbers.as_slice()).collect();
    let deep = all.iter().filter(|numbers| numbers.len() == 2).count();
    let stands_over_text =
        |n: usize| blocks.get(n + 1).is_some_and(|next| matches!(next.kind, BlockKind::Paragraph(_) | BlockKind::List { .. }));
    let over_text = (0..blocks.len()).filter(|&n| found[n].is_some() && stands_over_text(n)).count();
    let shallow = all.len() - deep;
    if deep < 2 && shallow < FEWEST || over_text * 3 < all.len() * 2 || !runs_on(&all) {
        return None;
    }
    // "1. Measure first" is what somebody learned, unless the lines name people.
    let signed = || found.iter().flatten().filter(|line| names_people(&line.text, 0.45)).count();
    let shown = |signed: usize| deep >= 2 && signed >= 2 || shallow >= FEWEST && signed * 2 >= all.len();
    if deep < FEWEST && !shown(signed()) {
        return None;
    }
    let mut out = Vec::new();
    for (block, line) in blocks.iter().zip(found) {
        let Some(Numbered { numbers, text, below }) = line else {
            out.push(block.clone());
            continue;
        };
        let level = u8::try_from(numbers.len() + 1).unwrap_or(6).min(6);
        out.push(Block { end_line: block.line, kind: BlockKind::Heading { level, text }, ..block.clone() });
        out.extend(below);
    }
    Some(out)
}

/// What is counted below "Takeaways", "What we should do" and the like are no titles.
fn leave_what_was_learned(found: &mut [Option<Numbered>]) {
    let mut below = false;
    for line in found {
        let Some(numbered) = line else { continue };
        let text = one_line(&numbered.text);
        if numbered.numbers.len() == 1 {
            below = words::is_takeaways_heading(&text) || words::is_section_word(&text);
        } else if below {
            *line = None;
        }
    }
}

/// Each number is that before it and one, or begins one level deeper, or goes on with a level above.
fn runs_on(all: &[&[u64]]) -> bool {
    let follows = |pair: &[&[u64]]| {
        let (before, after) = (pair[0], pair[1]);
        let (Some((last, above)), true) = (after.split_last(), after.len() <= before.len() + 1) else { return false };
        if after.len() > before.len() {
            return above == before && *last <= 1;
        }
        above == &before[..above.len()] && *last == before[above.len()] + 1
    };
    all.first().is_some_and(|first| first.iter().all(|number| *number <= 1)) && all.windows(2).all(follows)
}

fn numbered(block: &Block) -> Option<Numbered> {
    match &block.kind {
        BlockKind::Paragraph(inlines) => {
            let line = one_line(inlines);
            let (numbers, rest) = leading_numbers(&line).filter(|(_, rest)| is_one_line(inlines) && is_short(rest))?;
            let text = split_at(inlines, line.len() - rest.len()).1;
            Some(Numbered { numbers, text, below: Vec::new() })
        }
        BlockKind::List { start: Some(number), items } => {
            let [item] = items.as_slice() else { return None };
            let [Block { kind: BlockKind::Paragraph(text), .. }, below @ ..] = item.blocks.as_slice() else { return None };
            let line = is_one_line(text) && is_short(&one_line(text));
            line.then(|| Numbered { numbers: vec![*number], text: text.clone(), below: below.to_vec() })
        }
        _ => None,
    }
}

/// "2.1 ", "2.1. ", "3.2.1 ": two numbers or more, and what follows them. One alone begins a list.
fn leading_numbers(text: &str) -> Option<(Vec<u64>, &str)> {
    let (first, rest) = text.split_once(' ')?;
    let numbers = first.trim_end_matches('.').split('.').map(|number| number.parse::<u64>().ok().filter(|&number| number < 100));
    let numbers: Vec<u64> = numbers.collect::<Option<_>>()?;
    ((2..=4).contains(&numbers.len()) && !rest.is_empty()).then_some((numbers, rest))
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.ends_with(['.', ',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn numbers_alone_tell_the_outline_of_a_plain_text() {
        check(
            "# Report on FogConf 2031, Fogport\n\n1. Why\n\nI was sent.\n\n2. Talks heard\n\n2.1 A. Berg (Quay): \"Counting Fog in situ\"\n\nSlow.\n\n2.2 Peter Jones, Maria Lopez (Lumen): \"Small Boats\"\n\nWet.\n\n2.3 Otto Brandt: \"What lamps want\"\n\nOil.\n\n3. Costs\n\nNone.\n",
            "event FogConf 2031
             talk 9 Counting Fog in situ | A. Berg (Quay)
             note Slow.
             talk 13 Small Boats | Peter Jones; Maria Lopez (Lumen)
             note Wet.
             talk 17 What lamps want | Otto Brandt
             note Oil.",
        );
        // Titles counted with their notes below, as Markdown reads them: lists of one item each.
        check(
            "# FogConf 2031\n\n1. Counting Fog - Anna Berg\n\nSlow.\n\n2. Small Boats - Peter Jones\n\nWet.\n\n3. Long Rivers - Maria Lopez\n\nLong.\n",
            "event FogConf 2031
             talk 3 Counting Fog | Anna Berg
             note Slow.
             talk 7 Small Boats | Peter Jones
             note Wet.
             talk 11 Long Rivers | Maria Lopez
             note Long.",
        );
        // What somebody learned, counted.
        let learned = "1. Measure first\n\nAda Brookfield showed how.\n\n2. Small boats are fine\n\nSee Peter Jones and his talk.\n\n3. Talk to people\n\nReally.\n";
        check(&format!("# What I learned at FogConf 2031\n\nThree days of talks.\n\n{learned}"), "event FogConf 2031");
        // Versions and numbers that are no outline.
        check(
            "# FogConf 2031\n\nI went.\n\n1.5 litres of tea\n\nGone.\n\n1.9 litres of soup\n\nGone.\n\n2.5 litres\n\nGone.\n",
            "event FogConf 2031",
        );
    }
}
