//! What the library has with a word that begins as what was typed: words of a query's fields, talks, names.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocAddress;
use tantivy::schema::IndexRecordOption;

use super::Index;
use super::linked::{held, talk_of};
use super::passages::{FIELDS, key};
use super::words::{Tongue, Words};
use crate::error::Result;
use crate::id::{fold, slug};
use crate::model::{Records, Talk};

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

    /// The talks, events and speakers of whose names a word begins with `typed`, each as it can be asked for and with what it is;
    /// of a library that takes longer to read than a person waits for it, words of the events' and speakers' names.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn names(&self, typed: &str, limit: usize) -> Result<Vec<(String, String)>> {
        let mut offer = Offer::of(typed);
        if self.is_large() {
            offer.names.extend(self.words_of_names(typed, limit)?);
            self.titled(typed, limit)?.into_iter().for_each(|talk| offer.talk(talk));
        } else {
            self.for_each_light(&mut |source| {
                if offer.names.len() + offer.talks.len() < limit {
                    offer.records(source.records);
                }
            })?;
        }
        Ok(offer.all().into_iter().take(limit).collect())
    }

    /// The words of events' and speakers' names that begin with `beginning`, each with what it is a word of.
    pub(super) fn words_of_names(&self, beginning: &str, limit: usize) -> Result<Vec<(String, String)>> {
        let mut words = BTreeMap::new();
        for field in ["speaker", "event"] {
            words.extend(self.words_of(field, beginning, limit)?.into_iter().map(|word| (word, field.to_owned())));
        }
        Ok(words.into_iter().take(limit).collect())
    }

    /// Talks with a word in their titles that begins as the last one that is `typed`, at most so many of each segment.
    pub(super) fn titled(&self, typed: &str, most: usize) -> Result<Vec<Talk>> {
        let beginning = fold(typed).split(' ').next_back().unwrap_or_default().to_owned();
        if beginning.is_empty() {
            return Ok(Vec::new());
        }
        // A word that is typed in full may be longer than its stem.
        let mut words = Words::new();
        let stem = words.cut(&beginning, Tongue::ENGLISH).found().first().map(|token| token.text.clone()).unwrap_or_default();
        self.guarded(|| {
            let mut talks = Vec::new();
            for address in self.with_title_word(&beginning, &stem, most)? {
                talks.push(talk_of(self.read_data(address)?));
            }
            Ok(talks)
        })
    }

    /// The passages with a word in their titles that is `stem` or begins with `beginning`, at most so many of each segment.
    fn with_title_word(&self, beginning: &str, stem: &str, most: usize) -> Result<Vec<DocAddress>> {
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.store.fields.title).map_err(|fault| self.fault(fault))?;
            let range = inverted.terms().range().ge(stem.min(beginning).as_bytes()).into_stream();
            let mut terms = range.map_err(|fault| self.fault(fault.into()))?;
            let mut left = most;
            while left > 0 && terms.advance() {
                let word = terms.key();
                let begins = word.starts_with(beginning.as_bytes());
                if word > beginning.as_bytes() && !begins {
                    break;
                }
                if !begins && word != stem.as_bytes() {
                    continue;
                }
                let postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic);
                let mut postings = postings.map_err(|fault| self.fault(fault.into()))?;
                let before = found.len();
                found.extend(held(segment, &mut postings).take(left).map(|doc| DocAddress::new(ordinal as u32, doc)));
                left -= found.len() - before;
            }
        }
        Ok(found)
    }
}

/// What is offered behind what was typed.
struct Offer {
    typed: String,
    folded: String,
    slug: String,
    names: BTreeMap<String, String>,
    /// Talks by the part of their ids that is their own.
    talks: BTreeMap<String, BTreeMap<String, String>>,
}

impl Offer {
    fn of(typed: &str) -> Offer {
        let (names, talks) = (BTreeMap::new(), BTreeMap::new());
        Offer { typed: typed.to_lowercase(), folded: format!(" {}", fold(typed)), slug: slug(typed), names, talks }
    }

    /// Whether a word of `name` begins with what was typed.
    fn fits(&self, name: &str) -> bool {
        name.to_lowercase().starts_with(&self.typed)
            || (self.folded.len() > 1 && format!(" {}", fold(name)).contains(&self.folded))
    }

    fn records(&mut self, records: Records) {
        let events = records.events.into_iter().map(|event| (event.name, "event"));
        let speakers = records.talks.iter().flat_map(|talk| &talk.speakers).map(|speaker| (speaker.name.clone(), "speaker"));
        for (name, what) in events.chain(speakers) {
            if self.fits(&name) {
                self.names.insert(name, what.to_owned());
            }
        }
        records.talks.into_iter().for_each(|talk| self.talk(talk));
    }

    fn talk(&mut self, talk: Talk) {
        if talk.id.is_empty() {
            return;
        }
        if talk.id.to_lowercase().starts_with(&self.typed) {
            self.names.insert(talk.id, talk.title);
        } else if self.fits(&talk.title) {
            let own = talk.id.rsplit('/').next().unwrap_or_default().to_owned();
            self.talks.entry(own).or_default().insert(talk.id, talk.title);
        }
    }

    /// All of it in order. Shells keep what goes on as it was typed: so a talk is named by its own part of its id, where that is
    /// its alone.
    fn all(self) -> BTreeMap<String, String> {
        let mut all = self.names;
        for (own, ids) in self.talks {
            let (alone, goes_on) = (ids.len() == 1, !self.slug.is_empty() && own.starts_with(&self.slug));
            all.extend(ids.into_iter().map(|(id, title)| (if alone && goes_on { own.clone() } else { id }, title)));
        }
        all
    }
}
