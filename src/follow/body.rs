//! A document as it came: in memory while there is room, else in a file without a name.
//!
//! However many servers answer at once and however much each says, memory holds a few megabytes of it.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What all answers together may take in memory, in units.
const UNITS: usize = 128;
const UNIT_BYTES: usize = 64 << 10;
/// The most of one answer.
const MOST_UNITS: usize = 8;
/// How far into a document its type may stand.
const HEAD_BYTES: u64 = 1 << 20;

/// The room that answers share.
#[derive(Debug)]
pub(super) struct Room {
    units: Arc<Semaphore>,
    folder: PathBuf,
}

impl Room {
    /// Room whose files lie in `folder`.
    pub(super) fn new(folder: &Path) -> Room {
        Room { units: Arc::new(Semaphore::new(UNITS)), folder: folder.to_owned() }
    }

    /// An empty document; `charset` is what the header names.
    pub(super) fn body(&self, charset: Option<String>) -> Body {
        Body {
            charset,
            bytes: Vec::new(),
            file: None,
            length: 0,
            hasher: blake3::Hasher::new(),
            taken: Vec::new(),
            units: Arc::clone(&self.units),
            folder: self.folder.clone(),
        }
    }
}

/// A document as it came.
#[derive(Debug)]
pub(super) struct Body {
    /// The charset that the header names.
    pub(super) charset: Option<String>,
    bytes: Vec<u8>,
    /// Where the bytes are, once they were too many.
    file: Option<File>,
    length: usize,
    hasher: blake3::Hasher,
    /// What `bytes` take of the room.
    taken: Vec<OwnedSemaphorePermit>,
    units: Arc<Semaphore>,
    folder: PathBuf,
}

impl Body {
    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// A short hash of all of it, as [`crate::id::hash`] makes it.
    pub(super) fn hash(&self) -> String {
        self.hasher.finalize().to_hex().chars().take(16).collect()
    }

    /// Takes in more.
    ///
    /// # Errors
    /// What the system says where it goes into a file.
    pub(super) fn push(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.length += chunk.len();
        self.hasher.update(chunk);
        if self.file.is_none() && !self.has_room(chunk.len()) {
            let mut file = tempfile::tempfile_in(&self.folder)?;
            file.write_all(&std::mem::take(&mut self.bytes))?;
            self.taken.clear();
            self.file = Some(file);
        }
        match &mut self.file {
            Some(file) => file.write_all(chunk)?,
            None => self.bytes.extend_from_slice(chunk),
        }
        Ok(())
    }

    fn has_room(&mut self, more: usize) -> bool {
        let wanted = (self.bytes.len() + more).div_ceil(UNIT_BYTES);
        while self.taken.len() < wanted.min(MOST_UNITS + 1) {
            match Arc::clone(&self.units).try_acquire_owned() {
                Ok(unit) => self.taken.push(unit),
                Err(_) => return false,
            }
        }
        wanted <= MOST_UNITS
    }

    /// Where files may lie that belong to it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads it from its start, one reader at a time.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.file {
            Some(file) => {
                let mut file: &File = file;
                file.rewind()?;
                Box::new(file)
            }
            None => Box::new(Cursor::new(&self.bytes)),
        })
    }

    /// Its beginning, as far as a document type reaches.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(HEAD_BYTES).read_to_end(&mut head)?;
        Ok(head)
    }

    /// All of it.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length);
        self.open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A document that is there at once.
#[cfg(test)]
pub(super) fn body_of(bytes: &[u8]) -> Body {
    let mut body = Room::new(&std::env::temp_dir()).body(None);
    body.push(bytes).unwrap();
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_no_room_in_memory_is_read_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let room = Room::new(folder.path());
        let mut bodies = Vec::new();
        for number in 0..100_u8 {
            let mut body = room.body(None);
            for _ in 0..usize::from(number) {
                body.push(&[number; 10_000]).unwrap();
            }
            bodies.push(body);
        }
        let in_memory: usize = bodies.iter().map(|body| body.bytes.len()).sum();
        assert!((1..=UNITS * UNIT_BYTES).contains(&in_memory), "{in_memory}");
        for (number, body) in bodies.iter().enumerate() {
            let expected = vec![u8::try_from(number).unwrap(); number * 10_000];
            assert_eq!(body.bytes().unwrap(), expected);
            assert_eq!((body.hash(), body.len()), (crate::id::hash(&expected), expected.len()));
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the files have no name");
    }
}
