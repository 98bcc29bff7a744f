//! Emacs' org mode becomes a [`Document`]: headlines without their states and tags, lists, tables, blocks, links.
//!
//! `#+TITLE:` and its kin are metadata; comments and what is meant for export only are no text, and of drawers only the
//! properties that a writer invented.

use serde_json::{Map, Value};

use super::inline::{is_address, push_link};
use super::lists::{Flat, nest, task_of};
use super::marks::{Effect, Markup, inlines, within};
use super::metadata;
use crate::read::document::{Block, BlockKind, Cell, Document, Inline, Item, Part, Row, plain};
use crate::read::html;
use crate::read::text::lines;

/// Reads org text.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    let mut reader = Reader {
        source: &source,
        at: 0,
        blocks: Vec::new(),
        fields: Map::new(),
        keys: Vec::new(),
        anchor: None,
        endless: Vec::new(),
    };
    while reader.at < source.len() {
        reader.step();
    }
    let mut metadata = metadata::of_fields(reader.fields, 0, &reader.keys);
    if metadata.fields.as_object().is_some_and(Map::is_empty) {
        metadata.fields = Value::Null;
    }
    Document { metadata, parts: vec![Part { blocks: reader.blocks, line: 1, ..Part::default() }], ..Document::default() }
}

struct Reader<'a> {
    source: &'a [&'a str],
    /// The next line, 0-based.
    at: usize,
    blocks: Vec<Block>,
    fields: Map<String, Value>,
    keys: Vec<(String, usize)>,
    anchor: Option<String>,
    /// Kinds of blocks that no line ends any more.
    endless: Vec<String>,
}

