//! 1. bytes → [`Document`]: the format is recognised and handed to one reader.
//!
//! Knows formats and nothing of conferences. Functions of bytes: no disk, clock, network or terminal.

mod code_pages;
pub mod commonmark;
pub(crate) mod decode;
pub mod document;
mod feed;
mod feed_dates;
mod markdown;
pub(crate) mod sanitize;
pub(crate) mod xml;

pub use document::Document;

use crate::error::Result;

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
    let decoded = decode::decode(bytes, hints.charset);
    let mut document = match feed::read(&decoded.text, hints) {
        Some(document) => document,
        None => markdown::read(&decoded.text),
    };
    document.warnings.splice(0..0, decoded.warnings);
    Ok(document)
}
