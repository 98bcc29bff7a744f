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

use std::io::Write as _;
use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::error::{Error, Result};

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
    /// In the order of the file, the same first.
    pub list: Vec<Correction>,
    document: DocumentMut,
}

impl Corrections {
    /// Reads `links.toml`; a file that is not there holds no decisions.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Settings`] with the line.
    pub fn read(path: &Path) -> Result<Corrections> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Corrections::default()),
            Err(error) => return Err(Error::io(path)(error)),
        };
        Corrections::parse(&text).map_err(|reason| Error::Settings { path: path.to_owned(), reason })
    }

    /// Reads the text of `links.toml`; what is wrong comes back as "line: fault".
    pub fn parse(text: &str) -> Result<Corrections, String> {
        // Only a parsed document that was not made mutable yet knows its places.
        let placed = toml_edit::Document::parse(text.to_owned()).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            format!("line {line}: {}", error.message().trim().replace('\n', "; "))
        })?;
        for (key, item) in placed.iter() {
            if !matches!(key, "same" | "different") {
                let line = item.span().map_or(1, |span| line_of(text, span.start));
                return Err(format!("line {line}: {key:?} is unknown: write [[same]] or [[different]]"));
            }
        }
        let mut list = Vec::new();
        for same in [true, false] {
            let Some(item) = placed.get(table_name(same)) else { continue };
            let Some(tables) = item.as_array_of_tables() else {
                let line = item.span().map_or(1, |span| line_of(text, span.start));
                let name = table_name(same);
                return Err(format!("line {line}: {name} is a list of pairs: write [[{name}]] with two brackets"));
            };
            for table in tables {
                let line = table.span().map_or(1, |span| line_of(text, span.start));
                list.push(read_correction(table, same, line, text)?);
            }
        }
        Ok(Corrections { list, document: placed.into_mut() })
    }

    /// Notes that `a` and `b` are one; an opposite decision about the two goes. False where it stood there already.
    pub fn add_same(&mut self, a: &str, b: &str) -> bool {
        self.add(true, a, b)
    }

    /// Notes that `a` and `b` are two; an opposite decision about the two goes. False where it stood there already.
    pub fn add_different(&mut self, a: &str, b: &str) -> bool {
        self.add(false, a, b)
    }

    /// Forgets what was decided about `a` and `b`. False where nothing was.
    pub fn undo(&mut self, a: &str, b: &str) -> bool {
        let same = self.remove(true, a, b);
        self.remove(false, a, b) || same
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, path: &Path) -> Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Error::io(path))?;
        file.write_all(self.text().as_bytes()).map_err(Error::io(path))?;
        file.as_file().sync_all().map_err(Error::io(path))?;
        file.persist(path).map_err(|error| Error::io(path)(error.error))?;
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))
    }

    /// The file's text as it would be written.
    pub fn text(&self) -> String {
        self.document.to_string()
    }

    fn add(&mut self, same: bool, a: &str, b: &str) -> bool {
        self.remove(!same, a, b);
        if self.list.iter().any(|known| known.same == same && known.is_about(a, b)) {
            return false;
        }
        let mut table = Table::new();
        table.insert("a", value(a));
        table.insert("b", value(b));
        let item = self.document.entry(table_name(same)).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(tables) = item.as_array_of_tables_mut() {
            tables.push(table);
        }
        self.list.push(Correction { same, a: a.to_owned(), b: b.to_owned(), note: None, line: 0 });
        true
    }

    fn remove(&mut self, same: bool, a: &str, b: &str) -> bool {
        let before = self.list.len();
        self.list.retain(|known| known.same != same || !known.is_about(a, b));
        if self.list.len() == before {
            return false;
        }
        if let Some(tables) = self.document.get_mut(table_name(same)).and_then(Item::as_array_of_tables_mut) {
            tables.retain(|table| {
                let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default();
                !is_pair((text("a"), text("b")), (a, b))
            });
            if tables.is_empty() {
                self.document.remove(table_name(same));
            }
        }
        true
    }
}

