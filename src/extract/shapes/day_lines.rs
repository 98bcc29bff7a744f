//! Days on lines of their own between the headings of talks: "day 1", then the day's headings, then "day 2".
//!
//! Each such line becomes a heading over those that follow, so that it neither ends the note above it nor is lost.

use std::collections::HashSet;

use super::level_of;
use crate::extract::inlines::short_line;
use crate::read::document::{Block, BlockKind};
use crate::when;

/// The blocks with the lines of days as headings; `None` where there are not two of them at least.
pub(super) fn to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let level = level_below_days(blocks)?;
    let is_day_line = |n: usize| day_line(&blocks[n]).is_some() && blocks.get(n + 1).and_then(level_of) == Some(level);
    let raised = |(n, block): (usize, &Block)| match &block.kind {
        BlockKind::Paragraph(text) if is_day_line(n) => {
            Block { kind: BlockKind::Heading { level, text: text.clone() }, ..block.clone() }
        }
        BlockKind::Heading { level: here, text } if *here >= level => {
            Block { kind: BlockKind::Heading { level: here.saturating_add(1), text: text.clone() }, ..block.clone() }
        }
        _ => block.clone(),
    };
    Some(blocks.iter().enumerate().map(raised).collect())
}

/// The level of the headings right below such lines, one and the same for different days.
fn level_below_days(blocks: &[Block]) -> Option<u8> {
    let lines = || {
        blocks.windows(2).filter_map(|pair| {
            let level = level_of(&pair[1]).filter(|level| *level > 1)?;
            Some((day_line(&pair[0])?, level))
        })
    };
    let (_, level) = lines().next()?;
    let days: HashSet<String> = lines().map(|(day, _)| day).collect();
    (days.len() >= 2 && days.len() == lines().count() && lines().all(|(_, other)| other == level)).then_some(level)
}

/// A short paragraph that is the label of a day and nothing else.
fn day_line(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    short_line(inlines, 49).filter(|text| when::day_label(text.trim_end_matches([':', '：'])).is_some())
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn a_line_that_names_a_day_stands_over_the_headings_below_it() {
        let table =
            [("Monday 3 March", "**Tuesday 4 March:**", [" | 2031-03-03", " | 2031-03-04"]), ("day 1", "day 2", ["", ""])];
        for (first, second, [one, two]) in table {
            let text = format!(
                "# Ferrocon 2031\n\n{first}\n\n## Counting Fog by Anna Berg\n\nSlow.\n\n## Small Boats by Peter Jones\n\nWet.\n\n{second}\n\n## Long Rivers by Maria Lopez\n\nLong.\n"
            );
            check(
                &text,
                &format!(
                    "event Ferrocon 2031
                     talk 5 Counting Fog | Anna Berg{one}
                     note Slow.
                     talk 9 Small Boats | Peter Jones{one}
                     note Wet.
                     talk 15 Long Rivers | Maria Lopez{two}
                     note Long."
                ),
            );
        }
    }
}
