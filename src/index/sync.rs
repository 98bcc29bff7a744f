//! notes/ and feeds/ → the index: only what changed is read, one commit a run, none where nothing changed.
//!
//! What is done with each document is here, what is done with the sections of a long feed in [`super::long`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::ahead::in_order;
use super::linked::{Change, Linked, link_change};
use super::long::{Long, LongSection, short};
use super::manifest::{Known, Manifest, is_below};
use super::news::newest_of;
use super::origin::Stamp;
use super::store::{DAMAGED, FOLDER, Store, fault_of, guarded};
use super::write::{Prepared, Writer, sweep};
use super::{Index, sections};
use crate::error::{Error, Result};
use crate::extract::{self, Said};
use crate::library::{
    DocumentFile, LINKS_FILE, Library, Settings, file_of, is_gone, read_bytes, said_of, sweep_leftovers, sync_folder,
};
use crate::link::Corrections;
use crate::model::{Kind, Records, SourceRecords, Warning};
use crate::read;
use crate::read::document::Shape;

/// The largest document that is read.
const DOCUMENT_BYTES: u64 = 128 << 20;
/// When nothing was changed: a document that is noted as of this time is looked into again.
pub(super) const NEVER: i64 = i64::MIN;
/// So many bytes of documents are in memory at once, give or take one document.
const UNDER_WAY: u64 = 1 << 20;
/// What the smallest document takes.
const LEAST_BYTES: u64 = 4 << 10;

/// What the index holds of more than this is written out before linking, so that the two are not in memory together.
const FLUSHED_BYTES: u64 = 8 << 20;

/// How thorough a sync is.
#[derive(Debug, Clone, Default)]
pub struct SyncOptions {
    /// Make the index anew, whatever is there.
    pub rebuild: bool,
    /// Read and hash every document, and check the sums of the index's own files.
    pub verify: bool,
    /// Look at these files alone, as one who watches them knows; all others are taken to be as they were.
    pub only: Option<Vec<PathBuf>>,
}

/// What a sync is doing, for progress on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Another process writes the index; this one waits. Who it is, in words.
    Waiting(String),
    /// So many of so many changed documents are read.
    Reading {
        /// Done.
        done: usize,
        /// To do.
        of: usize,
    },
    /// All is read; the same talks and events are found.
    Linking,
    /// It is being written.
    Writing,
    /// The index is made anew, and why.
    Rebuilding(String),
}

/// How many records there are, before linking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub sources: usize,
    /// Feed entries.
    pub entries: usize,
    /// Those of them that talks or takeaways were found in.
    pub with_talks: usize,
    /// Talks, before the same ones are linked.
    pub talks: usize,
    /// Notes.
    pub notes: usize,
    /// Takeaways.
    pub takeaways: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// How many records there are of one document.
    pub fn of(records: &Records) -> Counts {
        let of_talks = records.talks.iter().filter_map(|talk| talk.entry.as_ref());
        let of_takeaways = records.takeaways.iter().filter_map(|takeaway| takeaway.entry.as_ref());
        Counts {
            sources: 1,
            entries: records.entries.len(),
            with_talks: of_talks.chain(of_takeaways).collect::<BTreeSet<_>>().len(),
            talks: records.talks.len(),
            notes: records.notes.len(),
            takeaways: records.takeaways.len(),
            warnings: records.warnings.len(),
        }
    }

    /// Adds what else was found, in the same documents.
    pub(super) fn add(&mut self, more: &Counts) {
        self.entries += more.entries;
        self.with_talks += more.with_talks;
        self.talks += more.talks;
        self.notes += more.notes;
        self.takeaways += more.takeaways;
        self.warnings += more.warnings;
    }
}

