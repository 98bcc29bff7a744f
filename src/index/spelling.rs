//! The words of a document as they are written, for "did you mean": of a word that many documents have, few need to say so.

use std::hash::BuildHasher;

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
    /// One a line.
    words: String,
    /// What stands for each of them.
    numbers: Vec<u64>,
}

impl Spellings {
    /// The words of `passages`.
    pub(super) fn of<'a>(passages: impl Iterator<Item = &'a Passage> + Clone) -> Spellings {
        let some = passages.clone().map(|passage| passage.text.len()).sum::<usize>() / BYTES_A_WORD;
        let (mut found, mut seen) = (Spellings::default(), FxHashSet::with_capacity_and_hasher(some, FxBuildHasher));
        let mut written: FxHashSet<&str> = FxHashSet::with_capacity_and_hasher(some, FxBuildHasher);
        for passage in passages {
            for text in [&passage.text, &passage.title, &passage.people, &passage.context, &passage.extra] {
                for word in words(text).filter(|word| word.len() > 3 && word.len() < 40) {
                    if written.insert(word) && !word.contains(is_paired) {
                        found.push(word, &mut seen);
                    }
                }
            }
        }
        found
    }

    fn push(&mut self, word: &str, seen: &mut FxHashSet<u64>) {
        let start = self.words.len();
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.words.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.words.push_str(&fold_word(word));
        }
        let folded = self.words.get(start..).unwrap_or_default();
        let number = FxBuildHasher.hash_one(folded);
        if folded.chars().nth(3).is_some() && seen.insert(number) {
            self.words.push('\n');
            self.numbers.push(number);
        } else {
            self.words.truncate(start);
        }
    }
}

/// The stretches of letters and apostrophes in `text`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    // How many bytes the letter at `at` takes; `Err` for all else.
    let letter = |at: usize| {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some(if byte.is_ascii_alphabetic() || byte == b'\'' { Ok(1) } else { Err(1) });
        }
        let c = text.get(at..)?.chars().next()?;
        Some(if c.is_alphabetic() || c == '’' { Ok(c.len_utf8()) } else { Err(c.len_utf8()) })
    };
    std::iter::from_fn(move || {
        while let Some(Err(length)) = letter(at) {
            at += length;
        }
        let start = at;
        while let Some(Ok(length)) = letter(at) {
            at += length;
        }
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

/// In how many documents of one run each word is, by what stands for it.
#[derive(Debug, Default)]
pub(super) struct Spelled(FxHashMap<u64, u8>);

impl Spelled {
    /// Those of `words` that few documents have had, one a line.
    pub(super) fn new_of(&mut self, words: &Spellings) -> String {
        let mut new = String::with_capacity(words.words.len());
        for (word, number) in words.words.lines().zip(&words.numbers) {
            let documents = self.0.entry(*number).or_default();
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
            ("Tides and Harbours",      "tides",   "tides\nharbours\n"),
            ("don’t panic, Don't",      "",        "dont\npanic\n"),
            ("Größe grosse Gro",        "",        "grosse\n"),
            ("入門とその1歩先へ abcd",    "",        "abcd\n"),
            ("’’’’ ab’c",               "",        ""),
        ];
        for (text, title, expected) in table {
            let found = spellings(text, title);
            assert_eq!((&*found.words, found.numbers.len()), (expected, expected.lines().count()), "{text:?}");
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
