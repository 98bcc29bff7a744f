//! What the library has that begins with what was typed: words of a query's fields, ids of talks, names.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::passages::{FIELDS, key};
use crate::error::Result;
use crate::id::fold;

impl Index {
    /// The words that `field:` finds something with and that begin with `beginning`, in order.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn words_of(&self, field: &str, beginning: &str, limit: usize) -> Result<Vec<String>> {
        let Some(letter) = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, letter)| *letter) else {
            return Ok(Vec::new());
        };
        let (from, start) = (key(letter, &fold(beginning)), key(letter, "").len());
        self.guarded(|| {
            let mut words = BTreeSet::new();
            let fields = [self.store.fields.keys, self.store.fields.heads];
            for (segment, field) in
                self.searcher.segment_readers().iter().flat_map(|segment| fields.map(|field| (segment, field)))
            {
                let inverted = segment.inverted_index(field).map_err(|fault| self.fault(fault))?;
                let range = inverted.terms().range().ge(from.as_bytes()).into_stream();
                let mut terms = range.map_err(|fault| self.fault(fault.into()))?;
                let mut seen = 0;
                while terms.advance() && terms.key().starts_with(from.as_bytes()) && seen < limit {
                    let word = terms.key().get(start..).unwrap_or_default();
                    words.insert(String::from_utf8_lossy(word).into_owned());
                    seen += 1;
                }
            }
            Ok(words.into_iter().take(limit).collect())
        })
    }

    /// The ids of talks and the names of events and speakers that begin with `beginning`, each with what it is; of a library that
    /// takes longer to read than a person waits for it, words of the names.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn names(&self, beginning: &str, limit: usize) -> Result<Vec<(String, String)>> {
        if self.is_large() {
            return self.words_of_names(beginning, limit);
        }
        let wanted = beginning.to_lowercase();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        self.for_each_light(&mut |source| {
            if names.len() >= limit {
                return;
            }
            let events = source.records.events.iter().map(|event| (event.name.clone(), "event".to_owned()));
            let talks = source.records.talks.iter().map(|talk| (talk.id.clone(), talk.title.clone()));
            let speakers = source.records.talks.iter().flat_map(|talk| &talk.speakers);
            let speakers = speakers.map(|speaker| (speaker.name.clone(), "speaker".to_owned()));
            names.extend(events.chain(talks).chain(speakers).filter(|(name, _)| name.to_lowercase().starts_with(&wanted)));
        })?;
        Ok(names.into_iter().take(limit).collect())
    }

    /// The words of events' and speakers' names that begin with `beginning`, each with what it is a word of.
    pub(super) fn words_of_names(&self, beginning: &str, limit: usize) -> Result<Vec<(String, String)>> {
        let mut words = BTreeMap::new();
        for field in ["speaker", "event"] {
            words.extend(self.words_of(field, beginning, limit)?.into_iter().map(|word| (word, field.to_owned())));
        }
        Ok(words.into_iter().take(limit).collect())
    }
}
