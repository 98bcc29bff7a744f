//! Which talks of different documents are one.
//!
//! Only talks that share a key (title, title without subtitle, address, event with start or speaker) are compared; a key
//! that very many share is cut into runs. Every pair gets a verdict with its reasons in words; the surest pairs are joined
//! first, and a group never holds two talks of one list.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::groups::Groups;
use super::keys::{NameFit, NameKey, TitleKey, differing_middle, name_fit, name_key, title_key, url_key};
use super::merge::source_slug;
use super::{Doubt, Member, Sort};
use crate::id::fold;
use crate::model::{Kind, SourceRecords, Talk};

/// How many neighbours a talk is compared with among those that share a key.
const NEIGHBOURS: usize = 16;

/// One talk of one document.
pub(super) struct RawTalk<'a> {
    pub(super) member: Member,
    pub(super) record: &'a Talk,
    pub(super) kind: Kind,
    /// The linked event.
    pub(super) event: Option<usize>,
    pub(super) title: TitleKey,
    pub(super) names: Vec<NameKey>,
    url: Option<String>,
    abstract_: String,
    /// The event of most talks of its document, where the document names none itself.
    adopted: Option<usize>,
    /// The document's name inside a reference.
    pub(super) document: String,
}

/// Every talk of every document, in the order of the sources.
pub(super) fn raw_talks<'a>(sources: &'a [SourceRecords], event_of: &HashMap<(usize, &str), usize>) -> Vec<RawTalk<'a>> {
    let mut raw = Vec::new();
    for (source, document) in sources.iter().enumerate() {
        // A document about one event hardly tells of a talk elsewhere, though it does not tie every talk to the event.
        let only_event = match document.records.events.as_slice() {
            [event] if document.records.source.kind != Kind::Submissions => event_of.get(&(source, event.name.as_str())).copied(),
            _ => None,
        };
        for (talk, record) in document.records.talks.iter().enumerate() {
            raw.push(RawTalk {
                member: Member { source, talk },
                record,
                kind: document.records.source.kind,
                event: record.event.as_deref().and_then(|name| event_of.get(&(source, name)).copied()),
                title: title_key(&record.title),
                names: record.speakers.iter().map(|speaker| name_key(&speaker.name)).collect(),
                url: record.url.as_deref().and_then(url_key),
                abstract_: record.abstract_.as_deref().map(opening).unwrap_or_default(),
                adopted: only_event,
                document: source_slug(&document.path),
            });
        }
    }
    raw
}

/// The beginning of an abstract, folded.
fn opening(text: &str) -> String {
    fold(&text.chars().take(320).collect::<String>()).chars().take(160).collect()
}

/// What a comparison came to.
enum Verdict {
    /// One talk: how sure, and why.
    Same(u32, Vec<String>),
    /// Perhaps one talk.
    Doubt(String),
    /// Two talks that have to do with each other.
    Related(String),
    /// Two talks.
    Different,
}

/// What was found out about the talks beyond their groups.
#[derive(Default)]
pub(super) struct Outcome {
    /// Pairs that were joined, with the reasons.
    pub(super) joined: Vec<(usize, usize, Vec<String>)>,
    /// Pairs that are offered to the reader as related.
    pub(super) related: Vec<(usize, usize, String)>,
}

/// Groups the talks.
pub(super) fn group(raw: &mut [RawTalk], groups: &mut Groups, doubts: &mut Vec<Doubt>) -> Outcome {
    let mut outcome = Outcome::default();
    let verdicts = compare_all(raw);
    let has_homeless = raw.iter().any(|talk| talk.event.is_none());
    if !has_homeless {
        join(raw, verdicts, groups, &mut outcome, doubts);
        return outcome;
    }
    join(raw, verdicts, groups, &mut outcome, &mut Vec::new());
    // What a document that names no event shares with one event tells what its other talks may be compared with.
    adopt(raw, groups);
    outcome.related.clear();
    join(raw, compare_all(raw), groups, &mut outcome, doubts);
    outcome
}

