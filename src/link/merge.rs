//! The records of one talk become one: each value from the document that knows it best.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::groups::Groups;
use super::keys::title_key;
use super::talks::{Outcome, RawTalk};
use super::{LinkedEvent, LinkedTalk, Person, Related, people};
use crate::id::{fold, slug};
use crate::model::{Kind, SourceRecords, Speaker, Talk, TalkFormat};

/// The most related talks that are kept of one talk.
const MOST_RELATED: usize = 12;

/// Linked talks in their final order, and the linked talk of each raw one.
pub(super) fn merge(
    raw: &[RawTalk],
    groups: &Groups,
    outcome: &Outcome,
    events: &mut [LinkedEvent],
    sources: &[SourceRecords],
) -> (Vec<LinkedTalk>, Vec<usize>) {
    let mut merged: Vec<(LinkedTalk, Vec<usize>)> = groups
        .all()
        .into_iter()
        .map(|mut group| {
            group.sort_by_key(|&i| (kind_rank(raw[i].kind), raw[i].member));
            (merge_group(raw, &group, events), group)
        })
        .collect();
    merged.sort_by_cached_key(|(talk, group)| (order(talk), group.clone()));
    let mut talk_of = vec![0; raw.len()];
    for (index, (_, group)) in merged.iter().enumerate() {
        group.iter().for_each(|&i| talk_of[i] = index);
    }
    let mut talks: Vec<LinkedTalk> = merged.into_iter().map(|(talk, _)| talk).collect();
    name_apart(&mut talks, sources);
    for (a, _, reasons) in &outcome.joined {
        let talk = &mut talks[talk_of[*a]];
        reasons.iter().for_each(|reason| {
            if !talk.evidence.contains(reason) {
                talk.evidence.push(reason.clone());
            }
        });
    }
    for (a, b, reason) in &outcome.related {
        relate(&mut talks, talk_of[*a], talk_of[*b], reason);
        relate(&mut talks, talk_of[*b], talk_of[*a], reason);
    }
    for (index, talk) in talks.iter().enumerate() {
        if let Some(event) = talk.event.and_then(|event| events.get_mut(event)) {
            event.talks.push(index);
        }
    }
    (talks, talk_of)
}

fn relate(talks: &mut [LinkedTalk], a: usize, b: usize, reason: &str) {
    let related = &mut talks[a].related;
    if a != b && related.len() < MOST_RELATED && related.iter().all(|known| known.talk != b) {
        related.push(Related { talk: b, reason: reason.to_owned() });
    }
}

/// A conference knows its own programme best; a proposal is what was not yet decided.
fn kind_rank(kind: Kind) -> u8 {
    match kind {
        Kind::Programme => 0,
        Kind::Report | Kind::Feed => 1,
        Kind::None => 2,
        Kind::Submissions => 3,
    }
}

type Order = (bool, Option<usize>, (bool, Option<String>), (bool, Option<String>), bool, u32, String);

/// By event, then date and time where they are known, then number, then title.
fn order(talk: &LinkedTalk) -> Order {
    let (date, start) = (talk.date.clone(), talk.start.clone());
    let number = talk.number.unwrap_or(0);
    (
        talk.event.is_none(),
        talk.event,
        (date.is_none(), date),
        (start.is_none(), start),
        talk.number.is_none(),
        number,
        fold(&talk.title),
    )
}

fn merge_group(raw: &[RawTalk], group: &[usize], events: &[LinkedEvent]) -> LinkedTalk {
    let records: Vec<&Talk> = group.iter().map(|&i| raw[i].record).collect();
    let text = |get: fn(&Talk) -> Option<&String>| records.iter().find_map(|talk| get(talk).cloned());
    let event = group.iter().find_map(|&i| raw[i].event);
    let mut tags: Vec<String> = Vec::new();
    for tag in records.iter().flat_map(|talk| &talk.tags) {
        if !tags.iter().any(|known| fold(known) == fold(tag)) {
            tags.push(tag.clone());
        }
    }
    LinkedTalk {
        id: group
            .iter()
            .find(|&&i| raw[i].event.is_some())
            .or(group.first())
            .map(|&i| raw[i].record.id.clone())
            .unwrap_or_default(),
        title: best_title(raw, group),
        event,
        event_name: event.and_then(|event| events.get(event)).map(|event| event.name.clone()),
        day: text(|talk| talk.day.as_ref()),
        date: text(|talk| talk.date.as_ref()),
        start: text(|talk| talk.start.as_ref()),
        duration_minutes: records.iter().find_map(|talk| talk.duration_minutes),
        track: text(|talk| talk.track.as_ref()),
        room: text(|talk| talk.room.as_ref()),
        format: records.iter().map(|talk| talk.format).find(|&format| format != TalkFormat::Talk).unwrap_or_default(),
        number: records.iter().find_map(|talk| talk.number),
        url: text(|talk| talk.url.as_ref()),
        abstract_: text(|talk| talk.abstract_.as_ref()),
        tags,
        language: text(|talk| talk.language.as_ref()),
        recordings: once(records.iter().flat_map(|talk| &talk.recordings)),
        members: group.iter().map(|&i| raw[i].member).collect(),
        ..LinkedTalk::default()
    }
}

