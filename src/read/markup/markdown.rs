//! Markdown becomes a [`Document`] of one part, by comrak's tree.
//!
//! Real files hold more than Markdown: front matter (read by [`front_matter`]), raw HTML (read by [`html`] into the same
//! blocks), template tags and headings without a blank (mended line by line in [`mend`] before comrak sees the text, so
//! that lines keep their numbers). The part keeps its source lines, and notes are cut from them as their author typed them.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos};
use comrak::options::Extension;
use comrak::{Arena, Options, parse_document};

use super::inline::{Frames, Style, append, push_link, push_text, trim};
use super::{front_matter, mend, pasted_table};
use crate::model::Warning;
use crate::read::document::{self, Block, BlockKind, Document, Inline, Item, Part, Row, plain};
use crate::read::html;
use crate::read::html::tree::Tag;
use crate::read::planned::{self, PlannedTalk};
use crate::read::text::lines;

/// Deeper nesting than this is kept as plain text.
const DEEPEST: usize = 64;

/// So many indented texts of a document are read as text, more of them are code.
const MOST_MENDED: usize = 50;

/// Reads Markdown with or without front matter.
pub(crate) fn read(text: &str) -> Document {
    let mut source = lines::split(text);
    let mut warnings = Vec::new();
    let metadata = front_matter::read(&source, &mut warnings);
    let planned = planned::find(&source, metadata.end_line);
    planned::blank(&mut source, &planned);
    let told = warnings.len();
    let mut blocks = blocks_of_lines(&source, metadata.end_line, &mut warnings);
    if !are_headings(&planned, &blocks) {
        warnings.truncate(told);
        blocks = blocks_by_talk(&source, metadata.end_line, &planned, &mut warnings);
    }
    let source = source.into_iter().map(str::to_owned).collect();
    let parts = vec![Part { blocks, source, line: 1, ..Part::default() }];
    Document { parts, planned, metadata, warnings, ..Document::default() }
}

/// Whether Markdown takes the headings of all planned talks for headings.
fn are_headings(planned: &[PlannedTalk], blocks: &[Block]) -> bool {
    let headings: HashSet<usize> =
        blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).map(|block| block.line).collect();
    planned.iter().all(|talk| headings.contains(&(talk.heading + 1)))
}

/// Reads each planned talk by itself: a fence that somebody opened and did not close yet hides no other talk.
fn blocks_by_talk(source: &[&str], skipped: usize, planned: &[PlannedTalk], warnings: &mut Vec<Warning>) -> Vec<Block> {
    let mut starts: Vec<usize> = vec![skipped];
    starts.extend(planned.iter().map(|talk| talk.heading));
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let mut all = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let mut told = Vec::new();
        let mut blocks = blocks_of_lines(source.get(start..end).unwrap_or_default(), 0, &mut told);
        blocks.iter_mut().for_each(|block| block.move_down(start));
        all.append(&mut blocks);
        warnings.extend(told.into_iter().map(|warning| Warning { line: warning.line + start, ..warning }));
    }
    all
}

/// Reads the Markdown of `source` below its first `skipped` lines.
fn blocks_of_lines(source: &[&str], skipped: usize, warnings: &mut Vec<Warning>) -> Vec<Block> {
    let mended = mend::mend(source, skipped, warnings);
    let arena = Arena::new();
    let root = parse_document(&arena, &mended, &options());
    let lines: Vec<&str> = mended.split('\n').collect();
    // Who fences code does not indent it.
    let fenced = lines.iter().any(|line| line.starts_with("```") || line.starts_with("~~~"));
    let mendable = Cell::new(if fenced { 0 } else { MOST_MENDED });
    let reader = Reader { lines: &lines, mendable, warnings: RefCell::default() };
    let mut blocks = reader.blocks(root, 0);
    warnings.append(&mut reader.warnings.borrow_mut());
    // Comrak moves footnotes to the end of the document; they belong where they were written.
    blocks.sort_by_key(|block| block.line);
    blocks
}

