//! A forgiving pull reader for XML: every start has its end, whatever the document forgot.
//!
//! quick-xml cuts the text into tokens; this layer mends what published feeds break daily:
//! - namespaces are told by their address, by the usual prefix where that is missing or unknown;
//! - HTML's entities count as declared, a bare `&` is an ampersand, a bare `<` is a less-than sign;
//! - an end tag closes all that was left open inside it, one without a start is dropped, the end of file closes the rest;
//! - control characters are dropped, `&#146;` means what browsers show.
//!
//! A document type's entities are used only where they are plain text, and only so often: nothing expands in steps.

pub(crate) mod entities;
mod namespaces;

use std::borrow::Cow;
use std::rc::Rc;

pub(crate) use namespaces::Ns;
use namespaces::{namespace_of, usual_namespace};
use quick_xml::Reader;
use quick_xml::errors::{Error as XmlError, SyntaxError};
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event as Token;
use url::Url;

use crate::model::Warning;
use crate::read::text::decode::{clean_characters, mended_twice_encoded};
pub(crate) use crate::read::text::positions::Lines;

/// Elements below this depth are read as if their tags were not there.
const DEPTH_CAP: usize = 256;
/// Namespace declarations kept at a time.
const BINDINGS_CAP: usize = 512;
/// Warnings of one kind that are told one by one.
const WARNINGS_CAP: usize = 20;

/// What comes next in the document.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// An element starts. Its [`Event::End`] follows in any case.
    Start(Tag<'a>),
    /// The innermost open element ends.
    End {
        /// Its name without prefix, as written.
        name: Cow<'a, str>,
        /// No tag says so: another element's end does, or the end of the file.
        is_implied: bool,
    },
    /// Text with references resolved.
    Text(Cow<'a, str>),
    /// The piece of text is read as far as that goes without the next one: see [`Xml::leave`].
    More,
    /// Nothing more.
    Eof,
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// The vocabulary.
    pub(crate) ns: Ns,
    /// The name without prefix, lower case.
    pub(crate) name: Cow<'a, str>,
    /// The attributes, namespace declarations left out.
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// The line of its `<`.
    pub(crate) line: usize,
}

/// An attribute.
#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    /// The vocabulary of a prefixed name, [`Ns::Plain`] else.
    pub(crate) ns: Ns,
    /// The name without prefix, lower case.
    pub(crate) name: Cow<'a, str>,
    /// References resolved.
    pub(crate) value: String,
}

impl Tag<'_> {
    /// The value of the attribute `name` in no namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.ns == Ns::Plain && a.name == name).map(|a| a.value.as_str())
    }

    /// The value of the attribute `name` of `ns`.
    pub(crate) fn attribute_of(&self, ns: Ns, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.ns == ns && a.name == name).map(|a| a.value.as_str())
    }
}

/// An element that is open.
struct Open<'a> {
    /// As written, with prefix.
    raw: Cow<'a, str>,
    base: Option<Rc<Url>>,
    language: Option<Rc<str>>,
    /// How many namespace bindings there were before it.
    bindings: usize,
}

/// The reader.
pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where `reader` began in `text`.
    start: usize,
    /// Nothing follows `text`.
    is_last: bool,
    open: Vec<Open<'a>>,
    /// Ends still to be told before the next token.
    pending_ends: usize,
    finished: bool,
    cut_off: bool,
    /// Start tags below the depth cap that wait for their end.
    buried: usize,
    bindings: Vec<(Cow<'a, str>, Ns)>,
    entities: Vec<(String, String)>,
    entity_budget: usize,
    /// Bytes that recoveries may still read again: keeps damaged documents linear.
    rescan_budget: usize,
    lines: Lines<'a>,
    address: Option<Rc<Url>>,
    /// While set, HTML's void elements (`<br>`) need no end.
    pub(crate) in_markup: bool,
    warnings: Vec<Warning>,
    told: [usize; 5],
}

