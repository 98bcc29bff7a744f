//! 4. Records → `index/` on disk, and queries over it.
//!
//! One store, tantivy: a document's records whole, and its passages, the units of search. [`sync`] brings it up to date with
//! notes/ and feeds/; [`Index`] reads it. Everything here is derived: delete `index/` and nothing is lost.

mod ahead;
mod around;
mod bare;
mod beginnings;
mod beside;
mod cover;
mod delta;
mod foreign;
mod forms;
mod linked;
mod long;
mod manifest;
mod named;
mod nearly;
mod newest;
mod news;
mod offer;
mod only;
mod origin;
mod packed;
mod passages;
mod plain;
mod query;
mod queue;
mod related;
mod search;
mod sections;
mod snippet;
mod spelling;
mod store;
mod suggest;
mod sync;
mod terms;
#[cfg(test)]
mod tests;
mod words;
mod write;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::document::Value;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term};

use crate::error::{Error, Result};
use crate::library::Library;
use crate::model::SourceRecords;
use origin::Origins;
use sections::{Table, path_of};
use store::{DAMAGED, FOLDER, Store, fault_of, guarded};
use sync::read_again;
use write::{Head, unpack_ids};

#[doc(hidden)]
pub use bare::{BarePassages, bare_event, register};
pub use linked::Linked;
pub use newest::{Asked, keep_of_entries};
pub use query::Query;
pub use related::RelatedTalk;
pub use search::{Answers, Hit, PassageKind, SearchOptions, Sort};
pub use sync::{Counts, DocumentReport, Progress, SyncOptions, SyncReport, sync};

