//! AsciiDoc becomes a [`Document`]: sections, lists with their continuations, delimited blocks, tables, macros.
//!
//! The header (title, author and revision lines, `:attributes:`) is metadata, and `{references}` to attributes are
//! resolved. What a document only includes or computes is left out; what is not understood stays text.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::inline::push_link;
use super::lists::{Flat, nest, task_of};
use super::marks::{Effect, Markup, bracketed, inlines, within};
use super::{front_matter, metadata};
use crate::read::document::{Block, BlockKind, Cell, Document, Inline, Item, Named, Part, Row, plain};
use crate::read::html;
use crate::read::text::lines;

/// Blocks nested deeper than this are read as text.
const DEEPEST: usize = 24;

/// Reads AsciiDoc, with or without front matter.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    let mut warnings = Vec::new();
    let front = front_matter::read(&source, &mut warnings);
    let numbered: Vec<(usize, &str)> = source.iter().enumerate().skip(front.end_line).map(|(at, line)| (at + 1, *line)).collect();
    let mut reader = Reader { attributes: HashMap::new(), fields: Map::new(), keys: Vec::new() };
    let start = numbered.iter().position(|(_, line)| !line.trim().is_empty() && !line.starts_with("//")).unwrap_or(0);
    let (mut blocks, taken) = reader.header(&numbered[start..]);
    blocks.extend(reader.blocks(&numbered[start + taken..], 0));
    let own = metadata::of_fields(reader.fields, 0, &reader.keys);
    let mut metadata = crate::read::document::Metadata {
        title: front.title.or(own.title),
        authors: if front.authors.is_empty() { own.authors } else { front.authors },
        url: front.url.or(own.url),
        updated: front.updated.or(own.updated),
        published: front.published.or(own.published),
        language: front.language.or(own.language),
        rights: front.rights.or(own.rights),
        tags: if front.tags.is_empty() { own.tags } else { front.tags },
        description: front.description.or(own.description),
        ..front
    };
    if metadata.fields.is_null() && own.fields.as_object().is_some_and(|fields| !fields.is_empty()) {
        metadata.fields = own.fields;
    }
    metadata.authors.retain(|author: &Named| !author.text.is_empty());
    Document { metadata, parts: vec![Part { blocks, line: 1, ..Part::default() }], warnings, ..Document::default() }
}

type Lines<'l, 'a> = &'l [(usize, &'a str)];

struct Reader {
    attributes: HashMap<String, String>,
    fields: Map<String, Value>,
    keys: Vec<(String, usize)>,
}

/// A cell as found: its line, columns, rows, line within the table, text, and whether it is a heading.
type RawCell = (usize, usize, usize, usize, String, bool);

/// What stands before a block and belongs to it.
#[derive(Default)]
struct Before {
    anchor: Option<String>,
    style: String,
}

impl Reader {
    /// The title with the lines right below it; how many lines they are.
    fn header(&mut self, lines: Lines) -> (Vec<Block>, usize) {
        let mut at = 0;
        while let Some((line, text)) = lines.get(at).filter(|(_, text)| self.is_attribute_line(text)) {
            self.attribute(text, *line);
            at += 1;
        }
        let Some((line, title)) =
            lines.get(at).and_then(|(line, text)| Some((*line, text.strip_prefix("= ").or(text.strip_prefix("# "))?)))
        else {
            return (Vec::new(), at);
        };
        at += 1;
        let heading = BlockKind::Heading { level: 1, text: self.running(title.trim()) };
        let mut place = 0;
        while let Some((line, text)) =
            lines.get(at).map(|(line, text)| (*line, text.trim_end())).filter(|(_, text)| !text.is_empty())
        {
            if self.is_attribute_line(text) {
                self.attribute(text, line);
            } else if text.starts_with("//") {
                // A comment between the lines of the header.
            } else if place == 0 && is_author_line(text) {
                let names: Vec<Value> = text
                    .split(';')
                    .map(|name| Value::String(name.split(['<', '{']).next().unwrap_or_default().trim().to_owned()))
                    .collect();
                self.set("author", Value::Array(names), line);
                place = 1;
            } else if place == 1 && (text.starts_with('v') || text.starts_with(|first: char| first.is_ascii_digit())) {
                let date = text.split([',', ':']).map(str::trim).find(|part| metadata::date(part).is_some());
                if let Some(date) = date {
                    self.set("date", Value::String(date.to_owned()), line);
                }
                place = 2;
            } else {
                break;
            }
            at += 1;
        }
        let title = plain(&self.running(title.trim()));
        self.set("title", Value::String(title), line);
        (vec![Block { line, end_line: line, kind: heading, anchor: None }], at)
    }

