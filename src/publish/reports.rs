//! A trip report in notes/ becomes an entry: its takeaways, then its notes talk by talk.

use super::choice::{NO_AUTHOR, limit_text};
use super::html::{of_markdown, plain};
use super::item::{Item, read_time, unknown};
use super::private::{is_private_heading, without_private};
use super::text::{clean, escaped, line, shortened, urn, web_address};
use super::{Origin, Settings, join};
use crate::model::{Note, Records, SourceRecords, Takeaway, Talk, Warning};

/// A summary is no longer, in characters.
const MOST_SUMMARY: usize = 400;

/// The report as an entry; `None` where it holds neither notes nor takeaways.
pub(super) fn item(origin: &Origin, settings: &Settings, warnings: &mut Vec<(String, Warning)>) -> Option<Item> {
    let (document, records) = (origin.source, &origin.source.records);
    let source = &records.source;
    let notes = public_notes(origin);
    let takeaways = public_takeaways(origin);
    if notes.is_empty() && takeaways.is_empty() {
        return None;
    }
    let url = source.url.as_deref().and_then(web_address);
    let content = content(&notes, &takeaways, url.as_deref());
    let stated = source.published.as_deref().and_then(read_time);
    let changed = source.updated.as_deref().and_then(read_time);
    let added = origin.added.as_deref().and_then(read_time);
    let authors = authors(records, &notes);
    warn_of_gaps(&document.path, authors.is_empty(), stated.or(changed).is_none(), added.is_some(), warnings);
    let event = records.events.first().map(|event| event.name.clone());
    let file = document.path.rsplit('/').next().unwrap_or(&document.path);
    let title = source.title.clone().or(event).unwrap_or_else(|| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned());
    let mut item = Item {
        id: report_id(document, settings),
        title: line(&title),
        url,
        authors: if authors.is_empty() { vec![NO_AUTHOR.to_owned()] } else { authors },
        published: stated,
        updated: changed.or(stated).or(added).unwrap_or_else(unknown),
        order: stated.or(changed).or(added).unwrap_or_else(unknown),
        categories: source.tags.iter().map(|tag| line(tag)).filter(|tag| !tag.is_empty()).collect(),
        summary: summary(&notes, &takeaways),
        content_html: Some(content),
        rights: source.rights.clone(),
        language: source.language.clone(),
        path: document.path.clone(),
        ..Item::default()
    };
    limit_text(&mut item, origin.content.unwrap_or(settings.content));
    Some(item)
}

/// The id under which a report is published: its own id or address; else its place in the library.
pub fn report_id(document: &SourceRecords, settings: &Settings) -> String {
    let (source, path) = (&document.records.source, &document.path);
    let own = source.id.as_deref().or(source.url.as_deref());
    let own = own.map(|id| clean(id.trim())).filter(|id| url::Url::parse(id).is_ok());
    let in_library = || settings.address.as_deref().and_then(|address| join(address, path));
    own.or_else(in_library).unwrap_or_else(|| urn(&["report", path]))
}

fn authors(records: &Records, notes: &[(&Talk, String, &Note)]) -> Vec<String> {
    let mut authors: Vec<String> = records.source.authors.iter().map(|name| line(name)).filter(|name| !name.is_empty()).collect();
    if authors.is_empty() {
        authors =
            notes.iter().filter_map(|(_, _, note)| note.author.as_deref()).map(line).filter(|name| !name.is_empty()).collect();
        authors.sort();
        authors.dedup();
    }
    authors
}

fn warn_of_gaps(path: &str, no_author: bool, no_date: bool, added: bool, warnings: &mut Vec<(String, Warning)>) {
    let dated = if added { "dated when it was added" } else { "placed last" };
    let message = match (no_author, no_date) {
        (true, true) => format!(
            "states no author and no date: published as “{NO_AUTHOR}”, {dated}; `hallway add --author NAME FILE` says who wrote it"
        ),
        (true, false) => format!("states no author: published as “{NO_AUTHOR}”; --author sets it"),
        (false, true) => format!("states no date: {dated}"),
        (false, false) => return,
    };
    warnings.push((path.to_owned(), Warning::new(0, message)));
}

