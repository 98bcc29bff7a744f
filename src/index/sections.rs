//! A long feed is indexed in sections, each as if it were a document: one new entry costs its section, not the feed.
//!
//! A section is some entries that follow each other. It ends where an entry's id says so, wherever that stands in the file: a
//! new entry in front leaves all sections but the first as they were. It is named by what it says, and tells lines and bytes
//! from its own start; where that is by now stands in the feed's [`Table`].

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Index;
use super::foreign::{self, Around};
use super::origin::{InFile, Origins, Stamp};
use super::passages::key;
use super::sync::read_again;
use crate::error::Result;
use crate::library::DocumentFile;
use crate::link::{Catalogue, EventMember, Member};
use crate::model::{Records, Source, SourceRecords, Warning};
use crate::read::kept::{END, KeptText, scan};

/// Stands in the name of a section between the path of its feed and its hash; no path has it.
const MARK: char = '\0';
/// All sizes are in this unit, in bytes: unit tests cut as often, and have less to read.
const UNIT: usize = if cfg!(test) { 64 } else { 1024 };
/// A smaller feed is read whole.
const LEAST_FEED: usize = 256 * UNIT;
/// And a smaller one that is not in the form in which hallway keeps feeds.
const LEAST_FOREIGN: u64 = 1024 * UNIT as u64;
/// No section but the last is smaller.
const LEAST: usize = 48 * UNIT;
/// Each section but one of a single entry is smaller.
const MOST: usize = 512 * UNIT;
/// One in so many entries may end a section.
const ENDS: u8 = 8;

/// The path of the document of which `name` may be a section.
pub(super) fn path_of(name: &str) -> &str {
    name.split(MARK).next().unwrap_or(name)
}

/// How the lines begin that say when a feed was written.
const TIMES: [&[u8]; 3] = [b"<updated>", b"<lastBuildDate>", b"<pubDate>"];

/// The name of the section of the feed at `path` with this hash.
pub(super) fn name_of(path: &str, hash: u64) -> String {
    format!("{path}{MARK}{hash:016x}")
}

/// The term that names the table of the feed at `path`.
pub(super) fn table_term(path: &str) -> String {
    key('S', path)
}

/// Whether a document is so long that it is read in sections, if it is a feed.
pub(super) fn may_be_cut(file: &DocumentFile) -> bool {
    file.size >= LEAST_FEED as u64 && file.path.starts_with("feeds/")
}

/// A feed's file in sections.
#[derive(Debug)]
pub(super) struct Cut {
    /// What stands before the first entry and behind the last.
    pub(super) around: Around,
    /// Of the whole file.
    pub(super) hash: blake3::Hash,
    pub(super) sections: Vec<Section>,
}

/// Some entries of a feed.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// Tells what it says, and what its feed and the library's owner say of it.
    pub(super) hash: u64,
    /// Tells its bytes alone.
    sum: u64,
    start: u64,
    lines_before: usize,
    length: usize,
}

/// Cuts the feed at `path`; `None` where it can only be read whole. `said` is what its owner says.
///
/// # Errors
/// What the system says.
pub(super) fn cut(path: &Path, said: u64) -> io::Result<Option<Cut>> {
    let own = cut_by(path, said, |source, visit| Ok(scan(source, visit)?.map(|head| Around { head, tail: END.to_vec() })))?;
    // A hit in another form takes longer to show from a section than from the whole, where that is no burden.
    if own.is_some() || path.metadata()?.len() < LEAST_FOREIGN {
        return Ok(own);
    }
    cut_by(path, said, |source, visit| foreign::scan(source, visit))
}

/// Cuts the feed at `path` where `scan` finds its entries.
fn cut_by(
    path: &Path,
    said: u64,
    scan: impl FnOnce(&mut Hashed, &mut dyn FnMut(&KeptText)) -> io::Result<Option<Around>>,
) -> io::Result<Option<Cut>> {
    let mut source = Hashed { source: File::open(path)?, hasher: blake3::Hasher::new() };
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Option<(Section, blake3::Hasher)> = None;
    let close = |(mut section, hasher): (Section, blake3::Hasher)| {
        section.sum = number(&hasher.finalize());
        section
    };
    let around = scan(&mut source, &mut |entry: &KeptText| {
        let size = entry.text.len();
        let is_full = open.as_ref().is_some_and(|(section, _)| section.length + size > MOST);
        sections.extend(open.take_if(|_| is_full).map(close));
        let begin = || Section { hash: 0, sum: 0, start: entry.start, lines_before: entry.lines_before, length: 0 };
        let (section, hasher) = open.get_or_insert_with(|| (begin(), blake3::Hasher::new()));
        hasher.update(entry.text);
        section.length += size;
        let is_end = section.length >= LEAST && may_end(entry.text);
        sections.extend(open.take_if(|_| is_end).map(close));
    })?;
    let Some(around) = around else { return Ok(None) };
    sections.extend(open.map(close));
    name_each(&mut sections, &around, said);
    Ok(Some(Cut { around, hash: source.hasher.finalize(), sections }))
}

