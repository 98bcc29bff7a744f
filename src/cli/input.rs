//! The bytes of one document: a file, or `-` for standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;

use super::plain::plain_path;
use super::screen::{advised, file_fault};

/// No document of a conference comes near it; a device or a wrong file would fill the memory.
const MOST_BYTES: u64 = 256 << 20;

/// Reads the document at `path`.
pub(crate) fn read_document(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path == Path::new("-") {
        return read_capped(io::stdin().lock(), 0, "standard input");
    }
    let fault = |fault: io::Error| anyhow::Error::msg(file_fault(path, &fault));
    let metadata = std::fs::metadata(path).map_err(fault)?;
    if metadata.is_dir() {
        return Err(advised(
            format_args!("{}: a folder, where one document is wanted", plain_path(path)),
            "`hallway add` takes folders",
        ));
    }
    // A pipe or a device may never end, or never begin.
    if !metadata.is_file() {
        return Err(advised(format_args!("{}: no regular file", plain_path(path)), "`-` reads standard input"));
    }
    read_capped(File::open(path).map_err(fault)?, metadata.len(), &plain_path(path))
}

/// Reads `from` to its end, which comes after some `expected` bytes.
fn read_capped(from: impl Read, expected: u64, place: &str) -> anyhow::Result<Vec<u8>> {
    // One more, so that the end shows without room for as much again.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(MOST_BYTES)).unwrap_or_default() + 1);
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(|| place.to_owned())?;
    if bytes.len() as u64 > MOST_BYTES {
        anyhow::bail!("{place}: larger than {} MB, the most that is read of one document", MOST_BYTES >> 20);
    }
    Ok(bytes)
}
