//! What `hallway show` names, linked with what it meets: an event with all that its documents tell, a person with all talks.
//!
//! Who is asked for is looked up by the words of the name. What is found may be called otherwise elsewhere, so it is asked for
//! again under every name that came up, until none is new.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use tantivy::DocAddress;

use super::Index;
use super::passages::{Shown, key};
use super::query::{Node, Query};
use super::write::Head;
use crate::error::Result;
use crate::id::fold;
use crate::link::{Catalogue, Corrections, Found, LinkedEvent, Meant, Person, Reference, find, find_by_words};
use crate::model::SourceRecords;

/// So often it is asked under new names.
const ROUNDS: usize = 6;
/// Events that share so many titles of talks may be one.
const TITLES: usize = 2;

/// So many titles and names may hold a part of what is asked for, until all documents are as soon linked.
const FITTING: usize = 64;

/// What is asked for: words of the names of events and of people, or of both together.
type Names = BTreeSet<Vec<(char, String)>>;

/// What to look for first.
struct Asked {
    /// Words of titles of talks.
    titles: BTreeSet<String>,
    /// Words of titles of posts.
    entries: BTreeSet<String>,
    names: Names,
}

impl Asked {
    /// What has the words of `reference` in its title, id or name.
    fn words_of(reference: &str) -> Asked {
        let own = reference.rsplit('/').next().and_then(|own| own.split('~').next()).unwrap_or(reference);
        let names = Names::from([name('e', reference), name('s', reference)]);
        Asked { titles: [own.to_owned()].into(), entries: BTreeSet::new(), names }
    }

    fn len(&self) -> usize {
        self.titles.len() + self.entries.len() + self.names.len()
    }

    fn query(&self) -> Query {
        let mut query = Query::parse("", &mut |_| None);
        let words = |name: &Vec<(char, String)>| Node::Keys {
            field: 'e',
            words: name.iter().map(|(field, word)| key(*field, word)).collect(),
            typed: String::new(),
            range: None,
        };
        let of_kind = |kind: &str, title: &String| Query::parse(&format!("kind:{kind} {}", fold(title)), &mut |_| None).root;
        let titles = self.titles.iter().map(|title| of_kind("talk", title));
        let entries = self.entries.iter().map(|title| of_kind("entry", title));
        let named = self.names.iter().filter(|name| !name.is_empty()).map(words);
        query.root = Node::Or(titles.chain(entries).chain(named).collect());
        query
    }
}

impl Index {
    /// What `reference` names, with all that tells of it, linked; nothing where it names nothing. `None` where that is better looked
    /// for among all documents: too much of the library is concerned. `leave_out` takes out of a document what does not count.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn link_named(
        &self,
        reference: &str,
        corrections: &Corrections,
        leave_out: &dyn Fn(&mut SourceRecords),
    ) -> Result<Option<Catalogue>> {
        let (mut asked, mut by_words) = (Asked::words_of(reference), true);
        for _ in 0..ROUNDS {
            let Some((catalogue, _)) = self.link_found(&asked.query(), corrections, leave_out)? else { return Ok(None) };
            let found = if by_words { find_by_words(&catalogue, reference) } else { Some(find(&catalogue, reference)) };
            let Some(found) = found else {
                // No whole words of a title or name say it.
                by_words = false;
                let Some(fitting) = self.fitting(reference)? else { return Ok(None) };
                if fitting.len() == 0 {
                    return Ok(Some(Catalogue::default()));
                }
                asked = fitting;
                continue;
            };
            let known = asked.names.len();
            match found {
                Found::One(Reference::Event(event)) => asked.names.extend(names_of_event(&catalogue, event)),
                Found::One(Reference::Person(person)) => asked.names.extend(names_of_person(&catalogue, person)),
                _ => {}
            }
            if asked.names.len() == known {
                return Ok(Some(catalogue));
            }
        }
        Ok(None)
    }

    /// The titles and names that `reference` may be a part of, one document after the other; `None` where that are too many, or
    /// only what is linked tells it.
    fn fitting(&self, reference: &str) -> Result<Option<Asked>> {
        let mut meant = Meant::of(reference);
        if meant.is_open() {
            return Ok(None);
        }
        let mut asked = Asked { titles: BTreeSet::new(), entries: BTreeSet::new(), names: Names::new() };
        // Most names are those of many talks.
        let mut compared: HashSet<String> = HashSet::new();
        self.for_each_light(&mut |source| {
            let speakers = source.records.talks.iter().flat_map(|talk| &talk.speakers).map(|speaker| ('s', &speaker.name));
            for (field, text) in source.records.events.iter().map(|event| ('e', &event.name)).chain(speakers) {
                if !compared.contains(text) {
                    compared.insert(text.clone());
                    asked.names.extend(meant.named(text).then(|| name(field, text)));
                }
            }
            asked
                .titles
                .extend(source.records.talks.into_iter().filter(|talk| meant.talk(talk, &source.path)).map(|talk| talk.title));
        })?;
        if asked.titles.is_empty() && asked.names.is_empty() {
            self.each_entry(&mut |id, title| asked.entries.extend(meant.entry(id, title).then(|| title.to_owned())))?;
        }
        let is_known = asked.len() <= FITTING && (asked.len() > 0 || !meant.is_open());
        Ok(is_known.then_some(asked))
    }

    /// Hands the id and title of every entry to `visit`.
    fn each_entry(&self, visit: &mut dyn FnMut(&str, &str)) -> Result<()> {
        self.guarded(|| {
            for (_, address) in self.find_sources()? {
                let head: Head = self.read_data(address)?;
                for first in head.entries {
                    let first = DocAddress::new(address.segment_ord, address.doc_id.saturating_add(first).saturating_add(1));
                    let about = self.read_data::<Shown>(first)?.about;
                    about.entry.iter().for_each(|id| visit(id, &about.title));
                }
            }
            Ok(())
        })
    }
}

/// The words of the name `text` in `field`.
fn name(field: char, text: &str) -> Vec<(char, String)> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(|word| (field, word.to_owned())).collect()
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
