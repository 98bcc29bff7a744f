//! HTML inside data (a field of a schedule) becomes Markdown: paragraphs, lists, quotes, headings, code, links, emphasis.
//!
//! html5ever cuts the text into tags, so nothing of any shape fails; whatever is not named here keeps its text and
//! loses its tag. Scripts and styles lose both.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// How deep lists and quotes may nest before deeper ones are taken as the last.
const DEEPEST: usize = 16;

/// `html` as Markdown.
pub(super) fn to_markdown(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Writer::default())), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => writer.open(&tag),
            Token::TagToken(tag) => writer.close(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What stands before each line of a nested block.
enum Level {
    Quote,
    Bullets,
    Numbers(u32),
}

#[derive(Default)]
struct Writer {
    done: String,
    line: String,
    levels: Vec<Level>,
    /// The marker of the item whose first line is not written yet.
    marker: Option<String>,
    links: Vec<Option<String>>,
    hidden: usize,
    preformatted: bool,
    heading: usize,
    gap: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.preformatted {
            self.line.push_str(text);
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
            } else {
                if matches!(c, '*' | '`' | '[' | '<' | '\\') {
                    self.line.push('\\');
                }
                self.line.push(c);
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        match name {
            "script" | "style" if !tag.self_closing => self.hidden += 1,
            "br" => {
                self.line.truncate(self.line.trim_end_matches(' ').len());
                if !self.line.is_empty() {
                    self.line.push('\n');
                }
            }
            "hr" => self.end_block(true),
            "p" | "div" | "section" | "table" | "dl" => self.end_block(true),
            "tr" | "dt" | "dd" => self.end_block(false),
            "td" | "th" if !self.line.is_empty() => self.line.push_str(" | "),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block(true);
                self.heading = usize::from(name.as_bytes()[1] - b'0').max(3);
            }
            "ul" | "ol" | "blockquote" => {
                self.end_block(self.levels.is_empty() || name == "blockquote");
                if self.levels.len() < DEEPEST {
                    self.levels.push(match name {
                        "ul" => Level::Bullets,
                        "ol" => Level::Numbers(0),
                        _ => Level::Quote,
                    });
                }
            }
            "li" => self.open_item(),
            "pre" => {
                self.end_block(true);
                self.preformatted = true;
            }
            "strong" | "b" if !self.preformatted => self.line.push_str("**"),
            "em" | "i" if !self.preformatted => self.line.push('*'),
            "code" | "tt" if !self.preformatted => self.line.push('`'),
            "a" => {
                let href = tag.attrs.iter().find(|attribute| &*attribute.name.local == "href");
                let href = href.and_then(|href| super::stated::address(&href.value));
                if href.is_some() {
                    self.line.push('[');
                }
                self.links.push(href);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "script" | "style" => self.hidden = self.hidden.saturating_sub(1),
            "p" | "div" | "section" | "table" | "dl" => self.end_block(true),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block(true);
                self.heading = 0;
            }
            "li" => self.end_block(false),
            "ul" | "ol" | "blockquote" => {
                self.end_block(false);
                self.levels.pop();
                self.gap |= self.levels.is_empty();
            }
            "pre" => {
                self.end_block(true);
                self.preformatted = false;
            }
            "strong" | "b" if !self.preformatted => self.mark("**"),
            "em" | "i" if !self.preformatted => self.mark("*"),
            "code" | "tt" if !self.preformatted => self.mark("`"),
            "a" => {
                if let Some(Some(url)) = self.links.pop() {
                    let url = url.replace(' ', "%20").replace(')', "%29");
                    self.line.push_str(&format!("]({url})"));
                }
            }
            _ => {}
        }
    }

    /// A closing mark must touch the word before it; around nothing it takes its opening mark away.
    fn mark(&mut self, mark: &str) {
        let text = self.line.trim_end_matches(' ');
        let blanks = self.line.len() - text.len();
        if let Some(empty) = text.strip_suffix(mark) {
            let kept = empty.len();
            self.line.truncate(kept);
            return;
        }
        self.line.truncate(self.line.len() - blanks);
        self.line.push_str(mark);
        if blanks > 0 {
            self.line.push(' ');
        }
    }

    fn open_item(&mut self) {
        self.end_block(false);
        let marker = match self.levels.last_mut() {
            Some(Level::Numbers(number)) => {
                *number = number.saturating_add(1);
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        self.marker = Some(marker);
    }

    /// Writes the block so far; `gap` asks for an empty line before the next.
    fn end_block(&mut self, gap: bool) {
        let block = std::mem::take(&mut self.line);
        let block = block.trim_matches(if self.preformatted { '\n' } else { ' ' }).trim_end();
        if block.is_empty() {
            self.gap |= gap && !self.done.is_empty() && self.levels.is_empty();
            return;
        }
        if self.gap || (gap && self.levels.is_empty() && !self.done.is_empty()) {
            self.done.push('\n');
        }
        let marker = self.marker.take();
        let prefix = self.prefix();
        for (at, line) in block.lines().enumerate() {
            match (&marker, at) {
                (Some(marker), 0) => {
                    // The innermost list's two blanks are taken by the marker.
                    let outer = prefix.strip_suffix("  ").unwrap_or(&prefix);
                    self.done.push_str(outer);
                    self.done.push_str(marker);
                }
                _ => self.done.push_str(&prefix),
            }
            if self.preformatted {
                self.done.push_str("    ");
            } else if self.heading > 0 && at == 0 {
                self.done.push_str(&"#".repeat(self.heading));
                self.done.push(' ');
            }
            self.done.push_str(line.trim_end());
            self.done.push('\n');
        }
        self.gap = gap && self.levels.is_empty();
    }

    fn prefix(&self) -> String {
        self.levels
            .iter()
            .map(|level| match level {
                Level::Quote => "> ",
                Level::Bullets | Level::Numbers(_) => "  ",
            })
            .collect()
    }

    fn finish(mut self) -> String {
        self.end_block(false);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_a_field_becomes_markdown() {
        #[rustfmt::skip]
        let table = [
            ("\n<p>Fog <b>drifts</b>.</p>\n<p>It <em>settles</em>.<br/>Later.</p>", "Fog **drifts**.\n\nIt *settles*.\nLater.\n"),
            ("See <a href=\"https://example.org/a\">the map</a> &amp; <a href=\"javascript:x()\">no</a>.", "See [the map](https://example.org/a) & no.\n"),
            ("<p>Bring:</p><ul><li>rope</li><li>lamp<ul><li>oil</li></ul></li></ul><p>End</p>", "Bring:\n\n- rope\n- lamp\n  - oil\n\nEnd\n"),
            ("<ol><li>one<li>two</ol>", "1. one\n2. two\n"),
            ("<script>alert(1)</script>Text<style>p{}</style>", "Text\n"),
            ("<blockquote><p>said</p></blockquote>", "> said\n"),
            ("<pre>let a = 1;\nb</pre>", "    let a = 1;\n    b\n"),
            ("a<strong></strong>b 2*3", "ab 2\\*3\n"),
            ("<p>cut <b", "cut\n"),
        ];
        for (html, wanted) in table {
            assert_eq!(to_markdown(html), wanted, "{html:?}");
        }
    }

    #[test]
    fn deep_nesting_stays_linear() {
        let html = "<ul><li>".repeat(20_000) + "end";
        assert!(to_markdown(&html).contains("end"));
    }
}
