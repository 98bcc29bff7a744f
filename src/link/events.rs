//! Events of all documents become one record an edition.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::groups::Groups;
use super::keys::{SeriesKey, host_key, series_key, title_key, url_key, year_in};
use super::{Doubt, EventMember, LinkedEvent, Sort};
use crate::id::{fold, slug};
use crate::model::{Event, Kind};

/// A title that more editions than this have says nothing of any.
const COMMON_TITLE: usize = 12;

/// One event of one document.
pub(super) struct RawEvent<'a> {
    pub(super) member: EventMember,
    pub(super) record: &'a Event,
    kind: Kind,
    key: SeriesKey,
}

/// Every event of every document, in the order of the documents; each of these comes as its kind and its events.
pub(super) fn raw_events<'a>(documents: impl Iterator<Item = (Kind, &'a [Event])>) -> Vec<RawEvent<'a>> {
    let mut raw = Vec::new();
    // Many documents name the same events.
    let mut keys: FxHashMap<(&str, Option<i16>), SeriesKey> = FxHashMap::default();
    for (source, (kind, events)) in documents.enumerate() {
        for (event, record) in events.iter().enumerate() {
            let key = keys.entry((&record.name, record.year)).or_insert_with(|| series_key(&record.name, record.year)).clone();
            raw.push(RawEvent { member: EventMember { source, event }, record, kind, key });
        }
    }
    raw
}

/// What speaks for two events being one edition.
struct Case {
    a: usize,
    b: usize,
    sure: bool,
    reason: String,
}

/// Hands out the titles of the talks that an event's document has of it.
pub(super) type Titles<'a> = dyn Fn(&RawEvent, &mut dyn FnMut(&str)) + 'a;

/// Groups the events; returns why, for each pair that was joined.
pub(super) fn group(
    raw: &[RawEvent],
    titles: &Titles,
    groups: &mut Groups,
    doubts: &mut Vec<Doubt>,
) -> Vec<(usize, usize, String)> {
    let mut joined = join_editions(raw, groups);
    let shared = shared_titles(raw, titles, groups);
    let mut cases = Vec::new();
    cases_by_name(raw, &shared, &mut cases);
    cases_by_address(raw, &mut cases);
    cases_by_talks(raw, &shared, &mut cases);
    for case in cases.iter().filter(|case| case.sure) {
        if years_fit(raw, groups, case.a, case.b) && groups.root(case.a) != groups.root(case.b) && groups.join(case.a, case.b) {
            joined.push((case.a, case.b, case.reason.clone()));
        }
    }
    let mut told = BTreeSet::new();
    for case in cases.iter().filter(|case| !case.sure) {
        let (a, b) = (groups.root(case.a), groups.root(case.b));
        if a != b && !groups.are_apart(a, b) && years_fit(raw, groups, a, b) && told.insert((a.min(b), a.max(b))) {
            let (a, b) = (raw[case.a].record.name.clone(), raw[case.b].record.name.clone());
            doubts.push(Doubt { sort: Sort::Event, a, b, reason: case.reason.clone() });
        }
    }
    joined
}

/// Two groups fit where no two of their years differ.
fn years_fit(raw: &[RawEvent], groups: &Groups, a: usize, b: usize) -> bool {
    let years: BTreeSet<i16> = groups.members(a).iter().chain(groups.members(b)).filter_map(|&i| raw[i].key.year).collect();
    years.len() <= 1
}

/// How many titles each pair of events has in common, and how many each event has.
struct Shared {
    common: BTreeMap<(usize, usize), usize>,
    titles: Vec<usize>,
    /// The group of each event when the titles were counted.
    roots: Vec<usize>,
}

