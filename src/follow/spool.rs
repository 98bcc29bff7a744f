//! What entries say waits in a file without a name: a feed that comes for the first time may be of any length.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many bytes are written at once.
const BYTES_AT_ONCE: usize = 64 << 10;

/// A text that waits.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    file: Arc<File>,
    place: Range<u64>,
}

impl Waiting {
    /// The text.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        copy(&self.file, &self.place, &mut text)?;
        Ok(text)
    }
}

/// Copies what lies at `place` of `file`.
pub(super) fn copy(mut file: &File, place: &Range<u64>, to: &mut dyn Write) -> io::Result<()> {
    file.seek(SeekFrom::Start(place.start))?;
    io::copy(&mut file.take(place.end.saturating_sub(place.start)), to)?;
    Ok(())
}

/// Where texts wait.
#[derive(Debug)]
pub(super) struct Spool {
    folder: PathBuf,
    /// Made for the first text.
    file: Option<Arc<File>>,
    written: u64,
    buffer: Vec<u8>,
}

impl Spool {
    /// A spool whose file lies in `folder`.
    pub(super) fn new(folder: &Path) -> Spool {
        Spool { folder: folder.to_owned(), file: None, written: 0, buffer: Vec::new() }
    }

    /// Takes `text` in. It can be read once [`Spool::close`] is done.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn push(&mut self, text: &[u8]) -> io::Result<Waiting> {
        let file = match &self.file {
            Some(file) => Arc::clone(file),
            None => Arc::clone(self.file.insert(Arc::new(tempfile::tempfile_in(&self.folder)?))),
        };
        let start = self.written + self.buffer.len() as u64;
        self.buffer.extend_from_slice(text);
        if self.buffer.len() >= BYTES_AT_ONCE {
            self.close()?;
        }
        Ok(Waiting { file, place: start..start + text.len() as u64 })
    }

    /// Writes what was not written yet.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn close(&mut self) -> io::Result<()> {
        if let Some(mut file) = self.file.as_deref() {
            file.write_all(&self.buffer)?;
        }
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_in_any_order_and_leave_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::new(folder.path());
        let text = |number: usize| format!("entry {number} ").repeat(number).into_bytes();
        let waiting: Vec<Waiting> = (0..200).map(|number| spool.push(&text(number)).unwrap()).collect();
        spool.close().unwrap();
        for number in (0..200).rev() {
            assert_eq!(waiting[number].read().unwrap(), text(number), "{number}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
