//! Files of a library: written whole or not at all, found in a fixed order.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// What hallway itself writes below notes/ and feeds/, so that it is never read back: paths inside the library.
pub const PUBLISHED: &[&str] = &[
    "feeds/combined.atom",
    "feeds/combined.json",
    "feeds/takeaways.atom",
    "feeds/feeds.opml",
    "feeds/index.html",
    "feeds/fetched.toml",
    "feeds/fetched.json",
];

/// Folders that hallway writes below feeds/, never read back.
pub const PUBLISHED_FOLDERS: &[&str] = &["feeds/topic/", "feeds/event/", "feeds/speaker/", "feeds/search/", "feeds/tag/"];

/// Whether the file or folder at `path` inside the library was written by publishing.
pub fn is_published(path: &str) -> bool {
    PUBLISHED.contains(&path) || PUBLISHED_FOLDERS.iter().any(|folder| path.starts_with(folder))
}

/// Replaces the file at `path` by `bytes` so that a reader, a kill or a power cut meets the old file or the new one.
///
/// # Errors
/// [`Error::Io`] that names `path`; the old file is then as it was.
pub fn write_file_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    write_file_atomically_with(path, &mut |file| file.write_all(bytes))
}

/// The same for what `write` writes, which need not be in memory at once.
///
/// # Errors
/// [`Error::Io`] that names `path`; the old file is then as it was.
pub fn write_file_atomically_with(path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let mut file = tempfile::Builder::new().prefix(".hallway-").suffix(".tmp").tempfile_in(folder).map_err(Error::io(path))?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    write(&mut buffer).and_then(|()| buffer.flush()).map_err(Error::io(path))?;
    drop(buffer);
    keep_mode(path, file.as_file()).map_err(Error::io(path))?;
    file.as_file().sync_all().map_err(Error::io(path))?;
    file.persist(path).map_err(|fault| Error::Io { path: path.to_owned(), source: fault.error })?;
    sync_folder(folder)
}

/// Makes renames and new files in `folder` survive a power cut, where the system knows how.
///
/// # Errors
/// [`Error::Io`] that names the folder.
pub fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// A temporary file is private to its maker: the new file takes the mode of the one it replaces, else the usual one.
#[cfg(unix)]
fn keep_mode(path: &Path, file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |old| old.permissions().mode() & 0o777);
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_mode(_path: &Path, _file: &File) -> std::io::Result<()> {
    Ok(())
}
