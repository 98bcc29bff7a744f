//! A query → ranked passages, each with its place in the library.

use std::ops::Range;

/// How much to answer, and in which order.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// The most hits.
    pub limit: usize,
    /// How many of the best to leave out.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// Count all that was found, however much it is. Otherwise [`Answers::exact`] tells whether the counts are complete.
    pub count_all: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions { limit: 20, offset: 0, sort: Sort::default(), count_all: false }
    }
}

/// The order of the hits; equal ones newest first, then by place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By document and line.
    Place,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The best, from [`SearchOptions::offset`] on.
    pub hits: Vec<Hit>,
    /// How many passages were found.
    pub total_passages: usize,
    /// In how many talks (the same talk in two documents is one).
    pub talks: usize,
    /// At how many events.
    pub events: usize,
    /// Whether the three counts are of all that was found, or only of the best few hundred.
    pub exact: bool,
    /// How odd parts of the query were read.
    pub notes: Vec<String>,
    /// Where nothing was found: the query with words that the library knows.
    pub did_you_mean: Option<String>,
}

/// What sort of text a passage is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// A talk's own data: title, speakers, track, tags.
    #[default]
    Talk,
    /// What the conference or proposer says of a talk.
    Abstract,
    /// What an attendee wrote about a talk.
    Note,
    /// What an attendee marked as what to keep.
    Takeaway,
    /// A feed's entry, or a document about no conference.
    Entry,
}

impl PassageKind {
    /// The word used in JSON and after `kind:`.
    pub fn as_str(self) -> &'static str {
        match self {
            PassageKind::Talk => "talk",
            PassageKind::Abstract => "abstract",
            PassageKind::Note => "note",
            PassageKind::Takeaway => "takeaway",
            PassageKind::Entry => "entry",
        }
    }
}

/// One passage that was found.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Hit {
    /// The document, inside the library.
    pub path: String,
    /// The line of the best piece of the passage, 1-based.
    pub line: usize,
    /// What sort of text it is.
    pub kind: PassageKind,
    /// The best piece of the passage, plain text of one line.
    pub text: String,
    /// Byte ranges of `text` that the query asked for.
    pub highlights: Vec<Range<usize>>,
    /// Byte ranges of `title` that the query asked for.
    pub title_highlights: Vec<Range<usize>>,
    /// The [`Talk::id`](crate::model::Talk::id), where the passage belongs to one.
    pub talk: Option<String>,
    /// The title of the talk, else of the entry, else of the document.
    pub title: String,
    /// Who gives the talk.
    pub speakers: Vec<String>,
    /// The event's name.
    pub event: Option<String>,
    /// Who wrote the passage, where that is known.
    pub author: Option<String>,
    /// `YYYY-MM-DD`, or `YYYY`: of the talk, else the event, else the entry.
    pub date: Option<String>,
    /// What a takeaway is filed under.
    pub topic: Option<String>,
    /// The [`Entry::id`](crate::model::Entry::id) that it was found in.
    pub entry: Option<String>,
    /// The same for every passage of one talk of one event, whatever the document: event and title folded.
    pub group: String,
    /// How well it fits; higher is better.
    pub score: f32,
}
