//! What several people say of one talk, side by side: what more than one of them has, what only one heard, and what the
//! proposal promised.
//!
//! Statements are the authors' own: items, sentences, quotes and takeaways. Two are taken to be about one thing where they
//! share most of the words that carry meaning; the words are told, for it is a guess.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

use super::{Catalogue, LinkedTalk};
use crate::id::fold;
use crate::model::{Kind, SourceRecords};

/// One person's say on a talk, in one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Voice {
    /// Who, where the document says it.
    pub author: Option<String>,
    /// Inside the library.
    pub path: String,
    /// The line of the talk's heading.
    pub line: usize,
    /// What they say, plain text, in their order.
    pub statements: Vec<String>,
}

/// Statements about one thing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Shared {
    /// Indexes into [`Comparison::voices`] and the statement of each.
    pub said: Vec<(usize, String)>,
    /// The words that they share.
    pub words: Vec<String>,
}

/// What was proposed, and who wrote of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Promise {
    /// A sentence or an item of the proposal.
    pub text: String,
    /// Inside the library.
    pub path: String,
    /// The line of the proposal.
    pub line: usize,
    /// Indexes into [`Comparison::voices`] and the statement that is about it.
    pub heard: Vec<(usize, String)>,
}

/// What several people say of one talk.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Everybody who wrote about it, by path.
    pub voices: Vec<Voice>,
    /// What more than one of them has.
    pub both: Vec<Shared>,
    /// What only one has: an index into `voices`, and the statement.
    pub alone: Vec<(usize, String)>,
    /// What the proposals promised.
    pub promised: Vec<Promise>,
}

/// Compares what attendees say of `talk`, and what its proposals promised.
pub fn compare(catalogue: &Catalogue, talk: &LinkedTalk) -> Comparison {
    let mut comparison = Comparison::default();
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(record) = source.records.talks.get(member.talk) else { continue };
        match source.records.source.kind {
            Kind::Submissions => {
                let line = record.lines.first().copied().unwrap_or(0);
                let texts = statements(record.abstract_.as_deref().unwrap_or_default());
                let promise = |text| Promise { text, path: source.path.clone(), line, heard: Vec::new() };
                comparison.promised.extend(texts.into_iter().map(promise));
            }
            Kind::Report | Kind::Feed => comparison.voices.extend(voice(source, &record.id)),
            Kind::Programme | Kind::None => {}
        }
    }
    let said: Vec<Vec<Words>> =
        comparison.voices.iter().map(|voice| voice.statements.iter().map(|text| Words::of(text)).collect()).collect();
    let pairs = pairs(&said);
    comparison.both = joined(&comparison.voices, &said, &pairs);
    let taken: BTreeSet<(usize, usize)> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    for (place, voice) in comparison.voices.iter().enumerate() {
        let own = voice.statements.iter().enumerate().filter(|(at, _)| !taken.contains(&(place, *at)));
        comparison.alone.extend(own.map(|(_, text)| (place, text.clone())));
    }
    for promise in &mut comparison.promised {
        let wanted = Words::of(&promise.text);
        for (place, voice) in comparison.voices.iter().enumerate() {
            let heard = voice.statements.iter().find(|text| wanted.shared_with(&Words::of(text)).is_some());
            promise.heard.extend(heard.map(|text| (place, text.clone())));
        }
    }
    comparison
}

/// Each is compared with those of all others: of a transcript, only the beginning.
const MOST_STATEMENTS: usize = 400;

/// What the author of `source` says of the talk; `None` where they only list it.
fn voice(source: &SourceRecords, talk: &str) -> Option<Voice> {
    let records = &source.records;
    let note = records.notes.iter().find(|note| note.talk == talk);
    let takeaways = records.takeaways.iter().filter(|takeaway| takeaway.talk.as_deref() == Some(talk));
    let mut said = note.map(|note| statements(&note.markdown)).unwrap_or_default();
    let mut line = note.map(|note| note.line);
    let mut author = note.and_then(|note| note.author.clone());
    for takeaway in takeaways {
        line = line.or(Some(takeaway.line));
        author = author.or_else(|| takeaway.author.clone());
        if !said.iter().any(|known| fold(known) == fold(&takeaway.text)) {
            said.push(takeaway.text.clone());
        }
    }
    said.truncate(MOST_STATEMENTS);
    let author = author.or_else(|| records.source.authors.first().cloned());
    (!said.is_empty()).then(|| Voice { author, path: source.path.clone(), line: line.unwrap_or(0), statements: said })
}

/// The statements in a text: each item, each sentence of a paragraph or quote.
fn statements(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut finish = |text: &mut String| {
        found.extend(sentences(text));
        text.clear();
    };
    let mut is_code = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(words) | Event::Code(words) if !is_code => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(Tag::Item | Tag::Paragraph | Tag::List(_) | Tag::Heading { .. })
            | Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead) => finish(&mut text),
            // A heading names what follows; it states nothing.
            Event::End(TagEnd::Heading(_)) => text.clear(),
            _ => {}
        }
    }
    finish(&mut text);
    found
}

