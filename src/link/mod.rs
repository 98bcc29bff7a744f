//! 3. Records of all documents → the same event, talk and person, with the evidence.
//!
//! Knows no document and no disk but `links.toml`. Two records are one where their event and title agree after folding;
//! speakers, times and links count for and against. In doubt they stay two, and a [`Doubt`] names the pair. What a person
//! decided in `links.toml` always wins. The result is the same for every order of the sources.

mod compare;
mod corrections;
mod crowd;
mod events;
mod find;
mod groups;
mod keys;
mod mentions;
mod merge;
mod near;
mod people;
mod rare_words;
mod resolve;
mod talks;
#[cfg(test)]
mod tests;

pub use compare::{Comparison, Promise, Shared, Voice, compare};
pub use corrections::{Correction, Corrections};
pub use crowd::{Crowd, Home, Tally};
pub use find::{Found, Meant, Reference, find, find_by_words};
pub use mentions::linked_addresses;
pub use near::{event_terms, opening, page, page_term, talk_terms, without_texts};
pub use rare_words::related_by_rare_words;

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::model::{SourceRecords, Speaker, TalkFormat};

/// What all documents together know.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The documents, ordered by path.
    pub sources: Vec<SourceRecords>,
    /// Each talk once, ordered by event, date, start and title.
    pub talks: Vec<LinkedTalk>,
    /// Each conference edition once, ordered by name.
    pub events: Vec<LinkedEvent>,
    /// Each speaker once, ordered by name.
    pub people: Vec<Person>,
    /// Pairs that may be the same and were left two, for `hallway doctor`.
    pub doubts: Vec<Doubt>,
    /// Corrections of `links.toml` that name nothing in this library, told in words.
    pub unmatched: Vec<String>,
}

/// One talk as all its documents have it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LinkedTalk {
    /// Unique in the catalogue, `event-slug/title-slug`.
    pub id: String,
    /// The spelling of the document that says most.
    pub title: String,
    /// Each person once, best spelling, with affiliation and role from whichever document states them.
    pub speakers: Vec<Speaker>,
    /// An index into [`Catalogue::events`].
    pub event: Option<usize>,
    /// The name of that event.
    pub event_name: Option<String>,
    /// As a document labels it.
    pub day: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `HH:MM`.
    pub start: Option<String>,
    /// The stated length.
    pub duration_minutes: Option<u32>,
    /// The name of the track.
    pub track: Option<String>,
    /// The room's label.
    pub room: Option<String>,
    /// What sort of session it is.
    pub format: TalkFormat,
    /// A session's number.
    pub number: Option<u32>,
    /// The session's own page.
    pub url: Option<String>,
    /// Markdown: what the conference says of it.
    #[serde(rename = "abstract")]
    pub abstract_: Option<String>,
    /// The tags of all documents.
    pub tags: Vec<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Where it can be watched again, as any document states it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<String>,
    /// Where its records are: programmes first, then reports and feeds, by path.
    pub members: Vec<Member>,
    /// Why the members are one talk, in words: "same title", "same start 14:00"; empty for a single record.
    pub evidence: Vec<String>,
    /// Takeaways of other talks or documents that link to this talk.
    pub mentions: Vec<Mention>,
    /// Talks that may have to do with it and are not it: indexes into [`Catalogue::talks`] with the reason.
    pub related: Vec<Related>,
}

/// A talk's record in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Member {
    /// An index into [`Catalogue::sources`].
    pub source: usize,
    /// An index into that source's `records.talks`.
    pub talk: usize,
}

/// A takeaway that names a talk by a link to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// An index into [`Catalogue::sources`].
    pub source: usize,
    /// An index into that source's `records.takeaways`.
    pub takeaway: usize,
    /// How it was found, in words: "link to …".
    pub evidence: String,
    /// The other talks that the same takeaway links to: indexes into [`Catalogue::talks`].
    pub others: Vec<usize>,
}

/// A talk that may have to do with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// An index into [`Catalogue::talks`].
    pub talk: usize,
    /// Why it is offered, in words.
    pub reason: String,
}

