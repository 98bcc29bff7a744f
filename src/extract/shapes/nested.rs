//! Talks inside other shapes: "17:15 – Parallel talks" as an item over rooms over their talks, an outline written as one list
//! with headings for items.
//!
//! What only stands over others becomes a line of its own, so that what is inside is read like any other list.

use crate::extract::inlines::one_line;
use crate::extract::places::is_group;
use crate::extract::title::names_people;
use crate::extract::{people, phrases};
use crate::read::document::{Block, BlockKind, Inline, Item};
use crate::when;

/// How deep items stand over items.
const DEEPEST: usize = 4;

/// The blocks with such lists parted; `None` where there are none.
pub(super) fn part_groups(blocks: &[Block]) -> Option<Vec<Block>> {
    let parted = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => is_outline(items) || stands_over_others(items),
        _ => false,
    };
    if !blocks.iter().any(parted) {
        return None;
    }
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::List { start, items } if is_outline(items) => unfold(*start, items, 0, &mut out),
            BlockKind::List { start, items } if stands_over_others(items) => part(*start, items, 0, &mut out),
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// Whether some items only stand over others, in a way that parts the list.
fn stands_over_others(items: &[Item]) -> bool {
    if !items.iter().any(holds_a_list) {
        return false;
    }
    // Themes, days or halls of a few words stand over titles that name their people: "Design", "Tech (for me)".
    let over_titles: Vec<bool> = items.iter().map(stands_over_titles).collect();
    let is_group = |(item, over): (&Item, &bool)| *over || is_group_of_its_own(item);
    let groups = items.iter().zip(&over_titles).filter(|&pair| is_group(pair)).count();
    groups > 0 && (is_programme(items, groups) || over_titles.iter().filter(|over| **over).count() >= 2)
}

/// Headings that begin items stand at the top, and what is below them under them; the other items of such a list stay items.
fn unfold(start: Option<u64>, items: &[Item], depth: usize, out: &mut Vec<Block>) {
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        if !is_headed(item) {
            kept.push(item.clone());
            continue;
        }
        push_list(start, &mut kept, out);
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List { start, items } if is_outline(items) && depth < DEEPEST => unfold(*start, items, depth + 1, out),
                _ => out.push(block.clone()),
            }
        }
    }
    push_list(start, &mut kept, out);
}

fn is_headed(item: &Item) -> bool {
    matches!(item.blocks.first(), Some(Block { kind: BlockKind::Heading { .. }, .. }))
}

/// Whether headings begin some of the items: the outline of a whole document, written as a list.
fn is_outline(items: &[Item]) -> bool {
    items.iter().any(is_headed)
}

/// Whether all items but the `groups` that stand over others begin with a time.
fn is_programme(items: &[Item], groups: usize) -> bool {
    if groups == items.len() {
        return true;
    }
    let timed = items.iter().filter(|item| when::leading_time(&head(item)).is_some()).count();
    groups > 1 && groups + timed == items.len() || timed * 2 > items.len() && timed >= 3
}

fn part(start: Option<u64>, items: &[Item], depth: usize, out: &mut Vec<Block>) {
    let mut kept: Vec<Item> = Vec::new();
    let mut grouped = false;
    for item in items {
        let Some((label, lists)) = inner(item).filter(|_| depth < DEEPEST) else {
            // What stands beside a group is none of it.
            if std::mem::take(&mut grouped) {
                out.push(Block { line: item.line, end_line: item.line, kind: BlockKind::Rule, anchor: None });
            }
            kept.push(item.clone());
            continue;
        };
        push_list(start, &mut kept, out);
        grouped = when::leading_time(&head(item)).is_some();
        out.push(label.clone());
        for list in lists {
            match &list.kind {
                BlockKind::List { start, items } => part(*start, items, depth + 1, out),
                _ => out.push(list.clone()),
            }
        }
    }
    push_list(start, &mut kept, out);
}

fn push_list(start: Option<u64>, kept: &mut Vec<Item>, out: &mut Vec<Block>) {
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return };
    let (line, end_line) = (first.line, last.end_line);
    out.push(Block { line, end_line, kind: BlockKind::List { start, items: std::mem::take(kept) }, anchor: None });
}

fn head(item: &Item) -> String {
    match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => one_line(text),
        _ => String::new(),
    }
}

