//! HTML becomes blocks: the walk from a tree to the vocabulary of Markdown.
//!
//! Any element that a browser would put on lines of its own ends the paragraph before it, whatever it is called: pages
//! made of `div`s keep their order and give a paragraph each. Styles reach into the blocks inside them, so a card that is
//! one link gives blocks of links. Which part of a page is read is decided in [`page`](super::page).

use std::collections::HashMap;

use url::Url;

use super::repeated::{self, Measure, Piece, Run};
use super::tabs;
use super::tree::{Id, Tree};
use crate::read::document::{self, Block, BlockKind, Cell, Inline, Item, Row};
use crate::read::markup::inline::{Frames, Style, trim};
use crate::read::markup::plain;
use crate::when;

/// Deeper nesting than this is kept as plain text.
const DEEPEST: usize = 128;

/// Reads a fragment of HTML, as feed entries and Markdown files hold it.
///
/// Its first line counts as `first_line`; with `keep_one_line` every block carries that line. Addresses become absolute
/// where `base` is known.
pub(crate) fn blocks_of_fragment(html: &str, base: Option<&Url>, first_line: usize, keep_one_line: bool) -> Vec<Block> {
    let one_line = keep_one_line.then_some(first_line);
    let simple = one_line.and_then(|line| Tree::of_simple(html, line));
    let tree = simple.unwrap_or_else(|| Tree::of_fragment(html, first_line));
    blocks_of(&tree, tree.root(), base, one_line, &|_| false)
}

/// The blocks below `root`, without the elements that `skips` names.
pub(crate) fn blocks_of(
    tree: &Tree,
    root: Id,
    base: Option<&Url>,
    one_line: Option<usize>,
    skips: &dyn Fn(Id) -> bool,
) -> Vec<Block> {
    let mut walk = Walk::new(tree, base, one_line, skips);
    walk.children(root, 0);
    walk.finish()
}

/// The same of a page, where elements that repeat, each with a clock time, are the rows of a table.
pub(crate) fn blocks_of_page(tree: &Tree, root: Id, base: Option<&Url>, skips: &dyn Fn(Id) -> bool) -> Vec<Block> {
    let measure = Measure::of(tree);
    let tabs = tabs::days_of(tree);
    let mut walk = Walk { measure: Some(&measure), tabs: Some(&tabs), ..Walk::new(tree, base, None, skips) };
    walk.children(root, 0);
    joined(walk.finish())
}

/// Tables of one row below each other, as wide as each other: the rows of one.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let width = |block: &Block| match &block.kind {
        BlockKind::Table { rows } => match rows.as_slice() {
            [row] if !row.header => Some(row.cells.len()),
            _ => None,
        },
        _ => None,
    };
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut open = None;
    for block in blocks {
        let wide = width(&block);
        match (out.last_mut().map(|last| (&mut last.kind, &mut last.end_line)), block.kind) {
            (Some((BlockKind::Table { rows }, end_line)), BlockKind::Table { rows: more }) if wide.is_some() && wide == open => {
                rows.extend(more);
                *end_line = block.end_line;
            }
            (_, kind) => out.push(Block { kind, ..block }),
        }
        open = wide;
    }
    out
}

