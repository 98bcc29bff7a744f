//! What an attendee wrote about a talk: the blocks below it, as their author typed them.

use super::inlines::{is_blank, links_in_blocks};
use super::phrases;
use crate::read::commonmark::{markdown_of, to_markdown};
use crate::read::document::{Block, BlockKind, Inline, Part, plain, text_of};

/// The note's Markdown. `head_line` is the line of the title: a first block on that line is a piece of it.
pub(super) fn markdown(part: &Part, body: &[Block], head_line: usize) -> String {
    let (first, rest) = match body {
        [first, rest @ ..] if is_piece(first, head_line, part) => (Some(first), rest),
        _ => (None, body),
    };
    let mut text = String::new();
    if let Some(first) = first {
        text.push_str(to_markdown(std::slice::from_ref(first)).trim());
    }
    let below =
        if part.source.is_empty() || !in_order(rest, head_line) { to_markdown(rest) } else { dedent(&markdown_of(part, rest)) };
    if !text.is_empty() && !below.trim().is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(below.trim_end());
    text.trim_matches('\n').to_owned()
}

fn is_piece(block: &Block, head_line: usize, part: &Part) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
        && (block.line == head_line || block.line != block.end_line && part.source.is_empty())
}

fn in_order(blocks: &[Block], head_line: usize) -> bool {
    // What stands on the title's own line cannot be cut out by lines.
    if blocks.first().is_some_and(|first| first.line <= head_line) {
        return false;
    }
    blocks.windows(2).all(|pair| pair[0].end_line < pair[1].line) && blocks.iter().all(|block| block.line > 0)
}

/// Takes the indentation off that all lines share: a nested list stands on its own.
fn dedent(text: &str) -> String {
    let width = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = text.lines().filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
    if common == 0 {
        return text.to_owned();
    }
    text.lines().map(|line| line.get(common..).unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// There is something to read, or to see.
pub(super) fn is_empty(body: &[Block]) -> bool {
    body.iter().all(|block| match &block.kind {
        BlockKind::Rule => true,
        BlockKind::Paragraph(inlines) => is_blank(inlines) && !has_image(inlines),
        _ => false,
    })
}

/// Nothing but where a talk's recording and slides are and how long it took: "(28:55) ⭐ [slides](…)". Behind a title on its
/// line that is no note.
pub(super) fn is_material(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Link { text, .. } => phrases::is_material_link(&plain(text)),
        Inline::Text(text) => {
            let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || phrases::is_material_link(word) || word == "min")
        }
        Inline::SoftBreak | Inline::LineBreak | Inline::Image { .. } => true,
        _ => false,
    })
}

fn has_image(inlines: &[crate::read::document::Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, crate::read::document::Inline::Image { .. }))
}

/// Plain text of the block quotes in a note, the outermost of each nest.
pub(super) fn quotes(body: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    collect_quotes(body, &mut found);
    found
}

fn collect_quotes(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(inner) => {
                let text = text_of(inner);
                if !text.is_empty() {
                    found.push(text);
                }
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect_quotes(&item.blocks, found)),
            BlockKind::Definitions(pairs) => pairs.iter().for_each(|(_, inner)| collect_quotes(inner, found)),
            _ => {}
        }
    }
}

/// Where the note leads, each address once.
pub(super) fn links(body: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    links_in_blocks(body, &mut all);
    let mut found: Vec<String> = Vec::new();
    for (url, _) in all {
        if !url.is_empty() && !found.iter().any(|held| held == url) {
            found.push(url.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn deeper_headings_belong_to_the_note() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\n### Rule 1\n\nWait.\n\n## Small Boats by Peter Jones\n\n![boat](b.png)\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note ### Rule 1 Wait.
             talk 9 Small Boats | Peter Jones
             note ![boat](b.png)",
        );
    }
}
