//! Inlines as lines: what a writer put on one line belongs together, whatever block it stands in.

use std::borrow::Cow;

use crate::read::document::{Block, BlockKind, Inline, plain, plain_length};

/// `inlines` cut at every line break, meant or not; the marks around a piece are kept on both sides of a cut.
pub(super) fn lines(inlines: &[Inline]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        match inline {
            Inline::SoftBreak | Inline::LineBreak => lines.push(Vec::new()),
            Inline::Text(text) if text.contains('\n') => {
                for (n, piece) in text.split('\n').enumerate() {
                    if n > 0 {
                        lines.push(Vec::new());
                    }
                    push(&mut lines, Inline::Text(piece.to_owned()));
                }
            }
            Inline::Strong(inner) => wrap(&mut lines, inner, Inline::Strong),
            Inline::Emphasis(inner) => wrap(&mut lines, inner, Inline::Emphasis),
            Inline::Strikethrough(inner) => wrap(&mut lines, inner, Inline::Strikethrough),
            other => push(&mut lines, other.clone()),
        }
    }
    lines
}

/// [`lines`], copied only where there are several.
pub(super) fn cut_lines(inlines: &[Inline]) -> Vec<Cow<'_, [Inline]>> {
    match is_one_line(inlines) {
        true => vec![Cow::Borrowed(inlines)],
        false => lines(inlines).into_iter().map(Cow::Owned).collect(),
    }
}

/// Whether `inlines` are one line.
pub(super) fn is_one_line(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::SoftBreak | Inline::LineBreak => false,
        Inline::Text(text) => !text.contains('\n'),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strikethrough(inner) => is_one_line(inner),
        Inline::Link { .. } | Inline::Code(_) | Inline::Image { .. } => true,
    })
}

/// The texts of [`lines`], each as [`one_line`] has it.
pub(super) fn line_texts(inlines: &[Inline]) -> Vec<String> {
    let mut texts = vec![String::new()];
    push_lines(inlines, &mut texts);
    texts.iter_mut().for_each(|text| *text = fold_own_space(std::mem::take(text)));
    texts
}

fn push_lines(inlines: &[Inline], texts: &mut Vec<String>) {
    for inline in inlines {
        match (inline, texts.last_mut()) {
            (Inline::SoftBreak | Inline::LineBreak, _) => texts.push(String::new()),
            (Inline::Text(text), Some(last)) => {
                let mut pieces = text.split('\n');
                last.push_str(pieces.next().unwrap_or_default());
                texts.extend(pieces.map(str::to_owned));
            }
            (Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strikethrough(inner), _) => push_lines(inner, texts),
            (other, Some(last)) => last.push_str(&plain(std::slice::from_ref(other))),
            (_, None) => {}
        }
    }
}

fn push(lines: &mut [Vec<Inline>], inline: Inline) {
    if let Some(line) = lines.last_mut() {
        line.push(inline);
    }
}

fn wrap(out: &mut Vec<Vec<Inline>>, inner: &[Inline], mark: fn(Vec<Inline>) -> Inline) {
    for (n, piece) in lines(inner).into_iter().enumerate() {
        if n > 0 {
            out.push(Vec::new());
        }
        if !piece.is_empty() {
            push(out, mark(piece));
        }
    }
}

/// The plain text of `inlines` on one line, white space folded.
pub(super) fn one_line(inlines: &[Inline]) -> String {
    match inlines {
        [Inline::Text(text)] => fold_space(text),
        _ => fold_own_space(plain(inlines)),
    }
}

/// [`one_line`] of what is no longer than `most` bytes; `None` for longer text, found without writing it.
pub(super) fn short_line(inlines: &[Inline], most: usize) -> Option<String> {
    // White space may fold to less, so much longer text alone is known to be too long.
    let raw: usize = inlines.iter().map(|inline| if let Inline::Text(text) = inline { text.trim().len() } else { 0 }).sum();
    if raw > most * 2 {
        return None;
    }
    Some(one_line(inlines)).filter(|text| text.len() <= most)
}

