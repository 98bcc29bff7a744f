//! Queries that find nothing as they were typed, read another way: words written together that the library writes apart, and apart
//! that it writes together; words cut short; words that were all said at one event, though in no one passage.

use std::collections::HashSet;

use tantivy::DocAddress;
use tantivy::collector::{Count, DocSetCollector};

use super::Index;
use super::passages::FIELDS;
use super::query::{Node, Query, is_filler};
use super::search::{Found, Plan, SearchOptions, Wanted};
use super::suggest::Lexicon;
use crate::error::Result;

/// Shorter words are not taken apart.
const LONG: usize = 6;
/// The shortest part that a word is taken apart into.
const PART: usize = 2;
/// Shorter words are not taken for the beginning of another.
const BEGINNING: usize = 5;
/// So many words may begin alike for one of them to be meant.
const ALIKE: usize = 4;
/// So many passages may have a word that is looked for at all events.
const PASSAGES: usize = 50_000;
/// So many of the best passages with any of the words are looked at, whatever their events.
const BEST: usize = 4_000;

/// Another way to read a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) root: Node,
    /// What it asks for that the query as typed does not.
    pub(super) texts: Vec<String>,
    /// How it was read, for people.
    pub(super) notes: Vec<String>,
}

impl Index {
    /// `text` with words that the library knows for those that nobody wrote, the likeliest first.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn meant_by(&self, text: &str) -> Result<Vec<String>> {
        self.guarded(|| Lexicon::new(self).suggest(&Query::parse(text, &mut |_| None), &[]))
    }

    /// The ways to read `root` in which other words are asked for, the likeliest first.
    pub(super) fn readings(&self, plan: &mut Plan<'_>, root: &Node) -> Result<Vec<Reading>> {
        let nodes = match root {
            Node::And(nodes) => nodes.clone(),
            Node::Text { .. } => vec![root.clone()],
            _ => return Ok(Vec::new()),
        };
        let mut readings = Vec::new();
        readings.extend(self.with_known_words(plan, &nodes)?);
        for (place, pair) in nodes.windows(2).enumerate() {
            let [Some(first), Some(second)] = [word_of(pair.first()), word_of(pair.get(1))] else { continue };
            let joined = format!("{first}{second}");
            if self.finds_text(plan, &joined)? {
                let mut nodes = nodes.clone();
                nodes.splice(place..place + 2, [text(&joined)]);
                let notes = vec![format!("{first} {second} was read as {joined}")];
                readings.push(Reading { root: Node::And(nodes), texts: vec![joined], notes });
            }
        }
        Ok(readings)
    }

    /// The query with all words that nobody wrote taken apart or gone on with, as the library writes them.
    fn with_known_words(&self, plan: &mut Plan<'_>, nodes: &[Node]) -> Result<Option<Reading>> {
        let mut reading = Reading { root: Node::All, texts: Vec::new(), notes: Vec::new() };
        let mut read = Vec::with_capacity(nodes.len());
        let lexicon = Lexicon::new(self);
        for node in nodes {
            let unknown = match word_of(Some(node)) {
                Some(word) if !lexicon.knows(&word)? => word,
                _ => {
                    read.push(node.clone());
                    continue;
                }
            };
            if let Some(parts) = self.taken_apart(plan, &unknown)? {
                reading.notes.push(format!("{unknown} was read as “{parts}”"));
                read.push(text(&parts));
                reading.texts.push(parts);
                continue;
            }
            let longer: Vec<String> = lexicon.beginning(&unknown, ALIKE + 1)?.into_iter().collect();
            if (1..=ALIKE).contains(&longer.len()) && unknown.chars().count() >= BEGINNING {
                reading.notes.push(format!("{unknown} was read as the beginning of {}", longer.join(", ")));
                read.push(Node::Or(longer.iter().map(|word| text(word)).collect()));
                reading.texts.extend(longer);
            } else {
                read.push(node.clone());
            }
        }
        reading.root = if read.len() == 1 { read.remove(0) } else { Node::And(read) };
        Ok((!reading.notes.is_empty()).then_some(reading))
    }

    /// `word` as two words that stand together somewhere: `treesitter` as `tree sitter`.
    fn taken_apart(&self, plan: &mut Plan<'_>, word: &str) -> Result<Option<String>> {
        let length = word.chars().count();
        let mut places: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(PART).collect();
        places.truncate((length + 1).saturating_sub(2 * PART));
        // Short parts are the least likely.
        places.sort_by_key(|at| word.len().abs_diff(2 * at));
        for at in places.into_iter().filter(|_| length >= LONG) {
            let (first, second) = word.split_at(at);
            let parts = format!("{first} {second}");
            if self.finds_text(plan, &parts)? {
                return Ok(Some(parts));
            }
        }
        Ok(None)
    }

    fn finds_text(&self, plan: &mut Plan<'_>, text: &str) -> Result<bool> {
        let asked = plan.own_text(text)?;
        self.finds(&*asked)
    }

    /// What was said at those events at which every word of `query` fell, if not in one passage; the best of it first.
    pub(super) fn find_at_one_event(&self, plan: &mut Plan<'_>, query: &Query, options: &SearchOptions) -> Result<Vec<Found>> {
        let Node::And(nodes) = &query.root else { return Ok(Vec::new()) };
        let mut common: Option<HashSet<u32>> = None;
        for node in nodes {
            let Node::Text { text, .. } = node else { return Ok(Vec::new()) };
            let asked = plan.anywhere(text)?;
            let every = self.searcher.search(&*asked, &DocSetCollector).map_err(|fault| self.fault(fault))?;
            if every.len() > PASSAGES {
                return Ok(Vec::new());
            }
            let events = self.events_of(every)?;
            let both = match common {
                Some(common) => common.intersection(&events).copied().collect(),
                None => events,
            };
            if both.is_empty() {
                return Ok(Vec::new());
            }
            common = Some(both);
        }
        let common = common.unwrap_or_default();
        let any = plan.most(&query.root, 1)?;
        let (mut found, _) = self.find(&*any, BEST, &SearchOptions { count_subjects: true, ..options.clone() })?;
        found.retain(|found| found.event.is_some_and(|event| common.contains(&event)));
        Ok(found)
    }

    /// `root` with none of its words but the one that fewest passages have, and that word; `None` where nobody wrote any.
    pub(super) fn rarest_word(&self, plan: &mut Plan<'_>, root: &Node) -> Result<Option<(Node, String)>> {
        let found = self.found_alone(plan, root)?.into_iter().filter(|(_, passages)| *passages > 0);
        Ok(found.min_by_key(|(_, passages)| *passages).and_then(|(word, _)| Some((with_word(root, &word)?, word))))
    }

    /// In how many passages each of several words of `root` is that have all else that it asks for.
    pub(super) fn found_alone(&self, plan: &mut Plan<'_>, root: &Node) -> Result<Vec<(String, usize)>> {
        let Node::And(nodes) = root else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for node in nodes {
            let Node::Text { text, .. } = node else { continue };
            let Some(one) = with_word(root, text) else { continue };
            let asked = plan.query(&one, false)?;
            let passages = self.searcher.search(&*asked, &Count).map_err(|fault| self.fault(fault))?;
            found.push((text.clone(), passages));
        }
        Ok(if found.len() > 1 { found } else { Vec::new() })
    }

    /// How many passages have all that `root` asks for but one of its conditions, by condition; those that have any.
    pub(super) fn found_without(&self, plan: &mut Plan<'_>, root: &Node) -> Result<Vec<(String, usize)>> {
        let Node::And(nodes) = root else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (place, node) in nodes.iter().enumerate() {
            let condition = match node {
                Node::Keys { field, typed, .. } => {
                    let name = FIELDS.iter().find(|(_, letter)| letter == field).map_or("", |(name, _)| name);
                    format!("{name}:{typed}")
                }
                Node::Days(..) => "the date".to_owned(),
                _ => continue,
            };
            let mut others = nodes.clone();
            others.remove(place);
            let asked = plan.query(&Node::And(others), false)?;
            let passages = self.searcher.search(&*asked, &Count).map_err(|fault| self.fault(fault))?;
            found.extend((passages > 0).then_some((condition, passages)));
        }
        Ok(found)
    }

    fn events_of(&self, passages: HashSet<DocAddress>) -> Result<HashSet<u32>> {
        let wanted = Wanted { places: false, subjects: true };
        let found = self.columns(passages.into_iter().map(|address| (address, 0.0)), wanted)?;
        Ok(found.into_iter().filter_map(|found| found.event).collect())
    }
}

