//! What `hallway show` names, linked with what it meets: an event with all that its documents tell, a person with all talks.
//!
//! Who is asked for is looked up by the words of the name. What is found may be called otherwise elsewhere, so it is asked for
//! again under every name that came up, until none is new.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::passages::key;
use super::query::{Node, Query};
use crate::error::Result;
use crate::id::fold;
use crate::link::{Catalogue, Corrections, Found, LinkedEvent, Person, Reference, find_by_words};
use crate::model::SourceRecords;

/// So often it is asked under new names.
const ROUNDS: usize = 6;
/// Events that share so many titles of talks may be one.
const TITLES: usize = 2;

/// What is asked for: words of the names of events and of people, or of both together.
type Names = BTreeSet<Vec<(char, String)>>;

impl Index {
    /// What `reference` names, with all that tells of it, linked; `None` where that is better looked for among all documents:
    /// no whole words of a title or name say it, or too much of the library is concerned. `leave_out` takes out of a document what
    /// does not count.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn link_named(
        &self,
        reference: &str,
        corrections: &Corrections,
        leave_out: &dyn Fn(&mut SourceRecords),
    ) -> Result<Option<Catalogue>> {
        let mut names = Names::from([name('e', reference), name('s', reference)]);
        for _ in 0..ROUNDS {
            let query = query_for(reference, &names);
            let Some((catalogue, _)) = self.link_found(&query, corrections, leave_out)? else { return Ok(None) };
            let Some(found) = find_by_words(&catalogue, reference) else { return Ok(None) };
            let known = names.len();
            match found {
                Found::One(Reference::Event(event)) => names.extend(names_of_event(&catalogue, event)),
                Found::One(Reference::Person(person)) => names.extend(names_of_person(&catalogue, person)),
                _ => {}
            }
            if names.len() == known {
                return Ok(Some(catalogue));
            }
        }
        Ok(None)
    }
}

/// The words of the name `text` in `field`.
fn name(field: char, text: &str) -> Vec<(char, String)> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(|word| (field, word.to_owned())).collect()
}

/// What finds the talks that `reference` may mean, by the words of a title or id, and all that has one of `names`.
fn query_for(reference: &str, names: &Names) -> Query {
    let own = reference.rsplit('/').next().and_then(|own| own.split('~').next()).unwrap_or(reference);
    let mut query = Query::parse(&format!("kind:talk {}", fold(own)), &mut |_| None);
    let words = |name: &Vec<(char, String)>| Node::Keys {
        field: 'e',
        words: name.iter().map(|(field, word)| key(*field, word)).collect(),
        typed: String::new(),
        range: None,
    };
    let titles = std::mem::take(&mut query.root);
    let named = names.iter().filter(|name| !name.is_empty()).map(words);
    query.root = Node::Or(std::iter::once(titles).chain(named).collect());
    query
}

fn names_in(event: &LinkedEvent) -> impl Iterator<Item = Vec<(char, String)>> {
    std::iter::once(&event.name).chain(&event.aliases).map(|text| name('e', text))
}

/// The names of an event, and of those that may turn out to be the same.
fn names_of_event(catalogue: &Catalogue, event: usize) -> Vec<Vec<(char, String)>> {
    let Some(own) = catalogue.events.get(event) else { return Vec::new() };
    let titles: BTreeSet<String> =
        own.talks.iter().filter_map(|talk| catalogue.talks.get(*talk)).map(|talk| fold(&talk.title)).collect();
    let mut common: BTreeMap<usize, usize> = BTreeMap::new();
    for talk in catalogue.talks.iter().filter(|talk| titles.contains(&fold(&talk.title))) {
        talk.event.into_iter().for_each(|event| *common.entry(event).or_default() += 1);
    }
    let alike = common.into_iter().filter(|(other, titles)| *other != event && *titles >= TITLES);
    let same_year = |other: &&LinkedEvent| own.year.is_none() || other.year.is_none() || own.year == other.year;
    let alike = alike.filter_map(|(other, _)| catalogue.events.get(other)).filter(same_year).flat_map(names_in);
    names_in(own).chain(alike).collect()
}

/// The names of a person; and where short forms of the name may stand: at the same event, for the same organisation.
fn names_of_person(catalogue: &Catalogue, person: usize) -> Vec<Vec<(char, String)>> {
    let Some(own) = catalogue.people.get(person) else { return Vec::new() };
    let Person { name: spelled, aliases, .. } = own;
    let mut names: Vec<_> = std::iter::once(spelled).chain(aliases).map(|text| name('s', text)).collect();
    let last = names.first().and_then(|name| name.last()).cloned();
    for talk in own.talks.iter().filter_map(|talk| catalogue.talks.get(*talk)) {
        let events = talk.event_name.iter().map(|event| name('e', event));
        names.extend(events.map(|event| event.into_iter().chain(last.clone()).collect()));
    }
    names
}
