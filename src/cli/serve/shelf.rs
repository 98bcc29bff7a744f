//! The library as it can be shown to others, in the state that the index is in.
//!
//! What is shown of a document is its public part, made the way `publish` makes it; nothing else of it gets into a page.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::Result;
use hallway::index::Index;
use hallway::library::{self as stored, LINKS_FILE, Library, SETTINGS_FILE};
use hallway::link::{Catalogue, Corrections, link};
use hallway::model::{Kind, SourceRecords};
use hallway::publish::Settings;
use http::StatusCode;
use hyper::body::Bytes;

use super::http::Answer;
use crate::cli::combined::newest_feed;
use crate::cli::library;
use crate::cli::only::{Choice, Posts};
use crate::cli::publish::{Kept, public_sources, settings_of, site_of};

/// The combined feed among the files of a site.
const COMBINED: &str = "atom.xml";
/// So many documents are remembered as they can be shown.
const MOST_DOCUMENTS: usize = 256;

/// The library, looked at again whenever something in it changed.
pub(super) struct Shelves {
    root: PathBuf,
    only: Option<String>,
    address: String,
    now: Mutex<Option<(State, Arc<Shelf>)>>,
}

impl Shelves {
    /// Of `library`, as far as `only` finds it; served at `address`.
    pub(super) fn new(library: &Library, only: Option<String>, address: &str) -> Shelves {
        Shelves { root: library.root().to_owned(), only, address: address.to_owned(), now: Mutex::new(None) }
    }

    /// The library as it is now. While it cannot be opened (an index is just being made anew), as it was.
    pub(super) fn now(&self) -> Result<Arc<Shelf>> {
        let state = State::of(&self.root);
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, shelf)) = now.as_ref()
            && *known == state
        {
            return Ok(Arc::clone(shelf));
        }
        match (Shelf::open(&self.root, self.only.as_deref(), &self.address), now.as_ref()) {
            (Ok(shelf), _) => {
                let shelf = Arc::new(shelf);
                *now = Some((state, Arc::clone(&shelf)));
                Ok(shelf)
            }
            (Err(_), Some((_, shelf))) => Ok(Arc::clone(shelf)),
            (Err(error), None) => Err(error),
        }
    }
}

/// Tells apart the states of what is served: the last commit of the index, and the two files that say how to publish it.
#[derive(Debug, PartialEq)]
struct State([Option<(u64, Option<SystemTime>)>; 3]);

impl State {
    fn of(root: &Path) -> State {
        let files = ["index/tantivy/meta.json", SETTINGS_FILE, LINKS_FILE];
        State(files.map(|file| {
            let metadata = std::fs::metadata(root.join(file)).ok()?;
            Some((metadata.len(), metadata.modified().ok()))
        }))
    }
}

/// The library in one state.
pub(super) struct Shelf {
    pub(super) library: Library,
    pub(super) index: Index,
    posts: Choice,
    kept: Option<Kept>,
    address: String,
    documents: Mutex<HashMap<String, Option<Arc<SourceRecords>>>>,
    combined: Mutex<Option<Answer>>,
    /// The files for which nothing has to be linked, and all of them.
    unlinked: Mutex<Option<Files>>,
    files: Mutex<Option<Files>>,
}

/// Published files, by their paths.
type Files = HashMap<String, Answer>;

impl Shelf {
    fn open(root: &Path, only: Option<&str>, address: &str) -> Result<Shelf> {
        let library = Library::open(root)?;
        library.settings()?;
        let index = Index::open(&library)?;
        let kept = only.map(|query| Kept::of(&library, &index, query)).transpose()?;
        let posts = Posts::ThatMatter.choice(&library, &index)?;
        let (documents, combined) = (Mutex::default(), Mutex::default());
        let (unlinked, files) = (Mutex::default(), Mutex::default());
        Ok(Shelf { library, index, posts, kept, address: address.to_owned(), documents, combined, unlinked, files })
    }