    fn set(&mut self, key: &str, value: Value, line: usize) {
        if !self.fields.contains_key(key) {
            self.keys.push((key.to_owned(), line));
            self.fields.insert(key.to_owned(), value);
        }
    }

    fn is_attribute_line(&self, text: &str) -> bool {
        let Some((name, rest)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
        !name.is_empty()
            && name.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '_' | '!'))
            && (rest.is_empty() || rest.starts_with(' '))
    }

    fn attribute(&mut self, text: &str, line: usize) {
        let Some((name, value)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return };
        let value = plain(&self.running(value.trim().trim_end_matches('\\').trim()));
        let name = name.trim_matches('!').to_ascii_lowercase();
        let field = match name.as_str() {
            "revdate" | "docdate" | "page-revdate" => "date",
            "page-author" => "author",
            "page-tags" => "tags",
            name => name,
        };
        if !value.is_empty() {
            self.set(field, Value::String(value.clone()), line);
        }
        if self.attributes.len() < 1000 {
            self.attributes.insert(name, value);
        }
    }

    fn blocks(&mut self, lines: Lines, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut before = Before::default();
        let mut at = 0;
        while at < lines.len() {
            at += self.block(&lines[at..], depth, &mut before, &mut blocks).max(1);
        }
        blocks
    }

    /// Reads one block or line of `lines`, which are not empty; how many lines it took.
    fn block(&mut self, lines: Lines, depth: usize, before: &mut Before, blocks: &mut Vec<Block>) -> usize {
        let Some((line, text)) = lines.first().map(|(line, text)| (*line, text.trim_end())) else { return 1 };
        let trimmed = text.trim_start();
        let mut push = |end_line: usize, kind: BlockKind, before: &mut Before| {
            blocks.push(Block { line, end_line, kind, anchor: std::mem::take(before).anchor });
        };
        if trimmed.is_empty() || trimmed == "+" || trimmed == "<<<" {
            return 1;
        }
        if let Some(mark) = delimiter(trimmed) {
            return self.delimited(lines, mark, depth, before, blocks);
        }
        if trimmed.starts_with("//")
            || ["ifdef::", "ifndef::", "ifeval::", "endif::", "include::", "toc::"].iter().any(|start| trimmed.starts_with(start))
        {
            return 1;
        }
        if self.is_attribute_line(text) {
            self.attribute(text, line);
            return 1;
        }
        if trimmed.starts_with('[') && trimmed.ends_with(']') && !trimmed.contains("](") && note_style(trimmed, before) {
            return 1;
        }
        if let Some((level, title)) = section(text) {
            let text = self.running(title);
            push(line, BlockKind::Heading { level, text }, before);
            return 1;
        }
        if matches!(trimmed, "'''" | "---" | "***" | "- - -" | "* * *") {
            push(line, BlockKind::Rule, before);
            return 1;
        }
        if let Some((url, alt)) = trimmed.strip_prefix("image::").and_then(|rest| rest.split_once('[')) {
            let alt = alternative(alt.trim_end_matches(']'));
            let url = self.resolved(url);
            push(line, BlockKind::Figure { url, alt, caption: Vec::new() }, before);
            return 1;
        }
        if let Some((url, _)) =
            ["video::", "audio::"].iter().find_map(|start| trimmed.strip_prefix(start)).and_then(|rest| rest.split_once('['))
        {
            let link = vec![Inline::Link { url: url.to_owned(), text: vec![Inline::Text(url.to_owned())] }];
            push(line, BlockKind::Paragraph(link), before);
            return 1;
        }
        if let Some(title) =
            trimmed.strip_prefix('.').filter(|title| title.starts_with(|first: char| !first.is_whitespace() && first != '.'))
        {
            let text = vec![Inline::Strong(self.running(title))];
            push(line, BlockKind::Paragraph(text), before);
            return 1;
        }
        if marker(text).is_some() || term(text).is_some() {
            return self.list(lines, depth, before, blocks);
        }
        if let Some(level) = lines.get(1).and_then(|(_, rule)| underlined(text, rule.trim_end())) {
            let text = self.running(text);
            push(line + 1, BlockKind::Heading { level, text }, before);
            return 2;
        }
        self.paragraph(lines, before, blocks)
    }

    fn paragraph(&mut self, lines: Lines, before: &mut Before, blocks: &mut Vec<Block>) -> usize {
        let mut count = 0;
        let mut text: Vec<&str> = Vec::new();
        for (_, line) in lines {
            let trimmed = line.trim();
            let ends = trimmed.is_empty()
                || trimmed == "+"
                || delimiter(trimmed).is_some()
                || (trimmed.starts_with('[') && trimmed.ends_with(']') && is_style(trimmed));
            if count > 0 && ends {
                break;
            }
            count += 1;
            if !trimmed.starts_with("//") {
                text.push(trimmed);
            }
        }
        let (line, end_line) = (lines[0].0, lines[count - 1].0);
        let before = std::mem::take(before);
        let style = before.style.split([',', '%']).next().unwrap_or_default().to_owned();
        let joined = text.join("\n");
        let kind = match style.as_str() {
            "source" | "listing" | "literal" => {
                BlockKind::Code { language: language_of(&before.style), text: format!("{joined}\n") }
            }
            "quote" | "verse" => {
                let inner = Block { line, end_line, kind: BlockKind::Paragraph(self.running(&joined)), anchor: None };
                BlockKind::Quote(vec![inner])
            }
            _ => BlockKind::Paragraph(self.running(&joined)),
        };
        blocks.push(Block { line, end_line, kind, anchor: before.anchor });
        count
    }

    fn delimited(&mut self, lines: Lines, mark: &str, depth: usize, before: &mut Before, blocks: &mut Vec<Block>) -> usize {
        let is_end = |text: &str| if mark == "```" { text.trim_end() == mark } else { text.trim() == mark };
        // A block that is never closed goes on to the end, as AsciiDoc reads it.
        let end = lines.iter().skip(1).position(|(_, text)| is_end(text)).map_or(lines.len(), |at| at + 1);
        let inner = &lines[1..end];
        let (line, end_line) = (lines[0].0, lines[end.min(lines.len() - 1)].0);
        let taken = end + 1;
        let Before { anchor, style } = std::mem::take(before);
        let first = mark.bytes().next().unwrap_or_default();
        let code = |language: Option<String>| {
            let mut text = inner.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
            text.push('\n');
            BlockKind::Code { language, text }
        };
        let kind = match first {
            b'/' => return taken,
            b'-' if mark.len() >= 4 => code(language_of(&style)),
            b'`' => code(lines[0].1.trim().strip_prefix("```").filter(|language| !language.is_empty()).map(str::to_owned)),
            b'.' => code(None),
            b'|' | b',' | b':' | b'!' if mark.ends_with("===") => match self.table(inner, &style, mark) {
                Some(rows) => BlockKind::Table { rows },
                None => return taken,
            },
            b'+' => {
                let text = inner.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
                blocks.extend(html::blocks_of_fragment(&text, None, line + 1, false));
                return taken;
            }
            _ if depth >= DEEPEST => code(None),
            b'_' => BlockKind::Quote(self.blocks(inner, depth + 1)),
            _ => {
                blocks.extend(self.blocks(inner, depth + 1));
                return taken;
            }
        };
        blocks.push(Block { line, end_line, kind, anchor });
        taken
    }

    fn list(&mut self, lines: Lines, depth: usize, before: &mut Before, blocks: &mut Vec<Block>) -> usize {
        let anchor = std::mem::take(before).anchor;
        let line = lines[0].0;
        let mut list = List { is_terms: marker(lines[0].1).is_none(), end_line: line, ..List::default() };
        let mut at = 0;
        while at < lines.len() {
            let read = match lines[at].1.trim() {
                "" if list.goes_on_below(&lines[at..]) => 1,
                "" => break,
                // What is attached to the item above.
                "+" => {
                    let mut count = 1;
                    let (mut inner, mut style) = (Vec::new(), Before::default());
                    while inner.is_empty() && lines.get(at + count).is_some_and(|(_, text)| !text.trim().is_empty()) {
                        count += self.inside(&lines[at + count..], depth, &mut style, &mut inner);
                    }
                    list.attach(inner);
                    count
                }
                text if text.starts_with("//") => 1,
                text if list.ends_at(lines[at].1, text) => break,
                _ if list.is_terms => self.term(&lines[at..], depth, &mut list),
                _ => self.item(&lines[at..], &mut list),
            };
            if read == 0 {
                break;
            }
            at += read;
        }
        if list.is_terms {
            blocks.push(Block { line, end_line: list.end_line, kind: BlockKind::Definitions(list.pairs), anchor });
        } else {
            let mut nested = nest(list.items);
            if let Some(first) = nested.first_mut() {
                first.anchor = anchor;
            }
            blocks.extend(nested);
        }
        at
    }

    /// A block or line that stands inside an item.
    fn inside(&mut self, lines: Lines, depth: usize, before: &mut Before, inner: &mut Vec<Block>) -> usize {
        if depth < DEEPEST { self.block(lines, depth + 1, before, inner).max(1) } else { self.paragraph(lines, before, inner) }
    }

    /// A term and what is said of it on its line, or a block that is said of the term above.
    fn term(&mut self, lines: Lines, depth: usize, list: &mut List<'_>) -> usize {
        let (line, text) = lines[0];
        let Some((name, said)) = term(text) else {
            let mut inner = Vec::new();
            let count = self.inside(lines, depth, &mut Before::default(), &mut inner);
            list.attach(inner);
            return count;
        };
        let (mut blocks, mut count) = (Vec::new(), 0);
        if !said.is_empty() {
            let words;
            (words, count) = continued(said, &lines[1..]);
            let text = self.running(&words);
            blocks.push(Block { line, end_line: line + count, kind: BlockKind::Paragraph(text), anchor: None });
        }
        list.pairs.push((self.running(name), blocks));
        list.end_line = lines[count].0;
        count + 1
    }

    /// An item behind its marker; 0 where the line has none.
    fn item<'l>(&mut self, lines: &[(usize, &'l str)], list: &mut List<'l>) -> usize {
        let (line, text) = lines[0];
        let Some((mark, number, words)) = marker(text) else { return 0 };
        let level = list.level(mark);
        let (words, count) = continued(words, &lines[1..]);
        let (task, words) = task_of(&words);
        let end_line = line + count;
        let paragraph = Block { line, end_line, kind: BlockKind::Paragraph(self.running(words)), anchor: None };
        list.items.push(Flat { depth: level, number, item: Item { line, end_line, task, blocks: vec![paragraph] } });
        list.end_line = end_line;
        count + 1
    }

    fn table(&self, lines: Lines, style: &str, mark: &str) -> Option<Vec<Row>> {
        let separator = if mark.starts_with('!') { '!' } else { '|' };
        let mut cells: Vec<RawCell> = Vec::new();
        let mut columns = columns_of(style);
        let mut first_row_cells = 0;
        let mut gap_behind_first = false;
        for (at, (line, text)) in lines.iter().enumerate() {
            let mut pieces = text.split(separator);
            let mut lead = pieces.next().unwrap_or_default();
            let before = cells.len();
            for piece in pieces {
                let spec = lead.rsplit([' ', '\t']).next().unwrap_or_default();
                let (wide, high, times) = if is_spec(spec) { spans(spec) } else { (1, 1, 1) };
                if !is_spec(spec) || spec.is_empty() {
                    append_cell(&mut cells, lead);
                } else {
                    append_cell(&mut cells, &lead[..lead.len() - spec.len()]);
                }
                for _ in 0..times {
                    cells.push((*line, wide, high, at, piece.to_owned(), spec.ends_with('h')));
                }
                lead = piece;
                // The text of this cell is in place; only its end may turn out to be the next one's spec.
                if let Some(last) = cells.last_mut() {
                    last.4.clear();
                }
            }
            append_cell(&mut cells, lead);
            if before == 0 && !cells.is_empty() && first_row_cells == 0 {
                first_row_cells = cells.iter().map(|cell| cell.1).sum();
                gap_behind_first = lines.get(at + 1).is_some_and(|(_, next)| next.trim().is_empty());
            }
        }
        if columns == 0 {
            columns = first_row_cells;
        }
        if columns == 0 {
            return None;
        }
        let has_head = style.contains("%header")
            || style.contains("header") && style.contains("options")
            || (gap_behind_first && first_row_cells == columns && !style.contains("noheader"));
        let mut rows: Vec<Row> = Vec::new();
        let mut open: Vec<usize> = vec![0; columns];
        let mut width = columns;
        for (line, wide, high, _, text, head) in cells {
            if width >= columns {
                rows.push(Row { line, header: rows.is_empty() && has_head, cells: Vec::new() });
                width = open.iter().filter(|rows| **rows > 0).count();
                open.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            }
            if high > 1 {
                open.iter_mut().filter(|rows| **rows == 0).take(wide).for_each(|rows| *rows = high - 1);
            }
            width += wide;
            let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
            let blocks = paragraphs.iter().map(|text| Block {
                line,
                end_line: line,
                kind: BlockKind::Paragraph(self.running(text)),
                anchor: None,
            });
            let cell = Cell { blocks: blocks.collect(), columns: wide, rows: high };
            if let Some(row) = rows.last_mut() {
                row.header |= head && row.cells.is_empty() && columns == 1;
                row.cells.push(cell);
            }
        }
        (!rows.is_empty()).then_some(rows)
    }

    /// `{name}` and the characters that have names.
    fn resolved(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let name = rest[1..].char_indices().take(60).find(|(_, mark)| !(mark.is_alphanumeric() || matches!(mark, '-' | '_')));
            let name = name.filter(|(_, mark)| *mark == '}').map(|(end, _)| &rest[1..end + 1]);
            match name.and_then(|name| self.value(name).map(|value| (name, value))) {
                Some((name, value)) => {
                    out.push_str(value);
                    rest = &rest[name.len() + 2..];
                }
                None => {
                    out.push('{');
                    rest = &rest[1..];
                }
            }
            if out.len() > (1 << 20) + 4 * text.len() {
                break;
            }
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str) -> Option<&str> {
        Some(match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "nbsp" | "sp" => " ",
            "plus" => "+",
            "asterisk" => "*",
            "quot" => "\"",
            "apos" => "'",
            "ldquo" => "“",
            "rdquo" => "”",
            "lsquo" => "‘",
            "rsquo" => "’",
            "backtick" => "`",
            "startsb" => "[",
            "endsb" => "]",
            "vbar" => "|",
            "cpp" => "C++",
            "empty" | "blank" | "zwsp" | "wj" => "",
            _ => return self.attributes.get(&name.to_ascii_lowercase()).map(String::as_str),
        })
    }

    fn running(&self, text: &str) -> Vec<Inline> {
        let text = self.resolved(text);
        const MARKS: [(&str, Effect); 8] = [
            ("**", Effect::Strong),
            ("__", Effect::Emphasis),
            ("``", Effect::Code),
            ("*", Effect::Strong),
            ("_", Effect::Emphasis),
            ("`", Effect::Code),
            ("##", Effect::Plain),
            ("#", Effect::Plain),
        ];
        inlines(&text, &Markup { marks: &MARKS, special: &special })
    }
}

