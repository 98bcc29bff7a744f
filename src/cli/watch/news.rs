//! What a saved document says that it did not say before, in a line.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use hallway::index::{Index, SyncReport};
use hallway::library::Library;
use hallway::model::{Note, Records, Takeaway, Talk};
use serde_json::json;

use crate::cli::library;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::sync::tell_warnings;
use crate::cli::words::count;

/// Talks named in one line.
const MOST_TITLES: usize = 3;
/// So many documents are known from the beginning: those that were changed last are those that somebody works on.
const KNOWN_DOCUMENTS: usize = 500;

/// What documents said when they were last looked at, in fingerprints: their files hold what they say now.
pub(super) struct Known {
    said: HashMap<String, Records>,
    /// What could not be read, and why: told once.
    failed: Vec<(String, String)>,
    /// The index as it was then.
    index: Index,
}

/// What is known of a document before it was saved.
enum Before {
    Nothing,
    /// That it was there.
    There,
    Said(Box<Records>),
}

impl Known {
    pub(super) fn of(library: &Library, screen: &mut Screen) -> Result<Known> {
        let index = library::index(library, screen)?;
        let mut said = HashMap::new();
        for path in index.newest_changed(KNOWN_DOCUMENTS)? {
            if let Some(source) = index.source(&path)? {
                said.insert(path, fingerprint(&source.records));
            }
        }
        Ok(Known { said, failed: Vec::new(), index })
    }

    fn before(&mut self, path: &str) -> Result<Before> {
        Ok(match self.said.remove(path) {
            Some(records) => Before::Said(Box::new(records)),
            None if self.index.holds(path)? => Before::There,
            None => Before::Nothing,
        })
    }

    /// Tells which documents cannot be read, where it is news.
    pub(super) fn tell_failures(&mut self, report: &SyncReport, screen: &mut Screen) {
        let is_news = |failure: &&(String, String)| !self.failed.contains(failure);
        library::tell_failures(report.failed.iter().filter(is_news), screen);
        if report.failed.iter().any(|failure| is_news(&failure)) {
            library::tell_kept(report, screen);
        }
        self.failed.clone_from(&report.failed);
    }

    /// Tells of each document that `report` says was read, or is gone.
    pub(super) fn tell(&mut self, library: &Library, report: &SyncReport, screen: &mut Screen) -> Result<()> {
        let now = library::index(library, screen)?;
        for document in &report.changed {
            let Some(new) = now.source(&document.path)? else { continue };
            let fingerprint = fingerprint(&new.records);
            let (news, read) = match self.before(&document.path)? {
                Before::Said(old) => (News::of(&old, &fingerprint), ""),
                Before::Nothing => (News::of(&Records::default(), &fingerprint), ""),
                // What of it is new is known from its next save on.
                Before::There => (News::of(&Records::default(), &fingerprint), "read, all in all "),
            };
            self.said.insert(document.path.clone(), fingerprint);
            if screen.json {
                screen.json_line(&json!({
                    "path": document.path, "talks": new.records.talks.len(), "notes": news.notes, "takeaways": news.takeaways,
                    "warnings": document.warnings,
                }))?;
            } else {
                screen.report(format_args!("{} {}: {read}{}", clock(), plain(&document.path), news.words()))?;
            }
            tell_warnings(document, screen);
        }
        for path in &report.removed {
            self.said.remove(path);
            match screen.json {
                true => screen.json_line(&json!({ "path": path, "removed": true }))?,
                false => screen.report(format_args!("{} {}: gone, and its records with it", clock(), plain(path)))?,
            }
        }
        self.index = now;
        Ok(())
    }
}

/// The time of day where the person is.
pub(super) fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

/// The talks, and of notes and takeaways as much as tells whether they are others.
fn fingerprint(records: &Records) -> Records {
    let hash = |text: &str| hallway::id::hash(text.as_bytes());
    let talks = records.talks.iter().map(|talk| Talk { id: talk.id.clone(), title: talk.title.clone(), ..Talk::default() });
    let notes =
        records.notes.iter().map(|note| Note { talk: note.talk.clone(), markdown: hash(&note.markdown), ..Note::default() });
    let takeaways = records.takeaways.iter().map(|takeaway| Takeaway {
        text: takeaway.text.clone(),
        markdown: hash(&takeaway.markdown),
        ..Takeaway::default()
    });
    Records { talks: talks.collect(), notes: notes.collect(), takeaways: takeaways.collect(), ..Records::default() }
}

