//! Stable ids and folded keys: the same text gives the same id on every machine and in every run.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// The longest slug, in bytes.
const SLUG_BYTES: usize = 80;

/// `text` as lower-case words joined by hyphens: letters lose their accents, Latin letters and digits stay, letters of
/// other scripts stay as they are. Empty where the text has neither letter nor digit.
///
/// ```
/// assert_eq!(hallway::id::slug("Don’t Panic: Größe & Façade (2.0)"), "dont-panic-grosse-facade-2-0");
/// ```
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    if folded.len() <= SLUG_BYTES {
        let mut bytes = folded.into_bytes();
        bytes.iter_mut().filter(|byte| **byte == b' ').for_each(|byte| *byte = b'-');
        return String::from_utf8(bytes).unwrap_or_default();
    }
    let mut slug = String::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
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

/// The id of a talk of its title at its event, where no other talk there has the same.
pub fn talk_id(event: Option<&str>, title: &str) -> String {
    let mut id = event.map(slug).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "no-event".to_owned());
    id.push('/');
    id.push_str(&Some(slug(title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| hash(title.as_bytes())));
    id
}

/// `text` for comparing: lower case, accents off, apostrophes dropped inside words, everything else that is neither
/// letter nor digit a single blank.
///
/// ```
/// assert_eq!(hallway::id::fold("Query Plans That Don’t Suck!"), "query plans that dont suck");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    fold_mixed(text)
}

/// What [`ASCII`] has for a byte that is dropped.
const DROPPED: u8 = 1;

/// What each ASCII byte becomes: a letter or digit; 0 where it parts words, as all other bytes do.
const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'\'' | b'`' => DROPPED,
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// A letter of the Latin blocks or a mark of General Punctuation: what it folds to does not depend on its neighbours.
fn is_simple(c: char) -> bool {
    matches!(c, '\0'..'\u{180}' | '\u{2000}'..'\u{2070}')
}

/// What a letter folds to that its neighbours do not change.
enum Simple {
    /// The letters that it becomes; none where it is dropped.
    Letters(String),
    /// It parts words.
    Gap,
    /// Several pieces.
    Pieces,
}

/// What each character beyond ASCII folds to of which [`is_simple`] is true, by [`place`].
static SIMPLE: LazyLock<Vec<Simple>> = LazyLock::new(|| {
    let simple = |c: char| {
        // Between two letters it shows whether it parts words.
        let mut folded = Folded::with_capacity(8);
        folded.push_ascii(b'a');
        folded.push_decomposed(c);
        folded.push_ascii(b'a');
        let folded = folded.text();
        let between = folded.strip_prefix('a').and_then(|text| text.strip_suffix('a')).unwrap_or_default();
        match between {
            " " => Simple::Gap,
            pieces if pieces.contains(' ') => Simple::Pieces,
            _ => Simple::Letters(between.to_owned()),
        }
    };
    ('\u{80}'..'\u{180}').chain('\u{2000}'..'\u{2070}').map(simple).collect()
});

/// The place of a simple character beyond ASCII in [`SIMPLE`].
fn place(c: char) -> usize {
    let code = c as usize;
    if code < 0x180 { code - 0x80 } else { code - 0x2000 + 0x100 }
}

/// [`fold`] of text in any script: ASCII byte by byte, letters that fold one by one from a table, and only what stands
/// between ASCII letters otherwise by the rules for all of Unicode, since nothing composes with an ASCII letter but an accent.
fn fold_mixed(text: &str) -> String {
    let mut folded = Folded::with_capacity(text.len());
    let simple = LazyLock::force(&SIMPLE);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            folded.push_ascii(ASCII[usize::from(byte)]);
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        if !is_simple(c) {
            let end = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
            folded.push_composed(&rest[..end]);
            at += end;
            continue;
        }
        at += c.len_utf8();
        match simple.get(place(c)) {
            Some(Simple::Letters(letters)) => folded.push_letters(letters),
            Some(Simple::Gap) => folded.gap = true,
            Some(Simple::Pieces) | None => folded.push_decomposed(c),
        }
    }
    folded.text()
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A folded text, as it grows letter by letter.
struct Folded {
    /// UTF-8.
    bytes: Vec<u8>,
    gap: bool,
}

