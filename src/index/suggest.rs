//! "Did you mean": words of the library that are nearly what a person typed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tantivy::Term;

use super::Index;
use super::query::{Node, Query};
use super::words::{Tongue, Words, fold_word};
use crate::error::Result;

/// So many ways to mend a query are tried.
const SUGGESTIONS: usize = 6;
/// So many words that are equally near are compared by how common they are.
const COMPARED: usize = 64;

/// Words as the library's documents write them, folded but not stemmed.
pub(super) struct Lexicon<'a> {
    index: &'a Index,
}

impl<'a> Lexicon<'a> {
    pub(super) fn new(index: &'a Index) -> Self {
        Lexicon { index }
    }

    /// The query with the words that nobody wrote replaced by near ones, the likeliest first; none where there are none near.
    pub(super) fn suggest(&self, query: &Query, misspelt: &[String]) -> Result<Vec<String>> {
        let mut words = Vec::new();
        collect(&query.root, &mut words, 0);
        let mut replaced: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        for (range, text) in words {
            for (from, to) in plain_words(&text) {
                let word = fold_word(&text[from..to]);
                if word.chars().count() < 3 || (self.knows(&word)? && !misspelt.contains(&word)) {
                    continue;
                }
                let near = self.nearest(&word)?;
                if !near.is_empty() {
                    replaced.push((range.start + from..range.start + to, near));
                }
            }
        }
        replaced.sort_by_key(|(range, _)| range.start);
        // One word at a time is something else than its likeliest.
        let choices = std::iter::once((0, 0))
            .chain(replaced.iter().enumerate().flat_map(|(place, (_, near))| (1..near.len()).map(move |choice| (place, choice))));
        let mut suggestions = Vec::new();
        for (changed, choice) in choices.take(SUGGESTIONS).filter(|_| !replaced.is_empty()) {
            let mut suggestion = query.text.clone();
            for (place, (range, near)) in replaced.iter().enumerate().rev() {
                let word = near.get(if place == changed { choice } else { 0 });
                if let Some(word) = word.filter(|_| suggestion.get(range.clone()).is_some()) {
                    suggestion.replace_range(range.clone(), word);
                }
            }
            suggestions.push(suggestion);
        }
        suggestions.retain(|suggestion| *suggestion != query.text);
        Ok(suggestions)
    }

    /// The folded word of `text` where nobody wrote it and it is one inner letter off a word with the same stem.
    ///
    /// Stems overlook some misspellings (`kubernets` and `kubernetes` share theirs); a form of a word differs at its end.
    pub(super) fn misspelling(&self, text: &str, words: &mut Words) -> Result<Option<String>> {
        let plain = text.chars().all(char::is_alphabetic);
        let word = fold_word(text);
        if !plain || word.chars().count() < 5 || self.knows(&word)? {
            return Ok(None);
        }
        let stem_of =
            |word: &str, words: &mut Words| words.cut(word, Tongue::ENGLISH).found().first().map(|token| token.text.clone());
        let stem = stem_of(&word, words);
        let beginning: String = word.chars().take(2).collect();
        let mut found = false;
        self.each(&beginning, &mut |known| {
            if !found
                && known.len().abs_diff(word.len()) < 4
                && strsim::osa_distance(known, &word) == 1
                && known.chars().last() == word.chars().last()
                && stem_of(known, words) == stem
            {
                found = true;
            }
        })?;
        Ok(found.then_some(word))
    }

