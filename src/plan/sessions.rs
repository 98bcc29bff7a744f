//! The sessions of an event, as its programmes have them.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::link::{Catalogue, LinkedTalk};
use crate::model::{Kind, Talk, TalkFormat};
use crate::read::planned::key_of;

/// One talk of a programme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    /// Tells it from the others of the programme, and stays while the talk moves.
    pub key: String,
    /// What the programme says of it.
    pub talk: Talk,
    /// The attendee wants it in the report.
    pub is_chosen: bool,
    /// The attendee asks for it now, though it may have been left out or taken out before.
    pub is_asked: bool,
    /// The [`LinkedTalk::id`] that it has in the catalogue.
    pub id: String,
}

/// The sessions of an event in the order in which they are held: those of its programmes, else its proposals.
///
/// What attendees wrote does not count, for it may be older than the programme.
pub fn sessions_of(catalogue: &Catalogue, event: usize) -> Vec<Session> {
    let talks = || catalogue.talks.iter().filter(|talk| talk.event == Some(event));
    let old = superseded(catalogue, talks());
    let of_kind = |kind: Kind| talks().filter_map(|talk| stated(catalogue, talk, kind, &old)).collect::<Vec<_>>();
    let mut found = of_kind(Kind::Programme);
    if found.is_empty() {
        found = of_kind(Kind::Submissions);
    }
    let mut days: Vec<(Option<String>, Option<String>)> = Vec::new();
    found.sort_by_key(|(place, _, _)| *place);
    for (_, _, talk) in &found {
        if !days.contains(&(talk.date.clone(), talk.day.clone())) {
            days.push((talk.date.clone(), talk.day.clone()));
        }
    }
    // Days with a date by their date, others as the programme has them.
    let day_number = |talk: &Talk| days.iter().position(|day| (&day.0, &day.1) == (&talk.date, &talk.day));
    found.sort_by_cached_key(|(place, _, talk)| {
        (talk.date.is_none(), talk.date.clone(), day_number(talk), talk.start.is_none(), talk.start.clone(), *place)
    });
    let mut seen: HashMap<String, usize> = HashMap::new();
    let session = |(_, id, talk): (_, String, Talk)| {
        let nth = seen.entry(key_of(&talk, 0)).or_default();
        *nth += 1;
        Session { key: key_of(&talk, *nth - 1), talk, is_chosen: true, is_asked: false, id }
    };
    found.into_iter().map(session).collect()
}

/// Where the talk stands first in documents of that kind, and what they say of it together.
fn stated(
    catalogue: &Catalogue,
    linked: &LinkedTalk,
    kind: Kind,
    old: &HashSet<usize>,
) -> Option<((usize, usize), String, Talk)> {
    let records = linked.members.iter().filter(|member| !old.contains(&member.source)).filter_map(|member| {
        let source = catalogue.sources.get(member.source)?;
        let talk = source.records.talks.get(member.talk)?;
        (source.records.source.kind == kind).then_some(((member.source, member.talk), talk))
    });
    let mut whole: Option<((usize, usize), Talk)> = None;
    for (place, talk) in records {
        match &mut whole {
            None => whole = Some((place, talk.clone())),
            Some((_, whole)) => fill(whole, talk),
        }
    }
    let (place, mut talk) = whole?;
    // The same names as everywhere: with the affiliations that any document states.
    if talk.speakers.iter().map(|speaker| &speaker.name).eq(linked.speakers.iter().map(|speaker| &speaker.name)) {
        talk.speakers.clone_from(&linked.speakers);
    }
    Some((place, linked.id.clone(), talk))
}

/// Programmes that a later version of them is beside: `schedule-2.xml` was added after `schedule.xml`, and has half of its
/// talks or more.
fn superseded<'a>(catalogue: &Catalogue, talks: impl Iterator<Item = &'a LinkedTalk>) -> HashSet<usize> {
    let mut held: HashMap<usize, usize> = HashMap::new();
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for talk in talks {
        let sources: BTreeSet<usize> = talk.members.iter().map(|member| member.source).collect();
        for &source in &sources {
            *held.entry(source).or_default() += 1;
            sources.range(source + 1..).for_each(|other| *shared.entry((source, *other)).or_default() += 1);
        }
    }
    let version = |source: usize| {
        let source = catalogue.sources.get(source).filter(|source| source.records.source.kind == Kind::Programme)?;
        let (stem, ending) = source.path.rsplit_once('.').unwrap_or((&source.path, ""));
        let numbered = stem.rsplit_once('-').and_then(|(base, number)| Some((base, number.parse::<u32>().ok()?)));
        Some((stem, ending, numbered))
    };
    let older = |a: usize, b: usize| -> Option<usize> {
        let ((stem, ending, number), (other, other_ending, other_number)) = (version(a)?, version(b)?);
        match (number, other_number) {
            _ if ending != other_ending => None,
            (Some((base, number)), Some((other, later))) if base == other => Some(if number < later { a } else { b }),
            (_, Some((base, _))) if base == stem => Some(a),
            (Some((base, _)), _) if base == other => Some(b),
            _ => None,
        }
    };
    let most = |a: &usize, b: &usize| held.get(a).min(held.get(b)).copied().unwrap_or(0);
    shared.iter().filter(|((a, b), common)| **common * 2 >= most(a, b)).filter_map(|((a, b), _)| older(*a, *b)).collect()
}

/// What `whole` leaves unsaid, `other` may say.
fn fill(whole: &mut Talk, other: &Talk) {
    let fill = |field: &mut Option<String>, other: &Option<String>| {
        if field.is_none() {
            field.clone_from(other);
        }
    };
    if whole.speakers.is_empty() {
        whole.speakers.clone_from(&other.speakers);
    }
    fill(&mut whole.day, &other.day);
    fill(&mut whole.date, &other.date);
    fill(&mut whole.start, &other.start);
    fill(&mut whole.track, &other.track);
    fill(&mut whole.room, &other.room);
    fill(&mut whole.url, &other.url);
    whole.duration_minutes = whole.duration_minutes.or(other.duration_minutes);
    whole.number = whole.number.or(other.number);
    if whole.format == TalkFormat::Talk {
        whole.format = other.format;
    }
}
