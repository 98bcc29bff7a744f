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
    // Comrak takes long: it writes only what could need its marks.
    let plain: Vec<Option<String>> = (0..blocks.len()).map(|at| plain_block(blocks, at)).collect();
    let mut out = String::new();
    let mut rest = blocks;
    for run in plain.chunk_by(|one, next| one.is_none() && next.is_none()) {
        let (these, behind) = rest.split_at(run.len());
        rest = behind;
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str("\n\n");
        }
        match run {
            [Some(lines)] => out.push_str(lines),
            _ => out.push_str(&written_anew(these)),
        }
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

/// The block at `at` as comrak would write it, where its text means itself. Most do.
fn plain_block(blocks: &[Block], at: usize) -> Option<String> {
    // Between a list and another, or code, stands a mark.
    let parts = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Quote(_) | BlockKind::Rule)
    };
    match &blocks.get(at)?.kind {
        BlockKind::Paragraph(text) => plain_lines(text, "\n"),
        BlockKind::Heading { level, text } if !text.contains(&Inline::SoftBreak) => {
            Some(format!("{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), plain_lines(text, "")?))
        }
        BlockKind::List { start: None, items } => {
            let (before, behind) = (at.checked_sub(1).and_then(|before| blocks.get(before)), blocks.get(at + 1));
            let is_apart = before.into_iter().chain(behind).all(parts);
            let lines: Option<Vec<String>> = items.iter().filter(|_| is_apart).map(plain_item).collect();
            lines.filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n"))
        }
        _ => None,
    }
}

/// An item that is one paragraph whose text means itself.
fn plain_item(item: &Item) -> Option<String> {
    match &item.blocks[..] {
        [Block { kind: BlockKind::Paragraph(text), .. }] if item.task.is_none() => {
            Some(format!("- {}", plain_lines(text, "\n  ")?))
        }
        _ => None,
    }
}

/// The lines of `text`, with `between` between them.
fn plain_lines(text: &[Inline], between: &str) -> Option<String> {
    let lines = text.split(|inline| *inline == Inline::SoftBreak).map(|line| {
        let begins = !matches!(line.first()?, Inline::Text(text) if !text.starts_with(char::is_alphabetic));
        let ends = !matches!(line.last()?, Inline::Text(text) if text.ends_with(' '));
        let pieces = line.iter().filter(|_| begins && ends).map(plain_piece);
        pieces.collect::<Option<String>>().filter(|line| !line.is_empty())
    });
    Some(lines.collect::<Option<Vec<_>>>()?.join(between))
}

/// A piece of a line whose text means itself.
fn plain_piece(inline: &Inline) -> Option<String> {
    // Blanks at its ends are not part of what is marked.
    let marked = |inner: &Inline| match inner {
        Inline::Text(text) if means_itself(text) && !text.is_empty() && text.trim().len() == text.len() => Some(text.clone()),
        _ => None,
    };
    Some(match inline {
        Inline::Text(text) if means_itself(text) => text.clone(),
        Inline::Code(text) if text.trim().len() == text.len() && !text.is_empty() && !text.contains(['`', '\n', '\r']) => {
            format!("`{text}`")
        }
        Inline::Strong(inner) => match &inner[..] {
            [inner] => format!("**{}**", marked(inner)?),
            _ => return None,
        },
        Inline::Emphasis(inner) => match &inner[..] {
            [inner] => format!("*{}*", marked(inner)?),
            _ => return None,
        },
        Inline::Link { url, text } => match &text[..] {
            [inner] if is_plain_address(url) => format!("[{}]({url})", marked(inner).filter(|text| text != url)?),
            _ => return None,
        },
        _ => return None,
    })
}

/// Whether nothing in `url` would be escaped, and it is no address of mail, which may stand for itself.
fn is_plain_address(url: &str) -> bool {
    !url.is_empty()
        && !url.starts_with("mailto:")
        && url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'`' | b'<' | b'>' | b'\\' | b'(' | b')'))
}

