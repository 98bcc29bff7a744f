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

/// What each ASCII letter is in lower case; 0 for all other bytes.
const LETTERS: [u8; 256] = {
    let mut table = [0; 256];
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
        let is_between = |byte: &u8| byte.is_ascii() && LETTERS[usize::from(*byte)] == 0 && *byte != b'\'';
        loop {
            at += bytes.get(at..)?.iter().take_while(|byte| is_between(byte)).count();
            let (start, mut number, mut is_plain) = (at, 0, true);
            loop {
                while let Some(letter) = bytes.get(at).map(|byte| LETTERS[usize::from(*byte)]).filter(|letter| *letter > 0) {
                    number = number_with(number, letter);
                    at += 1;
                }
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if !(c.is_alphabetic() || matches!(c, '\'' | '’')) {
                    break;
                }
                is_plain = false;
                at += c.len_utf8();
            }
            if at > start {
                return Some(Word { text: text.get(start..at)?, number: is_plain.then_some(number) });
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
