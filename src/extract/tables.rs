//! Tables of words and phrases, made for asking often: nearly every word of a document is looked up in several of them.

use rustc_hash::{FxHashMap, FxHashSet};

/// How long words are, by the byte that begins them: whether a word is among many is most often told without looking it up.
#[derive(Debug)]
struct Lengths([u64; 256]);

impl Lengths {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lengths = Self([0; 256]);
        words.for_each(|word| lengths.0[Self::first(word)] |= Self::bit(word));
        lengths
    }

    /// Whether a word begins with the same byte and is as long.
    fn allow(&self, word: &str) -> bool {
        self.0[Self::first(word)] & Self::bit(word) != 0
    }

    fn first(word: &str) -> usize {
        usize::from(word.bytes().next().unwrap_or_default())
    }

    fn bit(word: &str) -> u64 {
        1 << word.len().min(63)
    }
}

/// A set of folded words.
#[derive(Debug)]
pub(super) struct Words {
    words: FxHashSet<&'static str>,
    lengths: Lengths,
}

impl Words {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.lengths.allow(word) && self.words.contains(word)
    }
}

impl FromIterator<&'static str> for Words {
    fn from_iter<T: IntoIterator<Item = &'static str>>(words: T) -> Self {
        let words: FxHashSet<&'static str> = words.into_iter().collect();
        Self { lengths: Lengths::of(words.iter().copied()), words }
    }
}

/// Endings of words.
#[derive(Debug)]
pub(super) struct Endings([Vec<&'static str>; 256]);

impl Endings {
    pub(super) fn of(endings: &[&'static str]) -> Self {
        let mut by_last = [const { Vec::new() }; 256];
        for ending in endings {
            by_last[usize::from(ending.bytes().last().unwrap_or_default())].push(*ending);
        }
        Self(by_last)
    }

    /// Does `word` end with one of them?
    pub(super) fn end(&self, word: &str) -> bool {
        word.bytes().last().is_some_and(|last| self.0[usize::from(last)].iter().any(|ending| word.ends_with(ending)))
    }
}

/// The words of a folded text, which single blanks part.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = folded.as_bytes().get(start..)?;
        // Words are short: what finds a byte in a long text takes longer to begin.
        let mut length = 0;
        while rest.get(length).is_some_and(|&byte| byte != b' ') {
            length += 1;
        }
        let word = &folded[start..start + length];
        start += length + 1;
        Some(word)
    })
}

/// A set of folded phrases of one or more words.
#[derive(Debug)]
pub(super) struct Phrases {
    whole: Words,
    /// The first word of each phrase, with the number of words of the longest phrase that it begins.
    longest: FxHashMap<&'static str, usize>,
    lengths: Lengths,
}

impl Phrases {
    pub(super) fn of(phrases: &[&'static str]) -> Self {
        let mut longest = FxHashMap::default();
        for phrase in phrases {
            let words = phrase.split(' ');
            let count = words.clone().count();
            let first = words.clone().next().unwrap_or_default();
            let held = longest.entry(first).or_insert(count);
            *held = count.max(*held);
        }
        Self { whole: phrases.iter().copied().collect(), lengths: Lengths::of(longest.keys().copied()), longest }
    }

    /// Is the whole of `folded` one of them?
    pub(super) fn contains(&self, folded: &str) -> bool {
        self.whole.contains(folded)
    }

    /// The number of words of the longest phrase that `word` begins; 0 where it begins none.
    pub(super) fn longest(&self, word: &str) -> usize {
        if self.lengths.allow(word) { self.longest.get(word).copied().unwrap_or(0) } else { 0 }
    }

    /// Whether a word that is not folded yet begins none of them, as far as its first letter and its length tell.
    pub(super) fn are_surely_not_begun_by(&self, word: &str) -> bool {
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && self.lengths.0[usize::from(first)] & Lengths::bit(word) == 0
    }

    /// Does one of them stand in `folded`?
    pub(super) fn are_in(&self, folded: &str) -> bool {
        self.found_in(folded).next().is_some()
    }

    /// How often one of them stands in `folded`.
    pub(super) fn count_in(&self, folded: &str) -> usize {
        self.found_in(folded).count()
    }

    /// The shortest of them at each word of `folded`.
    fn found_in<'a>(&self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let mut next = 0;
        words(folded).filter_map(move |word| {
            let at = next;
            next += word.len() + 1;
            let longest = self.longest(word);
            if longest == 0 {
                return None;
            }
            let rest = &folded[at..];
            let mut ends = rest.match_indices(' ').map(|(end, _)| end).chain([rest.len()]).take(longest);
            ends.find(|&end| self.contains(&rest[..end])).map(|end| &rest[..end])
        })
    }

    /// What follows each of them in `folded`.
    pub(super) fn behind_each<'a>(&self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let mut next = 0;
        words(folded).flat_map(move |word| {
            let rest = &folded[next..];
            next += word.len() + 1;
            // Most words begin none.
            let longest = Some(self.longest(word)).filter(|&longest| longest > 0);
            let ends = longest.map(|longest| rest.match_indices(' ').map(|(end, _)| end).take(longest)).into_iter().flatten();
            ends.filter(|&end| self.contains(&rest[..end])).map(move |end| &rest[end + 1..])
        })
    }

    /// Does any word of `folded` begin one of them? Where none does, no phrase is in it.
    pub(super) fn may_hold(&self, folded: &str) -> bool {
        words(folded).any(|word| self.longest(word) > 0)
    }
}