/// `text` with every run of white space a single blank, none at the ends.
pub(crate) fn fold_space(text: &str) -> String {
    if has_single_blanks(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// [`fold_space`] of a text that nobody else holds: most have nothing to fold.
fn fold_own_space(text: String) -> String {
    if has_single_blanks(&text) { text } else { fold_space(&text) }
}

/// Whether all white space in `text` surely is single blanks between words: asked of nearly every text, and so eight bytes
/// at a time.
fn has_single_blanks(text: &str) -> bool {
    const EACH: u64 = u64::MAX / 255;
    const TOP: u64 = EACH << 7;
    let ([first, ..], [.., last]) = (text.as_bytes(), text.as_bytes()) else { return true };
    if *first <= b' ' || *last <= b' ' {
        return false;
    }
    let (mut odd, mut wide, mut before) = (0, 0, 0);
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [b'x'; 8];
    last[..rest.len()].copy_from_slice(rest);
    for eight in eights.iter().chain([&last]) {
        let bytes = u64::from_le_bytes(*eight);
        // The highest bit of each byte tells: it is less than a blank; it is one; it is beyond ASCII.
        odd |= bytes.wrapping_sub(EACH * u64::from(b' ')) & !bytes & TOP;
        let others = bytes ^ (EACH * u64::from(b' '));
        let blanks = !(((others & !TOP) + !TOP) | others) & TOP;
        odd |= blanks & (blanks << 8 | before);
        before = blanks >> 56;
        wide |= bytes & TOP;
    }
    odd == 0 && (wide == 0 || !holds_a_blank_beyond_ascii(text.as_bytes()))
}

fn holds_a_blank_beyond_ascii(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(at, byte)| BLANKS[usize::from(*byte)] == WIDE && blank_at(&bytes[at..]) > 0)
}

/// What [`BLANKS`] has for a byte that begins blanks beyond ASCII, and many letters and marks.
const WIDE: u8 = 2;

/// What each byte begins: 0 where it is no white space, 1 where it is.
static BLANKS: [u8; 256] = {
    let mut blanks = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        blanks[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => 1,
            0xc2 | 0xe1..=0xe3 => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    blanks
};

/// How many bytes the white space takes that `bytes` begin with.
fn blank_at(bytes: &[u8]) -> usize {
    match (bytes.first().map_or(0, |byte| BLANKS[usize::from(*byte)]), bytes) {
        (WIDE, [0xc2, 0x85 | 0xa0, ..]) => 2,
        (WIDE, [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]) => 3,
        (WIDE, [0xe1, 0x9a, 0x80, ..] | [0xe2, 0x81, 0x9f, ..] | [0xe3, 0x80, 0x80, ..]) => 3,
        (WIDE, _) => 0,
        (blank, _) => usize::from(blank),
    }
}

/// The words of `text`, which white space parts.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            match blank_at(rest.as_bytes()) {
                0 => break,
                blank => rest = rest.get(blank..)?,
            }
        }
        let bytes = rest.as_bytes();
        let mut end = 0;
        while bytes.get(end).is_some_and(|byte| BLANKS[usize::from(*byte)] == 0 || blank_at(&bytes[end..]) == 0) {
            end += 1;
        }
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

/// How many words white space parts `text` into.
pub(super) fn count_words(text: &str) -> usize {
    if holds_a_blank_beyond_ascii(text.as_bytes()) {
        return words(text).count();
    }
    let (mut words, mut gap) = (0, true);
    for byte in text.bytes() {
        let blank = BLANKS[usize::from(byte)] == 1;
        words += usize::from(gap && !blank);
        gap = blank;
    }
    words
}

/// Nothing to read: no text, at most pictures and breaks.
pub(super) fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => is_white(text),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => is_blank(inner),
        Inline::Link { text, .. } => is_blank(text),
        Inline::Image { .. } | Inline::SoftBreak | Inline::LineBreak => true,
    })
}

/// Nothing but white space; most text begins with a letter.
fn is_white(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_graphic()) && text.trim().is_empty()
}

/// The inlines without the emphasis that wraps all of them, and what wrapped them.
pub(super) fn unwrapped(inlines: &[Inline]) -> (&[Inline], Wrap) {
    let mut inner = trimmed(inlines);
    let mut wrap = Wrap::None;
    while let [Inline::Strong(next) | Inline::Emphasis(next)] = inner {
        wrap = match (wrap, &inner[0]) {
            (_, Inline::Strong(_)) => Wrap::Strong,
            (Wrap::Strong, _) => Wrap::Strong,
            _ => Wrap::Emphasis,
        };
        inner = trimmed(next);
    }
    (inner, wrap)
}

/// The emphasis that wraps a whole line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wrap {
    None,
    Emphasis,
    Strong,
}

/// The inlines without blanks and breaks at the ends.
pub(super) fn trimmed(mut inlines: &[Inline]) -> &[Inline] {
    let is_gap = |inline: &Inline| match inline {
        Inline::Text(text) => is_white(text),
        Inline::SoftBreak | Inline::LineBreak => true,
        _ => false,
    };
    while let [first, rest @ ..] = inlines
        && is_gap(first)
    {
        inlines = rest;
    }
    while let [rest @ .., last] = inlines
        && is_gap(last)
    {
        inlines = rest;
    }
    inlines
}