fn options() -> Options<'static> {
    let extension = Extension {
        strikethrough: true,
        table: true,
        autolink: true,
        tasklist: true,
        footnotes: true,
        description_lists: true,
        cjk_friendly_emphasis: true,
        ..Extension::default()
    };
    let mut options = Options { extension, ..Options::default() };
    options.parse.relaxed_tasklist_matching = true;
    options
}

/// Walks comrak's tree.
struct Reader<'a> {
    /// The text that was parsed, for HTML that Markdown cuts apart.
    lines: &'a [&'a str],
    /// How many more indented texts may be read as text rather than code.
    mendable: Cell<usize>,
    /// What was mended.
    warnings: RefCell<Vec<Warning>>,
}

impl Reader<'_> {
    /// The blocks below `node`.
    fn blocks<'n>(&self, node: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut html = Html::default();
        for child in node.children() {
            let position = child.data.borrow().sourcepos;
            if position.start.line <= html.until && !html.is_empty() {
                continue;
            }
            if let NodeValue::HtmlBlock(block) = &child.data.borrow().value {
                html.push(&block.literal, position, self.lines);
                continue;
            }
            html.flush(&mut blocks);
            self.block(child, depth, &mut blocks);
        }
        html.flush(&mut blocks);
        blocks
    }

    fn block<'n>(&self, node: &'n AstNode<'n>, depth: usize, blocks: &mut Vec<Block>) {
        let data = node.data.borrow();
        let (line, end_line) = (data.sourcepos.start.line, data.sourcepos.end.line);
        let mut anchor = None;
        let kind = match &data.value {
            _ if depth >= DEEPEST => BlockKind::Paragraph(vec![Inline::Text(flat_text(node))]),
            NodeValue::Paragraph => {
                let text = inlines_of(node, depth);
                if text.is_empty() {
                    return;
                }
                match figure(&text) {
                    Some(figure) => figure,
                    None => BlockKind::Paragraph(text),
                }
            }
            NodeValue::Heading(heading) => {
                let mut text = inlines_of(node, depth);
                anchor = take_anchor(&mut text);
                BlockKind::Heading { level: heading.level, text }
            }
            NodeValue::List(list) => BlockKind::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start as u64),
                items: node.children().map(|item| self.item(item, depth + 1)).collect(),
            },
            NodeValue::DescriptionList => {
                BlockKind::Definitions(node.children().map(|item| self.definition(item, depth + 1)).collect())
            }
            NodeValue::BlockQuote => BlockKind::Quote(self.quote(node, depth + 1)),
            NodeValue::CodeBlock(code) if !code.fenced && depth == 0 && self.mendable.get() > 0 && is_prose(&code.literal) => {
                self.indented(line, end_line, blocks);
                return;
            }
            NodeValue::CodeBlock(code) => {
                let language = code.info.split([' ', ',', '{']).next().filter(|word| !word.is_empty());
                BlockKind::Code { language: language.map(str::to_owned), text: code.literal.clone() }
            }
            NodeValue::Table(_) if self.pasted(line, end_line, blocks) => return,
            NodeValue::Table(_) => BlockKind::Table { rows: node.children().map(|row| table_row(row, depth)).collect() },
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FrontMatter(_) => return,
            _ => {
                blocks.extend(self.blocks(node, depth + 1));
                return;
            }
        };
        blocks.push(Block { line, end_line: end_line.max(line), kind, anchor });
    }

    fn item<'n>(&self, node: &'n AstNode<'n>, depth: usize) -> Item {
        let data = node.data.borrow();
        let task = match &data.value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        let blocks = self.blocks(node, depth);
        let line = data.sourcepos.start.line;
        let end_line = blocks.last().map_or(line, |block| block.end_line.max(line));
        Item { line, end_line, task, blocks }
    }

    fn definition<'n>(&self, node: &'n AstNode<'n>, depth: usize) -> (Vec<Inline>, Vec<Block>) {
        let mut term = Vec::new();
        let mut blocks = Vec::new();
        for child in node.children() {
            if matches!(child.data.borrow().value, NodeValue::DescriptionTerm) {
                for paragraph in child.children() {
                    term.extend(inlines_of(paragraph, depth));
                }
            } else {
                blocks.extend(self.blocks(child, depth));
            }
        }
        (term, blocks)
    }

    /// Text that Markdown takes for code because it is indented and follows no list.
    fn indented(&self, line: usize, end_line: usize, blocks: &mut Vec<Block>) {
        self.mendable.set(self.mendable.get() - 1);
        let message = "indented text that Markdown takes for code; read as text".into();
        self.warnings.borrow_mut().push(Warning { line, message });
        let mut text = "\n".repeat(line.saturating_sub(1));
        for line in self.lines.get(line.saturating_sub(1)..end_line).unwrap_or_default() {
            text.push_str(line.strip_prefix('\t').or_else(|| line.strip_prefix("    ")).unwrap_or(line));
            text.push('\n');
        }
        let arena = Arena::new();
        let root = parse_document(&arena, &text, &options());
        let inner = Reader { lines: self.lines, mendable: Cell::new(0), warnings: RefCell::default() };
        blocks.extend(inner.blocks(root, 0));
    }

    /// A table whose cells were broken over lines, as copying from a page leaves them, gets its rows back.
    fn pasted(&self, line: usize, end_line: usize, blocks: &mut Vec<Block>) -> bool {
        let lines = self.lines.get(line.saturating_sub(1)..end_line).unwrap_or_default();
        let broken = lines.iter().any(|line| line.trim() == "|" || !line.contains('|'));
        let Some(pasted) = broken.then(|| pasted_table::read(lines, line, &inlines_of_text)).flatten() else { return false };
        let BlockKind::Table { rows } = &pasted.table.kind else { return false };
        // Only where lines were joined to rows, and none was left over, was the table broken in this way.
        if pasted.lines < lines.len() || rows.len() + 1 >= lines.len() {
            return false;
        }
        let message = "a table whose cells are broken over lines; its rows were put together again".into();
        self.warnings.borrow_mut().push(Warning { line, message });
        let end_line = pasted.table.end_line;
        blocks.push(pasted.table);
        let rest = inlines_of_text(&pasted.rest);
        if !rest.is_empty() {
            blocks.push(Block { line: end_line, end_line, kind: BlockKind::Paragraph(rest), anchor: None });
        }
        true
    }

    /// The blocks of a quote; the mark of a callout (`[!note]`) is dropped, its title stays.
    fn quote<'n>(&self, node: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let mut blocks = self.blocks(node, depth);
        if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = blocks.first_mut() {
            if let Some(Inline::Text(first)) = text.first_mut() {
                let end = first.strip_prefix("[!").and_then(|rest| rest.find(']'));
                if let Some(end) = end {
                    *first = first[end + 3..].trim_start_matches(['-', '+']).trim_start().to_owned();
                }
            }
            *text = trim(std::mem::take(text));
            if text.is_empty() {
                blocks.remove(0);
            }
        }
        blocks
    }
}

