//! Which row of a passage a hit shows, and what in it is highlighted.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Tongue, Words};

/// The longest text of a hit, in bytes.
const SHOWN_BYTES: usize = 320;
/// How much of it stands before the first word that was asked for.
const LEAD_BYTES: usize = 80;

/// A word or phrase that the query asks for, in each way that the library's languages write it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Target {
    pub(super) forms: Vec<Vec<String>>,
}

/// All that the query asks for in text.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    targets: Vec<Target>,
    /// By first word: which target, which form.
    beginnings: HashMap<String, Vec<(usize, usize)>>,
    /// The letters that any of the words begins with.
    initials: String,
}

/// The row that a hit shows.
#[derive(Debug, Default, PartialEq)]
pub(super) struct BestRow {
    pub(super) row: usize,
    pub(super) text: String,
    pub(super) highlights: Vec<Range<usize>>,
}

impl Targets {
    pub(super) fn add(&mut self, target: Target) {
        self.initials.extend(target.forms.iter().flatten().filter_map(|word| word.chars().next()));
        for (form, words) in target.forms.iter().enumerate() {
            if let Some(first) = words.first() {
                self.beginnings.entry(first.clone()).or_default().push((self.targets.len(), form));
            }
        }
        self.targets.push(target);
    }

    /// The row of `text` that has most of what is asked for, the first of equals.
    pub(super) fn best_row(&self, text: &str, tongue: Tongue, words: &mut Words) -> BestRow {
        let mut best = BestRow { text: text.lines().next().unwrap_or_default().to_owned(), ..BestRow::default() };
        let mut most = (0, 0);
        for (row, line) in text.lines().enumerate() {
            let (highlights, targets) = self.look(line, tongue, words);
            let size = (targets, highlights.len().min(5));
            if size > most {
                most = size;
                best = BestRow { row, text: line.to_owned(), highlights };
            }
        }
        cut_around(&mut best);
        best
    }

    /// Where `text` has what is asked for.
    pub(super) fn find(&self, text: &str, tongue: Tongue, words: &mut Words) -> Vec<Range<usize>> {
        self.look(text, tongue, words).0
    }

    /// Where `text` has what is asked for, and how many different things that are (each word of a phrase counts).
    fn look(&self, text: &str, tongue: Tongue, words: &mut Words) -> (Vec<Range<usize>>, usize) {
        let tokens = words.cut_some(text, tongue, &self.initials).found();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut seen = vec![0; self.targets.len()];
        for (at, token) in tokens.iter().enumerate() {
            for &(target, form) in self.beginnings.get(&token.text).map_or(&[][..], Vec::as_slice) {
                let form = &self.targets[target].forms[form];
                let mut end = token.offset_to;
                let mut place = token.position;
                let mut next = at;
                // The words of a phrase stand at consecutive places; several tokens may share one.
                let in_a_row = form.iter().skip(1).all(|word| {
                    place += 1;
                    let found = tokens[next..].iter().take(8).position(|token| token.position == place && token.text == *word);
                    if let Some(found) = found {
                        next += found;
                        end = tokens[next].offset_to;
                    }
                    found.is_some()
                });
                if in_a_row {
                    seen[target] = form.len();
                    found.push(token.offset_from..end);
                }
            }
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in found {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        (merged, seen.iter().sum())
    }
}

/// Cuts a long row down to what stands around the first highlight.
fn cut_around(row: &mut BestRow) {
    if row.text.len() <= SHOWN_BYTES {
        return;
    }
    let text = std::mem::take(&mut row.text);
    let first = row.highlights.first().map_or(0, |range| range.start);
    let from = if first < SHOWN_BYTES / 2 { 0 } else { blank_after(&text, first - LEAD_BYTES.min(first), first) };
    let to = if from + SHOWN_BYTES >= text.len() { text.len() } else { blank_before(&text, from, from + SHOWN_BYTES) };
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    row.text = format!("{before}{}{after}", &text[from..to]);
    row.highlights.retain(|range| range.start >= from && range.end <= to);
    for range in &mut row.highlights {
        range.start = range.start - from + before.len();
        range.end = range.end - from + before.len();
    }
}

/// Behind the first blank at `from` or later, before `limit`; else at a character's edge.
fn blank_after(text: &str, from: usize, limit: usize) -> usize {
    let from = edge(text, from);
    text[from..limit].find(' ').map_or(from, |blank| from + blank + 1)
}

/// At the last blank before `to`, else at a character's edge.
fn blank_before(text: &str, from: usize, to: usize) -> usize {
    let to = edge(text, to);
    text[from..to].rfind(' ').filter(|&blank| blank > (to - from) / 2).map_or(to, |blank| from + blank)
}

/// The character's edge at `at` or before.
fn edge(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(asked: &[&str]) -> Targets {
        let mut words = Words::new();
        let mut targets = Targets::default();
        for text in asked {
            let form = super::super::forms::one_per_place(words.cut(text, Tongue::ENGLISH).found());
            targets.add(Target { forms: vec![form] });
        }
        targets
    }

    #[test]
    fn the_row_with_most_of_the_words_is_shown() {
        #[rustfmt::skip]
        let table: [(&[&str], &str, usize, &str); 7] = [
            (&["cache"],             "One row.\nTwo caches.",            1, "Two [caches]."),
            (&["plans", "lie"],      "plans\nlie\nthe plans may lie",    2, "the [plans] may [lie]"),
            (&["exactly-once"],      "exactly\nthe Exactly Once one",    1, "the [Exactly Once] one"),
            (&["dont"],              "We don’t know",                    0, "We [don’t] know"),
            (&["入門"],               "Rust入門書",                        0, "Rust[入門]書"),
            (&["missing"],           "first\nsecond",                    0, "first"),
            (&["c++"],               "C and C++",                        0, "C and [C++]"),
        ];
        for (asked, text, row, expected) in table {
            let best = targets(asked).best_row(text, Tongue::ENGLISH, &mut Words::new());
            let mut marked = best.text.clone();
            for range in best.highlights.iter().rev() {
                marked.insert(range.end, ']');
                marked.insert(range.start, '[');
            }
            assert_eq!((best.row, marked.as_str()), (row, expected), "{asked:?} in {text:?}");
        }
    }

    #[test]
    fn a_long_row_is_cut_around_the_first_word_found() {
        let text = format!("{} größe needle {}", "wörter ".repeat(200), "später ".repeat(200));
        let best = targets(&["needle"]).best_row(&text, Tongue::ENGLISH, &mut Words::new());
        assert!(best.text.len() < SHOWN_BYTES + 10 && best.text.starts_with('…') && best.text.ends_with('…'), "{}", best.text);
        assert_eq!(&best.text[best.highlights[0].clone()], "needle");
    }
}