/// The single link that `inlines` consist of, leading and trailing marks and pictures apart.
pub(super) fn sole_link(inlines: &[Inline]) -> Option<(&str, &[Inline])> {
    let mut found = None;
    for inline in unwrapped(inlines).0 {
        match inline {
            Inline::Link { url, text } if found.is_none() => found = Some((url.as_str(), text.as_slice())),
            Inline::Text(text) if text.chars().all(|c| !c.is_alphanumeric()) => {}
            Inline::Code(text) if crate::when::find_time(text).is_some() => {}
            Inline::Image { .. } | Inline::SoftBreak | Inline::LineBreak => {}
            Inline::Strong(inner) | Inline::Emphasis(inner) if found.is_none() => found = Some(sole_link(inner)?),
            _ => return None,
        }
    }
    found
}

/// Splits `inlines` after `bytes` bytes of their plain text (as [`plain`] writes it).
pub(super) fn split_at(inlines: &[Inline], bytes: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut at = 0;
    for inline in inlines {
        let length = plain_length(std::slice::from_ref(inline));
        if at + length <= bytes {
            left.push(inline.clone());
        } else if at >= bytes {
            right.push(inline.clone());
        } else {
            let cut = bytes - at;
            let (a, b) = match inline {
                Inline::Text(text) if text.is_char_boundary(cut) => {
                    (Inline::Text(text[..cut].to_owned()), Inline::Text(text[cut..].to_owned()))
                }
                Inline::Strong(inner) => pair(split_at(inner, cut), Inline::Strong),
                Inline::Emphasis(inner) => pair(split_at(inner, cut), Inline::Emphasis),
                Inline::Strikethrough(inner) => pair(split_at(inner, cut), Inline::Strikethrough),
                Inline::Link { url, text } => pair(split_at(text, cut), |text| Inline::Link { url: url.clone(), text }),
                whole => {
                    left.push(whole.clone());
                    at += length;
                    continue;
                }
            };
            left.push(a);
            right.push(b);
        }
        at += length;
    }
    (left, right)
}

fn pair((a, b): (Vec<Inline>, Vec<Inline>), mark: impl Fn(Vec<Inline>) -> Inline) -> (Inline, Inline) {
    (mark(a), mark(b))
}

/// Every link in `blocks`, in order, with its text.
pub(super) fn links_in_blocks<'a>(blocks: &'a [Block], found: &mut Vec<(&'a str, &'a [Inline])>) {
    use crate::read::document::links;
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => links(text, found),
            BlockKind::List { items, .. } => items.iter().for_each(|item| links_in_blocks(&item.blocks, found)),
            BlockKind::Quote(inner) => links_in_blocks(inner, found),
            BlockKind::Table { rows } => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| links_in_blocks(&cell.blocks, found));
            }
            BlockKind::Definitions(pairs) => {
                for (term, inner) in pairs {
                    links(term, found);
                    links_in_blocks(inner, found);
                }
            }
            BlockKind::Figure { caption, .. } => links(caption, found),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn lines_keep_their_marks() {
        let inlines = [text("a "), Inline::Strong(vec![text("b"), Inline::SoftBreak, text("c")]), Inline::LineBreak, text("d")];
        assert_eq!(
            lines(&inlines),
            [vec![text("a "), Inline::Strong(vec![text("b")])], vec![Inline::Strong(vec![text("c")])], vec![text("d")]]
        );
    }

    #[test]
    fn white_space_folds_to_single_blanks_wherever_it_stands() {
        let blanks = (0..0x3001).filter_map(char::from_u32).filter(|c| c.is_whitespace() || c.is_ascii() || *c == '’');
        for c in blanks {
            for place in 0..20 {
                let text = format!("{}{c}{c}{} f–g", "a".repeat(place), "b".repeat(20 - place));
                for text in [text.as_str(), text.strip_prefix('a').unwrap_or(&text), text.trim_end_matches(" f–g")] {
                    let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert_eq!(fold_space(text), expected, "{text:?}");
                    assert!(words(text).eq(text.split_whitespace()), "{text:?}");
                    assert_eq!(count_words(text), words(text).count(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_split_falls_inside_marks() {
        let inlines = [text("ab"), Inline::Strong(vec![text("cde")])];
        assert_eq!(
            split_at(&inlines, 3),
            (vec![text("ab"), Inline::Strong(vec![text("c")])], vec![Inline::Strong(vec![text("de")])])
        );
    }
}
