//! Documents into the index: one commit a run, whatever it holds.

use std::collections::BTreeSet;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy, UserOperation};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, TantivyError, Term};

use super::delta::Origin;
use super::linked::{Links, links_term};
use super::origin::Stamp;
use super::packed::pack;
use super::passages::{About, Cutter, Passage, UsualIds, document_keys, key, push_words};
use super::queue::{Queue, Queued};
use super::search::PassageKind;
use super::sections::{Table, path_of, table_term};
use super::spelling::{Spelled, Spellings};
use super::store::{LEAST_MEMORY, MOST_UP, Store, about_of, fault_of, guarded, order_of, stamp};
use super::terms::{SharedTerm, Terms};
use super::words::Tongue;
use crate::error::{Error, Result};
use crate::id::talk_id;
use crate::library::sync_folder;
use crate::link::{event_terms, without_texts};
use crate::model::{Event, Records, Source, SourceRecords};
use crate::read::Document;

/// More segments than this make a search slow; then the small ones become one.
const SEGMENTS: usize = 8;
/// The term of all passages.
const OF_ALL: &str = "d:passage";
/// The share of deleted passages, in percent, from which a segment is written anew.
const DELETED_PERCENT: u32 = 25;

/// A word that nobody can ask for. Of a field without any word tantivy builds an empty dictionary in every search, which takes it
/// longer than opening a full one: a few changed reports may well name no people.
const NO_WORD: &str = "\0";

/// A document's own record as it is stored: what is known of it without opening its file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    #[serde(rename = "p")]
    pub(super) path: String,
    name: String,
    /// The file that the records' texts stand in.
    #[serde(rename = "f")]
    pub(super) file: Option<Stamp>,
    source: Source,
    events: Vec<Event>,
    /// How many tantivy documents further on the passage of each talk lies.
    pub(super) talks: Vec<u32>,
    /// The number of the first passage of each entry.
    pub(super) entries: Vec<u32>,
    /// How many tantivy documents further on the records lie, behind all passages: most that ask for a document need not
    /// read them.
    pub(super) records: u32,
}

impl Head {
    /// The document with its events alone.
    pub(super) fn without_talks(self) -> SourceRecords {
        let records = Records { source: self.source, events: self.events, ..Records::default() };
        SourceRecords { path: self.path, name: self.name, records }
    }
}

/// What of a document goes into the index, made by whichever thread read it.
#[derive(Debug)]
pub(super) struct Prepared {
    path: String,
    head: String,
    records: Vec<u8>,
    /// Terms of the document itself, one a line.
    keys: String,
    /// Terms of all its passages, one a line.
    shared: String,
    pieces: Vec<Piece>,
    spellings: Spellings,
    /// What linking needs of it.
    pub(super) light: SourceRecords,
}

/// A passage on its way into the index.
#[derive(Debug)]
struct Piece {
    tongue: u8,
    /// Title, people, text and context, each with the mark of its language; empty where there is none.
    words: [String; 4],
    /// What a hit shows.
    data: String,
    /// Its text, told by where it stands in the document; empty where there is none.
    text: Vec<u8>,
    /// Its terms, one a line.
    keys: String,
    /// Terms of it and of all that it stands for.
    shared: String,
    order: u64,
    about: u64,
    span: u32,
    up: u32,
    /// It is a talk's own.
    is_talk: bool,
}

impl Piece {
    fn of(passage: &Passage, up: usize, origin: &Origin, terms: &Terms) -> Piece {
        let up = u32::try_from(up).unwrap_or(u32::MAX);
        let tongue = Tongue::from_number(passage.tongue);
        let marked = |text: &String| if text.is_empty() { String::new() } else { tongue.mark(text) };
        Piece {
            tongue: passage.tongue,
            words: [&passage.title, &passage.people, &passage.text, &passage.context].map(marked),
            data: serde_json::to_string(&passage.shown).unwrap_or_default(),
            text: if passage.text.is_empty() { Vec::new() } else { origin.delta(passage.text.as_bytes()) },
            keys: terms.lines(&passage.keys),
            shared: String::new(),
            order: order_of(passage.day, u64::from(up), passage.shown.kind as u64),
            about: about_of(passage.talk, passage.event),
            span: 0,
            up,
            is_talk: passage.shown.card.is_some(),
        }
    }
}

