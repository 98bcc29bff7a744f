//! The documents of a library: found in a fixed order, copied in, chosen by what a person calls them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::files::{is_published, write_file_atomically};
use super::{Added, AddedState};
use crate::error::{Error, Result};

/// The deepest folder that is looked into.
const DEPTH: usize = 64;

/// A document as it lies in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// Inside the library with `/` between folders; bytes that are not UTF-8 are written `\xNN`.
    pub path: String,
    /// Where it is on this machine: the folder, which it shares with its neighbours.
    pub(crate) folder: Arc<Path>,
    /// Its name there, where `path` writes it otherwise.
    pub(crate) odd_name: Option<OsString>,
    /// Bytes.
    pub size: u64,
    /// When it was last changed, nanoseconds since 1970.
    pub changed_ns: i64,
    /// Which file it is, where the system numbers them.
    pub inode: u64,
    /// The system lets nobody look at it, nor, where it is a folder, at what is in it.
    pub is_closed: bool,
}

impl DocumentFile {
    /// The file `name` in `folder`, which is `path` inside the library, of which the system says nothing.
    fn closed(path: String, folder: &Arc<Path>, name: &OsStr) -> DocumentFile {
        let odd_name = name.to_str().is_none().then(|| name.to_owned());
        DocumentFile { path, folder: Arc::clone(folder), odd_name, size: 0, changed_ns: 0, inode: 0, is_closed: true }
    }

    /// Where it is on this machine.
    pub fn file(&self) -> PathBuf {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.folder.join(self.odd_name.as_deref().unwrap_or(OsStr::new(name)))
    }

    /// The same with what the system says of the file; `None` where it is gone since it was listed.
    fn with(self, said: std::io::Result<fs::Metadata>) -> Option<DocumentFile> {
        match said {
            Ok(metadata) => Some(DocumentFile {
                size: metadata.len(),
                changed_ns: changed_ns(&metadata),
                inode: inode(&metadata),
                is_closed: false,
                ..self
            }),
            Err(fault) if is_gone(&fault) => None,
            // Reading it as a document tells why it cannot be looked at.
            Err(_) => Some(self),
        }
    }
}

/// Whether a file or folder of that name can be a document or hold one: hidden files and editors' backups cannot.
pub fn is_document_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let backup = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#') && name.len() > 1)
        || matches!(ending, "swp" | "swo" | "swx" | "bak" | "orig" | "tmp" | "part");
    !name.is_empty() && !name.starts_with('.') && !backup
}

/// Every document below notes/ and feeds/ of `root`, sorted by path.
pub(super) fn find_documents(root: &Path, ignored: &[String]) -> Result<Vec<DocumentFile>> {
    let mut found = Vec::new();
    for folder in ["feeds", "notes"] {
        let path = root.join(folder);
        // Only the library's own two folders may be links: their owner chose where they lie.
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => walk(&path, folder, &mut found)?,
            Ok(_) => {}
            Err(_) if fs::symlink_metadata(&path).is_err_and(|fault| is_gone(&fault)) => {}
            // A link to a disk that is away: its documents are not gone.
            Err(source) => return Err(Error::Io { path, source }),
        }
    }
    let ignored: HashSet<&str> = ignored.iter().map(String::as_str).collect();
    found.retain(|document| !is_published(&document.path) && !ignored.contains(document.path.as_str()));
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(folder: &Path, name: &str, found: &mut Vec<DocumentFile>) -> Result<()> {
    let mut waiting: Vec<(Arc<Path>, String, usize)> = vec![(folder.into(), name.to_owned(), 0)];
    while let Some((folder, inside, depth)) = waiting.pop() {
        let listing = match fs::read_dir(&folder) {
            Ok(listing) => listing,
            // Removed while we walk.
            Err(fault) if depth > 0 && is_gone(&fault) => continue,
            // One folder that nobody can look into keeps no other document from being read.
            Err(_) if depth > 0 => {
                found.extend(closed_folder(inside, &folder));
                continue;
            }
            Err(source) => return Err(Error::Io { path: folder.to_path_buf(), source }),
        };
        for item in listing {
            let item = item.map_err(Error::io(&folder))?;
            let own_name = item.file_name();
            let name = written(&own_name);
            if !is_document_name(&name) {
                continue;
            }
            let path = [&*inside, "/", &*name].concat();
            let document = |path, said| DocumentFile::closed(path, &folder, &own_name).with(said);
            match item.file_type() {
                Ok(kind) if kind.is_dir() && depth < DEPTH => waiting.push((item.path().into(), path, depth + 1)),
                Ok(kind) if kind.is_file() => found.extend(document(path, item.metadata())),
                Ok(_) => {}
                Err(fault) => found.extend(document(path, Err(fault))),
            }
        }
    }
    Ok(())
}

