//! 5. Records → files for others: one combined Atom feed, feeds by topic, event, speaker and search, their list, a page.
//!
//! Functions of records: no clock and no network, so the same input gives the same bytes, in any order of arrival.
//! Only [`write()`] touches the disk. Drafts, private documents and what proposers tell organisers never get out.

mod atom;
mod choice;
mod html;
mod ics;
mod item;
mod json;
mod layout;
mod open;
mod opml;
mod page;
mod private;
mod reports;
mod site;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub use choice::Part;
pub use html::without_images;
pub use ics::calendar;
pub use layout::{Again, Layout, combined_again, combined_of};
pub use open::{is_open_passage, public_part};
pub use private::{may_be_private, private_lines, private_sections};
pub use reports::report_id;
pub use site::site;
pub use text::escaped;
pub use write::{Written, is_written, write};

use std::collections::BTreeMap;

use crate::model::{SourceRecords, Warning};

/// How much of an entry goes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Content {
    /// The whole text.
    #[default]
    Full,
    /// The summary alone.
    Summary,
    /// Title and link alone.
    Link,
}

/// What the library's owner says about publishing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The feed's title.
    pub title: String,
    /// One line under it.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub owner: Option<String>,
    /// The library's own address from hallway.toml: feeds and reports take their ids from it, so it should never change.
    pub address: Option<String>,
    /// Where the files will be served (`--base-url`); [`Settings::address`] where it is not said.
    pub base_url: Option<String>,
    /// How much goes out where an [`Origin`] does not say otherwise.
    pub content: Content,
    /// BCP 47, the language of the feed's own words.
    pub language: Option<String>,
    /// The most entries in one feed; `None` for all.
    pub limit: Option<usize>,
}

impl Settings {
    /// The absolute address of a published file, where the base is known.
    fn url_of(&self, path: &str) -> Option<String> {
        let base = self.base_url.as_deref().or(self.address.as_deref())?;
        join(base, path)
    }
}

/// `path` below the folder `base`, an http(s) address.
fn join(base: &str, path: &str) -> Option<String> {
    let mut base = url::Url::parse(base.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if !base.path().ends_with('/') {
        let folder = format!("{}/", base.path());
        base.set_path(&folder);
    }
    base.set_query(None);
    base.set_fragment(None);
    // Segment by segment: a file name may hold "?" or "#", which are text here.
    base.path_segments_mut().ok()?.pop_if_empty().extend(path.split('/'));
    Some(base.to_string())
}

/// A document with what the library remembers of it.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// What it says.
    pub source: &'a SourceRecords,
    /// When it was added to the library, RFC 3339 or a date: the date of a report that states none.
    pub added: Option<String>,
    /// When each entry (by [`crate::model::Entry::id`]) was first seen, RFC 3339.
    pub first_seen: BTreeMap<String, String>,
    /// How much of its text goes out, where the owner says so for this source.
    pub content: Option<Content>,
    /// The 1-based lines of the document that lie in sections headed "Private" ([`private_lines`]): no record of theirs
    /// gets out.
    pub private: Vec<std::ops::RangeInclusive<usize>>,
}

impl<'a> Origin<'a> {
    /// A document of which nothing is remembered but what it says itself.
    pub fn new(source: &'a SourceRecords) -> Self {
        let seen = |entry: &crate::model::Entry| Some((entry.id.clone(), entry.first_seen.clone()?));
        let first_seen = source.records.entries.iter().filter_map(seen).collect();
        Origin { source, added: None, first_seen, content: None, private: Vec::new() }
    }
}

/// One file to be served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Relative to the folder that is published, with `/`.
    pub path: String,
    /// What the feed or file is called.
    pub title: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many entries it holds.
    pub entries: usize,
    /// How many of them are reports of the library itself (the others are posts of feeds).
    pub reports: usize,
    /// What had to be supplied or was odd, each with the path of its source.
    pub warnings: Vec<(String, Warning)>,
    /// What was not published, each as path and reason.
    pub held_back: Vec<(String, String)>,
    /// Of the combined feed: what stands where in it.
    pub layout: Layout,
}

/// A saved search with what it found, passage by passage.
#[derive(Debug, Clone, Default)]
pub struct SavedSearch {
    /// The name it was saved under.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// What it finds, best first.
    pub hits: Vec<Passage>,
}

/// A passage that a saved search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The [`SourceRecords::path`] of its document.
    pub path: String,
    /// The talk's or entry's title.
    pub title: String,
    /// The event's name.
    pub event: Option<String>,
    /// The passage, Markdown.
    pub text: String,
    /// Its line in the document.
    pub line: usize,
    /// The [`crate::model::Entry::id`] that it stands in.
    pub entry: Option<String>,
    /// The id of the talk it belongs to, in its document.
    pub talk: Option<String>,
}

/// Everything that `hallway publish DIR` writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The combined feed first, then the others by path, then page and lists.
    pub files: Vec<Published>,
}

/// Makes the combined feed, to be served as `path` below the base URL.
pub fn combined(origins: &[Origin], settings: &Settings, path: &str) -> Published {
    combined_of(origins.iter().map(|origin| Part::of(origin, settings)).collect(), settings, path)
}
