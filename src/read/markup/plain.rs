//! Text without markup becomes a [`Document`]: typed by hand, or pasted from a web page.
//!
//! Blank lines end paragraphs, and every line of one stays a line ([`Inline::SoftBreak`]), for pasted pages put titles, names
//! and times on lines of their own. Bullets of any shape, numbered lines, underlined titles, quoted mail and tables of
//! pipes are recognised; within a line addresses, `*emphasis*` and `` `code` ``.

use super::inline::push_text;
use super::lists::{Flat, nest, task_of};
use super::marks::within;
use super::{columned, front_matter, pasted_table, transcript};
use crate::read::document::{Block, BlockKind, Document, Inline, Item, Part};
use crate::read::text::lines;

/// Reads text without markup.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    let mut warnings = Vec::new();
    let metadata = front_matter::read(&source, &mut warnings);
    // The lines of a chat are stamped: its notes are written anew.
    let (blocks, source) = match transcript::blocks(&source, metadata.end_line) {
        Some(blocks) => (blocks, Vec::new()),
        None => (blocks_of(&source, metadata.end_line), source.into_iter().map(str::to_owned).collect()),
    };
    Document { parts: vec![Part { blocks, source, line: 1, ..Part::default() }], metadata, warnings, ..Document::default() }
}

/// The blocks of text inside another document, whose first line counts as `first_line`.
pub(crate) fn blocks_of_text(text: &str, first_line: usize) -> Vec<Block> {
    let mut blocks = blocks_of(&lines::split(text), 0);
    blocks.iter_mut().for_each(|block| block.move_down(first_line.saturating_sub(1)));
    blocks
}

/// Whether text whose name does not tell is Markdown: it has headings with hashes, links in brackets, fences or bold text.
pub(crate) fn looks_like_markdown(source: &[&str]) -> bool {
    let (mut headings, mut links, mut bold, mut fences) = (0, 0, 0, 0);
    for line in source.iter().take(5000) {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let title = line.get(hashes..).unwrap_or_default();
        headings += usize::from((1..=6).contains(&hashes) && title.starts_with(' ') && title.chars().any(char::is_alphanumeric));
        headings += usize::from((2..=6).contains(&hashes) && title.starts_with(char::is_alphanumeric));
        links += line.matches("](").count();
        bold += usize::from(line.matches("**").count() >= 2);
        fences += usize::from(line.starts_with("```"));
    }
    let fenced = source.first().is_some_and(|line| matches!(line.trim_end(), "---" | "+++"));
    headings > 0 || links > 1 || bold > 2 || fences > 1 || (fenced && links + bold + fences > 0)
}

fn blocks_of(source: &[&str], skipped: usize) -> Vec<Block> {
    let frames = frames_of(source);
    let has_columns = source.iter().filter(|line| with_bars(line).is_some()).nth(2).is_some();
    let mut reader = Reader { source, at: skipped, blocks: Vec::new(), underlines: Vec::new(), frames, has_columns };
    while reader.at < source.len() {
        reader.step();
    }
    reader.blocks
}

