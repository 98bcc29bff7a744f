//! 1. bytes → [`Document`]: the format is recognised and handed to one reader.
//!
//! Knows formats and nothing of conferences. Functions of bytes: no disk, clock, network or terminal.
//!
//! | folder | what it reads |
//! |---|---|
//! | `text/` | bytes into text: charsets, lines |
//! | `markup/` | Markdown, plain text, AsciiDoc, reStructuredText, org; their front matter |
//! | `html/` | pages and fragments of HTML; HTML of strangers made safe |
//! | `feed/` | Atom, RSS, RDF, CDF, JSON Feed; their dates |
//! | `schedule/` | programmes as data: schedule.xml, JSON of many makers, JSON-LD, iCalendar |
//! | `xml/` | the forgiving pull reader that feeds and schedules share |
//!
//! [`planned`] knows the lines that hallway itself writes for a talk of the programme.
//!
//! [`document`] is what they all become, `recognise` tells the text formats apart, `refuse` knows what nobody should read.

pub mod document;
mod feed;
pub(crate) mod html;
mod markup;
pub mod planned;
mod recognise;
pub mod recording;
mod refuse;
mod schedule;
#[cfg(test)]
mod survives;
mod text;
pub(crate) mod xml;

pub use document::Document;
use document::{Metadata, Part, Shape};
pub(crate) use feed::{ENTRIES_CAP, kept};
pub(crate) use html::feed_links;
pub use markup::commonmark;
pub(crate) use markup::inline::is_address;
pub(crate) use schedule::json::{session_of_person, sessions_of_fields};
pub(crate) use schedule::stated::{could_be_person, people};
pub(crate) use schedule::zone_name;
pub(crate) use text::brackets::opening_bracket;
pub(crate) use text::decode;

use markup::{asciidoc, markdown, opml, org, plain, rst, wiki};
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
    /// Only what a feed's entries say of themselves is wanted: their text stays unread, [`document::Part::blocks`] empty.
    pub entries_only: bool,
}

impl Hints<'_> {
    /// The end of the name behind its last dot, lower case.
    fn extension(&self) -> Option<String> {
        self.name?.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
    }
}

/// Reads `bytes` as whatever they are.
///
/// # Errors
/// [`Error::Unreadable`] where the bytes are binary, of a format that is cut off so early that
/// nothing can be told of it, or made to blow up when read. Everything less is a warning in the document.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Document> {
    let mut parts = Vec::new();
    let mut document = read_into(bytes, hints, &mut |_, part| parts.push(part))?;
    if document.shape == Shape::Feed {
        document.parts = parts;
    }
    Ok(document)
}

/// The same, with the entries of a feed handed to `visit` instead.
fn read_into(bytes: &[u8], hints: &Hints, visit: &mut dyn FnMut(&Metadata, Part)) -> Result<Document> {
    let unreadable = |what: &str| {
        let place = hints.name.unwrap_or("-").to_owned();
        Error::Unreadable { place, reason: format!("{what} (save it as text, Markdown or HTML first)") }
    };
    if let Some(what) = magic(bytes) {
        return Err(unreadable(&format!("{what}, no text")));
    }
    let decoded = decode::decode(bytes, hints.charset);
    if decoded.is_binary {
        return Err(unreadable("binary data, no text"));
    }
    if let Some((line, reason)) = refuse::reason(&decoded.text, hints) {
        let place = format!("{}:{line}", hints.name.unwrap_or("-"));
        return Err(Error::Unreadable { place, reason: format!("{reason} (left unread)") });
    }
    let mut document = if decoded.text.trim().is_empty() {
        if is_data(hints) {
            return Err(unreadable("an empty file where data should be"));
        }
        let warnings = vec![Warning { line: 1, message: "the document is empty".into() }];
        Document { warnings, ..Document::default() }
    } else if let Some(document) = feed::read(&decoded.text, hints, visit).or_else(|| schedule::read(&decoded.text, hints)) {
        document
    } else if hints.extension().as_deref() == Some("toml") {
        let place = format!("{}:1", hints.name.unwrap_or("-"));
        return Err(Error::Unreadable { place, reason: "settings in TOML, no document (left unread)".into() });
    } else if decoded.text.len() > refuse::TEXT_CAP {
        let megabytes = refuse::TEXT_CAP >> 20;
        let place = hints.name.unwrap_or("-").to_owned();
        return Err(Error::Unreadable { place, reason: format!("more than {megabytes} MB of text (split it first)") });
    } else {
        text_document(&decoded.text, hints)
    };
    document.warnings.splice(0..0, decoded.warnings);
    Ok(document)
}

/// Reads the feed that `source` holds, however long: `visit` gets each entry as a part, with what the feed said of itself
/// up to there. The document comes without parts; what is no feed comes as from [`read`].
///
/// Memory holds the longest entry, and a megabyte or two. Of JSON, and of feeds whose document type declares entities, the
/// text is taken in whole, but not what is read of it.
///
/// # Errors
/// As [`read`], and [`Error::Io`] where `source` cannot be read.
pub fn read_feed(source: impl std::io::Read, hints: &Hints, visit: &mut dyn FnMut(&Metadata, Part)) -> Result<Document> {
    read_feed_by(text::pieces::Sizes::default(), source, hints, visit)
}

fn read_feed_by(
    sizes: text::pieces::Sizes,
    source: impl std::io::Read,
    hints: &Hints,
    visit: &mut dyn FnMut(&Metadata, Part),
) -> Result<Document> {
    let place = std::path::Path::new(hints.name.unwrap_or("-"));
    let bytes = match text::pieces::open(source, hints.charset, sizes, feed::is_feed).map_err(Error::io(place))? {
        text::pieces::Opened::Whole(bytes) => bytes,
        text::pieces::Opened::Pieces(mut pieces) => {
            return feed::stream::read(&mut pieces, hints, visit).map_err(Error::io(place));
        }
    };
    read_into(&bytes, hints, visit)
}

/// Whether the name promises data rather than text.
fn is_data(hints: &Hints) -> bool {
    matches!(hints.extension().as_deref(), Some("xml" | "atom" | "rss" | "rdf" | "json" | "ics"))
}

/// Reads running text of any markup.
fn text_document(text: &str, hints: &Hints) -> Document {
    if let Some(document) = opml::read(text) {
        return document;
    }
    match recognise::format(text, hints) {
        Format::Markdown => markdown::read(text),
        Format::Html => html::page::read(text, hints.address),
        Format::Org => org::read(text),
        Format::AsciiDoc => asciidoc::read(text),
        Format::Rst => rst::read(text),
        Format::Wiki => wiki::read(text),
        Format::Plain => plain::read(text),
    }
}

/// What the bytes are, by how they begin, where they are no text.
fn magic(bytes: &[u8]) -> Option<&'static str> {
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
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}