/// What one document that was read gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentReport {
    /// Inside the library.
    pub path: String,
    /// What to call it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The events that it is about.
    pub events: Vec<String>,
    /// Its records (`sources` is 1).
    pub counts: Counts,
    /// What was damaged in it.
    pub warnings: Vec<Warning>,
    /// When its newest entry, or itself, counts as news, in UTC, so that texts sort as times do; empty where it states nothing.
    pub newest: String,
    /// Whether it says that it is not to be published.
    pub is_held_back: bool,
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncReport {
    /// New and changed documents, in path order.
    pub changed: Vec<DocumentReport>,
    /// Documents that are gone, in path order.
    pub removed: Vec<String>,
    /// How many documents are as they were.
    pub unchanged: usize,
    /// Documents that cannot be read, with the reason; in path order, told again at every sync until they are mended.
    pub failed: Vec<(String, String)>,
    /// Documents whose files cannot be opened now, in path order: their records are those of before, though the texts that stand
    /// in the files are out of reach.
    pub kept: Vec<String>,
    /// The library as it is now.
    pub totals: Counts,
    /// Why the index was made anew, where it was.
    pub rebuilt: Option<String>,
    /// Names the state of the index: the same for as long as nothing is committed.
    pub commit: String,
    /// Names the state that it was in before; empty where there was none.
    pub commit_before: String,
    /// What was linked again.
    pub linked: Linked,
}

/// Brings the index of `library` up to date with its documents.
///
/// # Errors
/// [`Error::Io`] where a folder cannot be listed or the index not be written, [`Error::Settings`]. One document that cannot
/// be read is no error: see [`SyncReport::failed`].
pub fn sync(library: &Library, options: &SyncOptions, progress: &mut dyn FnMut(Progress)) -> Result<SyncReport> {
    let _lock = library.lock(&mut |holder| progress(Progress::Waiting(holder.trim().to_owned())))?;
    let folder = library.index_folder();
    for place in [library.root(), &folder, &library.root().join("notes"), &library.root().join("feeds")] {
        sweep_leftovers(place);
    }
    let (state, reason) = match open_state(&folder.join(FOLDER), options) {
        Ok(Some(state)) if !options.rebuild => (Some(state), None),
        Ok(Some(_)) => (None, Some("asked for".to_owned())),
        Ok(None) => (None, None),
        Err(Error::Index { reason, .. }) => (None, Some(reason)),
        Err(other) => return Err(other),
    };
    let Some((store, manifest)) = state else { return rebuild(library, reason, progress) };
    match Run::new(library, options, manifest)?.update(store, progress) {
        // A commit that fails for anything but the system's refusal is tried once more on a fresh folder.
        Err(Error::Index { reason, .. }) => rebuild(library, Some(reason), progress),
        other => other,
    }
}

/// The index as it is, with the manifest of its last commit; `None` where there is none.
fn open_state(folder: &Path, options: &SyncOptions) -> Result<Option<(Store, Manifest)>> {
    let Some(store) = Store::open(folder)? else { return Ok(None) };
    let damaged = |reason: &str| Error::Index { path: folder.to_owned(), reason: reason.to_owned() };
    let manifest = Manifest::read(&folder.join(&store.manifest))?.ok_or_else(|| damaged("its list of documents is damaged"))?;
    if folder.join(DAMAGED).exists() {
        return Err(damaged("a search met damage in it"));
    }
    // Opens every segment: files that are missing or cut short are found here.
    store.searcher()?;
    if options.verify {
        let wrong = guarded(folder, || store.index.validate_checksum().map_err(|fault| fault_of(folder, fault)))?;
        if let Some(file) = wrong.iter().min() {
            return Err(damaged(&format!("{} is damaged", file.display())));
        }
    }
    Ok(Some((store, manifest)))
}

/// Makes the index anew beside the old one, then takes its place.
fn rebuild(library: &Library, reason: Option<String>, progress: &mut dyn FnMut(Progress)) -> Result<SyncReport> {
    if let Some(reason) = &reason {
        progress(Progress::Rebuilding(reason.clone()));
    }
    let folder = library.index_folder();
    let (new, now, old) = (folder.join(".new"), folder.join(FOLDER), folder.join(".old"));
    remove_folder(&new)?;
    remove_folder(&old)?;
    let store = Store::create(&new)?;
    let mut run = Run::new(library, &SyncOptions::default(), Manifest::default())?;
    run.fresh = true;
    let mut report = run.update(store, progress)?;
    if now.exists() {
        fs::rename(&now, &old).map_err(Error::io(&now))?;
    }
    fs::rename(&new, &now).map_err(Error::io(&new))?;
    sync_folder(&folder)?;
    remove_folder(&old)?;
    report.rebuilt = reason;
    Ok(report)
}

fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(Error::Io { path: folder.to_owned(), source }),
        _ => Ok(()),
    }
}

/// The documents among `files`, sorted by path.
fn look_at(library: &Library, files: &[PathBuf]) -> Result<Vec<DocumentFile>> {
    let mut found = Vec::new();
    for file in files {
        found.extend(library.look_at(file)?);
    }
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    Ok(found)
}

fn paths_of(library: &Library, files: &[PathBuf]) -> BTreeSet<String> {
    files.iter().filter_map(|file| library.path_of(file)).collect()
}

/// A document that has to be looked into.
pub(super) struct Task {
    pub(super) file: DocumentFile,
    pub(super) said: Said,
    pub(super) said_number: u64,
    pub(super) name: Option<String>,
    pub(super) before: Option<Box<Known>>,
    /// Of a long feed, this is looked into.
    pub(super) section: Option<Box<LongSection>>,
}

/// What became of a task.
pub(super) enum Outcome {
    /// The bytes are those that were read before.
    Same,
    /// Read: what goes into the index, and what is said of it.
    Read(Box<Prepared>, DocumentReport),
    /// Cannot be read, and why.
    Failed(String),
    /// The system does not let its file be read, and why.
    Refused(String),
    /// Its file is gone since it was listed.
    Gone,
}

/// One sync under way.
pub(super) struct Run {
    settings: Arc<Settings>,
    files: Vec<DocumentFile>,
    /// The paths that are looked at; `None` for all.
    only: Option<BTreeSet<String>>,
    /// The files and folders that the system lets nobody look at.
    closed: Vec<String>,
    before: Manifest,
    taken_ns: i64,
    verify: bool,
    fresh: bool,
    pub(super) report: SyncReport,
    pub(super) after: Vec<Known>,
    pub(super) refreshed: bool,
    corrections: Corrections,
    corrections_number: u64,
    pub(super) change: Change,
    /// The long feeds that are looked into, by path.
    pub(super) long: BTreeMap<String, Long>,
}

impl Run {
    fn new(library: &Library, options: &SyncOptions, before: Manifest) -> Result<Run> {
        let links = library.root().join(LINKS_FILE);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        // Clocks of files may be coarser than ours.
        let now = i64::try_from(now).unwrap_or(i64::MAX).saturating_sub(20_000_000);
        let (files, only, taken_ns) = match &options.only {
            None => (library.documents()?, None, now),
            // What is not looked at was seen when all were listed, and not now.
            Some(files) => (look_at(library, files)?, Some(paths_of(library, files)), now.min(before.taken_ns)),
        };
        Ok(Run {
            settings: library.settings()?,
            closed: files.iter().filter(|file| file.is_closed).map(|file| file.path.clone()).collect(),
            taken_ns,
            files,
            only,
            before,
            verify: options.verify,
            fresh: false,
            report: SyncReport::default(),
            after: Vec::new(),
            refreshed: false,
            corrections_number: number_of(&fs::read(&links).unwrap_or_default()),
            corrections: Corrections::read(&links)?,
            change: Change::default(),
            long: BTreeMap::new(),
        })
    }

