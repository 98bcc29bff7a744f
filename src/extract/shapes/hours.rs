//! Hours in headings of the level of the days: `## Monday, 12 May`, `## 10:00`, `### Small Boats`, or `## 10:00 Small Boats`.
//!
//! The hours, and what stands below them, become a level deeper: each belongs to its day.

use super::level_of;
use crate::extract::inlines::short_line;
use crate::read::document::{Block, BlockKind};
use crate::when;

/// The blocks with the hours below their days; `None` where no hours stand beside days.
pub(super) fn below_days(blocks: &[Block]) -> Option<Vec<Block>> {
    let level = (2..=5).find(|&level| {
        let at =
            |test: &dyn Fn(&Block) -> bool| blocks.iter().filter(|block| level_of(block) == Some(level) && test(block)).count();
        at(&is_day) > 0 && at(&is_hour) >= 3
    })?;
    let mut inside = false;
    let deeper = |block: &Block| {
        let here = level_of(block);
        if here.is_some_and(|here| here <= level) {
            inside = here == Some(level) && is_hour(block);
        }
        match &block.kind {
            BlockKind::Heading { level: here, text } if inside => {
                Block { kind: BlockKind::Heading { level: here + 1, text: text.clone() }, ..block.clone() }
            }
            _ => block.clone(),
        }
    };
    Some(blocks.iter().map(deeper).collect())
}

fn is_day(block: &Block) -> bool {
    let BlockKind::Heading { text, .. } = &block.kind else { return false };
    short_line(text, 50).is_some_and(|text| when::day_label(&text).is_some())
}

fn is_hour(block: &Block) -> bool {
    let BlockKind::Heading { text, .. } = &block.kind else { return false };
    short_line(text, 200).is_some_and(|text| when::leading_time(&text).is_some())
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn hours_belong_to_the_day_above_them() {
        check(
            "# Ferrocon 2031\n\n## 12 May 2031\n\n## 10:00\n\n### Counting Fog\n\nAnna Berg\n\n## 11:00\n\n### Small Boats\n\nPeter Jones\n\n## 13 May 2031\n\n## 9:00\n\n### Long Rivers\n\nMaria Lopez\n",
            "event Ferrocon 2031
             talk 7 Counting Fog | Anna Berg | 2031-05-12 | 10:00
             talk 13 Small Boats | Peter Jones | 2031-05-12 | 11:00
             talk 21 Long Rivers | Maria Lopez | 2031-05-13 | 09:00",
        );
        check(
            "# Ferrocon 2031\n\n## 12 May 2031\n\n## 10:00 Counting Fog (Anna Berg)\n\n## 11:00 Small Boats (Peter Jones)\n\n## 13 May 2031\n\n## 9:00 Long Rivers (Maria Lopez)\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 2031-05-12 | 10:00
             talk 7 Small Boats | Peter Jones | 2031-05-12 | 11:00
             talk 11 Long Rivers | Maria Lopez | 2031-05-13 | 09:00",
        );
    }
}
