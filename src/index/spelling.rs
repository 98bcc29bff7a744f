//! The words of a document as they are written, for "did you mean": of a word that many documents have, few need to say so.

use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

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
                for word in words(text).filter(|word| word.len() > 3 && word.len() < 40) {
                    found.push(word, &mut seen);
                }
            }
        }
        found
    }

    fn push(&mut self, word: &str, seen: &mut FxHashSet<u64>) {
        if let Some(number) = plain_number(word) {
            if seen.insert(number) {
                let start = self.words.len();
                self.words.push_str(word);
                self.words.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
                self.ends.push((self.words.len(), number));
            }
        } else if !word.contains(is_paired) {
            let folded = fold_word(word);
            let number = plain_number(&folded).unwrap_or_else(|| FxBuildHasher.hash_one(&folded));
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

/// What stands for a word of ASCII letters alone, in capitals or not; `None` of any other.
fn plain_number(word: &str) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last.get_mut(..rest.len())?.copy_from_slice(rest);
    for chunk in chunks.iter().chain([&last]) {
        hasher.write_u64(u64::from_le_bytes(*chunk) | 0x2020_2020_2020_2020);
    }
    // Looking at all bytes is quicker than stopping at the first that decides.
    let plain = word.bytes().fold(1_u8, |plain, byte| plain & u8::from(byte.is_ascii_alphabetic()));
    (plain == 1).then(|| hasher.finish())
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