/// HTML blocks that belong together: Markdown ends one at a blank line, HTML does not.
#[derive(Default)]
struct Html {
    text: String,
    line: usize,
    /// The line that the end of `text` stands on.
    here: usize,
    until: usize,
}

/// An HTML table or list of more lines is read in pieces.
const LONGEST_HTML: usize = 2000;

impl Html {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds the block at `position`; a table or list that it opens is followed in `lines` to its end.
    fn push(&mut self, literal: &str, position: Sourcepos, lines: &[&str]) {
        let first = position.start.line;
        if self.is_empty() {
            self.line = first;
        } else {
            self.text.extend(std::iter::repeat_n('\n', first.saturating_sub(self.here)));
        }
        self.text.push_str(literal);
        self.here = first.max(self.here) + literal.matches('\n').count();
        if !self.text.ends_with('\n') {
            self.text.push('\n');
            self.here += 1;
        }
        self.until = position.end.line.max(self.until);
        for name in ["table", "ul", "ol", "dl"] {
            let mut open = balance(literal, name);
            if open <= 0 {
                continue;
            }
            let end = lines.iter().enumerate().skip(self.until).take(LONGEST_HTML).find_map(|(at, line)| {
                open += balance(line, name);
                (open <= 0).then_some(at + 1)
            });
            // An element that is never closed keeps to its own block.
            if let Some(end) = end {
                for line in lines.get(self.until..end).unwrap_or_default() {
                    self.text.push_str(line);
                    self.text.push('\n');
                    self.here += 1;
                }
                self.until = end;
            }
            break;
        }
    }

