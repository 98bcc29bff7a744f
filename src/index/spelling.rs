//! The words of a document as they are written, for "did you mean": of a word that many documents have, few need to say so.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::passages::Passage;
use super::words::{fold_word, is_paired};

/// So many documents of one run say how a word is spelled.
const SPELLED_IN: u8 = 2;
/// About every so many bytes of a document a word stands for the first time.
const BYTES_A_WORD: usize = 16;

/// Folded words, each once, in the order in which they come.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Spellings {
    words: String,
    /// Where each of them ends, and what stands for it.
    ends: Vec<(usize, u64)>,
}

impl Spellings {
    /// The words of `passages`.
    pub(super) fn of<'a>(passages: impl Iterator<Item = &'a Passage> + Clone) -> Spellings {
        let some = passages.clone().map(|passage| passage.text.len()).sum::<usize>() / BYTES_A_WORD;
        let (mut found, mut seen) = (Spellings::default(), FxHashSet::with_capacity_and_hasher(some, FxBuildHasher));
        for passage in passages {
            for text in [&passage.text, &passage.title, &passage.people, &passage.context, &passage.extra] {
                for word in words(text).filter(|word| (4..40).contains(&word.text.len())) {
                    found.push(&word, &mut seen);
                }
            }
        }
        found
    }

    fn push(&mut self, word: &Word, seen: &mut FxHashSet<u64>) {
        let start = self.words.len();
        if let Some(number) = word.number {
            if seen.insert(number) {
                self.words.push_str(word.text);
                self.words.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
                self.ends.push((self.words.len(), number));
            }
        } else if !word.text.contains(is_paired) {
            let folded = fold_word(word.text);
            let number = folded.bytes().fold(0, number_with);
            if folded.chars().nth(3).is_some() && seen.insert(number) {
                self.words.push_str(&folded);
                self.ends.push((self.words.len(), number));
            }
        }
    }

    /// The words, each with what stands for it.
    fn each(&self) -> impl Iterator<Item = (&str, u64)> {
        let mut start = 0;
        self.ends.iter().map(move |(end, number)| {
            let word = self.words.get(start..*end).unwrap_or_default();
            start = *end;
            (word, *number)
        })
    }
}

/// A stretch of letters and apostrophes.
struct Word<'a> {
    text: &'a str,
    /// What stands for it folded, where it is of ASCII letters alone.
    number: Option<u64>,
}

/// Parts words.
const BETWEEN: u8 = 0;
/// May belong to a word: an apostrophe, or no ASCII.
const SPECIAL: u8 = 1;
/// What each byte is: an ASCII letter in lower case, or one of those.
const LETTERS: [u8; 256] = {
    let mut table = [BETWEEN; 256];
    table[b'\'' as usize] = SPECIAL;
    let mut byte = 0x80;
    while byte < 0x100 {
        table[byte] = SPECIAL;
        byte += 1;
    }
    let mut letter = b'a';
    while letter <= b'z' {
        table[letter as usize] = letter;
        table[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    table
};

/// What stands for a folded word that goes on with `byte`; 0 stands for its beginning.
#[inline]
fn number_with(number: u64, byte: u8) -> u64 {
    (number ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The words of `text`.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().take_while(|byte| LETTERS[usize::from(**byte)] == BETWEEN).count();
            let (start, mut number) = (at, 0);
            for letter in bytes.get(at..)?.iter().map(|byte| LETTERS[usize::from(*byte)]).take_while(|letter| *letter > SPECIAL) {
                number = number_with(number, letter);
                at += 1;
            }
            match bytes.get(at).map_or(BETWEEN, |byte| LETTERS[usize::from(*byte)]) {
                BETWEEN if at == start => return None,
                BETWEEN => return Some(Word { text: text.get(start..at)?, number: Some(number) }),
                _ => {}
            }
            let is_inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
            at += text.get(at..)?.chars().take_while(|c| is_inside(*c)).map(char::len_utf8).sum::<usize>();
            if at > start {
                let text = text.get(start..at)?;
                let is_plain = text.bytes().all(|byte| LETTERS[usize::from(byte)] > SPECIAL);
                return Some(Word { text, number: is_plain.then_some(number) });
            }
            // What parts words, and takes several bytes.
            at += text.get(at..)?.chars().next()?.len_utf8();
        }
    })
}

/// In how many documents of one run each word is, by what stands for it.
#[derive(Debug, Default)]
pub(super) struct Spelled(FxHashMap<u64, u8>);

impl Spelled {
    /// Those of `words` that few documents have had, one a line.
    pub(super) fn new_of(&mut self, words: &Spellings) -> String {
        let mut new = String::with_capacity(words.words.len() + words.ends.len());
        for (word, number) in words.each() {
            let documents = self.0.entry(number).or_default();
            *documents = documents.saturating_add(1);
            if *documents <= SPELLED_IN {
                if !new.is_empty() {
                    new.push('\n');
                }
                new.push_str(word);
            }
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(text: &str, title: &str) -> Spellings {
        let passage = Passage { text: text.to_owned(), title: title.to_owned(), ..Passage::default() };
        Spellings::of([passage].iter())
    }

    #[test]
    fn words_are_folded_and_told_once() {
        #[rustfmt::skip]
        let table = [
            ("Tides and Harbours",      "tides",   "tides harbours"),
            ("don’t panic, Don't DONT", "",        "dont panic"),
            ("Größe grosse Gro",        "",        "grosse"),
            ("Extraordinarily extraordinarily extraordinarium", "", "extraordinarily extraordinarium"),
            ("入門とその1歩先へ abcd",    "",        "abcd"),
            ("’’’’ ab’c",               "",        ""),
        ];
        for (text, title, expected) in table {
            let found = spellings(text, title);
            assert_eq!(found.each().map(|(word, _)| word).collect::<Vec<_>>().join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn a_word_is_told_by_few_documents() {
        let mut spelled = Spelled::default();
        let document = spellings("tides harbours", "");
        let told: Vec<String> = (0..3).map(|_| spelled.new_of(&document)).collect();
        assert_eq!(told, ["tides\nharbours", "tides\nharbours", ""]);
        assert_eq!(spelled.new_of(&spellings("harbours moon ships", "")), "moon\nships");
    }
}
