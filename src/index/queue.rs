//! The way into the search engine's own queue, with a bound on the bytes that wait there.
//!
//! tantivy bounds its queue by a number of additions, and a whole document is one: without this, a reader that is faster
//! than the index would hold a library in memory.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// So many bytes of documents wait at once, give or take one document.
const MOST: usize = 1 << 20;

/// Counts what waits.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue(Arc<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    bytes: Mutex<usize>,
    changed: Condvar,
}

impl Queue {
    /// Waits until there is room for `bytes`, and takes it.
    pub(super) fn room(&self, bytes: usize) -> Room {
        let mut waiting = self.0.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > 0 && waiting.saturating_add(bytes) > MOST {
            waiting = self.0.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting = waiting.saturating_add(bytes);
        Room { queue: self.clone(), bytes }
    }
}

/// Room in the queue, given back when dropped.
#[derive(Debug)]
pub(super) struct Room {
    queue: Queue,
    bytes: usize,
}

impl Drop for Room {
    fn drop(&mut self) {
        let waiting = &self.queue.0;
        let mut bytes = waiting.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *bytes = bytes.saturating_sub(self.bytes);
        waiting.changed.notify_all();
    }
}

/// A document in the queue; the last of those that were put in together has their room. tantivy keeps places for many thousands,
/// so that each is no larger than must be.
#[derive(Debug)]
pub(super) struct Queued(Box<(TantivyDocument, Option<Room>)>);

impl Queued {
    pub(super) fn new(document: TantivyDocument, room: Option<Room>) -> Queued {
        Queued(Box::new((document, room)))
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.0.0.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.0.0
    }
}
