//! 1. bytes → [`Document`]: the format is recognised and handed to one reader.
//!
//! Knows formats and nothing of conferences. Functions of bytes: no disk, clock, network or terminal.

pub mod commonmark;
pub mod document;
mod ical;
mod json_fields;
mod json_ld;
mod markdown;
mod schedule;
mod schedule_json;
mod schedule_xml;
mod stated;
mod stated_html;
mod stated_time;

pub use document::Document;
pub(crate) use schedule_json::sessions_of_fields;
pub(crate) use stated::{could_be_person, people};

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
    let text = String::from_utf8_lossy(bytes);
    if let Some(document) = schedule::read(&text, hints) {
        return Ok(document);
    }
    Ok(markdown::read(&text))
}