/// A list while it is read: items, or terms with what is said of them.
#[derive(Default)]
struct List<'a> {
    items: Vec<Flat>,
    pairs: Vec<(Vec<Inline>, Vec<Block>)>,
    is_terms: bool,
    end_line: usize,
    /// The markers of the items above, outermost first.
    marks: Vec<&'a str>,
}

impl<'a> List<'a> {
    /// Nothing is said yet of the last term.
    fn has_bare_term(&self) -> bool {
        self.is_terms && self.pairs.last().is_some_and(|(_, said)| said.is_empty())
    }

    /// Whether the list goes on below the blank lines that `lines` begin with.
    fn goes_on_below(&self, lines: Lines) -> bool {
        let next = lines.iter().take(4).map(|(_, text)| *text).find(|text| !text.trim().is_empty()).unwrap_or_default();
        let item = (marker(next).is_some() || self.is_terms && term(next).is_some()) && delimiter(next.trim()).is_none();
        item || self.has_bare_term() && !next.is_empty() && section(next).is_none()
    }

    /// Whether something else begins on this line.
    fn ends_at(&self, text: &str, trimmed: &str) -> bool {
        section(text).is_some() || delimiter(trimmed).is_some() && !self.has_bare_term()
    }

    /// How deep an item with this marker stands; what stood deeper is over.
    fn level(&mut self, mark: &'a str) -> usize {
        let level = self.marks.iter().position(|known| *known == mark).unwrap_or_else(|| {
            self.marks.push(mark);
            self.marks.len() - 1
        });
        self.marks.truncate(level + 1);
        level
    }