fn sentences(text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。')).map(|(at, c)| at + c.len_utf8());
    for end in ends.chain([text.len()]) {
        let rest = text.get(end..).unwrap_or_default();
        let is_end = rest.is_empty()
            || text[..end].ends_with('。')
            || rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
        if is_end && let Some(sentence) = text.get(start..end).map(str::trim) {
            // "Outline", "2." and "Attendees will learn:" state nothing.
            let states = sentence.contains(' ') && sentence.chars().any(char::is_alphabetic) && !sentence.ends_with([':', '：']);
            if states || sentence.chars().count() > 12 && !sentence.is_ascii() {
                found.push(sentence.to_owned());
            }
            start = end;
        }
    }
    found
}

/// The words of a statement that carry meaning: as they are written, by what their forms share.
struct Words(BTreeMap<String, String>);

/// Words of every text; short ones are left out anyway.
const COMMON: [&str; 44] = [
    "about", "after", "again", "also", "because", "been", "before", "being", "could", "does", "done", "each", "even", "every",
    "from", "have", "into", "just", "like", "made", "make", "many", "more", "most", "much", "need", "only", "other", "over",
    "same", "should", "some", "than", "that", "their", "them", "then", "there", "they", "this", "what", "when", "with", "your",
];

impl Words {
    fn of(text: &str) -> Words {
        let text = fold(text);
        let carries = |word: &&str| word.chars().count() > 3 && !COMMON.contains(word);
        Words(text.split(' ').filter(carries).map(|word| (stem(word).to_owned(), word.to_owned())).collect())
    }

    /// The words that both have, where they are most of the shorter one's, and two at the least.
    fn shared_with(&self, other: &Words) -> Option<Vec<String>> {
        let shared: Vec<String> =
            self.0.iter().filter(|(stem, _)| other.0.contains_key(*stem)).map(|(_, word)| word.clone()).collect();
        let shorter = self.0.len().min(other.0.len());
        (shared.len() >= 2 && shared.len() * 2 >= shorter).then_some(shared)
    }
}

fn stem(word: &str) -> &str {
    let cut = |word, ends: &[&str]| {
        let stem = ends.iter().find_map(|end| str::strip_suffix(word, end));
        stem.filter(|stem| stem.chars().count() > 2).unwrap_or(word)
    };
    cut(cut(word, &["ing", "ed", "s"]), &["e"])
}

type Place = (usize, usize);

/// Statements of different voices that are about one thing.
fn pairs(said: &[Vec<Words>]) -> Vec<(Place, Place)> {
    let mut found = Vec::new();
    for (a, first) in said.iter().enumerate() {
        for (b, second) in said.iter().enumerate().skip(a + 1) {
            for (i, one) in first.iter().enumerate() {
                found.extend(
                    second
                        .iter()
                        .enumerate()
                        .filter(|(_, other)| one.shared_with(other).is_some())
                        .map(|(j, _)| ((a, i), (b, j))),
                );
            }
        }
    }
    found
}

/// Pairs that share a statement become one.
fn joined(voices: &[Voice], said: &[Vec<Words>], pairs: &[(Place, Place)]) -> Vec<Shared> {
    let mut groups: Vec<BTreeSet<Place>> = Vec::new();
    for (a, b) in pairs {
        let (mut joined, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.contains(a) || group.contains(b));
        let mut group: BTreeSet<Place> = joined.drain(..).flatten().collect();
        group.extend([*a, *b]);
        groups = others;
        groups.push(group);
    }
    groups.sort();
    let words_of = |(voice, at): &Place| said.get(*voice).and_then(|texts| texts.get(*at));
    groups
        .iter()
        .map(|group| {
            let mut words: Vec<String> = Vec::new();
            for (a, one) in group.iter().enumerate() {
                for other in group.iter().skip(a + 1) {
                    if let (Some(one), Some(other)) = (words_of(one), words_of(other)) {
                        let shared = one.shared_with(other).unwrap_or_default();
                        words.extend(shared.into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>());
                    }
                }
            }
            let text = |(voice, at): &Place| Some((*voice, voices.get(*voice)?.statements.get(*at)?.clone()));
            Shared { said: group.iter().filter_map(text).collect(), words }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_items_and_sentences() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 5] = [
            ("- one a\n- two b\n  - three c\n- 1.\n- So:", &["one a", "two b", "three c"]),
            ("It is wet. Cold! e.g. fog at 3.5 m", &["It is wet.", "Cold! e.g. fog at 3.5 m"]),
            ("> said so\n\nand *this*",            &["said so", "and this"]),
            ("### Rule\n\nsome text\n\n```\ncode here\n```", &["some text"]),
            ("",                                   &[]),
        ];
        for (markdown, expected) in table {
            assert_eq!(statements(markdown), expected, "{markdown:?}");
        }
    }

    #[test]
    fn statements_that_share_most_words_are_about_one_thing() {
        #[rustfmt::skip]
        let table = [
            ("Bounded queues found bugs", "a queue that is bounded finds its bugs", true),
            ("Retry budgets belong to the caller", "the caller owns the retry budget", true),
            ("Lunch was late", "the queue was long", false),
            ("queues", "queues", false), // one word is no statement
        ];
        for (one, other, expected) in table {
            assert_eq!(Words::of(one).shared_with(&Words::of(other)).is_some(), expected, "{one:?} {other:?}");
        }
    }
}
