//! 1. bytes → [`Document`]: the format is recognised and handed to one reader.
//!
//! Knows formats and nothing of conferences. Functions of bytes: no disk, clock, network or terminal.

pub mod commonmark;
pub(crate) mod decode;
pub mod document;
mod feed;
mod feed_dates;
mod front_matter;
pub(crate) mod html;
mod html_page;
mod html_tree;
mod inline;
mod lines;
mod markdown;
mod mend;
mod metadata;
#[cfg(test)]
pub(crate) mod outline;
mod pasted_table;
mod plain;
mod recognise;
pub(crate) mod sanitize;
pub(crate) mod xml;

pub use document::Document;

use recognise::Format;

use crate::error::{Error, Result};
use crate::model::Warning;

/// What is known of the bytes from outside them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// File name or path, for its extension only.
    pub name: Option<&'a str>,
    /// The charset that an HTTP header named.
    pub charset: Option<&'a str>,
    /// The media type that an HTTP header named.
    pub media_type: Option<&'a str>,
    /// The address that the bytes came from.
    pub address: Option<&'a url::Url>,
}

/// Reads `bytes` as whatever they are.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) where the bytes are binary, or of a format that is cut off so early
/// that nothing can be told of it. Everything less is a warning in the document.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Document> {
    if let Some(what) = binary(bytes) {
        let place = hints.name.unwrap_or("-").to_owned();
        return Err(Error::Unreadable { place, reason: format!("{what}, no text (save it as text, Markdown or HTML first)") });
    }
    let decoded = decode::decode(bytes, hints.charset);
    let text = decoded.text;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let warnings = vec![Warning { line: 1, message: "the document is empty".into() }];
        return Ok(Document { warnings, ..Document::default() });
    }
    let mut document = feed::read(&text, hints).unwrap_or_else(|| text_document(&text, hints));
    document.warnings.splice(0..0, decoded.warnings);
    Ok(document)
}

/// Reads running text of any markup.
fn text_document(text: &str, hints: &Hints) -> Document {
    match recognise::format(text, hints) {
        Format::Markdown => markdown::read(text),
        Format::Html => html_page::read(text, hints.address),
        Format::Plain | Format::Org | Format::AsciiDoc | Format::Rst => plain::read(text),
    }
}

/// What the bytes are where they are no text of any charset.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    #[rustfmt::skip]
    const MAGIC: [(&[u8], &str); 14] = [
        (b"\x1f\x8b",             "gzip data"),
        (b"PK\x03\x04",           "a zip archive (or an office document)"),
        (b"%PDF-",                "a PDF"),
        (b"\x89PNG",              "a PNG image"),
        (b"\xff\xd8\xff",         "a JPEG image"),
        (b"GIF8",                 "a GIF image"),
        (b"\x7fELF",              "a program"),
        (b"BZh",                  "bzip2 data"),
        (b"\xfd7zXZ",             "xz data"),
        (b"\x28\xb5\x2f\xfd",    "zstd data"),
        (b"SQLite format 3\0",    "a database"),
        (b"\xd0\xcf\x11\xe0",    "an office document"),
        (b"RIFF",                 "sound or video"),
        (b"OggS",                 "sound or video"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.starts_with(b"\0<")
        || bytes.starts_with(b"<\0");
    let start = &bytes[..bytes.len().min(65536)];
    let controls = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    (!is_utf16 && controls * 20 > start.len()).then_some("binary data")
}
