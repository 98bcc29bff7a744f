//! How a followed feed is written ([`crate::read::kept`]): Atom, each element on its own line, the same bytes for the same feed.
//!
//! Unlike a published feed it says nothing that its origin did not: a date that is not known is not written, though
//! RFC 4287 asks for one. When such an entry was first seen stands in an element of hallway's own.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::model::EntrySource;
use crate::read::document::{Document, EntryData, Metadata, Shape};
use crate::read::kept::END;
use crate::read::{Hints, read};

/// What the line begins with that says when an entry was first seen.
pub(super) const SEEN: &[u8] = b"<seen xmlns=\"urn:hallway\">";

/// So many entries are brought into their lasting form at once.
const ENTRIES_AT_ONCE: usize = 200;

/// The line that says when an entry was first seen.
pub(super) fn seen_line(seen: &str) -> Vec<u8> {
    [SEEN, seen.as_bytes(), b"</seen>\n"].concat()
}

/// What `about` says as it will be read back.
pub(super) fn normal_about(about: &Metadata) -> Metadata {
    read_back(&[&write_head(about), END].concat()).metadata
}

/// `entries` of a feed that says `about`, written in the form that they will be read back in, one of each.
pub(super) fn write_normal(about: &Metadata, entries: &[EntryData]) -> Vec<Vec<u8>> {
    let head = write_head(about);
    let mut written = Vec::with_capacity(entries.len());
    for entries in entries.chunks(ENTRIES_AT_ONCE) {
        let once: Vec<Vec<u8>> = entries.iter().map(write_entry).collect();
        let file = [head.as_slice(), &once.concat(), END].concat();
        let back: Vec<Vec<u8>> = read_back(&file).parts.iter().filter_map(|part| part.entry.as_ref()).map(write_entry).collect();
        // Each is read back as one; where it is not, what was written first stands.
        written.extend(if back.len() == once.len() { back } else { once });
    }
    written
}

fn read_back(bytes: &[u8]) -> Document {
    let document = read(bytes, &Hints { entries_only: true, ..Hints::default() }).unwrap_or_default();
    if document.shape == Shape::Feed { document } else { Document::default() }
}

/// What a feed says of itself, from the XML declaration to where its first entry begins.
pub(super) fn write_head(about: &Metadata) -> Vec<u8> {
    written(|xml| {
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let mut root = BytesStart::new("feed");
        root.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        if let Some(language) = &about.language {
            root.push_attribute(("xml:lang", language.as_str()));
        }
        xml.event(Event::Start(root))?;
        xml.text("id", about.id.as_deref())?;
        xml.text("title", about.title.as_deref())?;
        xml.text("subtitle", about.description.as_deref())?;
        xml.text("updated", about.updated.as_deref())?;
        xml.link("self", about.self_url.as_deref())?;
        xml.link("alternate", about.url.as_deref())?;
        xml.people(about.authors.iter().map(|author| &author.text))?;
        xml.categories(&about.tags)?;
        xml.text("rights", about.rights.as_deref())
    })
}

/// One entry.
pub(super) fn write_entry(entry: &EntryData) -> Vec<u8> {
    written(|xml| {
        let mut root = BytesStart::new("entry");
        if let Some(language) = &entry.language {
            root.push_attribute(("xml:lang", language.as_str()));
        }
        xml.event(Event::Start(root))?;
        xml.text("id", Some(&entry.id))?;
        xml.text("title", Some(&entry.title))?;
        xml.link("alternate", entry.url.as_deref())?;
        for file in &entry.enclosures {
            let mut link = BytesStart::new("link");
            link.push_attribute(("rel", "enclosure"));
            link.push_attribute(("href", file.url.as_str()));
            if let Some(media_type) = &file.media_type {
                link.push_attribute(("type", media_type.as_str()));
            }
            if let Some(length) = file.length {
                link.push_attribute(("length", length.to_string().as_str()));
            }
            xml.event(Event::Empty(link))?;
        }
        xml.text("published", entry.published.as_deref())?;
        xml.text("updated", entry.updated.as_deref())?;
        xml.people(entry.authors.iter().map(|author| &author.text))?;
        xml.categories(&entry.categories)?;
        xml.text("rights", entry.rights.as_deref())?;
        if let Some(source) = &entry.source {
            xml.source(source)?;
        }
        xml.text("summary", entry.summary.as_deref())?;
        xml.typed("content", Some("html"), entry.content_html.as_deref())?;
        xml.raw(&entry.first_seen.as_deref().map(|seen| seen_line(&allowed(seen))).unwrap_or_default());
        xml.event(Event::End(BytesEnd::new("entry")))
    })
}