fn shared_titles(raw: &[RawEvent], titles_of: &Titles, groups: &Groups) -> Shared {
    let roots: Vec<usize> = (0..raw.len()).map(|i| groups.root(i)).collect();
    // What stands for a title, with an event that has it: a large library has too many titles to keep them all.
    let mut pairs: Vec<(u64, usize)> = Vec::new();
    for (i, event) in raw.iter().enumerate().filter(|(_, event)| event.kind != Kind::Submissions) {
        titles_of(event, &mut |title| {
            let key = title_key(title);
            if !key.slot && key.main.contains(' ') {
                pairs.push((FxBuildHasher.hash_one(&key.main), roots[i]));
            }
        });
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut titles = vec![0; raw.len()];
    pairs.iter().for_each(|&(_, root)| titles[root] += 1);
    let mut common = BTreeMap::new();
    for events in pairs.chunk_by(|a, b| a.0 == b.0).filter(|events| events.len() <= COMMON_TITLE) {
        for (n, &(_, a)) in events.iter().enumerate() {
            for &(_, b) in &events[n + 1..] {
                *common.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    Shared { common, titles, roots }
}

impl Shared {
    fn count(&self, a: usize, b: usize) -> usize {
        let (a, b) = (self.roots[a], self.roots[b]);
        self.common.get(&(a.min(b), a.max(b))).copied().unwrap_or(0)
    }

    /// Three titles and half of the smaller programme.
    fn is_many(&self, a: usize, b: usize) -> bool {
        let count = self.count(a, b);
        count >= 3 && count * 2 >= self.titles[self.roots[a]].min(self.titles[self.roots[b]])
    }
}

/// Joins what has the same name, region and year, also where none of them states one.
fn join_editions(raw: &[RawEvent], groups: &mut Groups) -> Vec<(usize, usize, String)> {
    let mut by_edition: BTreeMap<(&str, &[&str], Option<i16>), Vec<usize>> = BTreeMap::new();
    for (i, event) in raw.iter().enumerate() {
        for name in &event.key.names {
            by_edition.entry((name, &event.key.regions, event.key.year)).or_default().push(i);
        }
    }
    let mut joined = Vec::new();
    for ((name, _, year), same) in by_edition {
        for pair in same.windows(2) {
            let reason = match year {
                Some(year) => {
                    format!("the same series {} and year {year}", raw[pair[0]].record.series.as_deref().unwrap_or(name))
                }
                None => "the same name".to_owned(),
            };
            if years_fit(raw, groups, pair[0], pair[1])
                && groups.root(pair[0]) != groups.root(pair[1])
                && groups.join(pair[0], pair[1])
            {
                joined.push((pair[0], pair[1], reason));
            }
        }
    }
    joined
}

fn cases_by_name(raw: &[RawEvent], shared: &Shared, cases: &mut Vec<Case>) {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, event) in raw.iter().enumerate() {
        event.key.names.iter().for_each(|name| by_name.entry(name).or_default().push(i));
    }
    for events in by_name.values() {
        let mut by_edition: BTreeMap<(Option<i16>, &[&str]), Vec<usize>> = BTreeMap::new();
        events.iter().for_each(|&i| by_edition.entry((raw[i].key.year, &raw[i].key.regions)).or_default().push(i));
        let editions: Vec<(&(Option<i16>, &[&str]), usize)> =
            by_edition.iter().filter_map(|(k, v)| Some((k, *v.first()?))).take(40).collect();
        for (n, &((year_a, regions_a), a)) in editions.iter().enumerate() {
            for &((year_b, regions_b), b) in &editions[n + 1..] {
                let year_fits = year_a == year_b || year_a.is_none() || year_b.is_none();
                let region_fits = regions_a == regions_b || regions_a.is_empty() || regions_b.is_empty();
                if year_fits && region_fits {
                    let missing = if year_a != year_b { "one states no year" } else { "one states no region" };
                    let same_start = raw[a].record.start.is_some() && raw[a].record.start == raw[b].record.start;
                    let sure = same_start || shared.is_many(a, b);
                    let reason = match (same_start, shared.count(a, b)) {
                        (true, _) => "the same name and first day".to_owned(),
                        (_, 0) => format!("the same name; {missing}"),
                        (_, talks) => format!("the same name and {talks} talks in common; {missing}"),
                    };
                    cases.push(Case { a, b, sure, reason });
                }
            }
        }
    }
    cases_by_spelling(raw, &by_name, shared, cases);
}

/// Names that differ by a slip of the pen, of the same year: neighbours in the alphabet are compared.
fn cases_by_spelling(raw: &[RawEvent], by_name: &BTreeMap<&str, Vec<usize>>, shared: &Shared, cases: &mut Vec<Case>) {
    let names: Vec<(&str, &Vec<usize>)> = by_name.iter().map(|(name, events)| (*name, events)).collect();
    for pair in names.windows(2) {
        let [(one, events_a), (other, events_b)] = pair else { continue };
        if one.chars().count() < 6 || strsim::normalized_damerau_levenshtein(one, other) < 0.85 {
            continue;
        }
        for &a in events_a.iter().take(40) {
            let twin = events_b.iter().find(|&&b| {
                raw[a].key.year.is_some() && raw[a].key.year == raw[b].key.year && raw[a].key.regions == raw[b].key.regions
            });
            if let Some(&b) = twin {
                let sure = shared.count(a, b) >= 2;
                cases.push(Case { a, b, sure, reason: "names that differ by a letter or two, the same year".to_owned() });
            }
        }
    }
}

fn cases_by_address(raw: &[RawEvent], cases: &mut Vec<Case>) {
    let mut by_address: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_host: BTreeMap<(String, i16), Vec<usize>> = BTreeMap::new();
    for (i, event) in raw.iter().enumerate() {
        let Some(url) = &event.record.url else { continue };
        url_key(url).into_iter().for_each(|key| by_address.entry(key).or_default().push(i));
        let host = url::Url::parse(url).ok().and_then(|url| host_key(&url));
        if let (Some(host), Some(year)) = (host, event.key.year) {
            by_host.entry((host, year)).or_default().push(i);
        }
    }
    for (address, events) in &by_address {
        for pair in events.windows(2) {
            // The front page of a series serves every edition: the years must not merely fit.
            let sure = raw[pair[0]].key.year == raw[pair[1]].key.year;
            cases.push(Case { a: pair[0], b: pair[1], sure, reason: format!("the same address {address}") });
        }
    }
    for ((host, year), events) in &by_host {
        for pair in events.windows(2) {
            let (a, b) = (&raw[pair[0]].key, &raw[pair[1]].key);
            let regions_fit = a.regions == b.regions || a.regions.is_empty() || b.regions.is_empty();
            let alike = a
                .names
                .iter()
                .any(|one| b.names.iter().any(|other| one.starts_with(other.as_str()) || other.starts_with(one.as_str())));
            if regions_fit {
                cases.push(Case {
                    a: pair[0],
                    b: pair[1],
                    sure: alike,
                    reason: format!("addresses of one host, {host}, and the same year {year}"),
                });
            }
        }
    }
}

fn cases_by_talks(raw: &[RawEvent], shared: &Shared, cases: &mut Vec<Case>) {
    for (&(a, b), &count) in &shared.common {
        let (one, other) = (&raw[a].key, &raw[b].key);
        let year_fits = one.year == other.year || one.year.is_none() || other.year.is_none();
        let region_fits = one.regions == other.regions || one.regions.is_empty() || other.regions.is_empty();
        if count >= 2 && year_fits && region_fits {
            cases.push(Case { a, b, sure: shared.is_many(a, b), reason: format!("{count} talks in common") });
        }
    }
}

/// Makes one record of each group, ordered by name, and tells where each raw event went.
pub(super) fn merge(
    raw: &[RawEvent],
    groups: &Groups,
    joined: &[(usize, usize, String)],
) -> (Vec<LinkedEvent>, HashMap<EventMember, usize>) {
    let mut events: Vec<LinkedEvent> = groups.all().iter().map(|group| merge_group(raw, group)).collect();
    events.sort_by_cached_key(|event| (fold(&event.name), event.name.clone(), event.members.clone()));
    let mut taken = HashMap::new();
    let mut place = HashMap::new();
    for (index, event) in events.iter_mut().enumerate() {
        event.id = unique(slug(&event.name), &mut taken);
        event.members.iter().for_each(|&member| {
            place.insert(member, index);
        });
    }
    for (a, _, reason) in joined {
        if let Some(event) = place.get(&raw[*a].member).and_then(|&index| events.get_mut(index))
            && !event.evidence.contains(reason)
        {
            event.evidence.push(reason.clone());
        }
    }
    (events, place)
}

fn merge_group(raw: &[RawEvent], group: &[usize]) -> LinkedEvent {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    group.iter().for_each(|&i| *names.entry(&raw[i].record.name).or_default() += 1);
    let stated: BTreeSet<&str> =
        group.iter().filter(|&&i| raw[i].kind == Kind::Programme).map(|&i| raw[i].record.name.as_str()).collect();
    let rank = |name: &str, count: usize| {
        let has_year = year_in(name).is_some();
        (has_year, stated.contains(name), count, name.chars().count())
    };
    // `max_by` keeps the last of equals: the map's order makes that the same every time.
    let name = names.iter().max_by_key(|&(name, &count)| rank(name, count)).map_or("", |(name, _)| name);
    let first = |get: fn(&Event) -> Option<&String>| group.iter().find_map(|&i| get(raw[i].record).cloned());
    LinkedEvent {
        name: name.to_owned(),
        series: group.iter().filter(|&&i| raw[i].record.name == name).find_map(|&i| raw[i].record.series.clone()),
        year: group.iter().find_map(|&i| raw[i].key.year),
        start: group.iter().filter_map(|&i| raw[i].record.start.clone()).min(),
        end: group.iter().filter_map(|&i| raw[i].record.end.clone()).max(),
        location: first(|event| event.location.as_ref()),
        url: first(|event| event.url.as_ref()),
        zone: first(|event| event.zone.as_ref()),
        aliases: names.keys().filter(|&&other| other != name).map(|&other| other.to_owned()).collect(),
        members: group.iter().map(|&i| raw[i].member).collect(),
        ..LinkedEvent::default()
    }
}

/// `id`, or with a number behind it where it is taken already; `taken` counts how often each was asked for.
pub(super) fn unique(id: String, taken: &mut HashMap<String, usize>) -> String {
    let mut next = id.clone();
    loop {
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 || id.is_empty() {
            next = format!("{id}-{count}");
        }
        if next == id || !taken.contains_key(&next) {
            if next != id {
                taken.insert(next.clone(), 1);
            }
            return next;
        }
    }
}