    fn update(mut self, store: Store, progress: &mut dyn FnMut(Progress)) -> Result<SyncReport> {
        let folder = store.folder.clone();
        let old_manifest = store.manifest.clone();
        let tasks = self.find_tasks();
        let (tasks, gone) = self.cut_long(tasks);
        let bytes = tasks.iter().map(|task| task.file.size).sum();
        let same_corrections = self.before.corrections == self.corrections_number;
        let old = (!self.fresh).then(|| store.clone());
        let mut pen = Pen { store: Some(store), writer: None, bytes, fresh: self.fresh };
        if self.fresh || !gone.is_empty() || !self.change.gone.is_empty() || !same_corrections {
            let writer = pen.writer()?;
            self.change.gone.iter().for_each(|name| writer.remove(name));
            gone.iter().try_for_each(|path| writer.put_table(path, None))?;
        }
        self.work(tasks, &mut pen, progress)?;
        self.finish_long(&mut pen)?;
        if let Some(writer) = &mut pen.writer {
            progress(Progress::Linking);
            if pen.bytes > FLUSHED_BYTES {
                writer.flush()?;
            }
            self.link(old, writer, !same_corrections)?;
        }
        self.after.sort_by(|a, b| a.path.cmp(&b.path));
        self.report.changed.sort_by(|a, b| a.path.cmp(&b.path));
        self.report.removed.sort_unstable();
        let manifest = Manifest {
            taken_ns: self.taken_ns,
            corrections: self.corrections_number,
            documents: std::mem::take(&mut self.after),
        };
        self.report.totals = totals(&manifest);
        (self.report.failed, self.report.kept) = faults(&manifest);
        match pen.writer {
            Some(mut writer) => {
                progress(Progress::Writing);
                let name = format!("manifest-{}", &manifest_name(&manifest, &old_manifest));
                manifest.write(&folder.join(&name))?;
                // Its memory is there for what follows.
                drop(manifest);
                writer.commit(&name)?;
                writer.tidy(&name)?;
                sweep(&folder, &name)?;
                self.report.commit = name;
            }
            None => {
                // The same commit, better known: where this cannot be written, the next run looks again.
                if self.refreshed {
                    drop(manifest.write(&folder.join(&old_manifest)));
                }
                // A run that was killed behind its commit leaves the manifest of the one before.
                drop(sweep(&folder, &old_manifest));
            }
        }
        if self.report.commit.is_empty() {
            self.report.commit.clone_from(&old_manifest);
        }
        self.report.commit_before = old_manifest;
        Ok(self.report)
    }

    /// Links what changed, and what that meets.
    fn link(&mut self, old: Option<Store>, writer: &mut Writer, whole: bool) -> Result<()> {
        let old = match old {
            Some(store) => Some(Index::of(store)?),
            None => None,
        };
        let change = std::mem::take(&mut self.change);
        // A new thread uses the memory that those who read the documents have left.
        let corrections = &self.corrections;
        let outcome = std::thread::scope(|scope| scope.spawn(|| link_change(old.as_ref(), change, corrections, whole)).join());
        let (mut linked, links) = outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        for (path, links) in links.iter().filter(|(_, links)| old.is_some() || !links.is_empty()) {
            writer.put_links(path, links)?;
        }
        if let Linked::Part { catalogue, .. } | Linked::Whole(catalogue) = &mut linked {
            sections::join(catalogue);
        }
        self.report.linked = linked;
        Ok(())
    }

    /// Compares the files with the manifest; what needs no second look is taken over.
    fn find_tasks(&mut self) -> Vec<Task> {
        let mut tasks = Vec::new();
        let mut files = std::mem::take(&mut self.files).into_iter().peekable();
        let mut documents = std::mem::take(&mut self.before.documents);
        // Most are as they were, and stay where they are.
        documents.retain_mut(|known| {
            while let Some(new) = files.next_if(|file| file.path < known.path) {
                tasks.push(self.task(new, None));
            }
            match files.next_if(|file| file.path == known.path) {
                Some(file) if self.is_as_it_was(known, &file) => {
                    self.report.unchanged += 1;
                    return true;
                }
                Some(file) => tasks.push(self.task(file, Some(std::mem::take(known)))),
                None => self.leave(std::mem::take(known)),
            }
            false
        });
        tasks.extend(files.map(|new| self.task(new, None)));
        documents.append(&mut self.after);
        self.after = documents;
        tasks
    }

