//! `links.toml`: what a person decided about records that are the same, or are not.
//!
//! ```toml
//! [[same]]
//! a = "ferrocon-2031/lock-free-lists"
//! b = "ferrocon-31/lock-free-lists-in-practice"
//! note = "the programme shortened the title"
//!
//! [[different]]
//! a = "Ada Njoku"
//! b = "A. Njoku"
//! ```
//!
//! A reference is a talk's id, a unique part of an id or title, or the name of an event or a speaker. Comments and the
//! order of the file stay as they are.

use std::path::Path;

use crate::error::Result;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The two are one (else they are two).
    pub same: bool,
    /// A talk, event or person.
    pub a: String,
    /// The other one.
    pub b: String,
    /// Why, for the people who read the file.
    pub note: Option<String>,
    /// The line in `links.toml`, 0 for one that was added since it was read.
    pub line: usize,
}

/// All decisions, and the file that they stand in.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// In the order of the file.
    pub list: Vec<Correction>,
    document: toml_edit::DocumentMut,
}

impl Corrections {
    /// Reads `links.toml`; a file that is not there holds no decisions.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io), or [`Error::Settings`](crate::Error::Settings) with the line.
    pub fn read(path: &Path) -> Result<Corrections> {
        let _ = path;
        Ok(Corrections::default())
    }

    /// Notes that `a` and `b` are one; an opposite decision about the two goes. False where it stood there already.
    pub fn add_same(&mut self, a: &str, b: &str) -> bool {
        let _ = (a, b);
        false
    }

    /// Notes that `a` and `b` are two; an opposite decision about the two goes. False where it stood there already.
    pub fn add_different(&mut self, a: &str, b: &str) -> bool {
        let _ = (a, b);
        false
    }

    /// Forgets what was decided about `a` and `b`. False where nothing was.
    pub fn undo(&mut self, a: &str, b: &str) -> bool {
        let _ = (a, b);
        false
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io).
    pub fn write(&self, path: &Path) -> Result<()> {
        let _ = path;
        Ok(())
    }
}
