//! The documents that the index's texts stand in: opened, and asked whether they are still what was read.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::delta::{reach, text_of};
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
    /// Each with its length; none where it is not what it was.
    files: HashMap<String, Option<(File, u64)>>,
}

impl Origins {
    pub(super) fn new(root: &Path) -> Origins {
        Origins { root: root.to_owned(), files: HashMap::new() }
    }

    /// The text that `delta` tells of what lies at `place` in the document at `path`; `None` where the file is not the one that
    /// was read.
    pub(super) fn text(&mut self, path: &str, place: InFile, delta: &[u8]) -> Option<Vec<u8>> {
        let Some(stamp) = place.stamp else { return text_of(delta, &[]) };
        let reach = reach(delta)?;
        if reach.is_empty() {
            return text_of(delta, &[]);
        }
        let root = &self.root;
        let file = self.files.entry(path.to_owned()).or_insert_with(|| unchanged(&file_of(root, path), stamp));
        let (file, length) = file.as_mut()?;
        let mut pieces = Vec::with_capacity(reach.len());
        for range in reach {
            let start = place.start.checked_add(range.start as u64)?;
            // No more is asked for than there is, whatever a damaged index says.
            if start.checked_add(range.len() as u64)? > *length {
                return None;
            }
            let mut bytes = vec![0; range.len()];
            file.seek(SeekFrom::Start(start)).ok()?;
            file.read_exact(&mut bytes).ok()?;
            pieces.push((range.start, bytes));
        }
        text_of(delta, &pieces)
    }

    /// The line `line` of the document at `path` as it is now.
    pub(super) fn line(&self, path: &str, line: usize) -> Option<String> {
        let text = std::fs::read(file_of(&self.root, path)).ok()?;
        let line = text.split(|byte| *byte == b'\n').nth(line.checked_sub(1)?)?;
        Some(String::from_utf8_lossy(line).trim().to_owned())
    }
}

/// The file, where it still holds what it held.
fn unchanged(path: &Path, stamp: Stamp) -> Option<(File, u64)> {
    let mut file = File::open(path).ok()?;
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    if changed_ns(&metadata) != stamp.0 {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        if Stamp::of(stamp.0, &bytes) != stamp {
            return None;
        }
    }
    Some((file, metadata.len()))
}