/// A folder that nobody can look into, as a document.
fn closed_folder(path: String, folder: &Path) -> Option<DocumentFile> {
    Some(DocumentFile::closed(path, &folder.parent()?.into(), folder.file_name()?))
}

/// Whether there is no such file or folder; all else that the system says may be otherwise the next time.
pub(crate) fn is_gone(fault: &std::io::Error) -> bool {
    matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What the file at `file` is called as a document of the library at `root`; `None` for one that can be none.
pub(super) fn path_of(root: &Path, file: &Path) -> Option<String> {
    let inside = file.strip_prefix(root).ok()?;
    let names: Vec<Cow<str>> = inside.components().map(|part| written(part.as_os_str())).collect();
    let is_inside = names.len() > 1 && matches!(names.first().map(|name| &**name), Some("feeds" | "notes"));
    let path = names.join("/");
    (is_inside && names.len() <= DEPTH && names.iter().all(|name| is_document_name(name)) && !is_published(&path)).then_some(path)
}

/// The document at `file`, where one is there: a regular file, below folders that are no links.
pub(super) fn look_at(root: &Path, file: &Path) -> Option<DocumentFile> {
    let path = path_of(root, file)?;
    let inside = file.strip_prefix(root).ok()?;
    let folders = inside.ancestors().skip(1).filter(|folder| folder.components().count() > 1);
    for folder in folders {
        match fs::symlink_metadata(root.join(folder)) {
            Ok(there) if there.is_dir() => {}
            Err(fault) if !is_gone(&fault) => break,
            _ => return None,
        }
    }
    let said = fs::symlink_metadata(file);
    if said.as_ref().is_ok_and(|there| !there.is_file()) {
        return None;
    }
    DocumentFile::closed(path, &file.parent()?.into(), file.file_name()?).with(said)
}

/// When a file was last changed, nanoseconds since 1970.
pub(crate) fn changed_ns(metadata: &fs::Metadata) -> i64 {
    let Ok(changed) = metadata.modified() else { return 0 };
    match changed.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) -> u64 {
    0
}

/// A file name as text; bytes that are no UTF-8 as `\xNN`, so that two names never become one.
fn written(name: &OsStr) -> Cow<'_, str> {
    if let Some(name) = name.to_str() {
        return name.into();
    }
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text.into()
}

/// Where the document at `path` of the library at `root` lies.
pub(crate) fn file_of(root: &Path, path: &str) -> PathBuf {
    let plain = root.join(path);
    #[cfg(unix)]
    if path.contains("\\x") && !plain.exists() {
        use std::os::unix::ffi::OsStringExt;
        return root.join(std::ffi::OsString::from_vec(unwritten(path)));
    }
    plain
}

/// The bytes that [`written`] made `text` of.
#[cfg(unix)]
fn unwritten(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        bytes.extend(&rest.as_bytes()[..at]);
        let code = rest.get(at + 2..at + 4).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'\\'));
        rest = &rest[at + if code.is_some() { 4 } else { 1 }..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// Copies `bytes` to `folder` of the library, unless the same bytes are a document already.
pub(super) fn copy(root: &Path, folder: &str, name: &str, bytes: &[u8]) -> Result<Added> {
    let same_size = find_documents(root, &[])?.into_iter().filter(|document| document.size == bytes.len() as u64);
    for document in same_size {
        if fs::read(document.file()).is_ok_and(|there| there == bytes) {
            return Ok(Added { path: document.path, state: AddedState::Already, is_feed: false });
        }
    }
    let name = safe_name(name);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name.as_str(), String::new()),
    };
    let mut path = format!("{folder}/{name}");
    let mut state = AddedState::New;
    let mut number = 1u32;
    // Letter case may not tell two names apart: not every system does.
    let taken: Vec<String> = names_in(&root.join(folder));
    while is_published(&path) || taken.contains(&path[folder.len() + 1..].to_lowercase()) {
        number += 1;
        path = format!("{folder}/{stem}-{number}{ending}");
        state = AddedState::Renamed;
    }
    write_file_atomically(&root.join(&path), bytes)?;
    Ok(Added { path, state, is_feed: false })
}