/// The text of every `<script type="application/ld+json">` with the line where it begins.
pub(crate) fn json_ld(html: &str) -> Vec<(String, usize)> {
    if !html.contains("ld+json") {
        return Vec::new();
    }
    let tree = Tree::of_page(html);
    let scripts = tree.descendants(tree.root()).filter(|id| {
        tree.name(*id) == "script"
            && tree.attribute(*id, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    scripts.map(|id| (tree.text_below(id), tree.line(id))).collect()
}

/// A walk over a tree that gathers blocks.
struct Walk<'a> {
    tree: &'a Tree,
    base: Option<&'a Url>,
    one_line: Option<usize>,
    skips: &'a dyn Fn(Id) -> bool,
    blocks: Vec<Block>,
    /// The paragraph that is being gathered.
    frames: Frames,
    /// Its first and last line, 0 before its first text.
    lines: (usize, usize),
    /// The last character was a blank, or there is none yet.
    after_blank: bool,
    /// An `id` that waits for the next block.
    anchor: Option<String>,
    /// Where runs of elements are to be found, what tells them.
    measure: Option<&'a Measure>,
    /// The days that tabs name, by the panels that they open.
    tabs: Option<&'a HashMap<Id, String>>,
}

impl<'a> Walk<'a> {
    fn new(tree: &'a Tree, base: Option<&'a Url>, one_line: Option<usize>, skips: &'a dyn Fn(Id) -> bool) -> Self {
        Walk {
            tree,
            base,
            one_line,
            skips,
            blocks: Vec::new(),
            frames: Frames::default(),
            lines: (0, 0),
            after_blank: true,
            anchor: None,
            measure: None,
            tabs: None,
        }
    }

    /// A walk over a part of the same tree.
    fn within(&self) -> Walk<'a> {
        Walk { measure: self.measure, tabs: self.tabs, ..Walk::new(self.tree, self.base, self.one_line, self.skips) }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    fn children(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        if depth >= DEEPEST {
            for child in tree.descendants(id) {
                if let Some(text) = tree.text(child) {
                    self.text(text, tree.line(child));
                }
            }
            return;
        }
        let grouped = self.is_span_group(id);
        let glued = grouped || self.is_glued(id);
        let apart = |child: Id| (grouped && has_label_class(tree, child)) || (glued && !grouped);
        let runs = self.runs(id);
        for child in tree.children(id) {
            if let Some(run) = runs.iter().find(|run| run.members.contains(&child)) {
                if run.members.first() == Some(&child) {
                    self.rows(run);
                }
            } else if let Some(text) = tree.text(child) {
                self.text(text, tree.line(child));
            } else if tree.is_element(child) && !is_hidden(tree, child) && !(self.skips)(child) {
                if apart(child) || self.is_tail(child) {
                    self.line_break();
                }
                self.element(child, depth + 1);
                if apart(child) {
                    self.line_break();
                }
            }
        }
    }

    /// The runs of elements among the children of `id` that are the rows of a table.
    fn runs(&self, id: Id) -> Vec<Run> {
        self.measure.map_or_else(Vec::new, |measure| repeated::runs(self.tree, measure, self.skips, id))
    }

    /// The table of a run.
    fn rows(&mut self, run: &Run) {
        self.flush();
        let cell = |blocks: Vec<Block>| Cell { blocks, columns: 1, rows: 1 };
        let words = |text: &str, line: usize| {
            let kind = BlockKind::Paragraph(vec![Inline::Text(text.to_owned())]);
            let block = Block { line, end_line: line, kind, anchor: None };
            cell(if text.is_empty() { Vec::new() } else { vec![block] })
        };
        let first = run.members.first().map_or(1, |id| self.tree.line(*id));
        let heads = run.heads.iter().map(|head| words(head, first)).collect();
        let mut rows = vec![Row { line: first, header: true, cells: heads }];
        let mut end_line = first;
        for row in &run.rows {
            let line = self.tree.line(row.at);
            let cells: Vec<Cell> = row
                .cells
                .iter()
                .map(|piece| match piece {
                    Piece::Words(text) => words(text, line),
                    Piece::Line(nodes, link) => cell(self.one_line_of(nodes, link.as_deref())),
                    Piece::Blocks(nodes) => cell(self.blocks_of_nodes(nodes)),
                })
                .collect();
            end_line = cells.iter().flat_map(|cell| &cell.blocks).map(|block| block.end_line).fold(end_line, usize::max);
            rows.push(Row { line, header: false, cells });
        }
        self.push((first, end_line), BlockKind::Table { rows });
    }

    /// The text of `nodes` without the blocks that they are, as a link where it stands in one.
    fn one_line_of(&self, nodes: &[Id], link: Option<&str>) -> Vec<Block> {
        let mut walk = Walk { measure: None, ..self.within() };
        for &id in nodes {
            match self.tree.text(id) {
                Some(text) => walk.text(text, self.tree.line(id)),
                None if is_inline(self.tree.name(id)) => walk.element(id, 0),
                None => walk.children(id, 0),
            }
        }
        let mut blocks = walk.finish();
        if let (Some(url), [Block { kind: BlockKind::Paragraph(text), .. }]) =
            (link.and_then(|href| self.address(href)), blocks.as_mut_slice())
            && !text.iter().any(|inline| matches!(inline, Inline::Link { .. }))
        {
            *text = vec![Inline::Link { url, text: std::mem::take(text) }];
        }
        blocks
    }

    fn blocks_of_nodes(&self, nodes: &[Id]) -> Vec<Block> {
        let mut walk = Walk { measure: None, ..self.within() };
        for &id in nodes {
            match self.tree.text(id) {
                Some(text) => walk.text(text, self.tree.line(id)),
                None => walk.element(id, 0),
            }
        }
        walk.finish()
    }

    /// Text with its blanks run together.
    fn text(&mut self, text: &str, line: usize) {
        let mut words = String::with_capacity(text.len());
        for mark in text.chars() {
            if mark.is_whitespace() || mark == '\u{a0}' {
                if !self.after_blank {
                    words.push(' ');
                    self.after_blank = true;
                }
            } else if !matches!(mark, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                words.push(mark);
                self.after_blank = false;
            }
        }
        if !words.trim().is_empty() {
            self.touch(line);
        }
        crate::read::markup::inline::push_text(self.frames.current(), &words);
    }

    fn touch(&mut self, line: usize) {
        if self.lines.0 == 0 {
            self.lines.0 = line;
        }
        self.lines.1 = self.lines.1.max(line);
    }

    fn line_break(&mut self) {
        if self.lines.0 != 0 && !matches!(self.frames.current().last(), Some(Inline::LineBreak)) {
            self.frames.current().push(Inline::LineBreak);
            self.after_blank = true;
        }
    }

    /// Ends the paragraph. Styles that are open stay open for the next one.
    fn flush(&mut self) {
        let text = trim(self.frames.take());
        let lines = std::mem::take(&mut self.lines);
        self.after_blank = true;
        if text.is_empty() {
            return;
        }
        let kind = match text.as_slice() {
            [Inline::Image { url, alt }] => BlockKind::Figure { url: url.clone(), alt: alt.clone(), caption: Vec::new() },
            _ => BlockKind::Paragraph(text),
        };
        self.push(lines, kind);
    }

    fn push(&mut self, (line, end_line): (usize, usize), kind: BlockKind) {
        let (line, end_line) = match self.one_line {
            Some(line) => (line, line),
            None => (line.max(1), end_line.max(line).max(1)),
        };
        self.blocks.push(Block { line, end_line, kind, anchor: self.anchor.take() });
    }

    fn element(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        let line = tree.line(id);
        match tree.name(id) {
            "script" | "style" | "template" | "noscript" | "head" | "title" | "iframe" | "object" | "embed" | "canvas"
            | "svg" | "audio" | "video" | "select" | "textarea" | "datalist" | "map" | "frameset" | "dialog" => {}
            "button" if !is_title_button(tree, id) => {}
            "button" if is_in_heading(tree, id) => self.children(id, depth),
            "br" => {
                if matches!(self.frames.current().last(), Some(Inline::LineBreak)) {
                    self.flush();
                } else {
                    self.line_break();
                }
            }
            "hr" => {
                self.flush();
                self.push((line, line), BlockKind::Rule);
            }
            "wbr" | "input" | "meta" | "link" => {}
            "img" => self.image(id),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.open_block(id);
                self.children(id, depth);
                self.heading(name.as_bytes()[1] - b'0', line);
            }
            "ul" | "ol" | "menu" | "dir" => self.list(id, depth),
            "blockquote" => self.quote(id, depth),
            "pre" | "listing" | "xmp" => self.code(id),
            "table" => self.table(id, depth),
            "dl" => self.definitions(id, depth),
            "figure" => self.figure(id, depth),
            "q" => {
                self.text("“", line);
                self.children(id, depth);
                self.text("”", line);
            }
            "code" | "kbd" | "samp" | "tt" => {
                let text = tree.text_below(id);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    self.touch(line);
                    self.after_blank = false;
                    self.frames.current().push(Inline::Code(text));
                }
            }
            name if is_inline(name) => {
                let target = name == "a" && self.lines.0 == 0 && tree.attribute(id, "href").is_none();
                let anchor = tree.attribute(id, "id").or_else(|| tree.attribute(id, "name")).filter(|_| target);
                if let Some(anchor) = anchor {
                    self.anchor = Some(anchor.to_owned());
                }
                let href = tree.attribute(id, "href").and_then(|href| self.address(href));
                let style = match Style::of(name, href.as_deref()) {
                    Style::Plain => Style::of_css(tree.attribute(id, "style").unwrap_or_default()),
                    style => style,
                };
                self.frames.open(name, style);
                self.children(id, depth);
                self.frames.close(name);
            }
            _ => {
                self.open_block(id);
                if let Some(day) = self.tabs.and_then(|tabs| tabs.get(&id)) {
                    self.push((line, line), BlockKind::Heading { level: 2, text: vec![Inline::Text(day.clone())] });
                }
                self.children(id, depth);
                self.flush();
            }
        }
    }

    /// A block begins here; its `id` is the target of links to it.
    fn open_block(&mut self, id: Id) {
        self.flush();
        if let Some(anchor) = self.tree.attribute(id, "id").filter(|anchor| !anchor.is_empty()) {
            self.anchor = Some(anchor.to_owned());
        }
    }

    fn heading(&mut self, level: u8, line: usize) {
        let text = trim(self.frames.take());
        let end_line = self.lines.1;
        self.lines = (0, 0);
        self.after_blank = true;
        // The mark behind a heading that links to itself is no part of it.
        let mut text = without_permalink(text);
        if let (Some(anchor), [Inline::Link { url, text: inner }]) = (&self.anchor, text.as_mut_slice())
            && url.rsplit_once('#').is_some_and(|(_, target)| target == anchor)
        {
            text = std::mem::take(inner);
        }
        if !text.is_empty() {
            self.push((line, end_line), BlockKind::Heading { level, text });
        }
    }

    fn image(&mut self, id: Id) {
        let tree = self.tree;
        let small = |name| tree.attribute(id, name).is_some_and(|size| matches!(size.trim(), "0" | "1"));
        let source = ["src", "data-src", "data-lazy-src"].iter().filter_map(|name| tree.attribute(id, name));
        let source = source.filter(|source| !source.starts_with("data:")).find_map(|source| self.address(source));
        let Some(url) = source.filter(|_| !small("width") && !small("height")) else { return };
        let alt = tree.attribute(id, "alt").unwrap_or_default();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        self.touch(tree.line(id));
        self.after_blank = false;
        self.frames.current().push(Inline::Image { url, alt });
    }

    /// An address that may be followed, absolute where the base is known.
    fn address(&self, href: &str) -> Option<String> {
        let href: String = href.trim().chars().filter(|mark| !mark.is_control()).collect();
        if href.is_empty() {
            return None;
        }
        match Url::parse(&href) {
            Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "ftp" | "geo").then_some(href),
            Err(url::ParseError::RelativeUrlWithoutBase) => match self.base {
                Some(base) if !href.starts_with('#') => base.join(&href).map(String::from).ok().or(Some(href)),
                _ => Some(href),
            },
            Err(_) => Some(href),
        }
    }

    fn list(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        self.open_block(id);
        let runs = self.runs(id);
        if let [run] = runs.as_slice()
            && run.members.len() == tree.children(id).filter(|child| tree.name(*child) == "li").count()
        {
            return self.rows(run);
        }
        let anchor = self.anchor.take();
        let start =
            (tree.name(id) == "ol").then(|| tree.attribute(id, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1));
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(id) {
            let name = tree.name(child);
            if is_hidden(tree, child) || (tree.is_element(child) && (self.skips)(child)) {
                continue;
            }
            let mut walk = self.within();
            if name == "li" {
                walk.children(child, depth + 1);
            } else if let Some(text) = tree.text(child) {
                walk.text(text, tree.line(child));
            } else if tree.is_element(child) {
                walk.element(child, depth + 1);
            }
            let blocks = walk.finish();
            let line = self.one_line.unwrap_or(tree.line(child));
            let end_line = blocks.last().map_or(line, |block| block.end_line.max(line));
            match items.last_mut() {
                // A list right inside a list belongs to the item before it.
                Some(item) if name != "li" => {
                    item.end_line = end_line.max(item.end_line);
                    item.blocks.extend(blocks);
                }
                _ if name != "li" && blocks.is_empty() => {}
                _ => items.push(Item { line, end_line, task: task(tree, child), blocks }),
            }
        }
        items.retain(|item| !item.blocks.is_empty());
        // A list of days or sessions around the tables that runs made.
        let is_table = |block: &Block| matches!(block.kind, BlockKind::Table { .. });
        if self.measure.is_some() && items.iter().any(|item| item.blocks.iter().any(is_table)) {
            return self.blocks.extend(items.into_iter().flat_map(|item| item.blocks));
        }
        if !items.is_empty() {
            let end_line = items.last().map_or(0, |item| item.end_line);
            self.anchor = anchor;
            self.push((tree.line(id), end_line), BlockKind::List { start, items });
        }
    }

    fn quote(&mut self, id: Id, depth: usize) {
        self.open_block(id);
        let mut walk = self.within();
        walk.children(id, depth);
        let blocks = walk.finish();
        if !blocks.is_empty() {
            let end_line = blocks.last().map_or(0, |block| block.end_line);
            self.push((self.tree.line(id), end_line), BlockKind::Quote(blocks));
        }
    }

    fn code(&mut self, id: Id) {
        let tree = self.tree;
        self.open_block(id);
        let (mut text, mut end_line) = (String::new(), tree.line(id));
        let mut language = language_of(tree, id);
        for child in tree.descendants(id) {
            if let Some(part) = tree.text(child) {
                text.push_str(part);
                end_line = end_line.max(tree.line(child));
            } else if tree.name(child) == "br" {
                text.push('\n');
            } else if tree.name(child) == "code" {
                language = language.or_else(|| language_of(tree, child));
            }
        }
        if self.measure.is_some() && language.is_none() && is_programme(&text) {
            self.blocks.extend(plain::blocks_of_text(&text, tree.line(id)));
        } else if !text.trim().is_empty() {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            self.push((tree.line(id), end_line), BlockKind::Code { language, text });
        }
    }

    fn table(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        self.open_block(id);
        let anchor = self.anchor.take();
        let rows = rows_of(tree, id);
        if is_layout(tree, id, &rows) {
            self.anchor = anchor;
            for row in rows {
                for cell in tree.children(row) {
                    if !is_hidden(tree, cell) {
                        self.flush();
                        self.children(cell, depth + 1);
                        self.flush();
                    }
                }
            }
            return;
        }
        if let Some(caption) = tree.children(id).find(|child| tree.name(*child) == "caption") {
            self.children(caption, depth + 1);
            self.flush();
        }
        let mut end_line = tree.line(id);
        let mut read: Vec<Row> = Vec::new();
        for row in rows {
            if is_hidden(tree, row) || (self.skips)(row) {
                continue;
            }
            let in_head = tree.parent(row).is_some_and(|parent| tree.name(parent) == "thead");
            let mut header = true;
            let mut cells = Vec::new();
            for cell in tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th")) {
                header &= tree.name(cell) == "th";
                let blocks = self.cell(cell, depth + 2);
                end_line = blocks.last().map_or(end_line, |block| block.end_line.max(end_line));
                let span =
                    |name| tree.attribute(cell, name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).clamp(1, 1000);
                cells.push(Cell { blocks, columns: span("colspan"), rows: span("rowspan") });
            }
            if !cells.is_empty() {
                let line = self.one_line.unwrap_or(tree.line(row));
                end_line = end_line.max(line);
                read.push(Row { line, header: in_head || header, cells });
            }
        }
        if read.iter().any(|row| row.cells.iter().any(|cell| !cell.blocks.is_empty())) {
            self.anchor = anchor;
            self.push((tree.line(id), end_line), BlockKind::Table { rows: read });
        }
    }

    /// The blocks of a cell; what its class calls the title stands first, wherever it is in the markup.
    fn cell(&self, id: Id, depth: usize) -> Vec<Block> {
        let tree = self.tree;
        let mut walk = self.within();
        let parts: Vec<Id> = tree.children(id).filter(|child| tree.is_element(*child)).collect();
        let titles: Vec<usize> = (0..parts.len()).filter(|&n| repeated::is_called_a_title(tree, parts[n])).collect();
        match (self.measure, titles.as_slice()) {
            (Some(_), &[n]) if n > 0 && parts.iter().all(|part| !is_inline(tree.name(*part))) => {
                let title = parts[n];
                walk.element(title, depth);
                parts
                    .iter()
                    .filter(|part| **part != title && !is_hidden(tree, **part))
                    .for_each(|part| walk.element(*part, depth));
            }
            _ => walk.children(id, depth),
        }
        walk.finish()
    }

    fn definitions(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        self.open_block(id);
        let anchor = self.anchor.take();
        let mut pairs: Vec<(Vec<Inline>, Vec<Block>)> = Vec::new();
        let mut end_line = tree.line(id);
        let parts = tree.children(id).flat_map(|child| {
            let inner: Vec<Id> = if tree.name(child) == "div" { tree.children(child).collect() } else { vec![child] };
            inner
        });
        for part in parts.filter(|part| !is_hidden(tree, *part)) {
            let mut walk = self.within();
            if let Some(text) = tree.text(part) {
                walk.text(text, tree.line(part));
            } else {
                walk.children(part, depth + 1);
            }
            let blocks = walk.finish();
            end_line = blocks.last().map_or(end_line, |block| block.end_line.max(end_line));
            match (tree.name(part), pairs.last_mut()) {
                ("dt", _) => pairs.push((inlines_of(blocks), Vec::new())),
                (_, Some(pair)) => pair.1.extend(blocks),
                (_, None) if blocks.is_empty() => {}
                (_, None) => pairs.push((Vec::new(), blocks)),
            }
        }
        pairs.retain(|(term, blocks)| !term.is_empty() || !blocks.is_empty());
        let terms: Vec<String> = pairs.iter().map(|(term, _)| document::plain(term)).collect();
        if self.measure.is_some() && repeated::are_times(terms.iter().map(|term| term.trim())) {
            return self.push((tree.line(id), end_line), BlockKind::Table { rows: rows_of_terms(pairs, tree.line(id)) });
        }
        if !pairs.is_empty() {
            self.anchor = anchor;
            self.push((tree.line(id), end_line), BlockKind::Definitions(pairs));
        }
    }

    fn figure(&mut self, id: Id, depth: usize) {
        let tree = self.tree;
        self.open_block(id);
        let image = tree.find(id, "img").filter(|_| tree.find(id, "table").is_none() && tree.find(id, "pre").is_none());
        let caption = tree.find(id, "figcaption");
        let Some(image) = image else {
            self.children(id, depth);
            self.flush();
            return;
        };
        let mut walk = self.within();
        walk.image(image);
        let Some(Inline::Image { url, alt }) = walk.frames.take().pop() else {
            self.children(id, depth);
            self.flush();
            return;
        };
        let mut walk = self.within();
        if let Some(caption) = caption {
            walk.children(caption, depth + 1);
        }
        let blocks = walk.finish();
        let end_line = blocks.last().map_or(tree.line(id), |block| block.end_line);
        self.push((tree.line(id), end_line), BlockKind::Figure { url, alt, caption: inlines_of(blocks) });
    }

    /// Whether `id` holds nothing but inline elements whose words would run into each other, twice at least
    /// (`<strong>Ada Brookfield</strong><span>Quay</span><em>Small Boats</em>`): styles put such pieces on lines of their own.
    fn is_glued(&self, id: Id) -> bool {
        let tree = self.tree;
        if self.measure.is_none() || tree.children(id).take(3).count() < 3 {
            return false;
        }
        let (mut glued, mut last, mut name) = (0, ' ', "");
        for child in tree.children(id) {
            if tree.text(child).is_some() || !is_inline(tree.name(child)) && tree.name(child) != "img" {
                return false;
            }
            let text = tree.text_below(child);
            let (Some(first), Some(end)) = (text.chars().next(), text.chars().next_back()) else { continue };
            let begins = first.is_uppercase() || matches!(first, '“' | '"' | '«' | '„' | '(');
            glued += usize::from((end_of_word(last) || last == ')') && begins && tree.name(child) != name);
            (last, name) = (end, tree.name(child));
        }
        glued >= 2
    }

    /// Whether `id` is what ends link after link of the page in an element of its own class: a room, a badge.
    fn is_tail(&self, id: Id) -> bool {
        self.measure.is_some_and(|measure| measure.is_tail(self.tree, id))
    }

    /// Whether `id` holds nothing but elements, two of them labelled (`span class="time"`): a browser shows such pieces
    /// apart, so they are lines of their own.
    fn is_span_group(&self, id: Id) -> bool {
        let tree = self.tree;
        let mut labelled = 0;
        for child in tree.children(id) {
            if tree.text(child).is_some_and(|text| !text.trim().is_empty()) {
                return false;
            }
            labelled += usize::from(has_label_class(tree, child));
        }
        labelled >= 2
    }
}