impl Prepared {
    /// Cuts the passages of `records` and packs them for the index. `bytes` and `stamp` are what the document was read from;
    /// `path` may name a section, whose feed knows the stamp.
    pub(super) fn new(
        path: &str,
        name: &str,
        mut records: Records,
        document: Option<&Document>,
        bytes: &[u8],
        stamp: Option<Stamp>,
    ) -> Prepared {
        let origin = Origin::new(bytes);
        let light = without_texts(path, name, &records);
        let (mut passages, terms) = Cutter::cut(path_of(path), name, &records, &light.records.talks, document);
        let mut keys = vec!["d:source".to_owned()];
        keys.extend(records.events.iter().flat_map(event_terms).map(|term| key('m', &term)));
        in_order(&mut passages, &records);
        let of_all = terms.plain(OF_ALL.to_owned());
        for passage in &mut passages {
            passage.shown.about.file = stamp;
            path.clone_into(&mut passage.shown.about.path);
            passage.keys.push(of_all);
            passage.keys.sort_unstable();
            passage.keys.dedup();
        }
        let entries = beginnings(&passages);
        let mut shared = take_shared(&mut passages, of_all);
        shared.extend(document_keys(path, name, records.source.kind, &terms));
        shared.sort_unstable();
        shared.dedup();
        let ids = UsualIds::of(&records.talks);
        let pieces = pieces(&mut passages, &origin, &terms, of_all, &ids);
        let usual: Vec<bool> = records.talks.iter().map(|talk| ids.has(talk)).collect();
        let spellings = Spellings::of(passages.iter());
        let number = |piece: usize| u32::try_from(piece + 1).unwrap_or(u32::MAX);
        let talks = pieces.iter().enumerate().filter(|(_, piece)| piece.is_talk).map(|(at, _)| number(at)).collect();
        let head = Head {
            path: path.to_owned(),
            name: name.to_owned(),
            file: stamp,
            source: records.source.clone(),
            events: records.events.clone(),
            talks,
            entries,
            records: number(pieces.len()),
        };
        pack_ids(&mut records, &usual);
        Prepared {
            path: path.to_owned(),
            head: serde_json::to_string(&head).unwrap_or_default(),
            records: origin.delta(&pack(&records)),
            keys: keys.join("\n"),
            shared: terms.lines(&shared),
            pieces,
            spellings,
            light,
        }
    }
}

impl Prepared {
    /// About how much of it waits to be indexed.
    fn bytes(&self) -> usize {
        let words = |piece: &Piece| piece.words.iter().map(String::len).sum::<usize>() + piece.keys.len() + piece.shared.len();
        let of_piece = |piece: &Piece| words(piece) + piece.data.len() + piece.text.len() + 256;
        let pieces: usize = self.pieces.iter().map(of_piece).sum();
        self.head.len() + self.records.len() + pieces
    }
}

/// Takes away the `usual` ids, those that title and event tell; notes and takeaways name their talk by its place.
fn pack_ids(records: &mut Records, usual: &[bool]) {
    let places: FxHashMap<&str, usize> = records.talks.iter().enumerate().rev().map(|(place, talk)| (&*talk.id, place)).collect();
    let named = records.notes.iter_mut().map(|note| &mut note.talk);
    for name in named.chain(records.takeaways.iter_mut().filter_map(|takeaway| takeaway.talk.as_mut())) {
        *name = match places.get(name.as_str()) {
            Some(place) => format!("#{place}"),
            None => format!("={name}"),
        };
    }
    let usual = records.talks.iter_mut().zip(usual).filter(|(_, usual)| **usual);
    usual.for_each(|(talk, _)| talk.id.clear());
}

/// Puts back what [`pack_ids`] took away.
pub(super) fn unpack_ids(records: &mut Records) {
    for talk in records.talks.iter_mut().filter(|talk| talk.id.is_empty()) {
        talk.id = talk_id(talk.event.as_deref(), &talk.title);
    }
    let talks = &records.talks;
    let named = records.notes.iter_mut().map(|note| &mut note.talk);
    for name in named.chain(records.takeaways.iter_mut().filter_map(|takeaway| takeaway.talk.as_mut())) {
        let place = name.strip_prefix('#').and_then(|place| place.parse::<usize>().ok());
        let id = match place.and_then(|place| talks.get(place)) {
            Some(talk) => talk.id.clone(),
            None => name.strip_prefix('=').unwrap_or(name).to_owned(),
        };
        *name = id;
    }
}