/// Kinds of damage that may repeat for ever.
#[derive(Clone, Copy)]
enum Damage {
    Tag,
    End,
    Entity,
    Control,
    Twice,
}

impl<'a> Xml<'a> {
    /// Reads `text`, beginning at byte `start`; relative `xml:base`s are resolved against `address`.
    pub(crate) fn new(text: &'a str, start: usize, address: Option<&Url>) -> Self {
        Xml {
            text,
            reader: reader_at(text, start),
            start,
            is_last: true,
            open: Vec::new(),
            pending_ends: 0,
            finished: false,
            cut_off: false,
            buried: 0,
            bindings: Vec::new(),
            entities: Vec::new(),
            entity_budget: text.len().saturating_add(entities::BUDGET),
            rescan_budget: rescans_of(text.len()).saturating_add(1 << 16),
            lines: Lines::new(text),
            address: address.cloned().map(Rc::new),
            in_markup: false,
            warnings: Vec::new(),
            told: [0; 5],
        }
    }

    /// Says that `text` is but the first piece of the document.
    pub(crate) fn cut(mut self) -> Self {
        self.is_last = false;
        self
    }

    /// Leaves a piece of text after [`Event::More`]: how many bytes of it were read, and the reader without it.
    pub(crate) fn leave(mut self) -> (usize, Xml<'static>) {
        let read = self.position();
        let line = self.lines.at(read);
        let own = |open: Open| Open {
            raw: Cow::Owned(open.raw.into_owned()),
            base: open.base,
            language: open.language,
            bindings: open.bindings,
        };
        let left = Xml {
            text: "",
            reader: reader_at("", 0),
            start: 0,
            is_last: self.is_last,
            open: self.open.into_iter().map(own).collect(),
            pending_ends: self.pending_ends,
            finished: self.finished,
            cut_off: self.cut_off,
            buried: self.buried,
            bindings: self.bindings.into_iter().map(|(name, ns)| (Cow::Owned(name.into_owned()), ns)).collect(),
            entities: self.entities,
            entity_budget: self.entity_budget,
            rescan_budget: self.rescan_budget,
            lines: Lines::from_line("", line),
            address: self.address,
            in_markup: self.in_markup,
            warnings: self.warnings,
            told: self.told,
        };
        (read, left)
    }

    /// Goes on with `text`: what was not read of the piece before, and `fresh` bytes behind it.
    pub(crate) fn go_on(self, text: &'a str, fresh: usize, is_last: bool) -> Xml<'a> {
        let mut lines = self.lines;
        Xml {
            text,
            reader: reader_at(text, 0),
            start: 0,
            is_last,
            entity_budget: self.entity_budget.saturating_add(fresh),
            rescan_budget: self.rescan_budget.saturating_add(rescans_of(fresh)),
            lines: Lines::from_line(text, lines.at(0)),
            ..self
        }
    }

    /// The `xml:base` in force, absolute; `None` where no element says one.
    pub(crate) fn base(&self) -> Option<Rc<Url>> {
        self.open.last().and_then(|open| open.base.clone())
    }

    /// The `xml:lang` in force.
    pub(crate) fn language(&self) -> Option<Rc<str>> {
        self.open.last().and_then(|open| open.language.clone())
    }

    /// Whether the document ended while elements were open.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.cut_off
    }

