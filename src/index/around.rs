//! The talks that a query finds, linked with all that may be the same talk, and with nothing else: a large library need not be
//! read and linked to show one talk of it.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocAddress;

use super::Index;
use super::linked::talk_of;
use super::passages::{Shown, key};
use super::query::Query;
use super::search::{Found, Plan, SearchOptions, Wanted};
use super::sections::path_of;
use crate::error::Result;
use crate::link::{Catalogue, Corrections, event_terms, link, page_term, talk_terms};
use crate::model::SourceRecords;

/// With fewer passages than this a library is linked as soon as it is read.
const LARGE: u64 = 10_000;
/// Where a query finds more passages, all might as well be linked.
const MOST_FOUND: usize = 20_000;
/// Where more talks are met, all might as well be linked.
const MOST_TALKS: usize = 10_000;

/// Documents, by the name that each is indexed under, with the ids of those of their talks that are looked at.
#[derive(Default)]
struct Near {
    talks: BTreeMap<String, BTreeSet<String>>,
    /// Documents of which the events alone count.
    heads: BTreeSet<String>,
    count: usize,
}

impl Near {
    fn add(&mut self, name: &str, talk: Option<&String>) {
        let talks = self.talks.entry(name.to_owned()).or_default();
        let is_new = talk.is_some_and(|talk| talks.insert(talk.clone()));
        self.count += usize::from(is_new);
    }
}

impl Index {
    /// Whether linking all documents takes a person's time.
    pub fn is_large(&self) -> bool {
        self.searcher.num_docs() >= LARGE
    }

    /// The talks that `query` finds and all records of theirs, linked, and how many passages it found; `None` where it finds so
    /// much, or a correction concerns so much, that all documents should be linked. `leave_out` takes out of a document what
    /// does not count.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn link_found(
        &self,
        query: &Query,
        corrections: &Corrections,
        leave_out: &dyn Fn(&mut SourceRecords),
    ) -> Result<Option<(Catalogue, usize)>> {
        self.guarded(|| {
            let asked = Plan::new(self).query(&query.root, false)?;
            let options = SearchOptions { count_all: true, ..SearchOptions::default() };
            let (mut found, _) = self.find_anywhere(&*asked, usize::MAX, &options)?;
            if found.is_empty()
                && let Some(begun) = self.with_beginnings(&query.root)?
            {
                (found, _) = self.find_anywhere(&*Plan::new(self).query(&begun.root, false)?, usize::MAX, &options)?;
            }
            if found.len() > MOST_FOUND {
                return Ok(None);
            }
            let Some(near) = self.near(&found)? else { return Ok(None) };
            let mut parts: BTreeMap<String, Vec<(String, SourceRecords)>> = BTreeMap::new();
            for name in near.heads.iter().filter(|name| !near.talks.contains_key(*name)) {
                let Some(head) = self.head(name)? else { continue };
                parts.entry(path_of(name).to_owned()).or_default().push((name.clone(), head));
            }
            for (name, talks) in near.talks {
                let Some(mut source) = self.source(&name)? else { continue };
                if corrections.concern(&source) {
                    return Ok(None);
                }
                leave_out(&mut source);
                source.records.talks.retain(|talk| talks.contains(&talk.id));
                parts.entry(path_of(&name).to_owned()).or_default().push((name, source));
            }
            let sources: Result<Vec<SourceRecords>> = parts.into_iter().map(|(path, parts)| self.in_one(&path, parts)).collect();
            Ok(Some((link(sources?, corrections), found.len())))
        })
    }

    /// What the talks that were `found` meet; `None` for too much of it.
    fn near(&self, found: &[Found]) -> Result<Option<Near>> {
        let mut near = Near::default();
        let mut terms = BTreeSet::new();
        let mut events = BTreeSet::new();
        let heads: BTreeSet<DocAddress> = found.iter().map(Found::head).collect();
        for head in heads {
            let mut shown: Shown = self.read_data(head)?;
            shown.about.unpack();
            near.add(&shown.about.path, shown.about.talk.as_ref());
            events.extend(shown.about.event.clone());
            if shown.card.is_some() {
                let talk = talk_of(shown);
                terms.extend(talk_terms(&talk).iter().map(|term| key('m', term)));
                // Takeaways may link to its page.
                terms.extend(talk.url.as_deref().and_then(page_term).map(|page| key('M', &page)));
            }
        }
        let asked: Vec<String> = near.talks.keys().cloned().collect();
        let mut homeless = self.meet_all(&terms, &mut near)?;
        // What no event is known of may belong to one that only a third document names.
        homeless.retain(|name| near.count <= MOST_TALKS && !name.is_empty());
        let mut more = BTreeSet::new();
        for name in &homeless {
            for talk in self.light_source(name)?.into_iter().flat_map(|source| source.records.talks) {
                near.add(name, Some(&talk.id));
                more.extend(talk_terms(&talk).iter().map(|term| key('m', term)));
            }
        }
        let mut of_events = BTreeSet::new();
        for name in &asked {
            let Some(head) = self.head(name)? else { continue };
            let records = head.records;
            // Or to the documents that tell of it.
            let page = records.source.url.as_deref().and_then(page_term);
            more.extend(page.map(|page| key('M', &page)));
            let told = records.events.iter().filter(|event| events.contains(&event.name));
            of_events.extend(told.flat_map(event_terms).map(|term| key('m', &term)));
        }
        self.meet_all(&more, &mut near)?;
        // What an event is called, all documents about it say together.
        for term in of_events {
            for address in self.with_key(&term, MOST_TALKS)? {
                let shown: Shown = self.read_data(address)?;
                near.heads.insert(shown.about.path);
            }
        }
        Ok((near.count <= MOST_TALKS && near.heads.len() <= MOST_TALKS).then_some(near))
    }

    /// Adds all that has one of `terms` to `near`; the names of documents that name no event.
    fn meet_all(&self, terms: &BTreeSet<String>, near: &mut Near) -> Result<BTreeSet<String>> {
        let mut addresses: BTreeSet<DocAddress> = BTreeSet::new();
        for term in terms {
            addresses.extend(self.with_key(term, MOST_TALKS)?);
            if addresses.len() > MOST_TALKS {
                near.count = usize::MAX / 2;
                return Ok(BTreeSet::new());
            }
        }
        let mut names = BTreeSet::new();
        for found in self.columns(addresses.into_iter().map(|address| (address, 0.0)), Wanted::default())? {
            let (shown, _) = self.read_passage(&found)?;
            let name = shown.about.path.clone();
            near.add(&name, shown.about.talk.as_ref().filter(|_| shown.card.is_some()));
            names.insert(name);
        }
        let mut homeless = BTreeSet::new();
        for name in names {
            if self.head(&name)?.is_some_and(|source| source.records.events.is_empty()) {
                homeless.insert(name);
            }
        }
        Ok(homeless)
    }
}