impl Folded {
    fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), gap: false }
    }

    fn text(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }

    /// Closes a gap before the next letter.
    #[inline]
    fn close_gap(&mut self) {
        if std::mem::take(&mut self.gap) && !self.bytes.is_empty() {
            self.bytes.push(b' ');
        }
    }

    /// `letter` as [`ASCII`] has it.
    #[inline]
    fn push_ascii(&mut self, letter: u8) {
        match letter {
            0 => self.gap = true,
            DROPPED => {}
            letter => {
                self.close_gap();
                self.bytes.push(letter);
            }
        }
    }

    /// Letters that are folded, without a gap between them.
    fn push_letters(&mut self, letters: &str) {
        if letters.is_empty() {
            return;
        }
        self.close_gap();
        self.bytes.extend_from_slice(letters.as_bytes());
    }

    /// Letters that may depend on each other.
    fn push_composed(&mut self, letters: &str) {
        // Only the marks of Latin, Greek and Cyrillic letters go: a kana's voicing mark makes another letter of it.
        letters.nfkd().filter(|c| !is_accent(*c)).nfc().for_each(|c| self.push(c));
    }

    fn push_decomposed(&mut self, c: char) {
        decompose_compatible(c, |part| {
            if !is_accent(part) {
                self.push(part);
            }
        });
    }

    fn push(&mut self, c: char) {
        if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            return;
        }
        if !c.is_alphanumeric() {
            self.gap = true;
            return;
        }
        self.close_gap();
        let letters = match c {
            'ß' => "ss",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' => "d",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ı' => "i",
            _ => {
                let mut room = [0; 4];
                c.to_lowercase().for_each(|c| self.bytes.extend_from_slice(c.encode_utf8(&mut room).as_bytes()));
                return;
            }
        };
        self.bytes.extend_from_slice(letters.as_bytes());
    }
}

/// [`fold`] of text in which no letter has an accent: most text, and several times faster.
fn fold_ascii(text: &str) -> String {
    if is_words_alone(text.as_bytes()) {
        return text.to_ascii_lowercase();
    }
    let letter = |byte: u8| match ASCII[usize::from(byte)] {
        0 => b' ',
        letter => letter,
    };
    let mut folded: Vec<u8> = text.bytes().map(letter).collect();
    let mut before = b' ';
    folded.retain(|&letter| {
        let kept = letter != DROPPED && (letter != b' ' || before != b' ');
        before = if kept { letter } else { before };
        kept
    });
    if folded.last() == Some(&b' ') {
        folded.pop();
    }
    String::from_utf8(folded).unwrap_or_default()
}

/// Letters, digits and single blanks between them: told sixteen bytes at a time.
fn is_words_alone(bytes: &[u8]) -> bool {
    let ([first, behind @ ..], [before @ .., last]) = (bytes, bytes) else { return true };
    let is_odd = |before: u8, byte: u8| {
        let letter = ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10);
        !(letter | ((byte == b' ') & (before != b' ')))
    };
    if is_odd(b' ', *first) || *last == b' ' {
        return false;
    }
    let Some((before_end, behind_end)) = before.last_chunk::<16>().zip(behind.last_chunk::<16>()) else {
        return !before.iter().zip(behind).any(|(before, byte)| is_odd(*before, *byte));
    };
    let sixteens = before.as_chunks::<16>().0.iter().zip(behind.as_chunks::<16>().0).chain([(before_end, behind_end)]);
    let mut odd = false;
    for (before, behind) in sixteens {
        for n in 0..16 {
            odd |= is_odd(before[n], behind[n]);
        }
    }
    !odd
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

    /// [`fold`] by the rules for all of Unicode alone.
    fn fold_letters(text: &str) -> String {
        let mut folded = Folded::with_capacity(text.len());
        folded.push_composed(text);
        folded.text()
    }

    #[test]
    fn ascii_folds_as_all_other_text_does() {
        let every: String = (0..128_u8).map(|byte| format!("a{}B", char::from(byte))).collect();
        let words =
            ["Fog", "Fog and Boats 2", "Fog  and Boats of the Sea", " Fog and Boats of the Sea", "Fog and Boats of the Sea "];
        for text in ["Don't `Panic`: it's 2031!", "  a -- B_c'", "'", "", &every].into_iter().chain(words) {
            assert_eq!(fold_ascii(text), fold_letters(text), "{text:?}");
        }
    }

    #[test]
    fn letters_that_fold_one_by_one_fold_as_the_whole_text_does() {
        let simple = (0..0x2070).filter_map(char::from_u32).filter(|&c| is_simple(c));
        for c in simple {
            for text in [format!("a{c}B"), format!("{c}"), format!("a {c}{c}é")] {
                assert_eq!(fold_mixed(&text), fold_letters(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn letters_of_all_scripts_fold_between_ascii_as_the_whole_text_does() {
        let all = (0x80..=0x1_ffff).filter_map(char::from_u32).collect::<Vec<_>>();
        for letters in all.chunks(61) {
            let apart: String = letters.iter().map(|c| format!("a{c}B{c}{c} é{c}'z")).collect();
            let joined: String =
                format!("x{}Y é{}", letters.iter().collect::<String>(), letters.iter().rev().collect::<String>());
            for text in [apart, joined] {
                assert_eq!(fold_mixed(&text), fold_letters(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn long_slugs_end_between_words() {
        let slug = slug(&"word ".repeat(100));
        assert!(slug.len() <= SLUG_BYTES && slug.ends_with("word"), "{slug}");
    }
}