    /// What was mended, with lines.
    pub(crate) fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    /// The next event. After [`Event::Eof`] there is nothing but `Eof`.
    pub(crate) fn next(&mut self) -> Event<'a> {
        loop {
            if self.pending_ends > 0 {
                self.pending_ends -= 1;
                if let Some(open) = self.open.pop() {
                    self.bindings.truncate(open.bindings);
                    let is_implied = self.pending_ends > 0 || self.finished;
                    let name = match open.raw {
                        Cow::Borrowed(raw) => Cow::Borrowed(local_of(raw)),
                        Cow::Owned(raw) => Cow::Owned(local_of(&raw).to_owned()),
                    };
                    return Event::End { name, is_implied };
                }
            }
            if self.finished {
                if self.open.is_empty() {
                    return Event::Eof;
                }
                self.cut_off = true;
                self.pending_ends = self.open.len();
                continue;
            }
            if let Some(event) = self.step() {
                return event;
            }
        }
    }

    fn position(&self) -> usize {
        self.start + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.start)
    }

    fn go_to(&mut self, position: usize) {
        let mut position = position.min(self.text.len());
        while !self.text.is_char_boundary(position) {
            position += 1;
        }
        self.start = position;
        self.reader = reader_at(self.text, position);
    }

    fn step(&mut self) -> Option<Event<'a>> {
        let at = self.position();
        let token = self.reader.read_event();
        // What ends with the piece may go on in the next one, and what cannot be read may only be cut.
        if !self.is_last && (token.is_err() || self.position() >= self.text.len()) {
            self.go_to(at);
            return Some(Event::More);
        }
        match token {
            Ok(Token::Start(_)) => self.start_tag(at, false),
            Ok(Token::Empty(_)) => self.start_tag(at, true),
            Ok(Token::End(_)) => self.end_tag(at),
            Ok(Token::Text(_)) => {
                let raw = self.text.get(at..self.position()).unwrap_or_default();
                if raw.starts_with('&') {
                    let line = self.lines.at(at);
                    self.warn(Damage::Entity, line, "a bare & was read as an ampersand");
                }
                self.text_event(at, raw)
            }
            Ok(Token::GeneralRef(_)) => {
                let raw = self.text.get(at..self.position()).unwrap_or_default();
                let text = self.resolve(at, raw);
                Some(Event::Text(text))
            }
            Ok(Token::CData(_)) => {
                let raw = self.text.get(at..self.position()).unwrap_or_default();
                let raw = raw.strip_prefix("<![CDATA[").unwrap_or(raw);
                self.text_event(at, raw.strip_suffix("]]>").unwrap_or(raw))
            }
            Ok(Token::DocType(_)) => {
                self.document_type(at);
                None
            }
            Ok(Token::Comment(_) | Token::Decl(_) | Token::PI(_)) => None,
            Ok(Token::Eof) => {
                if !self.open.is_empty() && !self.finished {
                    let line = self.lines.at(self.text.len());
                    self.warnings.push(Warning::new(line, "the document ends before its last elements do; it may be cut off"));
                }
                self.finished = true;
                None
            }
            Err(error) => self.recover(at, &error),
        }
    }

    fn text_event(&mut self, at: usize, raw: &'a str) -> Option<Event<'a>> {
        if raw.is_empty() {
            return None;
        }
        if let Some(mended) = mended_twice_encoded(raw) {
            let line = self.lines.at(at);
            self.warn(Damage::Twice, line, "text that was encoded twice was decoded twice");
            return Some(Event::Text(Cow::Owned(clean_characters(&mended).into_owned())));
        }
        let clean = clean_characters(raw);
        if let Cow::Owned(owned) = &clean
            && owned.chars().filter(|c| *c != '\n').count() != raw.chars().filter(|c| !matches!(c, '\n' | '\r')).count()
        {
            let line = self.lines.at(at);
            self.warn(Damage::Control, line, "control characters were dropped");
        }
        Some(Event::Text(clean))
    }

    fn warn(&mut self, damage: Damage, line: usize, message: &str) {
        let told = &mut self.told[damage as usize];
        *told += 1;
        if *told < WARNINGS_CAP {
            self.warnings.push(Warning::new(line, message));
        } else if *told == WARNINGS_CAP {
            self.warnings.push(Warning::new(line, format!("{message}; and further on more of the same")));
        }
    }

    /// A start tag at byte `at`, or what only looks like one.
    fn start_tag(&mut self, at: usize, empty: bool) -> Option<Event<'a>> {
        let end = self.position();
        let raw = self.text.get(at..end).unwrap_or_default();
        if !raw[1.min(raw.len())..].starts_with(is_name_start) {
            return self.bare_less_than(at, end);
        }
        if let Some(cut) = end_of_broken_tag(raw)
            && self.spend(raw.len() - cut)
        {
            let line = self.lines.at(at);
            self.warn(Damage::Tag, line, "a tag that is not closed was ended where the next one begins");
            self.go_to(at + cut);
            let body = raw[1..cut].trim_end_matches('>');
            return self.open_element(at, body, body.ends_with('/'));
        }
        let body = raw[1..].strip_suffix('>').unwrap_or(&raw[1..]);
        self.open_element(at, body.strip_suffix('/').unwrap_or(body), empty)
    }

    fn bare_less_than(&mut self, at: usize, end: usize) -> Option<Event<'a>> {
        let line = self.lines.at(at);
        self.warn(Damage::Tag, line, "a bare < was read as a less-than sign");
        if self.spend(end - at) {
            self.go_to(at + 1);
            return self.text_event(at, self.text.get(at..at + 1).unwrap_or_default());
        }
        self.text_event(at, self.text.get(at..end).unwrap_or_default())
    }

    /// Takes `bytes` off the budget for reading again; false where it is used up.
    fn spend(&mut self, bytes: usize) -> bool {
        let enough = self.rescan_budget >= bytes;
        self.rescan_budget = self.rescan_budget.saturating_sub(bytes);
        enough
    }

    fn open_element(&mut self, at: usize, body: &'a str, empty: bool) -> Option<Event<'a>> {
        let line = self.lines.at(at);
        let name_length = body.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(body.len());
        let raw = &body[..name_length];
        let is_void = self.in_markup && is_void(local_of(raw));
        if self.open.len() >= DEPTH_CAP {
            if !empty && !is_void {
                if self.buried == 0 {
                    self.warn(Damage::Tag, line, "elements are nested too deeply; the inner ones were read as text");
                }
                self.buried += 1;
            }
            return None;
        }
        let bindings = self.bindings.len();
        let pairs = self.attributes(body, name_length);
        let is_root = self.open.is_empty();
        for (raw_name, value) in &pairs {
            self.bind(raw_name, value, is_root);
        }
        let mut base = self.base();
        let mut language = self.language();
        let mut attributes = Vec::with_capacity(pairs.len());
        for (raw_name, value) in pairs {
            if raw_name == "xmlns" || raw_name.starts_with("xmlns:") {
                continue;
            }
            let (prefix, local) = split_name(raw_name);
            let ns = if prefix.is_empty() { Ns::Plain } else { self.namespace(prefix) };
            let name = lower(local);
            if ns == Ns::Xml && name == "base" {
                base = self.resolve_base(base.as_deref(), value.trim()).or(base);
            } else if ns == Ns::Xml && name == "lang" {
                language = Some(Rc::from(value.trim()));
            }
            attributes.push(Attribute { ns, name, value });
        }
        let (prefix, local) = split_name(raw);
        let ns = self.namespace(prefix);
        self.open.push(Open { raw: Cow::Borrowed(raw), base, language, bindings });
        if empty || is_void {
            self.pending_ends += 1;
        }
        Some(Event::Start(Tag { ns, name: lower(local), attributes, line }))
    }

    fn attributes(&mut self, body: &'a str, name_length: usize) -> Vec<(&'a str, String)> {
        let mut iterator = quick_xml::events::attributes::Attributes::html(body, name_length);
        let mut found = Vec::new();
        for attribute in iterator.with_checks(false) {
            let Ok(attribute) = attribute else { continue };
            // The keys and values are pieces of `body`, so of valid UTF-8.
            let key = std::str::from_utf8(attribute.key.0).ok().and_then(|key| piece_of(body, key));
            let Some(key) = key else { continue };
            let value = String::from_utf8_lossy(&attribute.value);
            found.push((key.trim_matches(['"', '\'']), self.resolve_all(&value)));
        }
        found
    }

    fn bind(&mut self, name: &'a str, uri: &str, is_root: bool) {
        if self.bindings.len() >= BINDINGS_CAP {
            return;
        }
        if name == "xmlns" {
            let ns = namespace_of(uri).unwrap_or(if is_root { Ns::Plain } else { Ns::Other });
            self.bindings.push((Cow::Borrowed(""), ns));
        } else if let Some(prefix) = name.strip_prefix("xmlns:") {
            self.bindings.push((Cow::Borrowed(prefix), namespace_of(uri).unwrap_or_else(|| usual_namespace(prefix))));
        }
    }

    fn namespace(&self, prefix: &str) -> Ns {
        if prefix == "xml" {
            return Ns::Xml;
        }
        let bound = self.bindings.iter().rev().find(|(name, _)| *name == prefix).map(|(_, ns)| *ns);
        bound.unwrap_or_else(|| if prefix.is_empty() { Ns::Plain } else { usual_namespace(prefix) })
    }

    fn resolve_base(&self, base: Option<&Url>, reference: &str) -> Option<Rc<Url>> {
        let parent = base.or(self.address.as_deref());
        let parsed = match parent {
            Some(parent) => parent.join(reference),
            None => Url::parse(reference),
        };
        // A base of another scheme would only serve to hide one.
        parsed.ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(Rc::new)
    }

    fn end_tag(&mut self, at: usize) -> Option<Event<'a>> {
        let raw = self.text.get(at..self.position()).unwrap_or_default();
        if let Some(cut) = raw.get(2..).and_then(|rest| rest.find('<')).map(|found| found + 2)
            && self.spend(raw.len() - cut)
        {
            self.go_to(at + cut);
        }
        let name = raw.trim_start_matches("</").trim_end_matches('>');
        let name = name.split(|c: char| c.is_ascii_whitespace() || c == '<').next().unwrap_or_default();
        if self.buried > 0 {
            self.buried -= 1;
            return None;
        }
        let line = self.lines.at(at);
        if let Some(open) = self.open.last()
            && open.raw == name
        {
            self.pending_ends = 1;
            return None;
        }
        let found = self.open.iter().rposition(|open| open.raw.eq_ignore_ascii_case(name));
        let found = found.or_else(|| self.open.iter().rposition(|open| local_of(&open.raw).eq_ignore_ascii_case(local_of(name))));
        match found {
            Some(index) => {
                if self.open.len() - index > 1 && !self.in_markup {
                    self.warn(Damage::End, line, &format!("</{}> closed elements that were left open", shorten(name)));
                }
                self.pending_ends = self.open.len() - index;
            }
            None if self.in_markup => {}
            None => self.warn(Damage::End, line, &format!("</{}> closes nothing and was dropped", shorten(name))),
        }
        None
    }

    /// What `&…;` at byte `at` stands for; itself where that is unknown.
    fn resolve(&mut self, at: usize, raw: &'a str) -> Cow<'a, str> {
        let name = raw.strip_prefix('&').unwrap_or(raw).trim_end_matches(';');
        if let Some(text) = self.reference(name) {
            return text;
        }
        let line = self.lines.at(at);
        self.warn(Damage::Entity, line, &format!("&{}; is unknown and was left as written", shorten(name)));
        clean_characters(raw)
    }

    fn reference(&mut self, name: &str) -> Option<Cow<'a, str>> {
        if let Some(number) = name.strip_prefix('#') {
            return Some(character(number)?.map_or(Cow::Borrowed(""), |c| Cow::Owned(c.to_string())));
        }
        if let Some(own) = self.entities.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone()) {
            if self.entity_budget < own.len() {
                return None;
            }
            self.entity_budget -= own.len();
            return Some(Cow::Owned(own));
        }
        resolve_html5_entity(name).map(Cow::Borrowed)
    }

    /// `text` with all its references resolved.
    fn resolve_all(&mut self, text: &str) -> String {
        if !text.contains('&') {
            return clean_characters(text).into_owned();
        }
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.bytes().take(40).position(|b| b == b';');
            let known = end.and_then(|end| self.reference(&rest[1..end]).map(|text| (end, text)));
            match known {
                Some((end, text)) => {
                    resolved.push_str(&text);
                    rest = &rest[end + 1..];
                }
                None => {
                    // Addresses with bare ampersands are so common that they are not worth a word.
                    resolved.push('&');
                    rest = &rest[1..];
                }
            }
        }
        resolved.push_str(rest);
        clean_characters(&resolved).into_owned()
    }

    /// Keeps the plain entities that a document type declares, and warns of the others.
    fn document_type(&mut self, at: usize) {
        let declared = self.text.get(at..self.position()).unwrap_or_default();
        let (found, others) = entities::plain_entities(declared);
        self.entities = found.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if others {
            let line = self.lines.at(at);
            self.warnings
                .push(Warning::new(line, "the document type declares entities that are not plain text; they were refused"));
        }
    }

    /// Goes on after what quick-xml cannot read: at the next tag, or at the end of the file.
    fn recover(&mut self, at: usize, error: &XmlError) -> Option<Event<'a>> {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = self.lines.at(at);
        if !self.spend(rest.len().min(1 << 20)) {
            self.warnings.push(Warning::new(line, "the rest is too damaged to be read"));
            self.finished = true;
            return None;
        }
        match error {
            XmlError::Syntax(SyntaxError::UnclosedCData) => {
                self.warnings.push(Warning::new(line, "a CDATA section has no end; the rest of the file is in it"));
                self.finished = true;
                return self.text_event(at, rest.get(9..).unwrap_or_default());
            }
            XmlError::Syntax(SyntaxError::UnclosedComment) => {
                self.warn(Damage::Tag, line, "a comment has no end; what follows was read");
                self.go_to(at + 4);
                return None;
            }
            _ => {}
        }
        let Some(close) = rest.find('>') else {
            self.warnings.push(Warning::new(line, "the document is cut off inside a tag"));
            self.finished = true;
            return None;
        };
        let body = &rest[1..close];
        self.go_to(at + close + 1);
        if body.starts_with(is_name_start) {
            self.warn(Damage::Tag, line, "an attribute's quotation mark is not closed");
            return self.open_element(at, body.trim_end_matches('/'), body.ends_with('/'));
        }
        self.warn(Damage::Tag, line, "markup that is neither tag nor comment was dropped");
        None
    }
}

