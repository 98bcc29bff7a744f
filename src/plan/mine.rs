//! What one attendee planned, was in, and missed.

use std::collections::{BTreeSet, HashMap};

use super::day::Span;
use crate::id::fold;
use crate::link::{Catalogue, LinkedTalk};
use crate::model::{Kind, SourceRecords};
use crate::read::recording::{is_called_recording, is_recording};

/// The talks of an attendee: indexes into [`Catalogue::talks`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mine {
    /// Those in the attendee's reports, with a note or without.
    pub reported: BTreeSet<usize>,
    /// Those of them that were chosen: a report that holds the whole programme says nothing of what is planned.
    pub planned: BTreeSet<usize>,
    /// Those that the attendee wrote about.
    pub noted: BTreeSet<usize>,
    /// The events with such a note.
    attended: BTreeSet<usize>,
}

impl Mine {
    /// The talks of `who`, by name; those of every report in the library where nobody is named.
    pub fn of(catalogue: &Catalogue, who: Option<&str>) -> Mine {
        let mut mine = Mine::default();
        for (place, talk) in catalogue.talks.iter().enumerate() {
            for member in &talk.members {
                let Some(source) = catalogue.sources.get(member.source).filter(|source| is_by(source, who)) else { continue };
                let Some(record) = source.records.talks.get(member.talk) else { continue };
                mine.reported.insert(place);
                if source.records.notes.iter().any(|note| note.talk == record.id) {
                    mine.noted.insert(place);
                    mine.attended.extend(talk.event);
                }
            }
        }
        let whole: BTreeSet<usize> = (0..catalogue.events.len()).filter(|event| mine.has_all_of(catalogue, *event)).collect();
        let is_chosen = |place: &usize| {
            let event = catalogue.talks.get(*place).and_then(|talk| talk.event);
            mine.noted.contains(place) || event.is_none_or(|event| !whole.contains(&event))
        };
        mine.planned = mine.reported.iter().copied().filter(is_chosen).collect();
        mine
    }

    /// Whether the reports have every talk of the event's programme.
    fn has_all_of(&self, catalogue: &Catalogue, event: usize) -> bool {
        let is_programme =
            |source: usize| catalogue.sources.get(source).is_some_and(|source| source.records.source.kind == Kind::Programme);
        let talks = catalogue.talks.iter().enumerate().filter(|(_, talk)| talk.event == Some(event));
        let mut programme = talks.filter(|(_, talk)| talk.members.iter().any(|member| is_programme(member.source)));
        programme.all(|(place, _)| self.reported.contains(&place))
    }

    /// The talks of attended events without a note, that a programme or an attendee has: those that were held while the
    /// attendee was in another first, with what that was.
    pub fn missed(&self, catalogue: &Catalogue) -> Vec<(usize, Vec<usize>)> {
        let mut noted: HashMap<usize, Vec<(usize, Span)>> = HashMap::new();
        for place in &self.noted {
            let Some(talk) = catalogue.talks.get(*place) else { continue };
            if let (Some(event), Some(span)) = (talk.event, Span::of(talk)) {
                noted.entry(event).or_default().push((*place, span));
            }
        }
        let is_missed = |place: &usize, talk: &LinkedTalk| {
            talk.event.is_some_and(|event| self.attended.contains(&event))
                && !self.noted.contains(place)
                && is_held(catalogue, talk)
        };
        let talks = catalogue.talks.iter().enumerate().filter(|(place, talk)| is_missed(place, talk));
        let mut missed: Vec<(usize, Vec<usize>)> = talks
            .map(|(place, talk)| {
                let in_event = talk.event.and_then(|event| noted.get(&event)).map(Vec::as_slice).unwrap_or_default();
                let span = Span::of(talk);
                let clash = |(_, other): &&(usize, Span)| span.as_ref().is_some_and(|span| span.clashes(other));
                (place, in_event.iter().filter(clash).map(|(place, _)| *place).collect())
            })
            .collect();
        missed.sort_by_key(|(_, meanwhile)| meanwhile.is_empty());
        missed
    }

    /// The planned talks that are held while `talk` is.
    pub fn clashing(&self, catalogue: &Catalogue, talk: usize) -> Vec<usize> {
        let Some(own) = catalogue.talks.get(talk) else { return Vec::new() };
        let Some(span) = Span::of(own) else { return Vec::new() };
        let others = self.planned.iter().copied().filter(|place| *place != talk);
        let clash = |place: &usize| {
            let Some(other) = catalogue.talks.get(*place).filter(|other| other.event == own.event) else { return false };
            Span::of(other).is_some_and(|other| other.clashes(&span))
        };
        others.filter(clash).collect()
    }
}

/// More than a proposal.
fn is_held(catalogue: &Catalogue, talk: &LinkedTalk) -> bool {
    let mut sources = talk.members.iter().filter_map(|member| catalogue.sources.get(member.source));
    sources.any(|source| source.records.source.kind != Kind::Submissions)
}

/// A report that `who` wrote, or that does not say who did.
fn is_by(source: &SourceRecords, who: Option<&str>) -> bool {
    let authors = &source.records.source.authors;
    let same = |who: &str| authors.is_empty() || authors.iter().any(|author| fold(author) == fold(who));
    source.records.source.kind == Kind::Report && who.is_none_or(same)
}

/// Where a talk can be watched again: what the conference states, and what attendees link to that shows recordings.
pub fn recordings(catalogue: &Catalogue, talk: &LinkedTalk) -> Vec<String> {
    let mut found = talk.recordings.clone();
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(record) = source.records.talks.get(member.talk) else { continue };
        let notes = source.records.notes.iter().filter(|note| note.talk == record.id);
        let links = notes.flat_map(|note| note.links.iter().map(|link| (link, &*note.markdown)));
        let links = links.chain(record.url.iter().map(|page| (page, "")));
        let shown = links.filter(|(link, text)| is_recording(link) || is_called_recording(text, link));
        found.extend(shown.map(|(link, _)| link.clone()));
    }
    let mut seen = BTreeSet::new();
    found.retain(|address| seen.insert(address.clone()));
    found
}