/// Puts the passages of one entry, and inside it of one talk, behind each other; those of neither come first.
fn in_order(passages: &mut [Passage], records: &Records) {
    let entries = places(records.entries.iter().map(|entry| &*entry.id));
    let talks = places(records.talks.iter().map(|talk| &*talk.id));
    let place = |places: &FxHashMap<&str, usize>, id: &Option<String>| places.get(id.as_deref()?).copied();
    passages.sort_by_cached_key(|passage| {
        let about = &passage.shown.about;
        (place(&entries, &about.entry).unwrap_or(0), place(&talks, &about.talk).unwrap_or(0))
    });
}

/// The numbers of `ids`, from one on; the last of those that are the same.
fn places<'a>(ids: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, usize> {
    ids.zip(1..).collect()
}

/// The number of the first passage of each entry.
fn beginnings(passages: &[Passage]) -> Vec<u32> {
    let mut last = None;
    let mut beginnings = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        let entry = passage.shown.about.entry.as_ref();
        if entry.is_some() && entry != last {
            beginnings.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
        last = entry;
    }
    beginnings
}

/// Takes the terms that all of `passages` have away from them.
fn take_shared(passages: &mut [Passage], of_all: SharedTerm) -> Vec<SharedTerm> {
    let [first, others @ ..] = passages else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    let in_all = |term: &SharedTerm| others.iter().all(|passage| passage.keys.binary_search(term).is_ok());
    let shared: Vec<SharedTerm> = first.keys.iter().filter(|term| **term != of_all && in_all(term)).copied().collect();
    for passage in passages {
        passage.keys.retain(|term| shared.binary_search(term).is_err());
    }
    shared
}

/// Lets the first of passages that are about the same thing say so for all of them.
fn pieces(passages: &mut [Passage], origin: &Origin, terms: &Terms, of_all: SharedTerm, ids: &UsualIds) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(passages.len());
    let mut rest = passages;
    while let Some(first) = rest.first() {
        // Each talk's own passage stands for itself, also where two talks share an id.
        let follows = |passage: &Passage| passage.shown.about == first.shown.about && passage.shown.card.is_none();
        let most = usize::try_from(MOST_UP).unwrap_or(usize::MAX);
        let count = 1 + rest.iter().skip(1).take(most).take_while(|passage| follows(passage)).count();
        let (group, behind) = rest.split_at_mut(count);
        rest = behind;
        let shared = terms.lines(&take_shared(group, of_all));
        let head = pieces.len();
        let context = group.first().map(|head| (head.shown.kind, head.context.clone())).unwrap_or_default();
        for (up, passage) in group.iter_mut().enumerate() {
            if up == 0 {
                passage.shown.about.pack(ids);
            } else {
                passage.shown.about = About::default();
                // A talk's own passage has its title and speakers for all of them.
                if context.0 == PassageKind::Talk || context.1 == passage.context {
                    passage.context.clear();
                }
            }
            push_words(&mut passage.context, &std::mem::take(&mut passage.extra));
            pieces.push(Piece::of(passage, up, origin, terms));
        }
        if let Some(head) = pieces.get_mut(head) {
            head.shared = shared;
            head.span = u32::try_from(count - 1).unwrap_or(u32::MAX);
        }
    }
    pieces
}

/// The one writer of an index.
pub(super) struct Writer {
    writer: tantivy::IndexWriter<Queued>,
    store: Store,
    queue: Queue,
    /// Nothing was in the index before: nothing is to be taken out.
    fresh: bool,
    /// The segment that is being written has [`NO_WORD`].
    marked: bool,
    spelled: Spelled,
    /// The languages of all passages.
    tongues: BTreeSet<u8>,
    /// The segments that there were before.
    before: BTreeSet<SegmentId>,
}

impl Writer {
    /// Opens `store` for writing about `bytes` of documents; `fresh` where it is empty.
    pub(super) fn open(store: Store, bytes: u64, fresh: bool) -> Result<Writer> {
        let folder = store.folder.clone();
        guarded(&folder, || {
            // Too little memory cuts one run into many segments, all of which are merged; what is not used costs nothing.
            let memory = match bytes >> 10 {
                0..256 => LEAST_MEMORY,
                256..48_000 => 24_000_000,
                _ => 64_000_000,
            };
            let fault = |fault| fault_of(&folder, fault);
            let options =
                IndexWriterOptions::builder().num_worker_threads(1).memory_budget_per_thread(memory).num_merge_threads(1);
            let writer: tantivy::IndexWriter<Queued> = store.index.writer_with_options(options.build()).map_err(fault)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            // A killed commit leaves files whose names the next commit would choose again.
            writer.garbage_collect_files().wait().map_err(fault)?;
            let tongues = store.tongues.clone();
            let before = store.index.searchable_segment_ids().map_err(fault)?.into_iter().collect();
            let (queue, spelled) = (Queue::default(), Spelled::default());
            Ok(Writer { writer, store, queue, fresh, marked: false, spelled, tongues, before })
        })
    }

