//! What linking makes of the documents, kept in the index: for each talk whose document names no event, the event that
//! the documents together know. A search reads it; a sync works it out again for what changed, and for what that meets.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::Index;
use super::passages::{Shown, group, key};
use super::search::{Answers, PassageKind};
use super::sections::{join, path_of};
use super::write::Head;
use crate::error::Result;
use crate::link::{Catalogue, Corrections, Crowd, Home, LinkedTalk, event_terms, link, talk_terms};
use crate::model::{Event, Records, SourceRecords, Speaker, Talk};

/// So many talks or documents that share one term are looked at.
const NEIGHBOURS: usize = 4;
/// A document about so many events belongs to none of them.
const MANY_EVENTS: usize = 4;
/// More changed documents than this are linked with the whole library.
const MOST_CHANGED: usize = 64;

/// What a sync linked.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Linked {
    /// Nothing changed.
    #[default]
    Nothing,
    /// The documents that changed and those that they meet: how many talks and events there are more than before.
    Part {
        /// Those documents, without their texts.
        catalogue: Catalogue,
        /// Talks more than before, each counted once.
        talks: i64,
        /// Events more than before.
        events: i64,
    },
    /// Every document, without its texts.
    Whole(Catalogue),
    /// Every document of a library that is too large to be linked at once.
    Counted {
        /// Talks, each counted once.
        talks: usize,
        /// Events.
        events: usize,
    },
}

/// What linking found out for the talks of one document: by talk id, the event and what every passage of it is grouped under.
pub(super) type Links = BTreeMap<String, Link>;

/// What linking found out for one talk.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Link {
    #[serde(rename = "e")]
    event: String,
    #[serde(rename = "g")]
    group: String,
}

/// The term that names the links of the document at `path`.
pub(super) fn links_term(path: &str) -> String {
    key('K', path)
}

/// What a talk's passage keeps for linking, beside what it shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Card {
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(rename = "b", skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(rename = "u", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "q", skip_serializing_if = "Option::is_none")]
    abstract_: Option<String>,
}

impl Card {
    pub(super) fn of(talk: &Talk) -> Card {
        Card {
            day: talk.day.clone(),
            date: talk.date.clone(),
            start: talk.start.clone(),
            url: talk.url.as_deref().and_then(crate::link::page),
            abstract_: talk.abstract_.as_deref().map(|text| crate::link::opening(text).to_owned()),
        }
    }
}

pub(super) fn talk_of(mut shown: Shown) -> Talk {
    shown.about.unpack();
    let card = shown.card.map(|card| *card).unwrap_or_default();
    let about = shown.about;
    Talk {
        id: about.talk.unwrap_or_default(),
        title: about.title,
        speakers: about.speakers.into_iter().map(|name| Speaker { name, ..Speaker::default() }).collect(),
        event: about.event,
        entry: about.entry,
        day: card.day,
        date: card.date,
        start: card.start,
        url: card.url,
        abstract_: card.abstract_,
        ..Talk::default()
    }
}

/// What changed, without its texts.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Documents as they are now, where they are few.
    after: Vec<SourceRecords>,
    /// Documents as they are now, where they are many.
    crowd: Crowd,
    /// The paths of those documents.
    paths: BTreeSet<String>,
    /// Documents that are gone, or cannot be read any more.
    pub(super) gone: Vec<String>,
}

impl Change {
    /// Takes in a document as it is now.
    pub(super) fn put(&mut self, source: SourceRecords) {
        self.paths.insert(source.path.clone());
        self.after.push(source);
        if self.paths.len() > MOST_CHANGED {
            self.after.drain(..).for_each(|source| self.crowd.add(source));
        }
    }
}

