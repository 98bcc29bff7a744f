//! A feed of any length is read entry by entry: memory holds the longest entry, not the feed.
//!
//! The text is taken piece by piece ([`crate::read::text::pieces`]); the XML reader stops where a piece may cut something
//! and goes on there with the next. What the feed says of itself behind its entries reaches only those that were still in
//! memory then, which in a feed of up to a megabyte are all.

use std::io::{self, Read};

use super::elements::Elements;
use super::find_root;
use super::finish::Finisher;
use crate::read::Hints;
use crate::read::document::{Document, Metadata, Part};
use crate::read::text::pieces::Pieces;
use crate::read::xml::Xml;

/// The most warnings of one feed: a feed of any length may be damaged all over.
const WARNINGS_CAP: usize = 1_000;

/// More entries than this are not in memory at once as they were found.
const ENTRIES_AT_ONCE: usize = 10_000;

/// Reads a feed ([`super::is_feed`]); `visit` gets each entry as a part, with what the feed said of itself up to there.
/// The document comes without parts.
///
/// # Errors
/// What reading the source returns.
pub(crate) fn read(
    pieces: &mut Pieces<impl Read>,
    hints: &Hints,
    visit: &mut dyn FnMut(&Metadata, Part),
) -> io::Result<Document> {
    let start = find_root(&pieces.text).unwrap_or_default();
    let mut finisher = Finisher::new(hints);
    let mut fresh = pieces.text.len();
    let mut reader: Option<Elements<'static>> = None;
    loop {
        let mut elements = match reader.take() {
            Some(reader) => reader.go_on(&pieces.text, fresh, pieces.is_last),
            None => Elements::new(Xml::new(&pieces.text, start, hints.address).cut()),
        };
        read_piece(&mut elements, pieces.is_last, &mut finisher, visit);
        if pieces.is_last {
            finisher.warnings.append(&mut pieces.warnings);
            return Ok(finisher.document(&elements.feed));
        }
        let (read, left) = elements.leave();
        fresh = pieces.more(read)?;
        reader = Some(left);
    }
}

/// The same for `text` that is all there, its root element at byte `start`.
pub(super) fn read_text(text: &str, start: usize, mut finisher: Finisher, visit: &mut dyn FnMut(&Metadata, Part)) -> Document {
    let mut elements = Elements::new(Xml::new(text, start, finisher.address()));
    read_piece(&mut elements, true, &mut finisher, visit);
    finisher.document(&elements.feed)
}

/// Reads a piece to its end; an entry that may go on behind it stays.
fn read_piece(elements: &mut Elements, is_last: bool, finisher: &mut Finisher, visit: &mut dyn FnMut(&Metadata, Part)) {
    loop {
        let is_read = elements.read_piece(ENTRIES_AT_ONCE);
        let mut warnings = elements.take_warnings();
        warnings.truncate(WARNINGS_CAP.saturating_sub(finisher.warnings.len()));
        finisher.warnings.append(&mut warnings);
        // The last entry may still be open.
        let open = usize::from(!(is_read && is_last));
        let done = elements.feed.entries.len().saturating_sub(open);
        let entries = elements.feed.entries.drain(..done).collect();
        finisher.entries(&elements.feed.about, entries, visit);
        finisher.warnings.truncate(WARNINGS_CAP);
        if is_read {
            return;
        }
    }
}
