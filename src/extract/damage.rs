//! Damage that can be seen and not repaired: it is kept as written, and said.

use super::inlines::one_line;
use super::phrases;
use crate::folded::fold;
use crate::model::{Talk, Warning};
use crate::read::document::{Block, BlockKind, Inline};

/// Items that stop in the middle: a bracket is open and no sentence ends.
pub(super) fn cut_items(blocks: &[Block]) -> Vec<Warning> {
    let mut found = Vec::new();
    for block in blocks {
        let BlockKind::List { items, .. } = &block.kind else { continue };
        for item in items {
            for inner in &item.blocks {
                let BlockKind::Paragraph(inlines) = &inner.kind else { continue };
                if !holds_a_bracket(inlines) {
                    continue;
                }
                let text = one_line(inlines);
                let open = text.matches('(').count() > text.matches(')').count();
                if open && !text.ends_with(['.', '!', '?', ':', ')', '。', '…']) {
                    found.push(Warning::new(inner.line, "the item stops inside \"(\": kept as written"));
                }
            }
            found.extend(cut_items(&item.blocks));
        }
    }
    found
}

fn holds_a_bracket(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link { text: inner, .. } => {
            holds_a_bracket(inner)
        }
        Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => text.contains('('),
        Inline::SoftBreak | Inline::LineBreak => false,
    })
}

/// A programme that announces more sessions than it lists.
pub(super) fn missing_sessions(blocks: &[Block], talks: &[Talk]) -> Option<Warning> {
    for block in blocks {
        let BlockKind::Paragraph(inlines) = &block.kind else { continue };
        for (n, text) in super::inlines::line_texts(inlines).into_iter().enumerate() {
            if text.len() > 90 {
                continue;
            }
            if let Some(count) = announced(&text).filter(|&count| count > talks.len() && count < 5000) {
                let message = format!("the page announces {count} sessions, {} are listed", talks.len());
                return Some(Warning::new(block.line + n, message));
            }
        }
    }
    None
}

/// "28 sessions", "Sessions 28" among other counts of the same line.
fn announced(text: &str) -> Option<usize> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_session =
        |word: &str| matches!(word, "sessions" | "talks" | "vortrage" | "conferences" | "charlas" | "palestras" | "sessies");
    let number = |word: Option<&&str>| word.and_then(|word| word.parse::<usize>().ok());
    let at = words.iter().position(|word| is_session(word))?;
    // "Tracks 04 Sessions 28": the number follows its word all along the line; "28 sessions · 4 tracks": it stands before.
    let leads = words.first().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
    if leads { number(at.checked_sub(1).and_then(|n| words.get(n))) } else { number(words.get(at + 1)) }
}

/// Lines of a proposal that are meant for the organisers: they belong into no record.
pub(super) fn without_asides(blocks: Vec<Block>) -> Vec<Block> {
    blocks
        .into_iter()
        .filter(|block| !matches!(&block.kind, BlockKind::Paragraph(inlines) if phrases::is_for_organisers(&one_line(inlines))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_announced_before_or_behind_their_number() {
        #[rustfmt::skip]
        let table = [
            ("Tracks 04 Sessions 28 Hands-on 11", Some(28)),
            ("28 sessions · 4 tracks",            Some(28)),
            ("Sessions",                          None),
            ("Room 12",                           None),
        ];
        for (text, expected) in table {
            assert_eq!(announced(text), expected, "{text:?}");
        }
    }
}
