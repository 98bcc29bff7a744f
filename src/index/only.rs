//! Entries that do not matter to the owner: a search leaves them out by where their passages lie.

use std::collections::HashSet;
use std::ops::Range;

use super::Index;
use super::query::Query;
use super::search::{Plan, SearchOptions};
use super::write::{PLACES, Stored, place_of};
use crate::error::Result;

impl Index {
    /// The places of the passages of the feed at `path` that belong to entries in which `query` finds nothing, in order: for
    /// [`SearchOptions::leave_out`].
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn places_outside(&self, path: &str, query: &Query) -> Result<Vec<Range<u64>>> {
        self.guarded(|| {
            let Some(address) = self.find_source(path)? else { return Ok(Vec::new()) };
            let stored: Stored = self.read_data(address)?;
            let base = place_of(path);
            let entries = ranges(base, &stored.parts);
            let asked = Plan::new(self)?.query(&query.root, true)?;
            let options = SearchOptions { limit: 1, count_all: true, ..SearchOptions::default() };
            let (found, _) = self.find_anywhere(&*asked, 1, &options)?;
            let inside: HashSet<usize> = found.iter().filter_map(|found| range_of(&entries, found.place)).collect();
            Ok(entries.into_iter().enumerate().filter(|(index, _)| !inside.contains(index)).map(|(_, places)| places).collect())
        })
    }
}

/// The places of each entry's passages, which lie behind its own record.
fn ranges(base: u64, parts: &[u32]) -> Vec<Range<u64>> {
    // A feed of one entry is not taken apart.
    let first = if parts.is_empty() { [0].iter() } else { parts.iter() };
    let starts: Vec<u64> = first.map(|part| base + u64::from(*part)).collect();
    let ends = starts.iter().skip(1).copied().chain([base + PLACES]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Which of `ranges`, which are in order, `place` lies in.
pub(super) fn range_of(ranges: &[Range<u64>], place: u64) -> Option<usize> {
    let index = ranges.partition_point(|range| range.end <= place);
    ranges.get(index).is_some_and(|range| range.contains(&place)).then_some(index)
}
