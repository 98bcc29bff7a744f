//! Which records of the catalogue a query found.

use std::collections::HashSet;

use hallway::index::{Hit, PassageKind};
use hallway::link::Catalogue;
use hallway::model::Takeaway;

/// Everything, or what a query found: indexes into the catalogue.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    everything: bool,
    talks: HashSet<usize>,
    events: HashSet<usize>,
    sources: HashSet<usize>,
    notes: HashSet<(usize, usize)>,
    takeaways: HashSet<(usize, usize)>,
    entries: HashSet<(usize, usize)>,
}

impl Wanted {
    pub(super) fn everything() -> Self {
        Wanted { everything: true, ..Wanted::default() }
    }

    pub(crate) fn found(catalogue: &Catalogue, hits: &[Hit]) -> Self {
        let mut wanted = Wanted::default();
        let is_talk: HashSet<(&str, &str)> = hits.iter().filter_map(|hit| Some((&*hit.path, hit.talk.as_deref()?))).collect();
        let is_note: HashSet<(&str, &str)> = hits
            .iter()
            .filter(|hit| hit.kind == PassageKind::Note)
            .filter_map(|hit| Some((&*hit.path, hit.talk.as_deref()?)))
            .collect();
        let is_event: HashSet<(&str, &str)> = hits.iter().filter_map(|hit| Some((&*hit.path, hit.event.as_deref()?))).collect();
        let is_entry: HashSet<(&str, &str)> = hits.iter().filter_map(|hit| Some((&*hit.path, hit.entry.as_deref()?))).collect();
        let paths: HashSet<&str> = hits.iter().map(|hit| &*hit.path).collect();
        for (index, source) in catalogue.sources.iter().enumerate() {
            let (path, records) = (&*source.path, &source.records);
            if !paths.contains(path) {
                continue;
            }
            wanted.sources.insert(index);
            let notes = records.notes.iter().enumerate().filter(|(_, note)| is_note.contains(&(path, &*note.talk)));
            wanted.notes.extend(notes.map(|(place, _)| (index, place)));
            let entries = records.entries.iter().enumerate().filter(|(_, entry)| is_entry.contains(&(path, &*entry.id)));
            wanted.entries.extend(entries.map(|(place, _)| (index, place)));
            let of_path: Vec<&Hit> = hits.iter().filter(|hit| hit.kind == PassageKind::Takeaway && hit.path == path).collect();
            let takeaways = records.takeaways.iter().enumerate();
            let takeaways = takeaways.filter(|(_, takeaway)| of_path.iter().any(|hit| is_of(hit, takeaway)));
            wanted.takeaways.extend(takeaways.map(|(place, _)| (index, place)));
        }
        for (index, talk) in catalogue.talks.iter().enumerate() {
            let is_found = talk.members.iter().any(|member| {
                let source = catalogue.sources.get(member.source);
                source
                    .and_then(|source| Some((&*source.path, &*source.records.talks.get(member.talk)?.id)))
                    .is_some_and(|talk| is_talk.contains(&talk))
            });
            if is_found {
                wanted.talks.insert(index);
                wanted.events.extend(talk.event);
            }
        }
        for (index, event) in catalogue.events.iter().enumerate() {
            let is_found = event.members.iter().any(|member| {
                let source = catalogue.sources.get(member.source);
                source
                    .and_then(|source| Some((&*source.path, &*source.records.events.get(member.event)?.name)))
                    .is_some_and(|event| is_event.contains(&event))
            });
            if is_found {
                wanted.events.insert(index);
            }
        }
        wanted
    }

    pub(super) fn is_everything(&self) -> bool {
        self.everything
    }

    pub(crate) fn has_talk(&self, talk: usize) -> bool {
        self.everything || self.talks.contains(&talk)
    }

    pub(super) fn has_event(&self, event: usize) -> bool {
        self.everything || self.events.contains(&event)
    }

    pub(super) fn has_source(&self, source: usize) -> bool {
        self.everything || self.sources.contains(&source)
    }

    pub(super) fn has_note(&self, source: usize, note: usize) -> bool {
        self.everything || self.notes.contains(&(source, note))
    }

    pub(super) fn has_takeaway(&self, source: usize, takeaway: usize) -> bool {
        self.everything || self.takeaways.contains(&(source, takeaway))
    }

    pub(super) fn has_entry(&self, source: usize, entry: usize) -> bool {
        self.everything || self.entries.contains(&(source, entry))
    }
}

/// Whether `hit` is a piece of `takeaway`: takeaways of one entry share its line, so their words decide.
fn is_of(hit: &Hit, takeaway: &Takeaway) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let piece = words(hit.text.trim_matches('…'));
    hit.line == takeaway.line && words(&takeaway.text).contains(&piece)
}