    fn flush(&mut self, blocks: &mut Vec<Block>) {
        if !self.is_empty() {
            blocks.extend(html::blocks_of_fragment(&self.text, None, self.line, false));
            *self = Html::default();
        }
    }
}

/// How many elements `name` the text opens more than it closes.
fn balance(text: &str, name: &str) -> isize {
    let mut sum = 0;
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let named = rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if named && !rest[name.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-') {
            sum += if closing { -1 } else { 1 };
        }
    }
    sum
}

/// The running text of a single line of Markdown.
pub(crate) fn inlines_of_text(text: &str) -> Vec<Inline> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let first = root.first_child().filter(|node| matches!(node.data.borrow().value, NodeValue::Paragraph));
    match first {
        Some(node) => inlines_of(node, 0),
        None if text.trim().is_empty() => Vec::new(),
        None => vec![Inline::Text(text.to_owned())],
    }
}

/// Whether indented lines are sentences or items rather than code.
fn is_prose(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let words: usize =
        lines.iter().map(|line| line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()).sum();
    let marks = text.chars().filter(|mark| !mark.is_whitespace()).count();
    let letters = text.chars().filter(|mark| mark.is_alphabetic()).count();
    let is_item = |line: &&&str| line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
    let items = lines.iter().filter(is_item).count();
    let code = |line: &&str| {
        line.ends_with([';', '{', '}', '\\', '='])
            || line.starts_with(['$', '<', '#', '>', '|', '@'])
            || line.contains("()")
            || line.contains(" = ")
    };
    let enough = if items * 2 > lines.len() {
        words >= 3 * lines.len()
    } else {
        lines.len() > 1 && words >= 6 * lines.len() || words >= 15 * lines.len()
    };
    enough && letters * 10 >= marks * 9 && !lines.iter().any(code)
}

fn table_row<'n>(node: &'n AstNode<'n>, depth: usize) -> Row {
    let data = node.data.borrow();
    let line = data.sourcepos.start.line;
    let cells = node.children().map(|cell| {
        let text = inlines_of(cell, depth);
        let paragraph = Block { line, end_line: line, kind: BlockKind::Paragraph(text.clone()), anchor: None };
        document::Cell { blocks: if text.is_empty() { Vec::new() } else { vec![paragraph] }, columns: 1, rows: 1 }
    });
    Row { line, header: matches!(data.value, NodeValue::TableRow(true)), cells: cells.collect() }
}

/// The text below `node`, of any depth, without markup.
fn flat_text<'n>(node: &'n AstNode<'n>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::Item(_) if !text.is_empty() => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The running text below `node`.
fn inlines_of<'n>(node: &'n AstNode<'n>, depth: usize) -> Vec<Inline> {
    if depth >= DEEPEST {
        return vec![Inline::Text(flat_text(node))];
    }
    let mut frames = Frames::default();
    for child in node.children() {
        inline(child, depth + 1, &mut frames);
    }
    with_wikilinks(with_properties(trim(frames.finish())))
}

fn inline<'n>(node: &'n AstNode<'n>, depth: usize, frames: &mut Frames) {
    let data = node.data.borrow();
    let out = frames.current();
    match &data.value {
        NodeValue::Text(text) => push_text(out, text),
        NodeValue::Code(code) => out.push(Inline::Code(code.literal.clone())),
        NodeValue::SoftBreak => {
            let kind = if take_backslashes(out) { Inline::LineBreak } else { Inline::SoftBreak };
            out.push(kind);
        }
        NodeValue::LineBreak => out.push(Inline::LineBreak),
        NodeValue::Emph => out.push(Inline::Emphasis(inlines_of(node, depth))),
        NodeValue::Strong => out.push(Inline::Strong(inlines_of(node, depth))),
        NodeValue::Strikethrough => out.push(Inline::Strikethrough(inlines_of(node, depth))),
        NodeValue::Link(link) => push_link(out, link.url.clone(), inlines_of(node, depth)),
        NodeValue::Image(image) => out.push(Inline::Image { url: image.url.clone(), alt: plain(&inlines_of(node, depth)) }),
        NodeValue::HtmlInline(tag) => html_inline(tag, frames),
        NodeValue::FootnoteReference(_) => {}
        _ => append(out, inlines_of(node, depth)),
    }
}

