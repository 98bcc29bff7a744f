//! A text as the languages of a library write its words: what is looked for in the index.

use super::words::{Tongue, Words};
use crate::error::Result;
use crate::id::fold;

/// The shortest word that a language borrows with its English plural.
const BORROWED: usize = 3;

/// A text as each language of the library writes its words; differing ones once, English first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Forms {
    all: Vec<Vec<String>>,
    /// So many of them are meant for sure. The others are what a foreign language makes of a word that is written in English here:
    /// German takes *layer* for a form of *lay*.
    sure: usize,
}

impl Forms {
    /// All of them.
    pub(super) fn all(&self) -> &[Vec<String>] {
        &self.all
    }

    /// All of them, each with whether it is meant for sure.
    pub(super) fn with_doubt(&self) -> impl Iterator<Item = (&Vec<String>, bool)> {
        self.all.iter().enumerate().map(|(number, form)| (form, number < self.sure))
    }

    /// `text` as `tongues`, of which English is the first, write it; `is_written` tells whether the library has a word so.
    pub(super) fn of(
        text: &str,
        tongues: &[Tongue],
        words: &mut Words,
        mut is_written: impl FnMut(&str) -> Result<bool>,
    ) -> Result<Forms> {
        let mut found = Forms::default();
        let as_typed = form_of(text, Tongue::OTHER, words);
        let mut stems = Vec::new();
        for tongue in tongues {
            let form = form_of(text, *tongue, words);
            let is_sure = found.all.is_empty() || form == as_typed || form.len() > 1;
            if is_sure { found.add(form) } else { stems.push(form) }
        }
        if let Some(together) = without_hyphens(text) {
            tongues.iter().for_each(|tongue| found.add(form_of(&together, *tongue, words)));
        }
        if let Some(plural) = english_plural(text, tongues, words) {
            let as_typed = vec![fold(&plural)];
            let is_kept = tongues.iter().any(|tongue| form_of(&plural, *tongue, words) == as_typed);
            found.add(if is_kept { as_typed } else { Vec::new() });
        }
        found.sure = found.all.len();
        stems.into_iter().for_each(|form| found.add(form));
        if found.sure < found.all.len() {
            let is_english = match found.all.first().map(Vec::as_slice) {
                Some([word]) => is_written(word)?,
                _ => false,
            };
            found.sure = if is_english { found.sure } else { found.all.len() };
        }
        Ok(found)
    }

    /// Adds `other`, a text that will do as well; all of it is meant for sure.
    pub(super) fn join(&mut self, other: Forms) {
        other.all.into_iter().for_each(|form| self.add(form));
        self.sure = self.all.len();
    }

    fn add(&mut self, form: Vec<String>) {
        if !form.is_empty() && !self.all.contains(&form) {
            self.all.push(form);
        }
    }
}

fn form_of(text: &str, tongue: Tongue, words: &mut Words) -> Vec<String> {
    one_per_place(words.cut(text, tongue).found())
}

/// A text with hyphens in one word: `log-in` as `login`.
fn without_hyphens(text: &str) -> Option<String> {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let is_one = text.contains(is_hyphen) && text.chars().all(|c| c.is_alphabetic() || is_hyphen(c));
    is_one.then(|| text.replace(is_hyphen, ""))
}

/// The plural of an English word: other languages borrow it as it is, and few of them know it for one.
fn english_plural(text: &str, tongues: &[Tongue], words: &mut Words) -> Option<String> {
    let is_word = text.len() >= BORROWED && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if tongues.len() < 2 || !is_word || text.ends_with(['s', 'S']) {
        return None;
    }
    let plural = format!("{text}s");
    (form_of(&plural, Tongue::ENGLISH, words) == form_of(text, Tongue::ENGLISH, words)).then_some(plural)
}

/// The first word of each place: the others are there to be found, not to be asked for.
pub(super) fn one_per_place(tokens: &[tantivy::tokenizer::Token]) -> Vec<String> {
    let mut form = Vec::new();
    let mut last = usize::MAX;
    for token in tokens {
        // A name such as `.net` says more than the word in it, and a pair of characters more than the last one alone.
        if token.position == last {
            if token.text.starts_with('.') && form.len() == 1 {
                form.pop();
                form.push(token.text.clone());
            }
            continue;
        }
        last = token.position;
        form.push(token.text.clone());
    }
    let pairs = tokens.iter().any(|token| token.text.chars().count() == 2 && token.text.chars().all(super::words::is_paired));
    if pairs
        && form.len() > 1
        && form.last().is_some_and(|word| word.chars().count() == 1 && word.chars().all(super::words::is_paired))
    {
        form.pop();
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_as_each_language_writes_them() {
        #[rustfmt::skip]
        let table: [(&str, &[&str], bool, &str); 9] = [
            // text          languages      English writes it   forms, doubtful ones in brackets
            ("harbours",     &["en"],       true,               "harbour"),
            ("tilter",       &["en", "de"], true,               "tilter (tilt)"),
            ("Schulden",     &["en", "de"], false,              "schulden schuld"),
            ("harbour",      &["en", "pt"], true,               "harbour harbours"), // borrowed words keep their plural
            ("harbour",      &["en"],       true,               "harbour"),
            ("harbours",     &["en", "pl"], true,               "harbour harbours"),
            ("log-in",       &["en"],       true,               "log+in login"),
            ("moor-2",       &["en"],       true,               "moor+2"),
            ("lock free",    &["en", "de"], true,               "lock+free"),
        ];
        for (text, codes, is_english, expected) in table {
            let tongues: Vec<Tongue> = codes.iter().map(|code| Tongue::of_tag(code)).collect();
            let forms = Forms::of(text, &tongues, &mut Words::new(), |_| Ok(is_english)).unwrap();
            let shown = forms.with_doubt().map(|(form, is_sure)| match is_sure {
                true => form.join("+"),
                false => format!("({})", form.join("+")),
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{text:?}");
        }
    }
}
