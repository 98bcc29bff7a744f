//! `event:lantern` where no event is called so: names with a word that begins as it does.

use super::Index;
use super::nearly::Reading;
use super::passages::FIELDS;
use super::query::Node;
use crate::error::Result;

/// The fields whose words are names that people shorten: event, series, speaker, author, topic, track, tag, source.
const NAMES: [char; 8] = ['e', 'r', 's', 'a', 'o', 't', 'g', 'p'];
/// So many words that begin alike are looked for.
const MOST: usize = 200;
/// So many of them are told.
const TOLD: usize = 4;

impl Index {
    /// What `root` asks for with all words that begin as its names do, and how each was read; `None` where that are none but
    /// the names themselves.
    pub(super) fn with_beginnings(&self, root: &Node) -> Result<Option<Reading>> {
        let mut notes = Vec::new();
        let root = self.begun(root, &mut notes)?;
        Ok((!notes.is_empty()).then_some(Reading { root, texts: Vec::new(), notes }))
    }

    fn begun(&self, node: &Node, notes: &mut Vec<String>) -> Result<Node> {
        Ok(match node {
            Node::Keys { field, words, typed, .. } if NAMES.contains(field) => {
                let mut all = Vec::with_capacity(words.len());
                for word in words {
                    all.push(self.one_begun(*field, word, typed, notes)?);
                }
                Node::And(all)
            }
            Node::And(nodes) => Node::And(nodes.iter().map(|node| self.begun(node, notes)).collect::<Result<_>>()?),
            Node::Or(nodes) => Node::Or(nodes.iter().map(|node| self.begun(node, notes)).collect::<Result<_>>()?),
            // What is not wanted is not made more.
            other => other.clone(),
        })
    }

    /// The words of `field` that begin as the one of the term `term`.
    fn one_begun(&self, field: char, term: &str, typed: &str, notes: &mut Vec<String>) -> Result<Node> {
        let name = FIELDS.iter().find(|(_, letter)| *letter == field).map_or("", |(name, _)| name);
        let beginning = term.get(2..).unwrap_or_default();
        let words = self.words_of(name, beginning, MOST)?;
        let one = |word: &String| Node::Keys {
            field,
            words: vec![super::passages::key(field, word)],
            typed: typed.to_owned(),
            range: None,
        };
        let longer: Vec<&str> = words.iter().filter(|word| *word != beginning).map(String::as_str).collect();
        if longer.is_empty() {
            return Ok(one(&beginning.to_owned()));
        }
        notes.push(format!("{name}:{beginning} was read as the beginning of {}", listed(&longer)));
        Ok(Node::Or(words.iter().map(one).collect()))
    }
}

/// The first few of `words`.
fn listed(words: &[&str]) -> String {
    let (told, more) = words.split_at(words.len().min(TOLD));
    match more.len() {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}