/// Takes two backslashes off the end of a line: kramdown's break, of which CommonMark keeps one backslash.
fn take_backslashes(out: &mut [Inline]) -> bool {
    let Some(Inline::Text(text)) = out.last_mut() else { return false };
    let Some(kept) = text.strip_suffix('\\').filter(|kept| kept.ends_with(' ')).map(|kept| kept.trim_end().len()) else {
        return false;
    };
    text.truncate(kept);
    true
}

/// A tag in running text: breaks, links and emphasis are kept, all others vanish and leave their text.
fn html_inline(source: &str, frames: &mut Frames) {
    let Some(tag) = Tag::read(source) else { return };
    match tag.name.as_str() {
        "br" | "p" | "li" | "div" | "tr" if !frames.current().is_empty() => frames.current().push(Inline::LineBreak),
        "img" => {
            if let Some(url) = tag.attribute("src") {
                let alt = tag.attribute("alt").unwrap_or_default().to_owned();
                frames.current().push(Inline::Image { url: url.to_owned(), alt });
            }
        }
        name if tag.closing => frames.close(name),
        name => frames.open(name, Style::of(name, tag.attribute("href"))),
    }
}

/// A paragraph that holds nothing but an image is a figure.
fn figure(text: &[Inline]) -> Option<BlockKind> {
    match text {
        [Inline::Image { url, alt }] => Some(BlockKind::Figure { url: url.clone(), alt: alt.clone(), caption: Vec::new() }),
        _ => None,
    }
}

/// Takes `{#id}` (also `{#id .class}`) off the end of a heading's text.
fn take_anchor(text: &mut Vec<Inline>) -> Option<String> {
    let Some(Inline::Text(last)) = text.last_mut() else { return None };
    let start = last.trim_end().strip_suffix('}')?.rfind('{')?;
    let inner = &last[start + 1..];
    if !inner.starts_with(['#', '.', ':']) || inner.len() > 200 {
        return None;
    }
    let id = inner.split([' ', '}', ':']).find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    last.truncate(start);
    last.truncate(last.trim_end().len());
    if last.is_empty() {
        text.pop();
    }
    id.filter(|id| !id.is_empty())
}

/// `[[Page]]` and `[[Page|words]]` in plain text become links.
fn with_wikilinks(text: Vec<Inline>) -> Vec<Inline> {
    if !text.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("[[") && text.contains("]]"))) {
        return text;
    }
    let mut out = Vec::new();
    for inline in text {
        match inline {
            Inline::Text(text) => push_wikilinks(&text, &mut out),
            other => out.push(other),
        }
    }
    out
}

/// `speaker:: Ada Brookfield` (Logseq, Dataview), alone on its line: a property reads like any label.
fn with_properties(mut text: Vec<Inline>) -> Vec<Inline> {
    let mut begins = true;
    for inline in &mut text {
        if let Inline::Text(words) = inline
            && begins
            && let Some((key, _)) = words.split_once(":: ")
            && (1..=40).contains(&key.len())
            && key.split(' ').count() <= 3
            && key.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '_' | '-' | ' '))
        {
            let end = key.len() + 1;
            words.replace_range(end..=end, "");
        }
        begins = matches!(inline, Inline::SoftBreak | Inline::LineBreak);
    }
    text
}

