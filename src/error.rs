//! What ends a command. Damage inside a document is data instead: a [`Warning`](crate::model::Warning).

use std::io;
use std::path::{Path, PathBuf};

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What ends a command, told as place, fault and next step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system refused to read or write `path`.
    #[error("{}: {}", path.display(), source)]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The bytes are no text of any kind that hallway reads.
    #[error("{place}: {reason}")]
    Unreadable {
        /// The file, or `-` for standard input.
        place: String,
        /// What is wrong with it, and what could be done.
        reason: String,
    },
    /// A settings file (`hallway.toml`, `links.toml`) that cannot be used.
    #[error("{}: {reason}", path.display())]
    Settings {
        /// The settings file.
        path: PathBuf,
        /// Line, column and what was expected.
        reason: String,
    },
    /// No library was found where one is needed.
    #[error("{}: no hallway library here or above (`hallway init` makes one, `-C DIR` names one)", path.display())]
    NoLibrary {
        /// Where the search began.
        path: PathBuf,
    },
    /// The index is damaged or of another version; it can be made anew.
    #[error("{}: {reason} (`hallway sync --rebuild` makes it anew from notes/ and feeds/)", path.display())]
    Index {
        /// The index folder.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// A server gave nothing that can be used.
    #[error("{url}: {reason}")]
    Fetch {
        /// The address.
        url: String,
        /// What happened.
        reason: String,
    },
    /// The request cannot be done as asked.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// An [`Error::Io`] for `path`, for use with `map_err`.
    pub fn io(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        let path = path.as_ref().to_owned();
        move |source| Error::Io { path, source }
    }
}