/// One conference edition as all documents have it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LinkedEvent {
    /// The slug of its name, unique in the catalogue.
    pub id: String,
    /// The spelling that says most.
    pub name: String,
    /// The name without the year.
    pub series: Option<String>,
    /// The year of the edition.
    pub year: Option<i16>,
    /// `YYYY-MM-DD`.
    pub start: Option<String>,
    /// `YYYY-MM-DD`.
    pub end: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// Its own address.
    pub url: Option<String>,
    /// The time zone of its clock times, by its IANA name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The other spellings.
    pub aliases: Vec<String>,
    /// Where its records are: indexes into sources and their `records.events`.
    pub members: Vec<EventMember>,
    /// Why the members are one event, in words.
    pub evidence: Vec<String>,
    /// Indexes into [`Catalogue::talks`].
    pub talks: Vec<usize>,
}

/// An event's record in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventMember {
    /// An index into [`Catalogue::sources`].
    pub source: usize,
    /// An index into that source's `records.events`.
    pub event: usize,
}

/// One speaker as all documents name them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The slug of the name, unique in the catalogue.
    pub id: String,
    /// The spelling that says most.
    pub name: String,
    /// The other spellings.
    pub aliases: Vec<String>,
    /// The organisations that documents state.
    pub affiliations: Vec<String>,
    /// What they do, as documents state it.
    pub roles: Vec<String>,
    /// Indexes into [`Catalogue::talks`].
    pub talks: Vec<usize>,
    /// Why different spellings are one person, in words.
    pub evidence: Vec<String>,
}

/// What two things in doubt are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Talks.
    Talk,
    /// Conference editions.
    Event,
    /// Speakers.
    Person,
}

/// Two records that may be one, and were left two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// What they are.
    pub sort: Sort,
    /// A reference that `hallway link` takes: a talk's id, an event's or person's name.
    pub a: String,
    /// The other one.
    pub b: String,
    /// What speaks for and against, in words.
    pub reason: String,
}

/// Joins the records of `sources`, obeying `corrections`.
///
/// Events first, since talks are compared by event; then talks; then the people who give them.
pub fn link(mut sources: Vec<SourceRecords>, corrections: &Corrections) -> Catalogue {
    sources.sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
    let mut met = BTreeSet::new();
    let mut doubts = Vec::new();

    let raw_events = events::raw_events(sources.iter().map(|source| (source.records.source.kind, &*source.records.events)));
    let event_names = resolve::Names::of_events(&raw_events);
    let mut groups = groups::Groups::new(raw_events.len());
    resolve::decide(corrections, &event_names, &mut groups, &mut met);
    let titles = |event: &events::RawEvent, visit: &mut dyn FnMut(&str)| {
        let talks = sources.get(event.member.source).map_or(&[][..], |source| &source.records.talks);
        let own = talks.iter().filter(|talk| talk.event.as_deref() == Some(&event.record.name));
        own.for_each(|talk| visit(&talk.title));
    };
    let joined = events::group(&raw_events, &titles, &mut groups, &mut doubts);
    let (mut linked_events, place) = events::merge(&raw_events, &groups, &joined);
    let event_of: HashMap<(usize, &str), usize> = raw_events
        .iter()
        .filter_map(|raw| Some(((raw.member.source, raw.record.name.as_str()), *place.get(&raw.member)?)))
        .collect();

    let mut raw_talks = talks::raw_talks(&sources, &event_of);
    let talk_names = resolve::Names::of_talks(&raw_talks);
    let mut groups = groups::Groups::new(raw_talks.len());
    resolve::decide(corrections, &talk_names, &mut groups, &mut met);
    let outcome = talks::group(&mut raw_talks, &mut groups, &mut doubts);
    let (mut linked_talks, talk_of) = merge::merge(&raw_talks, &groups, &outcome, &mut linked_events, &sources);

    let mentioned = people::mentions(&raw_talks, &talk_of);
    let people_names = resolve::Names::of_people(&mentioned);
    let mut groups = groups::Groups::new(mentioned.len());
    resolve::decide(corrections, &people_names, &mut groups, &mut met);
    let reasons = people::group(&mentioned, &mut groups, &mut doubts);
    let (people, who) = people::merge(&mentioned, &groups, &reasons);
    merge::fill_speakers(&mut linked_talks, &mentioned, &who, &people);
    mentions::find(&sources, &raw_talks, &talk_of, &mut linked_talks);

    let known = |reference: &str| [&event_names, &talk_names, &people_names].iter().any(|names| names.has(reference));
    let unmatched = resolve::unmatched(corrections, &met, known);
    doubts.sort();
    doubts.dedup();
    drop((raw_events, raw_talks, mentioned, event_of));
    Catalogue { sources, talks: linked_talks, events: linked_events, people, doubts, unmatched }
}
