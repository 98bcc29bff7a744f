//! Published files reach the disk: only those that changed, each whole or not at all.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::Published;
use crate::error::{Error, Result};

/// The list of the files that hallway wrote, kept among them so that a later run knows its own.
const MANIFEST: &str = ".hallway-published";

/// Whether `folder` is one that [`write()`] wrote.
pub fn is_written(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// What [`write()`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths of files that were new or changed.
    pub written: Vec<String>,
    /// How many were the same already.
    pub unchanged: usize,
    /// Paths of files of an earlier run that are published no more; removed where `prune` said so.
    pub stale: Vec<String>,
}

/// Writes `files` below `folder`, leaving alone what is the same already.
///
/// `prune` removes what an earlier run wrote and this one does not; `dry_run` only tells what would be done. A single file
/// keeps no list.
///
/// # Errors
/// [`Error::Io`] for the first file that could not be written; files before it stay written.
pub fn write(folder: &Path, files: &[Published], prune: bool, dry_run: bool) -> Result<Written> {
    let mut done = Written::default();
    let mut folders = BTreeSet::new();
    for file in files {
        let path = place(folder, &file.path)?;
        if is_same(&path, &file.bytes)? {
            done.unchanged += 1;
            continue;
        }
        if !dry_run {
            write_file(&path, &file.bytes)?;
            folders.extend(path.parent().map(Path::to_owned));
        }
        done.written.push(file.path.clone());
    }
    if files.len() > 1 {
        let current: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
        done.stale = stale(folder, &current)?;
        if !dry_run {
            let mut listed = current;
            if prune {
                remove(folder, &done.stale, &mut folders)?;
            } else {
                listed.extend(done.stale.iter().cloned());
            }
            let manifest = folder.join(MANIFEST);
            let text: String = listed.iter().map(|path| format!("{path}\n")).collect();
            if !is_same(&manifest, text.as_bytes())? {
                write_file(&manifest, text.as_bytes())?;
                folders.insert(folder.to_owned());
            }
        }
    }
    // A rename is lasting once its folder is on the disk.
    folders
        .iter()
        .try_for_each(|folder| std::fs::File::open(folder).and_then(|open| open.sync_all()).map_err(Error::io(folder)))?;
    Ok(done)
}

/// The file's place; a path that would lead out of the folder is refused.
fn place(folder: &Path, path: &str) -> Result<PathBuf> {
    let inside = !path.is_empty()
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']));
    if !inside {
        return Err(Error::Usage(format!("{path:?}: leads out of the folder that is published")));
    }
    Ok(folder.join(path))
}

fn is_same(path: &Path, bytes: &[u8]) -> Result<bool> {
    match std::fs::symlink_metadata(path) {
        Ok(known) if known.is_file() && known.len() == bytes.len() as u64 => {
            Ok(std::fs::read(path).map_err(Error::io(path))? == bytes)
        }
        Ok(known) if known.is_dir() => {
            Err(Error::io(path)(std::io::Error::new(ErrorKind::IsADirectory, "a folder is in the way")))
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io(path)(error)),
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let mut builder = tempfile::Builder::new();
    // Named as the library names its own: a later run removes what a killed one left.
    let prefix = format!(".hallway-{}-", std::process::id());
    builder.prefix(&prefix);
    // Readers of a published file are other users than its writer.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(Error::io(path))?;
    file.write_all(bytes).map_err(Error::io(path))?;
    file.as_file().sync_all().map_err(Error::io(path))?;
    file.persist(path).map_err(|error| Error::io(path)(error.error))?;
    Ok(())
}

/// What the list names and this run does not write, as far as it is still there.
fn stale(folder: &Path, current: &BTreeSet<String>) -> Result<Vec<String>> {
    let manifest = folder.join(MANIFEST);
    let text = match std::fs::read_to_string(&manifest) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(&manifest)(error)),
    };
    let gone = text.lines().filter(|path| !current.contains(*path));
    Ok(gone
        .filter(|path| place(folder, path).is_ok_and(|place| std::fs::symlink_metadata(place).is_ok_and(|known| known.is_file())))
        .map(str::to_owned)
        .collect())
}

fn remove(folder: &Path, stale: &[String], folders: &mut BTreeSet<PathBuf>) -> Result<()> {
    for path in stale {
        let path = place(folder, path)?;
        std::fs::remove_file(&path).map_err(Error::io(&path))?;
        if let Some(parent) = path.parent() {
            // An empty folder goes with its last file; one that holds anything stays.
            if parent != folder && std::fs::remove_dir(parent).is_ok() {
                folders.remove(parent);
                folders.insert(folder.to_owned());
            } else {
                folders.insert(parent.to_owned());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Published {
        Published { path: path.to_owned(), bytes: text.into(), ..Published::default() }
    }

    #[test]
    fn only_what_changed_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let files = [file("atom.xml", "a"), file("topic/go.xml", "b")];
        assert_eq!(write(&out, &files, false, false).unwrap().written, ["atom.xml", "topic/go.xml"]);
        let again = write(&out, &files, false, false).unwrap();
        assert_eq!((again.written.len(), again.unchanged, again.stale.len()), (0, 2, 0));
        let changed = [file("atom.xml", "a"), file("topic/go.xml", "c")];
        assert_eq!(write(&out, &changed, false, false).unwrap().written, ["topic/go.xml"]);
    }

    #[test]
    fn prune_removes_only_what_hallway_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        std::fs::write(out.join("mine.txt"), "kept").unwrap();
        write(out, &[file("atom.xml", "a"), file("topic/go.xml", "b")], false, false).unwrap();
        let fewer = [file("atom.xml", "a"), file("index.html", "c")];
        assert_eq!(write(out, &fewer, true, true).unwrap().stale, ["topic/go.xml"]);
        assert!(out.join("topic/go.xml").exists(), "a dry run removes nothing");
        assert!(!out.join("index.html").exists(), "and writes nothing");
        assert_eq!(write(out, &fewer, false, false).unwrap().stale, ["topic/go.xml"]);
        assert_eq!(write(out, &fewer, true, false).unwrap().stale, ["topic/go.xml"]);
        assert!(!out.join("topic").exists() && out.join("mine.txt").exists());
        assert!(write(out, &fewer, true, false).unwrap().stale.is_empty());
    }

    #[test]
    fn nothing_is_written_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../x", "/etc/x", "a//b", "a/../../x", "", "a\\..\\b"] {
            assert!(write(folder.path(), &[file(path, "x")], false, false).is_err(), "{path:?}");
        }
    }
}
