//! Who is who: spellings of one person's name in all documents.
//!
//! A full name is one person wherever it stands. Initials, first names, nicknames and slips of the pen are joined with a
//! full name only in the same talk, or at the same event with the same affiliation.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::events::unique;
use super::groups::Groups;
use super::keys::{NameFit, NameKey, name_fit};
use super::talks::RawTalk;
use super::{Doubt, Person, Sort};
use crate::id::{fold, slug};
use crate::model::Speaker;

/// How many mentions that share a key are compared with each other.
const NEIGHBOURS: usize = 24;

/// A speaker as one record names them.
pub(super) struct Mention<'a> {
    /// The index of the raw talk.
    pub(super) raw: usize,
    /// The index of the linked talk.
    pub(super) talk: usize,
    event: Option<usize>,
    pub(super) speaker: &'a Speaker,
    /// How well the document knows, 0 best.
    pub(super) rank: u8,
    key: NameKey,
}

/// Every speaker of every talk; `talk_of` is the linked talk of each raw one.
pub(super) fn mentions<'a>(raw: &[RawTalk<'a>], talk_of: &[usize]) -> Vec<Mention<'a>> {
    let mut all = Vec::new();
    for (i, talk) in raw.iter().enumerate() {
        for (speaker, key) in talk.record.speakers.iter().zip(&talk.names) {
            if !key.words.is_empty() {
                all.push(Mention {
                    raw: i,
                    rank: super::merge::rank_of(talk),
                    talk: talk_of.get(i).copied().unwrap_or(i),
                    event: talk.event,
                    speaker,
                    key: key.clone(),
                });
            }
        }
    }
    all
}

/// Groups the mentions; returns why different spellings were joined.
pub(super) fn group(all: &[Mention], groups: &mut Groups, doubts: &mut Vec<Doubt>) -> Vec<(usize, String)> {
    let mut records = Records::new(all, groups);
    let mut reasons = Vec::new();
    for same in sharing(all, |mention| mention.key.is_full().then(|| mention.key.text())).values() {
        for pair in same.windows(2) {
            records.join(groups, pair[0], pair[1]);
        }
    }
    for same in sharing(all, |mention| mention.event.map(|event| format!("{event} {}", mention.key.text()))).values() {
        for pair in same.windows(2) {
            records.join(groups, pair[0], pair[1]);
        }
    }
    let mut fit_by =
        |groups: &mut Groups, reasons: &mut Vec<(usize, String)>, key: &dyn Fn(&Mention) -> Option<String>, why: &str| {
            for same in sharing(all, key).values() {
                for (n, &a) in same.iter().enumerate() {
                    let near: Vec<usize> = same.iter().skip(n + 1).take(NEIGHBOURS).copied().collect();
                    for b in near {
                        if groups.root(a) != groups.root(b) && fits_only(all, groups, same, a, b) && records.join(groups, a, b) {
                            reasons.push((a, format!("{} and {} {why}", all[a].speaker.name, all[b].speaker.name)));
                        }
                    }
                }
            }
        };
    fit_by(groups, &mut reasons, &|mention| Some(mention.talk.to_string()), "give the same talk");
    let place = |mention: &Mention| {
        let affiliation = mention.speaker.affiliation.as_deref().map(fold).filter(|name| !name.is_empty())?;
        Some(format!("{} {affiliation}", mention.event?))
    };
    fit_by(groups, &mut reasons, &place, "speak at the same event for the same organisation");
    find_doubts(all, groups, doubts);
    reasons
}

/// Mentions by key, those with none left out.
fn sharing(all: &[Mention], key: impl Fn(&Mention) -> Option<String>) -> BTreeMap<String, Vec<usize>> {
    let mut sharing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, mention) in all.iter().enumerate() {
        key(mention).into_iter().for_each(|key| sharing.entry(key).or_default().push(i));
    }
    sharing
}

/// True where `a` and `b` fit, and neither fits a third person here: "Ada" is nobody where two Adas speak.
fn fits_only(all: &[Mention], groups: &Groups, same: &[usize], a: usize, b: usize) -> bool {
    let fit = |i: usize, j: usize| name_fit(&all[i].key, &all[j].key) > NameFit::No;
    fit(a, b)
        && same.iter().take(4 * NEIGHBOURS).all(|&c| {
            let root = groups.root(c);
            root == groups.root(a) || root == groups.root(b) || !fit(a, c) && !fit(b, c) || fit(a, c) && fit(b, c)
        })
}

/// The records that name the people of each group, by the group's root.
struct Records(Vec<HashSet<usize>>);

impl Records {
    fn new(all: &[Mention], groups: &Groups) -> Records {
        let mut records = vec![HashSet::new(); all.len()];
        for (i, mention) in all.iter().enumerate() {
            records[groups.root(i)].insert(mention.raw);
        }
        Records(records)
    }

