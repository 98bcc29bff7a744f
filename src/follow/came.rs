//! What a server sent becomes entries in the form that they will be kept in, one at a time.

use std::collections::HashMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::accept::{accept, is_blank};
use super::body::Body;
use super::entry_text::{Hash, Keys, hash_of, id_of};
use super::kept::Kept;
use super::spool::{Spool, Waiting};
use super::written::{write_entry, write_normal};
use crate::error::Error;
use crate::id::short_hash;
use crate::model::Warning;
use crate::read::document::{Document, EntryData, Metadata};
use crate::read::{Hints, read_feed};

/// So many bytes of entries are brought into their lasting form at once.
const BYTES_AT_ONCE: usize = 512 << 10;

/// A feed that came.
#[derive(Debug, Default)]
pub(super) struct Came {
    /// What it says of itself.
    pub(super) about: Metadata,
    pub(super) entries: Vec<CameEntry>,
    /// What was damaged in the document, and what was made of it.
    pub(super) warnings: Vec<Warning>,
    /// How many entries had to be brought into their lasting form: those that are not known as they came.
    pub(super) written: usize,
}

/// Why a feed is not taken in.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// For what came.
    #[error("{0}")]
    Feed(String),
    /// For what came is something else.
    #[error("{0}")]
    NoFeed(String),
    /// This machine has no room for it.
    #[error("there is no room for it: {0}")]
    Here(#[from] io::Error),
}

/// An entry that came.
#[derive(Debug, Clone)]
pub(super) struct CameEntry {
    pub(super) id: Hash,
    /// What it says, as it will be kept; `None` where that is what is kept.
    pub(super) text: Option<Waiting>,
    /// What tells it if its id is not known; none where it is as it is kept.
    pub(super) keys: Keys,
    pub(super) updated: Option<String>,
    /// It states no date, or one that is to come: the day it was first seen counts.
    pub(super) is_undated: bool,
}

impl Came {
    /// Reads what came from `address` as a whole feed; `kept` is what is known of it. It is `now`. A reader that breaks costs this feed
    /// alone.
    pub(super) fn read(body: &Body, address: &Url, kept: Option<&Kept>, now: Timestamp) -> Result<Came, Refusal> {
        let read = || Came::read_whole(body, address, kept, now);
        let failed = || Refusal::Feed("it cannot be read; please report this".to_owned());
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(failed()))
    }

    fn read_whole(body: &Body, address: &Url, kept: Option<&Kept>, now: Timestamp) -> Result<Came, Refusal> {
        let mut taking = Taking::new(body.folder(), kept, now);
        let hints = Hints { charset: body.charset.as_deref(), address: Some(address), entries_only: true, ..Hints::default() };
        let head = body.head()?;
        let source = body.open()?;
        let document = match read_feed(source, &hints, &mut |about, part| {
            if let Some(entry) = part.entry {
                taking.take(about, entry);
            }
        }) {
            Ok(document) => document,
            // What cannot be read at all is told by what it looks like.
            Err(_) if is_blank(&head) => Document::default(),
            Err(fault) => return Err(Refusal::Feed(reason(&fault))),
        };
        taking.settle(&document.metadata);
        let mut came = taking.finish()?;
        accept(&head, &document, &came, kept)?;
        came.about = document.metadata;
        came.warnings = document.warnings;
        came.about.self_url.get_or_insert_with(|| address.to_string());
        Ok(came)
    }
}

/// Entries on their way.
struct Taking {
    kept: HashMap<Hash, Hash>,
    came: Came,
    /// Entries that are not known as they came.
    waiting: Vec<(EntryData, bool)>,
    waiting_bytes: usize,
    spool: Spool,
    /// Why the spool could take no more.
    fault: Option<io::Error>,
    now: Timestamp,
}

impl Taking {
    fn new(folder: &Path, kept: Option<&Kept>, now: Timestamp) -> Taking {
        let known = kept.into_iter().flat_map(|kept| &kept.entries).map(|entry| (entry.id, entry.hash));
        Taking {
            kept: known.collect(),
            came: Came::default(),
            waiting: Vec::new(),
            waiting_bytes: 0,
            spool: Spool::new(folder),
            fault: None,
            now,
        }
    }

    /// All that came.
    fn finish(mut self) -> io::Result<Came> {
        self.fault.take().map_or(Ok(()), Err)?;
        self.spool.close()?;
        Ok(self.came)
    }

    fn take(&mut self, about: &Metadata, mut entry: EntryData) {
        // Only what hallway itself kept says when it was first seen.
        entry.first_seen = None;
        let is_undated = is_undated(&entry, self.now);
        let text = write_entry(&entry);
        if self.is_kept(&text) {
            let id = id_of(&text);
            let updated = entry.updated;
            self.settle(about);
            self.came.entries.push(CameEntry { id, text: None, keys: Keys::default(), updated, is_undated });
            return;
        }
        self.waiting_bytes += text.len();
        self.waiting.push((entry, is_undated));
        if self.waiting_bytes > BYTES_AT_ONCE {
            self.settle(about);
        }
    }

    fn is_kept(&self, text: &[u8]) -> bool {
        self.kept.get(&id_of(text)).is_some_and(|kept| *kept == hash_of(text))
    }

    /// Brings what waits into its lasting form.
    fn settle(&mut self, about: &Metadata) {
        let (entries, undated): (Vec<EntryData>, Vec<bool>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        self.waiting_bytes = 0;
        self.came.written += entries.len();
        let written = write_normal(about, &entries);
        for ((text, entry), is_undated) in written.into_iter().zip(entries).zip(undated) {
            let is_kept = self.is_kept(&text);
            let keys = if is_kept { Keys::default() } else { Keys::of(&text) };
            let id = short_hash(entry.id.as_bytes());
            let id = if is_kept { id_of(&text) } else { id };
            let text = match is_kept {
                true => None,
                false => self.spool.push(&text).map_err(|fault| self.fault = Some(fault)).ok(),
            };
            self.came.entries.push(CameEntry { id, text, keys, updated: entry.updated, is_undated });
        }
    }
}

/// Whether `entry` states no date, or one that is to come: clocks and zones explain a day.
fn is_undated(entry: &EntryData, now: Timestamp) -> bool {
    let stated = entry.published.as_deref().or(entry.updated.as_deref()).and_then(|date| date.parse::<Timestamp>().ok());
    let latest = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
    stated.is_none_or(|stated| stated > latest)
}

/// Why `fault` keeps a document from being read; it has no place but its address.
fn reason(fault: &Error) -> String {
    let words = fault.to_string();
    match (words.strip_prefix("-: "), words.strip_prefix("-:")) {
        (Some(reason), _) => reason.to_owned(),
        (None, Some(line)) => format!("line {line}"),
        (None, None) => words,
    }
}