    fn task(&self, file: DocumentFile, before: Option<Known>) -> Task {
        let name = self.settings.documents.get(&file.path).and_then(|own| own.name.clone());
        let said = said_of(&self.settings, &file.path);
        let said_number = number_of_said(&said, name.as_deref());
        Task { file, said, said_number, name, before: before.map(Box::new), section: None }
    }

    /// Whether `file` need not be opened: it is the one that is `known`, and its owner says the same of it.
    fn is_as_it_was(&self, known: &Known, file: &DocumentFile) -> bool {
        !self.verify && known.is_same_file(file, self.before.taken_ns) && known.said == self.said_number(&file.path)
    }

    /// Tells apart what the owner says of the document at `path`.
    fn said_number(&self, path: &str) -> u64 {
        let Settings { documents, feed, .. } = &*self.settings;
        if documents.is_empty() && feed.is_empty() {
            return 0;
        }
        let name = documents.get(path).and_then(|own| own.name.as_deref());
        number_of_said(&said_of(&self.settings, path), name)
    }

    /// A document that is not among the files: gone, in a folder that is closed, or not looked at.
    fn leave(&mut self, known: Known) {
        if self.closed.iter().any(|folder| is_below(&known.path, folder)) {
            self.after.push(known);
            self.report.unchanged += 1;
            return;
        }
        // A folder that was moved away is looked at by its own name alone.
        let is_in = |only: &BTreeSet<String>| {
            only.contains(&known.path) || known.path.match_indices('/').any(|(end, _)| only.contains(&known.path[..end]))
        };
        match self.only.as_ref().is_none_or(is_in) {
            true => self.let_go(known),
            false => {
                self.after.push(known);
                self.report.unchanged += 1;
            }
        }
    }

    /// A document that is gone.
    pub(super) fn let_go(&mut self, known: Known) {
        if !known.failed.is_empty() {
            // Nothing of it is indexed.
            self.refreshed = true;
            return;
        }
        self.change.gone.extend(known.names());
        self.report.removed.push(known.path);
    }

    /// A document whose file cannot be opened: what was read of it before stays.
    pub(super) fn keep(&mut self, before: Known, reason: String) {
        self.after.push(Known { refused: reason, changed_ns: NEVER, ..before });
        self.report.unchanged += 1;
        self.refreshed = true;
    }

    /// Reads the tasks on two threads while what was read before goes into the index, in order.
    fn work(&mut self, tasks: Vec<Task>, pen: &mut Pen, progress: &mut dyn FnMut(Progress)) -> Result<()> {
        let of = tasks.len();
        let mut done = 0;
        in_order(
            tasks,
            UNDER_WAY,
            |task: &Task| task.file.size.max(LEAST_BYTES),
            read_document,
            |(task, hash, outcome)| {
                self.take_in(task, hash, outcome, pen)?;
                done += 1;
                progress(Progress::Reading { done, of });
                Ok(())
            },
        )
    }

    /// Puts what was read of a document into the index.
    fn take_in(&mut self, task: Task, hash: [u8; 16], outcome: Outcome, pen: &mut Pen) -> Result<()> {
        if task.section.is_some() {
            return self.take_section(task, outcome, pen);
        }
        let mut known = task.known(hash);
        match (outcome, task.before) {
            (Outcome::Same, Some(before)) => {
                let Known { kind, counts, newest, is_held_back, failed, .. } = *before;
                self.after.push(Known { kind, counts, newest, is_held_back, failed, ..known });
                self.report.unchanged += 1;
                self.refreshed = true;
                return Ok(());
            }
            (Outcome::Same, None) => {}
            (Outcome::Refused(reason), Some(before)) if before.failed.is_empty() => {
                self.keep(*before, reason);
                return Ok(());
            }
            (Outcome::Gone, before) => {
                if let Some(before) = before {
                    pen.writer()?.remove(&before.path);
                    self.let_go(*before);
                }
                return Ok(());
            }
            (Outcome::Failed(reason) | Outcome::Refused(reason), before) => {
                match before {
                    Some(before) if before.failed == reason => {
                        self.report.unchanged += 1;
                        self.refreshed = true;
                    }
                    _ => {
                        pen.writer()?.remove(&known.path);
                        self.change.gone.push(known.path.clone());
                    }
                }
                known.failed = reason;
            }
            (Outcome::Read(mut prepared, report), _) => {
                self.change.put(std::mem::take(&mut prepared.light));
                pen.writer()?.put(*prepared)?;
                known.kind = report.kind;
                known.counts = report.counts;
                known.newest.clone_from(&report.newest);
                known.is_held_back = report.is_held_back;
                self.report.changed.push(report);
            }
        }
        self.after.push(known);
        Ok(())
    }
}

