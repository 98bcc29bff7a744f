//! Scripts whose letters are wide, and which of them are written without blanks between words.

/// A letter of Han, kana or Hangul.
pub(super) fn is_wide(c: char) -> bool {
    is_kana(c)
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff66}'..='\u{ff9f}' | '々')
}

/// Does a letter of Han, kana or Hangul stand in `text`?
pub(super) fn holds_wide(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_wide)
}

/// A letter of a script that is written without blanks between words: Han or kana.
pub(super) fn is_unspaced(c: char) -> bool {
    is_wide(c) && !matches!(c, '\u{ac00}'..='\u{d7af}')
}

/// Hiragana or katakana.
fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

/// The rounder kana, which inflect words and stand between them.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

/// The kana of borrowed words and names.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}