/// Whether `text` is the same in Markdown, but at the beginning of a line: it holds words, single blanks and marks that mean
/// nothing there.
fn means_itself(text: &str) -> bool {
    let is_mark = |c: char| {
        matches!(c, ',' | '.' | ';' | ':' | '?' | '(' | ')' | '"' | '\'' | '-' | '/' | '%' | '’' | '“' | '”' | '–' | '—' | '…')
    };
    let is_plain = |c: char| c == ' ' || c.is_alphanumeric() || is_mark(c);
    text.chars().all(is_plain) && !text.contains("  ") && !text.contains("http")
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
    fn plain_paragraphs_are_written_as_they_are() {
        let paragraph = |text: String| {
            let lines = vec![Inline::Text(text.clone()), Inline::SoftBreak, Inline::Text(text)];
            Block { kind: BlockKind::Paragraph(lines), ..Block::default() }
        };
        let list = |text: String| {
            let items = vec![Item { blocks: vec![paragraph(text)], ..Item::default() }];
            Block { kind: BlockKind::List { start: None, items }, ..Block::default() }
        };
        let mut plain = 0;
        for mark in (' '..'\u{100}').chain("–—“”’…【】ー".chars()) {
            for text in
                [format!("a{mark}b"), format!("a {mark} b{mark}"), format!("a{mark}{mark}1{mark} b"), format!("1{mark} a")]
            {
                let (one, other) = (paragraph(text.clone()), list(text));
                plain += usize::from(plain_block(std::slice::from_ref(&one), 0).is_some());
                for blocks in [vec![one.clone()], vec![other.clone(), one.clone(), other.clone()], vec![one.clone(), one, other]]
                {
                    assert_eq!(to_markdown(&blocks), written_anew(&blocks), "{blocks:?}");
                }
            }
        }
        assert!(plain > 400, "{plain}");
    }

    #[test]
    fn what_has_plain_text_is_written_as_comrak_writes_it() {
        let pieces = |text: &str| {
            let inner = || vec![Inline::Text(text.to_owned())];
            let link = |url: &str| Inline::Link { url: url.to_owned(), text: inner() };
            let [one, other] = ["https://tides.example/a_b?c=d&e#f", "moon(1)"].map(link);
            let mail = link(&format!("mailto:{text}"));
            let (strong, emphasis) = (Inline::Strong(inner()), Inline::Emphasis(inner()));
            [inner().remove(0), Inline::Code(text.to_owned()), strong, emphasis, one, other, mail]
        };
        let texts =
            ["tide", " tide ", "1. tide", "-", "+ tide", "= tide", "tide.", "ebb  tide", "潮, Ebbe", "a@b.example", "http", ""];
        let mut plain = 0;
        for (first, second) in texts.iter().flat_map(|first| texts.iter().map(move |second| (pieces(first), pieces(second)))) {
            for (one, other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
                let lines = vec![one.clone(), other.clone(), Inline::SoftBreak, other.clone()];
                let block = |kind: BlockKind| Block { kind, ..Block::default() };
                let paragraph = block(BlockKind::Paragraph(lines.clone()));
                let heading = block(BlockKind::Heading { level: 3, text: vec![one.clone(), other.clone()] });
                let item = Item { blocks: vec![paragraph.clone()], ..Item::default() };
                let list = block(BlockKind::List { start: None, items: vec![item.clone(), item] });
                let code = block(BlockKind::Code { language: None, text: "tide".to_owned() });
                plain += usize::from(plain_block(std::slice::from_ref(&list), 0).is_some());
                #[rustfmt::skip]
                let documents = [
                    vec![&heading, &list, &paragraph, &list],
                    vec![&list, &list, &heading, &paragraph],
                    vec![&paragraph, &list, &code, &list, &heading],
                ];
                for blocks in documents {
                    let blocks: Vec<Block> = blocks.into_iter().cloned().collect();
                    assert_eq!(to_markdown(&blocks), written_anew(&blocks), "{blocks:?}");
                }
            }
        }
        assert!(plain > 500, "{plain}");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let text = "# A *b* `c`\n\n- one\n- two **x**\n\n> q\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[t](u) ![i](j) ~~d~~";
        let first = crate::read::markup::markdown::read(text);
        let again = crate::read::markup::markdown::read(&to_markdown(&first.parts[0].blocks));
        assert_eq!(again.parts[0].blocks, first.parts[0].blocks);
    }
}