fn end_of_word(mark: char) -> bool {
    mark.is_lowercase() || mark.is_ascii_digit()
}

/// Elements that stand in running text.
pub(super) fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 39] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "label",
        "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
        "var", "blink", "tt", "picture", "source", "math", "slot",
    ];
    // Office programs have names of their own for what is empty or decoration: `o:p`.
    NAMES.contains(&name) || ["o:", "st1:", "u1:", "w:", "v:"].iter().any(|prefix| name.starts_with(prefix))
}

/// Lines that begin with clock times, three at least and a fourth of all.
fn is_programme(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let timed = lines.clone().filter(|line| when::leading_time(line).is_some()).count();
    timed >= 3 && timed * 4 >= lines.count()
}

fn is_in_heading(tree: &Tree, id: Id) -> bool {
    tree.parent(id).is_some_and(|parent| matches!(tree.name(parent), "h2" | "h3" | "h4" | "h5" | "h6" | "dt"))
}

/// Times with what is on then, as the rows of a table.
fn rows_of_terms(pairs: Vec<(Vec<Inline>, Vec<Block>)>, first: usize) -> Vec<Row> {
    let cell = |blocks: Vec<Block>| Cell { blocks, columns: 1, rows: 1 };
    let text = |text: Vec<Inline>, line: usize| Block { line, end_line: line, kind: BlockKind::Paragraph(text), anchor: None };
    let mut line = first;
    let row = |(term, blocks): (Vec<Inline>, Vec<Block>)| {
        line = blocks.first().map_or(line, |block| block.line);
        Row { line, header: false, cells: vec![cell(vec![text(term, line)]), cell(blocks)] }
    };
    pairs.into_iter().map(row).collect()
}