fn push_wikilinks(text: &str, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some(end) = rest.find("]]") {
        let Some(start) = rest[..end].rfind("[[") else {
            push_text(out, &rest[..end + 2]);
            rest = &rest[end + 2..];
            continue;
        };
        let (page, words) = rest[start + 2..end].split_once('|').unwrap_or((&rest[start + 2..end], &rest[start + 2..end]));
        let before = rest[..start].strip_suffix('!').unwrap_or(&rest[..start]);
        push_text(out, before);
        if !page.trim().is_empty() && !words.trim().is_empty() {
            out.push(Inline::Link { url: page.trim().to_owned(), text: vec![Inline::Text(words.trim().to_owned())] });
        }
        rest = &rest[end + 2..];
    }
    push_text(out, rest);
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::markup::outline::check;

    #[track_caller]
    fn check_markdown(text: &str, expected: &str) {
        let document = read(text);
        check(&document.parts[0].blocks, expected);
    }

    #[test]
    fn blocks_know_their_lines() {
        check_markdown(
            "---\ntitle: x\n---\n# Ferrocon 2031\n\nFirst line\nsecond *line*\n\n- one\n  - [ ] two\n- [x] three\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2<br>3 |\n\n```rust\nfn x() {}\n```\n\n***\n",
            "
            4 h1 Ferrocon 2031
            6-7 p First line↵second *line*
            9-11 list
              9 item
                9 p one
                10 list
                  10 item open
                    10 p two
              11 item done
                11 p three
            13 quote
              13 p said
            15-17 table
              15 head a | b
              17 row 1 | 2⏎3
            19-21 code rust \"fn x() {}\\n\"
            23 rule
            ",
        );
    }

    #[test]
    fn damage_is_mended() {
        check_markdown(
            "##Caches that forget\n\n##\u{a0}Blank that does not break\n\n#rust #async\n\n#!/bin/sh\n\n{: .wide}\n\n## Anchored {#here}\n\n## Closed ##\n\n[https://ferrocon.example/s/1]()\n\n{% include x %}Text {{< figure src=\"x\" >}}\n\n`{% raw %}`\n",
            "
            1 h2 Caches that forget
            3 h2 Blank that does not break
            5 p #rust #async
            7 p #!/bin/sh
            11 #here h2 Anchored
            13 h2 Closed
            15 p [https://ferrocon.example/s/1](https://ferrocon.example/s/1)
            17 p Text
            19 p `{% raw %}`
            ",
        );
    }

    #[test]
    fn html_tables_hold_together_over_blank_lines() {
        check_markdown(
            "<table>\n\n<tr><td>10:00</td>\n\n    <td>Fog</td></tr>\n</table>\n\n<details>\n<summary>More</summary>\n\nText *here*\n\n</details>\n",
            "
            1-5 table
              3 row 10:00 | Fog
            9 p More
            11 p Text *here*
            ",
        );
    }

    #[test]
    fn a_pasted_table_and_indented_text_are_read_as_meant() {
        check_markdown(
            "| Time | Talk |\n|---|---|\n| 10:00 |\n*Fog*\n— Ines Faro |\n\n## Notes\n\n    This is a whole sentence that somebody indented for no reason,\n    and it goes on over another line of plain words.\n\n## Code\n\n    let x = 1;\n    let y = 2;\n",
            "
            1-5 table
              1 head Time | Talk
              3 row 10:00 | *Fog*⏎— Ines Faro
            7 h2 Notes
            9-10 p This is a whole sentence that somebody indented for no reason,↵and it goes on over another line of plain words.
            12 h2 Code
            14-15 code - \"let x = 1;\\nlet y = 2;\\n\"
            ",
        );
    }

    #[test]
    fn inline_html_wikilinks_and_callouts_are_read() {
        check_markdown(
            "A <b>bold <a href=\"https://x.example/\">link</a></b><br>next <!--more-->[[Page|words]] and ![[embed]]\n\n> [!tip] Remember\n> this[^1]\n\nHP is [[1](https://x.example/a)]\n\n[^1]: note\n",
            "
            1 p A **bold [link](https://x.example/)**⏎next [words](Page) and [embed](embed)
            3-4 quote
              3-4 p Remember↵this
            6 p HP is [[1](https://x.example/a)]
            8 p note
            ",
        );
    }
}