/// What a document says that it did not say before.
#[derive(Debug, Default, PartialEq, Eq)]
struct News {
    /// The titles of talks that were not there.
    talks: Vec<String>,
    /// The titles of talks whose note is new or another.
    notes: Vec<String>,
    takeaways: Vec<String>,
    /// How many talks, notes and takeaways are gone.
    gone: usize,
}

impl News {
    fn of(old: &Records, new: &Records) -> News {
        let title = |records: &Records, id: &str| {
            records.talks.iter().find(|talk| talk.id == id).map_or_else(|| id.to_owned(), |talk| talk.title.clone())
        };
        let old_notes: BTreeSet<(&str, &str)> = old.notes.iter().map(|note| (&*note.talk, &*note.markdown)).collect();
        let old_takeaways: BTreeSet<&str> = old.takeaways.iter().map(|takeaway| &*takeaway.markdown).collect();
        let old_talks: BTreeSet<&str> = old.talks.iter().map(|talk| &*talk.id).collect();
        let notes = new.notes.iter().filter(|note| !old_notes.contains(&(&*note.talk, &*note.markdown)));
        let takeaways = new.takeaways.iter().filter(|takeaway| !old_takeaways.contains(&*takeaway.markdown));
        let talks = new.talks.iter().filter(|talk| !old_talks.contains(&*talk.id));
        let gone = |old: usize, new: usize| old.saturating_sub(new);
        News {
            talks: talks.map(|talk| talk.title.clone()).collect(),
            notes: notes.map(|note| title(new, &note.talk)).collect(),
            takeaways: takeaways.map(|takeaway| takeaway.text.clone()).collect(),
            gone: gone(old.talks.len(), new.talks.len())
                + gone(old.notes.len(), new.notes.len())
                + gone(old.takeaways.len(), new.takeaways.len()),
        }
    }

    /// `1 note (Lists Without Locks), 1 takeaway`.
    fn words(&self) -> String {
        let mut words = Vec::new();
        if !self.talks.is_empty() {
            words.push(count(self.talks.len(), "talk"));
        }
        if !self.notes.is_empty() {
            let shown: Vec<String> = self.notes.iter().take(MOST_TITLES).map(|title| plain(title)).collect();
            let more = if self.notes.len() > MOST_TITLES { ", …" } else { "" };
            words.push(format!("{} ({}{more})", count(self.notes.len(), "note"), shown.join(", ")));
        }
        if !self.takeaways.is_empty() {
            words.push(count(self.takeaways.len(), "takeaway"));
        }
        if self.gone > 0 {
            words.push(format!("{} gone", self.gone));
        }
        if words.is_empty() { "read; nothing new in it".to_owned() } else { words.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_in_a_document_is_told() {
        let records = |notes: &[(&str, &str)], takeaways: &[&str]| Records {
            talks: ["Fog", "Rain"].map(|title| Talk { id: title.into(), title: title.into(), ..Talk::default() }).to_vec(),
            notes: notes
                .iter()
                .map(|(talk, text)| Note { talk: (*talk).into(), markdown: (*text).into(), ..Note::default() })
                .collect(),
            takeaways: takeaways.iter().map(|text| Takeaway { markdown: (*text).into(), ..Takeaway::default() }).collect(),
            ..Records::default()
        };
        let before = records(&[("Fog", "a")], &["x"]);
        #[rustfmt::skip]
        let table = [
            (records(&[("Fog", "a")], &["x"]),                      "read; nothing new in it"),
            (records(&[("Fog", "a b")], &["x", "y"]),               "1 note (Fog), 1 takeaway"),
            (records(&[("Fog", "a"), ("Rain", "c")], &["x"]),       "1 note (Rain)"),
            (records(&[], &["x"]),                                  "1 gone"),
        ];
        for (after, words) in table {
            assert_eq!(News::of(&before, &after).words(), words);
        }
        assert_eq!(News::of(&Records::default(), &before).words(), "2 talks, 1 note (Fog), 1 takeaway");
    }
}
