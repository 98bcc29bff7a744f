//! Answers that are given again: the same question about the same text is asked from many places while one document is
//! read, and its answer depends on nothing else.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::thread::LocalKey;

use rustc_hash::FxHashMap;

/// Longer texts are asked about once, and hashing them costs as much as the answer.
const LONGEST: usize = 400;

/// So many answers are held to one question; then all of them are forgotten.
const MOST: usize = 8192;

thread_local! {
    /// Counts the documents that this thread has read.
    static DOCUMENT: Cell<u64> = const { Cell::new(0) };
}

/// The answers to one question, by the text that it was asked about, while one document is read.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    answers: RefCell<(u64, FxHashMap<Box<str>, T>)>,
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

/// What `work` makes of `text`: made now, or held from when it was last asked. `work` must depend on the text alone.
pub(crate) fn answer<T: Clone>(memo: &'static LocalKey<Memo<T>>, text: &str, work: impl FnOnce(&str) -> T) -> T {
    if text.len() > LONGEST {
        return work(text);
    }
    let document = DOCUMENT.get();
    let held = memo.with(|memo| {
        let mut answers = memo.answers.borrow_mut();
        if answers.0 != document || answers.1.len() >= MOST {
            answers.0 = document;
            answers.1.clear();
        }
        answers.1.get(text).cloned()
    });
    held.unwrap_or_else(|| {
        // Nothing is borrowed here: the work may ask the same question about a part of the text.
        let made = work(text);
        memo.with(|memo| memo.answers.borrow_mut().1.insert(text.into(), made.clone()));
        made
    })
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
    fn a_part_is_found_where_it_stands() {
        let text = "Speaker: Ada";
        assert_eq!(place(text, &text[9..]), 9..12);
        assert_eq!(place(text, &text[12..]), 12..12);
    }
}