/// States of a headline that Emacs and its users know.
const STATES: [&str; 14] = [
    "TODO",
    "DONE",
    "NEXT",
    "WAITING",
    "WAIT",
    "HOLD",
    "CANCELLED",
    "CANCELED",
    "STARTED",
    "SOMEDAY",
    "MAYBE",
    "PROJ",
    "KILL",
    "INPROGRESS",
];

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.source.get(at).copied().unwrap_or_default()
    }

    fn push(&mut self, lines: usize, kind: BlockKind) {
        let line = self.at + 1;
        self.at += lines.max(1);
        self.blocks.push(Block { line, end_line: self.at, kind, anchor: self.anchor.take() });
    }

    fn step(&mut self) {
        let line = self.line(self.at);
        let text = line.trim();
        if text.is_empty() || text == "#" || text.starts_with("# ") {
            self.at += 1;
        } else if let Some(level) = headline(line) {
            self.headline(level);
        } else if let Some(rest) = text.strip_prefix("#+") {
            self.keyword(rest);
        } else if is_drawer(text) {
            self.drawer();
        } else if text.starts_with('|') {
            self.table();
        } else if text == ":" || text.starts_with(": ") {
            self.fixed();
        } else if text.len() >= 5 && text.bytes().all(|byte| byte == b'-') {
            self.push(1, BlockKind::Rule);
        } else if marker(line).is_some() {
            self.list();
        } else {
            self.paragraph();
        }
    }

    fn headline(&mut self, level: usize) {
        let mut title = self.line(self.at)[level..].trim();
        let first = title.split(' ').next().unwrap_or_default();
        if STATES.contains(&first) || self.is_own_state(first) {
            title = title[first.len()..].trim_start();
        }
        if title.starts_with("[#") && title.as_bytes().get(3) == Some(&b']') {
            title = title[4..].trim_start();
        }
        title = title.strip_prefix("COMMENT ").unwrap_or(title);
        title = without_tags(title);
        let is_count =
            |text: &str| text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'%'));
        if let Some((rest, cookie)) = title.rsplit_once(" [")
            && cookie.strip_suffix(']').is_some_and(is_count)
        {
            title = rest.trim_end();
        }
        self.anchor = self.custom_id();
        let (title, stamp) = without_stamp(title);
        let line = self.at + 1;
        self.push(1, BlockKind::Heading { level: level.min(255) as u8, text: running(title) });
        if let Some(stamp) = stamp {
            let kind = BlockKind::Paragraph(vec![Inline::Text(stamp.to_owned())]);
            self.blocks.push(Block { line, end_line: line, kind, anchor: None });
        }
    }

    /// Whether the document itself declares `word` a state of headlines.
    fn is_own_state(&self, word: &str) -> bool {
        let states = self.fields.get("todo").or_else(|| self.fields.get("seq_todo")).and_then(Value::as_str);
        states.is_some_and(|states| states.split_whitespace().any(|state| state.split('(').next() == Some(word)))
    }

    /// The `CUSTOM_ID` in the drawer below the headline.
    fn custom_id(&self) -> Option<String> {
        let mut drawer = self
            .source
            .get(self.at + 1..)?
            .iter()
            .take(20)
            .map(|line| line.trim())
            .skip_while(|line| !line.starts_with(':'))
            .peekable();
        drawer.next_if(|line| line.eq_ignore_ascii_case(":PROPERTIES:"))?;
        let mut drawer = drawer.take_while(|line| !line.eq_ignore_ascii_case(":END:"));
        drawer.find_map(|line| line.strip_prefix(":CUSTOM_ID:")).map(|id| id.trim().to_owned())
    }

    fn keyword(&mut self, rest: &str) {
        let lower = rest.to_ascii_lowercase();
        if let Some(block) = lower.strip_prefix("begin_") {
            let name = block.split_whitespace().next().unwrap_or_default().to_owned();
            let argument = rest["begin_".len() + name.len()..].trim();
            self.begun(&name, argument);
            return;
        }
        if let Some((key, value)) = rest.split_once(':').filter(|(key, _)| !key.contains(' ')) {
            let (key, value) = (key.to_ascii_lowercase(), value.trim());
            let name = if key == "filetags" { "tags".to_owned() } else { key };
            let value = if name == "tags" { value.trim_matches(':').replace(':', ",") } else { plain(&running(value)) };
            let of_a_block = name.starts_with("attr_") || matches!(name.as_str(), "caption" | "name" | "results" | "header");
            if !value.is_empty() && !of_a_block && !self.fields.contains_key(&name) {
                self.keys.push((name.clone(), self.at + 1));
                self.fields.insert(name, Value::String(value));
            }
        }
        self.at += 1;
    }

    /// A block between `#+BEGIN_…` and `#+END_…`.
    fn begun(&mut self, name: &str, argument: &str) {
        let end_mark = format!("#+end_{name}");
        let inner_start = self.at + 1;
        let mut below = (inner_start..self.source.len()).filter(|_| !self.endless.iter().any(|endless| endless == name));
        let Some(end) = below.find(|at| self.line(*at).trim().eq_ignore_ascii_case(&end_mark)) else {
            if self.endless.len() < 8 {
                self.endless.push(name.to_owned());
            }
            self.at += 1;
            return;
        };
        let inner = &self.source[inner_start..end];
        match name {
            "comment" => self.at = end + 1,
            "src" | "example" => {
                let language = argument
                    .split_whitespace()
                    .next()
                    .filter(|word| name == "src" && !word.starts_with([':', '-']))
                    .map(str::to_owned);
                let mut text = inner.join("\n");
                text.push('\n');
                self.push(end + 1 - self.at, BlockKind::Code { language, text });
            }
            "export" => {
                if argument.eq_ignore_ascii_case("html") {
                    self.blocks.extend(html::blocks_of_fragment(&inner.join("\n"), None, inner_start + 1, false));
                }
                self.at = end + 1;
            }
            _ => {
                let start = self.at;
                let mut reader = Reader {
                    source: &self.source[..end],
                    at: inner_start,
                    blocks: Vec::new(),
                    fields: Map::new(),
                    keys: Vec::new(),
                    anchor: None,
                    endless: Vec::new(),
                };
                // A block in a block of the same kind is text in it, so this does not nest without end.
                while reader.at < end {
                    if reader.line(reader.at).trim().get(..8).is_some_and(|head| head.eq_ignore_ascii_case("#+begin_")) {
                        reader.paragraph();
                    } else {
                        reader.step();
                    }
                }
                if name == "quote" {
                    self.at = start;
                    self.push(end + 1 - start, BlockKind::Quote(reader.blocks));
                } else {
                    self.blocks.extend(reader.blocks);
                }
                self.at = end + 1;
            }
        }
    }

    fn drawer(&mut self) {
        let end = self
            .source
            .iter()
            .enumerate()
            .skip(self.at + 1)
            .take(500)
            .find(|(_, line)| line.trim().eq_ignore_ascii_case(":END:"));
        let Some((end, _)) = end else { return self.paragraph() };
        let first = self.at + 1;
        if self.line(self.at).trim().eq_ignore_ascii_case(":PROPERTIES:") {
            let told: Vec<(usize, String)> = (first..end).filter_map(|at| Some((at + 1, own_property(self.line(at))?))).collect();
            if let (Some((line, _)), Some((end_line, _))) = (told.first(), told.last()) {
                let text = told.iter().map(|(_, text)| vec![Inline::Text(text.clone())]).collect::<Vec<_>>();
                let kind = BlockKind::Paragraph(text.join(&Inline::SoftBreak));
                self.blocks.push(Block { line: *line, end_line: *end_line, kind, anchor: None });
            }
        }
        self.at = end + 1;
    }

    fn table(&mut self) {
        let mut rows: Vec<Row> = Vec::new();
        let mut count = 0;
        while self.line(self.at + count).trim_start().starts_with('|') {
            let (text, line) = (self.line(self.at + count).trim(), self.at + count + 1);
            count += 1;
            if text.starts_with("|-") {
                if rows.len() == 1 {
                    rows[0].header = true;
                }
                continue;
            }
            let text = text.trim_start_matches('|');
            let text = text.strip_suffix('|').unwrap_or(text);
            let cells = text.split('|').map(|cell| {
                let text = running(cell.trim());
                let block = Block { line, end_line: line, kind: BlockKind::Paragraph(text.clone()), anchor: None };
                Cell { blocks: if text.is_empty() { Vec::new() } else { vec![block] }, columns: 1, rows: 1 }
            });
            rows.push(Row { line, header: false, cells: cells.collect() });
        }
        if rows.is_empty() {
            self.at += count.max(1);
        } else {
            self.push(count, BlockKind::Table { rows });
        }
    }

    fn fixed(&mut self) {
        let mut text = String::new();
        let mut count = 0;
        while let Some(line) =
            self.line(self.at + count).trim_start().strip_prefix(':').filter(|line| line.is_empty() || line.starts_with(' '))
        {
            text.push_str(line.get(1..).unwrap_or_default());
            text.push('\n');
            count += 1;
        }
        self.push(count, BlockKind::Code { language: None, text });
    }

    fn list(&mut self) {
        let mut items: Vec<(Flat, Vec<&'a str>, usize)> = Vec::new();
        while self.at < self.source.len() {
            let line = self.line(self.at);
            let indent = line.len() - line.trim_start().len();
            if line.trim().is_empty() {
                let next = self.line(self.at + 1);
                let deeper = items.last().is_some_and(|(item, ..)| next.len() - next.trim_start().len() > item.depth);
                if next.trim().is_empty() || !(marker(next).is_some() || deeper) {
                    break;
                }
                self.at += 1;
                continue;
            }
            if headline(line).is_some() || line.trim_start().starts_with("#+") {
                break;
            }
            if let Some((number, text)) = marker(line) {
                let (task, text) = task_of(text);
                let item = Item { line: self.at + 1, end_line: self.at + 1, task, blocks: Vec::new() };
                items.push((Flat { depth: indent, number, item }, vec![text], self.at + 1));
            } else {
                let Some((item, text, end)) = items.last_mut().filter(|(item, ..)| indent > item.depth) else { break };
                text.push(line.trim());
                item.item.end_line = self.at + 1;
                *end = self.at + 1;
            }
            self.at += 1;
        }
        let terms =
            items.iter().all(|(item, text, _)| item.number.is_none() && text.first().is_some_and(|text| text.contains(" :: ")));
        if terms && !items.is_empty() {
            let (line, end_line) = (items[0].0.item.line, items.last().map_or(0, |(_, _, end)| *end));
            let pairs = items.into_iter().map(|(item, text, end_line)| {
                let text = text.join("\n");
                let (term, said) = text.split_once(" :: ").unwrap_or((&text, ""));
                (running(term), paragraph(said, item.item.line, end_line))
            });
            self.blocks.push(Block { line, end_line, kind: BlockKind::Definitions(pairs.collect()), anchor: None });
            return;
        }
        let items = items.into_iter().map(|(mut item, text, end_line)| {
            item.item.blocks = paragraph(&text.join("\n"), item.item.line, end_line);
            item
        });
        self.blocks.extend(nest(items.collect()));
    }

    fn paragraph(&mut self) {
        let mut text = vec![self.line(self.at).trim()];
        loop {
            let line = self.line(self.at + text.len());
            let begins = line.trim().is_empty()
                || headline(line).is_some()
                || marker(line).is_some()
                || line.trim_start().starts_with("#+")
                || line.trim_start().starts_with('|')
                || is_drawer(line.trim());
            if begins {
                break;
            }
            text.push(line.trim());
        }
        let kind = BlockKind::Paragraph(running(&text.join("\n")));
        self.push(text.len(), kind);
    }
}