    /// Adds blocks to the last item or term.
    fn attach(&mut self, blocks: Vec<Block>) {
        let Some(end_line) = blocks.last().map(|block| block.end_line) else { return };
        self.end_line = end_line;
        if self.is_terms {
            if let Some((_, said)) = self.pairs.last_mut() {
                said.extend(blocks);
            }
        } else if let Some(flat) = self.items.last_mut() {
            flat.item.end_line = end_line;
            flat.item.blocks.extend(blocks);
        }
    }
}

fn append_cell(cells: &mut [RawCell], text: &str) {
    let Some(last) = cells.last_mut() else { return };
    if last.4.is_empty() && text.trim().is_empty() {
        return;
    }
    if !last.4.is_empty() {
        last.4.push('\n');
    }
    last.4.push_str(text.trim());
}

/// A cell's specification: `2+`, `.3+`, `3*`, alignment and style.
fn is_spec(spec: &str) -> bool {
    spec.len() <= 8
        && !spec.is_empty()
        && spec.bytes().all(|byte| byte.is_ascii_digit() || b".+*<^>adehlmsv".contains(&byte))
        && (spec.len() == 1 && !spec.bytes().all(|byte| byte.is_ascii_digit()) || spec.contains(['+', '*', '<', '^', '>']))
}