/// Whether an entry may end a section: its id says so, which an edit leaves as it is.
fn may_end(entry: &[u8]) -> bool {
    let [first, ..] = *blake3::hash(id_of(entry)).as_bytes();
    first.is_multiple_of(ENDS)
}

/// The element that says the id of an entry, without its end; nothing where there is none.
fn id_of(entry: &[u8]) -> &[u8] {
    let is_id = |at: &[u8]| at.starts_with(b"<id>") || at.starts_with(b"<guid");
    let Some(start) = entry.windows(5).position(is_id) else { return &[] };
    let element = entry.get(start..).unwrap_or_default();
    let length = element.iter().skip(1).position(|&byte| byte == b'<').map_or(element.len(), |end| end + 1);
    element.get(..length).unwrap_or_default()
}

/// Gives each section its hash: equal ones a different one each.
fn name_each(sections: &mut [Section], around: &Around, said: u64) {
    let mut known: HashMap<u64, u64> = HashMap::new();
    let mut about = blake3::Hasher::new();
    // The time of the run that wrote the file is nothing that entries depend on.
    let is_time = |line: &&[u8]| TIMES.iter().any(|time| line.trim_ascii_start().starts_with(time));
    let head = around.head.split_inclusive(|&byte| byte == b'\n');
    head.filter(|line| !is_time(line)).for_each(|line| _ = about.update(line));
    let about = number(&about.finalize());
    for section in sections {
        let times = known.entry(section.sum).or_default();
        let parts = [said, about, section.sum, *times].map(u64::to_le_bytes);
        section.hash = number(&blake3::hash(&parts.concat()));
        *times += 1;
    }
}

fn number(hash: &blake3::Hash) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// Hashes what is read from it.
struct Hashed {
    source: File,
    hasher: blake3::Hasher,
}

impl Read for Hashed {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(to)?;
        self.hasher.update(to.get(..read).unwrap_or_default());
        Ok(read)
    }
}

impl Section {
    /// The line in the file that is the section's line `line`; 0 stays 0.
    pub(super) fn line(&self, line: usize) -> usize {
        if line == 0 { 0 } else { self.lines_before + line }
    }

    /// How many bytes it takes.
    pub(super) fn length(&self) -> u64 {
        self.length as u64
    }

    /// Its bytes, where the file at `path` still has them.
    ///
    /// # Errors
    /// What the system says, or that the file changed.
    pub(super) fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let mut bytes = vec![0; self.length];
        file.seek(SeekFrom::Start(self.start))?;
        file.read_exact(&mut bytes)?;
        match number(&blake3::hash(&bytes)) == self.sum {
            true => Ok(bytes),
            false => Err(io::Error::new(io::ErrorKind::InvalidData, "it changed while it was read: the next sync reads it")),
        }
    }
}

/// A feed of nothing but `entries`, behind what it says of itself.
pub(super) fn feed_of(around: &Around, entries: &[u8]) -> Vec<u8> {
    [&around.head, entries, &around.tail].concat()
}

/// Where the sections of a feed lie, and what it says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Table {
    file: Option<Stamp>,
    name: String,
    source: Source,
    warnings: Vec<Warning>,
    /// Hash, first byte, and lines before it of each section.
    sections: Vec<(u64, u64, usize)>,
}

impl Table {
    /// The table of a feed whose file is `file`, which says `source` of itself and shows these `warnings` before its entries.
    pub(super) fn new(file: Stamp, name: String, source: Source, warnings: Vec<Warning>) -> Table {
        Table { file: Some(file), name, source, warnings, sections: Vec::new() }
    }

    /// Adds where `section` lies.
    pub(super) fn push(&mut self, section: &Section) {
        self.sections.push((section.hash, section.start, section.lines_before));
    }

    fn place(&self, name: &str) -> Option<InFile> {
        let (_, hash) = name.split_once(MARK)?;
        let hash = u64::from_str_radix(hash, 16).ok()?;
        let (_, start, lines_before) = *self.sections.iter().find(|section| section.0 == hash)?;
        Some(InFile { stamp: self.file, start, lines_before })
    }
}

/// Adds `by` to every line of `records`.
pub(super) fn move_lines(records: &mut Records, by: isize) {
    let entries = records.entries.iter_mut().map(|entry| &mut entry.line);
    let talks = records.talks.iter_mut().flat_map(|talk| &mut talk.lines);
    let notes = records.notes.iter_mut().map(|note| &mut note.line);
    let takeaways = records.takeaways.iter_mut().map(|takeaway| &mut takeaway.line);
    let warnings = records.warnings.iter_mut().map(|warning| &mut warning.line);
    let lines = entries.chain(talks).chain(notes).chain(takeaways).chain(warnings);
    lines.filter(|line| **line > 0).for_each(|line| *line = line.saturating_add_signed(by));
}