struct Reader<'a> {
    source: &'a [&'a str],
    /// The next line, 0-based.
    at: usize,
    blocks: Vec<Block>,
    /// The marks that underlined titles, in the order of their levels.
    underlines: Vec<char>,
    /// The marks on both sides of titles.
    frames: Vec<char>,
    /// Wide gaps part the columns of a programme.
    has_columns: bool,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.source.get(at).copied().unwrap_or_default()
    }

    fn is_blank(&self, at: usize) -> bool {
        self.line(at).trim().is_empty()
    }

    fn push(&mut self, lines: usize, kind: BlockKind) {
        let line = self.at + 1;
        self.at += lines.max(1);
        self.blocks.push(Block { line, end_line: self.at, kind, anchor: None });
    }

    fn step(&mut self) {
        if self.is_blank(self.at) {
            self.at += 1;
            return;
        }
        if let Some(pasted) = pasted_table::read(&self.source[self.at..], self.at + 1, &inlines) {
            self.at += pasted.lines;
            self.blocks.push(pasted.table);
            if !pasted.rest.is_empty() {
                let kind = BlockKind::Paragraph(inlines(&pasted.rest));
                self.blocks.push(Block { line: self.at, end_line: self.at, kind, anchor: None });
            }
            return;
        }
        if let Some((table, lines)) = columned::read(&self.source[self.at..], self.at + 1, &inlines) {
            self.at += lines;
            self.blocks.push(table);
            return;
        }
        if let Some((title, mark)) = framed(self.line(self.at)).filter(|(_, mark)| self.frames.contains(mark)) {
            let level = self.level(mark).max(if self.blocks.is_empty() { 1 } else { 2 });
            self.push(1, BlockKind::Heading { level, text: inlines(title) });
        } else if let Some((lines, title, mark)) = self.title() {
            let level = self.level(mark);
            self.push(lines, BlockKind::Heading { level, text: inlines(title.trim()) });
        } else if rule_of(self.line(self.at)).is_some() {
            self.push(1, BlockKind::Rule);
        } else if self.line(self.at).starts_with('>') {
            self.quote();
        } else if marker_of(self.line(self.at)).is_some() {
            self.list();
        } else {
            self.paragraph();
        }
    }

    /// A title with a line of marks below it, or between two.
    fn title(&self) -> Option<(usize, &'a str, char)> {
        // Rules go to the right margin as often as to the end of the title.
        let fits = |title: &str, rule: &str| {
            let (title, rule) = (title.trim().chars().count(), rule.trim().chars().count());
            title > 0 && title <= 150 && rule * 2 >= title && rule <= title + 68
        };
        let (first, second, third) = (self.line(self.at), self.line(self.at + 1), self.line(self.at + 2));
        if let (Some(mark), None, Some(below)) = (rule_of(first), rule_of(second), rule_of(third))
            && mark == below
            && fits(second, third)
        {
            return Some((3, second, mark));
        }
        let starts =
            self.at == 0 || self.is_blank(self.at - 1) || self.blocks.last().is_some_and(|block| block.end_line == self.at);
        let mark = rule_of(second).filter(|_| starts && rule_of(first).is_none())?;
        let whole = match marker_of(first) {
            None => fits(first, second),
            // A numbered title is told from an item by a line as long as itself.
            Some(marker) => marker.number.is_some() && first.trim().chars().count().abs_diff(second.trim().chars().count()) <= 2,
        };
        whole.then_some((2, first, mark))
    }

    fn level(&mut self, mark: char) -> u8 {
        let known = self.underlines.iter().position(|known| *known == mark);
        let level = known.unwrap_or_else(|| {
            self.underlines.push(mark);
            self.underlines.len() - 1
        });
        (level + 1).min(6) as u8
    }

    fn paragraph(&mut self) {
        let mut text = Vec::new();
        let mut lines = 0;
        while !self.is_blank(self.at + lines) {
            let line = self.line(self.at + lines);
            let next = self.line(self.at + lines + 1);
            let ends = marker_of(line).is_some()
                || (rule_of(line).is_some() && line.trim().len() > 3)
                || (line.contains('|') && pasted_table::columns_of(next).is_some())
                || framed(line).is_some_and(|(_, mark)| self.frames.contains(&mark));
            if lines > 0 && ends {
                break;
            }
            if lines > 0 {
                text.push(Inline::SoftBreak);
            }
            // What stands at the right margin of a document's head is a line of its own.
            let barred = with_bars(line).filter(|_| self.has_columns);
            let columns = match &barred {
                Some(barred) => vec![barred.as_str()],
                None if self.blocks.is_empty() => columns(line),
                None => vec![line.trim()],
            };
            for (n, column) in columns.into_iter().enumerate() {
                text.extend((n > 0).then_some(Inline::SoftBreak));
                text.extend(inlines(column));
            }
            lines += 1;
        }
        self.push(lines, BlockKind::Paragraph(text));
    }

    fn quote(&mut self) {
        let mut text = Vec::new();
        let mut lines = 0;
        while let Some(inner) = self.line(self.at + lines).strip_prefix('>') {
            if !text.is_empty() {
                text.push(Inline::SoftBreak);
            }
            text.extend(inlines(inner.trim_start_matches('>').trim()));
            lines += 1;
        }
        let (line, end_line) = (self.at + 1, self.at + lines);
        let inner = Block { line, end_line, kind: BlockKind::Paragraph(super::inline::trim(text)), anchor: None };
        self.push(lines, BlockKind::Quote(vec![inner]));
    }

    /// A list, nested by the indent of its markers.
    fn list(&mut self) {
        let mut items: Vec<Line> = Vec::new();
        let mut at = self.at;
        while at < self.source.len() {
            let line = self.line(at);
            if line.trim().is_empty() {
                // A blank line ends the list, unless the next item or an indented line follows.
                let next = (at..self.source.len()).find(|next| !self.is_blank(*next)).unwrap_or(at);
                let goes_on = next - at <= 2 && !self.is_blank(next) && self.continues(&items, next);
                if !goes_on {
                    break;
                }
                if let Some(last) = items.last_mut().filter(|_| marker_of(self.line(next)).is_none()) {
                    last.text.push("");
                }
                at = next;
                continue;
            }
            match marker_of(line) {
                Some(marker) if items.is_empty() || self.continues(&items, at) || is_same_list(&items, &marker) => {
                    for piece in pieces(&marker) {
                        items.push(Line { line: at + 1, end_line: at + 1, marker, text: vec![piece] });
                    }
                }
                Some(_) => break,
                None => {
                    let Some(last) = items.last_mut() else { break };
                    let indented = indent_of(line) > last.marker.indent;
                    let wrapped = at > 0 && !self.is_blank(at - 1) && is_wrapped(self.line(at - 1), line);
                    if !indented && !wrapped {
                        break;
                    }
                    last.text.push(line.trim());
                    last.end_line = at + 1;
                }
            }
            at += 1;
        }
        let end = items.last().map_or(self.at + 1, |item| item.end_line);
        self.blocks.extend(nest(items.into_iter().map(item_of).collect()));
        self.at = end.max(self.at + 1);
    }

    /// Whether the line `at`, behind a blank, still belongs to the list of `items`.
    fn continues(&self, items: &[Line], at: usize) -> bool {
        let Some(last) = items.last() else { return true };
        let line = self.line(at);
        match marker_of(line) {
            Some(marker) => match (marker.number, last_number(items, marker.indent)) {
                (Some(number), Some(before)) => number == before + 1 || number == before,
                (Some(_), None) => marker.indent > last.marker.indent,
                (None, _) => {
                    items.iter().rev().take(50).any(|item| item.marker.bullet == marker.bullet)
                        || marker.indent > last.marker.indent
                }
            },
            None => indent_of(line) > last.marker.indent + 1,
        }
    }
}