/// A button that opens what stands below it: its text is a heading, or the text of one.
fn is_title_button(tree: &Tree, id: Id) -> bool {
    let opens = ["aria-expanded", "aria-controls", "data-bs-target", "data-target"];
    let words = || tree.text_below(id).split_whitespace().count();
    is_in_heading(tree, id) || opens.iter().any(|name| tree.attribute(id, name).is_some()) && words() >= 3
}

/// Words in a class that say what a piece of a session is.
const LABELS: [&str; 32] = [
    "title",
    "name",
    "speaker",
    "speakers",
    "presenter",
    "time",
    "date",
    "room",
    "location",
    "venue",
    "track",
    "author",
    "authors",
    "company",
    "affiliation",
    "role",
    "subtitle",
    "description",
    "abstract",
    "type",
    "tag",
    "label",
    "duration",
    "day",
    "hour",
    "talk",
    "session",
    "event",
    "level",
    "language",
    "topic",
    "category",
];

fn has_label_class(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "span" | "a" | "time" | "small" | "strong" | "b" | "em")
        && tree.attribute(id, "class").is_some_and(|class| {
            class
                .split(|mark: char| !mark.is_alphanumeric())
                .any(|word| LABELS.iter().any(|label| word.eq_ignore_ascii_case(label)))
        })
}

