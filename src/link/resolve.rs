//! What the references in `links.toml` mean, and the decisions put into the groups.

use std::collections::{BTreeSet, HashMap};

use super::events::RawEvent;
use super::groups::Groups;
use super::people::Mention;
use super::talks::RawTalk;
use super::{Correction, Corrections};
use crate::id::{fold, slug};

/// Records by what a reference may say of them.
#[derive(Default)]
pub(super) struct Names {
    exact: HashMap<String, Vec<usize>>,
    loose: HashMap<String, Vec<usize>>,
}

impl Names {
    /// Talks by id, by `id~document`, and by title.
    pub(super) fn of_talks(raw: &[RawTalk]) -> Names {
        let mut names = Names::default();
        for (i, talk) in raw.iter().enumerate() {
            let id = &talk.record.id;
            names.exact.entry(id.clone()).or_default().push(i);
            names.exact.entry(format!("{id}~{}", talk.document)).or_default().push(i);
            names.loose.entry(fold(&talk.record.title)).or_default().push(i);
        }
        names
    }

    /// Events by name.
    pub(super) fn of_events(raw: &[RawEvent]) -> Names {
        let mut names = Names::default();
        for (i, event) in raw.iter().enumerate() {
            names.exact.entry(event.record.name.clone()).or_default().push(i);
            names.loose.entry(fold(&event.record.name)).or_default().push(i);
            names.exact.entry(slug(&event.record.name)).or_default().push(i);
        }
        names
    }

    /// Speakers by name.
    pub(super) fn of_people(mentions: &[Mention]) -> Names {
        let mut names = Names::default();
        for (i, mention) in mentions.iter().enumerate() {
            names.exact.entry(mention.speaker.name.clone()).or_default().push(i);
            names.loose.entry(fold(&mention.speaker.name)).or_default().push(i);
            names.exact.entry(slug(&mention.speaker.name)).or_default().push(i);
        }
        names
    }

    /// The records that `corrections` name.
    pub(super) fn meant(&self, corrections: &Corrections) -> Vec<usize> {
        let names = corrections.list.iter().flat_map(|correction| [&correction.a, &correction.b]);
        names.flat_map(|name| self.find(name)).copied().collect()
    }

    fn find(&self, reference: &str) -> &[usize] {
        let reference = reference.trim();
        let loose = || self.loose.get(&fold(reference)).or_else(|| self.exact.get(without_number(reference)));
        self.exact.get(reference).or_else(loose).map_or(&[], Vec::as_slice)
    }
}

/// An id without the number that keeps it apart from another ("ada-njoku-2").
fn without_number(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => id,
    }
}

/// Puts into `groups` every decision whose two references are of this sort; notes in `met` which those are.
///
/// Exact spellings are tried before folded ones, so that `"A. Njoku"` and `"A Njoku"` can be told apart.
pub(super) fn decide(corrections: &Corrections, names: &Names, groups: &mut Groups, met: &mut BTreeSet<usize>) {
    // What must stay apart is noted first: it holds against everything that is joined afterwards.
    for wanted in [false, true] {
        for (i, correction) in corrections.list.iter().enumerate().filter(|(_, correction)| correction.same == wanted) {
            let (a, b) = (names.find(&correction.a), names.find(&correction.b));
            if a.is_empty() || b.is_empty() {
                continue;
            }
            met.insert(i);
            put(correction, a, b, groups);
        }
    }
}

fn put(correction: &Correction, a: &[usize], b: &[usize], groups: &mut Groups) {
    let only = |these: &[usize], not: &[usize]| these.iter().copied().filter(|i| !not.contains(i)).collect::<Vec<_>>();
    if correction.same {
        for &i in a.iter().chain(b) {
            groups.join(a[0], i);
        }
        return;
    }
    // `x` and `x~document`: the longer reference takes its records out of the shorter one's.
    let (a, b) = if a.len() > b.len() { (only(a, b), b.to_vec()) } else { (a.to_vec(), only(b, a)) };
    for &i in &a {
        b.iter().for_each(|&j| groups.keep_apart(i, j));
    }
}

/// What `links.toml` says that could not be done, in words.
pub(super) fn unmatched(corrections: &Corrections, met: &BTreeSet<usize>, known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut told = Vec::new();
    for (_, correction) in corrections.list.iter().enumerate().filter(|(i, _)| !met.contains(i)) {
        let place = if correction.line > 0 { format!("links.toml:{}", correction.line) } else { "links.toml".to_owned() };
        let missing: Vec<&str> =
            [correction.a.as_str(), &correction.b].into_iter().filter(|reference| !known(reference)).collect();
        told.push(match missing.as_slice() {
            [] => format!("{place}: {:?} and {:?} are not of one sort", correction.a, correction.b),
            [one] => format!("{place}: {one:?} names nothing in this library"),
            _ => format!("{place}: neither {:?} nor {:?} names anything in this library", correction.a, correction.b),
        });
    }
    told
}

impl Names {
    /// True where the reference names a record.
    pub(super) fn has(&self, reference: &str) -> bool {
        !self.find(reference).is_empty()
    }
}
