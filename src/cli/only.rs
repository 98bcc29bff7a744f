//! Which entries of a followed feed matter (`only` in hallway.toml): the others stay searchable, and are not published.

use std::borrow::Cow;
use std::collections::HashSet;

use anyhow::Result;
use hallway::index::{Index, SearchOptions};
use hallway::library::Library;
use hallway::link::Catalogue;
use hallway::model::Records;

use super::search::parse;

/// Takes the entries that do not matter out of `catalogue`.
pub(crate) fn leave_out(library: &Library, catalogue: &mut Cow<Catalogue>) -> Result<()> {
    for feed in &library.settings()?.feed {
        let Some(only) = feed.only.as_deref().map(str::trim).filter(|only| !matches!(*only, "" | "all")) else { continue };
        let is_its = |path: &str| {
            let stem = path.strip_prefix("feeds/").and_then(|file| file.rsplit_once('.'));
            stem.is_some_and(|(stem, _)| stem == feed.name)
        };
        let Some(place) = catalogue.sources.iter().position(|source| is_its(&source.path)) else { continue };
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