    /// Joins two mentions, unless one record names both: it would hardly name one person twice.
    fn join(&mut self, groups: &mut Groups, a: usize, b: usize) -> bool {
        let (root_a, root_b) = (groups.root(a), groups.root(b));
        if root_a == root_b {
            return true;
        }
        let (small, large) = if self.0[root_a].len() < self.0[root_b].len() { (root_a, root_b) } else { (root_b, root_a) };
        if self.0[small].iter().any(|record| self.0[large].contains(record)) || !groups.join(a, b) {
            return false;
        }
        let moved = std::mem::take(&mut self.0[small]);
        let mut both = std::mem::take(&mut self.0[large]);
        both.extend(moved);
        self.0[groups.root(a)] = both;
        true
    }
}

/// Short forms at one event that no talk or organisation ties together.
fn find_doubts(all: &[Mention], groups: &Groups, doubts: &mut Vec<Doubt>) {
    let mut told = BTreeSet::new();
    let by_last = sharing(all, |mention| Some(format!("{} {}", mention.event?, mention.key.words.last()?)));
    let by_first = sharing(all, |mention| Some(format!("{} {}", mention.event?, mention.key.words.first()?)));
    for same in by_last.values().chain(by_first.values()) {
        for (n, &a) in same.iter().enumerate() {
            for &b in same.iter().skip(n + 1).take(NEIGHBOURS) {
                let (root_a, root_b) = (groups.root(a), groups.root(b));
                let several_words = all[a].key.words.len() > 1 && all[b].key.words.len() > 1;
                let one_record = all[a].raw == all[b].raw;
                if root_a != root_b
                    && several_words
                    && !one_record
                    && !groups.are_apart(root_a, root_b)
                    && name_fit(&all[a].key, &all[b].key) > NameFit::No
                    && told.insert((root_a.min(root_b), root_a.max(root_b)))
                {
                    let (a, b) = (all[a].speaker.name.clone(), all[b].speaker.name.clone());
                    doubts.push(Doubt {
                        sort: Sort::Person,
                        a,
                        b,
                        reason: "speak at the same event in different talks".to_owned(),
                    });
                }
            }
        }
    }
}

/// Makes one record of each group, ordered by name, and tells who each mention is.
pub(super) fn merge(all: &[Mention], groups: &Groups, reasons: &[(usize, String)]) -> (Vec<Person>, Vec<usize>) {
    let mut found: Vec<(Person, Vec<usize>)> = groups.all().into_iter().map(|group| (merge_group(all, &group), group)).collect();
    found.sort_by_cached_key(|(person, group)| (fold(&person.name), person.name.clone(), person.talks.clone(), group.clone()));
    let mut taken = HashMap::new();
    let mut who = vec![0; all.len()];
    let mut people = Vec::with_capacity(found.len());
    for (index, (mut person, group)) in found.into_iter().enumerate() {
        person.id = unique(slug(&person.name), &mut taken);
        group.iter().for_each(|&mention| who[mention] = index);
        people.push(person);
    }
    for (mention, reason) in reasons {
        if let Some(person) = who.get(*mention).and_then(|&index| people.get_mut(index))
            && !person.evidence.contains(reason)
        {
            person.evidence.push(reason.clone());
        }
    }
    (people, who)
}

fn merge_group(all: &[Mention], group: &[usize]) -> Person {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    group.iter().for_each(|&i| *names.entry(&all[i].speaker.name).or_default() += 1);
    let name = names.iter().max_by_key(|&(name, &count)| spelling_rank(name, count)).map_or("", |(name, _)| name);
    let stated = |get: fn(&Speaker) -> Option<&String>| {
        let mut values: Vec<String> = group.iter().filter_map(|&i| get(all[i].speaker).cloned()).collect();
        values.sort();
        values.dedup_by_key(|value| fold(value));
        values
    };
    Person {
        name: name.to_owned(),
        aliases: names.keys().filter(|&&other| other != name).map(|&other| other.to_owned()).collect(),
        affiliations: stated(|speaker| speaker.affiliation.as_ref()),
        roles: stated(|speaker| speaker.role.as_ref()),
        talks: group.iter().map(|&i| all[i].talk).collect::<BTreeSet<_>>().into_iter().collect(),
        ..Person::default()
    }
}

/// The best spelling: in mixed case, without initials, of several words, with its accents; then the commonest, the longest.
fn spelling_rank(name: &str, count: usize) -> (bool, bool, bool, bool, usize, usize) {
    let key = super::keys::name_key(name);
    let mixed = name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase)
        || !name.chars().any(|c| c.is_ascii_alphabetic());
    let initials = key.words.iter().any(|word| word.chars().count() == 1);
    let accents = name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    (mixed, !initials, key.words.len() > 1, accents, count, name.chars().count())
}
