//! What a person types → a tree of what it asks for. Never an error: what cannot be meant is read some other way, and said.

/// A query as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// How odd parts of it were read, for people; empty where nothing was odd.
    pub notes: Vec<String>,
}

impl Query {
    /// Reads `text`; `saved` gives the text of `query:NAME`.
    pub fn parse(text: &str, saved: &mut dyn FnMut(&str) -> Option<String>) -> Query {
        let _ = (text, saved("").is_some());
        Query::default()
    }
}
