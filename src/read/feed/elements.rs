//! The event loop: Atom, RSS, RDF and their modules become one raw feed.
//!
//! All dialects share one field table ([`super::fields`]); what differs is what a text without `type` is written in.

use std::rc::Rc;

use url::Url;

use super::fields::{Field, field};
use super::raw::{About, Entry, Feed, Link, Markup, Person, Text, Value};
use crate::model::Warning;
use crate::read::html::sanitize::{looks_like_html, push_escaped};
use crate::read::xml::{Event, Ns, Tag, Xml};

/// The reader of one feed, whole or piece by piece.
pub(super) struct Elements<'a> {
    xml: Xml<'a>,
    /// What was read so far. Its last entry may go on in the next piece.
    pub(super) feed: Feed,
    /// One for each open element.
    frames: Vec<Frame>,
    warnings: Vec<Warning>,
    /// The root is Atom's: names in no namespace are Atom's as well.
    is_atom: bool,
}

/// What an open element is.
enum Frame {
    /// The feed, or RSS's channel: fields inside it are the feed's.
    Feed,
    /// The last entry: fields inside it are its own.
    Entry,
    /// The source of the last entry.
    Source,
    /// A person.
    Person(Person),
    /// A field's text is being collected.
    Field(Box<Capture>),
    /// A start tag inside a field's markup.
    Inside {
        /// Its end is written too.
        written: bool,
    },
    /// Nothing inside it is the feed's: RSS's image, Atom's contributor.
    Skip,
    /// As if it were not there.
    Pass,
}

/// A field whose text is being collected.
struct Capture {
    field: Field,
    ns: Ns,
    media_type: Option<String>,
    mode: Option<String>,
    attributes: Vec<(String, String)>,
    line: usize,
    base: Option<Rc<Url>>,
    /// Text alone, until there is an element inside.
    text: String,
    /// Text and elements, once there was one.
    markup: Option<String>,
    /// How many elements inside are open.
    depth: usize,
}

impl Capture {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn push(&mut self, text: &str) {
        let escapes = !self.has_html_type() || !looks_like_html(text);
        match &mut self.markup {
            None => self.text.push_str(text),
            Some(markup) if escapes => push_escaped(text, markup),
            Some(markup) => markup.push_str(text),
        }
    }

    fn has_html_type(&self) -> bool {
        media_type(self.media_type.as_deref()) == Some(Media::Html)
    }

    /// Goes over from text to markup.
    fn markup(&mut self) -> &mut String {
        if self.markup.is_none() {
            let text = std::mem::take(&mut self.text);
            self.markup = Some(String::new());
            self.push(&text);
        }
        self.markup.get_or_insert_default()
    }
}

impl<'a> Elements<'a> {
    /// At the start of a feed.
    pub(super) fn new(xml: Xml<'a>) -> Self {
        Elements { xml, feed: Feed::default(), frames: Vec::new(), warnings: Vec::new(), is_atom: false }
    }

    /// Reads in the piece of text that the reader stands in, until there are `most` entries and one; whether it read to the
    /// piece's end.
    pub(super) fn read_piece(&mut self, most: usize) -> bool {
        while self.feed.entries.len() <= most {
            match self.xml.next() {
                Event::Start(tag) => self.start(tag),
                Event::End { name, is_implied } => self.end(&name, is_implied),
                Event::Text(text) => self.text(&text),
                Event::More => return true,
                Event::Eof => {
                    self.feed.is_cut_off = self.xml.is_cut_off();
                    return true;
                }
            }
        }
        false
    }

    /// Leaves a piece: how many bytes of it were read, and the reader without it.
    pub(super) fn leave(self) -> (usize, Elements<'static>) {
        let (read, xml) = self.xml.leave();
        let Elements { feed, frames, warnings, is_atom, .. } = self;
        (read, Elements { xml, feed, frames, warnings, is_atom })
    }

