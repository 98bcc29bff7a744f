//! The documents that the index's texts stand in: opened, and asked whether they are still what was read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use tantivy::columnar::Column;
use tantivy::schema::document::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::delta::{reach, text_of};
use super::passages::Shown;
use super::store::UP;
use crate::library::{changed_ns, file_of};

/// A document's file as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(i64, u64);

impl Stamp {
    /// The stamp of a file that was last changed at `changed_ns` and holds `bytes`.
    pub(super) fn of(changed_ns: i64, bytes: &[u8]) -> Stamp {
        Stamp::of_hash(changed_ns, &blake3::hash(bytes))
    }

    /// The same where the hash of its bytes is known.
    pub(super) fn of_hash(changed_ns: i64, hash: &blake3::Hash) -> Stamp {
        let [a, b, c, d, e, f, ..] = *hash.as_bytes();
        Stamp(changed_ns, u64::from_le_bytes([a, b, c, d, e, f, 0, 0]))
    }
}

/// Where a document or a section of one lies in its file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct InFile {
    /// The file as it was read.
    pub(super) stamp: Option<Stamp>,
    /// The first byte.
    pub(super) start: u64,
    pub(super) lines_before: usize,
}

/// The files of a library's documents, each opened once.
pub(super) struct Origins {
    root: PathBuf,
    files: HashMap<String, Option<File>>,
}

impl Origins {
    pub(super) fn new(root: &Path) -> Origins {
        Origins { root: root.to_owned(), files: HashMap::new() }
    }

    /// The text that `delta` tells of what lies at `place` in the document at `path`; `None` where the file is not the one that
    /// was read.
    pub(super) fn text(&mut self, path: &str, place: InFile, delta: &[u8]) -> Option<Vec<u8>> {
        let Some(stamp) = place.stamp else { return text_of(delta, &[], 0) };
        let reach = reach(delta)?;
        if reach.is_empty() {
            return text_of(delta, &[], 0);
        }
        let root = &self.root;
        let file = self.files.entry(path.to_owned()).or_insert_with(|| unchanged(&file_of(root, path), stamp));
        let file = file.as_mut()?;
        let mut bytes = vec![0; reach.len()];
        file.seek(SeekFrom::Start(place.start + reach.start as u64)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        text_of(delta, &bytes, reach.start)
    }

    /// The line `line` of the document at `path` as it is now.
    pub(super) fn line(&self, path: &str, line: usize) -> Option<String> {
        let text = std::fs::read(file_of(&self.root, path)).ok()?;
        let line = text.split(|byte| *byte == b'\n').nth(line.checked_sub(1)?)?;
        Some(String::from_utf8_lossy(line).trim().to_owned())
    }
}

/// The file, where it still holds what it held.
fn unchanged(path: &Path, stamp: Stamp) -> Option<File> {
    let mut file = File::open(path).ok()?;
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    if changed_ns(&metadata) != stamp.0 {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        if Stamp::of(stamp.0, &bytes) != stamp {
            return None;
        }
    }
    Some(file)
}

/// A passage as it is stored, for measuring programs.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct BarePassage {
    /// The document.
    pub path: String,
    /// The line of its first row.
    pub line: usize,
    /// What it is about.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// Reads passages of a library: for measuring programs that search without the rest of hallway.
#[doc(hidden)]
pub struct BarePassages<'a> {
    searcher: &'a tantivy::Searcher,
    origins: Origins,
    /// Of each segment that was read from.
    ups: HashMap<u32, Column<u64>>,
}

impl<'a> BarePassages<'a> {
    /// Those of the library at `root`.
    pub fn new(searcher: &'a tantivy::Searcher, root: &Path) -> BarePassages<'a> {
        BarePassages { searcher, origins: Origins::new(root), ups: HashMap::new() }
    }

    /// The passage at `address`.
    pub fn read(&mut self, address: DocAddress) -> Option<BarePassage> {
        let DocAddress { segment_ord, doc_id } = address;
        let (mut shown, delta) = self.stored(address)?;
        if let Entry::Vacant(place) = self.ups.entry(segment_ord) {
            place.insert(self.searcher.segment_reader(segment_ord).fast_fields().u64(UP).ok()?);
        }
        let up = u32::try_from(self.ups.get(&segment_ord)?.first(doc_id)?).ok()?;
        if up > 0 {
            shown.about = self.stored(DocAddress::new(segment_ord, doc_id.checked_sub(up)?))?.0.about;
        }
        let about = shown.about;
        let place = InFile { stamp: about.file, ..InFile::default() };
        let text = self.origins.text(&about.path, place, &delta)?;
        Some(BarePassage { text: String::from_utf8(text).ok()?, path: about.path, line: shown.line, title: about.title })
    }

    fn stored(&self, address: DocAddress) -> Option<(Shown, Vec<u8>)> {
        let document: TantivyDocument = self.searcher.doc(address).ok()?;
        let schema = self.searcher.schema();
        let stored = |name| document.get_first(schema.get_field(name).ok()?)?.as_bytes().map(<[u8]>::to_vec);
        let shown: Shown = serde_json::from_slice(&stored("data")?).ok()?;
        Some((shown, stored("text").unwrap_or_default()))
    }
}

impl std::fmt::Debug for BarePassages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BarePassages").finish_non_exhaustive()
    }
}