impl Correction {
    fn is_about(&self, a: &str, b: &str) -> bool {
        is_pair((&self.a, &self.b), (a, b))
    }
}

/// True where both name the same two things, in either order.
fn is_pair(one: (&str, &str), other: (&str, &str)) -> bool {
    one == other || one == (other.1, other.0)
}

fn table_name(same: bool) -> &'static str {
    if same { "same" } else { "different" }
}

fn read_correction(table: &Table, same: bool, line: usize, text: &str) -> Result<Correction, String> {
    for (key, item) in table {
        if !matches!(key, "a" | "b" | "note") {
            let line = item.span().map_or(line, |span| line_of(text, span.start));
            return Err(format!("line {line}: {key:?} is unknown: a pair has a, b and perhaps a note"));
        }
    }
    let reference = |key: &str| match table.get(key).and_then(Item::as_str) {
        Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
        _ => Err(format!("line {line}: {key} is missing: name a talk, an event or a person in quotes")),
    };
    let note = table.get("note").and_then(Item::as_str).map(str::to_owned);
    Ok(Correction { same, a: reference("a")?, b: reference("b")?, note, line })
}

/// The line of a byte, 1-based.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Checked by Ada.\n[[same]]\na = \"ferrocon/lamps\" # the long title\nb = \"Lamps\"\nnote = \"shortened\"\n\n[[different]]\na = \"Bo Lee\"\nb = \"B. Lee\"\n";

    #[test]
    fn decisions_are_read_with_their_lines() {
        let corrections = Corrections::parse(FILE).unwrap();
        let told: Vec<_> =
            corrections.list.iter().map(|c| (c.same, c.a.as_str(), c.b.as_str(), c.note.as_deref(), c.line)).collect();
        assert_eq!(told, [(true, "ferrocon/lamps", "Lamps", Some("shortened"), 2), (false, "Bo Lee", "B. Lee", None, 7)]);
    }

    #[test]
    fn comments_stay_when_decisions_come_and_go() {
        let mut corrections = Corrections::parse(FILE).unwrap();
        assert!(corrections.add_same("x", "y"));
        assert!(!corrections.add_same("y", "x"), "the pair stands there already");
        assert!(corrections.add_same("Bo Lee", "B. Lee"), "the opposite goes");
        assert!(corrections.undo("x", "y") && !corrections.undo("x", "y"));
        let text = corrections.text();
        assert!(text.contains("# Checked by Ada.") && text.contains("# the long title"), "{text}");
        assert!(!text.contains("[[different]]") && text.contains("B. Lee") && !text.contains("\"x\""), "{text}");
        assert_eq!(Corrections::parse(&text).unwrap().list.len(), 2);
    }

    #[test]
    fn faults_name_their_line() {
        #[rustfmt::skip]
        let table = [
            ("[[same]]\na = \"x\"\n",                   "line 1: b is missing"),
            ("\n[same]\na = \"x\"\n",                   "line 2: same is a list of pairs"),
            ("[[same]]\na = \"x\"\nb = \"y\"\nc = 1\n", "line 4: \"c\" is unknown"),
            ("[[equal]]\n",                             "line 1: \"equal\" is unknown"),
            ("[[same]]\na = \n",                        "line 2: "),
        ];
        for (text, fault) in table {
            let error = Corrections::parse(text).unwrap_err();
            assert!(error.starts_with(fault), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_missing_file_holds_no_decisions_and_writing_makes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.toml");
        let mut corrections = Corrections::read(&path).unwrap();
        assert!(corrections.list.is_empty());
        corrections.add_different("Ada \"A\" Njoku", "Ada");
        corrections.write(&path).unwrap();
        assert_eq!(Corrections::read(&path).unwrap().list[0].a, "Ada \"A\" Njoku");
    }
}