    /// What others may have of the document at `path`; `None` where that is nothing.
    pub(super) fn document(&self, path: &str) -> Result<Option<Arc<SourceRecords>>> {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = documents.get(path) {
            return Ok(known.clone());
        }
        let open = self.open_document(path)?.map(Arc::new);
        if documents.len() >= MOST_DOCUMENTS {
            documents.clear();
        }
        documents.insert(path.to_owned(), open.clone());
        Ok(open)
    }

    fn open_document(&self, path: &str) -> Result<Option<SourceRecords>> {
        let Some(mut source) = self.index.source(path)? else { return Ok(None) };
        self.posts.leave_out(&mut source);
        let is_kept = self.kept.as_ref().is_none_or(|kept| kept.leave(&mut source));
        // A document about no conference goes into no feed either.
        if !is_kept || source.records.source.kind == Kind::None {
            return Ok(None);
        }
        let catalogue = Catalogue { sources: vec![source], ..Catalogue::default() };
        Ok(public_sources(&self.library, &catalogue)?.pop())
    }

    /// Whether whole texts go out, and not summaries or links alone.
    pub(super) fn shows_texts(&self) -> bool {
        let said = self.library.settings().ok().and_then(|settings| settings.publish.content);
        said.is_none_or(|content| content == stored::Content::Full)
    }

    /// The file that `publish` would write at `path`.
    pub(super) fn file(&self, path: &str) -> Result<Option<Answer>> {
        if path == COMBINED && self.kept.is_none() {
            return self.combined().map(Some);
        }
        let (files, corrections) = match is_unlinked(path) {
            true => (&self.unlinked, None),
            false => (&self.files, Some(Corrections::read(&self.library.root().join(LINKS_FILE))?)),
        };
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.is_none() {
            *files = Some(self.published(corrections.as_ref())?);
        }
        Ok(files.as_ref().and_then(|files| files.get(path)).cloned())
    }

    /// The combined feed, for which nothing has to be linked: most readers ask for it alone.
    fn combined(&self) -> Result<Answer> {
        let mut combined = self.combined.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = combined.as_ref() {
            return Ok(known.clone());
        }
        let file = newest_feed(&self.library, &self.index, &self.settings()?, COMBINED)?;
        Ok(combined.insert(answer(&file.path, file.bytes)).clone())
    }

    fn settings(&self) -> Result<Settings> {
        Ok(Settings { base_url: Some(self.address.clone()), ..settings_of(&self.library)? })
    }

    /// The files that `publish` would write, of documents linked by `corrections`; without them those alone for which nothing has to
    /// be linked.
    fn published(&self, corrections: Option<&Corrections>) -> Result<Files> {
        let mut sources = library::sources(&self.library, &self.index, Posts::ThatMatter)?;
        sources.retain_mut(|source| self.kept.as_ref().is_none_or(|kept| kept.leave(source)));
        let catalogue = match corrections {
            Some(corrections) => link(sources, corrections),
            None => Catalogue { sources, ..Catalogue::default() },
        };
        let site = site_of(&self.library, &self.index, &catalogue, &self.settings()?, false)?;
        let files = site.files.into_iter().filter(|file| corrections.is_some() || is_unlinked(&file.path));
        Ok(files.map(|file| (file.path.clone(), answer(&file.path, file.bytes))).collect())
    }
}

/// Whether the published file at `path` is made of what each document says by itself: linking a large library takes long.
fn is_unlinked(path: &str) -> bool {
    path.starts_with("topic/") || path.starts_with("search/") || matches!(path, COMBINED | "feed.json" | "takeaways.xml")
}

fn answer(path: &str, bytes: Vec<u8>) -> Answer {
    Answer { status: StatusCode::OK, media_type: media_type(path), body: Bytes::from(bytes) }
}

/// What a published file is, by its ending.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/feed+json",
        Some("opml") => "text/x-opml; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        _ => "application/atom+xml; charset=utf-8",
    }
}
