//! Blocks become Markdown again: comrak writes what comrak could read.
//!
//! Only characters that would mean something where they stand are escaped, and bare addresses stay bare.

use comrak::nodes::{
    AstNode, ListDelimType, ListType, NodeCode, NodeCodeBlock, NodeHeading, NodeLink, NodeList, NodeTable, NodeTaskItem,
    NodeValue, TableAlignment,
};
use comrak::options::Extension;
use comrak::{Arena, Options, format_commonmark};

use super::plain::address;
use crate::read::document::{Block, BlockKind, Cell, Inline, Item, Part, Row, plain, text_of};

/// Deeper nesting than this is written as plain text.
const DEEPEST: usize = 64;

/// `blocks` as CommonMark (with tables, strikethrough and task boxes as GitHub writes them).
pub fn to_markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < blocks.len() {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str("\n\n");
        }
        // Comrak takes long: it writes only what could need its marks.
        if push_plain_block(blocks, at, &mut out) {
            at += 1;
            continue;
        }
        let mut plain = String::new();
        let end = (at + 1..blocks.len()).find(|&next| push_plain_block(blocks, next, &mut plain)).unwrap_or(blocks.len());
        out.push_str(&written_anew(&blocks[at..end]));
        at = end;
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

fn written_anew(blocks: &[Block]) -> String {
    let arena = Arena::new();
    let writer = Writer { arena: &arena };
    let root = writer.node(NodeValue::Document);
    writer.blocks(root, blocks, 0);
    written(root)
}

/// Writes the block at `at` where nothing in it needs care; whether it did. Most do not.
fn push_plain_block(blocks: &[Block], at: usize, out: &mut String) -> bool {
    let before = out.len();
    let is_plain = match &blocks[at].kind {
        BlockKind::Paragraph(text) => push_plain_lines(text, "", out),
        BlockKind::Heading { level, text } if !text.iter().any(is_break) => {
            out.extend(std::iter::repeat_n('#', usize::from((*level).clamp(1, 6))));
            out.push(' ');
            push_plain_lines(text, "", out)
        }
        // What stands beside a list may have to be kept apart from it.
        BlockKind::List { start: None, items } => {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|n| blocks.get(n));
            let apart = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. });
            !items.is_empty() && beside.into_iter().all(apart) && items.iter().all(|item| push_plain_item(item, out))
        }
        _ => false,
    };
    if !is_plain {
        out.truncate(before);
    }
    is_plain
}

/// An item that is one plain paragraph.
fn push_plain_item(item: &Item, out: &mut String) -> bool {
    let (None, [Block { kind: BlockKind::Paragraph(text), .. }]) = (item.task, item.blocks.as_slice()) else { return false };
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str("- ");
    push_plain_lines(text, "  ", out)
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak | Inline::LineBreak)
}

/// The lines of a paragraph whose text means itself, each but the first behind `indent`, with links, code and emphasis of
/// such text.
fn push_plain_lines(inlines: &[Inline], indent: &str, out: &mut String) -> bool {
    let mut at_start = true;
    for inline in inlines {
        let is_plain = match inline {
            Inline::Text(text) if at_start => text.starts_with(char::is_alphabetic) && push_plain(text, "", "", out),
            Inline::Text(text) => push_plain(text, "", "", out),
            Inline::Strong(inner) => push_styled(inner, "**", "**", out),
            Inline::Emphasis(inner) => push_styled(inner, "*", "*", out),
            Inline::Code(text) => {
                let bare = !text.is_empty() && !text.contains(['`', '\n', '\r']) && text.trim().len() == text.len();
                out.push('`');
                out.push_str(text);
                out.push('`');
                bare
            }
            Inline::Link { url, text } if is_plain_address(url) && plain(text) != *url => {
                let is_plain = push_styled(text, "[", "](", out);
                out.push_str(url);
                out.push(')');
                is_plain
            }
            Inline::SoftBreak if !at_start && !out.ends_with(' ') => {
                out.push('\n');
                out.push_str(indent);
                true
            }
            _ => false,
        };
        if !is_plain {
            return false;
        }
        at_start = *inline == Inline::SoftBreak;
    }
    !at_start && !out.ends_with(' ')
}

/// A single piece of text between two marks, which stand right beside it.
fn push_styled(inner: &[Inline], before: &str, behind: &str, out: &mut String) -> bool {
    match inner {
        [Inline::Text(text)] => text.trim().len() == text.len() && push_plain(text, before, behind, out),
        _ => false,
    }
}

