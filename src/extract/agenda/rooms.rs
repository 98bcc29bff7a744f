//! Rooms that headings name: "Boathouse" over the talks of the day that are given there, "Loft" over those beside them.

use std::collections::BTreeMap;

use super::columns::place_name;
use crate::extract::candidate::Candidate;
use crate::extract::inlines::short_line;
use crate::extract::{phrases, source, words};
use crate::read::document::{Block, BlockKind};
use crate::when;

/// Gives talks the room that their heading names, where the talks below one heading run beside those below another.
pub(super) fn settle(talks: &mut [Candidate], blocks: &[Block]) {
    let untold = |talk: &Candidate| talk.start.is_some() && talk.room.is_none() && talk.track.is_none();
    if talks.len() < 4 || !talks.iter().any(untold) {
        return;
    }
    let headings = headings_over(blocks);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, talk) in talks.iter().enumerate().filter(|(_, talk)| talk.start.is_some()) {
        if let Some(heading) = headings.get(talk.span.0.0).copied().flatten() {
            groups.entry(heading).or_default().push(n);
        }
    }
    let groups: Vec<(usize, Vec<usize>)> = groups.into_iter().collect();
    let mut named: Vec<(usize, String)> = Vec::new();
    for pair in groups.windows(2) {
        let [(first, ours), (second, theirs)] = pair else { continue };
        let (Some(here), Some(there)) = (place(blocks, *first), place(blocks, *second)) else { continue };
        if here.0 == there.0 && here.1 != there.1 && are_parallel(talks, ours, theirs) {
            named.extend(ours.iter().map(|&n| (n, here.1.clone())));
            named.extend(theirs.iter().map(|&n| (n, there.1.clone())));
        }
    }
    for (n, name) in named {
        if let Some(talk) = talks.get_mut(n).filter(|talk| untold(talk)) {
            place_name(talk, &name, None);
        }
    }
}

/// The heading that each block stands under; of a heading, the one above it.
fn headings_over(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let over = |(n, block): (usize, &Block)| {
        let BlockKind::Heading { level, .. } = block.kind else { return open.last().map(|(at, _)| *at) };
        open.retain(|(_, above)| *above < level);
        let above = open.last().map(|(at, _)| *at);
        open.push((n, level));
        above
    };
    blocks.iter().enumerate().map(over).collect()
}

/// The level and the text of a heading that could name a place.
fn place(blocks: &[Block], heading: usize) -> Option<(u8, String)> {
    let BlockKind::Heading { level, text } = &blocks.get(heading)?.kind else { return None };
    let name = short_line(text, 40)?;
    let other = when::day_label(&name).is_some()
        || when::find_date(&name, None).is_some()
        || when::leading_time(&name).is_some()
        || phrases::is_format_heading(&name)
        || words::is_section_word(&name)
        || source::names_a_programme(&name);
    (!other && name.split(' ').count() <= 4 && name.starts_with(|mark: char| !mark.is_lowercase())).then_some((*level, name))
}

/// Whether the second talks begin before the first have ended, on the same day.
fn are_parallel(talks: &[Candidate], first: &[usize], second: &[usize]) -> bool {
    let start = |n: &usize| talks.get(*n).and_then(|talk| talk.start.as_deref());
    let day = |n: &usize| talks.get(*n).and_then(|talk| talk.when.as_deref());
    let same_day = first.iter().chain(second).map(day).all(|when| when == first.first().and_then(day));
    let last = first.iter().filter_map(start).max();
    let earlier = second.iter().filter_map(start).filter(|time| Some(*time) < last).count();
    same_day && earlier > 0 && earlier * 3 >= second.len()
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn headings_over_talks_at_the_same_times_are_rooms() {
        let programme = |first: &str, second: &str, later: &str| {
            format!(
                "# Ferrocon 2031: programme\n\n## {first}\n\n- 10:00 Counting Fog (Anna Berg)\n- 11:00 Small Boats (Peter Jones)\n\n## {second}\n\n- 1{later}:00 Long Rivers (Maria Lopez)\n- 1{later}:30 Wet Sand (Otto Brandt)\n"
            )
        };
        check(
            &programme("Boathouse", "Loft", "0"),
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 10:00 | Boathouse
             talk 6 Small Boats | Peter Jones | 11:00 | Boathouse
             talk 10 Long Rivers | Maria Lopez | 10:00 | Loft
             talk 11 Wet Sand | Otto Brandt | 10:30 | Loft",
        );
        check(
            &programme("Early", "Late", "4"),
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 10:00
             talk 6 Small Boats | Peter Jones | 11:00
             talk 10 Long Rivers | Maria Lopez | 14:00
             talk 11 Wet Sand | Otto Brandt | 14:30",
        );
    }
}
