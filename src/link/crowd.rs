//! A large library linked event by event, in little more memory than one event takes.
//!
//! It comes to what [`link`](super::link()) comes to, told in less: how many talks and events there are, and what the talks
//! belong to whose documents name no event. Talks are kept as numbers of texts, most of which many of them share.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher as _;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::events::{self, RawEvent};
use super::groups::Groups;
use super::merge::rank_of;
use super::near::beginning;
use super::resolve;
use super::talks::{self, RawTalk, raw_talks};
use super::{Corrections, EventMember};
use crate::id::talk_id;
use crate::model::{Event, Kind, Records, Source, SourceRecords, Speaker, Talk};

/// An event that shares so many talks with those that have none is compared with them as a whole.
const FAMILIAR: usize = 3;
/// So many records of a talk stand for all of them where it is compared with talks that have no event.
const WITNESSES: usize = 3;
/// A document about more events than this belongs to none of them, whatever most of its talks are.
const FEW_EVENTS: usize = 3;
/// Of so many talks at once it is found out what they may share with others.
const TALKS_AT_ONCE: usize = 4096;
/// So much of an abstract is compared, in bytes.
const ABSTRACT_BYTES: usize = 240;

/// The documents of a library, for linking.
#[derive(Debug, Default)]
pub struct Crowd {
    texts: Texts,
    /// The speakers of all talks.
    speakers: Vec<Number>,
    /// The events of documents, by the name of the first: many documents tell the same of them.
    events: FxHashMap<String, Arc<[Event]>>,
    documents: Vec<Document>,
}

/// What linking needs of a document.
#[derive(Debug)]
struct Document {
    path: String,
    kind: Kind,
    events: Arc<[Event]>,
    talks: Box<[Slim]>,
}

/// What linking a [`Crowd`] comes to.
#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    /// Talks, each counted once.
    pub talks: usize,
    /// Conference editions.
    pub events: usize,
    /// Of each document that has talks without an event, by path: what those belong to, by talk id; empty where nothing is known.
    pub homes: BTreeMap<String, BTreeMap<String, Home>>,
}

/// The event of a talk whose document names none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// The event's name.
    pub event: String,
    /// Event and title as a document writes them that names the event.
    pub named: (String, String),
}

/// Texts by number, each once, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// The numbers by a hash, or by the next that is free.
    numbers: FxHashMap<u64, NonZeroU32>,
}

impl Texts {
    /// The number of `text`; none for one too many.
    fn number(&mut self, text: &str) -> Number {
        let mut hash = FxBuildHasher.hash_one(text);
        while let Some(number) = self.numbers.get(&hash) {
            if self.text(Some(*number)) == text {
                return Some(*number);
            }
            hash = hash.wrapping_add(1);
        }
        let number = u32::try_from(self.ends.len() + 1).ok().and_then(NonZeroU32::new)?;
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.numbers.insert(hash, number);
        Some(number)
    }

    fn text(&self, number: Number) -> &str {
        let Some(place) = number.map(|number| number.get() as usize - 1) else { return "" };
        let end = |place: usize| self.ends.get(place).copied().unwrap_or(0);
        let start = place.checked_sub(1).map_or(0, end);
        self.all.get(start..end(place)).unwrap_or_default()
    }

    fn is(&self, number: Number, text: &str) -> bool {
        number.is_some() && self.text(number) == text
    }
}

/// The number of a text, where there is one.
type Number = Option<NonZeroU32>;

/// What linking needs of a talk.
#[derive(Debug)]
struct Slim {
    /// None where event and title tell it.
    id: Number,
    title: Number,
    /// Where its speakers stand among all.
    speakers: Range<u32>,
    event: Number,
    entry: Number,
    day: Number,
    date: Number,
    start: Number,
    url: Number,
    abstract_: Number,
}

/// A talk: the number of its document, and its own in there.
type Place = (usize, usize);

impl Crowd {
    /// Takes a document in; of its talks what linking needs.
    pub fn add(&mut self, source: SourceRecords) {
        let talks = source.records.talks.iter().map(|talk| self.slim(talk)).collect();
        let Records { source: Source { kind, .. }, events, .. } = source.records;
        let events = self.shared(events);
        self.documents.push(Document { path: source.path, kind, events, talks });
    }

