//! Disjoint groups of records, with pairs that must never meet.

/// Records by index, each in one group.
pub(super) struct Groups {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    apart: Vec<(usize, usize)>,
}

impl Groups {
    /// `count` records, each alone.
    pub(super) fn new(count: usize) -> Self {
        Groups { parent: (0..count).collect(), members: (0..count).map(|i| vec![i]).collect(), apart: Vec::new() }
    }

    /// Never joins the groups of `a` and `b` from now on.
    pub(super) fn keep_apart(&mut self, a: usize, b: usize) {
        self.apart.push((a, b));
    }

    /// The group of `i`, named by one of its records.
    pub(super) fn root(&self, i: usize) -> usize {
        let mut at = i;
        while let Some(&up) = self.parent.get(at)
            && up != at
        {
            at = up;
        }
        at
    }

    /// All records in the group of `i`.
    pub(super) fn members(&self, i: usize) -> &[usize] {
        self.members.get(self.root(i)).map_or(&[], Vec::as_slice)
    }

    /// True where a person said that the two groups are different.
    pub(super) fn are_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.apart.iter().any(|&(x, y)| {
            let (x, y) = (self.root(x), self.root(y));
            (x, y) == (a, b) || (y, x) == (a, b)
        })
    }

    /// Joins two groups unless they must stay apart. True where they are one afterwards.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if self.are_apart(a, b) {
            return false;
        }
        // The larger group keeps its name, so that no chain grows longer than the logarithm of the records.
        let (keep, goes) = if self.members[a].len() >= self.members[b].len() { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[goes]);
        self.members[keep].extend(moved);
        self.parent[goes] = keep;
        true
    }

    /// Every group, its records in order, groups by their first record.
    pub(super) fn all(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = self.members.iter().filter(|group| !group.is_empty()).cloned().collect();
        all.iter_mut().for_each(|group| group.sort_unstable());
        all.sort();
        all
    }
}