/// The line of an item that only stands over others, and what it stands over.
fn inner(item: &Item) -> Option<(&Block, &[Block])> {
    let (label, rest) = item.blocks.split_first()?;
    (is_group_of_its_own(item) || stands_over_titles(item)).then_some((label, rest))
}

/// Whether an item that holds a list is a room, a day or the like, or stands over times.
fn is_group_of_its_own(item: &Item) -> bool {
    // "**Lamp Tutorial: Doors** - Ada Brookfield" over its notes is a talk.
    let group = || is_group(&head(item)) && !names_people_behind_a_title(item);
    holds_a_list(item) && (group() || holds_timed_items(item))
}

fn holds_a_list(item: &Item) -> bool {
    item.blocks.iter().skip(1).any(|block| matches!(&block.kind, BlockKind::List { items, .. } if !items.is_empty()))
}

/// A few unmarked words over nothing but a list, most of whose items name people behind a title that is set off, or half of
/// them, down to the second list below, plainly behind one that is not.
fn stands_over_titles(item: &Item) -> bool {
    let [Block { kind: BlockKind::Paragraph(text), .. }, Block { kind: BlockKind::List { items, .. }, .. }] =
        item.blocks.as_slice()
    else {
        return false;
    };
    let theme = one_line(text);
    let plain = matches!(text.as_slice(), [Inline::Text(_)]) && theme.split(' ').count() <= 8;
    if !plain || phrases::is_reference_heading(&theme) {
        return false;
    }
    let named = items.iter().filter(|item| names_people_behind_a_title(item)).count();
    items.len() >= 2 && named * 3 >= items.len() * 2 || theme.split(' ').count() <= 4 && holds_plain_titles(&theme, items)
}

/// "Counting Fog – Ada Brookfield" below "Main hall", or below that below "Wednesday".
fn holds_plain_titles(theme: &str, items: &[Item]) -> bool {
    let below = |item: &Item| match item.blocks.as_slice() {
        [Block { kind: BlockKind::Paragraph(text), .. }, Block { kind: BlockKind::List { items, .. }, .. }]
            if one_line(text).split(' ').count() <= 4 =>
        {
            items.clone()
        }
        _ => Vec::new(),
    };
    let plain = |item: &&Item| match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => {
            let line = one_line(text);
            line.len() <= 140 && !line.ends_with(['.', '!', ':']) && names_people(text, 0.6)
        }
        _ => false,
    };
    let titles = items.iter().filter(plain).count();
    if titles > 0 {
        return titles * 2 >= items.len() && !phrases::is_of_people(theme);
    }
    let inner: Vec<Item> = items.iter().flat_map(below).collect();
    !inner.is_empty() && inner.iter().filter(plain).count() * 2 >= inner.len()
}

/// "**Counting Fog** / Ada Brookfield".
fn names_people_behind_a_title(item: &Item) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first() else { return false };
    let Some((Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. }, behind)) = text.split_first() else { return false };
    let behind = one_line(behind);
    let names = behind.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    // "*A book* by its author" stands in lists of books.
    let parted = behind.trim_start().starts_with(['/', '-', '–', '—', '(', ',', '|']);
    parted && people::read_people(names).is_some_and(|people| people.confidence >= 0.4)
}

