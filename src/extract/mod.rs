//! 2. [`Document`] → [`Records`]. Knows conferences and nothing of formats.

#[allow(dead_code, reason = "the rules that ask these come with them")]
pub(crate) mod events;
#[allow(dead_code, reason = "the rules that ask these come with them")]
pub(crate) mod names;
#[allow(dead_code, reason = "the rules that ask these come with them")]
pub(crate) mod people;
#[allow(dead_code, reason = "the rules that ask these come with them")]
pub(crate) mod words;

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
    /// The document's path inside the library, without its extension: folders often name the event.
    pub path: Option<String>,
}

/// Takes events, talks, notes and takeaways from a document. Damage becomes a warning, never an error.
pub fn extract(document: &Document, said: &Said) -> Records {
    let _ = (document, said);
    Records::default()
}