/// The verdict on every pair that shares a key, those that are plainly different left out.
fn compare_all(raw: &[RawTalk]) -> Vec<(usize, usize, Verdict)> {
    let verdict = |(a, b): (usize, usize)| match compare(&raw[a], &raw[b]) {
        Verdict::Different => None,
        // Most pairs are tied together by others already: the reasons are told again for those that are joined.
        Verdict::Same(score, _) => Some((a, b, Verdict::Same(score, Vec::new()))),
        other => Some((a, b, other)),
    };
    candidates(raw).into_iter().filter_map(verdict).collect()
}

/// Pairs that share a key, each once, in order.
fn candidates(raw: &[RawTalk]) -> Vec<(usize, usize)> {
    // Hashes of the keys: two that fall together only make two talks be compared that need not.
    let mut sharing: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, talk) in raw.iter().enumerate() {
        key_numbers(talk).into_iter().for_each(|key| sharing.entry(key).or_default().push(i));
    }
    sharing.retain(|_, talks| talks.len() > 1);
    let mut pairs = Vec::new();
    for (_, mut talks) in sharing {
        talks.dedup();
        if talks.len() > NEIGHBOURS {
            // Likely partners become neighbours: the same event, speakers and time.
            talks.sort_by_cached_key(|&i| {
                let talk = &raw[i];
                (
                    talk.event.or(talk.adopted),
                    talk.title.main.clone(),
                    talk.names.first().map(NameKey::text),
                    talk.record.start.clone(),
                    i,
                )
            });
        }
        for (n, &a) in talks.iter().enumerate() {
            let near = talks.iter().skip(n + 1).take(NEIGHBOURS);
            pairs.extend(near.filter(|&&b| may_be_compared(&raw[a], &raw[b])).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A document has already made one record of each of its talks; only different entries of a feed may tell of the same.
fn may_be_compared(a: &RawTalk, b: &RawTalk) -> bool {
    a.member.source != b.member.source
        || (a.record.entry != b.record.entry && a.record.entry.is_some() && b.record.entry.is_some())
}

/// What stands for the keys of a talk.
pub(super) fn key_numbers(talk: &RawTalk) -> Vec<u64> {
    // What sort of key it is, whether it holds at one event alone, and its texts.
    let number = |sort: char, event: Option<usize>, texts: [&str; 2]| FxBuildHasher.hash_one((sort, event, texts));
    let event = talk.event.or(talk.adopted);
    let title = talk.title.main.as_str();
    let mut keys = Vec::with_capacity(8);
    if talk.title.slot {
        // "Keynote" alone is shared by all conferences: its event or its speaker must agree.
        keys.extend(event.map(|event| number('s', Some(event), [title, ""])));
        keys.extend(talk.names.iter().map(|name| number('k', None, [title, &name.text()])));
    } else {
        keys.push(number('t', None, [title, ""]));
        if talk.title.head != talk.title.main {
            keys.push(number('t', None, [&talk.title.head, ""]));
        }
        // Long titles are cut off or end differently: their beginning is a key of its own.
        let beginning = title.char_indices().nth(24).and_then(|(end, _)| title.get(..end));
        keys.extend(beginning.map(|beginning| number('b', None, [beginning, ""])));
    }
    if event.is_some() && !talk.title.slot {
        // Titles of one event that differ by a word share at least one of their two longest.
        let mut words: Vec<&str> = title.split(' ').filter(|word| word.len() >= 4).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        keys.extend(words.iter().take(2).map(|word| number('w', event, [word, ""])));
    }
    keys.extend(talk.url.iter().map(|url| number('u', None, [url, ""])));
    keys.extend(talk.names.iter().map(|name| match event {
        Some(_) => number('e', event, [name.words.last().map_or("", String::as_str), ""]),
        None => number('n', None, [&name.text(), ""]),
    }));
    if let (Some(_), Some(start)) = (event, &talk.record.start) {
        keys.push(number('c', event, [start, talk.record.date.as_deref().unwrap_or_default()]));
    }
    keys
}

/// Joins what is surely one, and notes what may be.
fn join(
    raw: &[RawTalk],
    verdicts: Vec<(usize, usize, Verdict)>,
    groups: &mut Groups,
    outcome: &mut Outcome,
    doubts: &mut Vec<Doubt>,
) {
    let mut same = Vec::new();
    let mut unsure = Vec::new();
    for (a, b, verdict) in verdicts {
        match verdict {
            Verdict::Same(score, _) => same.push((score, a, b)),
            Verdict::Doubt(reason) => unsure.push((a, b, reason)),
            Verdict::Related(reason) => outcome.related.push((a, b, reason)),
            Verdict::Different => {}
        }
    }
    same.sort_by(|x, y| (y.0, x.1, x.2).cmp(&(x.0, y.1, y.2)));
    let torn = torn(raw, &same);
    for (_, a, b) in same {
        if groups.root(a) == groups.root(b) {
            continue;
        }
        let Verdict::Same(_, reasons) = compare(&raw[a], &raw[b]) else { continue };
        if torn.contains(&a) || torn.contains(&b) {
            unsure.push((a, b, format!("{}, but another talk fits as well", reasons.join(", "))));
        } else if fits(raw, groups, a, b) && groups.join(a, b) {
            outcome.joined.push((a, b, reasons));
        }
    }
    let mut told = BTreeSet::new();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    raw.iter().for_each(|talk| *uses.entry(&talk.record.id).or_insert(0) += 1);
    for (a, b, reason) in unsure {
        let (root_a, root_b) = (groups.root(a), groups.root(b));
        let open = root_a != root_b && !groups.are_apart(root_a, root_b) && fits(raw, groups, a, b);
        if open && told.insert((root_a.min(root_b), root_a.max(root_b))) {
            doubts.push(Doubt { sort: Sort::Talk, a: reference(&raw[a], &uses), b: reference(&raw[b], &uses), reason });
        }
    }
}

/// How `hallway link` can name this very record: two documents may give one id to different talks.
fn reference(talk: &RawTalk, uses: &HashMap<&str, usize>) -> String {
    match uses.get(talk.record.id.as_str()) {
        Some(2..) => format!("{}~{}", talk.record.id, talk.document),
        _ => talk.record.id.clone(),
    }
}

/// Talks that fit two talks equally well which cannot be one: of two events, or of one list.
fn torn(raw: &[RawTalk], same: &[(u32, usize, usize)]) -> BTreeSet<usize> {
    let mut best: BTreeMap<usize, (u32, Vec<usize>)> = BTreeMap::new();
    for &(score, a, b) in same {
        for (i, other) in [(a, b), (b, a)] {
            let entry = best.entry(i).or_insert((score, Vec::new()));
            // Pairs come with the best first.
            if entry.0 == score {
                entry.1.push(other);
            }
        }
    }
    let is_torn = |others: &[usize]| {
        let events: BTreeSet<usize> = others.iter().filter_map(|&other| raw[other].event).collect();
        let lists: BTreeSet<_> = others.iter().map(|&other| list(&raw[other])).collect();
        events.len() > 1 || lists.len() < others.len()
    };
    best.into_iter().filter(|(_, (_, others))| is_torn(others)).map(|(i, _)| i).collect()
}

/// The list that a talk stands in: its document, or the entry of a feed.
fn list<'a>(talk: &RawTalk<'a>) -> (usize, Option<&'a str>) {
    (talk.member.source, talk.record.entry.as_deref())
}

/// Two groups fit where no list has a talk in both, and where their events do not differ.
fn fits(raw: &[RawTalk], groups: &Groups, a: usize, b: usize) -> bool {
    let lists = |i: usize| groups.members(i).iter().map(|&talk| list(&raw[talk])).collect::<BTreeSet<_>>();
    let events = |i: usize| groups.members(i).iter().filter_map(|&talk| raw[talk].event).collect::<BTreeSet<_>>();
    let (events_a, events_b) = (events(a), events(b));
    let one_event = events_a.is_empty() || events_b.is_empty() || !events_a.is_disjoint(&events_b);
    one_event && lists(a).is_disjoint(&lists(b))
}

/// Finds the event that talks without one may belong to: a third of their document's talks, and at least three, are talks of it.
fn adopt(raw: &mut [RawTalk], groups: &Groups) {
    let mut talks_of: BTreeMap<usize, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
    for (i, talk) in raw.iter().enumerate().filter(|(_, talk)| talk.kind != Kind::Submissions) {
        let (total, events) = talks_of.entry(talk.member.source).or_default();
        *total += 1;
        if let Some(event) = groups.members(i).iter().find_map(|&other| raw[other].event) {
            *events.entry(event).or_insert(0) += 1;
        }
    }
    let mut adopted: BTreeMap<usize, usize> = BTreeMap::new();
    for (source, (total, events)) in talks_of {
        if let Some((event, count)) = events.into_iter().max_by_key(|&(event, count)| (count, std::cmp::Reverse(event)))
            && count >= 3
            && count * 3 >= total
        {
            adopted.insert(source, event);
        }
    }
    for (source, other) in programmes_of_one_event(raw, groups) {
        // Which event it is stays unknown; that it is one is all that the comparison needs.
        let event = adopted.get(&other).copied().unwrap_or(usize::MAX - other);
        adopted.entry(source).or_insert(event);
        adopted.entry(other).or_insert(event);
    }
    for talk in raw.iter_mut().filter(|talk| talk.event.is_none()) {
        talk.adopted = talk.adopted.or_else(|| adopted.get(&talk.member.source).copied());
    }
}

/// Pairs of documents without events that share three talks, and half of the smaller one.
fn programmes_of_one_event(raw: &[RawTalk], groups: &Groups) -> Vec<(usize, usize)> {
    let mut total: BTreeMap<usize, usize> = BTreeMap::new();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let homeless = |i: &usize| raw[*i].event.is_none() && raw[*i].kind != Kind::Submissions;
    for i in (0..raw.len()).filter(homeless) {
        let source = raw[i].member.source;
        *total.entry(source).or_insert(0) += 1;
        let first = groups.members(i).iter().copied().filter(homeless).map(|other| raw[other].member.source).min();
        if let Some(first) = first.filter(|&first| first < source) {
            *shared.entry((source, first)).or_insert(0) += 1;
        }
    }
    let is_enough = |&(a, b): &(usize, usize), count: usize| {
        let smaller = total.get(&a).copied().unwrap_or(0).min(total.get(&b).copied().unwrap_or(0));
        count >= 3 && count * 2 >= smaller
    };
    shared.into_iter().filter(|(pair, count)| is_enough(pair, *count)).map(|(pair, _)| pair).collect()
}

/// What two titles have to do with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TitleFit {
    Equal,
    /// One is the other without its subtitle.
    Subtitle,
    /// One is the beginning of the other, or they differ by some letters.
    Near,
    Other,
}

fn title_fit(a: &TitleKey, b: &TitleKey) -> TitleFit {
    if a.main == b.main {
        return if a.main.is_empty() { TitleFit::Other } else { TitleFit::Equal };
    }
    if a.slot || b.slot {
        return TitleFit::Other;
    }
    if a.head == b.main || b.head == a.main {
        return TitleFit::Subtitle;
    }
    // "Part 1" and "Part 2" are two talks, however alike their titles.
    if !numbers(&a.main).eq(numbers(&b.main)) {
        return TitleFit::Other;
    }
    let (short, long) = if a.main.len() <= b.main.len() { (&a.main, &b.main) } else { (&b.main, &a.main) };
    let cut_off = short.chars().count() >= 20 && long.starts_with(short.as_str());
    if cut_off || a.head == b.head || differ_little(&a.main, &b.main) {
        return TitleFit::Near;
    }
    TitleFit::Other
}

/// The numbers of a title.
fn numbers(title: &str) -> impl Iterator<Item = &str> {
    title.split(' ').filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// True where at most a fifth of the letters differ.
fn differ_little(a: &str, b: &str) -> bool {
    let most = a.len().max(b.len()).min(400) / 5;
    if a.len().abs_diff(b.len()) > most || a.len() > 400 || b.len() > 400 {
        return false;
    }
    // Counting letters is cheap and tells nearly all pairs apart before the table of the distance is made.
    let mut counts = [0i32; 64];
    a.bytes().for_each(|byte| counts[usize::from(byte & 63)] += 1);
    b.bytes().for_each(|byte| counts[usize::from(byte & 63)] -= 1);
    let (more, less) = counts.iter().fold((0, 0), |(more, less), &count| (more + count.max(0), less - count.min(0)));
    if usize::try_from(more.max(less)).is_ok_and(|least| least > most) {
        return false;
    }
    let (a, b) = differing_middle(a, b);
    a.len().max(b.len()) <= most || strsim::levenshtein(a, b) <= most
}

/// For, against, or nothing to go by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Yes,
    No,
    Unknown,
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Agreement::Yes,
        (Some(_), Some(_)) => Agreement::No,
        _ => Agreement::Unknown,
    }
}