/// The index of a library, open for reading: what the last sync committed, whatever happens meanwhile.
#[derive(Clone)]
pub struct Index {
    store: Store,
    searcher: Searcher,
    /// The tables of long feeds that were asked for.
    tables: Arc<Mutex<HashMap<String, Option<Table>>>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.store.folder).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index of `library`. Reads neither settings nor documents, writes nothing.
    ///
    /// # Errors
    /// [`Error::Index`] where it is missing, damaged or of another version: [`sync()`] makes it.
    pub fn open(library: &Library) -> Result<Index> {
        let folder = library.index_folder().join(FOLDER);
        let missing = || Error::Index { path: library.index_folder(), reason: "there is no index yet".to_owned() };
        let store = Store::open(&folder)?.ok_or_else(missing)?;
        Index::of(store)
    }

    fn of(store: Store) -> Result<Index> {
        let searcher = store.searcher()?;
        Ok(Index { store, searcher, tables: Arc::default() })
    }

    /// Names the state of the index that is open here: [`SyncReport::commit`] of the sync that made it.
    pub fn commit(&self) -> &str {
        &self.store.manifest
    }

    /// Whether `library` has an index at all; where not, [`sync()`] makes one.
    pub fn exists(library: &Library) -> bool {
        library.index_folder().join(FOLDER).join("meta.json").is_file()
    }

    /// The files of the index whose checksums are wrong, sorted; reads all of them.
    ///
    /// # Errors
    /// [`Error::Index`] where a file is missing or cut short, [`Error::Io`] where the system refuses to read one.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>> {
        let wrong = self.guarded(|| self.store.index.validate_checksum().map_err(|fault| self.fault(fault)))?;
        let mut wrong: Vec<PathBuf> = wrong.into_iter().map(|file| self.store.folder.join(file)).collect();
        wrong.sort_unstable();
        Ok(wrong)
    }

    /// Every document with its records, in path order. For large libraries see [`Index::for_each_source`].
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn sources(&self) -> Result<Vec<SourceRecords>> {
        let mut sources = Vec::new();
        self.for_each_source(&mut |source| {
            sources.push(source);
            Ok(())
        })?;
        Ok(sources)
    }

    /// Hands every document with its records to `visit`, in path order, one in memory at a time.
    ///
    /// # Errors
    /// What `visit` returns, or [`Error::Index`] where the index is damaged.
    pub fn for_each_source(&self, visit: &mut dyn FnMut(SourceRecords) -> Result<()>) -> Result<()> {
        for path in self.paths()? {
            if let Some(source) = self.source(&path)? {
                visit(source)?;
            }
        }
        Ok(())
    }

    /// The paths of all documents that the index holds, sorted.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn paths(&self) -> Result<Vec<String>> {
        let names = self.guarded(|| self.find_sources())?.into_iter().map(|(name, _)| name);
        let mut paths: Vec<String> = names.map(|name| path_of(&name).to_owned()).collect();
        paths.dedup();
        Ok(paths)
    }

    /// Whether the index has the document at `path`.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn holds(&self, path: &str) -> Result<bool> {
        self.guarded(|| Ok(self.find_source(path)?.is_some() || self.sections(path)?.is_some()))
    }

    /// The document at `path`, where the index has it.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn source(&self, path: &str) -> Result<Option<SourceRecords>> {
        // A section may be asked for, too.
        let feed = path_of(path);
        self.guarded(|| match (self.find_source(path)?, self.sections(feed)?) {
            (_, Some(_)) if feed != path => self.read_sections(feed, &[path.to_owned()]),
            (_, Some(sections)) => self.read_sections(path, &sections),
            (Some(address), None) => match self.read_own(path, address, &mut Origins::new(self.store.root()))? {
                Some(source) => Ok(Some(source)),
                None => read_again(self.store.root(), path),
            },
            (None, None) => Ok(None),
        })
    }

    /// The place of the own record of the document at `path`.
    fn find_source(&self, path: &str) -> Result<Option<DocAddress>> {
        let term = Term::from_field_text(self.store.fields.path, path);
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(term.field()).map_err(|fault| self.fault(fault))?;
            let Some(info) = inverted.get_term_info(&term).map_err(|fault| self.fault(fault.into()))? else { continue };
            if let Some(doc) = self.first_alive(segment, &inverted, &info)? {
                return Ok(Some(DocAddress::new(ordinal as u32, doc)));
            }
        }
        Ok(None)
    }

    /// The paths of all documents in order, each with the place of its record.
    fn find_sources(&self) -> Result<Vec<(String, DocAddress)>> {
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.store.fields.path).map_err(|fault| self.fault(fault))?;
            let mut terms = inverted.terms().stream().map_err(|fault| self.fault(fault.into()))?;
            while terms.advance() {
                if let Some(doc) = self.first_alive(segment, &inverted, terms.value())? {
                    let path = String::from_utf8_lossy(terms.key()).into_owned();
                    found.push((path, DocAddress::new(ordinal as u32, doc)));
                }
            }
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Ok(found)
    }

    /// A document's own record goes in before its passages, so it is the first that is still there.
    fn first_alive(&self, segment: &SegmentReader, inverted: &InvertedIndexReader, info: &TermInfo) -> Result<Option<u32>> {
        let postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic);
        let mut postings = postings.map_err(|fault| self.fault(fault.into()))?;
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                return Ok(Some(postings.doc()));
            }
            postings.advance();
        }
        Ok(None)
    }

    /// The records of a document or section as they were read; `None` where its file is not what it was.
    fn read_own(&self, name: &str, address: DocAddress, origins: &mut Origins) -> Result<Option<SourceRecords>> {
        let damaged = |_| self.damaged("a stored record cannot be read");
        let head: Head = self.read_data(address)?;
        let behind = DocAddress::new(address.segment_ord, address.doc_id.saturating_add(head.records));
        let document: TantivyDocument = self.searcher.doc(behind).map_err(|fault| self.fault(fault))?;
        let records = document.get_first(self.store.fields.records).and_then(|value| value.as_bytes()).unwrap_or_default();
        let place = self.in_file(name, head.file)?;
        match origins.text(path_of(name), place, records) {
            Some(records) => {
                let mut records = serde_json::from_slice(&packed::unpack(&records)).map_err(damaged)?;
                unpack_ids(&mut records);
                Ok(Some(SourceRecords { records, ..head.without_talks() }))
            }
            None if place.stamp.is_some() => Ok(None),
            None => Err(self.damaged("a stored record cannot be read")),
        }
    }

    /// The JSON that is stored at `address`.
    fn read_data<T: serde::de::DeserializeOwned>(&self, address: DocAddress) -> Result<T> {
        let document: TantivyDocument = self.searcher.doc(address).map_err(|fault| self.fault(fault))?;
        let data = document.get_first(self.store.fields.data).and_then(|value| value.as_str()).unwrap_or_default();
        serde_json::from_str(data).map_err(|_| self.damaged("a stored record cannot be read"))
    }

    fn guarded<R>(&self, work: impl FnOnce() -> Result<R>) -> Result<R> {
        let answer = guarded(&self.store.folder, work);
        if let Err(Error::Index { .. }) = &answer {
            // Opening an index does not show all damage; so the next sync is told. Where nothing can be written, it is not.
            let _ = std::fs::write(self.store.folder.join(DAMAGED), "");
        }
        answer
    }

    fn fault(&self, fault: tantivy::TantivyError) -> Error {
        fault_of(&self.store.folder, fault)
    }

    fn damaged(&self, reason: &str) -> Error {
        Error::Index { path: self.store.folder.clone(), reason: format!("damaged ({reason})") }
    }
}
