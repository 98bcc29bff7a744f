//! Stable ids and folded keys: the same text gives the same id on every machine and in every run.

use unicode_normalization::UnicodeNormalization;

/// The longest slug, in bytes.
const SLUG_BYTES: usize = 80;

/// `text` as lower-case words joined by hyphens: letters lose their accents, Latin letters and digits stay, letters of
/// other scripts stay as they are. Empty where the text has neither letter nor digit.
///
/// ```
/// assert_eq!(hallway::id::slug("Don’t Panic: Größe & Façade (2.0)"), "dont-panic-grosse-facade-2-0");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        if slug.len() + word.len() + 1 > SLUG_BYTES && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.len() > SLUG_BYTES {
        let end = (0..=SLUG_BYTES).rev().find(|&end| slug.is_char_boundary(end)).unwrap_or(0);
        slug.truncate(end);
    }
    slug
}

/// `text` for comparing: lower case, accents off, apostrophes dropped inside words, everything else that is neither
/// letter nor digit a single blank.
///
/// ```
/// assert_eq!(hallway::id::fold("Query Plans That Don’t Suck!"), "query plans that dont suck");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_letters(text) }
}

/// [`fold`] of text in any script.
fn fold_letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    // Only the marks of Latin, Greek and Cyrillic letters go: a kana's voicing mark makes another letter of it.
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc() {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => continue,
            c if c.is_alphanumeric() => {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                match c {
                    'ß' => folded.push_str("ss"),
                    'ø' | 'Ø' => folded.push('o'),
                    'ł' | 'Ł' => folded.push('l'),
                    'đ' | 'Đ' => folded.push('d'),
                    'æ' | 'Æ' => folded.push_str("ae"),
                    'œ' | 'Œ' => folded.push_str("oe"),
                    'ı' => folded.push('i'),
                    _ => folded.extend(c.to_lowercase()),
                }
            }
            _ => gap = true,
        }
    }
    folded
}

/// [`fold`] of text in which no letter has an accent: most text, and several times faster.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        match byte {
            b'\'' | b'`' => {}
            byte if byte.is_ascii_alphanumeric() => {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                folded.push(char::from(byte.to_ascii_lowercase()));
            }
            _ => gap = true,
        }
    }
    folded
}

/// A hash of `bytes` for telling many of them apart in memory.
pub fn short_hash(bytes: &[u8]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    short
}

/// A short hash of `bytes`, 16 hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_words_in_every_script() {
        #[rustfmt::skip]
        let table = [
            ("PyGrunn 2024",                  "pygrunn-2024"),
            ("C++ & C#: a tale",              "c-c-a-tale"),
            ("  “It Ain’t Broke” — Why?  ",   "it-aint-broke-why"),
            ("Bilge Yücel",                   "bilge-yucel"),
            ("入門とその1歩先へ",                "入門とその1歩先へ"),
            ("ガイド",                          "ガイド"),
            ("…",                             ""),
        ];
        for (text, expected) in table {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ascii_folds_as_all_other_text_does() {
        let every: String = (0..128_u8).map(|byte| format!("a{}B", char::from(byte))).collect();
        for text in ["Don't `Panic`: it's 2031!", "  a -- B_c'", "'", "", &every] {
            assert_eq!(fold_ascii(text), fold_letters(text), "{text:?}");
        }
    }

    #[test]
    fn long_slugs_end_between_words() {
        let slug = slug(&"word ".repeat(100));
        assert!(slug.len() <= SLUG_BYTES && slug.ends_with("word"), "{slug}");
    }
}
