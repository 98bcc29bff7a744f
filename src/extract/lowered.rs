//! Raw notes all in lower case ("frida lund -- counting fog"): the people in the lines that stand over lists get their
//! capitals back, so that they read like any other.

use super::names::is_given_name;
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest lines that name people.
const FEWEST: usize = 2;

/// What parts a title from its people.
const PARTS: [&str; 6] = [" -- ", " / ", " – ", " — ", " | ", " - "];

/// Words in names and beside them that keep their small letter.
const SMALL: [&str; 14] = ["from", "at", "of", "and", "by", "the", "de", "van", "der", "von", "und", "et", "y", "with"];

/// The blocks with capitals in the names; `None` where the notes have capitals, or no names.
pub(super) fn with_capitals(blocks: &[Block]) -> Option<Vec<Block>> {
    let heads: Vec<usize> = (0..blocks.len()).filter(|&n| is_head(blocks, n)).collect();
    if heads.len() < 3 || !is_lowered(blocks) {
        return None;
    }
    let sides = heads.iter().filter_map(|&n| sides(&blocks[n]));
    let (mut left, mut right) = (0, 0);
    for side in sides {
        left += usize::from(side.0.as_deref().is_some_and(names_somebody));
        right += usize::from(names_somebody(&side.1));
    }
    if left.max(right) < FEWEST || left == right {
        return None;
    }
    let mut blocks = blocks.to_vec();
    for n in heads {
        capitalise_side(&mut blocks[n], right > left);
    }
    Some(blocks)
}

/// A paragraph over a list.
fn is_head(blocks: &[Block], n: usize) -> bool {
    matches!(blocks[n].kind, BlockKind::Paragraph(_))
        && blocks.get(n + 1).is_some_and(|next| matches!(next.kind, BlockKind::List { .. }))
}

/// Whether nearly all lines begin with a small letter.
fn is_lowered(blocks: &[Block]) -> bool {
    let (mut small, mut all) = (0, 0);
    let mut count = |text: &[Inline]| {
        if let Some(first) = plain(text).chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic()) {
            all += 1;
            small += usize::from(first.is_lowercase());
        }
    };
    for block in blocks.iter().take(60) {
        match &block.kind {
            BlockKind::Paragraph(text) => count(text),
            BlockKind::List { items, .. } => {
                for item in items.iter().take(12) {
                    if let Some(BlockKind::Paragraph(text)) = item.blocks.first().map(|block| &block.kind) {
                        count(text);
                    }
                }
            }
            _ => {}
        }
    }
    all >= 8 && small * 10 >= all * 8
}

/// What stands before and behind the first mark of a line; a title in bold has nothing of interest before it.
fn sides(block: &Block) -> Option<(Option<String>, String)> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    match inlines.as_slice() {
        [Inline::Text(text), ..] => parts(text).map(|(left, _, right)| (Some(left.to_owned()), right.to_owned())),
        [Inline::Strong(_), Inline::Text(text), ..] => Some((None, behind_mark(text)?.to_owned())),
        _ => None,
    }
}

fn parts(text: &str) -> Option<(&str, &'static str, &str)> {
    let (at, mark) = PARTS.iter().filter_map(|mark| text.find(mark).map(|at| (at, *mark))).min()?;
    Some((&text[..at], mark, &text[at + mark.len()..]))
}

fn behind_mark(text: &str) -> Option<&str> {
    let names = text.trim_start_matches([' ', '-', '/', '–', '—', '|', ',']);
    (names.len() < text.len()).then_some(names)
}

/// "frida lund", "pascal n'diaye, quay", "karin & mats": begins with a given name, and few words make the name.
fn names_somebody(side: &str) -> bool {
    let first = side.split([',', '&', '+', '(']).next().unwrap_or(side).split(" and ").next().unwrap_or("").trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    let plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'));
    (1..=3).contains(&words.len()) && words.iter().all(plain) && is_given_name(fold(words[0]).as_str())
}

fn capitalise_side(block: &mut Block, right: bool) {
    let BlockKind::Paragraph(inlines) = &mut block.kind else { return };
    match inlines.as_mut_slice() {
        [Inline::Text(text), ..] => {
            let Some((left, mark, behind)) = parts(text) else { return };
            *text = match right {
                true => format!("{left}{mark}{}", capitalised(behind)),
                false => format!("{}{mark}{behind}", capitalised(left)),
            };
        }
        [Inline::Strong(_), Inline::Text(text), ..] if right => *text = capitalised(text),
        _ => {}
    }
}

/// Names with capitals; what is long is no list of names and stays.
fn capitalised(text: &str) -> String {
    if text.split_whitespace().count() > 10 || text.contains('(') {
        return text.to_owned();
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !SMALL.contains(&word.trim_end()) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    };
    text.split_inclusive(' ').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn names_in_raw_notes_get_their_capitals() {
        let notes = "\n- slow\n- wet\n- counts by hand\n";
        check(
            &format!(
                "lampconf delft 2031-10-04 -- notes\n\n**counting fog, an apology** / frida lund{notes}\n**boats or trains** / pascal n'diaye, quay{notes}\n**long rivers** / karin berg & otto brandt{notes}"
            ),
            "event Lampconf Delft
             talk 3 counting fog, an apology | Frida Lund | 2031-10-04
             note - slow - wet - counts by hand
             talk 8 boats or trains | Pascal N'diaye (Quay) | 2031-10-04
             note - slow - wet - counts by hand
             talk 13 long rivers | Karin Berg; Otto Brandt | 2031-10-04
             note - slow - wet - counts by hand",
        );
    }
}
