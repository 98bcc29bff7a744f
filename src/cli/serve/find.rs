//! A search of which every word that is shown may be shown: each passage is looked for in the public part of its document.

use std::ops::Range;

use anyhow::Result;
use hallway::index::{Hit, PassageKind, Query, SearchOptions, Sort};
use hallway::model::{Kind, SourceRecords, Talk};
use hallway::publish::is_open_passage;

use super::shelf::Shelf;
use crate::cli::only::Posts;
use crate::cli::search::{grouped, parse};

/// Passages on one page.
pub(super) const A_PAGE: usize = 20;
/// So many passages are looked at in one step, and so many at the most.
const STEP: usize = 100;
const MOST: usize = 2_000;

/// What was found, as far as it may be shown.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The passages of one talk stand together.
    pub(super) passages: Vec<Passage>,
    /// There are more behind these.
    pub(super) has_more: bool,
    /// How odd parts of the query were read.
    pub(super) notes: Vec<String>,
    /// A query that finds something, where this one finds nothing.
    pub(super) meant: Option<String>,
}

/// A passage that may be shown.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) kind: PassageKind,
    /// The same for all passages of one talk.
    pub(super) group: String,
    pub(super) title: String,
    pub(super) title_highlights: Vec<Range<usize>>,
    pub(super) speakers: Vec<String>,
    pub(super) event: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) text: String,
    pub(super) highlights: Vec<Range<usize>>,
    pub(super) path: String,
    pub(super) line: usize,
    /// Where the talk, or the post, can be read.
    pub(super) link: Option<String>,
}

/// Looks for `text`, leaving out the first `from` passages.
pub(super) fn find(shelf: &Shelf, text: &str, sort: Sort, from: usize) -> Result<Found> {
    let query = parse(&shelf.library, text)?;
    let (mut open, mut meant) = (Vec::new(), None);
    let leave_out = Posts::ThatMatter.left_out(&shelf.library, &shelf.index)?;
    for offset in (0..MOST).step_by(STEP) {
        let options = SearchOptions { limit: STEP, offset, sort, leave_out: leave_out.clone(), ..SearchOptions::default() };
        let answers = shelf.index.search(&query, &options)?;
        for hit in grouped(&answers.hits) {
            open.extend(shown(shelf, hit)?);
        }
        meant = meant.or(answers.did_you_mean);
        if answers.hits.len() < STEP || open.len() > from + A_PAGE {
            break;
        }
    }
    let mut found = Found { notes: query.notes, has_more: open.len() > from + A_PAGE, ..Found::default() };
    // What is meant may be a word that stands in nothing but what is not shown.
    if open.is_empty() {
        found.meant = meant.filter(|meant| finds_anything(shelf, meant));
    }
    found.passages = open.into_iter().skip(from).take(A_PAGE).collect();
    Ok(found)
}

fn finds_anything(shelf: &Shelf, text: &str) -> bool {
    let query = Query::parse(text, &mut |_| None);
    let options = SearchOptions { limit: STEP, ..SearchOptions::default() };
    let hits = shelf.index.search(&query, &options).map(|answers| answers.hits).unwrap_or_default();
    hits.iter().any(|hit| shown(shelf, hit).is_ok_and(|shown| shown.is_some()))
}

/// The passage as it may be shown; `None` where it may not.
fn shown(shelf: &Shelf, hit: &Hit) -> Result<Option<Passage>> {
    let Some(document) = shelf.document(&hit.path)? else { return Ok(None) };
    let records = &document.records;
    let talk = hit.talk.as_ref().map(|id| records.talks.iter().find(|talk| talk.id == *id));
    // It belongs to a talk that is not open.
    if talk == Some(None) {
        return Ok(None);
    }
    let talk = talk.flatten();
    let entry = hit.entry.as_ref().map(|id| records.entries.iter().find(|entry| entry.id == *id));
    let is_open = match (records.source.kind, entry) {
        // A post is open as a whole.
        (Kind::Feed, Some(entry)) => entry.is_some(),
        (Kind::Feed, None) => hit.kind != PassageKind::Entry,
        _ if hit.kind == PassageKind::Talk => talk.is_some(),
        _ => is_open_passage(&document, hit.talk.as_deref(), hit.text.trim_matches('…')),
    };
    if !is_open {
        return Ok(None);
    }
    let is_title = hit.kind == PassageKind::Talk;
    Ok(Some(Passage {
        kind: hit.kind,
        group: hit.group.clone(),
        title: hit.title.clone(),
        title_highlights: hit.title_highlights.clone(),
        speakers: hit.speakers.clone(),
        // An event that only a document tells which is not shown stays unsaid.
        event: talk.map_or_else(|| only_event(&document), |talk| talk.event.clone()),
        author: hit.author.clone(),
        date: hit.date.clone(),
        text: if is_title { talk.map(facts).unwrap_or_default() } else { hit.text.clone() },
        highlights: if is_title { Vec::new() } else { hit.highlights.clone() },
        path: hit.path.clone(),
        line: hit.line,
        link: link(&document, hit, talk),
    }))
}

fn only_event(document: &SourceRecords) -> Option<String> {
    match document.records.events.as_slice() {
        [event] => Some(event.name.clone()),
        _ => None,
    }
}

/// Day, time, room and track of a talk.
pub(super) fn facts(talk: &Talk) -> String {
    let day = talk.date.as_ref().or(talk.day.as_ref());
    let minutes = talk.duration_minutes.map(|minutes| format!("{minutes} min"));
    let facts = [day, talk.start.as_ref(), minutes.as_ref(), talk.room.as_ref(), talk.track.as_ref()];
    facts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// The place of the talk on its document's page; the post itself for what stands in a feed.
fn link(document: &SourceRecords, hit: &Hit, talk: Option<&Talk>) -> Option<String> {
    if document.records.source.kind == Kind::Feed {
        let entry = document.records.entries.iter().find(|entry| Some(&entry.id) == hit.entry.as_ref());
        let addresses = [entry.and_then(|entry| entry.url.as_deref()), document.records.source.url.as_deref()];
        let is_web = |address: &&str| url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        return addresses.into_iter().flatten().find(is_web).map(str::to_owned);
    }
    let place = talk.map_or("takeaways", |talk| &talk.id);
    Some(format!("{}#{}", address_of(&document.path), encoded(place)))
}

/// The address of the page of the document at `path`.
fn address_of(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(encoded).collect();
    format!("/{}", parts.join("/"))
}

fn encoded(part: &str) -> String {
    percent_encoding::utf8_percent_encode(part, percent_encoding::NON_ALPHANUMERIC).to_string()
}