/// ">>> Title <<<", "=== Title ===", "*** Title ***": a title between the same marks, two or more of them on each side.
fn framed(line: &str) -> Option<(&str, char)> {
    const FRAMES: [(char, char); 9] =
        [('>', '<'), ('<', '>'), ('=', '='), ('-', '-'), ('*', '*'), ('~', '~'), ('#', '#'), ('+', '+'), ('_', '_')];
    let text = line.trim();
    let (open, close) = FRAMES.into_iter().find(|(open, _)| text.starts_with(*open))?;
    let title = text.trim_start_matches(open);
    let inner = title.trim_end_matches(close);
    let (before, behind) = (text.len() - title.len(), title.len() - inner.len());
    let spaced = inner.starts_with(' ') && inner.ends_with(' ') && inner.trim().contains(char::is_alphabetic);
    (before >= 2 && before == behind && spaced && inner.len() <= 150).then(|| (inner.trim(), open))
}

/// The marks that stand around two titles or more, each another one.
fn frames_of(source: &[&str]) -> Vec<char> {
    let mut found: Vec<(&str, char)> = Vec::new();
    for framed in source.iter().filter_map(|line| framed(line)) {
        if found.len() < 64 && !found.contains(&framed) {
            found.push(framed);
        }
    }
    let is_usual = |mark: &char| found.iter().filter(|(_, other)| other == mark).count() >= 2;
    let mut marks: Vec<char> = found.iter().map(|(_, mark)| *mark).filter(is_usual).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// A line of a programme whose columns wide gaps part, with bars in their place: "09:00-09:40   Title      Name   Hall 1".
fn with_bars(line: &str) -> Option<String> {
    let text = line.trim();
    let digits = text.bytes().take(5).filter(u8::is_ascii_digit).count();
    let clock = text.get(..6)?.contains([':', '.', 'h']) && digits >= 3 && text.starts_with(|c: char| c.is_ascii_digit());
    if !clock || text.contains(['|', '\t']) {
        return None;
    }
    let columns: Vec<&str> = text.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    ((3..=6).contains(&columns.len())).then(|| columns.join(" | "))
}

/// The texts of a line that a wide gap parts.
fn columns(line: &str) -> Vec<&str> {
    const GAP: &str = "      ";
    line.split(GAP).map(str::trim).filter(|column| !column.is_empty()).collect()
}

/// The number of the last item with that indent.
fn last_number(items: &[Line], indent: usize) -> Option<u64> {
    items.iter().rev().take(50).find(|item| item.marker.indent == indent).and_then(|item| item.marker.number)
}

/// Items line after line belong together where both are bullets, or the numbers go on.
fn is_same_list(items: &[Line], marker: &Marker) -> bool {
    match marker.number {
        None => true,
        Some(number) => number == 1 || last_number(items, marker.indent).is_none_or(|before| number > before),
    }
}

/// A line that a narrow window broke: the line before is long and this one goes on in lower case.
fn is_wrapped(before: &str, line: &str) -> bool {
    before.chars().count() >= 60 && line.starts_with(|first: char| first.is_lowercase())
}

/// An item before it is known what it is nested in.
struct Line<'a> {
    line: usize,
    end_line: usize,
    marker: Marker<'a>,
    text: Vec<&'a str>,
}

