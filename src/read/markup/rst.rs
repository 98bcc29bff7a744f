//! reStructuredText becomes a [`Document`]: titles by the order of their marks, lists, directives, tables, references.
//!
//! Fields below the title are metadata (Docutils, Pelican, Nikola). References are resolved wherever their target stands.
//! A directive that nobody here knows gives its text, so nothing is lost; comments are no text.

use std::cell::Cell;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::inline::push_link;
use super::lists::task_of;
use super::marks::{Effect, Markup, inlines, within};
use super::{front_matter, metadata, rst_tables};
use crate::read::document::{Block, BlockKind, Document, Inline, Item, Part, plain};
use crate::read::html;
use crate::read::text::lines;

/// Blocks nested deeper than this are read as text.
const DEEPEST: usize = 24;

/// Numbered lines, without the indent of what they stand in.
pub(crate) type Lines<'l, 'a> = &'l [(usize, &'a str)];

/// Reads reStructuredText, with or without front matter.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    let mut warnings = Vec::new();
    let front = front_matter::read(&source, &mut warnings);
    let expanded: Vec<String> = source.iter().map(|line| line.trim_end().replace('\t', "        ")).collect();
    let numbered: Vec<(usize, &str)> =
        expanded.iter().enumerate().skip(front.end_line).map(|(at, line)| (at + 1, line.as_str())).collect();
    let mut reader = Reader::default();
    reader.collect(&numbered);
    let blocks = reader.blocks(&numbered, 0);
    let title = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(plain(text)),
        _ => None,
    });
    let mut metadata = metadata::of_fields(reader.fields, front.end_line, &reader.keys);
    metadata.title = front.title.or(metadata.title).or(title.filter(|_| !reader.keys.is_empty()));
    if !front.authors.is_empty() {
        metadata.authors = front.authors;
    }
    if !front.tags.is_empty() {
        metadata.tags = front.tags;
    }
    metadata.url = front.url.or(metadata.url);
    metadata.published = front.published.or(metadata.published);
    metadata.updated = front.updated.or(metadata.updated);
    metadata.language = front.language.or(metadata.language);
    metadata.rights = front.rights.or(metadata.rights);
    metadata.description = front.description.or(metadata.description);
    if !front.fields.is_null() || metadata.fields.as_object().is_some_and(Map::is_empty) {
        metadata.fields = front.fields;
    }
    Document { metadata, parts: vec![Part { blocks, line: 1, ..Part::default() }], warnings, ..Document::default() }
}

#[derive(Default)]
pub(crate) struct Reader {
    targets: HashMap<String, String>,
    anonymous: Vec<String>,
    anonymous_used: Cell<usize>,
    substitutions: HashMap<String, Vec<Inline>>,
    /// Marks of titles (and whether there is a line above) in the order of their levels.
    styles: Vec<(char, bool)>,
    fields: Map<String, Value>,
    keys: Vec<(String, usize)>,
    anchor: Option<String>,
    /// Text has begun: fields are no metadata any more.
    begun: bool,
}

impl Reader {
    /// Finds the targets of references, which may stand anywhere.
    fn collect(&mut self, lines: Lines) {
        for (at, (_, line)) in lines.iter().enumerate() {
            let text = line.trim_start();
            if let Some(rest) = text.strip_prefix(".. _") {
                let (name, rest) = match rest.strip_prefix('`') {
                    Some(quoted) => quoted.split_once("`:").unwrap_or_default(),
                    None => rest.split_once(": ").or_else(|| rest.strip_suffix(':').map(|name| (name, ""))).unwrap_or_default(),
                };
                let mut target = rest.trim().to_owned();
                if target.is_empty() {
                    let next = lines.get(at + 1).map(|(_, next)| *next).unwrap_or_default();
                    if next.starts_with(' ') && next.contains("://") && !next.trim().contains(' ') {
                        target = next.trim().to_owned();
                    }
                }
                if name == "_" {
                    self.anonymous.push(target);
                } else if !name.is_empty() {
                    let target = if target.is_empty() { format!("#{}", slug(name)) } else { target };
                    self.targets.entry(folded(name)).or_insert(target);
                }
            } else if let Some(target) = text.strip_prefix("__ ") {
                self.anonymous.push(target.trim().to_owned());
            } else if let Some((name, rest)) = text.strip_prefix(".. |").and_then(|rest| rest.split_once("| ")) {
                if let Some(words) = rest.trim().strip_prefix("replace::") {
                    let words = vec![Inline::Text(words.trim().to_owned())];
                    self.substitutions.insert(folded(name), words);
                } else if let Some(url) = rest.trim().strip_prefix("image::") {
                    let image = vec![Inline::Image { url: url.trim().to_owned(), alt: name.to_owned() }];
                    self.substitutions.insert(folded(name), image);
                }
            }
        }
        // A target may name another target.
        let targets = self.targets.clone();
        for target in self.targets.values_mut() {
            if let Some(other) = target.strip_suffix('_').and_then(|name| targets.get(&folded(name.trim_matches('`')))) {
                target.clone_from(other);
            }
        }
    }