/// "Session 1: Counting things (chair: Ada Brookfield)" over items that begin with times, itself without one.
fn holds_timed_items(item: &Item) -> bool {
    let timed = |item: &&Item| when::leading_time(&head(item)).is_some();
    let lists = item.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List { items, .. } => Some(items),
        _ => None,
    });
    let (mut all, mut begun) = (0, 0);
    for items in lists {
        all += items.len();
        begun += items.iter().filter(timed).count();
    }
    begun >= 2 && begun * 10 >= all * 8 && when::leading_time(&head(item)).is_none()
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn days_stand_over_halls_over_titles() {
        check(
            "# Ferrocon 2031\n\nAll in one list.\n\n- Wednesday\n  - Great tent\n    - Counting Fog – Anna Berg\n      - slow\n    - Small Boats – Peter Jones, Quay\n      - wet\n  - Small tent\n    - Long Rivers – Maria Lopez\n      - long\n- Thursday\n  - Great tent\n    - Wet Sand – Otto Brandt\n      - dry\n  - Sauna\n    - no notes\n",
            "event Ferrocon 2031
             talk 7 Counting Fog | Anna Berg
             note - slow
             talk 9 Small Boats | Peter Jones (Quay)
             note - wet
             talk 12 Long Rivers | Maria Lopez
             note - long
             talk 16 Wet Sand | Otto Brandt
             note - dry",
        );
    }

    #[test]
    fn an_outline_may_be_one_list() {
        check(
            "title:: Ferrocon 2031\n\n- ## Talks\n\t- **Counting Fog** by [[Anna Berg]]\n\t\t- slow\n\t- **Small Boats** by [[Peter Jones]]\n\t\t- wet\n- ## Takeaways\n\t- count\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Anna Berg
             note - slow
             talk 6 Small Boats | Peter Jones
             note - wet
             takeaway count",
        );
    }

    #[test]
    fn outlines_nest() {
        check(
            "title:: Ferrocon 2031\n\n- ## Monday\n\t- ### Counting Fog\n\t  speaker:: [[Anna Berg]]\n\t  time:: 09:15\n\t\t- slow\n\t- ### Small Boats\n\t  speaker:: ??\n\t  time:: 10:15\n\t\t- wet\n\t- lunch with [[Peter]]\n- ## Tuesday\n\t- ### Long Rivers\n\t  speaker:: [[Maria Lopez]] from [[Quay]]\n\t  time:: 09:00\n\t\t- #takeaways\n\t\t\t- count\n- ## Expenses\n\t- train 218\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Anna Berg | 09:15
             note - slow
             talk 8 Small Boats | 10:15
             note - wet - lunch with [[Peter]]
             talk 14 Long Rivers | Maria Lopez (Quay) | 09:00
             note - #takeaways - count
             takeaway count",
        );
    }

    #[test]
    fn items_over_items_lead_to_their_talks() {
        check(
            "# Ferrocon 2031\n\n## Monday\n\n* 09:00 - Doors\n* 09:30 - *Counting Fog* - Anna Berg\n* 10:30 - Parallel talks\n    * Room 1\n        * *Small Boats* - Peter Jones\n        * *Long Rivers* - Maria Lopez\n    * Room 2\n        * *Wet Sand* - Otto Brandt\n* 12:00 - Lunch\n* 13:00 - *Lamps That Sleep* - Ines Faro\n",
            "event Ferrocon 2031
             talk 6 Counting Fog | Anna Berg | 09:30
             talk 9 Small Boats | Peter Jones | 10:30
             talk 10 Long Rivers | Maria Lopez | 10:30
             talk 12 Wet Sand | Otto Brandt | 10:30
             talk 14 Lamps That Sleep | Ines Faro | 13:00",
        );
    }

    #[test]
    fn a_time_and_a_kind_of_session_stand_over_what_runs_in_parallel() {
        check(
            "# Ferrocon 2031\n\n- 10:00 – **Counting Fog** – *Pär Sundkvist (Lumen), Anna Berg (Quay)*\n- 12:00 – Lunch\n- 13:30 – Workshops (choose one of them, 2 hours)\n  - **Small Boats** – *Peter Jones*\n  - **Long Rivers** – *Maria Lopez*\n- 16:00 – **Wet Sand** – *Otto Brandt*\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Pär Sundkvist (Lumen); Anna Berg (Quay) | 10:00
             talk 6 Small Boats | Peter Jones | 13:30 | workshop
             talk 7 Long Rivers | Maria Lopez | 13:30 | workshop
             talk 8 Wet Sand | Otto Brandt | 16:00",
        );
    }

    #[test]
    fn themes_stand_over_titles() {
        check(
            "# Ferrocon 2031\n\n- Water (for Anna)\n    - **Counting Fog** / Ada Njoku\n        - slow\n    - **Small Boats** / Peter Jones (Quay)\n- Light\n    - **Long Rivers** / Maria Lopez\n        - long\n    - **Lamps That Sleep** / Otto Brandt & Ines Faro\n- Misc\n    - the soup\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Ada Njoku
             note - slow
             talk 6 Small Boats | Peter Jones (Quay)
             talk 8 Long Rivers | Maria Lopez
             note - long
             talk 10 Lamps That Sleep | Otto Brandt; Ines Faro",
        );
    }
}