fn spans(spec: &str) -> (usize, usize, usize) {
    if let Some((times, _)) = spec.split_once('*') {
        return (1, 1, times.parse().unwrap_or(1).clamp(1, 100));
    }
    let Some((span, _)) = spec.split_once('+') else { return (1, 1, 1) };
    let (wide, high) = span.split_once('.').unwrap_or((span, ""));
    (wide.parse().unwrap_or(1).clamp(1, 100), high.parse().unwrap_or(1).clamp(1, 1000), 1)
}

/// How many columns `cols="1,2,3"` or `cols=3*` sets out; 0 where nothing is said.
fn columns_of(style: &str) -> usize {
    let Some((_, rest)) = style.split_once("cols=") else { return 0 };
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => rest.split([',', ']']).next().unwrap_or_default(),
    };
    let count = value
        .split([',', ';'])
        .map(|part| part.split_once('*').and_then(|(times, _)| times.trim().parse().ok()).unwrap_or(1))
        .sum::<usize>();
    count.min(200)
}

/// The words of an item with the lines that go on with it.
fn continued(words: &str, lines: Lines) -> (String, usize) {
    let mut text = words.to_owned();
    let mut count = 0;
    for (_, line) in lines {
        let trimmed = line.trim();
        let ends = trimmed.is_empty()
            || trimmed == "+"
            || marker(line).is_some()
            || term(line).is_some()
            || section(line).is_some()
            || delimiter(trimmed).is_some()
            || (trimmed.starts_with('[') && trimmed.ends_with(']') && is_style(trimmed));
        if ends {
            break;
        }
        if !trimmed.starts_with("//") {
            text.push('\n');
            text.push_str(trimmed);
        }
        count += 1;
    }
    (text, count)
}

