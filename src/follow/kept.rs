//! The file of a followed feed: Atom that holds every entry ever seen, and reads back as what was written.
//!
//! Unlike a published feed it says nothing that its origin did not: a date that is not known is not written, though
//! RFC 4287 asks for one.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use url::Url;

use crate::error::Result;
use crate::model::{EntrySource, Warning};
use crate::read::document::{Document, EntryData, Metadata, Shape};
use crate::read::{self, Hints};

/// A feed as far as it is kept: what it says of itself, and its entries.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Feed {
    pub(super) about: Metadata,
    pub(super) entries: Vec<EntryData>,
    /// What was damaged in the document, and what was made of it.
    pub(super) warnings: Vec<Warning>,
}

impl Feed {
    /// Reads the file of a feed, of hallway's making or not; `None` where it is no feed.
    pub(super) fn read(bytes: &[u8]) -> Option<Feed> {
        let document = read::read(bytes, &Hints { entries_only: true, ..Hints::default() }).ok()?;
        (document.shape == Shape::Feed).then(|| Feed::of(document))
    }

    /// The feed in `document`.
    pub(super) fn of(document: Document) -> Feed {
        let entries = document.parts.into_iter().filter_map(|part| part.entry).collect();
        Feed { about: document.metadata, entries, warnings: document.warnings }
    }

    /// The feed as it will be read back: what writing cannot keep is lost before anything is compared.
    #[cfg(test)]
    pub(super) fn normal(&self) -> Feed {
        let entries: Vec<Vec<u8>> = self.entries.iter().map(write_entry).collect();
        Feed::read(&write(&self.about, &entries)).unwrap_or_default()
    }
}

/// The whole file of a feed; `entries` are as [`write_entry`] makes them.
pub(super) fn write(about: &Metadata, entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = write_head(about);
    entries.iter().for_each(|entry| bytes.extend_from_slice(entry));
    bytes.extend_from_slice(b"</feed>\n");
    bytes
}

/// What `about` says as it will be read back.
pub(super) fn normal_about(about: &Metadata) -> Metadata {
    Feed::read(&write(about, &[])).unwrap_or_default().about
}

/// So many entries are brought into their lasting form at once.
const CHUNK: usize = 200;

/// `entries` of a feed that says `about`, written in the form that they will be read back in, one of each.
pub(super) fn write_normal<'a>(about: &Metadata, entries: impl Iterator<Item = &'a EntryData>) -> Vec<Vec<u8>> {
    let mut entries = entries.peekable();
    let mut written = Vec::new();
    while entries.peek().is_some() {
        let chunk: Vec<Vec<u8>> = entries.by_ref().take(CHUNK).map(write_entry).collect();
        let read = Feed::read(&write(about, &chunk)).unwrap_or_default().entries;
        // Each is read back as one; where it is not, what was written first stands.
        match read.len() == chunk.len() {
            true => written.extend(read.iter().map(write_entry)),
            false => written.extend(chunk),
        }
    }
    written
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
        xml.event(Event::End(BytesEnd::new("entry")))
    })
}

