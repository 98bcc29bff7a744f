//! Running text of the lighter markups (org, AsciiDoc, reStructuredText) becomes inlines.
//!
//! They differ in their marks and in how they write links, and agree on the rest: a mark opens before a word and closes
//! behind one, bare addresses are links, and what is not understood stays text.

use super::inline::push_text;
use super::plain::address;
use crate::read::document::Inline;

/// What a pair of marks does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Effect {
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Deleted text.
    Strikethrough,
    /// A code span: nothing is read in it.
    Code,
    /// Nothing but that the marks vanish.
    Plain,
}

/// How a markup writes running text.
pub(crate) struct Markup<'a> {
    /// Marks that open and close alike, longer ones first.
    pub(crate) marks: &'a [(&'a str, Effect)],
    /// Anything else that may begin at a place: links, references, images. It is given the text from there on and the
    /// character before, and answers with what stands there and how long it is.
    pub(crate) special: &'a Special<'a>,
}

/// What stands at a place, and how long it is.
pub(crate) type Special<'a> = dyn Fn(&str, char) -> Option<(Vec<Inline>, usize)> + 'a;

/// Emphasis nested deeper than this stays text.
const DEEPEST: usize = 6;
/// A pair of marks is no further apart, in bytes.
const WIDEST: usize = 1500;

/// The running text of `text`; its line ends become soft breaks.
pub(crate) fn inlines(text: &str, markup: &Markup) -> Vec<Inline> {
    let mut out = Vec::new();
    read(text, markup, 0, &mut out);
    super::inline::trim(out)
}

fn read(text: &str, markup: &Markup, depth: usize, out: &mut Vec<Inline>) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(mark) = rest.chars().next() {
        if mark == '\n' {
            if let Some(Inline::Text(last)) = out.last_mut() {
                last.truncate(last.trim_end().len());
            }
            out.push(Inline::SoftBreak);
            rest = rest[1..].trim_start_matches([' ', '\t']);
            before = ' ';
            continue;
        }
        let plain = mark.is_alphanumeric() && before.is_alphanumeric() || mark == ' ';
        if !plain {
            if let Some((found, length)) = (markup.special)(rest, before).filter(|(_, length)| *length > 0) {
                before = rest[..length].chars().next_back().unwrap_or(' ');
                if let ([Inline::LineBreak], Some(Inline::Text(last))) = (found.as_slice(), out.last_mut()) {
                    last.truncate(last.trim_end().len());
                }
                super::inline::append(out, found);
                rest = &rest[length..];
                continue;
            }
            if let Some((found, length)) = address(rest).filter(|_| !before.is_alphanumeric() && before != '/') {
                before = ' ';
                out.push(found);
                rest = &rest[length..];
                continue;
            }
            if let Some((effect, inner, length)) = pair(rest, before, markup) {
                before = ' ';
                wrap(effect, inner, markup, depth, out);
                rest = &rest[length..];
                continue;
            }
        }
        // Nothing begins inside a word.
        let mut length = mark.len_utf8();
        before = mark;
        if mark.is_alphanumeric() {
            length = rest.find(|other: char| !other.is_alphanumeric()).unwrap_or(rest.len());
            before = 'x';
        }
        push_text(out, &rest[..length]);
        rest = &rest[length..];
    }
}

fn wrap(effect: Effect, inner: &str, markup: &Markup, depth: usize, out: &mut Vec<Inline>) {
    if effect == Effect::Code {
        out.push(Inline::Code(inner.replace('\n', " ")));
        return;
    }
    let mut text = Vec::new();
    if depth < DEEPEST {
        read(inner, markup, depth + 1, &mut text);
    } else {
        push_text(&mut text, &inner.replace('\n', " "));
    }
    match effect {
        Effect::Strong => out.push(Inline::Strong(text)),
        Effect::Emphasis => out.push(Inline::Emphasis(text)),
        Effect::Strikethrough => out.push(Inline::Strikethrough(text)),
        Effect::Code | Effect::Plain => super::inline::append(out, text),
    }
}

/// The marks that open here, what is between them, and the length of all of it.
fn pair<'t>(rest: &'t str, before: char, markup: &Markup) -> Option<(Effect, &'t str, usize)> {
    if before.is_alphanumeric() {
        return None;
    }
    for (mark, effect) in markup.marks {
        let Some(inner) = rest.strip_prefix(mark) else { continue };
        if inner.starts_with(char::is_whitespace) || inner.starts_with(mark) {
            continue;
        }
        let near = within(inner, WIDEST);
        let mut from = 0;
        while let Some(at) = near[from..].find(mark).map(|at| at + from) {
            let behind = inner[at + mark.len()..].chars().next();
            let closes = at > 0 && !inner[..at].ends_with(char::is_whitespace) && !behind.is_some_and(char::is_alphanumeric);
            if closes {
                return Some((*effect, &inner[..at], at + 2 * mark.len()));
            }
            from = at + mark.len();
        }
    }
    None
}

/// The first `bytes` of `text`, or a little less: what is looked for near a place is not looked for far from it, so that
/// no line takes longer than it is long.
pub(crate) fn within(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `text` up to the bracket that closes one already open, and the length with that bracket; within reason.
pub(crate) fn bracketed(text: &str, open: char, close: char) -> Option<(&str, usize)> {
    let mut depth = 0;
    for (at, mark) in text.char_indices().take(2000) {
        if mark == close && depth == 0 {
            return Some((&text[..at], at + close.len_utf8()));
        }
        if mark == open {
            depth += 1;
        } else if mark == close {
            depth -= 1;
        }
    }
    None
}