/// The line of marks that opens a delimited block.
fn delimiter(text: &str) -> Option<&str> {
    let text = text.trim_end();
    if text.starts_with("```") {
        return Some("```").filter(|_| !text[3..].contains('`'));
    }
    if matches!(text, "--" | "|===" | ",===" | ":===" | "!===") {
        return Some(text);
    }
    let first = text.bytes().next()?;
    let all = text.len() >= 4 && b"-.=*_+/".contains(&first) && text.bytes().all(|byte| byte == first);
    (all || text.starts_with("|====") && text[1..].bytes().all(|byte| byte == b'=')).then_some(text)
}

fn section(text: &str) -> Option<(u8, &str)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '=' | '#'))?;
    let level = text.chars().take_while(|other| *other == mark).count();
    let title = text[level..].strip_prefix(' ')?.trim();
    let closing: String = std::iter::repeat_n(mark, level).collect();
    let title = title.strip_suffix(closing.as_str()).filter(|rest| rest.ends_with(' ')).unwrap_or(title).trim_end();
    (level <= 6 && !title.is_empty()).then_some((level as u8, title))
}

/// The level of a title over a line of marks, as old AsciiDoc writes it.
fn underlined(title: &str, rule: &str) -> Option<u8> {
    let level = b"=-~^+".iter().position(|mark| !rule.is_empty() && rule.bytes().all(|byte| byte == *mark))?;
    let (title, rule) = (title.trim().chars().count(), rule.len());
    (rule >= 3 && title > 2 && title.abs_diff(rule) <= 2).then_some(level as u8 + 1)
}

/// Takes a line in brackets as the style of the next block, if it is one.
fn note_style(text: &str, before: &mut Before) -> bool {
    if let Some(id) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        before.anchor = id.split(',').next().map(str::to_owned);
        return true;
    }
    if !is_style(text) {
        return false;
    }
    let inner = &text[1..text.len() - 1];
    if let Some((_, id)) = inner.split_once('#') {
        before.anchor = id.split(['.', ',', '%', '"']).next().map(str::to_owned).filter(|id| !id.is_empty());
    }
    if let Some((_, id)) = inner.split_once("id=") {
        before.anchor = id.trim_matches('"').split(['"', ',']).next().map(str::to_owned);
    }
    before.style = inner.to_owned();
    true
}

/// Whether a line in brackets is a list of attributes rather than text.
fn is_style(text: &str) -> bool {
    if text.starts_with("[[") {
        return text.ends_with("]]");
    }
    let inner = &text[1..text.len() - 1];
    let first = inner.split([',', '.', '#', '%']).next().unwrap_or_default();
    !inner.contains(['[', ']'])
        && !first.contains(' ')
        && inner.len() < 300
        && (first.is_empty()
            || first.contains('=')
            || first.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '_' | '"')))
}

