//! The folder that tantivy keeps: its fields, how it is opened, and what its faults mean.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr};
use tantivy::index::SegmentId;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Directory, HasLen, IndexSettings, TantivyDocument, TantivyError};

use super::bare::register;
use crate::error::{Error, Result};

/// Raised whenever records, passages or words change their shape: an index of another version is made anew.
pub(super) const VERSION: u32 = 17;

/// Blocks of the document store: larger ones compress better, and cost a search more.
const BLOCK_BYTES: usize = 16 * 1024;
/// So many of its blocks are kept in memory: hits lie far apart, and a passage no further than the next block from the one that
/// stands for it. Memory that is let go of is there for the next block.
const BLOCKS_KEPT: usize = 4;
/// How hard the document store is compressed: higher levels cost more than they save.
const COMPRESSION: Compressor = Compressor::Zstd(ZstdCompressor { compression_level: Some(3) });

/// The least memory that a writer can be given, in bytes.
pub(super) const LEAST_MEMORY: usize = 15_000_000;

/// Where tantivy's files lie inside the index folder; the folder itself keeps its `.gitignore`.
pub(super) const FOLDER: &str = "tantivy";

/// Lies beside tantivy's files when a reader met damage: the next sync makes the index anew.
pub(super) const DAMAGED: &str = "damaged";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The document's path, on every one of its tantivy documents.
    pub(super) path: Field,
    /// Terms made by [`key`](super::passages::key) that hold for one tantivy document alone.
    pub(super) keys: Field,
    /// Those that hold for all that follow, too, see [`Covered`](super::cover::Covered).
    pub(super) heads: Field,
    pub(super) title: Field,
    pub(super) people: Field,
    pub(super) body: Field,
    pub(super) context: Field,
    /// Words as written, on a document's own record.
    pub(super) spelling: Field,
    /// The day, how many places before it the passage stands that stands for it, and its kind, see [`order_of`]; a document's own
    /// record has none.
    pub(super) order: Field,
    /// Document and number of a passage that stands for others: a total order that does not depend on when it was indexed. Those
    /// others follow it.
    pub(super) place: Field,
    /// How many of the tantivy documents that follow this one stands for.
    pub(super) span: Field,
    /// Of a passage that stands for others: the numbers of their talk and event, see [`about_of`].
    pub(super) about: Field,
    /// JSON: a document's head, or what a hit shows. tantivy writes and reads bytes one by one, and text whole.
    pub(super) data: Field,
    /// A passage's text, told by where it stands in the document.
    pub(super) text: Field,
    /// A document's records, JSON, told the same way; behind its passages, on a tantivy document that is found by its place alone.
    pub(super) records: Field,
}

/// The names of the fields that are read as fast columns.
pub(super) const ORDER: &str = "order";
pub(super) const PLACE: &str = "place";
pub(super) const SPAN: &str = "span";
pub(super) const ABOUT: &str = "about";

/// So many passages may follow the one that stands for them: opening a column takes a search longer than reading it, so that
/// three numbers share one.
pub(super) const MOST_UP: u64 = 63;

/// Tells a passage that stands for itself and others. As the highest of all it makes neighbours differ as much as any two do, so
/// that the column is kept as plain numbers; as differences from a line every 512 it would be read whole when it is opened.
const HEAD: u64 = 1 << 30;

/// Day, how far up the passage stands that stands for it, and kind as one number; [`orders_of`] tells how days are compared.
pub(super) fn order_of(day: u64, up: u64, kind: u64) -> u64 {
    let (year, month, day) = ((day / 10_000).min(4095), (day / 100 % 100).min(15), (day % 100).min(31));
    let head = if up == 0 { HEAD } else { 0 };
    head | (year << 18) | (month << 14) | (day << 9) | (up.min(MOST_UP) << 3) | (kind & 7)
}

/// What [`order_of`] made one number of.
pub(super) fn parts_of(order: u64) -> (u64, u64, u64) {
    let (year, month, day) = ((order & (HEAD - 1)) >> 18, (order >> 14) & 15, (order >> 9) & 31);
    (year * 10_000 + month * 100 + day, (order >> 3) & MOST_UP, order & 7)
}

