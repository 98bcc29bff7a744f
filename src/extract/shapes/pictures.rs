//! Pictures that stand over the notes of a talk and say what it was: "![Counting Fog, Ada Brookfield](fog.jpg)". Each becomes
//! the heading of what is below it.

use crate::extract::people;
use crate::extract::title::names_people;
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline};

/// The fewest such pictures in a document without headings of talks.
const FEWEST: usize = 3;

/// The blocks with every such picture as a heading; `None` where there are too few.
pub(super) fn as_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let titles: Vec<Option<&str>> = (0..blocks.len()).map(|n| title_of(blocks, n)).collect();
    let found = titles.iter().flatten().count();
    let headings = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { level, .. } if level > 1)).count();
    let pictures = blocks.iter().filter(|block| alt_of(block).is_some()).count();
    if found < FEWEST || headings >= found || found * 3 < pictures * 2 || blocks.iter().any(is_of_a_talk) {
        return None;
    }
    let heading = |(block, title): (&Block, Option<&str>)| match title {
        Some(title) => {
            Block { kind: BlockKind::Heading { level: 2, text: vec![Inline::Text(title.to_owned())] }, ..block.clone() }
        }
        // Another picture between them begins something else.
        None => block.clone(),
    };
    Some(blocks.iter().zip(titles).map(heading).collect())
}

/// The title and the people that the picture at `n` names, where text follows it.
fn title_of(blocks: &[Block], n: usize) -> Option<&str> {
    let below = blocks.get(n + 1).map(|block| &block.kind);
    if !matches!(below, Some(BlockKind::Paragraph(_) | BlockKind::List { .. })) {
        return None;
    }
    let alt = alt_of(&blocks[n])?;
    let named = people::splits(alt)
        .first()
        .is_some_and(|split| split.people.confidence >= 0.3 && split.title.split_whitespace().count() >= 2);
    (alt.chars().count() <= 120 && named && !is_of_a_picture(alt)).then_some(alt)
}

/// "Photo by Ada Brookfield", "View from the bridge": what is on it, and who took it.
fn is_of_a_picture(alt: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "photo", "photos", "picture", "image", "drawing", "sketch", "illustration", "view", "screenshot", "credit", "by", "team", "stage", "me", "us", "foto", "bild", "zeichnung", "blick", "dessin", "vue", "imagen", "dibujo", "vista",
        "imagem", "desenho", "immagine", "disegno", "tekening", "写真", "照片",
    ];
    alt.contains('©') || fold(alt).split(' ').any(|word| WORDS.contains(&word))
}

/// A paragraph or an item that names people beside a title.
fn is_of_a_talk(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(text) => matches!(text.first(), Some(Inline::Strong(_))) && names_people(text, 0.5),
        BlockKind::List { items, .. } => items.iter().filter_map(|item| item.blocks.first()).any(|block| match &block.kind {
            BlockKind::Paragraph(text) => names_people(text, 0.5),
            _ => false,
        }),
        _ => false,
    }
}

fn alt_of(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Figure { alt, caption, .. } if caption.is_empty() => Some(alt),
        BlockKind::Paragraph(text) => match text.as_slice() {
            [Inline::Image { alt, .. }] => Some(alt),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn pictures_name_the_talks() {
        check(
            "# Ferrocon 2031 in pictures\n\nOne for each.\n\n![Counting Fog, Ada Brookfield](1.jpg)\n\nSlow.\n\n![Small Boats at Noon, Peter Jones and Maria Lopez](2.jpg)\n\nWet.\n\n![Long Rivers, Otto Brandt](3.jpg)\n\nLong.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Ada Brookfield
             note Slow.
             talk 9 Small Boats at Noon | Peter Jones; Maria Lopez
             note Wet.
             talk 13 Long Rivers | Otto Brandt
             note Long.",
        );
        // Sketches inside talks that have headings.
        check(
            "# Ferrocon 2031\n\n## Counting Fog (Ada Brookfield)\n\n![Fog, by Ada Brookfield](1.jpg)\n\nSlow.\n\n## Small Boats (Peter Jones)\n\n![Small boats, by Peter Jones](2.jpg)\n\nWet.\n\n## Long Rivers (Otto Brandt)\n\n![Long rivers, by Otto Brandt](3.jpg)\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note ![Fog, by Ada Brookfield](1.jpg) Slow.
             talk 9 Small Boats | Peter Jones
             note ![Small boats, by Peter Jones](2.jpg) Wet.
             talk 15 Long Rivers | Otto Brandt
             note ![Long rivers, by Otto Brandt](3.jpg) Long.",
        );
    }
}