/// Links what changed; says what was linked, and the links of each document for which they may be others than before.
///
/// `old` is the index before the change, `None` where all documents are in the change. `whole` links everything.
pub(super) fn link_change(
    old: Option<&Index>,
    mut change: Change,
    corrections: &Corrections,
    whole: bool,
) -> Result<(Linked, BTreeMap<String, Links>)> {
    let mut changed = std::mem::take(&mut change.paths);
    changed.extend(std::mem::take(&mut change.gone));
    if changed.len() > MOST_CHANGED {
        return link_many(old, change, &changed, corrections);
    }
    let Some(old) = old else { return Ok(link_whole(change.after, corrections)) };
    let mut before = Vec::new();
    for path in &changed {
        before.extend(old.light_source(path)?);
    }
    // A correction ties talks together that share no term.
    let corrected = || before.iter().chain(&change.after).any(|source| corrections.concern(source));
    if whole || corrected() {
        let mut sources = change.after;
        old.each_light(&mut |source| {
            if !changed.contains(&source.path) {
                sources.push(source);
            }
        })?;
        return Ok(link_whole(sources, corrections));
    }
    let around = Around::of(old, before.iter().chain(&change.after), &changed)?;
    let was = link(around.sources.iter().cloned().chain(before).collect(), corrections);
    let catalogue = link(around.sources.into_iter().chain(change.after).collect(), corrections);
    let mut links = links_of(&catalogue);
    // Only of these are all neighbours there, so that nothing about them is left unknown.
    links.retain(|path, _| changed.contains(path) || around.complete.contains(path));
    let more = |now: usize, then: usize| i64::try_from(now).unwrap_or(0) - i64::try_from(then).unwrap_or(0);
    let talks = more(catalogue.talks.len(), was.talks.len());
    let events = more(catalogue.events.len(), was.events.len());
    Ok((Linked::Part { catalogue, talks, events }, links))
}

fn link_whole(sources: Vec<SourceRecords>, corrections: &Corrections) -> (Linked, BTreeMap<String, Links>) {
    let catalogue = link(sources, corrections);
    let links = links_of(&catalogue);
    (Linked::Whole(catalogue), links)
}

/// Links a library of which much changed.
fn link_many(
    old: Option<&Index>,
    change: Change,
    changed: &BTreeSet<String>,
    corrections: &Corrections,
) -> Result<(Linked, BTreeMap<String, Links>)> {
    let mut crowd = change.crowd;
    change.after.into_iter().for_each(|source| crowd.add(source));
    if let Some(old) = old {
        old.each_light(&mut |source| {
            if !changed.contains(&source.path) {
                crowd.add(source);
            }
        })?;
    }
    let tally = crowd.link(corrections);
    let link = |home: Home| Link { group: group(Some(&home.named.0), &home.named.1), event: home.event };
    let links =
        tally.homes.into_iter().map(|(path, homes)| (path, homes.into_iter().map(|(id, home)| (id, link(home))).collect()));
    Ok((Linked::Counted { talks: tally.talks, events: tally.events }, links.collect()))
}

/// The links of each document that has a talk without an event; none are links too.
fn links_of(catalogue: &Catalogue) -> BTreeMap<String, Links> {
    let mut links: BTreeMap<String, Links> = BTreeMap::new();
    for source in &catalogue.sources {
        if source.records.talks.iter().any(|talk| talk.event.is_none()) {
            links.insert(source.path.clone(), Links::new());
        }
    }
    for linked in &catalogue.talks {
        let Some(found) = known_link(catalogue, linked) else { continue };
        for member in &linked.members {
            let Some(source) = catalogue.sources.get(member.source) else { continue };
            let Some(talk) = source.records.talks.get(member.talk).filter(|talk| talk.event.is_none()) else { continue };
            links.entry(source.path.clone()).or_default().insert(talk.id.clone(), found.clone());
        }
    }
    links
}

/// What a talk is grouped under where a document names its event: the same as that document's own passages.
fn known_link(catalogue: &Catalogue, linked: &LinkedTalk) -> Option<Link> {
    let event = linked.event_name.clone()?;
    let named = linked.members.iter().find_map(|member| {
        let talk = catalogue.sources.get(member.source)?.records.talks.get(member.talk)?;
        Some((talk.event.as_deref()?, talk.title.as_str()))
    })?;
    Some(Link { event, group: group(Some(named.0), named.1) })
}

/// The documents that meet others, with the talks alone in which they do.
struct Around {
    sources: Vec<SourceRecords>,
    /// Documents that name no event: whole, with all that they meet.
    complete: HashSet<String>,
}

