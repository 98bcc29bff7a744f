//! Places in a recording in front of titles: "28:05 **Counting Fog** (Ada Brookfield)" in the notes on an episode. They tell
//! no hour of a day, so they are taken off, and what only fills the time between the talks goes with them.

use super::first_paragraph;
use crate::extract::inlines::{one_line, split_at};
use crate::extract::title::names_people;
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest items that begin with such a place.
const FEWEST: usize = 3;

/// The blocks with such lists without the places; `None` where there are none.
pub(super) fn taken_off(blocks: &[Block]) -> Option<Vec<Block>> {
    if let Some(plain) = without_places_of_paragraphs(blocks) {
        return Some(plain);
    }
    let found: Vec<Option<Vec<Item>>> = blocks.iter().map(without_places).collect();
    found.iter().any(Option::is_some).then(|| {
        let with = |(block, items): (&Block, Option<Vec<Item>>)| match (&block.kind, items) {
            (BlockKind::List { start, .. }, Some(items)) => {
                Block { kind: BlockKind::List { start: *start, items }, ..block.clone() }
            }
            _ => block.clone(),
        };
        blocks.iter().zip(found).map(with).collect()
    })
}

/// "00:00 Hello", "11:30 Three kinds of debt": notes on one talk, whose paragraphs begin with the places of its recording.
fn without_places_of_paragraphs(blocks: &[Block]) -> Option<Vec<Block>> {
    let place = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => match text.first() {
            Some(Inline::Text(first)) if first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '(')) => {
                place_of(first)
            }
            _ => None,
        },
        _ => None,
    };
    let places: Vec<Option<(u32, usize)>> = blocks.iter().map(place).collect();
    let told: Vec<u32> = places.iter().flatten().map(|(place, _)| *place).collect();
    let forwards = told.windows(2).all(|pair| pair[0] < pair[1]);
    if told.len() <= FEWEST || !forwards || *told.first()? >= 60 {
        return None;
    }
    let mut plain = blocks.to_vec();
    for (block, place) in plain.iter_mut().zip(places) {
        cut(block, place.map_or(0, |(_, taken)| taken));
    }
    Some(plain)
}

/// The items of a list of places, from the beginning of a recording on, without those; items of plain text are left out where
/// most others set off a title or name people.
fn without_places(block: &Block) -> Option<Vec<Item>> {
    let BlockKind::List { items, .. } = &block.kind else { return None };
    let places: Vec<(u32, usize)> =
        items.iter().map(|item| place_of(&one_line(first_paragraph(item)?))).collect::<Option<_>>()?;
    let forwards = places.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let first = places.first()?.0;
    let last = places.last()?.0;
    // From "00:00" on, or past what a clock shows.
    let recorded = first < 60 || last >= 24 * 60;
    if places.len() < FEWEST || !forwards || !recorded {
        return None;
    }
    let bare: Vec<Item> = items.iter().zip(&places).map(|(item, (_, taken))| without(item, *taken)).collect();
    let titled = |item: &&Item| match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => {
            matches!(text.first(), Some(Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. })) || names_people(text, 0.5)
        }
        _ => false,
    };
    let kept: Vec<Item> = bare.iter().filter(titled).cloned().collect();
    Some(if kept.len() * 2 >= bare.len() { kept } else { bare })
}

/// "28:05", "[1:02:33]", "(03:12)" at the beginning: how many minutes or seconds, and how long it is with what follows it.
fn place_of(text: &str) -> Option<(u32, usize)> {
    let inner = text.trim_start_matches(['[', '(']);
    let end = inner.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(inner.len());
    let mut parts = inner[..end].split(':').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 3));
    let (first, second) = (parts.next()??, parts.next()??);
    let third = parts.next().flatten();
    let place = match third {
        Some(third) => (first * 60 + second) * 60 + third,
        None => first * 60 + second,
    };
    let rest = inner[end..].trim_start_matches([']', ')', ' ', '-', '–', '—', ':', '|', '\u{a0}']);
    (second < 60 && parts.next().is_none() && !rest.is_empty()).then_some((place, text.len() - rest.len()))
}

fn without(item: &Item, taken: usize) -> Item {
    let mut item = item.clone();
    item.blocks.iter_mut().take(1).for_each(|block| cut(block, taken));
    item
}

/// Takes so many bytes off the beginning of a paragraph.
fn cut(block: &mut Block, taken: usize) {
    if let (BlockKind::Paragraph(text), true) = (&mut block.kind, taken > 0) {
        *text = split_at(text, taken).1;
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn places_in_a_recording_are_no_hours() {
        let talks = "event Ferrocon 2031
             talk 4 Counting Fog | Ada Brookfield
             note slow
             talk 5 Small Boats | Peter Jones (Quay)
             note wet
             talk 6 Long Rivers | Maria Lopez
             note long";
        for [first, second, third, fourth, last] in [
            ["00:00", "03:12", "11:45", "28:05", "41:00"],
            ["0:00:00", "0:03:12", "0:11:45", "0:28:05", "1:02:33"],
            ["[00:00]", "[03:12]", "[11:45]", "[58:05]", "[75:10]"],
        ] {
            check(
                &format!(
                    "# Back from Ferrocon 2031\n\n- {first} Hello\n- {second} **Counting Fog** (Ada Brookfield): slow\n- {third} **Small Boats** (Peter Jones, Quay): wet\n- {fourth} **Long Rivers** (Maria Lopez): long\n- {last} Outro\n"
                ),
                talks,
            );
        }
    }

    #[test]
    fn notes_on_a_recording_are_of_one_talk() {
        check(
            "# Slow lamps for fast rivers\n\n*Ada Brookfield, opening keynote, Lampconf 2031*\n\nvideo: https://example.tv/w/9\n\n00:00 intro\n\n04:10 what is slow?\n\n- slow\n\n11:30 three kinds of debt\n\n22:45 demo: lamps by post\n\n31:00 questions\n\n- Q: why?\n",
            "event Lampconf 2031
             talk 1 Slow lamps for fast rivers | Ada Brookfield
             note *Ada Brookfield, opening keynote, Lampconf 2031* video: https://example.tv/w/9 00:00 intro 04:10 what is slow? - slow 11:30 three kinds of debt 22:45 demo: lamps by post 31:00 questions - Q: why?",
        );
    }
}