/// How many bytes may be read again, of so many.
fn rescans_of(bytes: usize) -> usize {
    bytes.saturating_mul(2)
}

fn reader_at(text: &str, position: usize) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text.get(position..).unwrap_or_default());
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == ':'
}

/// Where a start tag ends that has another tag inside it: an unclosed tag, or an unclosed quotation mark.
fn end_of_broken_tag(raw: &str) -> Option<usize> {
    let less = raw.get(1..)?.find('<')? + 1;
    let before = &raw.as_bytes()[..less];
    let mut quote = None;
    let mut close = None;
    for (index, &byte) in before.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), b'>') if close.is_none() => close = Some(index + 1),
            _ => {}
        }
    }
    if quote.is_none() { Some(less) } else { close }
}

/// The piece of `whole` that `part`, which was cut from it, is.
fn piece_of<'a>(whole: &'a str, part: &str) -> Option<&'a str> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    whole.get(start..start.checked_add(part.len())?)
}

fn split_name(raw: &str) -> (&str, &str) {
    raw.split_once(':').unwrap_or(("", raw))
}

fn local_of(raw: &str) -> &str {
    split_name(raw).1
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }
}

fn shorten(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// HTML elements without content (`link` is one too, and RSS's most important element).
fn is_void(name: &str) -> bool {
    const VOID: [&str; 12] = ["area", "br", "col", "embed", "hr", "img", "input", "meta", "param", "track", "wbr", "base"];
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// The character of `&#number;`: `Some(None)` where it names one that no document may hold.
pub(in crate::read) fn character(number: &str) -> Option<Option<char>> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    let mut buffer = [0; 4];
    Some(clean_characters(c.encode_utf8(&mut buffer)).chars().next())
}
