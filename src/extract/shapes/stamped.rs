//! Titles over the day and the hour when their notes were begun, as programs for notes put them: "Counting Fog", "Tuesday, 14
//! May 2031", "10:32".

use super::paragraph_of;
use crate::extract::inlines::{count_words, line_texts, lines};
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

/// The fewest such titles in a document.
const FEWEST: usize = 2;

/// The blocks with each such title as a heading; `None` where there are too few.
pub(super) fn to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let stamped: Vec<bool> = blocks.iter().map(is_stamped).collect();
    if stamped.iter().filter(|stamped| **stamped).count() < FEWEST {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len() + FEWEST);
    for (block, stamped) in blocks.iter().zip(stamped) {
        let inlines = match &block.kind {
            BlockKind::Paragraph(inlines) if stamped => inlines,
            _ => {
                out.push(block.clone());
                continue;
            }
        };
        let lines = lines(inlines);
        let title = lines.first().cloned().unwrap_or_default();
        let kind = BlockKind::Heading { level: 2, text: title };
        out.push(Block { line: block.line, end_line: block.line, kind, anchor: block.anchor.clone() });
        out.push(paragraph_of(block, &lines, 1..lines.len()));
    }
    Some(out)
}

/// A line of words over one with a day and its date, and one with the time or the time behind the date.
fn is_stamped(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    if !(3..=5).contains(&inlines.len()) || !matches!(inlines.get(1), Some(Inline::SoftBreak | Inline::LineBreak)) {
        return false;
    }
    match line_texts(inlines).as_slice() {
        [title, date, time] => is_title(title) && is_date(date) && when::is_time(time),
        _ => false,
    }
}

fn is_title(text: &str) -> bool {
    (1..=20).contains(&count_words(text)) && when::find_date(text, None).is_none() && text.contains(char::is_alphabetic)
}

/// A date and nothing else but its weekday.
fn is_date(text: &str) -> bool {
    text.len() <= 40
        && count_words(text) <= 5
        && when::find_date(text, None).is_some_and(|date| date.range.len() + 14 >= text.len())
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check_as;

    #[test]
    fn titles_over_the_hour_of_their_notes_are_headings() {
        check_as(
            "ferrocon.txt",
            "Ferrocon 2031\n\nCounting fog at noon\nTuesday, 14 May 2030\n10:32\n\nSpeaker: Anna Berg\nSlow.\n\n\nSmall boats in tin\nTuesday, 14 May 2030\n11:20 AM\n\nSpeaker: Peter Jones\nWet.\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg | 2030-05-14 | 10:32
             note Slow.
             talk 11 Small boats in tin | Peter Jones | 2030-05-14 | 11:20
             note Wet.",
        );
    }
}
