//! 2. [`Document`] → [`Records`]. Knows conferences and nothing of formats.
//!
//! [`extract`] runs these, in this order:
//!
//! 1. `source`: what the document says of itself;
//! 2. `events`: the conference editions that it is about;
//! 3. `talks` (and `single`, `agenda`, `prose`): which places are talks, decided for the document as a whole;
//! 4. `merge`: one talk found twice becomes one;
//! 5. `planned`: instead of 3 and 4, where hallway itself wrote the talks of a programme into the report;
//! 6. `notes` and `takeaways`: what the attendee wrote, and what they marked as worth keeping.

mod addresses;
mod agenda;
mod bare;
mod boxed;
mod bylines;
mod candidate;
mod chapters;
#[cfg(test)]
mod checks;
mod commas;
mod contents;
mod damage;
mod dated;
mod day;
mod day_lines;
mod definitions;
mod dotted;
mod editions;
mod events;
mod first_lines;
mod gatherings;
mod genre;
mod genre_words;
#[cfg(test)]
mod growth;
mod inlines;
mod lead;
mod leaders;
mod letters;
mod lightning;
mod lone_items;
mod lowered;
mod mentions;
mod merge;
mod names;
mod naming;
mod nested;
mod notes;
mod notions;
mod numbered;
mod order;
mod outline;
mod people;
mod people_first;
mod people_last;
mod person_before;
mod phrases;
mod pictures;
mod planned;
mod prose;
mod quoted;
mod records;
mod signed_quotes;
mod signs;
mod single;
mod slots;
mod source;
mod speaker_pages;
mod stacked;
mod tables;
mod takeaways;
mod talks;
mod tally;
mod timestamps;
mod title;
mod visits;
mod words;

mod session_titles;
mod session_words;
mod sessions;

pub(crate) use inlines::fold_space;

use crate::model::{Kind, Records};
use crate::read::Document;

/// What the owner of a library says of a document that the document leaves unsaid.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What the document is.
    pub kind: Option<Kind>,
    /// The event that it is about.
    pub event: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Words to file a feed's entries under.
    pub tags: Vec<String>,
    /// The document's path inside the library, without its extension: folders often name the event.
    pub path: Option<String>,
}

/// Why a place of a document is a talk, or is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// 1-based.
    pub line: usize,
    /// The text of the place.
    pub text: String,
    /// It is a talk.
    pub accepted: bool,
    /// The evidence, in words.
    pub reasons: String,
}

/// Takes events, talks, notes and takeaways from a document. Damage becomes a warning, never an error.
pub fn extract(document: &Document, said: &Said) -> Records {
    records::build(document, said, &mut None)
}

/// As [`extract`], with the reasons for every talk and for every heading that is none.
pub fn explain(document: &Document, said: &Said) -> (Records, Vec<Explanation>) {
    let mut reasons = Some(Vec::new());
    let records = records::build(document, said, &mut reasons);
    (records, reasons.unwrap_or_default())
}