/// The query with the names that something would be filed under as words: what nobody filed may be written of all the same.
pub(super) fn words_of_subjects(query: &Query) -> Option<Reading> {
    let (root, texts) = query.subjects_as_words();
    let notes = vec![format!("nothing is filed under {}; it was looked for as words", texts.join(" and "))];
    (!texts.is_empty()).then_some(Reading { root, texts, notes })
}

/// `root` with the words of its phrases, in any order, for the phrases; `None` where it has none.
pub(super) fn words_of_phrases(root: &Node) -> Option<Reading> {
    let nodes = match root {
        Node::And(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut reading = Reading { root: Node::All, texts: Vec::new(), notes: Vec::new() };
    let mut read = Vec::new();
    for node in nodes {
        match node {
            Node::Text { text: phrase, .. } if phrase.trim().contains(char::is_whitespace) => {
                let words = phrase.split_whitespace().filter(|word| !is_filler(word)).map(str::to_owned);
                reading.texts.extend(words.clone());
                read.extend(words.map(|word| text(&word)));
                reading.notes.push(format!("nothing has “{}” in a row; these have its words", phrase.trim()));
            }
            other => read.push(other.clone()),
        }
    }
    reading.root = Node::And(read);
    (!reading.texts.is_empty()).then_some(reading)
}

/// The word that `node` asks for, where it is one word of letters.
fn word_of(node: Option<&Node>) -> Option<String> {
    match node {
        Some(Node::Text { text, .. }) if text.chars().all(char::is_alphabetic) => Some(text.to_lowercase()),
        _ => None,
    }
}

/// `root` with none of its words but `word`.
fn with_word(root: &Node, word: &str) -> Option<Node> {
    let Node::And(nodes) = root else { return None };
    let is_left = |node: &&Node| !matches!(node, Node::Text { text, .. } if text != word);
    let mut left: Vec<Node> = nodes.iter().filter(is_left).cloned().collect();
    Some(if left.len() == 1 { left.remove(0) } else { Node::And(left) })
}

fn text(text: &str) -> Node {
    Node::Text { text: text.to_owned(), range: None }
}