/// The numbers of a talk and an event as one: a column of more than 56 bits takes 64.
pub(super) fn about_of(talk: u32, event: u32) -> u64 {
    let most = (1 << EVENT_BITS) - 1;
    let event = if event > most { event % most + 1 } else { event };
    (u64::from(talk) << EVENT_BITS) | u64::from(event)
}

/// The numbers of a talk and an event that [`about_of`] made one of; none for 0.
pub(super) fn talk_and_event(about: u64) -> (Option<u32>, Option<u32>) {
    let number = |number: u64| u32::try_from(number).ok().filter(|number| *number > 0);
    (number(about >> EVENT_BITS), number(about & ((1 << EVENT_BITS) - 1)))
}

const EVENT_BITS: u32 = 24;

/// First and last number of all passages of the days from `from` to `to`, in two ranges.
pub(super) fn orders_of(from: u64, to: u64) -> [(u64, u64); 2] {
    [(order_of(from, 0, 0), order_of(to, 0, 7)), (order_of(from, 1, 0), order_of(to, MOST_UP, 7))]
}

fn schema() -> (Schema, Fields) {
    let text = |tokenizer: &str, option: IndexRecordOption, norms: bool| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        path: builder.add_text_field("path", text("raw", IndexRecordOption::Basic, false)),
        keys: builder.add_text_field("keys", text("lines", IndexRecordOption::Basic, false)),
        heads: builder.add_text_field("heads", text("lines", IndexRecordOption::Basic, false)),
        title: builder.add_text_field("title", text("words", IndexRecordOption::WithFreqsAndPositions, true)),
        people: builder.add_text_field("people", text("words", IndexRecordOption::WithFreqsAndPositions, false)),
        body: builder.add_text_field("body", text("words", IndexRecordOption::WithFreqsAndPositions, true)),
        context: builder.add_text_field("context", text("words", IndexRecordOption::Basic, false)),
        spelling: builder.add_text_field("spelling", text("lines", IndexRecordOption::Basic, false)),
        order: builder.add_u64_field(ORDER, FAST),
        place: builder.add_u64_field(PLACE, FAST),
        span: builder.add_u64_field(SPAN, FAST),
        about: builder.add_u64_field(ABOUT, FAST),
        data: builder.add_text_field("data", STORED),
        text: builder.add_bytes_field("text", STORED),
        records: builder.add_bytes_field("records", STORED),
    };
    (builder.build(), fields)
}

/// The index folder, open.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    /// Names the manifest that belongs to the last commit.
    pub(super) manifest: String,
    /// The numbers of the languages that passages are written in, or were.
    pub(super) tongues: BTreeSet<u8>,
    pub(super) folder: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes an empty index in `folder`, which must be empty or absent.
    pub(super) fn create(folder: &Path) -> Result<Store> {
        std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let (schema, fields) = schema();
        let settings = IndexSettings {
            docstore_blocksize: BLOCK_BYTES,
            docstore_compression: COMPRESSION,
            // Whoever indexes waits for those who extract: another thread would win nothing and take memory of its own.
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let directory = MmapDirectory::open(folder).map_err(|fault| fault_of(folder, fault.into()))?;
        let index = tantivy::Index::create(directory, schema, settings).map_err(|fault| fault_of(folder, fault))?;
        register(&index);
        Ok(Store { index, fields, manifest: String::new(), tongues: BTreeSet::new(), folder: folder.to_owned() })
    }

    /// Opens the index in `folder`, where there is one: `None` where there is none.
    ///
    /// # Errors
    /// [`Error::Index`] where it is damaged or of another version, [`Error::Io`] where the system refuses.
    pub(super) fn open(folder: &Path) -> Result<Option<Store>> {
        if !folder.join("meta.json").is_file() {
            return Ok(None);
        }
        guarded(folder, || {
            let directory = Folder::open(folder, true)?;
            let (manifest, tongues) = read_stamp(&payload(&directory, folder)?).ok_or_else(|| Error::Index {
                path: folder.to_owned(),
                reason: "written by another version of hallway".to_owned(),
            })?;
            let index = tantivy::Index::open(directory).map_err(|fault| fault_of(folder, fault))?;
            let (expected, fields) = schema();
            if index.schema() != expected {
                let reason = "its fields are not those of this version of hallway".to_owned();
                return Err(Error::Index { path: folder.to_owned(), reason });
            }
            register(&index);
            Ok(Some(Store { index, fields, manifest, tongues, folder: folder.to_owned() }))
        })
    }

    /// Makes one of `segments`, which nobody else writes to, and removes what they were.
    pub(super) fn merge(&self, segments: &[SegmentId]) -> Result<()> {
        guarded(&self.folder, || {
            let fault = |fault| fault_of(&self.folder, fault);
            let index = tantivy::Index::open(Folder::open(&self.folder, false)?).map_err(fault)?;
            let options =
                IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).memory_budget_per_thread(LEAST_MEMORY);
            let mut writer: tantivy::IndexWriter<TantivyDocument> = index.writer_with_options(options.build()).map_err(fault)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            writer.merge(segments).wait().map_err(fault)?;
            writer.garbage_collect_files().wait().map_err(fault)?;
            writer.wait_merging_threads().map_err(fault)
        })
    }

    /// The folder of the library.
    pub(super) fn root(&self) -> &Path {
        self.folder.parent().and_then(Path::parent).unwrap_or(&self.folder)
    }

    /// A reader of the last commit.
    pub(super) fn searcher(&self) -> Result<tantivy::Searcher> {
        guarded(&self.folder, || {
            let builder = self.index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
            let builder = builder.doc_store_cache_num_blocks(BLOCKS_KEPT);
            let reader: tantivy::IndexReader = builder.try_into().map_err(|fault| fault_of(&self.folder, fault))?;
            Ok(reader.searcher())
        })
    }
}