fn push_plain(text: &str, before: &str, behind: &str, out: &mut String) -> bool {
    out.push_str(before);
    out.push_str(text);
    out.push_str(behind);
    means_itself(text)
}

/// Whether `text` is the same in Markdown wherever a line does not begin with it: it holds words, single blanks and marks that
/// mean nothing there.
fn means_itself(text: &str) -> bool {
    let is_mark = |c: char| {
        matches!(c, ',' | '.' | ';' | ':' | '?' | '(' | ')' | '"' | '\'' | '-' | '/' | '%' | '’' | '“' | '”' | '–' | '—' | '…')
    };
    let is_plain = |c: char| c == ' ' || c.is_alphanumeric() || is_mark(c);
    !text.is_empty() && text.chars().all(is_plain) && !text.contains("  ") && !text.contains("http")
}

/// An address that needs no marks around it and in which nothing is escaped.
fn is_plain_address(url: &str) -> bool {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/' | b':' | b'?' | b'#' | b'&' | b'=' | b'%' | b'+')
    };
    !url.is_empty() && url.bytes().all(is_plain) && !url.starts_with("mailto:")
}

/// `inlines` as Markdown on one line, meant breaks as `<br>`.
pub fn inline_markdown(inlines: &[Inline]) -> String {
    let arena = Arena::new();
    let writer = Writer { arena: &arena };
    let root = writer.node(NodeValue::Document);
    let paragraph = writer.node(NodeValue::Paragraph);
    root.append(paragraph);
    writer.inlines(paragraph, inlines, Break::Tag, 0);
    written(root)
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

fn written<'a>(root: &'a AstNode<'a>) -> String {
    let extension =
        Extension { strikethrough: true, table: true, tasklist: true, cjk_friendly_emphasis: true, ..Extension::default() };
    let mut options = Options { extension, ..Options::default() };
    options.render.prefer_fenced = true;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_commonmark(root, &options, &mut out);
    // Comrak indents blank lines inside items.
    let lines: Vec<&str> = out.trim_end().lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect();
    lines.join("\n")
}

/// What a meant break is written as: tables and single lines have no room for one.
#[derive(Clone, Copy, PartialEq)]
enum Break {
    Line,
    Tag,
    Blank,
}

struct Writer<'a> {
    arena: &'a Arena<'a>,
}

impl<'a> Writer<'a> {
    fn node(&self, value: NodeValue) -> &'a AstNode<'a> {
        self.arena.alloc(AstNode::from(value))
    }

    fn child(&self, parent: &'a AstNode<'a>, value: NodeValue) -> &'a AstNode<'a> {
        let node = self.node(value);
        parent.append(node);
        node
    }

    fn blocks(&self, parent: &'a AstNode<'a>, blocks: &[Block], depth: usize) {
        if depth >= DEEPEST {
            let paragraph = self.child(parent, NodeValue::Paragraph);
            self.text(paragraph, &text_of(blocks).replace('\n', " "), true);
            return;
        }
        for block in blocks {
            self.block(parent, block, depth);
        }
    }