impl Task {
    /// What will be known of it; `hash` is of its bytes.
    pub(super) fn known(&self, hash: [u8; 16]) -> Known {
        Known {
            path: self.file.path.clone(),
            size: self.file.size,
            changed_ns: self.file.changed_ns,
            inode: self.file.inode,
            hash,
            said: self.said_number,
            counts: Counts { sources: 1, ..Counts::default() },
            ..Known::default()
        }
    }
}

/// The index's writer, opened when there is something to write.
pub(super) struct Pen {
    store: Option<Store>,
    writer: Option<Writer>,
    bytes: u64,
    fresh: bool,
}

impl Pen {
    pub(super) fn writer(&mut self) -> Result<&mut Writer> {
        if let Some(store) = self.store.take() {
            self.writer = Some(Writer::open(store, self.bytes, self.fresh)?);
        }
        self.writer.as_mut().ok_or_else(|| Error::Usage("the index could not be opened for writing".to_owned()))
    }
}

/// Reads and extracts one document; a fault of ours inside one document is that document's failure alone.
fn read_document(mut task: Task) -> (Task, [u8; 16], Outcome) {
    if let Some(section) = &task.section {
        let outcome = careful(|| section.extract(&task));
        return (task, [0; 16], outcome);
    }
    let bytes = match read_bytes(&task.file, DOCUMENT_BYTES) {
        Ok(bytes) => bytes,
        Err(Error::Io { source, .. }) if is_gone(&source) => return (task, [0; 16], Outcome::Gone),
        Err(Error::Io { source, .. }) => {
            // It may well be readable the next time, though nobody changes it.
            task.file.changed_ns = NEVER;
            return (task, [0; 16], Outcome::Refused(source.to_string()));
        }
        Err(fault) => return (task, [0; 16], Outcome::Failed(reason_of(&fault))),
    };
    let sum = blake3::hash(&bytes);
    let hash = short(&sum);
    if let Some(before) = &task.before
        && before.hash == hash
        && before.said == task.said_number
    {
        return (task, hash, Outcome::Same);
    }
    let outcome = careful(|| extract_document(&task, &bytes, &sum));
    (task, hash, outcome)
}

fn careful(work: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Outcome::Failed("hallway failed on it; please report this with the document".to_owned()))
}

fn extract_document(task: &Task, bytes: &[u8], sum: &blake3::Hash) -> Outcome {
    let path = &task.file.path;
    let mut document = match read::read(bytes, &read::Hints { name: Some(path), ..read::Hints::default() }) {
        Ok(document) => document,
        Err(fault) => return Outcome::Failed(reason_of(&fault)),
    };
    let records = extract::extract(&document, &task.said);
    if document.shape == Shape::Feed {
        // Its records say all: a long feed would be in memory several times.
        document.parts.truncate(1);
        document.parts.shrink_to_fit();
    }
    let name = name_of(task.name.as_deref(), &records, path);
    let report = report_of(path, &name, &records);
    let stamp = Stamp::of_hash(task.file.changed_ns, sum);
    Outcome::Read(Box::new(Prepared::new(path, &name, records, Some(&document), bytes, Some(stamp))), report)
}

/// What the document at `path` gave.
pub(super) fn report_of(path: &str, name: &str, records: &Records) -> DocumentReport {
    let source = &records.source;
    DocumentReport {
        path: path.to_owned(),
        name: name.to_owned(),
        kind: records.source.kind,
        events: records.events.iter().map(|event| event.name.clone()).collect(),
        counts: Counts::of(records),
        warnings: records.warnings.clone(),
        newest: newest_of(records),
        is_held_back: source.held_back.is_some(),
    }
}

