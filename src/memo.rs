//! Answers that are given again: the same question about the same text is asked from many places while one document is
//! read, and its answer depends on nothing else.

use std::cell::{Cell, RefCell};
use std::hash::Hasher;
use std::ops::Range;
use std::thread::LocalKey;

use rustc_hash::FxHasher;

/// Longer texts are asked about once: a document's sections, where others ask about its paragraphs.
const LONGEST: usize = 2000;

/// So many answers are held to one question; then all of them are forgotten.
const MOST: usize = 8192;

thread_local! {
    /// Counts the documents that this thread has read.
    static DOCUMENT: Cell<u64> = const { Cell::new(0) };
}

/// The answers to one question, by the text that it was asked about, while one document is read.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    answers: RefCell<Answers<T>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { answers: RefCell::default() }
    }
}

/// A new document begins: what was answered before is forgotten, so that no document costs the memory of another.
pub(crate) fn forget() {
    DOCUMENT.set(DOCUMENT.get().wrapping_add(1));
}

#[cfg(test)]
thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

/// How many questions this thread has asked: what work grows with, told without a clock.
#[cfg(test)]
pub(crate) fn asked() -> u64 {
    ASKED.get()
}

/// What `work` makes of `text`: made now, or held from when it was last asked. `work` must depend on the text alone.
pub(crate) fn answer<T: Clone>(memo: &'static LocalKey<Memo<T>>, text: &str, work: impl FnOnce(&str) -> T) -> T {
    #[cfg(test)]
    ASKED.set(ASKED.get() + 1);
    if text.len() > LONGEST {
        return work(text);
    }
    let document = DOCUMENT.get();
    memo.with(|memo| {
        let held = memo.answers.borrow_mut().get(text, document);
        held.unwrap_or_else(|hash| {
            // Nothing is borrowed here: the work may ask the same question about a part of the text.
            let made = work(text);
            memo.answers.borrow_mut().insert(text, hash, made.clone());
            made
        })
    })
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Answers by their texts, which stand one behind the other: most are asked about once or twice, so that a text that had to
/// be allocated for itself would cost more than its answer saves.
#[derive(Debug)]
struct Answers<T> {
    document: u64,
    texts: String,
    held: Vec<Held<T>>,
    /// By their hashes the places in `held`, counted from one; at least twice as many as answers, a power of two.
    places: Vec<u32>,
    /// The place of the answer that was given last: several questions in a row are about one text.
    last: usize,
}

#[derive(Debug)]
struct Held<T> {
    hash: u64,
    text: Range<usize>,
    answer: T,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self { document: 0, texts: String::new(), held: Vec::new(), places: vec![0; 64], last: 0 }
    }
}

impl<T: Clone> Answers<T> {
    /// The answer, or the hash of the text that has none.
    fn get(&mut self, text: &str, document: u64) -> Result<T, u64> {
        if self.document != document || self.held.len() >= MOST {
            self.forget(document);
        }
        if let Some(last) = self.held.get(self.last).filter(|last| self.is_about(last, text)) {
            return Ok(last.answer.clone());
        }
        let hash = hash(text);
        let mut at = self.first(hash);
        while let Some(n) = self.places.get(at).and_then(|place| place.checked_sub(1)) {
            if let Some(held) = self.held.get(n as usize).filter(|held| held.hash == hash && self.is_about(held, text)) {
                self.last = n as usize;
                return Ok(held.answer.clone());
            }
            at = self.behind(at);
        }
        Err(hash)
    }
}

impl<T> Answers<T> {
    fn is_about(&self, held: &Held<T>, text: &str) -> bool {
        held.text.len() == text.len() && self.texts.as_bytes().get(held.text.clone()) == Some(text.as_bytes())
    }

    fn forget(&mut self, document: u64) {
        self.document = document;
        self.texts.clear();
        self.held.clear();
        self.places.fill(0);
    }

    fn insert(&mut self, text: &str, hash: u64, answer: T) {
        if (self.held.len() + 1) * 2 > self.places.len() {
            self.places = vec![0; self.places.len() * 2];
            (0..self.held.len()).for_each(|n| self.place(n));
        }
        let start = self.texts.len();
        self.texts.push_str(text);
        self.held.push(Held { hash, text: start..self.texts.len(), answer });
        self.last = self.held.len() - 1;
        self.place(self.last);
    }

    /// Writes down where the `n`th answer is found: there always is a free place.
    fn place(&mut self, n: usize) {
        let mut at = self.first(self.held[n].hash);
        while self.places[at] != 0 {
            at = self.behind(at);
        }
        self.places[at] = n as u32 + 1;
    }

    /// The first place at which an answer of this hash could stand.
    fn first(&self, hash: u64) -> usize {
        // Such a hash has its best bits at the low end.
        hash as usize & (self.places.len() - 1)
    }

    /// The place to look at where another answer stands at `place`.
    fn behind(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}

/// Where `part`, a slice of `text`, stands in it: answers are held without borrowing the text.
pub(crate) fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static LENGTHS: Memo<usize> = Memo::default();
    }

    #[test]
    fn an_answer_is_worked_out_once_a_document() {
        let worked = Cell::new(0);
        let length = |text: &str| {
            answer(&LENGTHS, text, |text| {
                worked.set(worked.get() + 1);
                text.len()
            })
        };
        forget();
        assert_eq!([length("fog"), length("drift"), length("fog")], [3, 5, 3]);
        assert_eq!(worked.get(), 2);
        forget();
        assert_eq!((length("fog"), worked.get()), (3, 3));
        let long = "x".repeat(LONGEST + 1);
        assert_eq!((length(&long), length(&long), worked.get()), (LONGEST + 1, LONGEST + 1, 5));
    }

    #[test]
    fn many_answers_are_told_apart() {
        forget();
        let number = |n: usize| answer(&LENGTHS, &format!("fog {n}"), |_| n);
        (0..1000).for_each(|n| assert_eq!(number(n), n));
        (0..1000).for_each(|n| assert_eq!(answer(&LENGTHS, &format!("fog {n}"), |_| 0), n));
    }

    #[test]
    fn a_part_is_found_where_it_stands() {
        let text = "Speaker: Ada";
        assert_eq!(place(text, &text[9..]), 9..12);
        assert_eq!(place(text, &text[12..]), 12..12);
    }
}