    /// `events`, in the memory of a document before that told the same.
    fn shared(&mut self, events: Vec<Event>) -> Arc<[Event]> {
        let Some(first) = events.first() else { return Arc::default() };
        if let Some(known) = self.events.get(&first.name).filter(|known| ***known == *events) {
            return Arc::clone(known);
        }
        let name = first.name.clone();
        let events: Arc<[Event]> = events.into();
        self.events.insert(name, Arc::clone(&events));
        events
    }

    fn slim(&mut self, talk: &Talk) -> Slim {
        let end = |speakers: &Vec<Number>| u32::try_from(speakers.len()).unwrap_or(u32::MAX);
        let first = end(&self.speakers);
        self.speakers.extend(talk.speakers.iter().map(|speaker| self.texts.number(&speaker.name)));
        let speakers = first..end(&self.speakers);
        let mut of = |text: Option<&str>| text.and_then(|text| self.texts.number(text));
        Slim {
            id: of(Some(&*talk.id).filter(|id| *id != talk_id(talk.event.as_deref(), &talk.title))),
            title: of(Some(&talk.title)),
            speakers,
            event: of(talk.event.as_deref()),
            entry: of(talk.entry.as_deref()),
            day: of(talk.day.as_deref()),
            date: of(talk.date.as_deref()),
            start: of(talk.start.as_deref()),
            url: of(talk.url.as_deref()),
            abstract_: of(talk.abstract_.as_deref().map(|text| beginning(text, ABSTRACT_BYTES))),
        }
    }

    /// Links all of it.
    pub fn link(mut self, corrections: &Corrections) -> Tally {
        self.documents.sort_by(|a, b| a.path.cmp(&b.path));
        let Crowd { texts, speakers, documents, .. } = self;
        let mut here = Linking { corrections, documents, speakers, texts, place: HashMap::new(), names: Vec::new() };
        here.join_events();
        let mut tally = Tally { events: here.names.len(), ..Tally::default() };
        for document in &here.documents {
            if document.talks.iter().any(|talk| talk.event.is_none()) {
                tally.homes.insert(document.path.clone(), BTreeMap::new());
            }
        }
        let parts = here.parts();
        let wanted = here.keys(&parts.homeless);
        let mut met = Vec::new();
        for places in &parts.by_event {
            let (count, near) = here.link(places, &wanted, &mut tally.homes);
            tally.talks += count;
            met.extend(near);
        }
        let (more, less) = here.link_across(&parts, &met, &mut tally.homes);
        tally.talks = (tally.talks + more).saturating_sub(less);
        tally
    }
}

type Homes = BTreeMap<String, BTreeMap<String, Home>>;

/// A crowd being linked.
struct Linking<'a> {
    corrections: &'a Corrections,
    documents: Vec<Document>,
    speakers: Vec<Number>,
    texts: Texts,
    /// Where each document's event went.
    place: HashMap<EventMember, usize>,
    /// The names of the events.
    names: Vec<String>,
}

/// The talks by what they are compared with.
#[derive(Default)]
struct Parts {
    /// Those of each event, and those of documents about that event alone.
    by_event: Vec<Vec<Place>>,
    /// The others.
    alone: BTreeSet<Place>,
    /// The others, with what else their documents tell that belong to one event at most.
    homeless: Vec<Place>,
}

