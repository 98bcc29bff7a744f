//! The files below a folder that can be documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use hallway::library::{LINKS_FILE, SETTINGS_FILE, is_document_name, is_published};
use hallway::publish;

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// Every file that can be a document, in order.
    pub(super) files: Vec<PathBuf>,
    /// What is left out, and why.
    pub(super) left: Vec<(PathBuf, &'static str)>,
    /// What the system does not let be looked at.
    pub(super) faults: Vec<hallway::Error>,
}

/// What lies below `folder`, at any depth. Of libraries only the documents count, and none of the one at `root`.
pub(super) fn files_below(folder: &Path, root: &Path) -> Below {
    let mut below = Below::default();
    let root = fs::canonicalize(root).ok();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let is_root = root.is_some() && fs::canonicalize(&folder).ok() == root;
        if let Err(fault) = below.look_into(&folder, is_root, &mut folders) {
            below.faults.push(hallway::Error::Io { path: folder, source: fault });
        }
    }
    below.files.sort();
    below.left.sort();
    below
}

impl Below {
    fn look_into(&mut self, folder: &Path, is_root: bool, folders: &mut Vec<PathBuf>) -> io::Result<()> {
        if publish::is_written(folder) {
            self.left.push((folder.to_owned(), "written by `hallway publish`, left out"));
            return Ok(());
        }
        let is_library = folder.join(SETTINGS_FILE).is_file();
        let is_feeds = folder.ends_with("feeds") && folder.with_file_name(SETTINGS_FILE).is_file();
        for item in fs::read_dir(folder)? {
            let item = item?;
            let (name, path) = (item.file_name(), item.path());
            let Some(name) = name.to_str() else {
                self.take(path, item.file_type()?, folders);
                continue;
            };
            let is_own = is_library && (name == "index" || name == SETTINGS_FILE || name == LINKS_FILE)
                || is_root && (name == "notes" || name == "feeds")
                || is_feeds && ["", "/"].iter().any(|end| is_published(&format!("feeds/{name}{end}")));
            if is_document_name(name) && !is_own {
                self.take(path, item.file_type()?, folders);
            }
        }
        Ok(())
    }

    fn take(&mut self, path: PathBuf, kind: fs::FileType, folders: &mut Vec<PathBuf>) {
        if kind.is_dir() {
            folders.push(path);
        } else if kind.is_file() {
            self.files.push(path);
        } else if kind.is_symlink() {
            // Who made the folder need not be who may read what the link leads to.
            self.left.push((path, "a link, not followed"));
        }
    }
}
