//! Which entries of a followed feed matter (`only` in hallway.toml): the others are neither published nor searched nor listed,
//! unless a command is told to take all.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::Result;
use hallway::Error;
use hallway::index::{Index, SearchOptions, keep_of_entries};
use hallway::library::{FeedSettings, Library};
use hallway::model::{Records, SourceRecords};

use super::search::parse;

/// What finds something in every entry that is about talks.
const ABOUT_TALKS: &str = "kind:talk OR kind:note OR kind:takeaway OR kind:abstract";

/// Which posts of followed feeds a command looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Posts {
    /// Those that matter to the owner.
    ThatMatter,
    /// All that are kept.
    All,
}

impl Posts {
    /// What `--all` says.
    pub(crate) fn all_if(all: bool) -> Posts {
        if all { Posts::All } else { Posts::ThatMatter }
    }

    /// The same, but for all of them where nothing in hallway.toml says that some do not matter.
    pub(crate) fn in_effect(self, library: &Library) -> Result<Posts, Error> {
        let says_nothing = library.settings()?.feed.iter().all(|feed| said(feed).is_none());
        Ok(if says_nothing { Posts::All } else { self })
    }

    /// Where the passages lie that a search leaves out, in order.
    pub(crate) fn left_out(self, library: &Library, index: &Index) -> Result<Vec<Range<u64>>, Error> {
        if self == Posts::All { Ok(Vec::new()) } else { places(library, index) }
    }

    /// Which records are left out.
    pub(crate) fn choice(self, library: &Library, index: &Index) -> Result<Choice, Error> {
        if self == Posts::All { Ok(Choice::default()) } else { Choice::of(library, index) }
    }
}

/// What `feed` says of its entries; none where all of them matter.
fn said(feed: &FeedSettings) -> Option<&str> {
    feed.only.as_deref().map(str::trim).filter(|only| !matches!(*only, "" | "all"))
}

fn is_file_of(feed: &str, path: &str) -> bool {
    let stem = path.strip_prefix("feeds/").and_then(|file| file.rsplit_once('.'));
    stem.is_some_and(|(stem, _)| stem == feed)
}

fn places(library: &Library, index: &Index) -> Result<Vec<Range<u64>>, Error> {
    let settings = library.settings()?;
    let mut places = Vec::new();
    if settings.feed.iter().all(|feed| said(feed).is_none()) {
        return Ok(places);
    }
    let paths = index.paths()?;
    for feed in &settings.feed {
        let Some(only) = said(feed) else { continue };
        let query = parse(library, if only == "talks" { ABOUT_TALKS } else { only })?;
        for path in paths.iter().filter(|path| is_file_of(&feed.name, path)) {
            places.extend(index.places_outside(path, &query)?);
        }
    }
    places.sort_unstable_by_key(|range| range.start);
    Ok(places)
}

/// Which entries of which feeds matter.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// By the feed's name.
    feeds: Vec<(String, Wanted)>,
}

#[derive(Debug)]
enum Wanted {
    WithTalks,
    /// By path and id.
    Found(HashSet<(String, String)>),
}

impl Choice {
    fn of(library: &Library, index: &Index) -> Result<Choice, Error> {
        let mut feeds = Vec::new();
        for feed in &library.settings()?.feed {
            let wanted = match said(feed) {
                None => continue,
                Some("talks") => Wanted::WithTalks,
                Some(query) => Wanted::Found(found(library, index, query)?),
            };
            feeds.push((feed.name.clone(), wanted));
        }
        Ok(Choice { feeds })
    }

    /// Takes the entries that do not matter out of `source`, and what was found in them.
    pub(crate) fn leave_out(&self, source: &mut SourceRecords) {
        let Some((_, wanted)) = self.feeds.iter().find(|(feed, _)| is_file_of(feed, &source.path)) else { return };
        let records = &mut source.records;
        let about_talks = with_talks(records);
        let path = source.path.clone();
        let matters = |id: &String| match wanted {
            Wanted::WithTalks => about_talks.contains(id),
            Wanted::Found(found) => found.contains(&(path.clone(), id.clone())),
        };
        let before = records.entries.len();
        records.entries.retain(|entry| matters(&entry.id));
        if records.entries.len() < before {
            keep_of_entries(records);
        }
    }
}

/// The entries that something was found in.
fn with_talks(records: &Records) -> HashSet<String> {
    let talks = records.talks.iter().filter_map(|talk| talk.entry.clone());
    talks.chain(records.takeaways.iter().filter_map(|takeaway| takeaway.entry.clone())).collect()
}

/// The entries that `query` finds something in, by path and id.
fn found(library: &Library, index: &Index, query: &str) -> Result<HashSet<(String, String)>, Error> {
    let options = SearchOptions::everything();
    let hits = index.search(&parse(library, query)?, &options)?.hits;
    Ok(hits.into_iter().filter_map(|hit| Some((hit.path, hit.entry?))).collect())
}