/// Writes into memory, where nothing can fail but a name that is no XML name; there is none.
fn written(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Xml { writer: Writer::new(Vec::new()) };
    let _ = write(&mut xml);
    xml.writer.into_inner()
}

struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// One event; each element that opens or closes begins a line, so that a change is a change of few lines.
    fn event(&mut self, event: Event) -> io::Result<()> {
        self.writer.write_event(event)?;
        self.writer.get_mut().push(b'\n');
        Ok(())
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.writer.get_mut().extend_from_slice(bytes);
    }

    fn text(&mut self, name: &str, value: Option<&str>) -> io::Result<()> {
        self.typed(name, None, value)
    }

    fn typed(&mut self, name: &str, kind: Option<&str>, value: Option<&str>) -> io::Result<()> {
        let Some(value) = value else { return Ok(()) };
        let mut start = BytesStart::new(name);
        if let Some(kind) = kind {
            start.push_attribute(("type", kind));
        }
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&allowed(value))))?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn link(&mut self, rel: &str, href: Option<&str>) -> io::Result<()> {
        let Some(href) = href else { return Ok(()) };
        let mut link = BytesStart::new("link");
        link.push_attribute(("rel", rel));
        link.push_attribute(("href", &*allowed(href)));
        self.event(Event::Empty(link))
    }

    fn people<'a>(&mut self, names: impl Iterator<Item = &'a String>) -> io::Result<()> {
        for name in names {
            self.writer.write_event(Event::Start(BytesStart::new("author")))?;
            self.writer.create_element("name").write_text_content(BytesText::new(&allowed(name)))?;
            self.event(Event::End(BytesEnd::new("author")))?;
        }
        Ok(())
    }

    fn categories(&mut self, terms: &[String]) -> io::Result<()> {
        for term in terms {
            let mut category = BytesStart::new("category");
            category.push_attribute(("term", &*allowed(term)));
            self.event(Event::Empty(category))?;
        }
        Ok(())
    }

    fn source(&mut self, source: &EntrySource) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new("source")))?;
        self.text("id", source.id.as_deref())?;
        self.text("title", source.title.as_deref())?;
        self.text("updated", source.updated.as_deref())?;
        self.link("self", source.self_url.as_deref())?;
        self.link("alternate", source.url.as_deref())?;
        self.people(source.authors.iter())?;
        self.text("rights", source.rights.as_deref())?;
        self.event(Event::End(BytesEnd::new("source")))
    }
}

/// `text` without the characters that XML cannot hold (XML 1.0 §2.2).
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n');
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_again(entry: &EntryData) -> EntryData {
        let file = [&write_head(&Metadata::default()), write_entry(entry).as_slice(), END].concat();
        read_back(&file).parts.remove(0).entry.unwrap()
    }

    #[test]
    fn an_entry_copied_from_another_feed_keeps_its_source() {
        let entry = EntryData {
            id: "urn:x:1".into(),
            title: "One".into(),
            source: Some(EntrySource {
                id: Some("urn:x".into()),
                title: Some("Origin".into()),
                updated: Some("2031-05-04T10:00:00Z".into()),
                url: Some("https://origin.example/".into()),
                self_url: Some("https://origin.example/feed".into()),
                authors: vec!["Bo Lind".into()],
                rights: Some("CC BY".into()),
            }),
            first_seen: Some("2031-05-04T10:00:00Z".into()),
            ..EntryData::default()
        };
        assert_eq!(read_again(&entry).source, entry.source);
        assert_eq!(read_again(&entry).first_seen, entry.first_seen);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let entry = EntryData { id: "a\u{1}b".into(), title: "x\u{1b}[31m\u{ffff}".into(), ..EntryData::default() };
        assert_eq!(read_again(&entry).title, "x[31m");
    }
}
