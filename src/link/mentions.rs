//! Takeaways that link to a talk, by its page or by the heading of its notes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pulldown_cmark::{Event, Parser, Tag};

use super::keys::url_key;
use super::talks::RawTalk;
use super::{LinkedTalk, Mention};
use crate::id::fold;
use crate::model::{Records, SourceRecords, Takeaway};

/// Finds every takeaway that names a talk by a link, and notes it with the talk.
pub(super) fn find(sources: &[SourceRecords], raw: &[RawTalk], talk_of: &[usize], talks: &mut [LinkedTalk]) {
    let addresses = Addresses::of(sources, raw, talk_of);
    for (source, document) in sources.iter().enumerate() {
        for (index, takeaway) in document.records.takeaways.iter().enumerate() {
            let named = named_talks(&addresses, &document.records, takeaway);
            let own = own_talk(raw, talk_of, source, takeaway);
            for (talk, link) in named.iter().filter(|(talk, _)| Some(**talk) != own) {
                let others = named.keys().copied().filter(|other| other != talk).collect();
                if let Some(linked) = talks.get_mut(*talk) {
                    linked.mentions.push(Mention { source, takeaway: index, evidence: format!("link to {link}"), others });
                }
            }
        }
    }
}

/// The talk that a takeaway was marked in; it says nothing new to be told that.
fn own_talk(raw: &[RawTalk], talk_of: &[usize], source: usize, takeaway: &Takeaway) -> Option<usize> {
    let id = takeaway.talk.as_ref()?;
    let first = raw.partition_point(|talk| talk.member.source < source);
    let own = raw.get(first..)?.iter().take_while(|talk| talk.member.source == source).position(|talk| &talk.record.id == id)?;
    talk_of.get(first + own).copied()
}

fn named_talks(addresses: &Addresses, records: &Records, takeaway: &Takeaway) -> BTreeMap<usize, String> {
    let mut named = BTreeMap::new();
    for address in linked_addresses(records, takeaway) {
        if let Some(talk) = addresses.find(&address) {
            named.entry(talk).or_insert_with(|| address.to_string());
        }
    }
    named
}

/// The addresses that `takeaway` links to, whole.
pub fn linked_addresses(records: &Records, takeaway: &Takeaway) -> Vec<url::Url> {
    if !takeaway.markdown.contains(['[', '<']) {
        return Vec::new();
    }
    let entry = takeaway.entry.as_ref().and_then(|id| records.entries.iter().find(|entry| &entry.id == id));
    let base = entry.and_then(|entry| entry.url.as_deref()).or(records.source.url.as_deref());
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let address = |event| {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { return None };
        url::Url::parse(&dest_url).ok().or_else(|| base.as_ref()?.join(&dest_url).ok())
    };
    Parser::new(&takeaway.markdown).filter_map(address).collect()
}

/// Where talks can be linked to.
struct Addresses {
    /// Session pages.
    pages: HashMap<String, BTreeSet<usize>>,
    /// Documents with notes on several talks: title and speakers as an anchor would spell them.
    anchors: HashMap<String, Vec<(String, String, usize)>>,
}

impl Addresses {
    fn of(sources: &[SourceRecords], raw: &[RawTalk], talk_of: &[usize]) -> Addresses {
        let mut pages: HashMap<String, BTreeSet<usize>> = HashMap::new();
        let mut anchors: HashMap<String, Vec<(String, String, usize)>> = HashMap::new();
        let entry_urls: Vec<HashMap<&str, &str>> = sources
            .iter()
            .map(|source| {
                source.records.entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.url.as_deref()?))).collect()
            })
            .collect();
        for (talk, &index) in raw.iter().zip(talk_of) {
            if let Some(key) = talk.record.url.as_deref().and_then(url_key) {
                pages.entry(key).or_default().insert(index);
            }
            let Some(document) = sources.get(talk.member.source) else { continue };
            let address = match &talk.record.entry {
                Some(entry) => entry_urls.get(talk.member.source).and_then(|urls| urls.get(entry.as_str()).copied()),
                None => document.records.source.url.as_deref(),
            };
            if let Some(key) = address.and_then(url_key) {
                let speakers: String = talk.record.speakers.iter().map(|speaker| compact(&speaker.name)).collect();
                anchors.entry(key).or_default().push((compact(&talk.record.title), speakers, index));
            }
        }
        Addresses { pages, anchors }
    }

    /// The talk that an address leads to: a session's page, or a heading in a document of notes.
    fn find(&self, address: &url::Url) -> Option<usize> {
        let key = url_key(address.as_str())?;
        if let Some(anchor) = address.fragment()
            && let Some(headings) = self.anchors.get(&key)
        {
            return best_heading(&compact(&decoded(anchor)), headings);
        }
        // One page for several talks, such as a recording of the whole day, names none of them.
        self.pages.get(&key).filter(|talks| talks.len() == 1)?.first().copied()
    }
}

/// The heading whose title the anchor begins with, the longest first; else one that it differs from by little.
fn best_heading(anchor: &str, headings: &[(String, String, usize)]) -> Option<usize> {
    let begins = |title: &str| title.len() >= 4 && (anchor == title || title.len() >= 8 && anchor.starts_with(title));
    let exact = headings.iter().filter(|(title, _, _)| begins(title)).max_by_key(|(title, speakers, index)| {
        (title.len(), !speakers.is_empty() && anchor.contains(speakers.as_str()), std::cmp::Reverse(*index))
    });
    let near = || {
        let scored = headings.iter().map(|(title, speakers, index)| {
            let bounded = |text: &str| text.chars().take(160).collect::<String>();
            let whole = bounded(&format!("{title}{speakers}"));
            (strsim::normalized_levenshtein(&bounded(anchor), &whole), *index)
        });
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(score, _)| *score >= 0.85).map(|(_, index)| index)
    };
    exact.map(|(_, _, index)| *index).or_else(near)
}

/// Letters and digits only: the generators of anchors agree on these and on little else.
fn compact(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// An anchor without percent signs.
fn decoded(anchor: &str) -> String {
    let mut bytes = Vec::with_capacity(anchor.len());
    let mut rest = anchor.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
