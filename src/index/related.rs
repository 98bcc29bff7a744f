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
/// Talks that share fewer words have little to do with each other.
const SHARED: usize = 2;

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
}

impl Index {
    /// The talks that share rare words with `text`, Markdown, those that share most first; `is_same` tells the talk itself.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn related(&self, text: &str, is_same: &dyn Fn(&Hit) -> bool, limit: usize) -> Result<Vec<RelatedTalk>> {
        self.guarded(|| {
            let rows = rows_of_markdown(text);
            let text: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
            let rare = self.rare_words(&text.join("\n"))?;
            let mut talks: BTreeMap<String, (f32, Hit, BTreeSet<usize>)> = BTreeMap::new();
            for (hit, shared) in self.sharing(&rare)? {
                if hit.talk.is_none() || is_same(&hit) {
                    continue;
                }
                let weight: f32 = shared.iter().filter_map(|word| rare.get(*word)).map(|word| word.weight).sum();
                let talk = talks.entry(hit.group.clone()).or_insert_with(|| (0.0, hit.clone(), BTreeSet::new()));
                if weight > talk.0 {
                    (talk.0, talk.1) = (weight, hit);
                }
                talk.2.extend(shared);
            }
            let weigh = |words: &BTreeSet<usize>| -> f32 {
                words.iter().filter_map(|word| rare.get(*word)).map(|word| word.weight).sum()
            };
            let mut found: Vec<(f32, Hit, BTreeSet<usize>)> = talks
                .into_values()
                .filter(|talk| talk.2.len() >= SHARED)
                .map(|(_, hit, words)| (weigh(&words), hit, words))
                .collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.group.cmp(&b.1.group)));
            let written = |words: BTreeSet<usize>| words.into_iter().filter_map(|word| Some(rare.get(word)?.written.clone()));
            Ok(found
                .into_iter()
                .take(limit)
                .map(|(_, hit, words)| RelatedTalk { hit, words: written(words).collect() })
                .collect())
        })
    }

    /// The words of `text` that tell it from others, the heaviest first.
    fn rare_words(&self, text: &str) -> Result<Vec<Rare>> {
        let mut words = Words::new();
        let mut used: HashMap<String, (u32, String)> = HashMap::new();
        for token in words.cut(text, Tongue::guess(text)).found() {
            let Some(written) = text.get(token.offset_from..token.offset_to) else { continue };
            if token.text.chars().nth(3).is_some() && !is_filler(written) && token.text.chars().any(char::is_alphabetic) {
                used.entry(token.text.clone()).or_insert_with(|| (0, written.to_lowercase())).0 += 1;
            }
        }
        let all = self.searcher.num_docs().max(1);
        let mut rare = Vec::new();
        for (stem, (times, written)) in used {
            let term = Term::from_field_text(self.store.fields.body, &stem);
            let passages = self.searcher.doc_freq(&term).map_err(|fault| self.fault(fault))?;
            if passages < 2 || passages > (all / COMMON).max(12) {
                continue;
            }
            let weight = (1.0 + f64::from(times).ln()) * (all as f64 / passages as f64).ln();
            rare.push(Rare { written, stem, weight: weight as f32 });
        }
        rare.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        rare.truncate(WORDS);
        Ok(rare)
    }

    /// The passages that have most of `rare`, each with those that it has.
    fn sharing(&self, rare: &[Rare]) -> Result<Vec<(Hit, BTreeSet<usize>)>> {
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
            let shared =
                rare.iter().enumerate().filter(|(_, word)| of_text.contains(&word.stem) || of_title.contains(&word.stem));
            let shared = shared.map(|(place, _)| place).collect();
            sharing.push((hit.hit, shared));
        }
        Ok(sharing)
    }
}
