//! Paragraphs below a title that begin with who gave the talk, as a sentence of its own: "By Ada Brookfield. She counted
//! fog." The sentence becomes a line that says so, and the rest the note.

use super::{names_people_itself, speaker_line};
use crate::extract::inlines::{one_line, split_at};
use crate::extract::{people, words};
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest such paragraphs in a document.
const FEWEST: usize = 2;

/// How far below its heading such a paragraph stands: a video or a picture may come first.
const REACH: usize = 3;

/// The blocks with every such sentence as a paragraph with a label; `None` where there are too few.
pub(super) fn parted(blocks: &[Block]) -> Option<Vec<Block>> {
    // Asked first, because few documents have any: whether a heading is a title takes long to tell.
    let openings: Vec<Option<(String, usize)>> = blocks.iter().map(opening).collect();
    if openings.iter().flatten().count() < FEWEST {
        return None;
    }
    let mut below = REACH;
    let below_a_title = |(block, who): (&Block, Option<(String, usize)>)| {
        below = match is_head(block) {
            true if tells_itself(block) => REACH,
            true => 0,
            false => below + 1,
        };
        let who = who.filter(|_| (1..=REACH).contains(&below));
        below = if who.is_some() { REACH } else { below };
        who
    };
    let found: Vec<Option<(String, usize)>> = blocks.iter().zip(openings).map(below_a_title).collect();
    if found.iter().flatten().count() < FEWEST {
        return None;
    }
    let part = |(block, who): (&Block, Option<(String, usize)>)| match (&block.kind, who) {
        (BlockKind::Paragraph(text), Some((name, end))) => {
            let rest = BlockKind::Paragraph(split_at(text, end).1);
            vec![speaker_line(&name, block), Block { kind: rest, ..block.clone() }]
        }
        _ => vec![block.clone()],
    };
    Some(blocks.iter().zip(found).flat_map(part).collect())
}

/// A heading, or a paragraph that is set off as a whole.
fn is_head(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph(text) => matches!(text.as_slice(), [Inline::Strong(_)]),
        _ => false,
    }
}

/// "The venue", "Small Boats (Peter Jones)": no title, or one with its people.
fn tells_itself(block: &Block) -> bool {
    let section = matches!(&block.kind, BlockKind::Heading { text, .. } if words::is_section_word(&one_line(text)));
    section || names_people_itself(block)
}

/// Who a paragraph begins with behind a word for "by", and where its next sentence begins.
fn opening(block: &Block) -> Option<(String, usize)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let text = plain(text);
    let (rest, _) = words::strip_by(&text)?;
    let from = text.len() - rest.len();
    // "By Dr. Ada Brookfield. She …": a title ends no sentence.
    let ends = rest.match_indices(". ").map(|(at, _)| at).take(3).filter(|&at| at <= 90);
    let named = |&at: &usize| people::read_people(&rest[..at]).is_some_and(|people| people.confidence >= 0.5);
    let end = ends.into_iter().find(named)?;
    Some((rest[..end].to_owned(), from + end + 2))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn sentences_say_who_gave_it() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog\n\nBy Ada Brookfield. She counted.\n\n## Small Boats at Noon\n\n![](1.jpg)\n\nBy Dr. Peter Jones and Maria Lopez. Wet. All of it.\n\n## What now\n\nBy train.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note By Ada Brookfield. She counted.
             talk 7 Small Boats at Noon | Dr. Peter Jones; Maria Lopez
             note ![](1.jpg) By Dr. Peter Jones and Maria Lopez. Wet. All of it.",
        );
        check(
            "# Lampentage 2031\n\n**Nebel zählen**\n\nVon Anna Berg. Langsam.\n\n**Kleine Boote**\n\nVon Otto Brandt (Kai GmbH). Nass.\n",
            "event Lampentage 2031
             talk 3 Nebel zählen | Anna Berg
             note Von Anna Berg. Langsam.
             talk 7 Kleine Boote | Otto Brandt (Kai GmbH)
             note Von Otto Brandt (Kai GmbH). Nass.",
        );
    }
}