/// Notes with their talks, private sections cut out.
pub(super) fn public_notes<'a>(origin: &Origin<'a>) -> Vec<(&'a Talk, String, &'a Note)> {
    let records = &origin.source.records;
    let by_id: std::collections::HashMap<&str, &Talk> = records.talks.iter().rev().map(|talk| (talk.id.as_str(), talk)).collect();
    let mut notes = Vec::new();
    for note in records.notes.iter().filter(|note| is_public(origin, note.line)) {
        let Some(&talk) = by_id.get(note.talk.as_str()) else { continue };
        let markdown = without_private(&note.markdown);
        if !is_private_heading(&talk.title) && !markdown.trim().is_empty() {
            notes.push((talk, markdown, note));
        }
    }
    notes
}

/// Takeaways outside private sections.
pub(super) fn public_takeaways<'a>(origin: &Origin<'a>) -> Vec<&'a Takeaway> {
    let private_talk = |id: &str| {
        let talk = origin.source.records.talks.iter().find(|talk| talk.id == id);
        talk.is_some_and(|talk| is_private_heading(&talk.title))
    };
    let is_open = |takeaway: &&Takeaway| {
        let topic = takeaway.topic.as_deref().is_some_and(is_private_heading);
        is_public(origin, takeaway.line) && !topic && !takeaway.talk.as_deref().is_some_and(private_talk)
    };
    origin.source.records.takeaways.iter().filter(is_open).collect()
}

/// True for a line outside the document's private sections.
pub(super) fn is_public(origin: &Origin, line: usize) -> bool {
    !origin.private.iter().any(|lines| lines.contains(&line))
}

fn content(notes: &[(&Talk, String, &Note)], takeaways: &[&Takeaway], base: Option<&str>) -> String {
    let mut html = String::new();
    // A takeaway marked inside a talk stands in that talk's note already.
    let of_event: Vec<&&Takeaway> = takeaways.iter().filter(|takeaway| takeaway.talk.is_none()).collect();
    if !of_event.is_empty() {
        html.push_str("<h2>Takeaways</h2>\n");
        push_takeaways(&of_event, base, &mut html);
    }
    for (talk, markdown, _) in notes {
        html.push_str(&format!("<h2>{}</h2>\n", escaped(&line(&heading(talk)))));
        html.push_str(&of_markdown(markdown, base));
    }
    clean(&html)
}

fn push_takeaways(takeaways: &[&&Takeaway], base: Option<&str>, html: &mut String) {
    let mut topic: Option<&str> = None;
    let mut open = false;
    for takeaway in takeaways {
        if takeaway.topic.as_deref() != topic {
            if std::mem::take(&mut open) {
                html.push_str("</ul>\n");
            }
            topic = takeaway.topic.as_deref();
            topic.iter().for_each(|topic| html.push_str(&format!("<h3>{}</h3>\n", escaped(&line(topic)))));
        }
        if !std::mem::replace(&mut open, true) {
            html.push_str("<ul>\n");
        }
        html.push_str(&format!("<li>{}</li>\n", takeaway_html(takeaway, base)));
    }
    if open {
        html.push_str("</ul>\n");
    }
}

/// One takeaway as HTML, without the paragraph around a single one.
pub(super) fn takeaway_html(takeaway: &Takeaway, base: Option<&str>) -> String {
    let markdown = if takeaway.markdown.trim().is_empty() { &takeaway.text } else { &takeaway.markdown };
    let html = of_markdown(markdown, base);
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).filter(|inner| !inner.contains("<p>"));
    inner.unwrap_or(html).to_owned()
}

/// "Title — Ada Njoku, Bo Lee".
pub(super) fn heading(talk: &Talk) -> String {
    let speakers: Vec<&str> = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    if speakers.is_empty() { talk.title.clone() } else { format!("{} — {}", talk.title, speakers.join(", ")) }
}

/// What the report holds, in a sentence or two.
fn summary(notes: &[(&Talk, String, &Note)], takeaways: &[&Takeaway]) -> Option<String> {
    let text = if takeaways.is_empty() {
        let mut text = String::new();
        for (talk, markdown, _) in notes {
            let note = format!("{}: {}", talk.title, plain(&of_markdown(markdown, None)));
            text = line(&format!("{text} {note}"));
            // What follows is cut off.
            if text.chars().nth(MOST_SUMMARY).is_some() {
                break;
            }
        }
        text
    } else {
        takeaways.iter().map(|takeaway| takeaway.text.trim()).collect::<Vec<_>>().join(" · ")
    };
    Some(shortened(&text, MOST_SUMMARY)).filter(|text| !text.is_empty())
}
