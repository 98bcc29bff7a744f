//! Titles set as quotations over who gave them: "> Counting Fog", and below it "Ada Brookfield. Slow."
//!
//! Where three quotations or more are over a name that ends with a full stop, they are headings over a speaker and a note.

use super::speaker_line;
use crate::extract::inlines::{count_words, is_one_line, one_line, split_at};
use crate::extract::people::read_people;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest such quotations in a document.
const FEWEST: usize = 3;

/// The blocks with such titles as headings; `None` where there are too few.
pub(super) fn to_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let quotes = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Quote(_))).count();
    if quotes < FEWEST {
        return None;
    }
    let titles = (0..blocks.len()).filter(|&n| title(&blocks[n]).is_some()).count();
    let named: Vec<Option<usize>> =
        (0..blocks.len()).map(|n| title(&blocks[n]).and_then(|_| name_below(blocks.get(n + 1)?))).collect();
    let count = named.iter().flatten().count();
    if count < FEWEST || count * 3 < titles * 2 {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len() + count);
    let mut rest = blocks.iter().zip(named);
    while let Some((block, name)) = rest.next() {
        let (Some(end), Some(text)) = (name, title(block)) else {
            out.push(block.clone());
            continue;
        };
        let kind = BlockKind::Heading { level: 2, text: text.to_vec() };
        out.push(Block { kind, ..block.clone() });
        let Some((below, _)) = rest.next() else { break };
        let BlockKind::Paragraph(said) = &below.kind else { continue };
        let (name, note) = split_at(said, end);
        out.push(speaker_line(&one_line(&name), below));
        let behind = plain(&note);
        let note = split_at(&note, behind.len() - behind.trim_start_matches(['.', ' ']).len()).1;
        if !note.is_empty() {
            out.push(Block { kind: BlockKind::Paragraph(note), ..below.clone() });
        }
    }
    Some(out)
}

/// The one line of a quotation, a few words and no sentence.
fn title(block: &Block) -> Option<&[Inline]> {
    let BlockKind::Quote(inside) = &block.kind else { return None };
    let [Block { kind: BlockKind::Paragraph(text), .. }] = inside.as_slice() else { return None };
    let line = is_one_line(text).then(|| one_line(text))?;
    ((2..=18).contains(&count_words(&line)) && !line.ends_with(['.', ',', ';', '…'])).then_some(text)
}

/// Where the name ends that a paragraph begins with, a full stop behind it.
fn name_below(block: &Block) -> Option<usize> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let said = plain(text);
    let end = said.match_indices('.').map(|(at, _)| at).find(|&at| {
        said[at + 1..].starts_with([' ', '\n']) && said[..at].rsplit(' ').next().is_some_and(|word| word.chars().count() > 2)
    })?;
    let name = &said[..end];
    let known = read_people(name).is_some_and(|people| people.confidence >= 0.6);
    (name.contains(' ') && name.len() <= 80 && known).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn quotations_are_titles_over_who_gave_them() {
        check(
            "# Ferrocon 2031\n\n> Counting fog at noon\n\nAnna Berg. Slow.\n\n> Small boats in tin\n\nPeter Jones (Quay). Wet, and\nlong.\n\n> Who counts the rivers?\n\nMaria Lopez. Long.\n\n> Trains are late\n\nNobody said this.\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note Anna Berg. Slow.
             talk 7 Small boats in tin | Peter Jones (Quay)
             note Peter Jones (Quay). Wet, and long.
             talk 12 Who counts the rivers? | Maria Lopez
             note Maria Lopez. Long. > Trains are late Nobody said this.",
        );
    }
}
