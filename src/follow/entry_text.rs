//! What a written entry says, read off its text: quick, since the form is hallway's own ([`super::written`]).

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;
use url::Url;

use super::written::SEEN;
use crate::id::{fold, short_hash};
use crate::read::kept::ENTRY_END;

/// A hash that tells entries apart.
pub(super) type Hash = [u8; 16];

/// Shorter contents are shared by entries that have nothing else in common.
const LEAST_CONTENT: usize = 120;

/// What tells an entry whose id changed: two of its link, title and content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Keys {
    link_and_title: Option<Hash>,
    link_and_content: Option<Hash>,
    title_and_content: Option<Hash>,
}

impl Keys {
    /// Reads the keys of the entry that was written as `text`.
    pub(super) fn of(text: &[u8]) -> Keys {
        let link = link_key(&attribute(text, b"<link rel=\"alternate\" href=\""));
        let title = Some(fold(&element(text, b"<title>", b'<'))).filter(|title| !title.is_empty());
        let content = element(text, b"<content type=\"html\">", b'<');
        let content = Some(content).filter(|content| content.len() >= LEAST_CONTENT);
        let both = |kind: &str, one: Option<&str>, other: Option<&str>| {
            Some(short_hash(format!("{kind} {} {}", one?, other?).as_bytes()))
        };
        Keys {
            link_and_title: both("lt", link.as_deref(), title.as_deref()),
            link_and_content: both("lc", link.as_deref(), content.as_deref()),
            title_and_content: both("tc", title.as_deref(), content.as_deref()),
        }
    }

    /// The keys that there are, the surest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = Hash> {
        [self.link_and_title, self.link_and_content, self.title_and_content].into_iter().flatten()
    }
}

/// An address without what differs between two ways to write it.
fn link_key(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(format!("{host}{}?{}", url.path().trim_end_matches('/'), url.query().unwrap_or_default()))
}

/// A hash of the entry written as `text`, whenever it was first seen.
pub(super) fn hash_of(text: &[u8]) -> Hash {
    match seen_of(text) {
        Some(seen) => short_hash(&[text.get(..seen.start).unwrap_or_default(), ENTRY_END].concat()),
        None => short_hash(text),
    }
}

/// A hash of the id of the entry written as `text`.
pub(super) fn id_of(text: &[u8]) -> Hash {
    short_hash(element(text, b"<id>", b'<').as_bytes())
}

/// Where the line lies that says when the entry was first seen.
pub(super) fn seen_of(text: &[u8]) -> Option<Range<usize>> {
    let body = text.strip_suffix(ENTRY_END)?;
    let line = body.get(..body.len().checked_sub(1)?)?.iter().rposition(|&byte| byte == b'\n')? + 1;
    body.get(line..)?.starts_with(SEEN).then_some(line..body.len())
}

/// `text` with the id, and the time it was first seen, of the entry written as `first`.
pub(super) fn with_first(text: &[u8], first: &[u8]) -> Vec<u8> {
    let id = |text: &[u8]| {
        let start = find(text, b"<id>")?;
        Some(start..start + find(text.get(start..)?, b"</id>")?)
    };
    let mut joined = text.to_vec();
    if let (Some(own), Some(known)) = (id(text), id(first)) {
        joined.splice(own, first.get(known).unwrap_or_default().iter().copied());
    }
    if let Some(seen) = seen_of(first) {
        let end = joined.len().saturating_sub(ENTRY_END.len());
        let own = seen_of(&joined).unwrap_or(end..end);
        joined.splice(own, first.get(seen).unwrap_or_default().iter().copied());
    }
    joined
}

/// What stands between `open` and the next `close`, which no text holds unescaped.
fn element<'a>(text: &'a [u8], open: &[u8], close: u8) -> Cow<'a, str> {
    let start = find(text, open).map(|at| at + open.len());
    let inside = start.and_then(|start| text.get(start..)).unwrap_or_default();
    plain(inside.split(|&byte| byte == close).next().unwrap_or_default())
}

fn attribute<'a>(text: &'a [u8], begin: &[u8]) -> Cow<'a, str> {
    element(text, begin, b'"')
}

/// Text as it was before it was written.
fn plain(written: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(written) {
        Ok(text) => unescape(text).unwrap_or(Cow::Borrowed(text)),
        Err(_) => String::from_utf8_lossy(written),
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_keeps_its_first_id_and_the_time_it_was_seen() {
        let first = "<entry>\n<id>1</id>\n<title>A</title>\n<seen xmlns=\"urn:hallway\">2031-05-04T10:00:00Z</seen>\n</entry>\n";
        let came = "<entry>\n<id>two</id>\n<title>B</title>\n</entry>\n";
        let joined = String::from_utf8(with_first(came.as_bytes(), first.as_bytes())).unwrap();
        assert_eq!(joined, first.replace("<title>A", "<title>B"));
        assert_eq!(hash_of(first.as_bytes()), hash_of(b"<entry>\n<id>1</id>\n<title>A</title>\n</entry>\n"));
        assert_eq!(id_of(came.as_bytes()), id_of(b"<entry>\n<id>&#116;wo</id>\n</entry>\n"));
    }

    #[test]
    fn two_of_link_title_and_content_tell_an_entry() {
        let long = "x".repeat(LEAST_CONTENT);
        let entry = |link: &str, title: &str, content: &str| {
            let link = format!("<link rel=\"alternate\" href=\"https://{link}\"/>\n");
            let text = format!(
                "<entry>\n<id>1</id>\n<title>{title}</title>\n{link}<content type=\"html\">{content}</content>\n</entry>\n"
            );
            Keys::of(text.as_bytes())
        };
        let known = entry("ada.example/a?p=1&amp;q=2", "Fish &amp; chips", &long);
        #[rustfmt::skip]
        let table = [
            ("all the same",       entry("ada.example/a?p=1&amp;q=2", "Fish &amp; chips", &long),    true),
            ("another content",    entry("www.ada.example/a/?p=1&amp;q=2", "fish chips", "short"),   true),
            ("another title",      entry("ada.example/a?p=1&amp;q=2", "Tea", &long),                 true),
            ("another link",       entry("bo.example/", "Fish &amp; chips", &long),                  true),
            ("the link alone",     entry("ada.example/a?p=1&amp;q=2", "Tea", "short"),               false),
            ("the title alone",    entry("bo.example/", "Fish &amp; chips", "short"),                false),
            ("the content alone",  entry("bo.example/", "Tea", &long),                               false),
        ];
        for (what, keys, same) in table {
            assert_eq!(keys.iter().any(|key| known.iter().any(|known| known == key)), same, "{what}");
        }
    }
}