    /// Takes every record of the document at `path` out.
    pub(super) fn remove(&self, path: &str) {
        self.writer.delete_term(Term::from_field_text(self.store.fields.path, path));
        self.writer.delete_term(Term::from_field_text(self.store.fields.keys, &links_term(path)));
    }

    /// Puts the table of the feed at `path` in, in place of what was there of it; `None` takes it out.
    pub(super) fn put_table(&mut self, path: &str, table: Option<&Table>) -> Result<()> {
        self.put_keyed(&table_term(path), table.map(|table| serde_json::to_string(table).unwrap_or_default()))
    }

    /// Puts what linking found out for the document at `path` in, in place of what was there of it.
    pub(super) fn put_links(&mut self, path: &str, links: &Links) -> Result<()> {
        self.put_keyed(&links_term(path), (!links.is_empty()).then(|| serde_json::to_string(links).unwrap_or_default()))
    }

    /// Puts `data` in under `term`, in place of what was there.
    fn put_keyed(&mut self, term: &str, data: Option<String>) -> Result<()> {
        let fields = self.store.fields;
        let mut documents = Vec::new();
        if let Some(data) = data {
            let mut document = TantivyDocument::new();
            document.add_text(fields.keys, term);
            document.add_text(fields.data, &data);
            documents.push(document);
        }
        self.replace(&[Term::from_field_text(fields.keys, term)], documents, 0)
    }

    /// Lets every field in which words are looked for have one.
    fn mark(&mut self, document: &mut TantivyDocument) {
        let fields = self.store.fields;
        for field in [fields.title, fields.people, fields.body, fields.context] {
            let token = Token { text: NO_WORD.to_owned(), position: 0, ..Token::default() };
            document.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens: vec![token] });
        }
        self.marked = true;
    }

    /// Puts `documents` of about `bytes` in, in place of what has one of `terms`.
    fn replace(&mut self, terms: &[Term], mut documents: Vec<TantivyDocument>, bytes: usize) -> Result<()> {
        if let Some(first) = documents.first_mut().filter(|_| !self.marked) {
            self.mark(first);
        }
        let mut operations = Vec::with_capacity(terms.len() + documents.len());
        if !self.fresh {
            operations.extend(terms.iter().cloned().map(UserOperation::Delete));
        }
        let last = documents.len().saturating_sub(1);
        for (number, document) in documents.into_iter().enumerate() {
            let room = (number == last).then(|| self.queue.room(bytes));
            operations.push(UserOperation::Add(Queued::new(document, room)));
        }
        let writer = &mut self.writer;
        guarded(&self.store.folder, || {
            let run = writer.run(operations).map(drop);
            run.map_err(|fault| fault_of(&self.store.folder, cause_of(writer, fault)))
        })
    }

    /// Puts a document in, in place of what was there of it.
    pub(super) fn put(&mut self, prepared: Prepared) -> Result<()> {
        let fields = self.store.fields;
        let terms =
            [Term::from_field_text(fields.path, &prepared.path), Term::from_field_text(fields.keys, &links_term(&prepared.path))];
        let bytes = prepared.bytes();
        self.tongues.extend(prepared.pieces.iter().map(|piece| piece.tongue));
        let mut documents = Vec::with_capacity(prepared.pieces.len() + 2);
        let mut own = TantivyDocument::new();
        own.add_text(fields.path, &prepared.path);
        own.add_text(fields.keys, &prepared.keys);
        own.add_text(fields.heads, &prepared.shared);
        own.add_text(fields.spelling, self.spelled.new_of(&prepared.spellings));
        own.add_u64(fields.span, prepared.pieces.len() as u64);
        own.add_text(fields.data, &prepared.head);
        documents.push(own);
        let place = place_of(&prepared.path);
        for (number, piece) in prepared.pieces.iter().enumerate() {
            documents.push(self.document(&prepared.path, place + (number as u64).min(PLACES - 1), piece));
        }
        let mut records = TantivyDocument::new();
        records.add_text(fields.path, &prepared.path);
        records.add_bytes(fields.records, &prepared.records);
        documents.push(records);
        self.replace(&terms, documents, bytes)
    }

    /// Writes out what is in memory, which the next commit makes visible.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.marked = false;
        let folder = self.store.folder.clone();
        guarded(&folder, || self.writer.prepare_commit().map(drop).map_err(|fault| fault_of(&folder, fault)))
    }

    fn document(&self, path: &str, place: u64, piece: &Piece) -> TantivyDocument {
        let fields = self.store.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.path, path);
        document.add_text(fields.keys, &piece.keys);
        for (field, words) in [fields.title, fields.people, fields.body, fields.context].into_iter().zip(&piece.words) {
            if !words.is_empty() {
                document.add_text(field, words);
            }
        }
        document.add_u64(fields.order, piece.order);
        if piece.up == 0 {
            document.add_u64(fields.place, place);
            if !piece.shared.is_empty() {
                document.add_text(fields.heads, &piece.shared);
            }
            document.add_u64(fields.span, u64::from(piece.span));
            document.add_u64(fields.about, piece.about);
        }
        document.add_text(fields.data, &piece.data);
        if !piece.text.is_empty() {
            document.add_bytes(fields.text, &piece.text);
        }
        document
    }

    /// Makes everything since the last commit visible at once; `manifest` is the name of the manifest that belongs to it.
    pub(super) fn commit(&mut self, manifest: &str) -> Result<()> {
        let folder = self.store.folder.clone();
        guarded(&folder, || {
            let mut prepared = self.writer.prepare_commit().map_err(|fault| fault_of(&folder, fault))?;
            prepared.set_payload(&stamp(manifest, &self.tongues));
            prepared.commit().map_err(|fault| fault_of(&folder, fault))?;
            Ok(())
        })?;
        let_others_read(&folder, manifest);
        sync_folder(&folder)
    }

    /// Closes the writer; then keeps segments few and without much that is deleted. What one run wrote becomes one segment: a search
    /// pays for each.
    pub(super) fn tidy(self, manifest: &str) -> Result<()> {
        let Writer { writer, store, before, .. } = self;
        let fault = |fault| fault_of(&store.folder, fault);
        // The memory of the writer is there for what follows.
        guarded(&store.folder, || writer.wait_merging_threads().map_err(fault))?;
        let segments = store.index.searchable_segment_metas().map_err(fault)?;
        let merged = to_merge(segments, &before);
        if !merged.is_empty() {
            store.merge(&merged)?;
            let_others_read(&store.folder, manifest);
        }
        Ok(())
    }
}