/// Everything that speaks for or against two talks being one.
struct Evidence {
    title: TitleFit,
    event: Agreement,
    speakers: Agreement,
    time: Agreement,
    /// Both say, in one way or another, that it is the same day.
    same_day: bool,
    url: bool,
    abstract_: bool,
    words: Vec<String>,
}

fn evidence(a: &RawTalk, b: &RawTalk) -> Evidence {
    let title = title_fit(&a.title, &b.title);
    let mut words = Vec::new();
    match title {
        TitleFit::Equal => words.push("same title".to_owned()),
        TitleFit::Subtitle => words.push("same title, one without its subtitle".to_owned()),
        TitleFit::Near => words.push("almost the same title".to_owned()),
        TitleFit::Other => {}
    }
    let event = agree(a.event.or(a.adopted), b.event.or(b.adopted));
    if event == Agreement::Yes && a.event.is_some() && b.event.is_some() {
        words.push("same event".to_owned());
    }
    let dates = agree(a.record.date.as_ref(), b.record.date.as_ref());
    let starts = agree(a.record.start.as_ref(), b.record.start.as_ref());
    let time = match (dates, starts) {
        (Agreement::No, _) | (_, Agreement::No) => Agreement::No,
        (_, Agreement::Yes) => Agreement::Yes,
        _ => Agreement::Unknown,
    };
    if let (Agreement::Yes, Some(start)) = (starts, &a.record.start) {
        words.push(format!("same start {start}"));
    }
    let shared = shared_speaker(a, b);
    let speakers = match shared {
        Some(_) => Agreement::Yes,
        None if a.names.is_empty() || b.names.is_empty() => Agreement::Unknown,
        None => Agreement::No,
    };
    shared.iter().for_each(|name| words.push(format!("same speaker {name}")));
    let url = a.url.is_some() && a.url == b.url;
    if url {
        words.push("same address".to_owned());
    }
    let abstract_ = a.abstract_.len() >= 40 && b.abstract_.len() >= 40 && {
        let length = a.abstract_.chars().count().min(b.abstract_.chars().count()).min(80);
        a.abstract_.chars().take(length).eq(b.abstract_.chars().take(length))
    };
    if abstract_ {
        words.push("same abstract".to_owned());
    }
    let same_day = on_one_day(a, b);
    Evidence { title, event, speakers, time, same_day, url, abstract_, words }
}