fn paragraph(text: &str, line: usize, end_line: usize) -> Vec<Block> {
    let text = running(text);
    if text.is_empty() {
        return Vec::new();
    }
    vec![Block { line, end_line, kind: BlockKind::Paragraph(text), anchor: None }]
}

/// How many stars a headline has.
fn headline(line: &str) -> Option<usize> {
    let stars = line.bytes().take_while(|byte| *byte == b'*').count();
    (stars > 0 && line[stars..].starts_with([' ', '\t'])).then_some(stars)
}

fn is_drawer(text: &str) -> bool {
    let name = text.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')).unwrap_or_default();
    !name.is_empty() && name.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '_' | '-'))
}

/// "SPEAKER: Ada Brookfield" of `:SPEAKER: Ada Brookfield`; none for what Emacs writes itself, nor for an empty value.
fn own_property(line: &str) -> Option<String> {
    const KEPT_BY_EMACS: &[&str] = &[
        "ID",
        "CREATED",
        "CATEGORY",
        "ARCHIVE",
        "ORDERED",
        "NOBLOCKING",
        "TRIGGER",
        "BLOCKER",
        "STYLE",
        "LOGGING",
        "COLUMNS",
        "VISIBILITY",
        "EFFORT",
        "ATTACH_DIR",
        "DIR",
        "UNNUMBERED",
        "CUSTOM_ID",
        "LAST_REPEAT",
        "COOKIE_DATA",
        "OPTIONS",
        "TOC",
        "LOG_INTO_DRAWER",
        "CLOCK_MODELINE_TOTAL",
        "ALL_TAGS",
        "FILE",
        "ITEM",
        "PRIORITY",
        "TODO",
        "TAGS",
        "BLOCKED",
        "ROAM_ALIASES",
        "ROAM_REFS",
        "ALT_TITLE",
        "COLLAPSED",
    ];
    let (key, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    let upper = key.to_ascii_uppercase();
    let machine = KEPT_BY_EMACS.contains(&upper.as_str())
        || ["EXPORT_", "HEADER-ARGS", "ARCHIVE_", "ANKI", "DRILL_", "NOTER"].iter().any(|start| upper.starts_with(start))
        || key.ends_with('+');
    let value = value.trim();
    (!machine && !key.is_empty() && !value.is_empty()).then(|| format!("{}: {value}", key.replace(['_', '-'], " ")))
}

/// The title without `:tags:` at its end.
fn without_tags(title: &str) -> &str {
    let Some((rest, tags)) = title.rsplit_once(char::is_whitespace) else { return title };
    let inner = tags.strip_prefix(':').and_then(|tags| tags.strip_suffix(':')).unwrap_or_default();
    let fits =
        !inner.is_empty() && inner.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, ':' | '_' | '@' | '#' | '%'));
    if fits { rest.trim_end() } else { title }
}

