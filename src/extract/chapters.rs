//! Several events in one document: an index of notes, a post about a season of conferences. Headings of one level name
//! them, and each stands over talks of its own.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::candidate::Candidate;
use super::events::{self, EventName};
use super::naming;
use super::outline::Outline;
use super::phrases;
use crate::folded::fold;
use crate::read::document::Block;
use crate::when;

/// An event and the blocks that are about it.
pub(super) struct Chapter {
    pub(super) event: EventName,
    pub(super) blocks: Range<usize>,
}

/// The events that headings of one level name, where there are several with talks below them; none otherwise.
pub(super) fn of_events(blocks: &[Block], talks: &[(Candidate, Vec<usize>)]) -> Vec<Chapter> {
    let outline = Outline::of(blocks);
    let levels: BTreeSet<u8> = outline.sections.iter().filter(|one| one.heading.is_some()).map(|one| one.level).collect();
    let starts: BTreeSet<usize> = talks.iter().map(|(talk, _)| talk.span.0.0).collect();
    for level in levels {
        let sections = outline.sections.iter().filter(|section| section.level == level);
        let chapters: Vec<Chapter> = sections
            .filter(|section| section.heading.is_some_and(|heading| !starts.contains(&heading)))
            .filter(|section| starts.range(section.span.0..section.span.1.max(section.span.0)).next().is_some())
            .filter_map(|section| {
                let event = named(&section.title)?;
                Some(Chapter { event, blocks: section.heading.unwrap_or(section.span.0)..section.span.1 })
            })
            .collect();
        let different: HashSet<String> = chapters.iter().map(|chapter| fold(&chapter.event.name).into()).collect();
        if different.len() >= 2 {
            return chapters;
        }
    }
    Vec::new()
}

/// The event that a heading names with its year.
fn named(title: &str) -> Option<EventName> {
    if when::day_label(title).is_some() {
        return None;
    }
    let name = events::find_event_name(title, None).or_else(|| naming::named_with_year(title))?;
    (name.year.is_some() && !phrases::is_format_heading(&name.series)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn headings_name_several_events() {
        check(
            "# conf-notes\n\nMy notes from conferences.\n\n## LampWinter 2030 (Delft)\n\n- [Counting Fog](a.md) - Anna Berg\n- [Small Boats](b.md) - Peter Jones\n- [Long Rivers](c.md) - Maria Lopez\n\n\
             ## Foghorn 2031 (Quay)\n\n- [Wet Sand](d.md) - Otto Brandt\n- [Lamps at Noon](e.md) - Julia Martin\n- [Oil](f.md) - David Cohen\n",
            "event LampWinter 2030
             event Foghorn 2031
             talk 7 Counting Fog | Anna Berg | a.md
             talk 8 Small Boats | Peter Jones | b.md
             talk 9 Long Rivers | Maria Lopez | c.md
             talk 13 Wet Sand | Otto Brandt | d.md
             talk 14 Lamps at Noon | Julia Martin | e.md
             talk 15 Oil | David Cohen | f.md",
        );
    }
}
