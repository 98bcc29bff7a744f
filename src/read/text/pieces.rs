//! Bytes that come bit by bit become text, a piece at a time: what was read can be dropped before more is taken in.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_8};

use super::decode::{Charset, find_charset, guess, mostly_utf8};
use crate::model::Warning;

/// How many bytes are taken in at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Before anything is decoded; what is no longer is read at once by other means.
    pub(crate) head: usize,
    /// From then on, at least.
    pub(crate) piece: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { head: 1 << 20, piece: 256 << 10 }
    }
}

/// Bytes as far as they were looked at.
pub(crate) enum Opened<R> {
    /// All of them, where they are few or can only be read at once.
    Whole(Vec<u8>),
    /// Text to be taken piece by piece.
    Pieces(Box<Pieces<R>>),
}

/// Text under way. [`Pieces::text`] holds what was taken in and not dropped yet.
pub(crate) struct Pieces<R> {
    source: R,
    decoder: Decoder,
    /// Decoded, not dropped.
    pub(crate) text: String,
    /// Nothing comes behind `text`.
    pub(crate) is_last: bool,
    /// What had to be made up.
    pub(crate) warnings: Vec<Warning>,
    /// The charset is UTF-8 by its declaration alone: nothing but ASCII was seen.
    is_untried: bool,
    was_bad: bool,
    /// Lines that were dropped.
    lines: usize,
    piece: usize,
}

/// Looks at the first bytes of `source`; `charset` is what an HTTP header said. Only text that `is_wanted`, by its first
/// megabyte, comes in pieces.
///
/// # Errors
/// What reading `source` returns.
pub(crate) fn open<R: Read>(
    mut source: R,
    charset: Option<&str>,
    sizes: Sizes,
    is_wanted: impl FnOnce(&str) -> bool,
) -> io::Result<Opened<R>> {
    let mut head = Vec::new();
    source.by_ref().take(sizes.head as u64).read_to_end(&mut head)?;
    let mut warnings = Vec::new();
    let whole = whole_characters(&head);
    let (found, text) = find_charset(whole, charset, &mut warnings);
    if let Charset::Web(encoding) = found
        && head.len() == sizes.head
        && !declares_entities(&head)
    {
        let mut pieces = Pieces {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            text: String::new(),
            is_last: false,
            warnings,
            is_untried: encoding == UTF_8 && head.is_ascii(),
            was_bad: false,
            lines: 0,
            piece: sizes.piece,
        };
        let mark = whole.len() - text.len();
        pieces.decode(head.get(mark..).unwrap_or_default());
        if is_wanted(&pieces.text) {
            return Ok(Opened::Pieces(Box::new(pieces)));
        }
        source = pieces.source;
    }
    source.read_to_end(&mut head)?;
    Ok(Opened::Whole(head))
}

/// `bytes` without a character of UTF-8 that is cut at their end.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(fault) if fault.error_len().is_none() => bytes.get(..fault.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// Whether what entities stand for has to be reckoned with: that takes the whole text.
fn declares_entities(head: &[u8]) -> bool {
    let head = head.get(..64 << 10).unwrap_or(head);
    head.windows(8).any(|word| word.eq_ignore_ascii_case(b"<!ENTITY"))
}

impl<R: Read> Pieces<R> {
    /// Drops the first `read` bytes of the text and takes in as much again as is left, at least a piece; how many bytes of
    /// text that gave.
    ///
    /// # Errors
    /// What reading the source returns.
    pub(crate) fn more(&mut self, read: usize) -> io::Result<usize> {
        let dropped = self.text.get(..read).unwrap_or_default();
        self.lines += dropped.bytes().filter(|&byte| byte == b'\n').count();
        self.text.drain(..dropped.len());
        let before = self.text.len();
        let mut bytes = Vec::new();
        // As much as there is already: a long element is then not looked at from its start too often.
        self.source.by_ref().take(self.piece.max(before) as u64).read_to_end(&mut bytes)?;
        if self.is_untried && !bytes.is_ascii() {
            self.is_untried = false;
            let whole = whole_characters(&bytes);
            if std::str::from_utf8(whole).is_err() && !mostly_utf8(whole) {
                let charset = guess(whole);
                let message = format!("the document says it is UTF-8 and is not from here on; it was read as {}", charset.name());
                self.warnings.push(Warning::new(self.line(), message));
                self.decoder = charset.new_decoder_without_bom_handling();
            }
        }
        if bytes.is_empty() {
            self.is_last = true;
        }
        self.decode(&bytes);
        Ok(self.text.len() - before)
    }

    /// The line on which the text ends that was taken in.
    fn line(&self) -> usize {
        self.lines + self.text.bytes().filter(|&byte| byte == b'\n').count() + 1
    }

    fn decode(&mut self, mut bytes: &[u8]) {
        let begun = self.text.len();
        let mut had_errors = false;
        loop {
            let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
            self.text.reserve(room);
            let (result, read, bad) = self.decoder.decode_to_string(bytes, &mut self.text, self.is_last);
            had_errors |= bad;
            bytes = bytes.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if had_errors && !self.was_bad {
            self.was_bad = true;
            let good = self.text.get(begun..).and_then(|text| text.find('\u{fffd}')).map_or(begun, |found| begun + found);
            let line = self.lines + self.text.bytes().take(good).filter(|&byte| byte == b'\n').count() + 1;
            let name = self.decoder.encoding().name();
            self.warnings.push(Warning::new(line, format!("bytes that are not {name} were replaced by U+FFFD, here first")));
        }
    }
}