impl Around {
    fn of<'a>(index: &Index, sources: impl Iterator<Item = &'a SourceRecords>, without: &BTreeSet<String>) -> Result<Around> {
        let mut found: BTreeMap<String, SourceRecords> = BTreeMap::new();
        let mut complete = HashSet::new();
        let mut terms: BTreeSet<String> = sources.flat_map(|source| terms_of(&source.records)).collect();
        let homeless = index.meet(&terms, without, &mut found)?;
        // What no event is known of may belong to one that only a third document names.
        for path in homeless {
            let Some(source) = index.light_source(&path)? else { continue };
            let more = terms_of(&source.records);
            complete.insert(path.clone());
            index.meet(&more, without, &mut found)?;
            terms.extend(more);
            found.insert(path, source);
        }
        found.values_mut().for_each(|source| leave_events_out(&mut source.records, &terms));
        Ok(Around { sources: found.into_values().collect(), complete })
    }
}

/// Leaves those events out, of a document about many, that have none of `terms` and no talk that is looked at.
fn leave_events_out(records: &mut Records, terms: &BTreeSet<String>) {
    let talks = &records.talks;
    let is_near = |event: &Event| {
        talks.iter().any(|talk| talk.event.as_ref() == Some(&event.name))
            || event_terms(event).iter().any(|term| terms.contains(&key('m', term)))
    };
    // That it is about many must still be seen.
    let mut others = 0..MANY_EVENTS;
    if records.events.len() > MANY_EVENTS {
        records.events.retain(|event| is_near(event) || others.next().is_some());
    }
}

fn terms_of(records: &Records) -> BTreeSet<String> {
    let talks = records.talks.iter().flat_map(talk_terms);
    talks.chain(records.events.iter().flat_map(event_terms)).map(|term| key('m', &term)).collect()
}

impl Index {
    /// Adds the talks and documents that have one of `terms` to `found`; the paths of those that name no event.
    fn meet(
        &self,
        terms: &BTreeSet<String>,
        without: &BTreeSet<String>,
        found: &mut BTreeMap<String, SourceRecords>,
    ) -> Result<BTreeSet<String>> {
        let mut homeless = BTreeSet::new();
        let mut addresses = BTreeSet::new();
        for term in terms {
            addresses.extend(self.with_key(term, NEIGHBOURS)?.into_iter().take(NEIGHBOURS));
        }
        for address in addresses {
            let mut shown: Shown = self.read_data(address)?;
            shown.about.unpack();
            let path = shown.about.path.clone();
            if without.contains(&path) || path.is_empty() {
                continue;
            }
            if !found.contains_key(&path) {
                let Some(head) = self.head(&path)? else { continue };
                found.insert(path.clone(), head);
            }
            let Some(source) = found.get_mut(&path) else { continue };
            if source.records.events.is_empty() {
                homeless.insert(path);
            }
            let is_known = |id: &Option<String>| source.records.talks.iter().any(|talk| Some(&talk.id) == id.as_ref());
            if shown.kind == PassageKind::Talk && shown.card.is_some() && !is_known(&shown.about.talk) {
                source.records.talks.push(talk_of(shown));
            }
        }
        Ok(homeless)
    }

