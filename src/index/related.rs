//! Talks on the same subject elsewhere: those that share words which few passages of the library have.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::Index;
use super::origin::Origins;
use super::plain::rows_of_markdown;
use super::query::is_filler;
use super::search::{Hit, Wanted};
use super::words::{Tongue, Words};
use crate::error::Result;

/// So many words of a talk are looked for elsewhere, the rarest and oftenest used first.
const WORDS: usize = 24;
/// So many passages are looked into.
const PASSAGES: usize = 120;
/// A word that more than this share of all passages have says nothing.
const COMMON: u64 = 10;
/// Talks that share fewer words have little to do with each other, but for a rare one that both have in their titles.
const SHARED: usize = 2;
/// A word that no more than this share of all passages have is rare.
const RARE: u64 = 400;
/// How much a word of the title counts: of the talk that was asked about, and of the other.
const OWN_TITLE: f32 = 2.0;
const OTHER_TITLE: f32 = 1.5;
/// A passage of so many different words shares about as many by chance as by its subject.
const LONG: f32 = 60.0;

/// A talk elsewhere, and the words that it shares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RelatedTalk {
    /// The passage of it that shares most.
    pub hit: Hit,
    /// The words, the rarest first, as the talk that was asked about writes them.
    pub words: Vec<String>,
}

/// A word of the text that was asked about.
struct Rare {
    written: String,
    stem: String,
    weight: f32,
    in_title: bool,
    is_rare: bool,
}

/// What a passage shares with the text that was asked about.
struct Shared {
    hit: Hit,
    /// Words, by their numbers.
    words: BTreeSet<usize>,
    /// A rare word stands in both titles.
    in_titles: bool,
    weight: f32,
}

/// What a talk shares.
struct Sharing {
    best: Shared,
    /// Of all its passages.
    words: BTreeSet<usize>,
    in_titles: bool,
}

impl Index {
    /// The talks that share rare words with `text`, Markdown whose first line is a title, those that share most first; `is_same` tells
    /// the talk itself.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn related(&self, text: &str, is_same: &dyn Fn(&Hit) -> bool, limit: usize) -> Result<Vec<RelatedTalk>> {
        self.guarded(|| {
            let rows = rows_of_markdown(text);
            let text: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
            let rare = self.rare_words(&text.join("\n"))?;
            let mut talks: BTreeMap<String, Sharing> = BTreeMap::new();
            for shared in self.sharing(&rare)?.into_iter().filter(|shared| shared.hit.talk.is_some() && !is_same(&shared.hit)) {
                let talk = talks.entry(shared.hit.group.clone());
                let talk = talk.and_modify(|talk| {
                    talk.words.extend(&shared.words);
                    talk.in_titles |= shared.in_titles;
                    if shared.weight > talk.best.weight {
                        talk.best.weight = shared.weight;
                        talk.best.hit = shared.hit.clone();
                    }
                });
                talk.or_insert_with(|| Sharing { words: shared.words.clone(), in_titles: shared.in_titles, best: shared });
            }
            let mut found: Vec<Sharing> =
                talks.into_values().filter(|talk| talk.words.len() >= SHARED || talk.in_titles).collect();
            found.sort_by(|a, b| b.best.weight.total_cmp(&a.best.weight).then_with(|| a.best.hit.group.cmp(&b.best.hit.group)));
            let written = |words: BTreeSet<usize>| words.into_iter().filter_map(|word| Some(rare.get(word)?.written.clone()));
            let related = found.into_iter().take(limit);
            Ok(related.map(|talk| RelatedTalk { hit: talk.best.hit, words: written(talk.words).collect() }).collect())
        })
    }

    /// The words of `text` that tell it from others, the heaviest first.
    fn rare_words(&self, text: &str) -> Result<Vec<Rare>> {
        let (mut words, tongue) = (Words::new(), Tongue::guess(text));
        let mut is_stop_word = tongue.stop_words();
        let title = text.find('\n').unwrap_or(text.len());
        let mut used: HashMap<String, (u32, String, bool)> = HashMap::new();
        for token in words.cut(text, tongue).found() {
            let Some(written) = text.get(token.offset_from..token.offset_to) else { continue };
            let is_word = token.text.chars().nth(3).is_some() && token.text.chars().any(char::is_alphabetic);
            // Of words with a hyphen each is told by itself.
            if is_word && !written.contains('-') && !is_filler(written) && !is_stop_word(&written.to_lowercase()) {
                let known = used.entry(token.text.clone());
                known.or_insert_with(|| (0, written.to_lowercase(), token.offset_from < title)).0 += 1;
            }
        }
        let all = self.searcher.num_docs().max(1);
        let mut rare = Vec::new();
        for (stem, (times, written, in_title)) in used {
            let term = Term::from_field_text(self.store.fields.body, &stem);
            let in_texts = self.searcher.doc_freq(&term).map_err(|fault| self.fault(fault))?;
            let term = Term::from_field_text(self.store.fields.title, &stem);
            let passages = in_texts.max(self.searcher.doc_freq(&term).map_err(|fault| self.fault(fault))?);
            if passages < 2 || passages > (all / COMMON).max(12) {
                continue;
            }
            let title = if in_title { OWN_TITLE } else { 1.0 };
            let weight = title * ((1.0 + f64::from(times).ln()) * (all as f64 / passages as f64).ln()) as f32;
            rare.push(Rare { written, stem, weight, in_title, is_rare: passages <= (all / RARE).max(4) });
        }
        rare.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        rare.truncate(WORDS);
        Ok(rare)
    }

    /// The passages that have most of `rare`, each with what it shares.
    fn sharing(&self, rare: &[Rare]) -> Result<Vec<Shared>> {
        if rare.is_empty() {
            return Ok(Vec::new());
        }
        let fields = self.store.fields;
        let places = rare.iter().flat_map(|word| [(fields.body, word), (fields.title, word)]);
        let clauses = places.map(|(field, word)| {
            let term = TermQuery::new(Term::from_field_text(field, &word.stem), IndexRecordOption::Basic);
            let weighed: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(term), word.weight));
            (Occur::Should, weighed)
        });
        let asked = BooleanQuery::new(clauses.collect());
        let best = TopDocs::with_limit(PASSAGES).order_by_score();
        let best = self.searcher.search(&asked, &best).map_err(|fault| self.fault(fault))?;
        let mut origins = Origins::new(self.store.root());
        let mut words = Words::new();
        let mut sharing = Vec::new();
        for found in self.columns(best.into_iter().map(|(score, address)| (address, score)), Wanted::default())? {
            let hit = self.hit(&found, &mut origins, &mut words)?;
            let mut has = |text: &str| -> BTreeSet<String> {
                words.cut(text, hit.tongue).found().iter().map(|token| token.text.clone()).collect()
            };
            let (of_text, of_title) = (has(&hit.whole), has(&hit.hit.title));
            let mut shared = Shared { hit: hit.hit, words: BTreeSet::new(), in_titles: false, weight: 0.0 };
            for (place, word) in rare.iter().enumerate() {
                let in_title = of_title.contains(&word.stem);
                if in_title || of_text.contains(&word.stem) {
                    shared.words.insert(place);
                    shared.in_titles |= in_title && word.in_title && word.is_rare;
                    shared.weight += word.weight * if in_title { OTHER_TITLE } else { 1.0 };
                }
            }
            shared.weight /= 1.0 + (1.0 + of_text.len() as f32 / LONG).ln();
            sharing.push(shared);
        }
        Ok(sharing)
    }
}
