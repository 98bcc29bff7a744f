//! The name of a feed: its file in feeds/ without the ending.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::id::{hash, slug};
use crate::library::{Library, Settings, is_document_name, is_published};

/// Whether `name` can be a file's: hallway.toml may come from others.
pub(super) fn is_safe(name: &str) -> bool {
    is_document_name(name)
        && name.len() <= 200
        && !name.starts_with('-')
        && !name.contains(['/', '\\', ':'])
        && !name.chars().any(char::is_control)
        && !is_published(&format!("feeds/{name}.atom"))
}

/// The files of feeds by name, whatever they end in: one that a person put there may be called `blog.xml`.
#[derive(Debug, Default)]
pub(super) struct FeedFiles {
    by_name: HashMap<String, String>,
}

impl FeedFiles {
    pub(super) fn list(library: &Library) -> FeedFiles {
        let mut files = FeedFiles::default();
        for item in std::fs::read_dir(library.root().join("feeds")).into_iter().flatten().flatten() {
            let Ok(file) = item.file_name().into_string() else { continue };
            let path = format!("feeds/{file}");
            let Some((name, ending)) = file.rsplit_once('.') else { continue };
            let is_file = item.file_type().is_ok_and(|kind| kind.is_file());
            if !is_file || is_published(&path) || !is_document_name(&file) {
                continue;
            }
            // Of two, hallway's own is meant, else the first.
            let is_better = |known: &String| ending == "atom" || !known.ends_with(".atom") && path < *known;
            if files.by_name.get(name).is_none_or(is_better) {
                files.by_name.insert(name.to_owned(), path);
            }
        }
        files
    }

    /// The path of the feed's file inside the library: the one that is there, else the one that would be made.
    pub(super) fn path(&self, name: &str) -> String {
        self.by_name.get(name).cloned().unwrap_or_else(|| format!("feeds/{name}.atom"))
    }

    fn has(&self, name: &str) -> bool {
        self.by_name.keys().any(|known| known.to_lowercase() == name)
    }
}

/// Where `path` is on this machine.
pub(super) fn file_of(library: &Library, path: &str) -> PathBuf {
    library.root().join(path)
}

/// A name that no other feed has, made of what people call the feed, or of its address.
pub(super) fn new_name(files: &FeedFiles, settings: &Settings, wanted: &str, url: &url::Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let mut name = slug(wanted);
    if name.is_empty() {
        name = slug(host.strip_prefix("www.").unwrap_or(host));
    }
    if name.is_empty() || !is_safe(&name) || is_device(&name) {
        name = format!("feed-{}", hash(url.as_str().as_bytes()).get(..8).unwrap_or_default());
    }
    let taken = |name: &str| {
        let name = name.to_lowercase();
        settings.feed.iter().any(|feed| feed.name.to_lowercase() == name) || files.has(&name)
    };
    let mut number = 1u32;
    let mut free = name.clone();
    while taken(&free) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

/// Names that mean devices on some systems.
fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name.strip_prefix("com").or(name.strip_prefix("lpt")).is_some_and(|rest| rest.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        std::fs::write(folder.path().join("feeds/taken.xml"), "x").unwrap();
        let url = url::Url::parse("https://www.ada.example/feed").unwrap();
        #[rustfmt::skip]
        let table = [
            ("Ada’s Log",                     "adas-log"),
            ("../../../tmp/pwned",            "tmp-pwned"),
            ("",                              "ada-example"),
            ("…",                             "ada-example"),
            ("Taken",                         "taken-2"),
            ("Combined",                      "feed-"),
            ("CON",                           "feed-"),
        ];
        for (wanted, expected) in table {
            let name = new_name(&FeedFiles::list(&library), &Settings::default(), wanted, &url);
            assert!(name == expected || expected.ends_with('-') && name.starts_with(expected), "{wanted}: {name}");
            assert!(is_safe(&name), "{name}");
        }
        for name in ["../x", "a/b", ".hidden", "-rf", "combined", "a\nb", ""] {
            assert!(!is_safe(name), "{name:?}");
        }
    }
}
