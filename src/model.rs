//! The records: plain public data, no logic. Their JSON is the contract of `hallway inspect --json` and `hallway export`.
//!
//! What is not known is `None` or empty, never an invented value. Lines are 1-based in the file as given; a record found
//! in a feed's entry carries the line of the entry.

use serde::{Deserialize, Serialize};

/// Everything that one document says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Records {
    /// The document itself.
    pub source: Source,
    /// A feed's entries, in document order; empty for every other kind.
    pub entries: Vec<Entry>,
    /// The conference editions that the document is about.
    pub events: Vec<Event>,
    /// Each session once.
    pub talks: Vec<Talk>,
    /// What an attendee wrote about one talk; at most one per talk.
    pub notes: Vec<Note>,
    /// Statements that the attendee marked as what to keep.
    pub takeaways: Vec<Takeaway>,
    /// What was damaged, and what was made of it.
    pub warnings: Vec<Warning>,
}

/// What a document is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One attendee's notes on an event.
    Report,
    /// Atom, RSS or JSON Feed.
    Feed,
    /// A conference's own agenda or schedule.
    Programme,
    /// A list of proposed talks.
    Submissions,
    /// A document about no conference.
    #[default]
    None,
}

impl Kind {
    /// The word used in JSON, in queries and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Report => "report",
            Kind::Feed => "feed",
            Kind::Programme => "programme",
            Kind::Submissions => "submissions",
            Kind::None => "none",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        [Kind::Report, Kind::Feed, Kind::Programme, Kind::Submissions, Kind::None]
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| format!("{word:?} is no kind: report, feed, programme, submissions or none"))
    }
}

/// The document itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What the document is.
    pub kind: Kind,
    /// Its own title.
    pub title: Option<String>,
    /// The people who wrote it, cleaned of template damage.
    pub authors: Vec<String>,
    /// A feed's id (RFC 4287 §4.2.6).
    pub id: Option<String>,
    /// A feed's alternate link; a report's canonical address where it states one.
    pub url: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// A feed's rights (RFC 4287 §4.2.10), or a report's licence where its front matter states one.
    #[serde(default)]
    pub rights: Option<String>,
    /// A feed's own address, its `rel="self"` link.
    #[serde(default)]
    pub self_url: Option<String>,
    /// The document says of itself that it is a draft (`draft: true`, `published: false`) or private.
    #[serde(default)]
    pub held_back: Option<String>,
    /// When a report was written or posted, RFC 3339 or a date, where its front matter states it.
    #[serde(default)]
    pub published: Option<String>,
    /// The words that the document's front matter files it under.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// One entry of a feed (RFC 4287 §4.1.2).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable: the feed's own id, else derived from link, else from title and content.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The alternate link, absolute.
    pub url: Option<String>,
    /// The entry's own, else those of its `atom:source`, else the feed's.
    pub authors: Vec<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// Category terms.
    pub categories: Vec<String>,
    /// Plain text.
    pub summary: Option<String>,
    /// Sanitised HTML, every link and image absolute.
    pub content_html: Option<String>,
    /// Files that go with the entry.
    pub enclosures: Vec<Enclosure>,
    /// The entry's rights, else those of its source, else the feed's.
    pub rights: Option<String>,
    /// The feed that the entry came from, where it says so itself (RFC 4287 §4.2.11).
    #[serde(default)]
    pub source: Option<EntrySource>,
    /// BCP 47, the entry's own or inherited.
    #[serde(default)]
    pub language: Option<String>,
    /// When hallway first saw the entry, RFC 3339, where it states no date or one that is to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<String>,
    /// The line of the entry's start.
    #[serde(default)]
    pub line: usize,
}

impl Entry {
    /// When it was posted, as far as that can be believed: no later than it was first seen.
    pub fn posted(&self) -> Option<&str> {
        self.believed(self.published.as_deref().or(self.updated.as_deref()))
    }

    /// When it was last changed, as far as that can be believed.
    pub fn changed(&self) -> Option<&str> {
        self.believed(self.updated.as_deref().or(self.published.as_deref()))
    }

    /// All dates of entries are of one form, in UTC: they are ordered as their texts are.
    fn believed<'a>(&'a self, stated: Option<&'a str>) -> Option<&'a str> {
        [stated, self.first_seen.as_deref()].into_iter().flatten().min()
    }
}

/// A file that goes with an entry (`rel="enclosure"`, RFC 4287 §4.2.7.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Absolute address.
    pub url: String,
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Bytes.
    pub length: Option<u64>,
}

/// What an entry keeps of the feed it was copied from (RFC 4287 §4.2.11).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySource {
    /// The origin feed's id.
    pub id: Option<String>,
    /// The origin feed's title.
    pub title: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// The origin feed's alternate link.
    pub url: Option<String>,
    /// The origin feed's own address.
    pub self_url: Option<String>,
    /// The origin feed's authors.
    pub authors: Vec<String>,
    /// The origin feed's rights.
    pub rights: Option<String>,
}