/// The records of the document at `path` as it lies in the library at `root`; `None` where it is gone or cannot be read.
pub(super) fn read_again(root: &Path, path: &str) -> Result<Option<SourceRecords>> {
    let Ok(bytes) = fs::read(file_of(root, path)) else { return Ok(None) };
    let settings = Library::open(root)?.settings()?;
    let Ok(document) = read::read(&bytes, &read::Hints { name: Some(path), ..read::Hints::default() }) else {
        return Ok(None);
    };
    let records = extract::extract(&document, &said_of(&settings, path));
    let name = settings.documents.get(path).and_then(|own| own.name.as_deref());
    Ok(Some(SourceRecords { path: path.to_owned(), name: name_of(name, &records, path), records }))
}

/// What a document is called: the owner's name for it, else its own title, else its file's name.
pub(super) fn name_of(said: Option<&str>, records: &Records, path: &str) -> String {
    let title = records.source.title.as_deref().filter(|title| !title.trim().is_empty());
    let file = path.rsplit('/').next().unwrap_or(path);
    said.or(title).unwrap_or(file).to_owned()
}

/// The fault without the place, which is told beside it.
pub(super) fn reason_of(fault: &Error) -> String {
    match fault {
        Error::Io { source, .. } => source.to_string(),
        Error::Unreadable { reason, .. } => reason.clone(),
        other => other.to_string(),
    }
}

/// The documents that cannot be read, with the reasons; and those of them, and below them, whose records are those of before.
fn faults(manifest: &Manifest) -> (Vec<(String, String)>, Vec<String>) {
    let documents = &manifest.documents;
    let reason = |known: &Known| if known.failed.is_empty() { known.refused.clone() } else { known.failed.clone() };
    let failed = documents.iter().map(|known| (known.path.clone(), reason(known))).filter(|(_, reason)| !reason.is_empty());
    let failed: Vec<_> = failed.collect();
    if failed.is_empty() {
        return (failed, Vec::new());
    }
    (failed, manifest.out_of_reach().map(|known| known.path.clone()).collect())
}

fn totals(manifest: &Manifest) -> Counts {
    let mut totals = Counts::default();
    for known in manifest.documents.iter().filter(|known| known.failed.is_empty()) {
        totals.sources += 1;
        totals.add(&known.counts);
    }
    totals
}

/// Tells apart what owners say of a document; 0 where they say nothing.
fn number_of_said(said: &Said, name: Option<&str>) -> u64 {
    if said.kind.is_none() && said.event.is_none() && said.author.is_none() && said.tags.is_empty() && name.is_none() {
        return 0;
    }
    number_of(format!("{:?} {:?} {:?} {:?} {name:?}", said.kind, said.event, said.author, said.tags).as_bytes())
}

fn number_of(bytes: &[u8]) -> u64 {
    let [a, b, c, d, ..] = *blake3::hash(bytes).as_bytes();
    u64::from(u32::from_le_bytes([a, b, c, d])) + 1
}