fn language_of(style: &str) -> Option<String> {
    let mut parts = style.split(',').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let language = parts.next().filter(|_| first.is_empty() || first.starts_with("source"))?;
    (!language.is_empty() && !language.contains('=')).then(|| language.to_owned())
}

/// The mark, the number and the text of an item.
fn marker(line: &str) -> Option<(&str, Option<u64>, &str)> {
    let text = line.trim_start();
    let first = text.bytes().next()?;
    if matches!(first, b'*' | b'-' | b'.') || text.starts_with('•') {
        let length =
            if text.starts_with('•') { '•'.len_utf8() } else { text.bytes().take_while(|byte| *byte == first).count() };
        let rest = &text[length..];
        let fits = rest.starts_with([' ', '\t']) && !rest.trim().is_empty() && length <= 6 && (first != b'-' || length == 1);
        return fits.then(|| (&text[..length], (first == b'.').then_some(1), rest.trim()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix('.').filter(|rest| (1..=4).contains(&digits) && rest.starts_with(' '))?;
    Some(("1.", text[..digits].parse().ok(), rest.trim()))
}

/// A term and what is said of it on its line.
fn term(line: &str) -> Option<(&str, &str)> {
    let text = line.trim();
    let at = within(text, 300).find("::")?;
    let (name, rest) = (&text[..at], text[at..].trim_start_matches(':'));
    let colons = text.len() - at - rest.len();
    let macros = ["image", "video", "include", "ifdef", "ifndef", "endif", "toc", "audio", "btn", "menu"];
    let fits = (2..=4).contains(&colons)
        && !name.trim().is_empty()
        && (rest.is_empty() || rest.starts_with([' ', '\t']))
        && !macros.contains(&name);
    fits.then_some((name.trim(), rest.trim()))
}

fn is_author_line(text: &str) -> bool {
    let name = text.split('<').next().unwrap_or_default().trim();
    let mut words = name.split([' ', ';']).filter(|word| !word.is_empty());
    let capitalised = name.starts_with(|first: char| first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()));
    capitalised
        && (text.contains('<') || (2..=8).contains(&words.clone().count()))
        && words.all(|word| word.chars().all(|mark| mark.is_alphabetic() || matches!(mark, '.' | '-' | '\'' | '’' | '_')))
}

/// Macros, links, line breaks, and quotation marks made of backticks.
fn special(text: &str, before: char) -> Option<(Vec<Inline>, usize)> {
    if text.starts_with("+\n") && before == ' ' {
        return Some((vec![Inline::LineBreak], 2));
    }
    if let Some(rest) = text.strip_prefix("\"`") {
        let end = within(rest, 500).find("`\"")?;
        return Some((vec![Inline::Text(format!("“{}”", rest[..end].replace('\n', " ")))], end + 4));
    }
    if let Some(rest) = text.strip_prefix("<<") {
        let end = within(rest, 500).find(">>")?;
        let (id, words) = rest[..end].split_once(',').unwrap_or((&rest[..end], &rest[..end]));
        let id = id.trim().trim_start_matches('#');
        return Some((linked(format!("#{id}"), words.trim()), end + 4));
    }
    if let Some(rest) = text.strip_prefix("[[") {
        let end = within(rest, 100).find("]]").filter(|end| !rest[..*end].contains(' '))?;
        return Some((Vec::new(), end + 4));
    }
    if before.is_alphanumeric() || before == '/' {
        return None;
    }
    for name in [
        "https://",
        "http://",
        "ftp://",
        "irc://",
        "mailto:",
        "link:",
        "xref:",
        "image:",
        "footnote:",
        "kbd:",
        "btn:",
        "menu:",
        "pass:",
        "icon:",
        "footnoteref:",
    ] {
        let Some(rest) = text.strip_prefix(name) else { continue };
        let end = rest
            .char_indices()
            .take(2500)
            .find(|(_, mark)| *mark == '[' || mark.is_whitespace() || matches!(mark, '<' | '"'))
            .filter(|(_, mark)| *mark == '[')
            .map(|(at, _)| at)?;
        let (inner, length) = bracketed(&rest[end + 1..], '[', ']')?;
        let target = &rest[..end];
        let all = name.len() + end + 1 + length;
        let words = words_of(inner);
        return Some(match name {
            "footnote:" | "footnoteref:" | "icon:" => (Vec::new(), all),
            "kbd:" | "btn:" | "menu:" | "pass:" => (vec![Inline::Text(inner.to_owned())], all),
            "image:" => (vec![Inline::Image { url: target.to_owned(), alt: alternative(words) }], all),
            "link:" => (linked(target.replace("++", ""), words), all),
            "xref:" => {
                (linked(if target.contains(['.', '/', '#', ':']) { target.to_owned() } else { format!("#{target}") }, words), all)
            }
            _ => (linked(format!("{name}{target}"), words), all),
        });
    }
    None
}

/// The text of a link without the attributes behind it (`text,window=_blank`, `text^`).
fn words_of(inner: &str) -> &str {
    let inner = inner.trim();
    if let Some(rest) = inner.strip_prefix('"') {
        return rest.split('"').next().unwrap_or_default();
    }
    let attributes = inner.char_indices().filter(|(_, mark)| *mark == ',').find(|(at, _)| {
        let name = inner[at + 1..].trim_start().split('=').next().unwrap_or_default();
        inner[at + 1..].contains('=') && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let words = attributes.map_or(inner, |(at, _)| &inner[..at]);
    let words = if words.contains('=')
        && !words.contains(' ')
        && words.split('=').next().is_some_and(|name| matches!(name, "window" | "role" | "opts" | "title"))
    {
        ""
    } else {
        words
    };
    words.trim_end_matches('^').trim()
}

/// The alternative text of an image: what stands first and is no attribute.
fn alternative(inner: &str) -> String {
    let first = inner.split(',').next().unwrap_or_default().trim().trim_matches('"');
    if first.contains('=') && !first.contains(' ') { String::new() } else { first.to_owned() }
}

fn linked(url: String, words: &str) -> Vec<Inline> {
    let mut text = Vec::new();
    if words.is_empty() {
        text.push(Inline::Text(url.trim_start_matches("mailto:").to_owned()));
    } else {
        const MARKS: [(&str, Effect); 3] = [("*", Effect::Strong), ("_", Effect::Emphasis), ("`", Effect::Code)];
        text = inlines(words, &Markup { marks: &MARKS, special: &|_, _| None });
    }
    let mut out = Vec::new();
    push_link(&mut out, url, text);
    out
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::markup::outline::check;

    #[test]
    fn asciidoc_becomes_blocks() {
        let document = read(
            "= Ferrocon{nbsp}2031\nInes Faro <ines@x.example>\nv1.0, 2031-03-09\n:keywords: rust, async\n:site: https://x.example\n\n[[day-one]]\n== Day _one_ ==\n\nText with *bold* {amp} {site}/a[the\nslides,window=_blank]. +\nLink:link:b.html[here^]\n\n.Takeaways\n* one\nwrapped\n** two\n+\n----\ncode\n----\n* [x] three\n\n. first\n. second\n\nTerm:: said of it\nOther::\n  said below\n\n[source,rust]\n----\nfn x() {}\n----\n\n____\nquoted\n____\n\n// comment\nNOTE: Bring water\n\nimage::chart.png[Chart, 300]\n\n=== Next\n",
        );
        check(
            &document.parts[0].blocks,
            "
            1 h1 Ferrocon 2031
            8 #day-one h2 Day *one*
            10-12 p Text with **bold** & [the↵slides](https://x.example/a).⏎Link:[here](b.html)
            14 p **Takeaways**
            15-25 list
              15 item
                15-16 p one↵wrapped
                17-21 list
                  17 item
                    17 p two
                    19-21 code - \"code\\n\"
              22 item done
                22 p three
                24-25 list from 1
                  24 item
                    24 p first
                  25 item
                    25 p second
            27-29 definitions
              term Term
                27 p said of it
              term Other
                29 p said below
            32-34 code rust \"fn x() {}\\n\"
            36-38 quote
              37 p quoted
            41 p NOTE: Bring water
            43 figure chart.png \"Chart\"
            45 h3 Next
        ",
        );
        let metadata = document.metadata;
        assert_eq!((metadata.title.as_deref(), metadata.published.as_deref()), (Some("Ferrocon 2031"), Some("2031-03-09")));
        assert_eq!(metadata.authors[0].text, "Ines Faro");
        assert_eq!(metadata.tags, ["rust", "async"]);
    }

    #[test]
    fn tables_are_read_by_cells() {
        let document = read(
            "= T\n\n[cols=\"1,2\",options=\"header\"]\n|===\n|Time |Talk\n\n|10:00\n|Quiet machines\nInes Faro\n\n2+|Lunch\n.2+|11:00 |Fog\n|More fog\n|===\n",
        );
        check(
            &document.parts[0].blocks,
            "
            1 h1 T
            4-14 table
              5 head Time | Talk
              7 row 10:00 | Quiet machines↵Ines Faro
              11 row 2x1 Lunch
              12 row 1x2 11:00 | Fog
              13 row More fog
        ",
        );
    }
}