    /// Goes on with the next piece: see [`Xml::go_on`].
    pub(super) fn go_on(self, text: &'a str, fresh: usize, is_last: bool) -> Elements<'a> {
        Elements { xml: self.xml.go_on(text, fresh, is_last), ..self }
    }

    /// What was damaged so far.
    pub(super) fn take_warnings(&mut self) -> Vec<Warning> {
        let mut warnings = self.xml.take_warnings();
        warnings.append(&mut self.warnings);
        warnings
    }

    fn start(&mut self, mut tag: Tag) {
        if self.frames.is_empty() {
            self.is_atom = matches!(&*tag.name, "feed" | "entry");
        }
        if self.is_atom && tag.ns == Ns::Plain {
            tag.ns = Ns::Atom;
        }
        if let Some(index) = self.open_capture() {
            if !self.leaves_capture(index, &tag) {
                self.start_inside(index, &tag);
                return;
            }
            self.finish_field(index);
        }
        let frame = self.frame_of(tag);
        self.xml.in_markup = matches!(&frame, Frame::Field(capture) if capture.field.is_text());
        self.frames.push(frame);
    }

    /// The field that is being collected, if any: nothing but elements inside it can lie above.
    fn open_capture(&self) -> Option<usize> {
        let index = self.frames.iter().rposition(|frame| !matches!(frame, Frame::Inside { .. }))?;
        matches!(self.frames.get(index), Some(Frame::Field(_))).then_some(index)
    }

    /// Whether `tag` shows that the field was never closed: an element that is no part of it, directly inside it.
    fn leaves_capture(&self, index: usize, tag: &Tag) -> bool {
        let Some(Frame::Field(capture)) = self.frames.get(index) else { return false };
        let is_core = matches!(tag.ns, Ns::Plain | Ns::Atom);
        if capture.depth > 0 {
            return false;
        }
        if !capture.field.is_text() {
            // A podcast's categories lie inside each other.
            let other = |inner| inner != Field::Name && (inner != capture.field || inner == Field::Category);
            return field(tag.ns, &tag.name).is_some_and(other) || is_entry(tag);
        }
        if capture.media_type.as_deref().is_some_and(|kind| kind.starts_with("multipart/")) && tag.name == "content" {
            return true;
        }
        if media_type(capture.media_type.as_deref()) == Some(Media::Xml) {
            return false;
        }
        is_core
            && matches!(
                &*tag.name,
                "item" | "entry" | "pubdate" | "guid" | "published" | "updated" | "modified" | "lastbuilddate" | "enclosure"
            )
            || is_core && tag.ns == Ns::Plain && matches!((capture.field, &*tag.name), (Field::Title(_), "link" | "description"))
            || (tag.ns, &*tag.name) == (Ns::Content, "encoded")
            || (tag.ns, &*tag.name) == (Ns::Dc, "creator")
    }

    fn start_inside(&mut self, index: usize, tag: &Tag) {
        let base = self.xml.base();
        let Some(Frame::Field(capture)) = self.frames.get_mut(index) else { return };
        // The outermost div of XHTML content is the envelope, not the letter (RFC 4287 §3.1.1.3).
        let is_envelope = capture.depth == 0
            && tag.name == "div"
            && capture.markup.is_none()
            && capture.text.trim().is_empty()
            && media_type(capture.media_type.as_deref()) == Some(Media::Xhtml);
        if capture.field.is_text() {
            let markup = capture.markup();
            if !is_envelope {
                write_tag(tag, base.as_deref(), markup);
            }
        }
        capture.depth += 1;
        self.frames.push(Frame::Inside { written: !is_envelope });
    }

    fn end(&mut self, name: &str, is_implied: bool) {
        match self.frames.pop() {
            Some(Frame::Inside { written }) => {
                if let Some(index) = self.open_capture()
                    && let Some(Frame::Field(capture)) = self.frames.get_mut(index)
                {
                    capture.depth = capture.depth.saturating_sub(1);
                    // What HTML leaves open, HTML's own rules close.
                    if written
                        && !is_implied
                        && !is_void(name)
                        && let Some(markup) = &mut capture.markup
                    {
                        markup.push_str("</");
                        markup.push_str(name);
                        markup.push('>');
                    }
                }
            }
            Some(Frame::Field(capture)) => {
                self.xml.in_markup = false;
                self.take_field(*capture);
            }
            Some(Frame::Person(person)) => {
                if let Some(about) = self.about() {
                    about.people.push(person);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(index) = self.open_capture() {
            if let Some(Frame::Field(capture)) = self.frames.get_mut(index) {
                capture.push(text);
            }
            return;
        }
        if let Some(Frame::Person(person)) = self.frames.last_mut() {
            person.text.push_str(text);
        }
    }

    /// Ends the field at `index` though its element is still open.
    fn finish_field(&mut self, index: usize) {
        if let Some(frame) = self.frames.get_mut(index)
            && let Frame::Field(capture) = std::mem::replace(frame, Frame::Pass)
        {
            self.take_field(*capture);
        }
    }

    /// The record that fields belong to here; none inside what is skipped.
    fn about(&mut self) -> Option<&mut About> {
        let place =
            self.frames.iter().rev().find(|frame| matches!(frame, Frame::Feed | Frame::Entry | Frame::Source | Frame::Skip));
        match place {
            Some(Frame::Skip) => None,
            Some(Frame::Entry) => self.feed.entries.last_mut().map(|entry| &mut entry.about),
            Some(Frame::Source) => self.feed.entries.last_mut().map(|entry| entry.source.get_or_insert_default()),
            _ => Some(&mut self.feed.about),
        }
    }

    fn is_inside(&self, wanted: fn(&Frame) -> bool) -> bool {
        self.frames
            .iter()
            .rev()
            .find(|frame| matches!(frame, Frame::Feed | Frame::Entry | Frame::Source | Frame::Skip))
            .is_some_and(wanted)
    }

    fn frame_of(&mut self, tag: Tag) -> Frame {
        if is_entry(&tag) {
            return self.open_entry(&tag);
        }
        if self.is_inside(|frame| matches!(frame, Frame::Skip)) {
            return Frame::Pass;
        }
        let is_core = matches!(tag.ns, Ns::Plain | Ns::Atom | Ns::Rdf);
        match &*tag.name {
            "feed" | "rss" | "rdf" | "channel" if is_core => return self.open_feed(&tag),
            "image" | "textinput" | "cloud" | "contributor" | "logo" | "icon" | "skiphours" | "skipdays" if is_core => {
                return Frame::Skip;
            }
            "owner" if tag.ns == Ns::Itunes => return Frame::Skip,
            "contributor" | "publisher" if tag.ns == Ns::Dc => return Frame::Skip,
            _ => {}
        }
        if let Some(Frame::Person(_)) = self.innermost() {
            let is_name = matches!((tag.ns, &*tag.name), (Ns::Plain | Ns::Atom | Ns::Foaf, "name"));
            let rank = rank_of(self.innermost());
            return if is_name {
                self.capture(Field::Name, tag)
            } else if (tag.ns, &*tag.name) == (Ns::Rdf, "li") {
                // A bag of people: each is one.
                Frame::Person(Person { line: tag.line, rank, ..Person::default() })
            } else if tag.ns == Ns::Rdf || tag.ns == Ns::Foaf {
                Frame::Pass
            } else {
                Frame::Skip
            };
        }
        match field(tag.ns, &tag.name) {
            None | Some(Field::Name) => Frame::Pass,
            Some(Field::Person(rank)) => self.open_person(&tag, rank),
            Some(Field::MediaFile) => self.open_media_file(&tag),
            Some(Field::Source)
                if self.is_inside(|frame| matches!(frame, Frame::Entry))
                    && tag.attribute("url").is_none()
                    && tag.ns == Ns::Atom =>
            {
                let language = self.xml.language();
                let base = self.xml.base();
                if let Some(entry) = self.feed.entries.last_mut() {
                    let about = About {
                        language: language.map(|language| language.to_string()),
                        base,
                        line: tag.line,
                        ..About::default()
                    };
                    entry.source = Some(about);
                }
                Frame::Source
            }
            Some(found) => self.capture(found, tag),
        }
    }

    fn innermost(&self) -> Option<&Frame> {
        self.frames.iter().rev().find(|frame| !matches!(frame, Frame::Pass))
    }

    fn open_feed(&mut self, tag: &Tag) -> Frame {
        let language = self.xml.language();
        let base = self.xml.base();
        let about = &mut self.feed.about;
        if let Some(language) = language {
            about.language = Some(language.to_string());
        }
        about.base = base.or(about.base.take());
        if about.line == 0 {
            about.line = tag.line;
        }
        // The Channel Definition Format says these in attributes.
        if let Some(base) = tag.attribute("base").and_then(|base| Url::parse(base.trim()).ok())
            && matches!(base.scheme(), "http" | "https")
        {
            about.base = Some(Rc::new(base));
        }
        if let Some(href) = tag.attribute("href") {
            about.links.push(Link { href: href.to_owned(), rel: "alternate".into(), line: tag.line, rank: 1, ..Link::default() });
        }
        if let Some(date) = tag.attribute("lastmod") {
            about.updated.push(Value { value: date.to_owned(), line: tag.line, rank: 1 });
        }
        Frame::Feed
    }

    fn open_entry(&mut self, tag: &Tag) -> Frame {
        let mut entry = Entry::default();
        let about = &mut entry.about;
        about.line = tag.line;
        about.language = self.xml.language().map(|language| language.to_string());
        about.base = self.xml.base();
        if let Some(id) = tag.attribute_of(Ns::Rdf, "about") {
            let id = id.trim().to_owned();
            // RSS 1.0 §5.5: it should be the same as the link.
            if id.starts_with("http://") || id.starts_with("https://") {
                let href = id.clone();
                about.links.push(Link { href, rel: "alternate".into(), line: tag.line, rank: 5, ..Link::default() });
            }
            about.ids.push(Value { value: id, line: tag.line, rank: 1 });
        }
        if let Some(href) = tag.attribute("href") {
            about.links.push(Link { href: href.to_owned(), rel: "alternate".into(), line: tag.line, rank: 1, ..Link::default() });
        }
        if let Some(date) = tag.attribute("lastmod") {
            about.updated.push(Value { value: date.to_owned(), line: tag.line, rank: 1 });
        }
        self.feed.entries.push(entry);
        Frame::Entry
    }

    fn open_person(&self, tag: &Tag, rank: u8) -> Frame {
        if tag.ns == Ns::Media && !tag.attribute("role").is_none_or(|role| role.eq_ignore_ascii_case("author")) {
            return Frame::Skip;
        }
        Frame::Person(Person { line: tag.line, rank, ..Person::default() })
    }

    /// Takes the file at once: what lies inside (title, description) is the entry's as well.
    fn open_media_file(&mut self, tag: &Tag) -> Frame {
        let media_type = tag.attribute("type");
        // Media RSS lists avatars and thumbnails too.
        if ["type", "medium"].iter().any(|name| tag.attribute(name).is_some_and(|value| value.trim().starts_with("image"))) {
            return Frame::Skip;
        }
        if let Some(href) = tag.attribute("url").map(str::trim).filter(|href| !href.is_empty()) {
            let link = Link {
                href: href.to_owned(),
                rel: "enclosure".into(),
                media_type: media_type.map(|value| value.trim().to_owned()),
                length: tag.attribute("filesize").map(str::to_owned),
                base: self.xml.base(),
                line: tag.line,
                rank: 5,
            };
            if let Some(about) = self.about() {
                about.links.push(link);
            }
        }
        Frame::Pass
    }

    fn capture(&mut self, field: Field, tag: Tag) -> Frame {
        let attributes: Vec<(String, String)> = tag
            .attributes
            .into_iter()
            .filter(|attribute| matches!(attribute.ns, Ns::Plain | Ns::Rdf))
            .map(|attribute| (attribute.name.into_owned(), attribute.value))
            .collect();
        let mut capture = Capture {
            field,
            ns: tag.ns,
            media_type: None,
            mode: None,
            attributes,
            line: tag.line,
            base: self.xml.base(),
            text: String::new(),
            markup: None,
            depth: 0,
        };
        capture.media_type = capture.attribute("type").map(|value| value.trim().to_ascii_lowercase());
        capture.mode = capture.attribute("mode").map(|value| value.trim().to_ascii_lowercase());
        if capture.media_type.is_none() && field == Field::Content(2) {
            capture.media_type = Some("xhtml".into());
        }
        Frame::Field(Box::new(capture))
    }

    /// Puts a finished field where it belongs.
    fn take_field(&mut self, capture: Capture) {
        if capture.field == Field::Name {
            let text = capture.text.trim().to_owned();
            let person = self.frames.iter_mut().rev().find(|frame| matches!(frame, Frame::Person(_)));
            if let Some(Frame::Person(person)) = person
                && !text.is_empty()
            {
                person.name.get_or_insert(text);
                person.line = capture.line;
            }
            return;
        }
        if capture.field == Field::Source {
            self.take_rss_source(&capture);
            return;
        }
        let Some(about) = self.about() else { return };
        let value = || Value { value: capture.text.trim().to_owned(), line: capture.line, rank: 0 };
        match capture.field {
            Field::Id => {
                let value = value();
                let is_address = capture.attribute("ispermalink").is_none_or(|value| value.trim().eq_ignore_ascii_case("true"));
                if capture.ns == Ns::Plain && is_address && (value.value.contains("://") || value.value.starts_with('/')) {
                    about.links.push(link_of(&capture, value.value.clone(), 3));
                }
                about.ids.push(value);
            }
            Field::Published(rank) => about.published.push(Value { rank, ..value() }),
            Field::Updated(rank) => about.updated.push(Value { rank, ..value() }),
            Field::Seen => about.seen = Some(value()),
            Field::Language => about.stated_language = Some(value().value).filter(|value| !value.is_empty()),
            Field::Link => take_link(about, &capture),
            Field::Enclosure => take_file(about, &capture),
            Field::Category => take_category(about, &capture),
            Field::Keywords => about.categories.extend(capture.text.split(',').map(|word| word.trim().to_owned())),
            Field::Rights(_) if capture.ns == Ns::License => {
                let address = capture.attribute("resource").unwrap_or(capture.text.trim()).to_owned();
                about.rights.push(Text { value: address, rank: 3, ..Text::default() });
            }
            Field::Title(rank) => about.titles.extend(text_of(capture, rank, Default::Guess)),
            Field::Rights(rank) => about.rights.extend(text_of(capture, rank, Default::Guess)),
            Field::Summary(rank) => {
                let default = if capture.ns == Ns::Plain && rank < 2 { Default::Html } else { Default::Guess };
                about.summaries.extend(text_of(capture, rank, default));
            }
            Field::Content(rank) => {
                if let Some(address) = capture.attribute("src").map(str::to_owned) {
                    about.links.push(link_of(&capture, address, 4));
                }
                let default = if rank == 0 { Default::Guess } else { Default::Html };
                about.contents.extend(text_of(capture, rank, default));
            }
            Field::Person(_) | Field::Source | Field::Name | Field::MediaFile => {}
        }
    }

    fn take_rss_source(&mut self, capture: &Capture) {
        if !self.is_inside(|frame| matches!(frame, Frame::Entry)) {
            return;
        }
        let Some(entry) = self.feed.entries.last_mut() else { return };
        let source = entry.source.get_or_insert_default();
        source.line = capture.line;
        if let Some(address) = capture.attribute("url") {
            source.links.push(Link { rel: "self".into(), ..link_of(capture, address.to_owned(), 0) });
        }
        let value = capture.text.trim().to_owned();
        if !value.is_empty() {
            source.titles.push(Text { markup: guess(&value), value, ..Text::default() });
        }
    }
}

fn rank_of(frame: Option<&Frame>) -> u8 {
    match frame {
        Some(Frame::Person(person)) => person.rank,
        _ => 0,
    }
}

fn is_entry(tag: &Tag) -> bool {
    matches!(tag.ns, Ns::Plain | Ns::Atom) && matches!(&*tag.name, "item" | "entry")
}

fn link_of(capture: &Capture, href: String, rank: u8) -> Link {
    Link { href, rel: "alternate".into(), base: capture.base.clone(), line: capture.line, rank, ..Link::default() }
}

fn take_link(about: &mut About, capture: &Capture) {
    let text = capture.text.trim();
    let href = ["href", "url", "uri", "resource"].iter().find_map(|name| capture.attribute(name)).unwrap_or(text).trim();
    if href.is_empty() {
        return;
    }
    let rel = capture.attribute("rel").map_or("alternate".into(), |rel| rel.trim().to_ascii_lowercase());
    let rel = rel.rsplit('/').next().filter(|rel| !rel.is_empty()).unwrap_or("alternate").to_owned();
    about.links.push(Link {
        rel,
        media_type: capture.media_type.clone(),
        length: capture.attribute("length").map(str::to_owned),
        ..link_of(capture, href.to_owned(), u8::from(capture.ns == Ns::Atom))
    });
}

fn take_file(about: &mut About, capture: &Capture) {
    let href = ["url", "uri", "href", "resource"].iter().find_map(|name| capture.attribute(name)).unwrap_or(&capture.text).trim();
    if href.is_empty() {
        return;
    }
    about.links.push(Link {
        rel: "enclosure".into(),
        media_type: capture.attribute("type").map(|value| value.trim().to_owned()),
        length: ["length", "filesize"].iter().find_map(|name| capture.attribute(name)).map(str::to_owned),
        ..link_of(capture, href.to_owned(), 0)
    });
}

fn take_category(about: &mut About, capture: &Capture) {
    let written = if capture.ns == Ns::Itunes { capture.attribute("text") } else { capture.attribute("term") };
    let text = capture.text.trim();
    let term = written.map(str::trim).filter(|term| !term.is_empty()).unwrap_or(text);
    let term = if term.is_empty() { capture.attribute("label").unwrap_or_default().trim() } else { term };
    about.categories.push(term.to_owned());
}

/// What a text without `type` is written in.
#[derive(Clone, Copy, PartialEq)]
enum Default {
    Html,
    /// Atom: plain text, as its specification says. RSS, which says nothing: what it looks like.
    Guess,
}

/// What a `type` attribute means.
#[derive(Clone, Copy, PartialEq)]
enum Media {
    Text,
    Html,
    Xhtml,
    /// Any other XML.
    Xml,
    /// Any other.
    Other,
}

fn media_type(value: Option<&str>) -> Option<Media> {
    let value = value?.split(';').next().unwrap_or_default().trim();
    Some(match value {
        "" => return None,
        "text" | "plain" | "text/plain" => Media::Text,
        "html" | "text/html" | "text/x-html" | "escaped" => Media::Html,
        "xhtml" | "application/xhtml+xml" | "application/xhtml" | "text/xhtml" => Media::Xhtml,
        "text/xml" | "application/xml" => Media::Xml,
        other if other.ends_with("+xml") => Media::Xml,
        other if other.starts_with("text/") => Media::Text,
        _ => Media::Other,
    })
}

fn guess(text: &str) -> Markup {
    if looks_like_html(text) { Markup::Html } else { Markup::Text }
}

/// The text of a field with what it is written in; none where it holds no text.
fn text_of(capture: Capture, rank: u8, default: Default) -> Option<Text> {
    let media = media_type(capture.media_type.as_deref());
    let base = capture.base;
    let text = |value: String, markup: Markup| Some(Text { value, markup, base, rank });
    if let Some(markup) = capture.markup {
        return text(markup, Markup::Html);
    }
    let is_base64 = capture.mode.as_deref() == Some("base64");
    if is_base64 || (media == Some(Media::Other) && capture.mode.is_none()) {
        return match decode_base64(&capture.text).and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(decoded) if media == Some(Media::Html) => text(decoded, Markup::Html),
            Some(decoded) if decoded.chars().any(|c| c.is_control() && !c.is_whitespace()) => None,
            Some(decoded) => {
                let markup = guess(&decoded);
                text(decoded, markup)
            }
            None => None,
        };
    }
    let markup = match (media, default) {
        (Some(Media::Html), _) => Markup::Html,
        (Some(Media::Xhtml | Media::Xml), _) => guess(&capture.text),
        (Some(Media::Text | Media::Other), _) => Markup::Text,
        (None, Default::Html) => Markup::Html,
        (None, Default::Guess) if capture.ns == Ns::Atom => Markup::Text,
        (None, Default::Guess) => guess(&capture.text),
    };
    text(capture.text, markup)
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Writes a start tag of markup inside a field as HTML.
fn write_tag(tag: &Tag, base: Option<&Url>, html: &mut String) {
    html.push('<');
    html.push_str(&tag.name);
    for attribute in tag.attributes.iter().filter(|attribute| attribute.ns == Ns::Plain) {
        html.push(' ');
        html.push_str(&attribute.name);
        html.push_str("=\"");
        let is_address =
            matches!(&*attribute.name, "href" | "src" | "cite" | "poster" | "longdesc" | "background" | "action" | "data");
        let absolute = base.filter(|_| is_address).and_then(|base| absolute(base, &attribute.value));
        let value = absolute.as_deref().unwrap_or(&attribute.value);
        html.push_str(&value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
        html.push('"');
    }
    html.push('>');
}

fn absolute(base: &Url, reference: &str) -> Option<String> {
    let reference = reference.trim();
    match Url::parse(reference) {
        Ok(_) => None,
        Err(_) => base.join(reference).ok().map(String::from),
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "meta"
            | "param"
            | "track"
            | "wbr"
            | "base"
            | "source"
            | "link"
    )
}
