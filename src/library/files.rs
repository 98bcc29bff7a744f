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
    "feeds/seen.toml",
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
    let mut file = temporary_in(folder).map_err(Error::io(path))?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    write(&mut buffer).and_then(|()| buffer.flush()).map_err(Error::io(path))?;
    drop(buffer);
    keep_mode(path, file.as_file()).map_err(Error::io(path))?;
    file.as_file().sync_all().map_err(Error::io(path))?;
    file.persist(path).map_err(|fault| Error::Io { path: path.to_owned(), source: fault.error })?;
    sync_folder(folder)
}

/// What the names of this process's temporary files begin with.
fn temporary_name(process: u32) -> String {
    format!(".hallway-{process}-")
}

/// A file in `folder` that is not there any more when this is dropped.
pub(crate) fn temporary_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(&temporary_name(std::process::id())).suffix(".tmp").tempfile_in(folder)
}

/// Removes what killed processes left in `folder`, as far as that can be told and done.
pub fn sweep_leftovers(folder: &Path) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = item.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(".hallway-")?.split('-').next()?.parse().ok());
        if process.is_some_and(|process| !is_running(process, &item)) {
            let _ = fs::remove_file(item.path());
        }
    }
}

/// Whether the process that made `item` may still be there.
fn is_running(process: u32, item: &fs::DirEntry) -> bool {
    let processes = Path::new("/proc/self");
    if processes.exists() {
        return Path::new("/proc").join(process.to_string()).exists();
    }
    // Nothing is written for so long.
    let age = item.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|changed| changed.elapsed().ok());
    age.is_none_or(|age| age < std::time::Duration::from_secs(60 * 60))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_processes_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        // No process has that number.
        let left = format!("{}abc.tmp", temporary_name(u32::MAX));
        for name in [&*left, ".hallway-x.tmp", "notes.md"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let mine = temporary_in(folder.path()).unwrap();
        sweep_leftovers(folder.path());
        assert!(mine.path().exists() && !folder.path().join(left).exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
