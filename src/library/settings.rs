//! `hallway.toml`: who owns the library, what it follows, and what its documents leave unsaid.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::Kind;

/// Everything that `hallway.toml` may say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What the library is called, the title of the combined feed.
    pub title: Option<String>,
    /// Where the library is published, the base of its addresses.
    pub address: Option<String>,
    /// Who keeps the library.
    pub owner: Owner,
    /// Hosts that may be asked though they are not of the public internet, by exact host and port: `127.0.0.1:8000`.
    pub allow: Vec<String>,
    /// Documents below notes/ or feeds/ that are no longer read: paths inside the library.
    pub ignored: Vec<String>,
    /// The feeds followed, one `[[feed]]` each.
    pub feed: Vec<FeedSettings>,
    /// What documents leave unsaid, by path: `[documents."notes/x.md"]`.
    pub documents: BTreeMap<String, DocumentSettings>,
    /// Saved searches, one `[[search]]` each.
    pub search: Vec<SavedSearch>,
    /// How the library is published.
    pub publish: PublishSettings,
}

/// Who keeps the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Owner {
    /// A person's name.
    pub name: Option<String>,
    /// That person's page.
    pub uri: Option<String>,
    /// That person's address.
    pub email: Option<String>,
}

/// One followed feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedSettings {
    /// Its file in feeds/, without the extension.
    pub name: String,
    /// Where it is fetched.
    pub url: String,
    /// The event that all its entries are about.
    pub event: Option<String>,
    /// Who writes it, where the feed does not say.
    pub author: Option<String>,
    /// Words to file its entries under.
    pub tags: Vec<String>,
    /// How much of an entry may be republished.
    pub content: Option<Content>,
    /// The least time between two fetches: `90m`, `6h`, `2d`.
    pub interval: Option<String>,
    /// The largest document that is taken from its server, in megabytes; 15 where nothing is said.
    pub megabytes: Option<u16>,
    /// Which of its entries matter: `all`, those with `talks`, or those that a query finds.
    pub only: Option<String>,
}

impl FeedSettings {
    /// The least time between two fetches in minutes, where the settings state one.
    pub fn interval_minutes(&self) -> Option<u32> {
        read_minutes(self.interval.as_deref()?)
    }
}

/// What a document leaves unsaid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentSettings {
    /// What the document is.
    pub kind: Option<Kind>,
    /// The event that it is about.
    pub event: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What to call it.
    pub name: Option<String>,
}

/// A search with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// The word after `query:`.
    pub name: String,
    /// The search itself.
    pub query: String,
}

/// How the library is published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublishSettings {
    /// How much of an entry is republished where its feed's own setting does not say.
    pub content: Option<Content>,
    /// The most entries of a published feed, see [`PublishSettings::most_entries`].
    pub entries: Option<usize>,
    /// The rights in what the owner writes.
    pub rights: Option<String>,
    /// Documents never published: paths inside the library.
    pub hold_back: Vec<String>,
}

impl PublishSettings {
    /// The most entries of a published feed, the newest: 1,000 where nothing is said, which nobody's reader has trouble with.
    pub fn most_entries(&self) -> usize {
        self.entries.unwrap_or(1_000)
    }
}

/// How much of an entry is republished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// All of it.
    #[default]
    Full,
    /// A summary and a link.
    Summary,
    /// Title and link.
    Link,
}

/// Reads settings; `path` is for the message alone.
///
/// # Errors
/// [`Error::Settings`] with line, column and what was expected.
pub fn read_settings(text: &str, path: &Path) -> Result<Settings> {
    let settings: Settings = toml::from_str(text).map_err(|fault| settings_error(path, text, &fault))?;
    if let Some(feed) = settings.feed.iter().find(|feed| feed.interval.is_some() && feed.interval_minutes().is_none()) {
        let interval = feed.interval.as_deref().unwrap_or_default();
        let reason = format!("feed {}: interval {interval:?} is no length of time such as 90m, 6h or 2d", feed.name);
        return Err(Error::Settings { path: path.to_owned(), reason });
    }
    Ok(settings)
}

/// An [`Error::Settings`] that names line and column of what TOML found wrong.
pub fn settings_error(path: &Path, text: &str, fault: &toml::de::Error) -> Error {
    let message = fault.message().replace('\n', " ");
    let reason = match fault.span() {
        Some(span) => {
            let before = text.get(..span.start).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            format!("line {line}, column {column}: {message}")
        }
        None => message,
    };
    Error::Settings { path: path.to_owned(), reason }
}

/// Reads `90m`, `6h`, `2d` as minutes.
fn read_minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u32 = text[..split].parse().ok()?;
    let unit = match text[split..].trim() {
        "m" | "min" | "minutes" => 1,
        "h" | "hours" => 60,
        "d" | "days" => 24 * 60,
        _ => return None,
    };
    number.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_the_settings_is_told_with_line_and_column() {
        #[rustfmt::skip]
        let table = [
            ("title = \"A\"\ncolour = 1\n",                           "line 2, column 1: unknown field `colour`"),
            ("title = 3\n",                                           "line 1, column 9: invalid type: integer `3`"),
            ("[[feed]]\nname = \"a\"\nurl = \"u\"\ninterval = \"soon\"", "interval \"soon\" is no length"),
            ("[documents.\"notes/a.md\"]\nkind = \"poem\"\n",         "line 2, column 8"),
            ("title = \"A\"\nx",                                        "line 2, column 2: key with no value"),
        ];
        for (text, expected) in table {
            let message = read_settings(text, Path::new("hallway.toml")).unwrap_err().to_string();
            assert!(message.contains(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn lengths_of_time_are_read_as_minutes() {
        for (text, minutes) in
            [("90m", Some(90)), ("6h", Some(360)), ("2d", Some(2880)), ("6", None), ("h", None), ("99999999d", None)]
        {
            assert_eq!(read_minutes(text), minutes, "{text:?}");
        }
    }
}
