//! Times on lines of their own over the headings of the sessions that begin then, as pages of programmes have them.
//!
//! Each heading gets the time of its slot, and a break that stands in a slot becomes a heading itself, so that neither is
//! taken for the end of the session before.

use crate::extract::inlines::{one_line, short_line};
use crate::extract::words;
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

/// The blocks with the times of slots in front of the headings; `None` where no such page is.
pub(super) fn times_to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let level = slot_level(blocks)?;
    let mut out = Vec::with_capacity(blocks.len());
    let mut slot: Option<String> = None;
    let mut opened = false;
    for block in blocks {
        if let Some(time) = bare_time(block) {
            slot = Some(time);
            opened = true;
            continue;
        }
        match (&block.kind, &slot) {
            (BlockKind::Heading { level: here, text }, Some(time)) if *here == level => out.push(at(block, level, time, text)),
            (BlockKind::Heading { level: here, .. }, _) if *here < level => {
                slot = None;
                out.push(block.clone());
            }
            (BlockKind::Paragraph(text), Some(time)) if opened && one_line(text).split(' ').count() <= 8 => {
                out.push(at(block, level, time, text));
            }
            _ => out.push(block.clone()),
        }
        opened = false;
    }
    Some(out)
}

/// The level of the headings right below a time, three at least.
fn slot_level(blocks: &[Block]) -> Option<u8> {
    let below = blocks.windows(2).filter(|pair| bare_time(&pair[0]).is_some()).filter_map(|pair| match pair[1].kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    });
    let levels: Vec<u8> = below.collect();
    let level = *levels.first()?;
    (levels.len() >= 3 && levels.iter().all(|other| *other == level)).then_some(level)
}

/// A paragraph that is a clock time, or a span of two, and nothing else.
fn bare_time(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let line = short_line(text, 40)?;
    // "09:00 – 09:40 Workshop", "10:00 Beginner": a badge behind the time.
    let badge = || {
        let (_, _, rest) = when::leading_time(&line)?;
        let badge = rest.trim_matches(|mark: char| !mark.is_alphanumeric());
        let is_badge = words::format_of(badge).is_some() || words::is_level(badge);
        (is_badge && badge.len() <= 20).then(|| line[..line.len() - rest.len()].trim_end().to_owned())
    };
    if line.len() <= 23 && when::is_time(&line) { Some(line) } else { badge() }
}

fn at(block: &Block, level: u8, time: &str, text: &[Inline]) -> Block {
    let timed = std::iter::once(Inline::Text(format!("{time} "))).chain(text.iter().cloned()).collect();
    Block { kind: BlockKind::Heading { level, text: timed }, ..block.clone() }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn headings_begin_at_the_time_above_them() {
        check(
            "# Ferrocon 2031\n\n## Monday\n\n09:00\n\n### Counting Fog\n\nAnna Berg\n\nHall 1\n\n10:00\n\n### Small Boats\n\nPeter Jones\n\nHall 1\n\n### Long Rivers\n\nMaria Lopez\n\nHall 2\n\n12:00\n\nLunch\n\n13:00\n\n### Wet Sand\n\nOtto Brandt\n\nHall 2\n",
            "event Ferrocon 2031
             talk 7 Counting Fog | Anna Berg | 09:00 | Hall 1
             talk 15 Small Boats | Peter Jones | 10:00 | Hall 1
             talk 21 Long Rivers | Maria Lopez | 10:00 | Hall 2
             talk 33 Wet Sand | Otto Brandt | 13:00 | Hall 2",
        );
    }
}