/// A name that no commit before it had: a killed run may have left a manifest of the same documents.
fn manifest_name(manifest: &Manifest, old: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(old.as_bytes());
    hasher.update(&manifest.taken_ns.to_le_bytes());
    hasher.update(&std::process::id().to_le_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_to_read_is_tried_again_though_nobody_changed_it() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, odd_name) = (folder.path().into(), Some(TOO_LONG.into()));
        let path = "notes/a.md".to_owned();
        let file = DocumentFile { path, folder, odd_name, size: 3, changed_ns: 5, inode: 7, is_closed: false };
        let task = Task { file: file.clone(), said: Said::default(), said_number: 0, name: None, before: None, section: None };
        let (task, hash, outcome) = read_document(task);
        assert!(matches!(outcome, Outcome::Refused(_)));
        assert!(!task.known(hash).is_same_file(&file, i64::MAX));
        assert!(Known { changed_ns: 5, ..task.known(hash) }.is_same_file(&file, i64::MAX));
    }

    /// No system takes such a name.
    const TOO_LONG: &str = match std::str::from_utf8(&[b'a'; 300]) {
        Ok(name) => name,
        Err(_) => "",
    };

    /// A library of two documents in a folder each, as it was synced.
    fn synced() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        for path in ["notes/deep/a.md", "notes/b.md"] {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, format!("# Ferrocon 2031\n\n## {path}\n\nText.\n")).unwrap();
        }
        sync(&library, &SyncOptions::default(), &mut |_| {}).unwrap();
        (folder, library)
    }

    /// Syncs `library` as if its first document were listed as `change` makes it.
    fn sync_with(library: &Library, change: impl FnOnce(&mut DocumentFile)) -> SyncReport {
        let (store, manifest) = open_state(&library.index_folder().join(FOLDER), &SyncOptions::default()).unwrap().unwrap();
        let mut run = Run::new(library, &SyncOptions::default(), manifest).unwrap();
        let file = run.files.iter_mut().find(|file| file.path.ends_with("a.md")).unwrap();
        change(file);
        run.closed.extend(file.is_closed.then(|| file.path.clone()));
        run.update(store, &mut |_| {}).unwrap()
    }

    #[test]
    fn what_a_killed_run_left_goes_with_the_next_though_nothing_changed() {
        let (_folder, library) = synced();
        let left = library.index_folder().join(FOLDER).join("manifest-0123456789abcdef");
        fs::write(&left, "left").unwrap();
        let report = sync(&library, &SyncOptions::default(), &mut |_| {}).unwrap();
        assert!(report.changed.is_empty() && !left.exists());
        assert!(Index::open(&library).unwrap().holds("notes/b.md").unwrap());
    }

    #[test]
    fn what_cannot_be_opened_for_a_while_keeps_its_records_and_what_is_gone_does_not() {
        type Change = fn(&mut DocumentFile);
        type Paths = &'static [&'static str];
        let refused: Change = |file| {
            file.changed_ns += 1;
            file.odd_name = Some(TOO_LONG.into());
        };
        let closed: Change = |file| {
            file.path = "notes/deep".into();
            file.odd_name = Some(TOO_LONG.into());
            file.is_closed = true;
        };
        let gone: Change = |file| {
            file.changed_ns += 1;
            file.odd_name = Some("gone.md".into());
        };
        #[rustfmt::skip]
        let table: [(&str, Change, Paths, Paths, Paths); 3] = [
            // what                      listed as  failed                kept                  gone
            ("the file is refused",      refused,   &["notes/deep/a.md"], &["notes/deep/a.md"], &[]),
            ("its folder is closed",     closed,    &["notes/deep"],      &["notes/deep/a.md"], &[]),
            ("gone since it was listed", gone,      &[],                  &[],                  &["notes/deep/a.md"]),
        ];
        for (what, change, failed, kept, gone) in table {
            let (_folder, library) = synced();
            for turn in 0..2 {
                let report = sync_with(&library, change);
                let paths: Vec<&str> = report.failed.iter().map(|(path, _)| &**path).collect();
                let gone = if turn == 0 { gone } else { &[] };
                assert_eq!((paths, report.kept, report.removed), (failed.to_vec(), owned(kept), owned(gone)), "{what} {turn}");
                let index = Index::open(&library).unwrap();
                assert_eq!(index.holds("notes/deep/a.md").unwrap(), !kept.is_empty(), "{what}");
                assert_eq!(index.out_of_reach().unwrap(), kept, "{what}");
            }
            let after = sync(&library, &SyncOptions::default(), &mut |_| {}).unwrap();
            assert_eq!((after.failed.len(), after.kept.len(), after.removed.len(), after.totals.sources), (0, 0, 0, 2), "{what}");
            assert_eq!(after.changed.len(), usize::from(kept.is_empty()), "{what}: what was kept need not be indexed again");
        }
    }

    fn owned(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }
}