/// Which of `segments` become one, where there were those of `before` before this run.
fn to_merge(mut segments: Vec<SegmentMeta>, before: &BTreeSet<SegmentId>) -> Vec<SegmentId> {
    segments.sort_by_key(|segment| (segment.num_docs(), segment.id()));
    let worn = |segment: &SegmentMeta| segment.num_deleted_docs() * 100 > segment.max_doc() * DELETED_PERCENT;
    let is_new = |segment: &SegmentMeta| !before.contains(&segment.id());
    let several_new = segments.iter().filter(|segment| is_new(segment)).count() > 1;
    let is_merged = |segment: &&SegmentMeta| worn(segment) || (several_new && is_new(segment));
    let mut merged: Vec<SegmentId> = segments.iter().filter(is_merged).map(SegmentMeta::id).collect();
    let left = |merged: &[SegmentId]| segments.len() - merged.len() + usize::from(!merged.is_empty());
    if left(&merged) > SEGMENTS {
        // Every segment that is no larger than all smaller ones together: each passage is merged a few times in all.
        let mut smaller = 0;
        for segment in &segments {
            if smaller > 0 && segment.num_docs() > smaller * 2 && left(&merged) <= SEGMENTS {
                break;
            }
            smaller += segment.num_docs();
            if !merged.contains(&segment.id()) {
                merged.push(segment.id());
            }
        }
    }
    merged
}

/// What ended the thread that writes, where it did: it says so only when it is waited for.
fn cause_of(writer: &mut tantivy::IndexWriter<Queued>, fault: TantivyError) -> TantivyError {
    match fault {
        TantivyError::ErrorInThread(_) => writer.prepare_commit().err().unwrap_or(fault),
        other => other,
    }
}

/// tantivy lets nobody but the owner read what it replaces whole; whoever may read the documents may search them.
fn let_others_read(folder: &Path, manifest: &str) {
    let Ok(usual) = std::fs::metadata(folder.join(manifest)) else { return };
    for name in ["meta.json", ".managed.json"] {
        // Where it cannot be done, others are told that they may not read it.
        let _ = std::fs::set_permissions(folder.join(name), usual.permissions());
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
