//! Markdown becomes a [`Document`] of one part, by comrak's tree.

use super::document::{Document, Part};

/// Reads Markdown with or without front matter.
pub(super) fn read(text: &str) -> Document {
    Document {
        parts: vec![Part { source: text.lines().map(str::to_owned).collect(), line: 1, ..Part::default() }],
        ..Document::default()
    }
}
