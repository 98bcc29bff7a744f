//! 2. [`Document`] → [`Records`]. Knows conferences and nothing of formats.
//!
//! [`extract`] runs these, in this order:
//!
//! 1. `source`: what the document says of itself;
//! 2. `events`: the conference editions that it is about;
//! 3. `shapes`: headings and lists in place of what hides them;
//! 4. `talks` (and `single`, `agenda`, `prose`): which places are talks, decided for the document as a whole;
//! 5. `merge`: one talk found twice becomes one;
//! 6. `planned`: instead of 4 and 5, where hallway itself wrote the talks of a programme into the report;
//! 7. `notes` and `takeaways`: what the attendee wrote, and what they marked as worth keeping.

mod agenda;
mod bare;
mod candidate;
mod chapters;
#[cfg(test)]
mod checks;
mod commas;
mod damage;
mod dated;
mod day;
mod editions;
mod events;
mod gatherings;
mod genre;
mod genre_words;
#[cfg(test)]
mod growth;
mod headlines;
mod inlines;
mod lead;
mod letters;
mod mentions;
mod merge;
mod names;
mod naming;
mod notes;
mod notions;
mod ordinals;
mod outline;
mod people;
mod people_first;
mod people_last;
mod person_before;
mod phrases;
mod places;
mod planned;
mod proposals;
mod prose;
mod records;
mod session_titles;
mod session_words;
mod sessions;
mod shapes;
mod signs;
mod single;
mod source;
mod tables;
mod takeaways;
mod talks;
mod tally;
mod title;
mod visits;
mod words;

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
