//! Which documents can tell of the same talks: the terms under which they meet, and what linking needs of their records.
//!
//! One changed document concerns those alone that share a term with it, so linking it again need not read the library.

use std::collections::HashSet;

use super::Corrections;
use super::keys::{host_key, series_key, title_key, url_key};
use crate::id::slug;
use crate::model::{Event, Records, SourceRecords, Talk};

/// So much of an abstract is compared.
const OPENING_BYTES: usize = 320;

/// How the addresses that [`page`] makes begin.
const PAGE: &str = "https://page.invalid/";

/// The terms under which other documents have `talk`: its title in each form that is compared, and its page.
pub fn talk_terms(talk: &Talk) -> Vec<String> {
    let title = title_key(&talk.title);
    let mut terms = Vec::new();
    if title.slot {
        // "Keynote" is given everywhere: its event or its speakers tell which.
        let names = talk.speakers.iter().map(|speaker| speaker.name.as_str());
        terms.extend(talk.event.as_deref().into_iter().chain(names).map(|of| term("slot", &[&title.main, &crate::id::fold(of)])));
    } else {
        let end = title.main.char_indices().nth(24).map_or(title.main.len(), |(end, _)| end);
        let beginning = &title.main[..end];
        terms.push(term("title", &[&title.main]));
        // Most titles are all three.
        terms.extend((title.head != title.main).then(|| term("title", &[&title.head])));
        terms.extend((beginning != title.main).then(|| term("title", &[beginning])));
    }
    terms.extend(talk.url.as_deref().and_then(page_term));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms under which other documents have `event`: its names with its year and without one, its page, and its host's year.
pub fn event_terms(event: &Event) -> Vec<String> {
    let key = series_key(&event.name, event.year);
    let year = key.year.map(|year| year.to_string()).unwrap_or_default();
    // Some documents state no year, so that only the days or the talks tell which edition they are about.
    let years = [year.as_str(), ""];
    let mut terms: Vec<String> = key.names.iter().flat_map(|name| years.map(|year| term("event", &[name, year]))).collect();
    terms.extend(event.url.as_deref().and_then(url_key).map(|url| term("event", &[&url, &year])));
    let host = event.url.as_deref().and_then(|url| url::Url::parse(url).ok()).and_then(|url| host_key(&url));
    terms.extend(host.filter(|_| key.year.is_some()).map(|host| term("host", &[&host, &year])));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Short, and the same on every machine.
fn term(sort: &str, words: &[&str]) -> String {
    let mut text = sort.to_owned();
    for word in words {
        text.push('\n');
        text.push_str(word);
    }
    let [a, b, c, ..] = *blake3::hash(text.as_bytes()).as_bytes();
    let digits = [a >> 4, a & 15, b >> 4, b & 15, c >> 4, c & 15];
    digits.iter().filter_map(|digit| char::from_digit(u32::from(*digit), 16)).collect()
}

impl Corrections {
    /// Whether one of them may name a talk, event or speaker of `source`.
    pub fn concern(&self, source: &SourceRecords) -> bool {
        if self.list.is_empty() {
            return false;
        }
        let records = &source.records;
        let speakers = records.talks.iter().flat_map(|talk| &talk.speakers).map(|speaker| speaker.name.as_str());
        let titles = records.talks.iter().map(|talk| talk.title.as_str());
        let names: HashSet<String> =
            records.events.iter().map(|event| event.name.as_str()).chain(titles).chain(speakers).map(slug).collect();
        let ids: HashSet<&str> = records.talks.iter().map(|talk| talk.id.as_str()).collect();
        // `id~document` names the record of one document.
        let is_meant = |reference: &str| {
            let reference = reference.split('~').next().unwrap_or(reference).trim();
            ids.contains(reference) || names.contains(&slug(reference))
        };
        self.list.iter().any(|correction| is_meant(&correction.a) || is_meant(&correction.b))
    }
}

/// A document with what linking needs of its records: events, and talks without their texts.
pub fn without_texts(path: &str, name: &str, records: &Records) -> SourceRecords {
    let talk = |talk: &Talk| Talk {
        abstract_: talk.abstract_.as_deref().map(|text| opening(text).to_owned()),
        url: talk.url.as_deref().and_then(page),
        tags: Vec::new(),
        lines: Vec::new(),
        ..talk.clone()
    };
    let records = Records {
        source: records.source.clone(),
        events: records.events.clone(),
        talks: records.talks.iter().map(talk).collect(),
        ..Records::default()
    };
    SourceRecords { path: path.to_owned(), name: name.to_owned(), records }
}

/// The term of the page at `url`, whole or as [`page`] writes it.
pub fn page_term(url: &str) -> Option<String> {
    Some(page(url)?.strip_prefix(PAGE)?.to_owned())
}

/// A short address for a talk's page: that two are equal is all that is compared.
pub fn page(url: &str) -> Option<String> {
    // A short one is taken for what this made already.
    match url.starts_with(PAGE) {
        true => Some(url.to_owned()),
        false => url_key(url).map(|key| format!("{PAGE}{}", term("page", &[&key]))),
    }
}

/// As much of an abstract as is compared.
pub fn opening(text: &str) -> &str {
    beginning(text, OPENING_BYTES)
}

/// The first `most` bytes of `text`, or a few less: no character is cut.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(event: &str, title: &str) -> Talk {
        Talk { title: title.into(), event: Some(event.into()), ..Talk::default() }
    }

    #[test]
    fn the_same_talk_shares_a_term_and_another_none() {
        #[rustfmt::skip]
        let table = [
            ("Slow Queries",              "slow queries: a tale",      true),
            ("Don’t Cache That",          "Don't cache that",          true),
            ("Keynote: Slow Queries",     "Slow Queries",              true),
            ("Slow Queries",              "Fast Queries",              false),
            ("Keynote",                   "Keynote",                   false), // of two events
        ];
        for (a, b, meet) in table {
            let (ours, theirs) = (talk_terms(&talk("Ferrocon 2031", a)), talk_terms(&talk("Tidal Days 2029", b)));
            assert_eq!(ours.iter().any(|term| theirs.contains(term)), meet, "{a:?} and {b:?}");
        }
    }

    #[test]
    fn an_edition_shares_a_term_with_all_that_may_be_the_same() {
        let terms = |name: &str, url: &str| event_terms(&Event { name: name.into(), url: Some(url.into()), ..Event::default() });
        #[rustfmt::skip]
        let table = [
            ("Ferrocon 2031", "",                              "Ferrocon '31",       "",                             true),
            ("Ferrocon 2031", "",                              "Ferrocon",           "",                             true),
            ("Ferrocon 2031", "https://ferro.example/2031/",   "Ferrous Days 2031",  "https://www.ferro.example/a/", true),
            ("Ferrocon 2031", "https://ferro.example/2031/",   "Ferrous Days 2030",  "https://ferro.example/a/",     false),
            ("Ferrocon 2031", "https://ferro.example/2031/",   "Tidal Days 2031",    "https://tidal.example/2031/",  false),
        ];
        for (a, page_a, b, page_b, meet) in table {
            let (ours, theirs) = (terms(a, page_a), terms(b, page_b));
            assert_eq!(ours.iter().any(|term| theirs.contains(term)), meet, "{a:?} and {b:?}");
        }
    }
}
