//! What a shell offers when a word is half typed: commands and options by themselves, and here the words that this library
//! knows, its talks, events and speakers.
//!
//! `source <(COMPLETE=bash hallway)` in a shell's start-up file turns it on; zsh, fish and elvish have it too.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap_complete::engine::CompletionCandidate;
use hallway::index::Index;
use hallway::library::Library;

/// The most that are offered at once.
const MOST: usize = 200;
/// The fields of queries, and whether the library's words are offered behind them.
const FIELDS: &[(&str, bool)] = &[
    ("author:", true),
    ("date:", false),
    ("event:", true),
    ("has:", true),
    ("kind:", true),
    ("lang:", true),
    ("query:", false),
    ("series:", true),
    ("source:", true),
    ("speaker:", true),
    ("tag:", true),
    ("topic:", true),
    ("track:", true),
    ("year:", true),
];

/// The library of `-C` among the words that were typed, else of this folder, else of `$HALLWAY_LIBRARY`; a shell that asks for words
/// gets no errors.
fn library() -> Option<Library> {
    if let Some(folder) = named_folder(std::env::args_os()) {
        return Library::find(Path::new(&folder)).ok();
    }
    let here = Library::find(Path::new(".")).ok();
    here.or_else(|| Library::find(Path::new(&std::env::var_os("HALLWAY_LIBRARY")?)).ok())
}

/// What `words` name with `-C DIR` or `-CDIR`.
fn named_folder(words: impl Iterator<Item = OsString>) -> Option<OsString> {
    let mut words = words.skip_while(|word| word != "--").skip(2);
    while let Some(word) = words.next() {
        if word == "-C" {
            return words.next();
        }
        if let Some(folder) = word.to_str().and_then(|word| word.strip_prefix("-C")) {
            return Some(folder.into());
        }
    }
    None
}

/// What a word of a query can become: a field, or a word that stands in it.
pub(crate) fn query(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let Some((field, value)) = typed.split_once(':') else {
        return FIELDS.iter().filter(|(field, _)| field.starts_with(typed)).map(|(field, _)| (*field).into()).collect();
    };
    let Some(library) = library() else { return Vec::new() };
    let words = match field {
        "query" => saved(&library, value),
        field if FIELDS.iter().any(|(known, offered)| *offered && known.trim_end_matches(':') == field) => {
            Index::open(&library).and_then(|index| index.words_of(field, value, MOST)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    words.into_iter().map(|word| format!("{field}:{word}").into()).collect()
}

fn saved(library: &Library, typed: &str) -> Vec<String> {
    let settings = library.settings().ok();
    let names = settings.iter().flat_map(|settings| &settings.search).map(|search| search.name.clone());
    names.filter(|name| name.starts_with(typed)).collect()
}

/// What a reference can become: a talk, an event or a speaker with a word in its name that begins so.
pub(crate) fn reference(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(typed), Some(library)) = (typed.to_str(), library()) else { return Vec::new() };
    let names = Index::open(&library).and_then(|index| index.names(typed, MOST)).unwrap_or_default();
    names.into_iter().map(|(name, what)| CompletionCandidate::new(name).help(Some(what.into()))).collect()
}

/// What the path of a document can become.
pub(crate) fn document(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(typed), Some(library)) = (typed.to_str(), library()) else { return Vec::new() };
    let documents = library.documents().unwrap_or_default().into_iter().filter(|document| document.path.starts_with(typed));
    documents.take(MOST).map(|document| document.path.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_offered_of_the_library_that_is_named() {
        #[rustfmt::skip]
        let table = [
            ("hallway -- hallway -C tides search e",  Some("tides")),
            ("hallway -- hallway search -Ctides e",   Some("tides")),
            ("hallway -- hallway search e",           None),
            ("hallway -- hallway -C",                 None),
        ];
        for (line, expected) in table {
            assert_eq!(named_folder(line.split(' ').map(OsString::from)), expected.map(OsString::from), "{line}");
        }
    }
}
