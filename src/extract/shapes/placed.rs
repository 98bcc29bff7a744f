//! Sessions that are told by when and where they were: "Slot 1 / Sofa corner: How do we say no?". Where headings of one level
//! begin so, the place becomes a line of its own below the title.

use crate::extract::inlines::{one_line, split_at};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest such headings.
const FEWEST: usize = 3;

/// What is counted, folded.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "slot", "timeslot", "time slot", "session", "block", "round", "zeitslot", "runde", "zeitfenster", "creneau", "seance", "tour", "bloque", "ronda", "turno", "sessione", "turno", "sessao", "bloco",
    "rodada", "sessie", "blok",
];

/// The blocks with titles in place of such headings; `None` where there are too few.
pub(super) fn as_titles(blocks: &[Block]) -> Option<Vec<Block>> {
    let levels: Vec<u8> = (1..=6).filter(|&level| are_placed(blocks, level)).collect();
    if levels.is_empty() {
        return None;
    }
    let mut told = Vec::with_capacity(blocks.len());
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level, text } if levels.contains(level) => match parted(&one_line(text)) {
                Some((place, at)) => {
                    let title = split_at(text, plain(text).len() - at).1;
                    told.push(Block { kind: BlockKind::Heading { level: *level, text: title }, ..block.clone() });
                    let line = vec![Inline::Text(format!("Room: {place}"))];
                    told.push(Block { kind: BlockKind::Paragraph(line), anchor: None, ..block.clone() });
                }
                None => told.push(block.clone()),
            },
            _ => told.push(block.clone()),
        }
    }
    Some(told)
}

/// Whether most headings of a level begin so.
fn are_placed(blocks: &[Block], level: u8) -> bool {
    let (mut all, mut placed) = (0, 0);
    for block in blocks {
        if let BlockKind::Heading { level: own, text } = &block.kind
            && *own == level
        {
            all += 1;
            placed += usize::from(parted(&one_line(text)).is_some());
        }
    }
    placed >= FEWEST && placed * 2 > all
}

/// The place, and how many bytes the title behind it has.
fn parted(heading: &str) -> Option<(&str, usize)> {
    let (head, title) = heading.split_once(": ")?;
    let (slot, place) = ["/", "|", ",", " - ", " – ", " — ", "·", "@", " in "].iter().find_map(|mark| head.split_once(mark))?;
    let (word, number) = slot.trim().rsplit_once([' ', '#'])?;
    let counted =
        COUNTED.contains(&fold(word).as_str()) && number.len() <= 3 && number.chars().all(|c| c.is_ascii_alphanumeric());
    let place = place.trim();
    let is_place = (1..=5).contains(&place.split_whitespace().count());
    (counted && is_place && !title.trim().is_empty()).then_some((place, title.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn slots_and_places_stand_before_titles() {
        check(
            "# Lantern Camp Tartu 2031\n\n## Slot 1 / Sofa corner: Who counts fog?\n\nHost: Liina\n\n- slow\n\n## Slot 1 / Kitchen: Small boats\n\nHost: Anders K\n\n- wet\n\n## Slot 2 / Sofa corner: Rivers that are not boring!!\n\nHost: Triinu & Mihkel\n\n- long\n\n## Closing circle\n\nOne word each: tired\n",
            "event Lantern Camp Tartu 2031
             talk 3 Who counts fog? | Liina | Sofa corner
             note - slow
             talk 9 Small boats | Anders K | Kitchen
             note - wet
             talk 15 Rivers that are not boring!! | Triinu; Mihkel | Sofa corner
             note - long",
        );
    }
}
