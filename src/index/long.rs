//! A long feed that changed: which of its sections are new, what they give, and what all of them give together.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::foreign::Around;
use super::manifest::{Known, KnownSection};
use super::origin::Stamp;
use super::sections::{Cut, Section, Table, cut, feed_of, may_be_cut, move_lines, name_of};
use super::sync::{DocumentReport, NEVER, Outcome, Pen, Run, Task, name_of as called, reason_of, report_of};
use super::write::Prepared;
use crate::error::Result;
use crate::extract;
use crate::library::{DocumentFile, is_gone};
use crate::model::Warning;
use crate::read;
use crate::read::document::Shape;

/// A section of a long feed that has to be looked into.
#[derive(Debug)]
pub(super) struct LongSection {
    section: Section,
    /// What stands around the feed's entries.
    around: Arc<Around>,
    /// What the feed is called.
    name: String,
}

impl LongSection {
    /// Reads and extracts it as a feed of its own.
    pub(super) fn extract(&self, task: &Task) -> Outcome {
        let bytes = match self.section.bytes(&task.file.file()) {
            Ok(bytes) => bytes,
            Err(fault) => return Outcome::Failed(fault.to_string()),
        };
        let path = &task.file.path;
        let feed = feed_of(&self.around, &bytes);
        let mut document = match read::read(&feed, &read::Hints { name: Some(path), ..read::Hints::default() }) {
            Ok(document) => document,
            Err(fault) => return Outcome::Failed(reason_of(&fault)),
        };
        // It changes with every entry, and nothing that an entry says depends on it.
        document.metadata.updated = None;
        let mut records = extract::extract(&document, &task.said);
        document.parts.truncate(1);
        document.parts.shrink_to_fit();
        let lines = self.around.head.iter().filter(|&&byte| byte == b'\n').count();
        records.warnings.retain(|warning| warning.line == 0 || warning.line > lines);
        move_lines(&mut records, -isize::try_from(lines).unwrap_or(0));
        let report = report_of(path, &self.name, &records);
        let name = name_of(path, self.section.hash);
        Outcome::Read(Box::new(Prepared::new(&name, &self.name, records, Some(&document), &bytes, None)), report)
    }
}

/// A long feed under way.
pub(super) struct Long {
    known: Known,
    report: DocumentReport,
    table: Table,
    name: String,
    /// What its sections gave, by their hashes.
    found: HashMap<u64, KnownSection>,
    order: Vec<Section>,
}

impl Long {
    /// The feed that `task` asks for, with what it says of itself; `None` where that cannot be read as a feed.
    fn of(task: &Task, cut: &Cut) -> Option<Long> {
        let path = &task.file.path;
        let head = feed_of(&cut.around, b"");
        let document = read::read(&head, &read::Hints { name: Some(path), ..read::Hints::default() }).ok()?;
        if document.shape != Shape::Feed {
            return None;
        }
        let records = extract::extract(&document, &task.said);
        let name = called(task.name.as_deref(), &records, path);
        let report = report_of(path, &name, &records);
        let stamp = Stamp::of_hash(task.file.changed_ns, &cut.hash);
        let table = Table::new(stamp, name.clone(), records.source, records.warnings);
        let mut known = task.known(short(&cut.hash));
        known.kind = report.kind;
        Some(Long { known, report, table, name, found: HashMap::new(), order: cut.sections.clone() })
    }

    /// All that its sections gave.
    fn finish(mut self) -> (Known, DocumentReport, Table) {
        let mut events = BTreeSet::new();
        for section in &self.order {
            let Some(found) = self.found.remove(&section.hash) else { continue };
            self.table.push(section);
            self.report.counts.add(&found.counts);
            events.extend(found.events.iter().cloned());
            self.known.newest = std::mem::take(&mut self.known.newest).max(found.newest.clone());
            self.known.sections.push(found);
        }
        self.report.events = events.into_iter().collect();
        self.report.newest.clone_from(&self.known.newest);
        self.known.counts = self.report.counts;
        (self.known, self.report, self.table)
    }
}

/// As much of a document's hash as is kept.
pub(super) fn short(hash: &blake3::Hash) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&hash.as_bytes()[..16]);
    short
}

