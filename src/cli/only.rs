//! Which entries of a followed feed matter (`only` in hallway.toml): the others are neither published nor searched, unless
//! a search asks for all.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use anyhow::Result;
use hallway::Error;
use hallway::index::{Index, SearchOptions};
use hallway::library::{FeedSettings, Library};
use hallway::link::Catalogue;
use hallway::model::Records;

use super::search::parse;

/// What finds something in every entry that is about talks.
const ABOUT_TALKS: &str = "kind:talk OR kind:note OR kind:takeaway OR kind:abstract";

/// What `feed` says of its entries; none where all of them matter.
fn said(feed: &FeedSettings) -> Option<&str> {
    feed.only.as_deref().map(str::trim).filter(|only| !matches!(*only, "" | "all"))
}

fn is_file_of(feed: &FeedSettings, path: &str) -> bool {
    let stem = path.strip_prefix("feeds/").and_then(|file| file.rsplit_once('.'));
    stem.is_some_and(|(stem, _)| stem == feed.name)
}

/// Where the passages lie that a search leaves out, in order.
pub(crate) fn places(library: &Library, index: &Index) -> Result<Vec<Range<u64>>, Error> {
    let settings = library.settings()?;
    let mut places = Vec::new();
    if settings.feed.iter().all(|feed| said(feed).is_none()) {
        return Ok(places);
    }
    let paths = index.paths()?;
    for feed in &settings.feed {
        let Some(only) = said(feed) else { continue };
        let query = parse(library, if only == "talks" { ABOUT_TALKS } else { only })?;
        for path in paths.iter().filter(|path| is_file_of(feed, path)) {
            places.extend(index.places_outside(path, &query)?);
        }
    }
    places.sort_unstable_by_key(|range| range.start);
    Ok(places)
}

/// Takes the entries that do not matter out of `catalogue`.
pub(crate) fn leave_out(library: &Library, catalogue: &mut Cow<Catalogue>) -> Result<()> {
    for feed in &library.settings()?.feed {
        let Some(only) = said(feed) else { continue };
        let Some(place) = catalogue.sources.iter().position(|source| is_file_of(feed, &source.path)) else { continue };
        let source = &catalogue.sources[place];
        let wanted = match only {
            "talks" => with_talks(&source.records),
            query => found(library, query, &source.path)?,
        };
        if source.records.entries.iter().any(|entry| !wanted.contains(&entry.id)) {
            catalogue.to_mut().sources[place].records.entries.retain(|entry| wanted.contains(&entry.id));
        }
    }
    Ok(())
}

/// The entries that something was found in.
fn with_talks(records: &Records) -> HashSet<String> {
    let talks = records.talks.iter().filter_map(|talk| talk.entry.clone());
    talks.chain(records.takeaways.iter().filter_map(|takeaway| takeaway.entry.clone())).collect()
}

/// The entries of the feed at `path` that `query` finds something in.
fn found(library: &Library, query: &str, path: &str) -> Result<HashSet<String>> {
    let options = SearchOptions { limit: 1_000_000, ..SearchOptions::default() };
    let hits = Index::open(library)?.search(&parse(library, query)?, &options)?.hits;
    Ok(hits.into_iter().filter(|hit| hit.path == path).filter_map(|hit| hit.entry).collect())
}
