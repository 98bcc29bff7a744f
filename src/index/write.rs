//! Documents into the index: one commit a run, whatever it holds.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::indexer::{LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::{TantivyDocument, Term};

use super::passages::{Cutter, Passage, spellings};
use super::store::{Store, fault_of, guarded, stamp};
use super::words::Tongue;
use crate::error::{Error, Result};
use crate::library::sync_folder;
use crate::model::{Entry, Note, Records, Takeaway, Talk};
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
    /// How many tantivy documents further on each [`Part`] of the records lies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<u32>,
}

/// The records of one entry of a feed, or of one talk of anything else, stored before its passages: near what says the
/// same, text takes little space.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    talks: Vec<Talk>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    takeaways: Vec<Takeaway>,
}

impl Part {
    /// Takes the records of `records`' entries or talks apart, one part each; what is not in their order stays.
    fn take(records: &mut Records, places: &Places) -> Vec<Part> {
        let count = if places.by_talk { records.talks.len() } else { records.entries.len() };
        if count < 2 {
            return Vec::new();
        }
        let talks = share(&mut records.talks, count, |talk| places.of(talk.entry.as_deref(), Some(&talk.id)));
        let notes = share(&mut records.notes, count, |note| places.talks.get(&note.talk).copied());
        let takeaways = share(&mut records.takeaways, count, |said| places.of(said.entry.as_deref(), said.talk.as_deref()));
        let mut entries = Vec::new();
        if !places.by_talk {
            entries = std::mem::take(&mut records.entries);
        }
        let mut entries = entries.into_iter();
        let lists = talks.into_iter().zip(notes).zip(takeaways);
        lists
            .map(|((talks, notes), takeaways)| Part { entries: entries.next().into_iter().collect(), talks, notes, takeaways })
            .collect()
    }

    /// Puts the part back, behind those before it.
    pub(super) fn give_back(self, records: &mut Records) {
        records.entries.extend(self.entries);
        records.talks.extend(self.talks);
        records.notes.extend(self.notes);
        records.takeaways.extend(self.takeaways);
    }
}

/// Which part each record belongs to, by id: that of its entry, or where there are no entries that of its talk.
#[derive(Debug)]
struct Places {
    by_talk: bool,
    entries: HashMap<String, usize>,
    talks: HashMap<String, usize>,
}

impl Places {
    fn new(records: &Records) -> Places {
        let numbered = |(place, id): (usize, &String)| (id.clone(), place);
        let entries: HashMap<String, usize> = records.entries.iter().map(|entry| &entry.id).enumerate().map(numbered).collect();
        let by_talk = entries.is_empty();
        let place = |(number, talk): (usize, &Talk)| {
            let place = if by_talk { Some(number) } else { entries.get(talk.entry.as_deref()?).copied() };
            Some((talk.id.clone(), place?))
        };
        let talks = records.talks.iter().enumerate().filter_map(place).collect();
        Places { by_talk, entries, talks }
    }

    fn of(&self, entry: Option<&str>, talk: Option<&str>) -> Option<usize> {
        if self.by_talk { self.talks.get(talk?).copied() } else { self.entries.get(entry?).copied() }
    }
}

/// `items` by their places, where they are ordered by them; else they stay as they are.
fn share<T>(items: &mut Vec<T>, count: usize, place_of: impl Fn(&T) -> Option<usize>) -> Vec<Vec<T>> {
    let mut shared: Vec<Vec<T>> = std::iter::repeat_with(Vec::new).take(count).collect();
    let places: Option<Vec<usize>> = items.iter().map(place_of).collect();
    if let Some(places) = places.filter(|places| places.is_sorted()) {
        for (item, place) in std::mem::take(items).into_iter().zip(places) {
            if let Some(list) = shared.get_mut(place) {
                list.push(item);
            }
        }
    }
    shared
}

/// What of a document goes into the index, made by whichever thread read it.
#[derive(Debug)]
pub(super) struct Prepared {
    path: String,
    data: Vec<u8>,
    pieces: Vec<Piece>,
    spellings: String,
}

/// What follows a document's own record.
#[derive(Debug)]
enum Piece {
    /// A [`Part`], packed.
    Part(Vec<u8>),
    /// A passage.
    Passage(Box<Passage>),
}

impl Prepared {
    /// Cuts the passages of `records` and packs them for the index.
    pub(super) fn new(path: &str, name: &str, mut records: Records, document: Option<&Document>) -> Prepared {
        let mut passages = Cutter::cut(path, name, &records, document);
        let spellings: Vec<String> = spellings(&passages).into_iter().collect();
        let places = Places::new(&records);
        let place_of = |passage: &Passage| places.of(passage.shown.entry.as_deref(), passage.shown.talk.as_deref());
        let mut parts = Vec::new();
        let mut pieces = Vec::new();
        // Those of no entry or talk first, then the others behind the records of theirs.
        passages.sort_by_cached_key(|passage| place_of(passage).map_or(0, |place| place + 1));
        let mut passages = passages.into_iter().map(Box::new).peekable();
        for (place, part) in Part::take(&mut records, &places).into_iter().enumerate() {
            while let Some(passage) = passages.next_if(|passage| place_of(passage).is_none_or(|of| of < place)) {
                pieces.push(Piece::Passage(passage));
            }
            // Records are plain data: strings, numbers and lists always become JSON.
            pieces.push(Piece::Part(serde_json::to_vec(&part).unwrap_or_default()));
            parts.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
        }
        pieces.extend(passages.map(Piece::Passage));
        let data = serde_json::to_vec(&Stored { name: name.to_owned(), records, parts }).unwrap_or_default();
        Prepared { path: path.to_owned(), data, pieces, spellings: spellings.join("\n") }
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
        let mut operations = Vec::with_capacity(prepared.pieces.len() + 2);
        operations.push(UserOperation::Delete(Term::from_field_text(fields.path, &prepared.path)));
        let mut own = TantivyDocument::new();
        own.add_text(fields.path, &prepared.path);
        own.add_text(fields.keys, "d:source");
        own.add_text(fields.spelling, &prepared.spellings);
        own.add_bytes(fields.data, &prepared.data);
        operations.push(UserOperation::Add(own));
        let place = place_of(&prepared.path);
        for (number, piece) in prepared.pieces.into_iter().enumerate() {
            operations.push(UserOperation::Add(match piece {
                Piece::Passage(passage) => self.document(&prepared.path, place + number as u64, *passage),
                Piece::Part(data) => {
                    let mut part = TantivyDocument::new();
                    part.add_text(fields.path, &prepared.path);
                    part.add_bytes(fields.data, &data);
                    part
                }
            }));
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

/// So many places a document has.
pub(super) const PLACES: u64 = 1 << 18;

/// Where the passages of the document at `path` stand in the order of places: the same in every run.
pub(super) fn place_of(path: &str) -> u64 {
    let hash = blake3::hash(path.as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    (u64::from(u32::from_le_bytes([a, b, c, d])) >> 2) * PLACES
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