/// Whether a browser would not show the element. A panel of tabs is shown one at a time, and all of it counts.
pub(crate) fn is_hidden(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    let is = |name: &str, wanted: &str| tree.attribute(id, name).is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted));
    let hidden = tree.attribute(id, "hidden").is_some() || is("aria-hidden", "true") || hides(style);
    hidden && !is("role", "tabpanel") && !is_panel(tree, id)
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        (name == "display" && value.starts_with("none")) || (name == "visibility" && value.starts_with("hidden"))
    })
}

fn is_panel(tree: &Tree, id: Id) -> bool {
    const WORDS: [&str; 7] = ["tab", "tabs", "panel", "pane", "tabcontent", "accordion", "collapse"];
    let class = tree.attribute(id, "class").unwrap_or_default();
    class.split(|mark: char| !mark.is_alphanumeric()).any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The box of an item that is a task.
fn task(tree: &Tree, item: Id) -> Option<bool> {
    let first = tree.descendants(item).take(4).find(|id| tree.name(*id) == "input")?;
    tree.attribute(first, "type").filter(|kind| *kind == "checkbox")?;
    Some(tree.attribute(first, "checked").is_some())
}

/// `language-rust`, `lang-rust`, or the class as GitHub writes it.
fn language_of(tree: &Tree, id: Id) -> Option<String> {
    let class = tree.attribute(id, "class")?;
    class.split_whitespace().find_map(|word| {
        let name = ["language-", "lang-", "highlight-source-"].iter().find_map(|prefix| word.strip_prefix(prefix))?;
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// The rows of a table, not those of tables inside it.
fn rows_of(tree: &Tree, table: Id) -> Vec<Id> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        match tree.name(child) {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => rows.extend(tree.children(child).filter(|row| tree.name(*row) == "tr")),
            _ => {}
        }
    }
    rows
}

/// The paragraphs and lists that make a text of a cell.
const TEXT: usize = 5;

/// Whether a table only places things on the page: it says so, holds another table, has a single column, or a few cells
/// with headings or a whole text in them.
fn is_layout(tree: &Tree, table: Id, rows: &[Id]) -> bool {
    if tree.attribute(table, "role").is_some_and(|role| matches!(role, "presentation" | "none")) {
        return true;
    }
    let mut has_th = false;
    let mut headings = 0;
    for id in tree.descendants(table) {
        match tree.name(id) {
            "table" => return true,
            "th" => has_th = true,
            "h1" | "h2" | "h3" => headings += 1,
            _ => {}
        }
    }
    if has_th {
        return false;
    }
    let columns = rows.iter().map(|row| tree.children(*row).filter(|cell| matches!(tree.name(*cell), "td" | "th")).count());
    let columns = columns.max().unwrap_or(0);
    // A whole text in a cell of a few: the column beside a menu.
    let is_block = |id: &Id| matches!(tree.name(*id), "p" | "ul" | "ol" | "dl" | "blockquote" | "pre" | "h1" | "h2" | "h3");
    let holds_a_text = |cell: Id| tree.descendants(cell).filter(is_block).take(TEXT).count() == TEXT;
    if rows.len() <= 3 && rows.iter().flat_map(|row| tree.children(*row)).any(holds_a_text) {
        return true;
    }
    columns <= 1 || (rows.len() <= 2 && headings > rows.len() * columns)
}

/// The running text of `blocks`, a line each.
fn inlines_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut text = Vec::new();
    for block in blocks {
        if !text.is_empty() {
            text.push(Inline::LineBreak);
        }
        match block.kind {
            BlockKind::Paragraph(inner) | BlockKind::Heading { text: inner, .. } => text.extend(inner),
            _ => text.push(Inline::Text(block.text().replace('\n', " "))),
        }
    }
    text
}

/// Headings often end in a mark (`#`, `¶`, a picture of a chain) that links to themselves.
fn without_permalink(mut text: Vec<Inline>) -> Vec<Inline> {
    let is_mark = |inline: &Inline| match inline {
        Inline::Link { url, text } => {
            url.contains('#')
                && matches!(document::plain(text).trim(), "#" | "¶" | "§" | "🔗" | "" | "Permalink" | "Link to this heading")
        }
        _ => false,
    };
    while text.last().is_some_and(is_mark) {
        text.pop();
        text = trim(text);
    }
    while text.first().is_some_and(is_mark) {
        text.remove(0);
        text = trim(text);
    }
    text
}