/// The dates are equal, or the labels of the days, or a weekday is that of the other's date.
fn on_one_day(a: &RawTalk, b: &RawTalk) -> bool {
    let weekday = |talk: &RawTalk| {
        let date: jiff::civil::Date = talk.record.date.as_deref()?.parse().ok()?;
        Some(date.weekday())
    };
    let label = |talk: &RawTalk| talk.record.day.as_deref().map(fold);
    let names = |label: &Option<String>, day: Option<jiff::civil::Weekday>| {
        let word = label.as_deref().unwrap_or("").split(' ').next().unwrap_or("");
        day.is_some_and(|day| format!("{day:?}").to_lowercase() == word)
    };
    let (one, other) = (label(a), label(b));
    (a.record.date.is_some() && a.record.date == b.record.date)
        || (one.is_some() && one == other)
        || names(&one, weekday(b))
        || names(&other, weekday(a))
}

/// A speaker of both talks, in the longer spelling.
fn shared_speaker<'a>(a: &RawTalk<'a>, b: &RawTalk<'a>) -> Option<&'a str> {
    for (i, one) in a.names.iter().enumerate() {
        for (j, other) in b.names.iter().enumerate() {
            if name_fit(one, other) > NameFit::No {
                let (one, other) = (&a.record.speakers.get(i)?.name, &b.record.speakers.get(j)?.name);
                return Some(if (one.len(), other) >= (other.len(), one) { one } else { other });
            }
        }
    }
    None
}

