//! Documents into the index: one commit a run, whatever it holds.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::indexer::{LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::{TantivyDocument, Term};

use super::passages::{Cutter, Passage, spellings};
use super::store::{Store, fault_of, guarded, stamp};
use super::words::Tongue;
use crate::error::{Error, Result};
use crate::library::sync_folder;
use crate::model::Records;
use crate::read::Document;

/// More segments than this make a search slow; then the small ones become one.
const SEGMENTS: usize = 6;
/// The share of deleted passages, in percent, from which a segment is written anew.
const DELETED_PERCENT: u32 = 25;

/// A document's own record as it is stored.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) name: String,
    pub(super) records: Records,
}

/// What of a document goes into the index, made by whichever thread read it.
#[derive(Debug)]
pub(super) struct Prepared {
    path: String,
    data: Vec<u8>,
    passages: Vec<Passage>,
    spellings: String,
}

impl Prepared {
    /// Cuts the passages of `records` and packs them for the index.
    pub(super) fn new(path: &str, name: &str, records: Records, document: Option<&Document>) -> Prepared {
        let passages = Cutter::cut(path, name, &records, document);
        let spellings: Vec<String> = spellings(&passages).into_iter().collect();
        // Records are plain data: strings, numbers and lists always become JSON.
        let data = serde_json::to_vec(&Stored { name: name.to_owned(), records }).unwrap_or_default();
        Prepared { path: path.to_owned(), data, passages, spellings: spellings.join("\n") }
    }
}

/// The one writer of an index.
pub(super) struct Writer {
    writer: tantivy::IndexWriter,
    store: Store,
}

impl Writer {
    /// Opens `store` for writing about `bytes` of documents.
    pub(super) fn open(store: Store, bytes: u64) -> Result<Writer> {
        let folder = store.folder.clone();
        guarded(&folder, || {
            // Too little memory cuts one run into many segments; what is not used costs nothing.
            let (threads, memory) = match bytes >> 10 {
                0..256 => (1, 15_000_000),
                256..24_000 => (1, 60_000_000),
                24_000..48_000 => (1, 100_000_000),
                _ => (2, 180_000_000),
            };
            let fault = |fault| fault_of(&folder, fault);
            let writer: tantivy::IndexWriter = store.index.writer_with_num_threads(threads, memory).map_err(fault)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            // A killed commit leaves files whose names the next commit would choose again.
            writer.garbage_collect_files().wait().map_err(fault)?;
            Ok(Writer { writer, store })
        })
    }

    /// Takes every record of the document at `path` out.
    pub(super) fn remove(&self, path: &str) {
        self.writer.delete_term(Term::from_field_text(self.store.fields.path, path));
    }

    /// Puts a document in, in place of what was there of it.
    pub(super) fn put(&self, prepared: Prepared) -> Result<()> {
        let fields = self.store.fields;
        let mut operations = Vec::with_capacity(prepared.passages.len() + 2);
        operations.push(UserOperation::Delete(Term::from_field_text(fields.path, &prepared.path)));
        let mut own = TantivyDocument::new();
        own.add_text(fields.path, &prepared.path);
        own.add_text(fields.keys, "d:source");
        own.add_text(fields.spelling, &prepared.spellings);
        own.add_bytes(fields.data, &prepared.data);
        operations.push(UserOperation::Add(own));
        let place = place_of(&prepared.path);
        for (number, passage) in prepared.passages.into_iter().enumerate() {
            operations.push(UserOperation::Add(self.document(&prepared.path, place + number as u64, passage)));
        }
        guarded(&self.store.folder, || {
            self.writer.run(operations).map(|_| ()).map_err(|fault| fault_of(&self.store.folder, fault))
        })
    }

    fn document(&self, path: &str, place: u64, mut passage: Passage) -> TantivyDocument {
        let fields = self.store.fields;
        let tongue = Tongue::from_number(passage.tongue);
        let mut document = TantivyDocument::new();
        document.add_text(fields.path, path);
        passage.keys.push("d:passage".to_owned());
        passage.keys.sort_unstable();
        passage.keys.dedup();
        document.add_text(fields.keys, passage.keys.join("\n"));
        let words = [
            (fields.title, &passage.title),
            (fields.people, &passage.people),
            (fields.body, &passage.shown.text),
            (fields.context, &passage.context),
        ];
        for (field, text) in words {
            if !text.is_empty() {
                document.add_text(field, tongue.mark(text));
            }
        }
        document.add_u64(fields.order, passage.day * 8 + passage.shown.kind as u64);
        document.add_u64(fields.place, place);
        if passage.talk > 0 {
            document.add_u64(fields.talk, passage.talk);
        }
        if passage.event > 0 {
            document.add_u64(fields.event, passage.event);
        }
        document.add_bytes(fields.data, &serde_json::to_vec(&passage.shown).unwrap_or_default());
        document
    }

    /// Makes everything since the last commit visible at once; `manifest` is the name of the manifest that belongs to it.
    pub(super) fn commit(&mut self, manifest: &str) -> Result<()> {
        let folder = self.store.folder.clone();
        guarded(&folder, || {
            let mut prepared = self.writer.prepare_commit().map_err(|fault| fault_of(&folder, fault))?;
            prepared.set_payload(&stamp(manifest));
            prepared.commit().map_err(|fault| fault_of(&folder, fault))?;
            Ok(())
        })?;
        sync_folder(&folder)
    }

    /// Keeps segments few and without much that is deleted; then closes the writer.
    pub(super) fn tidy(mut self) -> Result<()> {
        let folder = self.store.folder.clone();
        guarded(&folder, || {
            let fault = |fault| fault_of(&folder, fault);
            let mut segments = self.store.index.searchable_segment_metas().map_err(fault)?;
            segments.sort_by_key(|segment| (segment.num_docs(), segment.id()));
            let worn = |segment: &tantivy::SegmentMeta| segment.num_deleted_docs() * 100 > segment.max_doc() * DELETED_PERCENT;
            let mut merged: Vec<_> = segments.iter().filter(|segment| worn(segment)).map(tantivy::SegmentMeta::id).collect();
            if segments.len() > SEGMENTS {
                // Every segment that is no larger than all smaller ones together: each passage is merged a few times in all.
                let mut smaller = 0;
                for segment in &segments {
                    if smaller > 0 && segment.num_docs() > smaller * 2 && segments.len() - merged.len() < SEGMENTS {
                        break;
                    }
                    smaller += segment.num_docs();
                    if !merged.contains(&segment.id()) {
                        merged.push(segment.id());
                    }
                }
            }
            if !merged.is_empty() {
                self.writer.merge(&merged).wait().map_err(fault)?;
                self.writer.garbage_collect_files().wait().map_err(fault)?;
            }
            self.writer.set_merge_policy(Box::new(LogMergePolicy::default()));
            self.writer.wait_merging_threads().map_err(fault)
        })
    }
}

/// Where the passages of the document at `path` stand in the order of places: the same in every run.
fn place_of(path: &str) -> u64 {
    let hash = blake3::hash(path.as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    (u64::from(u32::from_le_bytes([a, b, c, d])) >> 2) << 18
}

/// Removes what earlier runs left: manifests of other commits.
pub(super) fn sweep(folder: &Path, manifest: &str) -> Result<()> {
    for item in std::fs::read_dir(folder).map_err(Error::io(folder))?.flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        if (name.starts_with("manifest-") && name != manifest) || (name.starts_with(".hallway-") && name.ends_with(".tmp")) {
            // Left for the next run where it cannot be removed now.
            let _ = std::fs::remove_file(item.path());
        }
    }
    Ok(())
}
