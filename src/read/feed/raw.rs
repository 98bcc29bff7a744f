//! A feed as its elements say it, before anything is chosen, resolved or cleaned.

use std::rc::Rc;

use url::Url;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Markup {
    /// Characters that mean themselves.
    #[default]
    Text,
    /// HTML, or XHTML cut out of the document.
    Html,
}

/// A title, a summary, a content.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) markup: Markup,
    /// The `xml:base` in force there.
    pub(super) base: Option<Rc<Url>>,
    /// How much the element's name says; the smallest wins.
    pub(super) rank: u8,
}

/// A value of one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Value {
    pub(super) value: String,
    pub(super) line: usize,
    /// How much the element's name says; the smallest wins.
    pub(super) rank: u8,
}

/// A link of any relation.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    pub(super) href: String,
    /// Lower case, `alternate` where nothing is said.
    pub(super) rel: String,
    pub(super) media_type: Option<String>,
    pub(super) length: Option<String>,
    pub(super) base: Option<Rc<Url>>,
    pub(super) line: usize,
    /// How much the element's name says; the smallest wins.
    pub(super) rank: u8,
}

/// A person as written, in one text or in parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) line: usize,
    /// How much the element's name says; the smallest wins.
    pub(super) rank: u8,
}

/// What a feed, an entry and an entry's source have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) ids: Vec<Value>,
    pub(super) titles: Vec<Text>,
    pub(super) links: Vec<Link>,
    pub(super) people: Vec<Person>,
    pub(super) published: Vec<Value>,
    pub(super) updated: Vec<Value>,
    pub(super) categories: Vec<String>,
    pub(super) summaries: Vec<Text>,
    pub(super) contents: Vec<Text>,
    pub(super) rights: Vec<Text>,
    /// When hallway first saw it.
    pub(super) seen: Option<Value>,
    /// What `xml:lang` says.
    pub(super) language: Option<String>,
    /// What a language element says.
    pub(super) stated_language: Option<String>,
    /// The base in force at the element's start.
    pub(super) base: Option<Rc<Url>>,
    pub(super) line: usize,
}

/// An entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) about: About,
    pub(super) source: Option<About>,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Feed {
    pub(super) about: About,
    pub(super) entries: Vec<Entry>,
    /// It ends before its last elements do.
    pub(super) is_cut_off: bool,
}