/// What the last commit in `directory` says of itself. tantivy's own reading of all of it would take longer than the rest of
/// opening an index.
fn payload(directory: &dyn Directory, folder: &Path) -> Result<String> {
    #[derive(serde::Deserialize)]
    struct Commit {
        payload: Option<String>,
    }
    let damaged = |reason: String| Error::Index { path: folder.to_owned(), reason };
    let meta = directory.atomic_read(Path::new("meta.json")).map_err(|fault| fault_of(folder, fault.into()))?;
    let commit: Commit = serde_json::from_slice(&meta).map_err(|fault| damaged(format!("damaged ({fault})")))?;
    Ok(commit.payload.unwrap_or_default())
}

/// What a commit says of itself: the version, the manifest that belongs to it, and the languages that there are passages in.
pub(super) fn stamp(manifest: &str, tongues: &BTreeSet<u8>) -> String {
    let tongues: String = tongues.iter().map(|tongue| format!(" {tongue}")).collect();
    format!("hallway {VERSION} {manifest}{tongues}")
}

/// The manifest's name and the languages in a commit of this version.
fn read_stamp(payload: &str) -> Option<(String, BTreeSet<u8>)> {
    let mut words = payload.strip_prefix(&format!("hallway {VERSION} "))?.split(' ');
    let manifest = words.next()?;
    let plain = manifest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let tongues = words.map(str::parse).collect::<Result<_, _>>().ok()?;
    (plain && !manifest.is_empty()).then(|| (manifest.to_owned(), tongues))
}

/// Runs `work`; a panic on damaged files becomes [`Error::Index`].
pub(super) fn guarded<R>(folder: &Path, work: impl FnOnce() -> Result<R>) -> Result<R> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        let said: String = said.unwrap_or("no reason given").chars().filter(|c| !c.is_control()).take(120).collect();
        Err(Error::Index { path: folder.to_owned(), reason: format!("damaged ({said})") })
    })
}

/// What a fault of tantivy means: the system refused ([`Error::Io`]), or the index is damaged ([`Error::Index`]). A full disk is
/// no damage, however deep in the fault it stands: what is made anew would not fit either.
pub(super) fn fault_of(folder: &Path, fault: TantivyError) -> Error {
    let damaged = |reason: String| Error::Index { path: folder.to_owned(), reason };
    match fault {
        TantivyError::IoError(source) => io_fault(folder, &source),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => io_fault(&folder.join(filepath), &io_error),
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => damaged(format!("{} is missing", file.display())),
        TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) | TantivyError::IncompatibleIndex(_) => {
            damaged("written by another version of the search engine".to_owned())
        }
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            io_fault(&folder.join(filepath), &io_error)
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => io_fault(folder, &io_error),
        TantivyError::LockFailure(LockError::IoError(source), _) => io_fault(folder, &source),
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::Io {
            path: folder.to_owned(),
            source: io::Error::new(io::ErrorKind::WouldBlock, "another process holds the lock of the index"),
        },
        TantivyError::DataCorruption(what) => damaged(format!("damaged ({what:?})")),
        // It could not start a thread of its own.
        TantivyError::SystemError(said) if said.starts_with("Failed to spawn") => {
            Error::Io { path: folder.to_owned(), source: io::Error::new(io::ErrorKind::OutOfMemory, said) }
        }
        other => io_fault(folder, &io::Error::other(other)),
    }
}

