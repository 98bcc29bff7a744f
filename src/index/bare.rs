//! What a program needs that searches an index with tantivy alone: the limit that `hallway search` is measured against.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Schema;
use tantivy::schema::document::Value;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{DocAddress, TantivyDocument, Term};

use super::cover::Covered;
use super::origin::{InFile, Origins};
use super::passages::{Shown, key};
use super::store::{ORDER, parts_of};
use super::words::{Lines, Words};
use crate::id::fold;

/// Teaches `index` how this library's words are cut.
pub fn register(index: &tantivy::Index) {
    index.tokenizers().register("words", TextAnalyzer::from(Words::new()));
    index.tokenizers().register("lines", TextAnalyzer::from(Lines::default()));
}

/// The passages at the event of which `name` has all words: what `event:"name"` asks for; `None` of another index.
#[doc(hidden)]
pub fn bare_event(schema: &Schema, name: &str) -> Option<Box<dyn Query>> {
    let (keys, heads) = (schema.get_field("keys").ok()?, schema.get_field("heads").ok()?);
    let clause = |word: &str| -> (Occur, Box<dyn Query>) {
        let term = |field| vec![Term::from_field_text(field, &key('e', word))];
        (Occur::Must, Box::new(Covered { here: term(keys), below: term(heads), score: 0.0 }))
    };
    Some(Box::new(BooleanQuery::new(fold(name).split(' ').map(clause).collect())))
}

/// A passage as it is stored, for measuring programs.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct BarePassage {
    /// The document.
    pub path: String,
    /// The line of its first row.
    pub line: usize,
    /// What it is about.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// Reads passages of a library: for measuring programs that search without the rest of hallway.
#[doc(hidden)]
pub struct BarePassages<'a> {
    searcher: &'a tantivy::Searcher,
    origins: Origins,
    /// Of each segment that was read from.
    orders: HashMap<u32, Column<u64>>,
}

impl<'a> BarePassages<'a> {
    /// Those of the library at `root`.
    pub fn new(searcher: &'a tantivy::Searcher, root: &Path) -> BarePassages<'a> {
        BarePassages { searcher, origins: Origins::new(root), orders: HashMap::new() }
    }

    /// The passage at `address`.
    pub fn read(&mut self, address: DocAddress) -> Option<BarePassage> {
        let DocAddress { segment_ord, doc_id } = address;
        let (mut shown, delta) = self.stored(address)?;
        if let Entry::Vacant(place) = self.orders.entry(segment_ord) {
            place.insert(self.searcher.segment_reader(segment_ord).fast_fields().u64(ORDER).ok()?);
        }
        let (_, up, _) = parts_of(self.orders.get(&segment_ord)?.first(doc_id)?);
        let up = u32::try_from(up).ok()?;
        if up > 0 {
            shown.about = self.stored(DocAddress::new(segment_ord, doc_id.checked_sub(up)?))?.0.about;
        }
        let about = shown.about;
        let place = InFile { stamp: about.file, ..InFile::default() };
        let text = self.origins.text(&about.path, place, &delta)?;
        Some(BarePassage { text: String::from_utf8(text).ok()?, path: about.path, line: shown.line, title: about.title })
    }

    fn stored(&self, address: DocAddress) -> Option<(Shown, Vec<u8>)> {
        let document: TantivyDocument = self.searcher.doc(address).ok()?;
        let schema = self.searcher.schema();
        let stored = |name| document.get_first(schema.get_field(name).ok()?);
        let shown: Shown = serde_json::from_str(stored("data")?.as_str()?).ok()?;
        Some((shown, stored("text").and_then(|text| text.as_bytes()).unwrap_or_default().to_vec()))
    }
}

impl std::fmt::Debug for BarePassages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BarePassages").finish_non_exhaustive()
    }
}