/// Each address once, in order.
fn once<'a>(addresses: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for address in addresses {
        if !kept.contains(address) {
            kept.push(address.clone());
        }
    }
    kept
}

/// The title with most words, then the programme's, then the one with typographer's marks.
fn best_title(raw: &[RawTalk], group: &[usize]) -> String {
    let rank = |i: usize| {
        let title = &raw[i].record.title;
        let words = title_key(title).main.split(' ').count();
        (words, Reverse(kind_rank(raw[i].kind)), title.contains(['’', '“', '–', '—']), Reverse(raw[i].member))
    };
    group.iter().max_by_key(|&&i| rank(i)).map(|&i| raw[i].record.title.clone()).unwrap_or_default()
}

/// Gives each talk an id of its own: the ids of two documents may be the same where neither names an event.
fn name_apart(talks: &mut [LinkedTalk], sources: &[SourceRecords]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for talk in talks.iter_mut() {
        let clash = taken.contains_key(&talk.id);
        if clash && let Some(source) = talk.members.first().and_then(|member| sources.get(member.source)) {
            talk.id = format!("{}~{}", talk.id, source_slug(&source.path));
        }
        talk.id = super::events::unique(std::mem::take(&mut talk.id), &mut taken);
    }
}

/// The name of a document inside a talk's id.
pub(super) fn source_slug(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    slug(file.rsplit_once('.').map_or(file, |(stem, _)| stem))
}

/// Writes the speakers of each talk: each person once, in the order of the document that knows best.
pub(super) fn fill_speakers(talks: &mut [LinkedTalk], mentions: &[people::Mention], who: &[usize], persons: &[Person]) {
    let mut by_talk: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    mentions.iter().enumerate().for_each(|(i, mention)| by_talk.entry(mention.talk).or_default().push(i));
    // Mentions come in the order of sources; the talk's members say which of them counts first.
    for (index, talk) in talks.iter_mut().enumerate() {
        let Some(own) = by_talk.get(&index) else { continue };
        let mut by_record: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        own.iter().for_each(|&i| by_record.entry(mentions[i].raw).or_default().push(i));
        let mut records: Vec<(u8, Vec<usize>)> = by_record.into_values().map(|list| (mentions[list[0]].rank, list)).collect();
        records.sort_by_key(|(rank, list)| (*rank, Reverse(list.len())));
        let mut seen = BTreeSet::new();
        for i in records.iter().flat_map(|(_, list)| list) {
            if seen.insert(who[*i]) {
                let all = || own.iter().filter(|&&j| who[j] == who[*i]).map(|&j| mentions[j].speaker);
                talk.speakers.push(Speaker {
                    name: persons.get(who[*i]).map_or_else(|| mentions[*i].speaker.name.clone(), |person| person.name.clone()),
                    affiliation: mentions[*i]
                        .speaker
                        .affiliation
                        .clone()
                        .or_else(|| all().find_map(|speaker| speaker.affiliation.clone())),
                    role: mentions[*i].speaker.role.clone().or_else(|| all().find_map(|speaker| speaker.role.clone())),
                });
            }
        }
        drop_organisations(&mut talk.speakers);
    }
}

/// What one document takes for a second speaker and another for the first one's organisation is the organisation.
fn drop_organisations(speakers: &mut Vec<Speaker>) {
    let organisations: BTreeSet<String> = speakers.iter().filter_map(|one| one.affiliation.as_deref()).map(fold).collect();
    speakers.retain(|one| one.affiliation.is_some() || !organisations.contains(&fold(&one.name)));
}

/// The rank of a talk's document among those that have it.
pub(super) fn rank_of(talk: &RawTalk) -> u8 {
    kind_rank(talk.kind)
}
