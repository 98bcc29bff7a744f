//! Names of people: told from titles, roles and organisations, and parted from the titles they stand beside.
//!
//! Nothing here is certain, so every answer carries a confidence from 0 to 1: about 0.9 for a known given name with a surname,
//! about 0.5 for two capitalised words that could be anything ("Quiet Machines" falls below, for its words are known).
//! Callers let siblings decide in between.

mod addressed;
mod name;
mod position;
mod prose;
mod several;
mod splits;
#[cfg(test)]
mod tests;
mod wide;
mod word;

use crate::model::Speaker;

pub(crate) use name::{is_common, is_initialled, person_likeness};
pub(crate) use position::{is_organisation, is_role};
pub(crate) use prose::speakers_in_prose;
pub(super) use prose::{BY, TALKS, VERBS, is_followed_by_a_verb, name_spans, tells_of_giving};
pub(crate) use several::{read_people, shown_name};
pub(crate) use splits::splits;

/// One or more people, as a text names them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct People {
    /// In the text's order.
    pub(crate) speakers: Vec<Speaker>,
    /// How sure it is that these are people, 0 to 1.
    pub(crate) confidence: f32,
    /// The text that names them.
    pub(crate) said: String,
}

/// What stands between a title and the people beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Separator {
    /// ` — `
    EmDash,
    /// ` – `
    EnDash,
    /// ` - `
    Hyphen,
    /// ` -- `
    DoubleHyphen,
    /// `: `
    Colon,
    /// ` | `
    Pipe,
    /// ` / `
    Slash,
    /// ` ~ `
    Tilde,
    /// `(…)`
    Brackets,
    /// `[…]`
    SquareBrackets,
    /// "by", "par", "von"
    By,
    /// A quoted title with names right behind or before it.
    Quotes,
    /// A comma.
    Comma,
    /// "Ada Brookfield's keynote", "Ada Brookfield on the State of Lanterns": the title is the whole.
    Phrase,
    /// Nothing but a blank.
    Blank,
}

impl Separator {
    /// Whether it is a dash, a bar or a slash between blanks.
    pub(crate) fn is_dash(self) -> bool {
        matches!(self, Self::EmDash | Self::EnDash | Self::Hyphen | Self::DoubleHyphen | Self::Pipe | Self::Slash)
    }
}

/// On which side of the separator the people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// People first.
    Left,
    /// Title first.
    Right,
}

/// How a heading was parted, so that siblings can be asked to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SplitKind {
    /// What stands between.
    pub(crate) separator: Separator,
    /// Where the people stand.
    pub(crate) people: Side,
}

/// One way to part a heading into title and people.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Split {
    /// The title, without quotation marks around it.
    pub(crate) title: String,
    /// The people.
    pub(crate) people: People,
    /// How it was parted.
    pub(crate) kind: SplitKind,
}