/// Writes into memory, where nothing can fail but a name that is no XML name; there is none.
fn written(write: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> Vec<u8> {
    let mut xml = Xml { writer: Writer::new(Vec::new()) };
    let _ = write(&mut xml);
    xml.writer.into_inner()
}

struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// One event; each element that opens or closes begins a line, so that a change is a change of few lines.
    fn event(&mut self, event: Event) -> std::io::Result<()> {
        self.writer.write_event(event)?;
        self.writer.get_mut().push(b'\n');
        Ok(())
    }

    fn text(&mut self, name: &str, value: Option<&str>) -> std::io::Result<()> {
        self.typed(name, None, value)
    }

    fn typed(&mut self, name: &str, kind: Option<&str>, value: Option<&str>) -> std::io::Result<()> {
        let Some(value) = value else { return Ok(()) };
        let mut start = BytesStart::new(name);
        if let Some(kind) = kind {
            start.push_attribute(("type", kind));
        }
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&allowed(value))))?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn link(&mut self, rel: &str, href: Option<&str>) -> std::io::Result<()> {
        let Some(href) = href else { return Ok(()) };
        let mut link = BytesStart::new("link");
        link.push_attribute(("rel", rel));
        link.push_attribute(("href", &*allowed(href)));
        self.event(Event::Empty(link))
    }

    fn people<'a>(&mut self, names: impl Iterator<Item = &'a String>) -> std::io::Result<()> {
        for name in names {
            self.writer.write_event(Event::Start(BytesStart::new("author")))?;
            self.writer.create_element("name").write_text_content(BytesText::new(&allowed(name)))?;
            self.event(Event::End(BytesEnd::new("author")))?;
        }
        Ok(())
    }

    fn categories(&mut self, terms: &[String]) -> std::io::Result<()> {
        for term in terms {
            let mut category = BytesStart::new("category");
            category.push_attribute(("term", &*allowed(term)));
            self.event(Event::Empty(category))?;
        }
        Ok(())
    }

    fn source(&mut self, source: &EntrySource) -> std::io::Result<()> {
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

/// Reads what came from `address` as a feed; what is damaged in it is told by the document's warnings.
pub(super) fn read_answer(bytes: &[u8], charset: Option<&str>, address: &Url) -> Result<Document> {
    let mut document = read::read(bytes, &Hints { charset, address: Some(address), entries_only: true, ..Hints::default() })?;
    document.metadata.self_url.get_or_insert_with(|| address.to_string());
    Ok(document)
}

/// The names of `authors`, for comparing.
#[cfg(test)]
pub(super) fn names(authors: &[crate::read::document::Named]) -> Vec<&str> {
    authors.iter().map(|author| author.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r##"<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Fish &amp; chips</title><link>https://ada.example/</link><language>en-GB</language><copyright>CC BY 4.0</copyright>
<description>Notes &lt;b&gt;from&lt;/b&gt; conferences</description>
<item><title>A &lt; B &amp;amp; C</title><link>https://ada.example/1?a=1&amp;b=2</link><guid isPermaLink="false">one</guid>
<pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate><dc:creator>Ada Njoku</dc:creator><category>rust</category>
<category>a "quoted" &amp; odd term</category>
<description>&lt;p&gt;Short &amp;amp; sweet&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Long <a href="/x?a=1&b=2">link</a></p><pre>  two
  lines</pre><script>x</script>]]></content:encoded>
<enclosure url="https://ada.example/1.mp3" type="audio/mpeg" length="12"/></item>
<item><description>No title, no date, no link</description></item>
</channel></rss>"##;

    #[test]
    fn a_kept_feed_reads_back_as_what_was_written() {
        let feed = Feed::read(FEED.as_bytes()).unwrap();
        let again = feed.normal();
        assert_eq!(names(&again.entries[0].authors), ["Ada Njoku"]);
        let plain = |feed: &Feed| {
            let mut feed = feed.clone();
            feed.entries.iter_mut().for_each(|entry| entry.authors.iter_mut().for_each(|author| author.line = 0));
            feed.about.published = None;
            feed
        };
        assert_eq!(plain(&again).entries, plain(&feed).entries);
        assert_eq!(plain(&again).about, plain(&feed).about);
        assert_eq!(plain(&again.normal()), plain(&again));
        assert_eq!(again.entries[1].updated, None, "a date that nobody stated is not made up");
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
            ..EntryData::default()
        };
        let feed = Feed { entries: vec![entry.clone()], ..Feed::default() };
        assert_eq!(feed.normal().entries[0].source, entry.source);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let entry = EntryData { id: "a\u{1}b".into(), title: "x\u{1b}[31m\u{ffff}".into(), ..EntryData::default() };
        let feed = Feed { entries: vec![entry], ..Feed::default() };
        assert_eq!(feed.normal().entries[0].title, "x[31m");
    }
}
