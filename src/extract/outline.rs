//! The tree of a part's headings, and what stands directly under each.

use super::inlines::one_line;
use crate::read::document::{Block, BlockKind, Inline};

/// The deepest nesting of headings that is followed; deeper ones count as siblings.
const DEEPEST: u8 = 12;

/// A heading and its reach; the root has none.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// The heading's own block; `None` for the root.
    pub(super) heading: Option<usize>,
    /// 0 for the root.
    pub(super) level: u8,
    /// Its text.
    pub(super) text: &'a [Inline],
    /// Its text on one line; empty for the root.
    pub(super) title: String,
    /// The blocks under the heading, deeper headings and all: first and end.
    pub(super) span: (usize, usize),
    /// The blocks directly under the heading, before the first deeper heading.
    pub(super) own: (usize, usize),
    /// The section that it stands in; the root stands in itself.
    pub(super) above: usize,
    /// The sections inside.
    pub(super) children: Vec<usize>,
}

/// The outline: sections in document order, the root first.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) sections: Vec<Section<'a>>,
}

impl<'a> Outline<'a> {
    /// Reads the headings among `blocks`.
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let mut sections = vec![Section {
            heading: None,
            level: 0,
            text: &[],
            title: String::new(),
            span: (0, blocks.len()),
            own: (0, blocks.len()),
            above: 0,
            children: Vec::new(),
        }];
        let mut open = vec![0usize];
        for (n, block) in blocks.iter().enumerate() {
            let BlockKind::Heading { level, text } = &block.kind else { continue };
            let level = (*level).clamp(1, DEEPEST);
            while open.len() > 1 && open.last().is_some_and(|&last| sections[last].level >= level) {
                if let Some(closed) = open.pop() {
                    sections[closed].span.1 = n;
                }
            }
            let parent = open.last().copied().unwrap_or(0);
            if sections[parent].children.is_empty() {
                sections[parent].own.1 = n;
            }
            let id = sections.len();
            sections[parent].children.push(id);
            sections.push(Section {
                heading: Some(n),
                level,
                text,
                title: one_line(text),
                span: (n + 1, blocks.len()),
                own: (n + 1, blocks.len()),
                above: parent,
                children: Vec::new(),
            });
            open.push(id);
        }
        // An open section reaches to the end; one without children owns all that it spans.
        for section in &mut sections {
            if section.children.is_empty() {
                section.own = section.span;
            }
        }
        Outline { sections }
    }
}