/// The title without the timestamp that says when it is, and what that says: "Counting fog <2031-03-09 Sun 10:00>".
fn without_stamp(title: &str) -> (&str, Option<&str>) {
    let stamped = || {
        let (open, inner) = if title.ends_with('>') { ('<', title.strip_suffix('>')?) } else { ('[', title.strip_suffix(']')?) };
        let (rest, stamp) = inner.rsplit_once(open)?;
        let date = stamp.get(..10)?.as_bytes();
        let dated = date.iter().enumerate().all(|(n, byte)| if n == 4 || n == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
        // Of a span the first is enough: "<2031-03-09 Sun 10:00>--<2031-03-09 Sun 10:40>".
        let rest = rest.trim_end();
        let first =
            rest.strip_suffix("--").and_then(|rest| rest.strip_suffix(['>', ']'])).and_then(|rest| rest.rsplit_once(['<', '[']));
        let (rest, stamp) = first.map_or((rest, stamp), |(rest, stamp)| (rest.trim_end(), stamp));
        (dated && !rest.is_empty()).then_some((rest, stamp))
    };
    stamped().map_or((title, None), |(rest, stamp)| (rest, Some(stamp)))
}

/// The number, if any, and the text of an item.
fn marker(line: &str) -> Option<(Option<u64>, &str)> {
    let text = line.trim_start();
    let indented = text.len() < line.len();
    for bullet in ["- ", "+ ", "* "] {
        if let Some(rest) = text.strip_prefix(bullet).filter(|_| indented || bullet != "* ") {
            return Some((None, rest.trim()));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' ') && (1..=6).contains(&digits))?;
    Some((text[..digits].parse().ok(), rest.trim()))
}

fn running(text: &str) -> Vec<Inline> {
    const MARKS: [(&str, Effect); 6] = [
        ("*", Effect::Strong),
        ("/", Effect::Emphasis),
        ("_", Effect::Plain),
        ("+", Effect::Strikethrough),
        ("=", Effect::Code),
        ("~", Effect::Code),
    ];
    inlines(text, &Markup { marks: &MARKS, special: &special })
}

fn special(text: &str, _before: char) -> Option<(Vec<Inline>, usize)> {
    if let Some(rest) = text.strip_prefix("[[") {
        let end = within(rest, 2000).find("]]")?;
        let (target, words) = rest[..end].split_once("][").unwrap_or((&rest[..end], ""));
        return Some((link(target.trim(), words.trim()), end + 4));
    }
    if let Some(rest) = text.strip_prefix("[fn:") {
        let end = within(rest, 200).find(']')?;
        return Some((Vec::new(), end + 5));
    }
    if text.starts_with("\\\\\n") {
        return Some((vec![Inline::LineBreak], 3));
    }
    // A timestamp without its brackets reads as any date does.
    let close = if text.starts_with('<') { '>' } else { ']' };
    let inner = text.strip_prefix(['<', '['])?;
    let end = within(inner, 60).find(close)?;
    let bytes = inner.as_bytes();
    let dated = end >= 10 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-' && bytes[7] == b'-';
    dated.then(|| (vec![Inline::Text(inner[..end].to_owned())], end + 2))
}

fn link(target: &str, words: &str) -> Vec<Inline> {
    let target = target.strip_prefix("file:").unwrap_or(target);
    let is_image = |text: &str| {
        let name = text.to_ascii_lowercase();
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|ending| name.ends_with(ending))
    };
    if words.is_empty() && is_image(target) {
        return vec![Inline::Image { url: target.to_owned(), alt: String::new() }];
    }
    let shown = if words.is_empty() { target } else { words };
    let mut text = Vec::new();
    if is_address(shown) {
        text.push(Inline::Text(shown.to_owned()));
    } else {
        const MARKS: [(&str, Effect); 3] = [("*", Effect::Strong), ("=", Effect::Code), ("~", Effect::Code)];
        text = inlines(shown, &Markup { marks: &MARKS, special: &|_, _| None });
    }
    let mut out = Vec::new();
    push_link(&mut out, target.to_owned(), text);
    out
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::markup::outline::check;

    #[test]
    fn org_becomes_blocks() {
        let document = read(
            "#+TITLE: Ferrocon 2031\n#+AUTHOR: Ines Faro\n#+FILETAGS: :rust:async:\n\n* TODO [#A] Quiet machines [1/2]   :talk:day1:\n:PROPERTIES:\n:CUSTOM_ID: quiet\n:SPEAKER: Ines Faro\n:END:\n<2031-03-09 Sun 10:00>\n- [X] /fog/ and *more*\n  wrapped\n  1. deep\n- see [[https://x.example/a][the =slides=]]\n\n- one :: term\n\n| Time | Room |\n|------+------|\n| 10:00 | A |\n\n#+BEGIN_SRC rust\nfn x() {}\n#+END_SRC\n#+begin_quote\nsaid\n#+end_quote\n# comment\n: fixed\n** DONE Next\na/b and c_d https://x.example/y.\n",
        );
        check(
            &document.parts[0].blocks,
            "
            5 #quiet h1 Quiet machines
            8 p SPEAKER: Ines Faro
            10 p 2031-03-09 Sun 10:00
            11-16 list
              11 item done
                11-12 p *fog* and **more**↵wrapped
                13 list from 1
                  13 item
                    13 p deep
              14 item
                14 p see [the `slides`](https://x.example/a)
              16 item
                16 p one :: term
            18-20 table
              18 head Time | Room
              20 row 10:00 | A
            22-24 code rust \"fn x() {}\\n\"
            25-27 quote
              26 p said
            29 code - \"fixed\\n\"
            30 h2 Next
            31 p a/b and c_d [https://x.example/y](https://x.example/y).
        ",
        );
        assert_eq!(document.metadata.title.as_deref(), Some("Ferrocon 2031"));
        assert_eq!(document.metadata.authors[0].text, "Ines Faro");
        assert_eq!(document.metadata.tags, ["rust", "async"]);
    }
}
