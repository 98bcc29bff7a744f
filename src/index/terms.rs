//! The terms of a document's passages, each made once and told by its number: most passages of a document share most of theirs.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::passages::key;
use crate::id::fold;

/// A term that many passages may have, by its number among the [`Terms`] of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SharedTerm(u32);

/// The terms of one document; remembers what texts became.
#[derive(Debug, Default)]
pub(super) struct Terms(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    of_texts: FxHashMap<char, FxHashMap<Box<str>, Rc<[SharedTerm]>>>,
    numbers: FxHashMap<Rc<str>, SharedTerm>,
    /// By their numbers.
    terms: Vec<Rc<str>>,
}

impl Known {
    fn number(&mut self, term: String) -> SharedTerm {
        if let Some(number) = self.numbers.get(term.as_str()) {
            return *number;
        }
        let number = SharedTerm(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        let term: Rc<str> = term.into();
        self.terms.push(Rc::clone(&term));
        self.numbers.insert(term, number);
        number
    }
}

impl Terms {
    /// The terms of the words of `text` in `field`, see [`key`].
    pub(super) fn words(&self, field: char, text: &str) -> Rc<[SharedTerm]> {
        self.made(field, text, |known| {
            let folded = fold(text);
            let words = folded.split(' ').filter(|word| !word.is_empty());
            words.map(|word| known.number(key(field, word))).collect()
        })
    }

    /// The one term of `word` in `field`, of which all texts are words.
    pub(super) fn one(&self, field: char, word: &str) -> Option<SharedTerm> {
        self.made(field, word, |known| Rc::new([known.number(key(field, word))])).first().copied()
    }

    /// `term` as it is: one that hardly any other passage has.
    pub(super) fn plain(&self, term: String) -> SharedTerm {
        self.0.borrow_mut().number(term)
    }

    fn made(&self, field: char, text: &str, make: impl FnOnce(&mut Known) -> Rc<[SharedTerm]>) -> Rc<[SharedTerm]> {
        let known = &mut *self.0.borrow_mut();
        if let Some(terms) = known.of_texts.get(&field).and_then(|texts| texts.get(text)) {
            return Rc::clone(terms);
        }
        let terms = make(known);
        known.of_texts.entry(field).or_default().insert(text.into(), Rc::clone(&terms));
        terms
    }

    /// Whether `term` is one of `field`.
    pub(super) fn is_of(&self, term: SharedTerm, field: char) -> bool {
        let known = self.0.borrow();
        known.text(term).strip_prefix(field).is_some_and(|rest| rest.starts_with(':'))
    }

    /// The texts of `terms`, one a line.
    pub(super) fn lines(&self, terms: &[SharedTerm]) -> String {
        let known = self.0.borrow();
        let mut lines = String::with_capacity(terms.iter().map(|term| known.text(*term).len() + 1).sum());
        for term in terms {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(known.text(*term));
        }
        lines
    }
}

impl Known {
    fn text(&self, term: SharedTerm) -> &str {
        usize::try_from(term.0).ok().and_then(|number| self.terms.get(number)).map_or("", |term| term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_made_once_and_for_its_field_alone() {
        let terms = Terms::default();
        let (first, again) = (terms.words('s', "Ada Njoku"), terms.words('s', "Ada Njoku"));
        assert_eq!(terms.lines(&first), "s:ada\ns:njoku");
        assert!(Rc::ptr_eq(&first, &again));
        assert_eq!(terms.lines(&terms.words('a', "Ada Njoku")[..1]), "a:ada");
        assert!(terms.words('s', "…").is_empty());
        assert_eq!(terms.lines(&[terms.one('l', "en").unwrap()]), "l:en");
        // Other texts have the same terms.
        assert_eq!(terms.words('s', "Njoku, Ada")[..], [first[1], first[0]]);
        assert_eq!(terms.plain("s:ada".to_owned()), first[0]);
        assert_eq!(['s', 'a', 'e'].map(|field| terms.is_of(first[0], field)), [true, false, false]);
    }
}