impl Linking<'_> {
    /// Finds the events that are one.
    fn join_events(&mut self) {
        let raw: Vec<RawEvent> = events::raw_events(self.documents.iter().map(|document| (document.kind, &*document.events)));
        let mut groups = Groups::new(raw.len());
        self.obey(|| resolve::Names::of_events(&raw), &mut groups);
        let titles = |event: &RawEvent, visit: &mut dyn FnMut(&str)| {
            let document = self.documents.get(event.member.source).into_iter();
            let is_of = |talk: &&Slim| self.texts.is(talk.event, &event.record.name);
            document.flat_map(|document| &document.talks).filter(is_of).for_each(|talk| visit(self.texts.text(talk.title)));
        };
        let joined = events::group(&raw, &titles, &mut groups, &mut Vec::new());
        let (linked, place) = events::merge(&raw, &groups, &joined);
        drop(raw);
        self.place = place;
        self.names = linked.into_iter().map(|event| event.name).collect();
    }

    /// Puts what the corrections say of records into their groups; the names of those records are needed for that alone.
    fn obey(&self, names: impl FnOnce() -> resolve::Names, groups: &mut Groups) -> Vec<usize> {
        if self.corrections.list.is_empty() {
            return Vec::new();
        }
        let names = names();
        resolve::decide(self.corrections, &names, groups, &mut BTreeSet::new());
        names.meant(self.corrections)
    }

    /// The linked event of the event `name` of the document `source`.
    fn event_of(&self, source: usize, name: &str) -> Option<usize> {
        let event = self.documents.get(source)?.events.iter().rposition(|event| event.name == name)?;
        self.place.get(&EventMember { source, event }).copied()
    }

    fn parts(&self) -> Parts {
        let mut parts = Parts { by_event: vec![Vec::new(); self.names.len()], ..Parts::default() };
        for (number, Document { kind, events, talks, .. }) in self.documents.iter().enumerate() {
            let only = match &**events {
                [event] if *kind != Kind::Submissions => self.event_of(number, &event.name),
                _ => None,
            };
            let mut homeless = false;
            for (talk, slim) in talks.iter().enumerate() {
                let own = slim.event.and_then(|event| self.event_of(number, self.texts.text(Some(event))));
                match own.or(only).and_then(|event| parts.by_event.get_mut(event)) {
                    Some(places) => places.push((number, talk)),
                    None => homeless |= parts.alone.insert((number, talk)),
                }
            }
            if homeless {
                let few = events.len() <= FEW_EVENTS;
                let kept = (0..talks.len()).map(|talk| (number, talk)).filter(|place| few || parts.alone.contains(place));
                parts.homeless.extend(kept.collect::<Vec<Place>>());
            }
        }
        parts
    }

    /// The documents of `places`, which are in order, with those talks alone; and their numbers.
    fn only(&self, places: &[Place]) -> (Vec<SourceRecords>, Vec<usize>) {
        let (mut documents, mut numbers): (Vec<SourceRecords>, Vec<usize>) = (Vec::new(), Vec::new());
        for &(number, talk) in places {
            let Some(document) = self.documents.get(number) else { continue };
            if numbers.last() != Some(&number) {
                numbers.push(number);
                documents.push(bare(document));
            }
            if let (Some(document), Some(slim)) = (documents.last_mut(), document.talks.get(talk)) {
                document.records.talks.push(self.talk(slim));
            }
        }
        (documents, numbers)
    }

    fn talk(&self, slim: &Slim) -> Talk {
        let text = |number: Number| number.map(|_| self.texts.text(number).to_owned());
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let speaker = |name: &Number| Speaker { name: self.texts.text(*name).to_owned(), ..Speaker::default() };
        let mut talk = Talk {
            id: self.texts.text(slim.id).to_owned(),
            title: self.texts.text(slim.title).to_owned(),
            speakers: self
                .speakers
                .get(place(slim.speakers.start)..place(slim.speakers.end))
                .into_iter()
                .flatten()
                .map(speaker)
                .collect(),
            event: text(slim.event),
            entry: text(slim.entry),
            day: text(slim.day),
            date: text(slim.date),
            start: text(slim.start),
            url: text(slim.url),
            abstract_: text(slim.abstract_),
            ..Talk::default()
        };
        // Corrections name talks by their ids; nothing else asks for them.
        if !self.corrections.list.is_empty() {
            talk.id = id_of(&talk);
        }
        talk
    }

    /// The linked events of `documents`, as far as their talks and they themselves name them.
    fn events_of<'a>(&self, documents: &'a [SourceRecords], numbers: &[usize]) -> HashMap<(usize, &'a str), usize> {
        let mut events = HashMap::new();
        for (at, (document, &number)) in documents.iter().zip(numbers).enumerate() {
            let records = &document.records;
            let own = records.events.iter().map(|event| event.name.as_str());
            for name in own.chain(records.talks.iter().filter_map(|talk| talk.event.as_deref())) {
                if let Entry::Vacant(place) = events.entry((at, name))
                    && let Some(linked) = self.event_of(number, name)
                {
                    place.insert(linked);
                }
            }
        }
        events
    }

    /// What the talks at `places` may share with others.
    fn keys(&self, places: &[Place]) -> FxHashSet<u64> {
        let mut keys = FxHashSet::default();
        for places in places.chunks(TALKS_AT_ONCE) {
            let (documents, numbers) = self.only(places);
            let raw = raw_talks(&documents, &self.events_of(&documents, &numbers));
            keys.extend(raw.iter().flat_map(talks::key_numbers));
        }
        keys
    }

    /// Links the talks at `places`: how many there are then, and records of those of them that share one of the keys `wanted`,
    /// or that a correction names; of all, where those are many.
    fn link(&self, places: &[Place], wanted: &FxHashSet<u64>, homes: &mut Homes) -> (usize, Vec<Place>) {
        let (documents, numbers) = self.only(places);
        let mut raw = raw_talks(&documents, &self.events_of(&documents, &numbers));
        let mut groups = Groups::new(raw.len());
        let mut near: FxHashSet<usize> = self.obey(|| resolve::Names::of_talks(&raw), &mut groups).into_iter().collect();
        if !wanted.is_empty() {
            let is_wanted = |talk: &RawTalk| talks::key_numbers(talk).iter().any(|key| wanted.contains(key));
            near.extend(raw.iter().enumerate().filter(|(_, talk)| is_wanted(talk)).map(|(number, _)| number));
        }
        talks::group(&mut raw, &mut groups, &mut Vec::new());
        let groups = groups.all();
        groups.iter().for_each(|group| self.find_homes(&raw, &documents, group, homes));
        let met = groups.iter().filter(|group| group.iter().any(|talk| near.contains(talk))).count();
        let mut witnesses = Vec::new();
        for group in &groups {
            let (mut first, others): (Vec<usize>, Vec<usize>) = group.iter().partition(|talk| near.contains(talk));
            if met >= FAMILIAR {
                first.extend(others);
            }
            witnesses.extend(first.into_iter().take(WITNESSES).filter_map(|talk| places.get(talk).copied()));
        }
        (groups.len(), witnesses)
    }

    /// Notes the event of those of the talks of `group` whose document names none.
    fn find_homes(&self, raw: &[RawTalk], documents: &[SourceRecords], group: &[usize], homes: &mut Homes) {
        let mut group: Vec<&RawTalk> = group.iter().filter_map(|&talk| raw.get(talk)).collect();
        group.sort_by_key(|talk| (rank_of(talk), talk.member));
        let Some(event) = group.iter().find_map(|talk| talk.event).and_then(|event| self.names.get(event)) else { return };
        let named = group.iter().find_map(|talk| Some((talk.record.event.clone()?, talk.record.title.clone())));
        let Some(named) = named else { return };
        let home = Home { event: event.clone(), named };
        for talk in group.iter().filter(|talk| talk.record.event.is_none()) {
            let path = documents.get(talk.member.source).map(|document| document.path.as_str());
            if let Some(known) = path.and_then(|path| homes.get_mut(path)) {
                known.insert(id_of(talk.record), home.clone());
            }
        }
    }

    /// Links the talks that have no event with those of each event that they `met`: how many talks these are together, and
    /// how many the latter are without the former.
    fn link_across(&self, parts: &Parts, met: &[Place], homes: &mut Homes) -> (usize, usize) {
        let mut all: Vec<Place> = met.iter().chain(&parts.homeless).copied().collect();
        all.sort_unstable();
        all.dedup();
        let (together, _) = self.link(&all, &FxHashSet::default(), homes);
        let apart = parts.by_event.iter().map(|places| {
            let theirs: Vec<Place> = places.iter().filter(|place| all.binary_search(place).is_ok()).copied().collect();
            self.link(&theirs, &FxHashSet::default(), &mut Homes::new()).0
        });
        (together, apart.sum())
    }
}

/// The id of a talk, which is left out where event and title tell it.
fn id_of(talk: &Talk) -> String {
    if talk.id.is_empty() { talk_id(talk.event.as_deref(), &talk.title) } else { talk.id.clone() }
}

/// A document without its talks; events are told that it is about alone.
fn bare(document: &Document) -> SourceRecords {
    let events = match &*document.events {
        [event] => vec![event.clone()],
        _ => Vec::new(),
    };
    let kind = Source { kind: document.kind, ..Source::default() };
    let records = Records { source: kind, events, ..Records::default() };
    SourceRecords { path: document.path.clone(), name: String::new(), records }
}