impl Run {
    /// Puts the new sections of long feeds in the place of the feeds; names in `change.gone` what is to be taken out, and
    /// hands back the paths of feeds whose tables are.
    pub(super) fn cut_long(&mut self, tasks: Vec<Task>) -> (Vec<Task>, Vec<String>) {
        let mut after = Vec::with_capacity(tasks.len());
        let mut tables = Vec::new();
        for mut task in tasks {
            let found = match may_be_cut(&task.file).then(|| cut(&task.file.file(), task.said_number)).transpose() {
                Ok(found) => found.flatten(),
                Err(fault) => {
                    // What was read before goes or stays whole; where nothing was, reading it tells why.
                    match task.before.take() {
                        Some(before) if is_gone(&fault) => self.let_go(*before),
                        Some(before) if before.failed.is_empty() => self.keep(*before, fault.to_string()),
                        before => after.push(Task { before, ..task }),
                    }
                    continue;
                }
            };
            let long = found.and_then(|cut| Some((Long::of(&task, &cut)?, cut)));
            match (long, task.before.take()) {
                (Some((long, _)), Some(before)) if before.hash == long.known.hash && before.said == long.known.said => {
                    let Known { counts, newest, failed, sections, .. } = *before;
                    self.after.push(Known { counts, newest, failed, sections, ..long.known });
                    self.report.unchanged += 1;
                    self.refreshed = true;
                }
                (Some((long, cut)), before) => self.cut_one(&task, long, cut, before, &mut after),
                (None, before) => {
                    // It was long, and is read whole now.
                    let was_long = before.as_ref().is_some_and(|before| !before.sections.is_empty() && !task.file.is_closed);
                    if let Some(before) = before.as_ref().filter(|_| was_long) {
                        self.change.gone.extend(before.names());
                        tables.push(task.file.path.clone());
                    }
                    after.push(Task { before: before.filter(|_| !was_long), ..task });
                }
            }
        }
        tables.extend(self.report.removed.iter().cloned());
        (after, tables)
    }

    /// The tasks of one long feed: its sections that were not there `before`.
    fn cut_one(&mut self, task: &Task, mut long: Long, cut: Cut, before: Option<Box<Known>>, tasks: &mut Vec<Task>) {
        let Cut { around, sections, .. } = cut;
        let around = Arc::new(around);
        let is_whole = before.as_ref().is_some_and(|before| before.sections.is_empty() && before.failed.is_empty());
        self.change.gone.extend(is_whole.then(|| task.file.path.clone()));
        let mut known: HashMap<u64, KnownSection> =
            before.into_iter().flat_map(|before| before.sections).map(|section| (section.hash, section)).collect();
        for section in sections {
            if let Some(section) = known.remove(&section.hash) {
                long.found.insert(section.hash, section);
                continue;
            }
            tasks.push(Task {
                file: DocumentFile { size: section.length(), ..task.file.clone() },
                said: task.said.clone(),
                said_number: task.said_number,
                name: None,
                before: None,
                section: Some(Box::new(LongSection { section, around: Arc::clone(&around), name: long.name.clone() })),
            });
        }
        let mut gone: Vec<u64> = known.into_keys().collect();
        gone.sort_unstable();
        self.change.gone.extend(gone.into_iter().map(|hash| name_of(&task.file.path, hash)));
        self.long.insert(task.file.path.clone(), long);
    }

    /// Puts a section into the index.
    pub(super) fn take_section(&mut self, task: Task, outcome: Outcome, pen: &mut Pen) -> Result<()> {
        let (Some(long), Some(task)) = (self.long.get_mut(&task.file.path), task.section) else { return Ok(()) };
        let LongSection { section, .. } = *task;
        match outcome {
            Outcome::Read(mut prepared, report) => {
                self.change.put(std::mem::take(&mut prepared.light));
                pen.writer()?.put(*prepared)?;
                let DocumentReport { counts, newest, events, warnings, .. } = report;
                let in_file = |warning: Warning| Warning { line: section.line(warning.line), ..warning };
                long.report.warnings.extend(warnings.into_iter().map(in_file));
                long.found.insert(section.hash, KnownSection { hash: section.hash, counts, newest, events });
            }
            Outcome::Failed(reason) | Outcome::Refused(reason) => {
                long.known.failed = reason;
                (long.known.changed_ns, long.known.hash) = (NEVER, [0; 16]);
            }
            Outcome::Same | Outcome::Gone => {}
        }
        Ok(())
    }

    /// Puts the tables of long feeds into the index, behind all of their sections.
    pub(super) fn finish_long(&mut self, pen: &mut Pen) -> Result<()> {
        for (path, long) in std::mem::take(&mut self.long) {
            let (known, report, table) = long.finish();
            pen.writer()?.put_table(&path, Some(&table))?;
            self.after.push(known);
            self.report.changed.push(report);
        }
        Ok(())
    }
}