    pub(crate) fn blocks(&mut self, lines: Lines, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            at += self.block(&lines[at..], depth, &mut blocks).max(1);
        }
        blocks
    }

    fn push(&mut self, line: usize, end_line: usize, kind: BlockKind, blocks: &mut Vec<Block>) {
        // Fields below another heading than the document's say something of that section.
        self.begun |= !matches!(kind, BlockKind::Heading { .. }) || !self.fields.is_empty();
        blocks.push(Block { line, end_line, kind, anchor: self.anchor.take() });
    }

    /// Reads one block of `lines`, which are not empty; how many lines it took.
    fn block(&mut self, lines: Lines, depth: usize, blocks: &mut Vec<Block>) -> usize {
        let (line, text) = lines[0];
        if text.trim().is_empty() {
            return 1;
        }
        if depth >= DEEPEST {
            return self.paragraph(lines, blocks);
        }
        if text == ".." || text.starts_with(".. ") {
            return self.explicit(lines, depth, blocks);
        }
        if text.starts_with("__ ") {
            return 1;
        }
        if let Some(taken) = self.title(lines, blocks) {
            return taken;
        }
        if let Some(table) = rst_tables::read(self, lines, depth) {
            let taken = table.1;
            let end_line = lines[taken - 1].0;
            self.push(line, end_line, BlockKind::Table { rows: table.0 }, blocks);
            return taken;
        }
        if mark_of(text).is_some_and(|_| text.len() >= 4) {
            self.push(line, line, BlockKind::Rule, blocks);
            return 1;
        }
        if field_of(text).is_some() {
            return self.field_list(lines, blocks);
        }
        if marker(text).is_some() {
            return self.list(lines, depth, blocks);
        }
        if text == "|" || text.starts_with("| ") {
            return self.line_block(lines, blocks);
        }
        if text.starts_with(">>> ") {
            let count = lines.iter().take_while(|(_, line)| !line.trim().is_empty()).count();
            let code = lines[..count].iter().map(|(_, line)| format!("{line}\n")).collect();
            self.push(line, lines[count - 1].0, BlockKind::Code { language: Some("python".into()), text: code }, blocks);
            return count;
        }
        if text.starts_with(' ') {
            let (inner, taken) = indented(lines);
            let end_line = lines[taken - 1].0;
            let inner = self.blocks(&inner, depth + 1);
            if !inner.is_empty() {
                self.push(line, end_line, BlockKind::Quote(inner), blocks);
            }
            return taken;
        }
        if lines.get(1).is_some_and(|(_, next)| next.starts_with(' ') && !next.trim().is_empty()) {
            return self.definitions(lines, depth, blocks);
        }
        self.paragraph(lines, blocks)
    }

    fn title(&mut self, lines: Lines, blocks: &mut Vec<Block>) -> Option<usize> {
        let (line, first) = lines[0];
        let second = lines.get(1).map(|(_, line)| *line)?;
        let third = lines.get(2).map(|(_, line)| *line).unwrap_or_default();
        let (title, mark, over, taken) = match (mark_of(first), mark_of(second), mark_of(third)) {
            (Some(mark), None, Some(below)) if mark == below && !second.trim().is_empty() => (second, mark, true, 3),
            (None, Some(mark), _) if !first.starts_with(' ') => (first, mark, false, 2),
            _ => return None,
        };
        let rule = if over { third.len() } else { second.len() };
        let width = title.trim().chars().count();
        // Wide characters take two columns, and writers miscount; a rule much too short underlines nothing.
        if rule < 4 && rule < width || rule * 2 < width {
            return None;
        }
        let level = self.styles.iter().position(|style| *style == (mark, over)).unwrap_or_else(|| {
            self.styles.push((mark, over));
            self.styles.len() - 1
        });
        let text = self.running(title.trim());
        let line = if over { line + 1 } else { line };
        let end_line = lines[taken - 1].0;
        self.push(line, end_line, BlockKind::Heading { level: (level + 1).min(255) as u8, text }, blocks);
        Some(taken)
    }

    /// What begins with two dots: targets, footnotes, directives, comments.
    fn explicit(&mut self, lines: Lines, depth: usize, blocks: &mut Vec<Block>) -> usize {
        let (line, text) = lines[0];
        let rest = text[2..].trim_start();
        let (body, below) = indented(&lines[1..]);
        let taken = below + 1;
        if let Some(name) = rest.strip_prefix('_') {
            if let Some(name) = name.strip_suffix(':').filter(|name| !name.contains("://")) {
                self.anchor = Some(slug(name.trim_matches('`')));
            }
            return taken;
        }
        if rest.starts_with('|') {
            return taken;
        }
        if let Some((_, note)) = rest.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            let text = self.running(note);
            self.push(line, line, BlockKind::Paragraph(text), blocks);
            blocks.extend(self.blocks(&body, depth + 1));
            return taken;
        }
        let Some((name, argument)) = rest.split_once("::").filter(|(name, _)| is_name(name)) else { return taken };
        let options = body.iter().take_while(|(_, line)| field_of(line).is_some()).count();
        let option = |wanted: &str| {
            body[..options]
                .iter()
                .filter_map(|(_, line)| field_of(line))
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| value)
        };
        let content = &body[options..];
        let end_line = content.iter().rev().find(|(_, line)| !line.trim().is_empty()).map_or(line + options, |(line, _)| *line);
        let argument = argument.trim();
        match name {
            "contents" | "toctree" | "meta" | "sectnum" | "highlight" | "default-role" | "role" | "TEASER_END" | "include"
            | "index" => {}
            "image" | "figure" | "thumbnail" => {
                let alt = option("alt").unwrap_or_default().to_owned();
                let mut inner = self.blocks(content, depth + 1);
                let caption = match inner.first().map(|block| &block.kind) {
                    Some(BlockKind::Paragraph(text)) => text.clone(),
                    _ => Vec::new(),
                };
                if !caption.is_empty() {
                    inner.remove(0);
                }
                self.push(line, end_line, BlockKind::Figure { url: argument.to_owned(), alt, caption }, blocks);
                blocks.extend(inner);
            }
            "code-block" | "code" | "sourcecode" | "parsed-literal" | "math" | "graphviz" | "mermaid" | "prompt" => {
                let code: Vec<&str> = content.iter().map(|(_, line)| *line).collect();
                let code = code.join("\n");
                let language = argument.split_whitespace().next().map(str::to_owned);
                self.push(line, end_line, BlockKind::Code { language, text: format!("{}\n", code.trim_matches('\n')) }, blocks);
            }
            "raw" => {
                if argument.eq_ignore_ascii_case("html") {
                    let code: Vec<&str> = content.iter().map(|(_, line)| *line).collect();
                    let first = content.first().map_or(line, |(line, _)| *line);
                    blocks.extend(html::blocks_of_fragment(&code.join("\n"), None, first, false));
                }
            }
            "list-table" => {
                let heads = option("header-rows").and_then(|count| count.trim().parse().ok()).unwrap_or(0);
                let inner = self.blocks(content, depth + 1);
                match rst_tables::of_list(&inner, heads) {
                    Some(rows) => self.push(line, end_line, BlockKind::Table { rows }, blocks),
                    None => blocks.extend(inner),
                }
            }
            "csv-table" => {
                let heads = option("header-rows").and_then(|count| count.trim().parse().ok()).unwrap_or(0);
                let rows = rst_tables::of_cells(self, option("header").map(|text| (line, text)), content, heads);
                self.push(line, end_line, BlockKind::Table { rows }, blocks);
            }
            _ => {
                if !argument.is_empty() && !matches!(name, "class" | "container" | "youtube" | "vimeo" | "raw") {
                    let text = self.running(argument);
                    self.push(line, line, BlockKind::Paragraph(text), blocks);
                }
                blocks.extend(self.blocks(content, depth + 1));
            }
        }
        taken
    }

    fn field_list(&mut self, lines: Lines, blocks: &mut Vec<Block>) -> usize {
        let mut at = 0;
        let mut pairs = Vec::new();
        let start = lines[0].0;
        let mut end_line = start;
        while let Some((line, (name, value))) = lines.get(at).and_then(|(line, text)| Some((*line, field_of(text)?))) {
            let (body, below) = indented(&lines[at + 1..]);
            end_line = body.iter().rev().find(|(_, text)| !text.trim().is_empty()).map_or(line, |(line, _)| *line);
            let mut words = value.to_owned();
            for (_, more) in &body {
                words.push('\n');
                words.push_str(more.trim());
            }
            if self.begun {
                let mut said = Vec::new();
                if !words.trim().is_empty() {
                    let text = self.running(words.trim());
                    said.push(Block { line, end_line, kind: BlockKind::Paragraph(text), anchor: None });
                }
                pairs.push((self.running(name), said));
            } else if !self.fields.contains_key(name) {
                let text = plain(&self.running(words.trim()));
                self.keys.push((name.to_owned(), line));
                self.fields.insert(name.to_owned(), Value::String(text));
            }
            at += below + 1;
        }
        if !pairs.is_empty() {
            self.push(start, end_line, BlockKind::Definitions(pairs), blocks);
        }
        at
    }

    fn list(&mut self, lines: Lines, depth: usize, blocks: &mut Vec<Block>) -> usize {
        let start = marker(lines[0].1).and_then(|marker| marker.number);
        let kind = marker(lines[0].1).map(|marker| marker.mark);
        let mut items: Vec<Item> = Vec::new();
        let mut at = 0;
        while let Some((line, text)) = lines.get(at).copied() {
            if text.trim().is_empty() {
                at += 1;
                continue;
            }
            // A mark alone is an item without text, in the cells of a table.
            let bare = || kind.filter(|mark| !items.is_empty() && text.trim_end().strip_prefix(*mark) == Some(""));
            let bare = bare().map(|mark| Marker { mark, number: None, width: text.len() });
            let Some(found) = marker(text).filter(|found| Some(found.mark) == kind).or(bare) else { break };
            let (task, words) = task_of(&text[found.width..]);
            let (body, below) = indented(&lines[at + 1..]);
            let mut inner = vec![(line, words)];
            inner.extend(body);
            let blocks = self.blocks(&inner, depth + 1);
            let end_line = blocks.last().map_or(line, |block| block.end_line.max(line));
            items.push(Item { line, end_line, task, blocks });
            at += below + 1;
        }
        let (line, end_line) = (lines[0].0, items.last().map_or(lines[0].0, |item| item.end_line));
        self.push(line, end_line, BlockKind::List { start, items }, blocks);
        at
    }

    fn line_block(&mut self, lines: Lines, blocks: &mut Vec<Block>) -> usize {
        let mut text = Vec::new();
        let mut count = 0;
        for (_, line) in lines {
            let words = match line.strip_prefix('|') {
                Some(words) if words.is_empty() || words.starts_with(' ') => words,
                _ if count > 0 && line.starts_with(' ') && !line.trim().is_empty() => line,
                _ => break,
            };
            if count > 0 {
                text.push(Inline::LineBreak);
            }
            text.extend(self.running(words.trim()));
            count += 1;
        }
        let end_line = lines[count.max(1) - 1].0;
        let text = super::inline::trim(text);
        self.push(lines[0].0, end_line, BlockKind::Paragraph(text), blocks);
        count
    }

    fn definitions(&mut self, lines: Lines, depth: usize, blocks: &mut Vec<Block>) -> usize {
        let mut pairs = Vec::new();
        let mut at = 0;
        let mut end_line = lines[0].0;
        while let Some((_, text)) = lines.get(at).copied() {
            if text.trim().is_empty() {
                at += 1;
                continue;
            }
            let next = lines.get(at + 1).map(|(_, next)| *next).unwrap_or_default();
            let is_term =
                !text.starts_with([' ', '.']) && marker(text).is_none() && next.starts_with(' ') && !next.trim().is_empty();
            if !is_term {
                break;
            }
            let (body, below) = indented(&lines[at + 1..]);
            let said = self.blocks(&body, depth + 1);
            end_line = said.last().map_or(end_line, |block| block.end_line);
            pairs.push((self.running(text.trim()), said));
            at += below + 1;
        }
        self.push(lines[0].0, end_line, BlockKind::Definitions(pairs), blocks);
        at
    }

    fn paragraph(&mut self, lines: Lines, blocks: &mut Vec<Block>) -> usize {
        let count = lines.iter().take_while(|(_, line)| !line.trim().is_empty()).count().max(1);
        let words: Vec<&str> = lines[..count].iter().map(|(_, line)| line.trim()).collect();
        let joined = words.join("\n");
        let literal = joined.ends_with("::");
        let shown = match joined.strip_suffix("::") {
            Some("") => "",
            Some(rest) if rest.ends_with([' ', '\n']) => rest.trim_end(),
            Some(_) => &joined[..joined.len() - 1],
            None => &joined,
        };
        let text = self.running(shown);
        if !text.is_empty() {
            self.push(lines[0].0, lines[count - 1].0, BlockKind::Paragraph(text), blocks);
        }
        if !literal {
            return count;
        }
        let (body, below) = indented(&lines[count..]);
        let code: Vec<&str> = body.iter().map(|(_, line)| *line).collect();
        let code = code.join("\n");
        if let (false, Some((first, _))) = (code.trim().is_empty(), body.iter().find(|(_, line)| !line.trim().is_empty())) {
            let end_line = body.iter().rev().find(|(_, line)| !line.trim().is_empty()).map_or(*first, |(line, _)| *line);
            self.push(
                *first,
                end_line,
                BlockKind::Code { language: None, text: format!("{}\n", code.trim_matches('\n')) },
                blocks,
            );
        }
        count + below
    }

    pub(crate) fn running(&self, text: &str) -> Vec<Inline> {
        const MARKS: [(&str, Effect); 3] = [("``", Effect::Code), ("**", Effect::Strong), ("*", Effect::Emphasis)];
        inlines(text, &Markup { marks: &MARKS, special: &|rest, before| self.special(rest, before) })
    }

    fn special(&self, text: &str, before: char) -> Option<(Vec<Inline>, usize)> {
        if let Some(rest) = text.strip_prefix('\\') {
            let next = rest.chars().next()?;
            let shown = if next.is_whitespace() { Vec::new() } else { vec![Inline::Text(next.to_string())] };
            return Some((shown, 1 + next.len_utf8()));
        }
        if before.is_alphanumeric() {
            return None;
        }
        if text.starts_with("``") {
            return None;
        }
        if let Some(rest) = text.strip_prefix('`') {
            return self.quoted(rest).map(|(found, length)| (found, length + 1));
        }
        if let Some(rest) = text.strip_prefix("_`") {
            return self.quoted(rest).map(|(found, length)| (found, length + 2));
        }
        if let Some((role, rest)) = text.strip_prefix(':').and_then(role_of).filter(|(role, _)| is_name(role)) {
            let end = closing(rest)?;
            let words = &rest[..end];
            let (shown, target) = match words.rsplit_once('<').filter(|_| words.ends_with('>')) {
                Some((shown, target)) => (shown.trim(), target.trim_end_matches('>')),
                None => (words, ""),
            };
            let inline = match role {
                "strong" => Inline::Strong(vec![Inline::Text(shown.to_owned())]),
                "emphasis" | "title" => Inline::Emphasis(vec![Inline::Text(shown.to_owned())]),
                "code" | "literal" | "kbd" | "file" | "samp" => Inline::Code(shown.to_owned()),
                _ if target.contains("://") => {
                    Inline::Link { url: target.to_owned(), text: vec![Inline::Text(shown.to_owned())] }
                }
                _ => Inline::Text(shown.trim_start_matches('~').to_owned()),
            };
            return Some((vec![inline], role.len() + end + 4));
        }
        if let Some(rest) = text.strip_prefix('|') {
            let end = within(rest, 200).find('|').filter(|end| *end > 0 && !rest[..*end].contains('\n'))?;
            let words = self.substitutions.get(&folded(&rest[..end]))?;
            let behind = if rest[end + 1..].starts_with('_') { 1 } else { 0 };
            return Some((words.clone(), end + 2 + behind));
        }
        if let Some(rest) = text.strip_prefix('[') {
            let end = within(rest, 60).find("]_").filter(|end| !rest[..*end].contains([' ', '\n']))?;
            return Some((Vec::new(), end + 3));
        }
        if !text.starts_with(char::is_alphanumeric) {
            return None;
        }
        let near = within(text, 100);
        let word = near.len() - near.trim_start_matches(|mark: char| mark.is_alphanumeric() || matches!(mark, '-' | '.')).len();
        let behind = text[word..].strip_prefix('_')?;
        if word == 0
            || word > 200
            || behind.starts_with(|next: char| next.is_alphanumeric() || next == '_') && !behind.starts_with("_ ")
        {
            return None;
        }
        let target = self.targets.get(&folded(&text[..word]))?;
        Some((link(target.clone(), &text[..word]), word + 1))
    }

    /// What a backtick opened: a reference, or text in the default role. The length counts from behind the backtick.
    fn quoted(&self, rest: &str) -> Option<(Vec<Inline>, usize)> {
        let end = closing(rest)?;
        let words = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let behind = &rest[end + 1..];
        let marks = if behind.starts_with("__") { 2 } else { usize::from(behind.starts_with('_')) };
        let length = end + 1 + marks;
        let embedded = words.rsplit_once('<').filter(|_| words.ends_with('>'));
        if let Some((shown, target)) = embedded.filter(|_| marks > 0) {
            let target = target.trim_end_matches('>').replace(' ', "");
            let target = match target.strip_suffix('_').and_then(|name| self.targets.get(&folded(name))) {
                Some(named) => named.clone(),
                None => target,
            };
            let shown = if shown.trim().is_empty() { target.as_str() } else { shown.trim() };
            return Some((link(target.clone(), shown), length));
        }
        let target = match marks {
            0 => None,
            1 => self.targets.get(&folded(&words)).cloned(),
            _ => {
                let at = self.anonymous_used.get();
                self.anonymous_used.set(at + 1);
                self.anonymous.get(at).cloned()
            }
        };
        Some(match target {
            Some(target) => (link(target, &words), length),
            None => (vec![Inline::Text(words)], length),
        })
    }
}

