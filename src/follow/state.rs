//! What fetching must remember, in feeds/fetched.toml: plain, sorted, one table a feed.
//!
//! It lies beside the feeds, not in index/, which anyone may delete: losing it makes every server be asked anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fetch::Validators;
use crate::error::{Error, Result};
use crate::library::{FeedSettings, Library, write_file_atomically};

const HEAD: &str =
    "# What the servers of the followed feeds said last. Without it they are all asked again; nothing else is lost.\n\n";

/// What is remembered of one feed's fetching.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedState {
    /// The address in hallway.toml that all this belongs to.
    pub url: String,
    /// When the server was last asked.
    pub asked: Option<Timestamp>,
    /// It is not asked before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// The server itself asked not to be asked before, with `Retry-After`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// `ETag` of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// A hash of the last document that was taken in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// The address on the same host where it permanently moved to: asked instead, until it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// When it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_since: Option<Timestamp>,
    /// How often that address answered well since.
    #[serde(skip_serializing_if = "is_zero")]
    pub moved_held: u32,
    /// How often asking failed since it last went well.
    #[serde(skip_serializing_if = "is_zero")]
    pub failures: u32,
    /// When it first failed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Timestamp>,
    /// Why it failed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The server said that it is gone for good: it is asked no more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl FeedState {
    pub(super) fn validators(&self) -> Validators {
        Validators { etag: self.etag.clone(), last_modified: self.last_modified.clone() }
    }

    /// Until when it is not to be asked; `None` where it may be asked now.
    ///
    /// A time that no server could have set is no reason to wait: a clock was wrong.
    pub(super) fn waits_until(&self, now: Timestamp, longest: std::time::Duration) -> Option<Timestamp> {
        let until = self.next.max(self.not_before)?;
        let latest = now.checked_add(longest).unwrap_or(Timestamp::MAX);
        (until > now && until <= latest).then_some(until)
    }
}

/// What is remembered of all feeds, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FetchLog {
    path: PathBuf,
    feeds: BTreeMap<String, FeedState>,
}

impl FetchLog {
    /// Reads the log of `library`. One that is missing or damaged counts as empty.
    ///
    /// # Errors
    /// [`Error::Io`] where the system refuses to read it.
    pub(super) fn read(library: &Library) -> Result<FetchLog> {
        let path = library.root().join("feeds").join("fetched.toml");
        let feeds = match std::fs::read(&path) {
            Ok(bytes) => toml::from_slice(&bytes).unwrap_or_default(),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(source) => return Err(Error::Io { path, source }),
        };
        Ok(FetchLog { path, feeds })
    }

    /// What is remembered of `feed`; nothing where its address is another now.
    pub(super) fn state(&self, feed: &FeedSettings) -> FeedState {
        let known = self.feeds.get(&feed.name).filter(|state| state.url == feed.url);
        known.cloned().unwrap_or_else(|| FeedState { url: feed.url.clone(), ..FeedState::default() })
    }

    pub(super) fn set(&mut self, name: &str, state: FeedState) {
        self.feeds.insert(name.to_owned(), state);
    }

    /// Forgets feeds that are followed no more.
    pub(super) fn keep_only(&mut self, feeds: &[FeedSettings]) {
        self.feeds.retain(|name, _| feeds.iter().any(|feed| feed.name == *name));
    }

    /// Writes the log, where it differs from what lies there.
    pub(super) fn write(&self) -> Result<()> {
        let text = toml::to_string(&self.feeds).map_err(|fault| Error::Usage(format!("{}: {fault}", self.path.display())))?;
        let text = format!("{HEAD}{text}");
        if is_same(&self.path, text.as_bytes()) {
            return Ok(());
        }
        write_file_atomically(&self.path, text.as_bytes())
    }
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    std::fs::read(path).is_ok_and(|there| there == bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_log_is_read_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        let feed = FeedSettings { name: "ada".into(), url: "https://ada.example/feed".into(), ..FeedSettings::default() };
        let mut log = FetchLog::read(&library).unwrap();
        let state = FeedState {
            etag: Some("\"v1\"".into()),
            next: Some("2031-05-04T10:00:00Z".parse().unwrap()),
            failures: 2,
            error: Some("the server answers 500".into()),
            ..log.state(&feed)
        };
        log.set("ada", state.clone());
        log.write().unwrap();
        let again = FetchLog::read(&library).unwrap();
        assert_eq!(again.state(&feed), state);
        let elsewhere = FeedSettings { url: "https://ada.example/other".into(), ..feed };
        assert_eq!(again.state(&elsewhere).etag, None, "another address shares nothing");
        std::fs::write(folder.path().join("feeds/fetched.toml"), "not toml at all [").unwrap();
        assert_eq!(FetchLog::read(&library).unwrap().feeds.len(), 0);
    }

    #[test]
    fn a_feed_waits_no_longer_than_anyone_could_have_asked_for() {
        let now: Timestamp = "2031-05-04T10:00:00Z".parse().unwrap();
        let day = Duration::from_secs(24 * 60 * 60);
        #[rustfmt::skip]
        let table = [
            (None,                          None,                          false),
            (Some("2031-05-04T10:00:01Z"),  None,                          true),
            (Some("2031-05-04T09:59:59Z"),  None,                          false),
            (None,                          Some("2031-05-04T11:00:00Z"),  true),
            (Some("2041-01-01T00:00:00Z"),  None,                          false), // the clock was wrong then, or is now
        ];
        for (next, not_before, waits) in table {
            let time = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            let state = FeedState { next: time(next), not_before: time(not_before), ..FeedState::default() };
            assert_eq!(state.waits_until(now, day).is_some(), waits, "{next:?} {not_before:?}");
        }
    }
}
