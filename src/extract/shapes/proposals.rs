//! Proposals that were written into a template: "### Title" stands over the title, "### Speaker" over a name, and so on.
//!
//! The title becomes the heading, and the other labels stand below it.

use super::level_of;
use crate::extract::inlines::{is_one_line, one_line, unwrapped};
use crate::extract::proposals;
use crate::extract::words::{self, Label};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline};

/// Labels over whoever proposes, besides those that stand over speakers anywhere; folded.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "your name", "name", "names", "full name", "who are you", "who will present", "proposer", "submitter", "dein name", "ihr name", "votre nom", "nom", "tu nombre", "nombre", "seu nome", "nome",
    "il tuo nome", "je naam", "naam", "お名前", "名前", "氏名", "姓名",
];

/// Labels over the title, besides those that stand over titles anywhere; folded.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "title of the talk", "title of your talk", "title of talk", "proposal title", "presentation title", "title of the session", "title of your session", "proposed title", "working title",
    "titel des vortrags", "titre de la presentation", "titre de la conference", "titre du talk", "titulo de la propuesta", "titulo da palestra", "titolo del talk", "titel van je talk",
];

/// The longest title, in words.
const LONGEST: usize = 30;

/// The blocks with the titles of such proposals as headings; `None` where there are none.
pub(super) fn with_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let titles: Vec<usize> = (0..blocks.len()).filter(|&n| is_title(blocks, n)).collect();
    let first = *titles.first()?;
    let above = blocks.get(..first)?;
    let highest = above.iter().filter_map(level_of).min();
    let mut told = above.to_vec();
    for (k, &at) in titles.iter().enumerate() {
        let end = titles.get(k + 1).copied().unwrap_or(blocks.len());
        told.extend(with_heading(blocks.get(at..end)?, highest)?);
    }
    Some(told)
}

/// "Title" over a line, which is not the next label.
fn is_title(blocks: &[Block], n: usize) -> bool {
    let is_value = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => {
            is_one_line(text) && label(block).is_none() && one_line(text).split_whitespace().count() <= LONGEST
        }
        _ => false,
    };
    label(&blocks[n]) == Some(Label::Title) && blocks.get(n + 1).is_some_and(is_value)
}

/// One proposal with its title over the rest and below the `highest` heading before all of them; `None` where it names nobody
/// and says nothing of the talk.
fn with_heading(proposal: &[Block], highest: Option<u8>) -> Option<Vec<Block>> {
    let [_, title, rest @ ..] = proposal else { return None };
    let BlockKind::Paragraph(text) = &title.kind else { return None };
    if !rest.iter().any(|block| matches!(label(block), Some(Label::Speaker | Label::Abstract))) {
        return None;
    }
    let level = highest.map_or(1, |highest| (highest + 1).min(5));
    let heading = Block { kind: BlockKind::Heading { level, text: text.clone() }, ..title.clone() };
    let below = rest.iter().map(|block| match (&block.kind, label(block)) {
        (BlockKind::Heading { level: own, text }, found) => {
            let text = if found == Some(Label::Speaker) { vec![Inline::Text("Speaker".to_owned())] } else { text.clone() };
            Block { kind: BlockKind::Heading { level: (*own).max(level + 1), text }, ..block.clone() }
        }
        (_, Some(Label::Speaker)) => {
            let text = vec![Inline::Strong(vec![Inline::Text("Speaker".to_owned())])];
            Block { kind: BlockKind::Paragraph(text), ..block.clone() }
        }
        _ => block.clone(),
    });
    Some(std::iter::once(heading).chain(below).collect())
}

/// The label that a heading or a line in bold is.
fn label(block: &Block) -> Option<Label> {
    let text = match &block.kind {
        BlockKind::Heading { text, .. } => one_line(text),
        BlockKind::Paragraph(text) => match text.as_slice() {
            [Inline::Strong(_)] => one_line(unwrapped(text).0),
            _ => return None,
        },
        _ => return None,
    };
    let text = proposals::bare(&text);
    let folded = fold(text);
    match folded.as_str() {
        name if NAMES.contains(&name) => Some(Label::Speaker),
        title if TITLES.contains(&title) => Some(Label::Title),
        _ => words::label_of(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn labels_stand_over_their_values() {
        let table = [
            (
                "### Title\n\nFog for farmers\n\n### Speaker\n\nAnna Berg\n\n### Abstract\n\nI count fog.\n\n### Bio\n\nAnna farms.\n\n### Email\n\na@b.example\n",
                3,
            ),
            (
                "# Title of your talk\n\nFog for farmers\n\n# Your name\n\nAnna Berg\n\n# Abstract\n\nI count fog.\n\n# Bio\n\nAnna farms.\n\n# Pronouns (optional)\n\nshe\n",
                3,
            ),
            (
                "# Talk proposal\n\n**Title:**\n\nFog for farmers\n\n**Name(s)**\n\nAnna Berg\n\n**Abstract**\n\nI count fog.\n\n**Bio**\n\nAnna farms.\n\n**Length**\n\n30 minutes\n",
                5,
            ),
        ];
        for (markdown, line) in table {
            check(markdown, &format!("talk {line} Fog for farmers | Anna Berg"));
        }
    }

    #[test]
    fn a_book_has_a_title_too() {
        check("### Title\n\nFog for farmers\n\n### Publisher\n\nLamp & Sons\n\n### Pages\n\n120\n", "none");
    }
}