impl Evidence {
    /// How many things besides title and event agree.
    fn support(&self) -> u32 {
        u32::from(self.speakers == Agreement::Yes)
            + u32::from(self.time == Agreement::Yes)
            + u32::from(self.url)
            + u32::from(self.abstract_)
    }

    /// The surest pairs are joined first.
    fn score(&self) -> u32 {
        let title = match self.title {
            TitleFit::Equal => 40,
            TitleFit::Subtitle => 30,
            TitleFit::Near => 20,
            TitleFit::Other => 0,
        };
        let event = if self.event == Agreement::Yes { 20 } else { 0 };
        (title + event + self.support() * 10).saturating_sub(if self.time == Agreement::No { 5 } else { 0 })
    }

    fn same(self) -> Verdict {
        Verdict::Same(self.score(), self.words)
    }

    fn doubt(self, but: &str) -> Verdict {
        Verdict::Doubt(format!("{}, but {but}", self.words.join(", ")))
    }
}

fn compare(a: &RawTalk, b: &RawTalk) -> Verdict {
    let evidence = evidence(a, b);
    let proposal = (a.kind == Kind::Submissions) != (b.kind == Kind::Submissions);
    if a.title.slot || b.title.slot {
        return compare_slots(evidence, proposal);
    }
    match evidence.event {
        Agreement::No => compare_across_events(evidence),
        _ if proposal => compare_proposal(a, b, evidence),
        Agreement::Yes => compare_within_event(evidence),
        Agreement::Unknown => compare_without_event(evidence),
    }
}