/// Adds what another section of the same feed says.
fn append(records: &mut Records, more: Records) {
    records.entries.extend(more.entries);
    for event in more.events {
        if !records.events.iter().any(|known| known.name == event.name) {
            records.events.push(event);
        }
    }
    records.talks.extend(more.talks);
    records.notes.extend(more.notes);
    records.takeaways.extend(more.takeaways);
    records.warnings.extend(more.warnings);
}

/// Adds what the other `sections` of the same feed say, in their order.
pub(super) fn put_together(records: &mut Records, sections: impl Iterator<Item = Records>) {
    sections.for_each(|section| append(records, section));
    // What is wrong with the feed itself is told by each.
    records.warnings.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
    records.warnings.dedup();
}

/// Makes one document of the sections of each feed in `catalogue`.
pub(super) fn join(catalogue: &mut Catalogue) {
    if !catalogue.sources.iter().any(|source| source.path.contains(MARK)) {
        return;
    }
    let mut joined: Vec<SourceRecords> = Vec::with_capacity(catalogue.sources.len());
    // Where the talks, events and takeaways of each source begin by now.
    let mut places = Vec::with_capacity(catalogue.sources.len());
    for mut source in std::mem::take(&mut catalogue.sources) {
        source.path.truncate(path_of(&source.path).len());
        if joined.last().is_none_or(|last| last.path != source.path) {
            joined.push(SourceRecords { records: Records::default(), ..source.clone() });
        }
        let place = joined.len() - 1;
        let Some(last) = joined.last_mut() else { continue };
        let known = &mut last.records;
        places.push((place, known.talks.len(), known.events.len(), known.takeaways.len()));
        let more = source.records;
        known.source = more.source;
        known.talks.extend(more.talks);
        known.events.extend(more.events);
        known.takeaways.extend(more.takeaways);
    }
    let at = |source: usize| places.get(source).copied().unwrap_or_default();
    for talk in &mut catalogue.talks {
        for member in &mut talk.members {
            let (source, talks, ..) = at(member.source);
            *member = Member { source, talk: member.talk + talks };
        }
        for mention in &mut talk.mentions {
            let (source, .., takeaways) = at(mention.source);
            (mention.source, mention.takeaway) = (source, mention.takeaway + takeaways);
        }
    }
    for member in catalogue.events.iter_mut().flat_map(|event| &mut event.members) {
        let (source, _, events, _) = at(member.source);
        *member = EventMember { source, event: member.event + events };
    }
    catalogue.sources = joined;
}

impl Index {
    /// Where the document or section `name` lies in its file; `stamp` is what is stored with it.
    pub(super) fn in_file(&self, name: &str, stamp: Option<Stamp>) -> Result<InFile> {
        let path = path_of(name);
        if path.len() == name.len() {
            return Ok(InFile { stamp, ..InFile::default() });
        }
        self.with_table(path, |table| table.place(name))?
            .flatten()
            .ok_or_else(|| self.damaged("a section of a feed is not in its table"))
    }

    /// What `look` makes of the table of the feed at `path`, which is read once; `None` where the feed has none.
    fn with_table<R>(&self, path: &str, look: impl FnOnce(&Table) -> R) -> Result<Option<R>> {
        let mut tables = self.tables.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !tables.contains_key(path) {
            let table: Option<Table> = match self.with_key(&table_term(path), 1)?.first() {
                Some(address) => Some(self.read_data(*address)?),
                None => None,
            };
            tables.insert(path.to_owned(), table);
        }
        Ok(tables.get(path).and_then(Option::as_ref).map(look))
    }

    /// The names of the sections of the feed at `path`, in their order; `None` where it has none.
    pub(super) fn sections(&self, path: &str) -> Result<Option<Vec<String>>> {
        self.with_table(path, |table| table.sections.iter().map(|section| name_of(path, section.0)).collect())
    }

    /// The names under which the document at `path` is indexed: its own, or those of its sections.
    pub(super) fn names_of(&self, path: &str) -> Result<Vec<String>> {
        Ok(self.sections(path)?.unwrap_or_else(|| vec![path.to_owned()]))
    }

    /// The feed at `path` with the records of some of its sections.
    pub(super) fn read_sections(&self, path: &str, names: &[String]) -> Result<Option<SourceRecords>> {
        let Some(table) = self.with_table(path, Table::clone)? else { return Ok(None) };
        let mut records = Records { source: table.source.clone(), warnings: table.warnings.clone(), ..Records::default() };
        let mut origins = Origins::new(self.store.root());
        let mut sections = Vec::with_capacity(names.len());
        for name in names {
            let Some(address) = self.find_source(name)? else { continue };
            match self.read_own(name, address, &mut origins)? {
                Some(mut section) => {
                    let before = table.place(name).map_or(0, |place| place.lines_before);
                    move_lines(&mut section.records, isize::try_from(before).unwrap_or(0));
                    sections.push(section.records);
                }
                // Its file is another by now.
                None => return read_again(self.store.root(), path),
            }
        }
        put_together(&mut records, sections.into_iter());
        Ok(Some(SourceRecords { path: path.to_owned(), name: table.name, records }))
    }
}
