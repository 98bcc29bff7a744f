//! What was read when: a line of each document, so that a sync with nothing to do opens none of them.
//!
//! A manifest belongs to one commit, which names it; it is a sorted list in a compact binary form with a checksum.

use std::path::Path;

use super::delta::{number, push_number, same};
use super::sections::name_of;
use super::sync::Counts;
use crate::error::{Error, Result};
use crate::library::{DocumentFile, write_file_atomically};
use crate::model::Kind;

const MAGIC: &[u8] = b"hallway manifest 6\n";

/// What most documents take.
const USUAL_BYTES: usize = 128;

/// The documents of one commit, sorted by path.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Manifest {
    /// When the documents were listed, nanoseconds since 1970: a file changed since may have changed unseen.
    pub(super) taken_ns: i64,
    /// Tells apart what links.toml said.
    pub(super) corrections: u64,
    pub(super) documents: Vec<Known>,
}

/// One document as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Known {
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) changed_ns: i64,
    pub(super) inode: u64,
    pub(super) hash: [u8; 16],
    /// What the owner said of it, hashed; 0 for nothing.
    pub(super) said: u64,
    pub(super) kind: Kind,
    pub(super) counts: Counts,
    /// When its newest entry, or itself, counts as news.
    pub(super) newest: String,
    /// Whether it says that it is not to be published.
    pub(super) is_held_back: bool,
    /// Why it could not be read: it has no records.
    pub(super) failed: String,
    /// Why its file could not be opened when it was looked at last: its records are those of before.
    pub(super) refused: String,
    /// Of a long feed: what its sections gave, in their order.
    pub(super) sections: Vec<KnownSection>,
}

/// One section of a long feed as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct KnownSection {
    pub(super) hash: u64,
    pub(super) counts: Counts,
    /// When its newest entry counts as news.
    pub(super) newest: String,
    /// The events that it is about.
    pub(super) events: Vec<String>,
}

impl Known {
    /// Whether it is the folder, which nobody can look into, that `other` lies in.
    pub(super) fn keeps_out(&self, other: &Known) -> bool {
        !self.failed.is_empty() && is_below(&other.path, &self.path)
    }

    /// The names under which it is indexed: its path, or those of its sections.
    pub(super) fn names(&self) -> Vec<String> {
        self.news().into_iter().map(|(name, _)| name).collect()
    }

    /// The names under which it is indexed, each with the date of its newest entry.
    pub(super) fn news(&self) -> Vec<(String, String)> {
        if self.sections.is_empty() {
            return vec![(self.path.clone(), self.newest.clone())];
        }
        self.sections.iter().map(|section| (name_of(&self.path, section.hash), section.newest.clone())).collect()
    }

    /// Whether `file` is the file that was read, as far as the system tells without opening it.
    pub(super) fn is_same_file(&self, file: &DocumentFile, taken_ns: i64) -> bool {
        self.size == file.size && self.changed_ns == file.changed_ns && self.inode == file.inode && file.changed_ns < taken_ns
    }
}

impl Manifest {
    /// The documents that are indexed, and whose files cannot be opened now.
    pub(super) fn out_of_reach(&self) -> impl Iterator<Item = &Known> {
        let folders: Vec<&Known> = self.documents.iter().filter(|known| !known.failed.is_empty()).collect();
        let is_kept_out = move |known: &&Known| folders.iter().any(|folder| folder.keeps_out(known));
        self.documents.iter().filter(move |known| !known.refused.is_empty() || is_kept_out(known))
    }