/// How an item begins.
#[derive(Clone, Copy)]
struct Marker<'a> {
    indent: usize,
    bullet: char,
    number: Option<u64>,
    text: &'a str,
}

fn item_of(flat: Line) -> Flat {
    let mut blocks: Vec<Block> = Vec::new();
    let mut task = None;
    let mut begins = true;
    for (at, line) in flat.text.iter().enumerate() {
        let mut words = *line;
        if at == 0 {
            (task, words) = task_of(words);
        }
        let line = flat.line + at;
        if words.is_empty() {
            begins = true;
        } else if let Some(Block { kind: BlockKind::Paragraph(text), end_line, .. }) = blocks.last_mut().filter(|_| !begins) {
            text.push(Inline::SoftBreak);
            text.extend(inlines(words));
            *end_line = line;
        } else {
            blocks.push(Block { line, end_line: line, kind: BlockKind::Paragraph(inlines(words)), anchor: None });
            begins = false;
        }
    }
    let item = Item { line: flat.line, end_line: flat.end_line, task, blocks };
    Flat { depth: flat.marker.indent, number: flat.marker.number, item }
}

/// The items of a line; several bullets `•` on one line are several items.
fn pieces<'a>(marker: &Marker<'a>) -> Vec<&'a str> {
    if marker.bullet != '•' {
        return vec![marker.text];
    }
    marker.text.split(" • ").map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

fn indent_of(line: &str) -> usize {
    line.chars().take_while(|mark| mark.is_whitespace()).map(|mark| if mark == '\t' { 4 } else { 1 }).sum()
}

/// The bullet or number that `line` begins with.
fn marker_of(line: &str) -> Option<Marker<'_>> {
    let text = line.trim_start();
    let indent = indent_of(line);
    let first = text.chars().next()?;
    let behind = &text[first.len_utf8()..];
    if matches!(first, '•' | '◦' | '‣' | '▪' | '●' | '○' | '∙' | '⁃' | '■' | '➤' | '►' | '*' | '-' | '–' | '+' | '·')
    {
        let glued = matches!(first, '•' | '●' | '▪' | '◦');
        let blank = behind.starts_with([' ', '\t', '\u{a0}']);
        let text = behind.trim();
        return ((blank || glued) && !text.is_empty() && rule_of(line).is_none()).then_some(Marker {
            indent,
            bullet: first,
            number: None,
            text,
        });
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=4).contains(&digits) {
        let rest = text[digits..].strip_prefix(['.', ')'])?;
        let words = rest.trim();
        if rest.starts_with([' ', '\t', '\u{a0}']) && !words.is_empty() {
            return Some(Marker { indent, bullet: '1', number: text[..digits].parse().ok(), text: words });
        }
    }
    None
}

/// The mark of a line that holds nothing but it, three times or more.
fn rule_of(line: &str) -> Option<char> {
    let text = line.trim();
    let mark =
        text.chars().next().filter(|mark| matches!(mark, '=' | '-' | '~' | '*' | '_' | '#' | '^' | '+' | '─' | '═' | '—'))?;
    let count = text.chars().take_while(|other| *other == mark).count();
    (count >= 3 && count * mark.len_utf8() == text.len()).then_some(mark)
}