/// A file that is cut short or holds nonsense is damage; everything else the system refuses is not mended by rebuilding.
fn io_fault(path: &Path, source: &io::Error) -> Error {
    if let Some(source) = refusal_in(source) {
        return Error::Io { path: path.to_owned(), source };
    }
    match source.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
            Error::Index { path: path.to_owned(), reason: format!("damaged ({source})") }
        }
        kind => Error::Io { path: path.to_owned(), source: io::Error::new(kind, source.to_string()) },
    }
}

/// What the system said, if it is that which failed. The search engine wraps it, at times so that its text alone is left.
fn refusal_in(fault: &io::Error) -> Option<io::Error> {
    let code = fault.raw_os_error().or_else(|| code_in(&fault.to_string()))?;
    // A file of no bytes cannot be mapped: that is damage.
    Some(io::Error::from_raw_os_error(code)).filter(|refusal| refusal.kind() != io::ErrorKind::InvalidInput)
}

/// The system's own number of a fault, which its text ends with.
fn code_in(text: &str) -> Option<i32> {
    let (_, behind) = text.rsplit_once("(os error ")?;
    behind.split_once(')')?.0.parse().ok()
}

/// A folder that can be read even where nothing may be written: on a read-only disk there is no writer to be locked out.
#[derive(Debug, Clone)]
struct Folder {
    directory: MmapDirectory,
    path: PathBuf,
    /// Whether its files are mapped. What is mapped counts as memory of the process, and who goes through all of it reads pieces.
    is_mapped: bool,
}

impl Folder {
    fn open(path: &Path, is_mapped: bool) -> Result<Folder> {
        let directory = MmapDirectory::open(path).map_err(|fault| fault_of(path, fault.into()))?;
        Ok(Folder { directory, path: path.to_owned(), is_mapped })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        #[cfg(unix)]
        if !self.is_mapped {
            return OnDisk::open(&self.path.join(path)).map_err(|fault| OpenReadError::wrap_io_error(fault, path.to_owned()));
        }
        self.directory.get_file_handle(path)
    }
    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.directory.delete(path)
    }
    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.directory.open_write(path)
    }
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.directory.atomic_write(path, data)
    }
    fn sync_directory(&self) -> io::Result<()> {
        self.directory.sync_directory()
    }
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.directory.acquire_lock(lock) {
            // Reading alone waits for this lock; a writer takes the other one, which stays refused.
            Err(LockError::IoError(fault)) if lock.is_blocking && is_refused(&fault) => Ok(DirectoryLock::from(Box::new(()))),
            other => other,
        }
    }
    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }
}

/// A file of which pieces are read.
#[cfg(unix)]
#[derive(Debug)]
struct OnDisk {
    file: std::fs::File,
    length: usize,
}

#[cfg(unix)]
impl OnDisk {
    fn open(path: &Path) -> io::Result<Arc<dyn FileHandle>> {
        let file = std::fs::File::open(path)?;
        let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        Ok(Arc::new(OnDisk { file, length }))
    }
}

#[cfg(unix)]
impl HasLen for OnDisk {
    fn len(&self) -> usize {
        self.length
    }
}

