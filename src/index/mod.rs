//! 4. Records → `index/` on disk, and queries over it.
//!
//! One store, tantivy: a document's records whole, and its passages, the units of search. [`sync`] brings it up to date with
//! notes/ and feeds/; [`Index`] reads it. Everything here is derived: delete `index/` and nothing is lost.

mod query;
mod search;
mod sync;

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::library::Library;
use crate::model::{Entry, Records, SourceRecords};

pub use query::Query;
pub use search::{Answers, Hit, PassageKind, SearchOptions, Sort};
pub use sync::{Counts, DocumentReport, Progress, SyncOptions, SyncReport, sync};

/// The index of a library, open for reading: what the last sync committed, whatever happens meanwhile.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
}

impl Index {
    /// Opens the index of `library`.
    ///
    /// # Errors
    /// [`Error::Index`] where it is missing, damaged or of another version: [`sync`] makes it.
    pub fn open(library: &Library) -> Result<Index> {
        Err(Error::Index { path: library.index_folder(), reason: "there is no index yet".to_owned() })
    }

    /// Whether `library` has an index at all; where not, [`sync`] makes one.
    pub fn exists(library: &Library) -> bool {
        let _ = library;
        false
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
        let _ = (&self.folder, visit);
        Ok(())
    }

    /// The document at `path`, where the index has it.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn source(&self, path: &str) -> Result<Option<SourceRecords>> {
        let _ = path;
        Ok(None)
    }

    /// The `limit` newest entries of all feeds, newest first, each with the path of its feed; ties by feed, then entry id.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged.
    pub fn newest_entries(&self, limit: usize) -> Result<Vec<(String, Entry)>> {
        let _ = limit;
        Ok(Vec::new())
    }

    /// The passages that `query` asks for, best first.
    ///
    /// # Errors
    /// [`Error::Index`] where the index is damaged. An odd query is never an error: see [`Query::notes`].
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Answers> {
        let _ = (query, options, Records::default());
        Ok(Answers::default())
    }
}
