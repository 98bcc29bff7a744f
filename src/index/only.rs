//! Entries that do not matter to the owner: a search leaves them out by where their passages lie.

use std::collections::HashSet;
use std::ops::Range;

use super::Index;
use super::query::Query;
use super::search::{Plan, SearchOptions};
use super::write::{Head, PLACES, place_of};
use crate::error::Result;

impl Index {
    /// The places of the passages of the feed at `path` that belong to entries in which `query` finds nothing, in order: for
    /// [`SearchOptions::leave_out`].
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged.
    pub fn places_outside(&self, path: &str, query: &Query) -> Result<Vec<Range<u64>>> {
        self.guarded(|| {
            let mut entries = Vec::new();
            for name in self.names_of(path)? {
                let Some(address) = self.find_source(&name)? else { continue };
                let head: Head = self.read_data(address)?;
                entries.extend(ranges(place_of(&name), &head.entries));
            }
            entries.sort_unstable_by_key(|places| places.start);
            let asked = Plan::new(self).query(&query.root, true)?;
            let options = SearchOptions { limit: 1, count_all: true, ..SearchOptions::default() };
            let (found, _) = self.find_anywhere(&*asked, 1, &options)?;
            let inside: HashSet<usize> = found.iter().filter_map(|found| range_of(&entries, found.place)).collect();
            Ok(entries.into_iter().enumerate().filter(|(index, _)| !inside.contains(index)).map(|(_, places)| places).collect())
        })
    }
}

/// The places of each entry's passages; `first` are the numbers of the first ones.
fn ranges(base: u64, first: &[u32]) -> Vec<Range<u64>> {
    let starts = first.iter().map(|first| base + u64::from(*first));
    let ends = starts.clone().skip(1).chain([base + PLACES]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// Which of `ranges`, which are in order, `place` lies in.
pub(super) fn range_of(ranges: &[Range<u64>], place: u64) -> Option<usize> {
    let index = ranges.partition_point(|range| range.end <= place);
    ranges.get(index).is_some_and(|range| range.contains(&place)).then_some(index)
}
