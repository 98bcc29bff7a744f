//! The terms of a document's passages, each made once: most passages of a document share most of theirs.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::passages::key;
use crate::id::fold;

/// A term that many passages may have.
pub(super) type SharedTerm = Arc<str>;

/// Remembers what texts became.
#[derive(Debug, Default)]
pub(super) struct Terms(RefCell<FxHashMap<char, FxHashMap<Box<str>, Rc<[SharedTerm]>>>>);

impl Terms {
    /// The terms of the words of `text` in `field`, see [`key`].
    pub(super) fn words(&self, field: char, text: &str) -> Rc<[SharedTerm]> {
        self.made(field, text, || word_keys(field, text))
    }

    /// The one term of `word` in `field`, of which all texts are words.
    pub(super) fn one(&self, field: char, word: &str) -> Option<SharedTerm> {
        self.made(field, word, || std::iter::once(key(field, word))).first().cloned()
    }

    fn made<I: Iterator<Item = String>>(&self, field: char, text: &str, make: impl FnOnce() -> I) -> Rc<[SharedTerm]> {
        let mut fields = self.0.borrow_mut();
        let known = fields.entry(field).or_default();
        if let Some(terms) = known.get(text) {
            return Rc::clone(terms);
        }
        let terms: Rc<[SharedTerm]> = make().map(SharedTerm::from).collect();
        known.insert(text.into(), Rc::clone(&terms));
        terms
    }
}

/// The terms of the words of `text` in `field`.
pub(super) fn word_keys(field: char, text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(|word| key(field, word)).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_made_once_and_for_its_field_alone() {
        let terms = Terms::default();
        let (first, again) = (terms.words('s', "Ada Njoku"), terms.words('s', "Ada Njoku"));
        assert_eq!(first.iter().map(|term| &**term).collect::<Vec<_>>(), ["s:ada", "s:njoku"]);
        assert!(Rc::ptr_eq(&first, &again));
        assert_eq!(terms.words('a', "Ada Njoku").first().map(|term| &**term), Some("a:ada"));
        assert!(terms.words('s', "…").is_empty());
        assert_eq!(terms.one('l', "en").as_deref(), Some("l:en"));
    }
}