/// "Keynote" and its like: only the speaker, the time or the address tells which.
fn compare_slots(evidence: Evidence, proposal: bool) -> Verdict {
    if proposal || evidence.title != TitleFit::Equal || evidence.event == Agreement::No || evidence.speakers == Agreement::No {
        return Verdict::Different;
    }
    let known_event = evidence.event == Agreement::Yes;
    match (evidence.speakers, evidence.time) {
        (Agreement::Yes, Agreement::Yes | Agreement::Unknown) if known_event => evidence.same(),
        (_, Agreement::Yes) if known_event => evidence.same(),
        (Agreement::Unknown, Agreement::Unknown) if known_event && evidence.same_day => evidence.same(),
        (_, Agreement::Yes | Agreement::Unknown) if evidence.url => evidence.same(),
        (Agreement::Yes, Agreement::Yes) => evidence.same(),
        (Agreement::Yes, Agreement::Unknown) => evidence.doubt("one names no event"),
        _ => Verdict::Different,
    }
}

/// The same talk given at two conferences is two talks.
fn compare_across_events(evidence: Evidence) -> Verdict {
    if evidence.url && evidence.title != TitleFit::Other {
        return evidence.doubt("two events that are not known to be one");
    }
    match (evidence.title, evidence.speakers) {
        (TitleFit::Equal | TitleFit::Subtitle, Agreement::Yes) => Verdict::Related("the same talk at another event".to_owned()),
        _ => Verdict::Different,
    }
}

