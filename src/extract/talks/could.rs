//! What a line must have to be looked at as a talk: asked first, because most lines are notes.

use crate::extract::inlines::one_line;
use crate::extract::{letters, phrases};
use crate::marks::Marks;
use crate::read::document::{Inline, plain};

/// How far around a mark a name is looked for: a line of nothing but brackets is asked at each of them.
const NEAR: usize = 64;

/// A piece that could be a marked title, or a time set as code in front of one.
fn is_marked(inlines: &[Inline]) -> bool {
    matches!(inlines.first(), Some(Inline::Code(_)))
        || inlines.iter().any(|inline| {
            !matches!(inline, Inline::Text(_) | Inline::Code(_) | Inline::Image { .. } | Inline::SoftBreak | Inline::LineBreak)
        })
}

/// A marked or quoted piece, people in brackets, a time: what a paragraph of a talk begins with.
pub(super) fn could_begin_a_talk(inlines: &[Inline]) -> bool {
    const QUOTES: [char; 11] = ['"', '“', '„', '«', '»', '‘', '\'', '「', '『', '《', '”'];
    is_marked(inlines) || {
        let text = plain(inlines);
        text.contains(QUOTES)
            || text.find('(').is_some_and(|at| at < 160)
            || text.chars().take(48).any(|c| c.is_numeric() || letters::is_wide(c))
    }
}

/// A marked piece, a time, or something that could part a title from people.
pub(in crate::extract) fn could_be_a_talk(inlines: &[Inline]) -> bool {
    static BETWEEN: Marks =
        Marks::of(&[" by ", " par ", " von ", " por ", " door ", " di ", " da ", " with ", " mit ", " de ", "による"]);
    static OWNED: Marks = Marks::of(&["'s ", "’s "]);
    if is_marked(inlines) {
        return true;
    }
    let text = one_line(inlines);
    text.starts_with(|c: char| c.is_ascii_digit() || letters::is_wide(c))
        || is_parted_from_a_name(&text)
        || BETWEEN.to_try(&text).any(|word| text.split_once(word).is_some_and(|(_, after)| begins_like_a_name(after)))
        || OWNED.to_try(&text).any(|mark| text.split_once(mark).is_some_and(|(before, _)| ends_like_a_name(before)))
        || phrases::format_prefix(&text).is_some()
}

/// A mark between two parts of a line, of which one begins or ends like a name; or a piece in quotation marks.
fn is_parted_from_a_name(text: &str) -> bool {
    let short = text.len() < 120;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let parts = match c {
            '"' | '“' | '„' | '«' | '»' | '「' | '『' | '‘' => return true,
            ':' | '：' | '(' | '（' | '[' | '【' | '–' | '—' | '―' | '‒' | '|' | '｜' | '／' | '~' | '〜' | '·' | '•' | '@'
            | '→' | '➜' | '➔' | '➡' | '⇒' | '⟶' | '>' | '\t' => true,
            '-' | '/' => before == ' ' || after.starts_with(' '),
            ',' | '、' | '，' => short,
            _ => false,
        };
        if parts && (begins_like_a_name(after) || ends_like_a_name(&text[..at])) {
            return true;
        }
        before = c;
    }
    false
}

/// A capital, a handle or a letter of another script, behind what may stand around a name.
fn begins_like_a_name(text: &str) -> bool {
    let is_around = |c: &char| c.is_whitespace() || matches!(c, '(' | '[' | '*' | '_' | '-');
    let first = text.chars().take(NEAR).find(|c| !is_around(c));
    first.is_some_and(|c| c.is_uppercase() || c == '@' || !c.is_ascii())
}

/// The last word begins like a name, or something in brackets ends it.
fn ends_like_a_name(text: &str) -> bool {
    let from = (text.len().saturating_sub(NEAR * 2)..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let text = text[from..].trim_end();
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    text.ends_with([')', ']', '）', '】']) || begins_like_a_name(word)
}