    fn block(&self, parent: &'a AstNode<'a>, block: &Block, depth: usize) {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                let heading = NodeHeading { level: (*level).clamp(1, 6), setext: false, closed: false };
                let node = self.child(parent, NodeValue::Heading(heading));
                self.inlines(node, text, Break::Blank, 0);
            }
            BlockKind::Paragraph(text) => self.paragraph(parent, text),
            BlockKind::List { start, items } => self.list(parent, *start, items, depth),
            BlockKind::Quote(inner) => {
                let quote = self.child(parent, NodeValue::BlockQuote);
                self.blocks(quote, inner, depth + 1);
            }
            BlockKind::Code { language, text } => {
                let longest = text.split(|mark| mark != '`').map(str::len).max().unwrap_or(0);
                let code = NodeCodeBlock {
                    fenced: true,
                    fence_char: b'`',
                    fence_length: longest.max(2) + 1,
                    fence_offset: 0,
                    info: language.clone().unwrap_or_default(),
                    literal: if text.ends_with('\n') { text.clone() } else { format!("{text}\n") },
                    closed: true,
                };
                self.child(parent, NodeValue::CodeBlock(Box::new(code)));
            }
            BlockKind::Table { rows } => self.table(parent, rows),
            BlockKind::Definitions(pairs) => {
                for (term, said) in pairs {
                    if !term.is_empty() {
                        self.paragraph(parent, &[Inline::Strong(term.clone())]);
                    }
                    self.blocks(parent, said, depth + 1);
                }
            }
            BlockKind::Figure { url, alt, caption } => {
                let mut text = vec![Inline::Image { url: url.clone(), alt: alt.clone() }];
                if !caption.is_empty() {
                    text.push(Inline::LineBreak);
                    text.extend(caption.iter().cloned());
                }
                self.paragraph(parent, &text);
            }
            BlockKind::Rule => {
                self.child(parent, NodeValue::ThematicBreak);
            }
        }
    }

    fn paragraph(&self, parent: &'a AstNode<'a>, text: &[Inline]) {
        let node = self.child(parent, NodeValue::Paragraph);
        self.inlines(node, text, Break::Line, 0);
    }

    fn list(&self, parent: &'a AstNode<'a>, start: Option<u64>, items: &[Item], depth: usize) {
        let is_list = |block: &Block| matches!(block.kind, BlockKind::List { .. });
        let tight = items.iter().all(|item| item.blocks.iter().skip(1).all(is_list));
        let list = NodeList {
            list_type: if start.is_some() { ListType::Ordered } else { ListType::Bullet },
            marker_offset: 0,
            padding: 2,
            start: start.unwrap_or(1).min(999_999_999) as usize,
            delimiter: ListDelimType::Period,
            bullet_char: b'-',
            tight,
            is_task_list: items.iter().any(|item| item.task.is_some()),
        };
        let node = self.child(parent, NodeValue::List(list));
        for item in items {
            let value = match item.task {
                Some(done) => {
                    let symbol = done.then_some('x');
                    NodeValue::TaskItem(NodeTaskItem { symbol, symbol_sourcepos: (0, 0, 0, 0).into() })
                }
                None => NodeValue::Item(list),
            };
            let node = self.child(node, value);
            self.blocks(node, &item.blocks, depth + 1);
        }
    }

    fn table(&self, parent: &'a AstNode<'a>, rows: &[Row]) {
        let width = |row: &Row| row.cells.iter().map(|cell| cell.columns.clamp(1, 100)).sum::<usize>();
        let columns = rows.iter().map(width).max().unwrap_or(0).min(1000);
        if columns == 0 {
            return;
        }
        let table = NodeTable {
            alignments: vec![TableAlignment::None; columns],
            num_columns: columns,
            num_rows: rows.len(),
            num_nonempty_cells: 0,
        };
        let node = self.child(parent, NodeValue::Table(Box::new(table)));
        let none = Row::default();
        let has_head = rows.first().is_some_and(|row| row.header);
        let head = if has_head { rows.first().unwrap_or(&none) } else { &none };
        for (at, row) in std::iter::once(head).chain(&rows[usize::from(has_head)..]).enumerate() {
            let line = self.child(node, NodeValue::TableRow(at == 0));
            let mut written = 0;
            for cell in &row.cells {
                self.cell(line, Some(cell));
                for _ in 1..cell.columns.clamp(1, 100) {
                    self.cell(line, None);
                }
                written += cell.columns.clamp(1, 100);
            }
            for _ in written..columns {
                self.cell(line, None);
            }
        }
    }

    fn cell(&self, row: &'a AstNode<'a>, cell: Option<&Cell>) {
        let node = self.child(row, NodeValue::TableCell);
        for (at, block) in cell.map(|cell| cell.blocks.as_slice()).unwrap_or_default().iter().enumerate() {
            if at > 0 {
                self.child(node, NodeValue::HtmlInline("<br>".into()));
            }
            match &block.kind {
                BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => self.inlines(node, text, Break::Tag, 0),
                _ => {
                    let lines = block.text();
                    for (at, line) in lines.lines().enumerate() {
                        if at > 0 {
                            self.child(node, NodeValue::HtmlInline("<br>".into()));
                        }
                        self.text(node, line, true);
                    }
                }
            }
        }
    }

    fn inlines(&self, parent: &'a AstNode<'a>, inlines: &[Inline], breaks: Break, depth: usize) {
        if depth >= DEEPEST {
            self.text(parent, &plain(inlines).replace('\n', " "), false);
            return;
        }
        let in_link = matches!(parent.data.borrow().value, NodeValue::Link(_));
        for inline in inlines {
            let at_start = parent.first_child().is_none();
            match inline {
                Inline::Text(text) if in_link => self.words(parent, &text.replace(['\n', '\r'], " "), at_start),
                Inline::Text(text) => self.text(parent, &text.replace(['\n', '\r'], " "), at_start),
                Inline::Code(text) => {
                    let longest = text.split(|mark| mark != '`').map(str::len).max().unwrap_or(0);
                    let code = NodeCode { num_backticks: longest + 1, literal: text.replace('\n', " ") };
                    if !text.is_empty() {
                        self.child(parent, NodeValue::Code(code));
                    }
                }
                Inline::Emphasis(inner) => self.styled(parent, NodeValue::Emph, inner, breaks, depth),
                Inline::Strong(inner) => self.styled(parent, NodeValue::Strong, inner, breaks, depth),
                Inline::Strikethrough(inner) => self.styled(parent, NodeValue::Strikethrough, inner, breaks, depth),
                Inline::Link { text, .. } if in_link => self.inlines(parent, text, breaks, depth + 1),
                Inline::Link { url, text } => {
                    let link = NodeValue::Link(Box::new(NodeLink { url: url.clone(), title: String::new() }));
                    let node = self.child(parent, link);
                    if plain(text) == *url {
                        // Comrak writes such a link as a bare address, if its text is one piece.
                        self.child(node, NodeValue::Text(url.clone().into()));
                    } else {
                        self.inlines(node, text, breaks, depth + 1);
                    }
                }
                Inline::Image { url, alt } => {
                    let image = NodeValue::Image(Box::new(NodeLink { url: url.clone(), title: String::new() }));
                    let node = self.child(parent, image);
                    self.words(node, &alt.replace('\n', " "), false);
                }
                Inline::SoftBreak if breaks == Break::Line => {
                    self.child(parent, NodeValue::SoftBreak);
                }
                Inline::LineBreak if breaks == Break::Line => {
                    self.child(parent, NodeValue::LineBreak);
                }
                Inline::LineBreak if breaks == Break::Tag => {
                    self.child(parent, NodeValue::HtmlInline("<br>".into()));
                }
                Inline::SoftBreak | Inline::LineBreak => {
                    self.child(parent, NodeValue::Text(" ".into()));
                }
            }
        }
    }

    /// Emphasis; blanks at its ends stand outside it, where Markdown wants them.
    fn styled(&self, parent: &'a AstNode<'a>, value: NodeValue, inner: &[Inline], breaks: Break, depth: usize) {
        let text = plain(inner);
        if text.trim().is_empty() {
            self.inlines(parent, inner, breaks, depth + 1);
            return;
        }
        if text.starts_with([' ', '\n']) {
            self.child(parent, NodeValue::Text(" ".into()));
        }
        let node = self.child(parent, value);
        self.inlines(node, &super::inline::trim(inner.to_vec()), breaks, depth + 1);
        if text.ends_with([' ', '\n']) {
            self.child(parent, NodeValue::Text(" ".into()));
        }
    }

    /// Text in which bare addresses are links, so that nothing in them is escaped.
    fn text(&self, parent: &'a AstNode<'a>, text: &str, at_start: bool) {
        let mut rest = text;
        let mut at_start = at_start;
        let mut from = 0;
        while let Some(at) = rest[from..].find("http").map(|at| at + from) {
            // Behind a letter or a slash it is the inside of something, and what repeats it is not read again and again.
            let inside = rest[..at].ends_with(|before: char| before.is_alphanumeric() || before == '/');
            match if inside { None } else { address(&rest[at..]) } {
                Some((Inline::Link { url, .. }, length)) => {
                    self.words(parent, &rest[..at], at_start);
                    let link = self.child(parent, NodeValue::Link(Box::new(NodeLink { url: url.clone(), title: String::new() })));
                    self.child(link, NodeValue::Text(url.into()));
                    rest = &rest[at + length..];
                    (from, at_start) = (0, false);
                }
                _ => from = at + 4,
            }
        }
        self.words(parent, rest, at_start);
    }

    /// Text in pieces: what comrak would escape without need is written as it is.
    fn words(&self, parent: &'a AstNode<'a>, text: &str, at_start: bool) {
        let mut start = 0;
        let mut before = if at_start { None } else { Some(' ') };
        let mut marks = text.char_indices().peekable();
        while let Some((at, mark)) = marks.next() {
            let next = marks.peek().map(|(_, next)| *next);
            let safe = match mark {
                '!' => next.is_some_and(|next| next != '['),
                '_' => before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric),
                '#' | '>' => before.is_some_and(|before| !before.is_whitespace()),
                _ => false,
            };
            if safe {
                self.piece(parent, &text[start..at]);
                self.child(parent, NodeValue::Raw(mark.to_string()));
                start = at + mark.len_utf8();
            }
            before = Some(mark);
        }
        self.piece(parent, &text[start..]);
    }

    fn piece(&self, parent: &'a AstNode<'a>, text: &str) {
        if !text.is_empty() {
            self.child(parent, NodeValue::Text(text.to_owned().into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::blocks_of_fragment;

    #[test]
    fn html_becomes_markdown() {
        #[rustfmt::skip]
        let table = [
            ("<h2>A_b c!</h2><p>1. no list",                    "## A_b c\\!\n\n1\\. no list"),
            ("<p>See https://x.example/a_b_c, <b>bold </b>x",   "See <https://x.example/a_b_c>, **bold** x"),
            ("<ul><li>One<ul><li>Two</ul><li>Three</ul>",       "- One\n  - Two\n- Three"),
            ("<ol start=3><li>One<p>more</ol>",                 "3. One\n\n   more"),
            ("<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table>", "| A | B |\n| --- | --- |\n| 1\\|2 | x<br>y |"),
            ("<pre>a\n```\nb</pre>",                            "````\na\n```\nb\n````"),
            ("<p>a<br>b <code>c`d</code> Vec&lt;T&gt;",         "a\\\nb ``c`d`` Vec\\<T>"),
            ("<dl><dt>T<dd>D</dl><hr><blockquote>q</blockquote>", "**T**\n\nD\n\n-----\n\n> q"),
        ];
        for (html, expected) in table {
            assert_eq!(to_markdown(&blocks_of_fragment(html, None, 1, true)), expected, "{html:?}");
        }
    }

    #[test]
    fn what_is_plain_is_written_as_comrak_writes_it() {
        let block = |kind: BlockKind| Block { kind, ..Block::default() };
        let text = |text: &str| Inline::Text(text.to_owned());
        let link = |url: &str, inner: &str| Inline::Link { url: url.to_owned(), text: vec![text(inner)] };
        let item = |blocks: Vec<Block>| Item { blocks, ..Item::default() };
        let mut plain = 0;
        for mark in (' '..'\u{100}').chain("–—“”’…【】ー".chars()) {
            for words in
                [format!("a{mark}b"), format!("a {mark} b{mark}"), format!("a{mark}{mark}1{mark} b"), format!("1{mark} a")]
            {
                let styled = |inline: Inline| BlockKind::Paragraph(vec![text("a "), inline, text(&format!("{mark}b"))]);
                let lines = vec![text(&words), Inline::SoftBreak, text(&words)];
                let begun =
                    vec![Inline::Strong(vec![text(&words)]), text(&words), Inline::SoftBreak, Inline::Code(words.clone())];
                let several = [
                    BlockKind::Paragraph(lines.clone()),
                    BlockKind::Paragraph(begun.clone()),
                    styled(Inline::Emphasis(vec![text(&words)])),
                    styled(Inline::Code(words.clone())),
                    styled(link("https://x.example/a", &words)),
                    styled(link(&format!("https://x.example/{words}"), "b")),
                    BlockKind::Heading { level: 3, text: vec![text(&words), Inline::Code("c".to_owned())] },
                    BlockKind::List {
                        start: None,
                        items: vec![
                            item(vec![block(BlockKind::Paragraph(lines))]),
                            item(vec![block(BlockKind::Paragraph(begun))]),
                        ],
                    },
                ];
                let several = several.map(block);
                plain += (0..several.len()).filter(|&at| push_plain_block(&several, at, &mut String::new())).count();
                let [first, .., heading, list] = &several;
                let beside = [
                    vec![list.clone(), first.clone(), list.clone(), heading.clone(), list.clone()],
                    vec![first.clone(), list.clone(), list.clone(), heading.clone()],
                    vec![list.clone(), block(BlockKind::Rule), list.clone()],
                ];
                for blocks in several.iter().map(|block| vec![block.clone()]).chain(beside).chain([several.to_vec()]) {
                    assert_eq!(to_markdown(&blocks), written_anew(&blocks), "{blocks:?}");
                }
            }
        }
        assert!(plain > 2000, "{plain}");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let text = "# A *b* `c`\n\n- one\n- two **x**\n\n> q\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[t](u) ![i](j) ~~d~~";
        let first = crate::read::markup::markdown::read(text);
        let again = crate::read::markup::markdown::read(&to_markdown(&first.parts[0].blocks));
        assert_eq!(again.parts[0].blocks, first.parts[0].blocks);
    }
}