/// The running text of one line.
pub(crate) fn inlines(line: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = line;
    let mut before = ' ';
    while let Some(mark) = rest.chars().next() {
        let boundary = !before.is_alphanumeric() && before != '/';
        let piece = match mark {
            'h' | '<' if boundary => address(rest),
            '*' | '_' if boundary => emphasis(rest, mark),
            '`' => code(rest),
            _ => None,
        };
        if let Some((inline, length)) = piece {
            before = rest[..length].chars().next_back().unwrap_or(' ');
            out.push(inline);
            rest = &rest[length..];
            continue;
        }
        let skip = mark.len_utf8();
        let end = rest[skip..].find(['h', '<', '*', '_', '`']).map_or(rest.len(), |at| at + skip);
        before = rest[..end].chars().next_back().unwrap_or(' ');
        push_text(&mut out, &rest[..end]);
        rest = &rest[end..];
    }
    out
}

/// A web address at the start of `text`, without the punctuation that ends the sentence around it.
pub(crate) fn address(text: &str) -> Option<(Inline, usize)> {
    let bare = text.strip_prefix('<').unwrap_or(text);
    if !bare.starts_with("http://") && !bare.starts_with("https://") {
        return None;
    }
    let near = within(bare, LONGEST_ADDRESS);
    let ends = |mark: char| mark.is_whitespace() || matches!(mark, '<' | '>' | '"' | '”' | '“' | '」' | '）' | '、' | '。');
    let end = near.find(ends).unwrap_or(near.len());
    if end == LONGEST_ADDRESS {
        return None;
    }
    let mut url = &near[..end];
    if bare.len() < text.len() {
        if !bare[end..].starts_with('>') {
            return None;
        }
    } else {
        let (opened, closed) = (url.matches('(').count(), url.matches(')').count());
        let mut spare = closed.saturating_sub(opened);
        while let Some(last) = url.chars().next_back() {
            match last {
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | ']' => {}
                ')' if spare > 0 => spare -= 1,
                _ => break,
            }
            url = &url[..url.len() - last.len_utf8()];
        }
    }
    url::Url::parse(url).ok().filter(url::Url::has_host)?;
    let length = if bare.len() < text.len() { url.len() + 2 } else { url.len() };
    Some((Inline::Link { url: url.to_owned(), text: vec![Inline::Text(url.to_owned())] }, length))
}

/// A longer address is text.
const LONGEST_ADDRESS: usize = 4000;

/// `*emphasis*` or `**strong**` at the start of `text`, within 500 bytes.
fn emphasis(text: &str, mark: char) -> Option<(Inline, usize)> {
    let count = text.chars().take(3).take_while(|other| *other == mark).count();
    if count > 2 {
        return None;
    }
    let inner = &text[count..];
    let end = within(inner, 500).find(&text[..count])?;
    let words = &inner[..end];
    let behind = inner[end + count..].chars().next();
    let fits = !words.is_empty() && words.trim() == words && !behind.is_some_and(|next| next.is_alphanumeric() || next == mark);
    let inner = vec![Inline::Text(words.to_owned())];
    fits.then(|| (if count == 2 { Inline::Strong(inner) } else { Inline::Emphasis(inner) }, end + 2 * count))
}

/// `` `code` `` at the start of `text`, within 500 bytes.
fn code(text: &str) -> Option<(Inline, usize)> {
    let inner = text.strip_prefix('`')?;
    let end = within(inner, 500).find('`').filter(|end| *end > 0)?;
    Some((Inline::Code(inner[..end].to_owned()), end + 2))
}

#[cfg(test)]
mod tests {
    use super::{looks_like_markdown, read};
    use crate::read::markup::outline::check;

    #[track_caller]
    fn check_text(text: &str, expected: &str) {
        check(&read(text).parts[0].blocks, expected);
    }