/// A proposal is the delivered talk only where both name the event.
fn compare_proposal(a: &RawTalk, b: &RawTalk, evidence: Evidence) -> Verdict {
    let named = a.event.is_some() && a.event == b.event;
    match (evidence.title, evidence.speakers) {
        (TitleFit::Equal | TitleFit::Subtitle, Agreement::Yes | Agreement::Unknown) if named => evidence.same(),
        (TitleFit::Near, Agreement::Yes) if named => evidence.same(),
        (TitleFit::Near, Agreement::Unknown) if named => evidence.doubt("no speaker to compare"),
        (TitleFit::Equal | TitleFit::Subtitle | TitleFit::Near, Agreement::Yes | Agreement::Unknown) => {
            Verdict::Related(format!("{} as a proposal that names no event", evidence.words.join(", ")))
        }
        _ => Verdict::Different,
    }
}

fn compare_within_event(evidence: Evidence) -> Verdict {
    let support = evidence.support();
    match (evidence.title, evidence.speakers) {
        (TitleFit::Equal, Agreement::No) if support == 0 => evidence.doubt("other speakers"),
        (TitleFit::Equal, _) => evidence.same(),
        (TitleFit::Subtitle, Agreement::No) if support == 0 => Verdict::Different,
        (TitleFit::Subtitle, Agreement::No) => evidence.doubt("other speakers"),
        (TitleFit::Subtitle, _) if evidence.time == Agreement::No && support == 0 => evidence.doubt("another time"),
        (TitleFit::Subtitle, _) => evidence.same(),
        (TitleFit::Near, Agreement::Yes | Agreement::Unknown) if support >= 1 && evidence.time != Agreement::No => {
            evidence.same()
        }
        (TitleFit::Near, Agreement::Yes | Agreement::Unknown) if support >= 2 => evidence.same(),
        (TitleFit::Near, Agreement::Yes) => evidence.doubt("another time"),
        (TitleFit::Near, Agreement::Unknown) if evidence.time == Agreement::Unknown => {
            evidence.doubt("neither speaker nor time to compare")
        }
        (TitleFit::Other, Agreement::Yes) if evidence.url || evidence.time == Agreement::Yes => evidence.doubt("another title"),
        _ => Verdict::Different,
    }
}

fn compare_without_event(evidence: Evidence) -> Verdict {
    let support = evidence.support();
    match (evidence.title, evidence.speakers) {
        (_, Agreement::No) => Verdict::Different,
        (TitleFit::Equal, _) if support >= 1 => evidence.same(),
        (TitleFit::Subtitle, _) if evidence.url || evidence.abstract_ || support >= 2 => evidence.same(),
        (TitleFit::Near, _) if support >= 2 => evidence.same(),
        (TitleFit::Equal | TitleFit::Subtitle, _) if evidence.time == Agreement::No => Verdict::Different,
        (TitleFit::Subtitle, _) if support >= 1 => evidence.doubt("one names no event"),
        (TitleFit::Equal, _) => evidence.doubt("one names no event, and neither speaker nor time is there to compare"),
        _ => Verdict::Different,
    }
}