    /// Reads the manifest at `path`; `None` where it is missing or damaged.
    pub(super) fn read(path: &Path) -> Result<Option<Manifest>> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Manifest::from_bytes(&bytes)),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Io { path: path.to_owned(), source }),
        }
    }

    /// Writes the manifest to `path`.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        write_file_atomically(path, &self.to_bytes())
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(MAGIC.len() + self.documents.len() * USUAL_BYTES);
        bytes.extend_from_slice(MAGIC);
        bytes.extend(self.taken_ns.to_le_bytes());
        bytes.extend(self.corrections.to_le_bytes());
        push_number(&mut bytes, self.documents.len() as u64);
        let mut last = "";
        for known in &self.documents {
            push_path(&mut bytes, last, &known.path);
            last = &known.path;
            push_number(&mut bytes, known.size);
            bytes.extend(known.changed_ns.to_le_bytes());
            push_number(&mut bytes, known.inode);
            bytes.extend(known.hash);
            push_number(&mut bytes, known.said);
            push_text(&mut bytes, known.kind.as_str());
            push_counts(&mut bytes, &known.counts);
            push_text(&mut bytes, &known.newest);
            push_number(&mut bytes, u64::from(known.is_held_back));
            push_text(&mut bytes, &known.failed);
            push_text(&mut bytes, &known.refused);
            push_number(&mut bytes, known.sections.len() as u64);
            for section in &known.sections {
                bytes.extend(section.hash.to_le_bytes());
                push_counts(&mut bytes, &section.counts);
                push_text(&mut bytes, &section.newest);
                push_number(&mut bytes, section.events.len() as u64);
                section.events.iter().for_each(|event| push_text(&mut bytes, event));
            }
        }
        let sum = blake3::hash(&bytes);
        bytes.extend(&sum.as_bytes()[..8]);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Manifest> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if blake3::hash(body).as_bytes()[..8] != sum[..] {
            return None;
        }
        let mut rest = Rest(body.strip_prefix(MAGIC)?);
        let taken_ns = i64::from_le_bytes(rest.array()?);
        let corrections = u64::from_le_bytes(rest.array()?);
        let length = rest.number()?;
        let mut documents: Vec<Known> = Vec::with_capacity(usize::try_from(length).ok()?.min(body.len() / 40));
        for _ in 0..length {
            let mut known = Known {
                path: rest.path(documents.last().map_or("", |last| &last.path))?,
                size: rest.number()?,
                changed_ns: i64::from_le_bytes(rest.array()?),
                inode: rest.number()?,
                hash: rest.array()?,
                said: rest.number()?,
                kind: rest.str()?.parse().ok()?,
                ..Known::default()
            };
            known.counts = rest.counts()?;
            known.newest = rest.text()?;
            known.is_held_back = rest.number()? > 0;
            known.failed = rest.text()?;
            known.refused = rest.text()?;
            for _ in 0..rest.number()? {
                let hash = u64::from_le_bytes(rest.array()?);
                let mut section = KnownSection { hash, counts: rest.counts()?, newest: rest.text()?, events: Vec::new() };
                for _ in 0..rest.number()? {
                    section.events.push(rest.text()?);
                }
                known.sections.push(section);
            }
            documents.push(known);
        }
        Some(Manifest { taken_ns, corrections, documents })
    }
}

/// Whether `path` lies in `folder`.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
}

/// `path`, told by how it begins as the one before it does: sorted paths mostly do.
fn push_path(bytes: &mut Vec<u8>, last: &str, path: &str) {
    let same = same(Some(path.as_bytes()), Some(last.as_bytes()));
    let same = (0..=same).rev().find(|&end| path.is_char_boundary(end)).unwrap_or(0);
    push_number(bytes, same as u64);
    push_text(bytes, path.get(same..).unwrap_or_default());
}

fn push_counts(bytes: &mut Vec<u8>, counts: &Counts) {
    for count in [counts.entries, counts.with_talks, counts.talks, counts.notes, counts.takeaways, counts.warnings] {
        push_number(bytes, count as u64);
    }
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn str(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*array)
    }

    fn number(&mut self) -> Option<u64> {
        number(&mut self.0)
    }

    fn path(&mut self, last: &str) -> Option<String> {
        let same = last.get(..usize::try_from(self.number()?).ok()?)?;
        Some([same, self.str()?].concat())
    }

    fn counts(&mut self) -> Option<Counts> {
        let mut number = || usize::try_from(self.number()?).ok();
        Some(Counts {
            sources: 1,
            entries: number()?,
            with_talks: number()?,
            talks: number()?,
            notes: number()?,
            takeaways: number()?,
            warnings: number()?,
        })
    }

    fn text(&mut self) -> Option<String> {
        self.str().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written_or_not_at_all() {
        let known = Known {
            path: String::new(),
            size: u64::MAX,
            changed_ns: -5,
            inode: 300,
            hash: [7; 16],
            said: 9,
            kind: Kind::Report,
            counts: Counts { sources: 1, entries: 0, with_talks: 3, talks: 21, notes: 2, takeaways: 200, warnings: 1 },
            newest: "2031-04-05".into(),
            is_held_back: true,
            failed: String::new(),
            refused: "away".into(),
            sections: vec![KnownSection {
                hash: 8,
                counts: Counts { sources: 1, ..Counts::default() },
                newest: "2031".into(),
                events: vec!["a".into()],
            }],
        };
        // Of `ö` and `ü` the first bytes are the same.
        let paths = ["notes/größe.md", "notes/grüße.md", "notes/grüße.md/1.md", "z"];
        let documents = paths.iter().map(|path| Known { path: (*path).to_owned(), ..known.clone() }).collect();
        let manifest = Manifest { taken_ns: 1, corrections: 7, documents };
        let bytes = manifest.to_bytes();
        assert_eq!(Manifest::from_bytes(&bytes), Some(manifest));
        for cut in 0..bytes.len() {
            assert_eq!(Manifest::from_bytes(&bytes[..cut]), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert_eq!(Manifest::from_bytes(&damaged), None, "damaged at {at}");
        }
    }
}