#[cfg(unix)]
impl FileHandle for OnDisk {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        std::os::unix::fs::FileExt::read_exact_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

fn is_refused(fault: &io::Error) -> bool {
    matches!(fault.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk on which there is no room.
    struct Full;

    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(NO_SPACE))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// ENOSPC.
    const NO_SPACE: i32 = 28;

    /// What the search engine's dictionary of terms says of a full disk.
    fn wrapped() -> io::Error {
        tantivy::termdict::TermDictionaryBuilder::create(Full).err().unwrap()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_refuses_is_no_damage_however_it_is_wrapped() {
        let os = io::Error::from_raw_os_error;
        let thread = |said: String| TantivyError::ErrorInThread(said);
        #[rustfmt::skip]
        let table: [(TantivyError, Option<i32>); 10] = [
            (os(NO_SPACE).into(),                                    Some(NO_SPACE)),
            (wrapped().into(),                                       Some(NO_SPACE)),
            (io::Error::other(io::Error::other(os(122))).into(),     Some(122)), // EDQUOT
            (io::Error::new(io::ErrorKind::InvalidData, os(30)).into(), Some(30)), // EROFS
            (os(13).into(),                                          Some(13)), // EACCES
            (thread(format!("{} in a thread", os(5))),               Some(5)), // EIO
            (os(22).into(),                                          None), // EINVAL: an empty file was mapped
            (io::Error::from(io::ErrorKind::UnexpectedEof).into(),   None),
            (io::Error::other("nonsense").into(),                    None),
            (thread("(os error many)".into()),                       None),
        ];
        for (fault, expected) in table {
            let what = format!("{fault:?}");
            let found = match fault_of(Path::new("index"), fault) {
                Error::Io { source, .. } => source.raw_os_error(),
                _ => None,
            };
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn one_number_tells_day_place_and_kind_and_days_are_ranges() {
        #[rustfmt::skip]
        let table = [
            // day       up   kind   among the days of 2031
            (20310514,   0,   0,     true),
            (20310514,   7,   3,     true),
            (20310000,   0,   6,     true),
            (20311231,   63,  7,     true),
            (20301231,   63,  7,     false),
            (20320000,   0,   0,     false),
            (20320101,   1,   0,     false),
            (0,          0,   2,     false),
            (0,          5,   2,     false),
        ];
        for (day, up, kind, is_within) in table {
            let order = order_of(day, up, kind);
            assert_eq!(parts_of(order), (day, up, kind));
            let within = orders_of(20310000, 20319999).iter().any(|(first, last)| (*first..=*last).contains(&order));
            assert_eq!(within, is_within, "{day} {up} {kind}");
        }
    }

    #[test]
    fn one_number_tells_talk_and_event() {
        for (talk, event) in [(0, 0), (0, 1), (1, 0), (u32::MAX, (1 << EVENT_BITS) - 1), (7, 1 << EVENT_BITS), (7, u32::MAX)] {
            let about = about_of(talk, event);
            let (own_talk, own_event) = talk_and_event(about);
            assert!(about < 1 << 56);
            assert_eq!(own_talk, Some(talk).filter(|talk| *talk > 0));
            // What does not fit is still told from none.
            assert_eq!(own_event.is_some(), event > 0, "{event}");
            assert!(event >= 1 << EVENT_BITS || own_event.unwrap_or(0) == event, "{event}");
        }
    }

    #[test]
    fn the_order_of_passages_is_kept_as_plain_numbers() {
        use tantivy::columnar::column_values::{ALL_U64_CODEC_TYPES, CodecType, serialize_u64_based_column_values};
        // Reports of a dozen talks with a few passages each, by day.
        let orders: Vec<u64> = (0..40_000).map(|n| order_of(20_310_100 + n / 2_000, n % 5, n % 4)).collect();
        let mut bytes = Vec::new();
        serialize_u64_based_column_values(&orders.as_slice(), &ALL_U64_CODEC_TYPES, &mut bytes).unwrap();
        assert_eq!(bytes[0], CodecType::Bitpacked as u8);
    }

    #[test]
    fn only_a_commit_of_this_version_is_read() {
        #[rustfmt::skip]
        let table = [
            (stamp("manifest-a1", &[].into()),     Some(("manifest-a1", vec![]))),
            (stamp("manifest-a1", &[6, 0].into()), Some(("manifest-a1", vec![0, 6]))),
            ("hallway 0 manifest-a1".into(),       None),
            (stamp("../../etc", &[].into()),       None),
            (stamp("manifest-a1 x", &[].into()),   None),
            (String::new(),                        None),
        ];
        for (payload, expected) in table {
            let read = read_stamp(&payload);
            let read = read.as_ref().map(|(manifest, tongues)| (manifest.as_str(), tongues.iter().copied().collect()));
            assert_eq!(read, expected, "{payload:?}");
        }
    }
}
