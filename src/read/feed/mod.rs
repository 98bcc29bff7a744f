//! Feeds become a [`Document`] with one part per entry: Atom 1.0 and 0.3, RSS 0.9x to 2.0, RSS 1.0 in RDF, JSON Feed.
//!
//! Published feeds break their specifications daily, so one bad value costs that value, never the entry or the feed:
//! - no id: the entry's link, else a hash of its title and content;
//! - no author: those of its source, else those of the feed;
//! - no date, or one that nobody can read: none, and a warning that names the line.
//!
//! XML is read by [`elements`] with the names of [`fields`], JSON by [`json`]; both give what [`raw`] describes, as found.
//! [`finish`] makes the document of it: precedence, dates ([`dates`]), people ([`people`]), safe HTML, absolute links.

mod dates;
mod elements;
mod fields;
mod finish;
mod json;
pub(crate) mod kept;
mod people;
mod raw;
pub(crate) mod stream;
#[cfg(test)]
mod tests;

use super::Hints;
use super::document::{Document, Metadata, Part};
use super::xml::entities::end_of_document_type;
pub(crate) use finish::ENTRIES_CAP;
use finish::Finisher;

/// How much may stand before the root element: comments, style sheets, what a broken server said.
const HEAD_BYTES: usize = 16_384;

/// Reads `text` as a feed; none where it is something else. `visit` gets each entry as a part, with what the feed says of
/// itself; the document comes without parts.
pub(crate) fn read(text: &str, hints: &Hints, visit: &mut dyn FnMut(&Metadata, Part)) -> Option<Document> {
    let mut finisher = Finisher::new(hints);
    if let Some((feed, mut warnings)) = json::read(text, &mut |about, entries| finisher.entries(about, entries, visit)) {
        finisher.warnings.append(&mut warnings);
        return Some(finisher.document(&feed));
    }
    let start = find_root(text)?;
    Some(stream::read_text(text, start, finisher, visit))
}

/// Whether `text`, of which this is the beginning, is a feed of XML.
pub(crate) fn is_feed(text: &str) -> bool {
    find_root(text).is_some()
}

/// The byte where the feed begins: its root element, or the document type before it.
fn find_root(text: &str) -> Option<usize> {
    let mut end = text.len().min(HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let trimmed = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c.is_control());
    let first = head.len() - trimmed.len();
    let begins_well = trimmed.starts_with('<');
    // What a broken server printed first is passed over only where an XML declaration follows it.
    let start = if begins_well && !is_page(trimmed) { first } else { head.find("<?xml ")? };
    if !begins_well && text[..start].len() > 1_024 {
        return None;
    }
    let mut at = start;
    let mut document_type = None;
    loop {
        at += head.get(at..)?.find('<')?;
        let rest = &head[at..];
        if rest.starts_with("<?") {
            at += rest.find("?>").map_or(2, |found| found + 2);
        } else if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(4, |found| found + 3);
        } else if rest.get(..9).is_some_and(|word| word.eq_ignore_ascii_case("<!doctype")) {
            document_type = Some(at);
            // A document type may be longer than any head.
            at += end_of_document_type(&text[at..])?;
            if at >= head.len() {
                let next = at + text.get(at..)?.find('<')?;
                return is_root(&text[next..]).then_some(start);
            }
        } else {
            return is_root(&text[at..]).then_some(document_type.unwrap_or(at));
        }
    }
}

fn is_page(text: &str) -> bool {
    text.starts_with("<br") || text.starts_with("<b>")
}

fn is_root(text: &str) -> bool {
    let name = text[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let tag = text.split('>').next().unwrap_or_default();
    match local.as_str() {
        "rss" | "feed" => true,
        "rdf" => {
            let head: String = text.chars().take(4_096).collect();
            tag.contains("purl.org/rss")
                || tag.contains("netscape.com/rdf")
                || head.contains("<channel")
                || head.contains(":channel")
                || head.contains("<item")
        }
        "channel" => text.chars().take(4_096).collect::<String>().to_ascii_lowercase().contains("<item") || tag.contains("cdf"),
        "entry" => tag.contains("http://www.w3.org/2005/Atom") || tag.contains("http://purl.org/atom/"),
        _ => false,
    }
}
