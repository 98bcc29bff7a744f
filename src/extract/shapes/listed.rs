//! Titles and their people in lines that nothing marks, one below the other: "Counting Fog – Ada Brookfield" over "Small Boats –
//! Peter Jones". Three such lines in a paragraph are a list.

use super::items_at;
use crate::extract::inlines::{is_one_line, line_texts, lines};
use crate::extract::people::{self, read_people};
use crate::extract::words;
use crate::read::document::{Block, BlockKind, Inline};

/// The fewest such lines in a paragraph.
const FEWEST: usize = 3;

/// What parts a title from its people, the same in all lines of a paragraph.
const PARTING: [&str; 8] = [" – ", " — ", " -- ", " - ", " / ", " | ", " · ", " ("];

/// The blocks with each such paragraph as a list; `None` where there is none.
pub(super) fn as_items(blocks: &[Block]) -> Option<Vec<Block>> {
    let mut found = None;
    for (n, block) in blocks.iter().enumerate() {
        let Some(list) = list_of(block) else { continue };
        found.get_or_insert_with(|| blocks.to_vec())[n] = list;
    }
    found
}

fn list_of(block: &Block) -> Option<Block> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    // Each line is text and nothing else.
    if inlines.len() < FEWEST * 2 - 1 || !matches!(inlines.first(), Some(Inline::Text(_))) || is_one_line(inlines) {
        return None;
    }
    let texts = line_texts(inlines);
    let mark = PARTING.iter().find(|mark| texts.iter().filter(|text| text.contains(**mark)).count() >= FEWEST)?;
    let parted: Vec<bool> = texts.iter().map(|text| is_parted(text, mark)).collect();
    let named = texts.iter().filter(|text| names_people_behind(text, mark)).count();
    let begun = parted.iter().filter(|parted| **parted).count();
    if parted.first() != Some(&true) || named < FEWEST || named * 10 < begun * 6 || begun * 10 < texts.len() * 7 {
        return None;
    }
    let lines = lines(inlines);
    let starts: Vec<usize> = (0..lines.len()).filter(|&n| parted.get(n) == Some(&true)).collect();
    let items = items_at(block, &lines, &starts);
    Some(Block { kind: BlockKind::List { start: None, items }, ..block.clone() })
}

/// A few words on both sides of the mark, and no sentence.
fn is_parted(text: &str, mark: &str) -> bool {
    let Some((title, behind)) = text.rsplit_once(mark) else { return false };
    let closed = mark != " (" || text.ends_with(')');
    let short = text.len() <= 150 && !text.ends_with(['.', ',', ';', ':', '!']);
    let label = words::find_label(text).is_some();
    short
        && closed
        && !label
        && (1..=20).contains(&title.split_whitespace().count())
        && (1..=10).contains(&behind.split_whitespace().count())
}

/// People behind the mark, and a title of two words and more before it that is neither.
fn names_people_behind(text: &str, mark: &str) -> bool {
    let Some((title, behind)) = text.rsplit_once(mark).filter(|_| is_parted(text, mark)) else { return false };
    let people = read_people(behind.trim_end_matches(')')).is_some_and(|people| people.confidence >= 0.5);
    people
        && title.split_whitespace().count() >= 2
        && !title.starts_with(|c: char| c.is_ascii_digit())
        && people::person_likeness(title) < 0.5
        && !(people::is_role(title) || title.split_whitespace().count() <= 3 && people::is_organisation(title))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn lines_of_titles_and_people_are_a_list() {
        for (mark, end) in [(" – ", ""), (" - ", ""), (" / ", ""), (" (", ")")] {
            check(
                &format!(
                    "# Ferrocon 2031\n\nWhat I saw:\n\nCounting fog at noon{mark}Anna Berg{end}\nSmall boats in tin{mark}Peter Jones{end}\nLong rivers{mark}Zelm Quarrow{end}\nWet sand as a service{mark}Maria Lopez{end}\n"
                ),
                "event Ferrocon 2031
                 talk 5 Counting fog at noon | Anna Berg
                 talk 6 Small boats in tin | Peter Jones
                 talk 7 Long rivers | Zelm Quarrow
                 talk 8 Wet sand as a service | Maria Lopez",
            );
        }
        // Who did what, and prose that was wrapped.
        check(
            "# Ferrocon 2031\n\nHead of catering – Anna Berg\nChief of lamps – Peter Jones\nStaff engineer – Maria Lopez\n",
            "none",
        );
        check(
            "# Ferrocon 2031\n\nWe met in the hall – with Anna Berg\nand talked of fog – as Peter Jones\ndid before – and Maria Lopez\nwent home.\n",
            "event Ferrocon 2031",
        );
    }
}