    #[test]
    fn lines_stay_lines() {
        check_text(
            "Ferrocon 2031\n=============\n\n10:00\nQuiet machines\n— Ines Faro, Lumen Labs\n\nSee https://x.example/a(b). And *this*, 3 * 4 * 5, snake_case_name, `Vec<T>`.\n\nNotes\n-----\n\n-----\n> said\n> twice\n",
            "
            1-2 h1 Ferrocon 2031
            4-6 p 10:00↵Quiet machines↵— Ines Faro, Lumen Labs
            8 p See [https://x.example/a(b)](https://x.example/a(b)). And *this*, 3 * 4 * 5, snake_case_name, `Vec<T>`.
            10-11 h2 Notes
            13 rule
            14-15 quote
              14-15 p said↵twice
            ",
        );
    }

    #[test]
    fn heads_have_a_right_margin_and_items_paragraphs() {
        check_text(
            "FERROCON 2031                    Saturday 17 May 2031\nFogport Hall\n\nsay      nothing\n\n1) Fog\n   Speaker: Ines Faro\n\n   Slow,\n   and wet.\n\n2) Oil\n",
            "
            1-2 p FERROCON 2031↵Saturday 17 May 2031↵Fogport Hall
            4 p say      nothing
            6-12 list from 1
              6 item
                6-7 p Fog↵Speaker: Ines Faro
                9-10 p Slow,↵and wet.
              12 item
                12 p Oil
            ",
        );
    }

    #[test]
    fn lists_of_any_bullet_nest_by_indent() {
        check_text(
            "Takeaways:\n• one • two\n    ◦ inner\n      wrapped\n\n• three\n\nText\n\n  1. First\n  2. Second\n\n7. A title\n\nText\n- [x] done\nafter\n",
            "
            1 p Takeaways:
            2-6 list
              2 item
                2 p one
              2 item
                2 p two
                3-4 list
                  3 item
                    3-4 p inner↵wrapped
              6 item
                6 p three
            8 p Text
            10-11 list from 1
              10 item
                10 p First
              11 item
                11 p Second
            13 list from 7
              13 item
                13 p A title
            15 p Text
            16 list
              16 item done
                16 p done
            17 p after
            ",
        );
    }

    #[test]
    fn a_pasted_table_gets_its_rows_back() {
        check_text(
            "Agenda\n| Time | Session | Room |\n|---|---|---|\n| 10:00 · 45 min |\nQuiet machines\n— Ines Faro\n|\nHall A |\n| 11:00 | Fog | B |\n| 12:00 |\nLanterns\n|\nHall C |Stream: ferrocon.example\n",
            "
            1 p Agenda
            2-13 table
              2 head Time | Session | Room
              4 row 10:00 · 45 min | Quiet machines⏎— Ines Faro | Hall A
              9 row 11:00 | Fog | B
              10 row 12:00 | Lanterns | Hall C
            13 p Stream: ferrocon.example
            ",
        );
    }

    #[test]
    fn titles_stand_between_marks_and_columns_between_gaps() {
        let heads = |text: &str| -> Vec<String> {
            let blocks = read(text).parts.remove(0).blocks;
            let title = |block: &crate::read::document::Block| match &block.kind {
                crate::read::document::BlockKind::Heading { level, text } => {
                    Some(format!("{level} {}", crate::read::document::plain(text)))
                }
                _ => None,
            };
            blocks.iter().filter_map(title).collect()
        };
        #[rustfmt::skip]
        let table = [
            ("Fogconf\n\n>>> Counting Fog <<<\nslow\n\n>>> Small Boats <<<\nwet\n",     vec!["2 Counting Fog", "2 Small Boats"]),
            ("Fogconf\n\n*** Counting Fog ***\nslow\n*** Small Boats ***\nwet\n",       vec!["2 Counting Fog", "2 Small Boats"]),
            ("Fogconf\n\n--- cut here ---\nslow\n\n--- cut here ---\nwet\n",           vec![]),
            ("Fogconf\n\n>> said <\n\n>> so <\n",                                       vec![]),
        ];
        for (text, found) in table {
            assert_eq!(heads(text), found, "{text:?}");
        }
        let programme = "Fogconf\n\n09:00-09:40   Counting Fog     Ada Brookfield   Hall 1\n              ~ slow\n10:00-10:40   Small Boats      Milo Venn        Hall 2\n11:00-11:40   Long Rivers      Ines Faro        Hall 1\n";
        let said = crate::read::document::text_of(&read(programme).parts[0].blocks);
        assert!(said.contains("09:00-09:40 | Counting Fog ~ slow | Ada Brookfield | Hall 1"), "{said:?}");
    }

    #[test]
    fn markdown_is_told_from_text() {
        #[rustfmt::skip]
        let table = [
            ("# Title\n\ntext",                      true),
            ("Title\n\n[a](b) and [c](d)",           true),
            ("Title\n\n- a\n- b\n",                  false),
            ("#hashtag\n\n| a | b |\n|---|---|\n",   false),
        ];
        for (text, expected) in table {
            assert_eq!(looks_like_markdown(&crate::read::text::lines::split(text)), expected, "{text:?}");
        }
    }
}
