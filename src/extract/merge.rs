//! One talk found twice in one document becomes one: a card and its agenda row, an agenda and the notes below it.

use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::phrases;
use crate::folded::{Folded, fold};

/// Joins candidates of one title. Those that stand apart stay apart: another time on another day, other speakers.
pub(super) fn merge(candidates: Vec<Candidate>) -> Vec<(Candidate, Vec<usize>)> {
    let mut merged: Vec<(Candidate, Vec<usize>)> = Vec::new();
    // Who gives each of them, folded.
    let mut given: Vec<Vec<Folded>> = Vec::new();
    // The places in `merged` of those that have a title; whoever is joined has the same.
    let mut titled: FxHashMap<Folded, Vec<usize>> = FxHashMap::default();
    for candidate in candidates {
        let line = candidate.line;
        let title = fold(&candidate.title);
        let twins = titled.entry(title.clone()).or_default();
        let who = names(&candidate);
        let twin = twins.iter().copied().find(|&at| {
            let share_speaker = given[at].iter().any(|one| who.contains(one));
            !title.is_empty() && agree(&merged[at].0, &candidate, share_speaker)
        });
        match twin {
            Some(at) => {
                merged[at].1.push(line);
                join(&mut merged[at].0, candidate);
                given[at] = names(&merged[at].0);
            }
            None => {
                twins.push(merged.len());
                merged.push((candidate, vec![line]));
                given.push(who);
            }
        }
    }
    merged
}

fn names(talk: &Candidate) -> Vec<Folded> {
    talk.speakers.iter().map(|speaker| fold(&speaker.name)).collect()
}

fn agree(a: &Candidate, b: &Candidate, share_speaker: bool) -> bool {
    let conflict = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    if conflict(&a.start, &b.start) || conflict(&a.url, &b.url) && a.start.is_none() {
        return false;
    }
    if a.body.is_empty() || b.body.is_empty() || a.has_abstract != b.has_abstract {
        return a.speakers.is_empty() || b.speakers.is_empty() || share_speaker;
    }
    // Two notes under one title are two sessions unless the same people gave them.
    !a.speakers.is_empty() && share_speaker && !phrases::is_format_heading(&a.title)
}

fn join(held: &mut Candidate, other: Candidate) {
    // An agenda row is set by the conference: where it has speakers, its spelling of the title is kept.
    if held.speakers.is_empty() && !other.speakers.is_empty() {
        held.title = other.title;
        held.speakers = other.speakers;
    }
    held.start = held.start.take().or(other.start);
    held.end = held.end.take().or(other.end);
    held.minutes = held.minutes.or(other.minutes);
    held.when = held.when.take().or(other.when);
    held.track = held.track.take().or(other.track);
    held.room = held.room.take().or(other.room);
    held.url = held.url.take().or(other.url);
    held.format = held.format.or(other.format);
    held.number = held.number.or(other.number);
    if held.tags.is_empty() {
        held.tags = other.tags;
    }
    if held.body.is_empty() {
        held.body = other.body;
        held.has_abstract = other.has_abstract;
        held.span = other.span;
    }
    held.reasons.extend(other.reasons);
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn an_agenda_and_the_notes_below_it_are_one_talk() {
        check(
            "# Ferrocon 2031\n\n| Time | Title | Speaker |\n|---|---|---|\n| 09:00 | Parsing Fog | Anna Berg |\n| 10:00 | Small Boats | Peter Jones |\n\n\
             ## Parsing Fog\n\nSlow.\n\n## Small Boats\n\nWet.\n",
            "event Ferrocon 2031
             talk 5 Parsing Fog | Anna Berg | 09:00
             note Slow.
             talk 6 Small Boats | Peter Jones | 10:00
             note Wet.",
        );
    }
}