fn link(target: String, words: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    push_link(&mut out, target, vec![Inline::Text(words.to_owned())]);
    out
}

/// Where the backtick is that closes, within reason.
fn closing(rest: &str) -> Option<usize> {
    within(rest, 1500).find('`').filter(|at| *at > 0)
}

/// A name as references compare it.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn slug(name: &str) -> String {
    let words: Vec<&str> = name.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// A role's name and what stands behind the backtick that follows it.
fn role_of(rest: &str) -> Option<(&str, &str)> {
    let end = within(rest, 60).find(":`")?;
    Some((&rest[..end], &rest[end + 2..]))
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 60
        && text.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '_' | '.' | ':' | '+'))
}

/// The mark that a line of a title or a transition is made of.
fn mark_of(text: &str) -> Option<char> {
    let mark = text.chars().next().filter(char::is_ascii_punctuation)?;
    let bytes = text.trim_end().as_bytes();
    (bytes.len() >= 2 && bytes.iter().all(|byte| *byte == mark as u8) && !matches!(text.trim_end(), "::" | "..")).then_some(mark)
}

/// The name and value of a line `:name: value`.
fn field_of(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let fits = !name.is_empty() && name.len() < 60 && !name.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    fits.then_some((name, value.trim()))
}

struct Marker {
    mark: char,
    number: Option<u64>,
    /// Bytes before the text.
    width: usize,
}

fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if matches!(first, '-' | '*' | '+' | '•') {
        let rest = &text[first.len_utf8()..];
        let fits = rest.starts_with(' ') && !rest.trim().is_empty();
        return fits.then(|| Marker { mark: first, number: None, width: text.len() - rest.trim_start().len() });
    }
    let bare = text.strip_prefix('(').unwrap_or(text);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let automatic = bare.starts_with('#');
    let label = if automatic { 1 } else { digits };
    let rest = bare.get(label..)?.strip_prefix(['.', ')'])?;
    if label == 0 || label > 6 || !rest.starts_with(' ') || rest.trim().is_empty() {
        return None;
    }
    let number = if automatic { 1 } else { bare[..digits].parse().ok()? };
    Some(Marker { mark: '1', number: Some(number), width: text.len() - rest.trim_start().len() })
}

/// The indented lines at the start of `lines`, without their common indent, and how many lines they take with the blank
/// ones among them.
fn indented<'a>(lines: Lines<'_, 'a>) -> (Vec<(usize, &'a str)>, usize) {
    let count = lines.iter().take_while(|(_, line)| line.is_empty() || line.starts_with(' ')).count();
    let filled = lines[..count].iter().filter(|(_, line)| !line.trim().is_empty());
    let indent = filled.map(|(_, line)| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let end = lines[..count].iter().rposition(|(_, line)| !line.trim().is_empty()).map_or(0, |at| at + 1);
    (lines[..end].iter().map(|(number, line)| (*number, line.get(indent..).unwrap_or_default())).collect(), end)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::markup::outline::check;

    #[test]
    fn restructured_text_becomes_blocks() {
        let document = read(
            "#######\nFerrocon\n#######\n\n:date: 2031-03-09\n:tags: rust, async\n\n.. comment\n   more\n\nDay one\n=======\n\nText *em* **strong** ``code`` `slides <https://x.example/a>`_ and `the notes`_,\nnotes_ |x| a\\*b.\n\n- one\n  wrapped\n\n  - two\n\n- [x] three\n\n1. first\n2. second\n\nTerm\n  said\n\nCode::\n\n  fn x() {}\n\n.. note:: Bring water\n\n.. figure:: a.png\n   :alt: Chart\n\n   Growth\n\n| a\n| b\n\n   quoted\n\n.. _the notes: https://x.example/n\n.. _notes: https://x.example/m\n.. |x| replace:: Lumen Labs\n\nNext\n----\n\n----\n",
        );
        check(&document.parts[0].blocks, "
            2-3 h1 Ferrocon
            11-12 h2 Day one
            14-15 p Text *em* **strong** `code` [slides](https://x.example/a) and [the notes](https://x.example/n),↵[notes](https://x.example/m) Lumen Labs a*b.
            17-22 list
              17 item
                17-18 p one↵wrapped
                20 list
                  20 item
                    20 p two
              22 item done
                22 p three
            24-25 list from 1
              24 item
                24 p first
              25 item
                25 p second
            27-28 definitions
              term Term
                28 p said
            30 p Code:
            32 code - \"fn x() {}\\n\"
            34 p Bring water
            36-39 figure a.png \"Chart\" Growth
            41-42 p a⏎b
            44 quote
              44 p quoted
            50-51 h3 Next
            53 rule
        ");
        assert_eq!(document.metadata.title.as_deref(), Some("Ferrocon"));
        assert_eq!(document.metadata.published.as_deref(), Some("2031-03-09"));
        assert_eq!(document.metadata.tags, ["rust", "async"]);
    }

    #[test]
    fn tables_are_read() {
        let document = read(
            "Text\n\n+-------+------+\n| Time  | Talk |\n+=======+======+\n| 10:00 | Fog  |\n|       | more |\n+-------+------+\n| Lunch        |\n+-------+------+\n\n=====  =====\nTime   Talk\n=====  =====\n10:00  Fog\n       more\n=====  =====\n\n.. list-table::\n   :header-rows: 1\n\n   * - Time\n     - Talk\n   * - 10:00\n     - Fog\n   * - 11:00\n     -\n\n.. csv-table:: Day\n   :header: \"Time\", \"Talk\"\n\n   10:00, \"Fog, *slowly*\"\n   11:00, Oil\n",
        );
        check(
            &document.parts[0].blocks,
            "
            1 p Text
            3-10 table
              4 head Time | Talk
              6 row 10:00 | Fog↵more
              9 row 2x1 Lunch
            12-17 table
              13 head Time | Talk
              15 row 10:00 | Fog↵more
            19-27 table
              22 head Time | Talk
              24 row 10:00 | Fog
              26 row 11:00 |
            29-33 table
              29 head Time | Talk
              32 row 10:00 | Fog, *slowly*
              33 row 11:00 | Oil
        ",
        );
    }
}