    /// The documents at `paths` linked with each other, without their texts.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn link_paths(&self, paths: &[&str], corrections: &Corrections) -> Result<Catalogue> {
        self.guarded(|| {
            let mut sources = Vec::new();
            for path in paths {
                for name in self.names_of(path)? {
                    sources.extend(self.light_source(&name)?);
                }
            }
            let mut catalogue = link(sources, corrections);
            join(&mut catalogue);
            Ok(catalogue)
        })
    }

    /// The documents at `paths` with their events alone, not linked.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn heads_of(&self, paths: &[&str]) -> Result<Catalogue> {
        self.guarded(|| {
            let mut catalogue = Catalogue::default();
            for path in paths {
                for name in self.names_of(path)? {
                    catalogue.sources.extend(self.head(&name)?);
                }
            }
            join(&mut catalogue);
            Ok(catalogue)
        })
    }

    /// The document at `path` with what linking needs of its records; its file is not opened.
    pub(super) fn light_source(&self, path: &str) -> Result<Option<SourceRecords>> {
        match self.find_source(path)? {
            Some(address) => self.read_light(address).map(Some),
            None => Ok(None),
        }
    }

    /// All documents linked, without their texts.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn link_light(&self, corrections: &Corrections) -> Result<Catalogue> {
        let mut sources = Vec::new();
        self.each_light(&mut |source| sources.push(source))?;
        let mut catalogue = link(sources, corrections);
        join(&mut catalogue);
        Ok(catalogue)
    }

    /// Hands every document to `visit`, in path order, with what linking needs of its records; no file is opened. A long
    /// feed comes in sections, one by one.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn for_each_light(&self, visit: &mut dyn FnMut(SourceRecords)) -> Result<()> {
        self.each_light(&mut |mut source| {
            source.path.truncate(path_of(&source.path).len());
            visit(source);
        })
    }

    /// The same, each section under its own name.
    fn each_light(&self, visit: &mut dyn FnMut(SourceRecords)) -> Result<()> {
        self.guarded(|| {
            for (_, address) in self.find_sources()? {
                visit(self.read_light(address)?);
            }
            Ok(())
        })
    }

    fn read_light(&self, address: DocAddress) -> Result<SourceRecords> {
        let head: Head = self.read_data(address)?;
        let talks = head.talks.clone();
        let mut source = head.without_talks();
        for talk in talks {
            let shown: Shown = self.read_data(DocAddress::new(address.segment_ord, address.doc_id.saturating_add(talk)))?;
            source.records.talks.push(talk_of(shown));
        }
        Ok(source)
    }

    /// A document's own record with its events, without its talks.
    pub(super) fn head(&self, path: &str) -> Result<Option<SourceRecords>> {
        let Some(address) = self.find_source(path)? else { return Ok(None) };
        let head: Head = self.read_data(address)?;
        Ok(Some(head.without_talks()))
    }

    /// The first documents of the search engine that have `term` among their keys, `most` of each segment.
    pub(super) fn with_key(&self, term: &str, most: usize) -> Result<Vec<DocAddress>> {
        let term = Term::from_field_text(self.store.fields.keys, term);
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(term.field()).map_err(|fault| self.fault(fault))?;
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(|fault| self.fault(fault.into()))? else { continue };
            found.extend(held(segment, &mut postings).take(most).map(|doc| DocAddress::new(ordinal as u32, doc)));
        }
        Ok(found)
    }

    /// What linking found out for the talks of the document at `path`.
    fn links(&self, path: &str) -> Result<Links> {
        match self.with_key(&links_term(path), 1)?.first() {
            Some(address) => self.read_data(*address),
            None => Ok(Links::new()),
        }
    }

    /// Gives the hits in talks whose document names no event the event that all documents together know.
    /// `names` are the documents or sections that they were found in.
    pub(super) fn settle(&self, answers: &mut Answers, names: &[String]) -> Result<()> {
        let mut known: BTreeMap<&String, Links> = BTreeMap::new();
        let mut settled = false;
        for (hit, name) in answers.hits.iter_mut().zip(names).filter(|(hit, _)| hit.event.is_none()) {
            let Some(talk) = &hit.talk else { continue };
            if !known.contains_key(name) {
                known.insert(name, self.links(name)?);
            }
            if let Some(link) = known.get(name).and_then(|links| links.get(talk)) {
                hit.event = Some(link.event.clone());
                hit.group = link.group.clone();
                settled = true;
            }
        }
        if settled && answers.hits.len() == answers.total_passages {
            let talks = answers.hits.iter().filter(|hit| hit.talk.is_some()).map(|hit| &hit.group);
            answers.talks = talks.collect::<HashSet<_>>().len();
            answers.events = answers.hits.iter().filter_map(|hit| hit.event.as_ref()).collect::<HashSet<_>>().len();
        }
        Ok(())
    }
}

/// The documents of `postings` that the segment still holds.
pub(super) fn held<'a>(segment: &'a SegmentReader, postings: &'a mut SegmentPostings) -> impl Iterator<Item = DocId> + 'a {
    std::iter::from_fn(move || {
        let doc = postings.doc();
        (doc != TERMINATED).then(|| {
            postings.advance();
            doc
        })
    })
    .filter(|&doc| !segment.is_deleted(doc))
}
