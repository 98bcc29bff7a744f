//! Marked-up text → rows of plain text, each with where it began: what a passage is searched and shown by.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::extract::fold_space;

/// A paragraph, list item, table row or piece of code as one line of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Plain text without line breaks, never empty.
    pub(super) text: String,
    /// Byte offset in the marked-up text.
    pub(super) at: usize,
}

struct Rows {
    rows: Vec<Row>,
    text: String,
    at: usize,
}

impl Rows {
    fn push(&mut self, text: &str, at: usize) {
        if self.text.is_empty() {
            self.at = at;
        }
        // Control characters are single bytes, or two of which this is the first.
        // Looking at all bytes is quicker than stopping at the first that decides.
        let is_plain = |byte: &u8| u8::from(*byte >= b' ') & u8::from(*byte != 0x7f) & u8::from(*byte != 0xc2);
        if text.as_bytes().iter().fold(1_u8, |plain, byte| plain & is_plain(byte)) == 1 {
            self.text.push_str(text);
            return;
        }
        for (number, run) in text.split(char::is_control).enumerate() {
            if number > 0 {
                self.text.push(' ');
            }
            self.text.push_str(run);
        }
    }

    fn end(&mut self) {
        let text = fold_space(&self.text);
        self.text.clear();
        if !text.is_empty() {
            self.rows.push(Row { text, at: self.at });
        }
    }
}

/// The rows of Markdown.
pub(super) fn rows_of_markdown(markdown: &str) -> Vec<Row> {
    let mut rows = Rows { rows: Vec::new(), text: String::new(), at: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Text(text) | Event::Code(text) => rows.push(&text, range.start),
            Event::Html(html) | Event::InlineHtml(html) => {
                for row in rows_of_html(&html) {
                    rows.push(&row.text, range.start);
                }
            }
            Event::SoftBreak | Event::HardBreak => rows.push(" ", range.start),
            Event::Start(
                Tag::Item | Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow,
            )
            | Event::End(
                TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow,
            )
            | Event::Rule => rows.end(),
            Event::End(TagEnd::TableCell) => rows.push(" ", range.start),
            _ => {}
        }
    }
    rows.end();
    rows.rows
}

/// The rows of HTML that is sanitised already.
pub(super) fn rows_of_html(html: &str) -> Vec<Row> {
    let mut rows = Rows { rows: Vec::new(), text: String::new(), at: 0 };
    let mut at = 0;
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('<') {
            let Some(length) = rest.find('>') else { break };
            let name = rest.get(1..).unwrap_or_default().trim_start_matches('/');
            let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
            match name.get(..end).unwrap_or_default() {
                "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "small"
                | "span" | "strong" | "sub" | "sup" | "time" | "u" | "var" | "wbr" => {}
                "img" | "br" | "td" | "th" => rows.push(" ", at),
                _ => rows.end(),
            }
            at += length + 1;
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            push_entities(&rest[..length], at, &mut rows);
            at += length;
        }
    }
    rows.end();
    rows.rows
}

/// Adds text with its character references resolved.
fn push_entities(text: &str, at: usize, rows: &mut Rows) {
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        rows.push(&rest[..start], at);
        rest = &rest[start..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(rest.get(1..end)?)?, end))) {
            Some((c, end)) => {
                rows.push(c.encode_utf8(&mut [0; 4]), at);
                rest = &rest[end + 1..];
            }
            None => {
                rows.push("&", at);
                rest = &rest[1..];
            }
        }
    }
    rows.push(rest, at);
}

/// The character of a reference: sanitised HTML names few, and numbers the rest.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: Vec<Row>) -> Vec<String> {
        rows.into_iter().map(|row| format!("{}:{}", row.at, row.text)).collect()
    }

    #[test]
    fn markdown_becomes_a_row_a_block() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 6] = [
            ("One *two*\nthree.\n\nFour",           &["0:One two three.", "18:Four"]),
            ("- a\n- b `c`\n  - d",                 &["2:a", "6:b c", "16:d"]),
            ("> quoted\n\n```rust\nlet x;\n```\n",  &["2:quoted", "18:let x;"]),
            ("| a | b |\n|---|---|\n| c | d |",     &["2:a b", "22:c d"]),
            ("[text](https://example.org) ![alt](i.png)", &["1:text alt"]),
            ("",                                    &[]),
        ];
        for (markdown, expected) in table {
            assert_eq!(texts(rows_of_markdown(markdown)), expected, "{markdown:?}");
        }
    }

    #[test]
    fn html_becomes_a_row_a_block() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 4] = [
            ("<p>A <em>b</em>c</p><ul><li>D &amp; e</li><li>f&#39;s</li></ul>", &["3:A bc", "28:D & e", "46:f's"]),
            ("plain & simple",                                                  &["0:plain & simple"]),
            ("<p>cut",                                                          &["3:cut"]),
            ("a<br>b",                                                          &["0:a b"]),
        ];
        for (html, expected) in table {
            assert_eq!(texts(rows_of_html(html)), expected, "{html:?}");
        }
    }
}