fn names_in(folder: &Path) -> Vec<String> {
    let listing = fs::read_dir(folder).into_iter().flatten().flatten();
    listing.map(|item| written(&item.file_name()).to_lowercase()).collect()
}

/// `name` as a visible file name inside one folder.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim_start_matches(['.', '#', '-', ' ']).trim_end_matches(['~', '#', ' ']);
    let mut start = clean.len().saturating_sub(200);
    while !clean.is_char_boundary(start) {
        start += 1;
    }
    let clean = &clean[start..];
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    let named = clean.trim_start_matches(is_sign);
    match clean.rsplit_once('.') {
        _ if named.is_empty() => return "document.md".to_owned(),
        Some((stem, ending)) if !ending.is_empty() && stem.chars().all(is_sign) => return format!("document.{ending}"),
        _ => {}
    }
    let clean = &named;
    if is_document_name(clean) { (*clean).to_owned() } else { format!("{clean}.txt") }
}

/// The one of `documents` that a person means by `what`.
pub(super) fn choose(documents: Vec<DocumentFile>, root: &Path, what: &str) -> Result<DocumentFile> {
    let absolute = fs::canonicalize(what).ok();
    let here = |document: &DocumentFile| absolute.is_some() && fs::canonicalize(document.file()).ok() == absolute;
    let name = |document: &DocumentFile| document.path.rsplit('/').next().is_some_and(|name| stem_or_name(name, what));
    let by: [&dyn Fn(&DocumentFile) -> bool; 4] =
        [&|document| document.path == what, &here, &name, &|document| document.path.contains(what)];
    for fits in by {
        let mut fitting = documents.iter().filter(|document| fits(document));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => return Ok(one.clone()),
            (Some(one), Some(other)) => {
                return Err(Error::Usage(format!("{what}: {} and {} fit; give more of the path", one.path, other.path)));
            }
            (None, _) => {}
        }
    }
    Err(Error::Usage(format!("{what}: no document of {} (`hallway list sources` names them)", root.display())))
}

fn stem_or_name(name: &str, what: &str) -> bool {
    name == what || name.rsplit_once('.').is_some_and(|(stem, _)| stem == what)
}

/// Reads a document whole, unless it is larger than `limit` bytes or no regular file any more.
///
/// # Errors
/// [`Error::Io`], or [`Error::Unreadable`] where it is too large.
pub(crate) fn read_bytes(document: &DocumentFile, limit: u64) -> Result<Vec<u8>> {
    let place = document.file();
    let file = fs::File::open(&place).map_err(Error::io(&place))?;
    let metadata = file.metadata().map_err(Error::io(&place))?;
    if !metadata.is_file() || metadata.len() > limit {
        let reason = match metadata.is_file() {
            true => format!("larger than {} MB: not read; split it", limit >> 20),
            false => "no regular file: not read".to_owned(),
        };
        return Err(Error::Unreadable { place: document.path.clone(), reason });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.take(limit).read_to_end(&mut bytes).map_err(Error::io(&place))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_made_safe_before_copying() {
        #[rustfmt::skip]
        let table = [
            ("ferrocon.md",            "ferrocon.md"),
            ("../../etc/passwd",       "passwd"),
            (".hidden",                "hidden"),
            ("-rf",                    "rf"),
            ("a\u{1b}[31m.md",         "a[31m.md"),
            ("#draft#",                "draft"),
            ("notes.md~",              "notes.md"),
            ("x.swp",                  "x.swp.txt"),
            ("",                       "document.md"),
            ("…",                      "document.md"),
            ("*.html",                 "document.html"),
            ("入門.md",                 "入門.md"),
        ];
        for (name, expected) in table {
            assert_eq!(safe_name(name), expected, "{name:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(written(OsStr::from_bytes(b"caf\xe9.md")), "caf\\xe9.md");
        assert_ne!(written(OsStr::from_bytes(b"\xe9")), written(OsStr::from_bytes(b"\xe8")));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_link_to_a_disk_that_is_away_is_not_empty() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(find_documents(root.path(), &[]).unwrap(), [], "no such folder");
        std::os::unix::fs::symlink("/nowhere/at/all", root.path().join("notes")).unwrap();
        assert!(matches!(find_documents(root.path(), &[]), Err(Error::Io { .. })));
    }
}