/// One edition of a conference.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// As the document writes it, with its year where it has one.
    pub name: String,
    /// The name without the year.
    pub series: Option<String>,
    /// The year of the edition.
    pub year: Option<i16>,
    /// `YYYY-MM-DD`.
    pub start: Option<String>,
    /// `YYYY-MM-DD`.
    pub end: Option<String>,
    /// The place, where the document states it.
    pub location: Option<String>,
    /// The event's own address.
    pub url: Option<String>,
    /// The time zone that its clock times are told in, by its IANA name, where the document states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// A person who gives a talk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// As the document writes it.
    pub name: String,
    /// An organisation.
    pub affiliation: Option<String>,
    /// What the person does.
    pub role: Option<String>,
}

/// What sort of session a talk is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TalkFormat {
    /// A plenary talk that the document calls a keynote.
    Keynote,
    /// Where nothing says otherwise.
    #[default]
    Talk,
    /// A workshop, tutorial, training or lab.
    Workshop,
    /// A panel or round table.
    Panel,
    /// A lightning talk or a block of them.
    Lightning,
    /// A session shown live, such as live coding.
    Live,
    /// A social programme item with a title of its own.
    Social,
}

impl TalkFormat {
    /// The word used in JSON and in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            TalkFormat::Keynote => "keynote",
            TalkFormat::Talk => "talk",
            TalkFormat::Workshop => "workshop",
            TalkFormat::Panel => "panel",
            TalkFormat::Lightning => "lightning",
            TalkFormat::Live => "live",
            TalkFormat::Social => "social",
        }
    }
}

/// One session of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    /// `event-slug/title-slug`, stable across runs and machines.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The people who give it, in the document's order.
    pub speakers: Vec<Speaker>,
    /// The [`Event::name`] it belongs to.
    pub event: Option<String>,
    /// The [`Entry::id`] that it was found in.
    pub entry: Option<String>,
    /// As the document labels it: a weekday, "day 02".
    pub day: Option<String>,
    /// `YYYY-MM-DD`, where the document gives or fixes it.
    pub date: Option<String>,
    /// Local time, `HH:MM`.
    pub start: Option<String>,
    /// The stated length.
    pub duration_minutes: Option<u32>,
    /// The name of the track; `None` for "All tracks".
    pub track: Option<String>,
    /// The room's label.
    pub room: Option<String>,
    /// What sort of session it is.
    pub format: TalkFormat,
    /// A submission's or session's number in its list.
    pub number: Option<u32>,
    /// The session's own page.
    pub url: Option<String>,
    /// Markdown: what the conference or proposer says of the talk.
    #[serde(rename = "abstract")]
    pub abstract_: Option<String>,
    /// The document's own tags for it.
    pub tags: Vec<String>,
    /// Every place where the document has it, the one that says most first: heading, card, agenda row.
    #[serde(default)]
    pub lines: Vec<usize>,
    /// BCP 47, where the document states the talk's language.
    #[serde(default)]
    pub language: Option<String>,
    /// Where the talk can be watched again, as the conference's data state it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<String>,
}

/// What an attendee wrote about one talk.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// A [`Talk::id`].
    pub talk: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The note itself.
    pub markdown: String,
    /// Block quotes inside the note, plain text.
    pub quotes: Vec<String>,
    /// Absolute where that can be told.
    pub links: Vec<String>,
    /// The line of the talk's heading.
    pub line: usize,
}

/// A statement that the attendee marked as what to keep.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Takeaway {
    /// Plain text of one item.
    pub text: String,
    /// The item as Markdown.
    pub markdown: String,
    /// The [`Event::name`] it belongs to.
    pub event: Option<String>,
    /// The [`Talk::id`] it belongs to; `None` for one of the whole event.
    pub talk: Option<String>,
    /// The heading between the announcement and the list.
    pub topic: Option<String>,
    /// Who marked it.
    pub author: Option<String>,
    /// The [`Entry::id`] that it was found in.
    #[serde(default)]
    pub entry: Option<String>,
    /// The line of the item.
    pub line: usize,
}

/// What was damaged in a document, and what was made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The line, or 0 where it concerns the whole document.
    pub line: usize,
    /// Lower case, no full stop.
    pub message: String,
}

impl Warning {
    /// A warning about `line`.
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Warning { line, message: message.into() }
    }
}

/// One document of a library with everything that it says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceRecords {
    /// Its path inside the library.
    pub path: String,
    /// What to call it: the owner's name for it, else its own title, else its file name.
    pub name: String,
    /// What it says.
    pub records: Records,
}

impl SourceRecords {
    /// Whether it is a report that may go out and of which nobody says when it was written.
    pub fn is_undated_report(&self) -> bool {
        let about = &self.records.source;
        about.kind == Kind::Report && about.held_back.is_none() && about.published.is_none() && about.updated.is_none()
    }
}