    /// Whether a document has `word`; short words are taken for known.
    pub(super) fn knows(&self, word: &str) -> Result<bool> {
        if word.chars().nth(3).is_none() || !word.chars().all(char::is_alphabetic) {
            return Ok(true);
        }
        let index = self.index;
        let term = Term::from_field_text(index.store.fields.spelling, word);
        for segment in index.searcher.segment_readers() {
            let inverted = segment.inverted_index(term.field()).map_err(|fault| index.fault(fault))?;
            if inverted.get_term_info(&term).map_err(|fault| index.fault(fault.into()))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The words that begin with `word`, in order, the first `most` of each segment.
    pub(super) fn beginning(&self, word: &str, most: usize) -> Result<BTreeSet<String>> {
        let mut longer = BTreeSet::new();
        self.each(word, &mut |known| {
            if longer.len() < most {
                longer.insert(known.to_owned());
            }
        })?;
        Ok(longer)
    }

    /// The nearest words: fewest changes, then the same first letter, then the ones in most passages.
    fn nearest(&self, word: &str) -> Result<Vec<String>> {
        let length = word.chars().count();
        let limit = match length {
            0..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
        let mut best: BTreeMap<(usize, bool), BTreeSet<String>> = BTreeMap::new();
        let mut longer: BTreeSet<String> = BTreeSet::new();
        self.each("", &mut |known| {
            if known.len() > word.len() && known.starts_with(word) && longer.len() < COMPARED {
                longer.insert(known.to_owned());
            }
            // Letters beyond ASCII take up to four bytes.
            if known.len().abs_diff(word.len()) > limit * 4 || known == word {
                return;
            }
            let distance = strsim::osa_distance(known, word);
            if distance > limit || distance * 2 > length {
                return;
            }
            let other_start = known.chars().next() != word.chars().next();
            let least = best.first_key_value().map_or(usize::MAX, |((least, _), _)| *least);
            if distance <= least {
                best.entry((distance, other_start)).or_default().insert(known.to_owned());
            }
        })?;
        let mut nearest = Vec::new();
        let best = if best.is_empty() { vec![longer] } else { best.into_values().collect() };
        for words in best {
            nearest.extend(self.commonest(words)?);
        }
        nearest.truncate(SUGGESTIONS);
        Ok(nearest)
    }

    /// The words, those first whose stems most passages have.
    fn commonest(&self, words: BTreeSet<String>) -> Result<Vec<String>> {
        let mut cutter = Words::new();
        let fields = self.index.store.fields;
        let mut counted = Vec::new();
        for word in words.into_iter().take(COMPARED) {
            let stem = cutter.cut(&word, Tongue::ENGLISH).found().first().map(|token| token.text.clone()).unwrap_or_default();
            let mut passages = 0;
            for field in [fields.body, fields.title, fields.people] {
                let term = Term::from_field_text(field, &stem);
                passages += self.index.searcher.doc_freq(&term).map_err(|fault| self.index.fault(fault))?;
            }
            counted.push((std::cmp::Reverse(passages), word));
        }
        counted.sort();
        Ok(counted.into_iter().map(|(_, word)| word).collect())
    }

    /// Shows `visit` each word that begins with `beginning`, in order within a segment.
    fn each(&self, beginning: &str, visit: &mut dyn FnMut(&str)) -> Result<()> {
        let index = self.index;
        for segment in index.searcher.segment_readers() {
            let inverted = segment.inverted_index(index.store.fields.spelling).map_err(|fault| index.fault(fault))?;
            let range = inverted.terms().range().ge(beginning.as_bytes());
            let mut terms = range.into_stream().map_err(|fault| index.fault(fault.into()))?;
            while terms.advance() {
                if !terms.key().starts_with(beginning.as_bytes()) {
                    break;
                }
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    visit(word);
                }
            }
        }
        Ok(())
    }
}

/// The words and field values of `node` that stand in the query's own text.
fn collect(node: &Node, words: &mut Vec<(Range<usize>, String)>, depth: usize) {
    if depth > 256 || words.len() > 32 {
        return;
    }
    match node {
        Node::Text { text, range: Some(range) } => words.push((range.clone(), text.clone())),
        Node::Keys { field, range: Some(range), typed, .. } if !matches!(field, 'k' | 'h' | 'l' | 'y') => {
            words.push((range.clone(), typed.clone()));
        }
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| collect(node, words, depth + 1)),
        _ => {}
    }
}

/// Where `text` has words of letters.
fn plain_words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphabetic() || (start.is_some() && matches!(c, '\'' | '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}
