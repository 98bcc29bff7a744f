//! JSON Feed 1.0 and 1.1 become a raw feed.
//!
//! The text is cut into its top-level members and items first, each then parsed by itself: a broken item costs that item,
//! and each item knows its line.

use serde_json::Value as Json;

use super::raw::{About, Entry, Feed, Link, Markup, Person, Text, Value};
use crate::model::Warning;
use crate::read::text::decode::clean_characters;
use crate::read::xml::Lines;

/// Reads `text`; none where it is no JSON Feed.
pub(super) fn read(text: &str) -> Option<(Feed, Vec<Warning>)> {
    if !looks_like_json_feed(text) {
        return None;
    }
    let mut warnings = Vec::new();
    let mut feed = Feed::default();
    let mut is_feed = false;
    let mut lines = Lines::new(text);
    for (key, at) in children(text, 0)? {
        let line = lines.at(at.start);
        let piece = text.get(at.clone()).unwrap_or_default();
        if key.as_deref() == Some("items") {
            for (_, item) in children(text, at.start).unwrap_or_default() {
                let line = lines.at(item.start);
                match serde_json::from_str::<Json>(text.get(item).unwrap_or_default()) {
                    Ok(item) if item.is_object() => feed.entries.push(entry(&item, line)),
                    Ok(_) => warnings.push(Warning::new(line, "an item that is no object was left out")),
                    Err(error) => warnings.push(Warning::new(line, format!("an item could not be read: {error}"))),
                }
            }
            continue;
        }
        match (key.as_deref().unwrap_or_default(), serde_json::from_str::<Json>(piece)) {
            ("version", Ok(version)) => is_feed = version.as_str().is_some_and(|version| version.contains("jsonfeed.org")),
            (key, Ok(value)) => take(&mut feed.about, key, &value, line, true),
            (key, Err(_)) => warnings.push(Warning::new(line, format!("{key:?} is no JSON and was left out"))),
        }
    }
    feed.is_cut_off =
        serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_err_and(|fault| fault.is_eof());
    is_feed.then_some((feed, warnings))
}

/// Whether `text` is a JSON object that speaks of JSON Feed's version.
pub(super) fn looks_like_json_feed(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('{') && text.contains("jsonfeed.org")
}

fn entry(item: &Json, line: usize) -> Entry {
    let mut about = About { line, ..About::default() };
    for (key, value) in item.as_object().into_iter().flatten() {
        take(&mut about, key, value, line, false);
    }
    Entry { about, source: None }
}

fn take(about: &mut About, key: &str, value: &Json, line: usize, is_feed: bool) {
    let Some(word) = word(value) else {
        take_list(about, key, value, line);
        return;
    };
    let text = |markup| Text { value: word.clone(), markup, ..Text::default() };
    let plain = || Value { value: word.trim().to_owned(), line, rank: 0 };
    let link = |rel: &str, rank| Link { href: word.clone(), rel: rel.to_owned(), line, rank, ..Link::default() };
    match key {
        "id" => about.ids.push(plain()),
        "title" => about.titles.push(text(Markup::Text)),
        "home_page_url" | "url" => about.links.push(link("alternate", 0)),
        "external_url" => about.links.push(link("alternate", 1)),
        "feed_url" => about.links.push(link("self", 0)),
        "description" if is_feed => about.summaries.push(text(Markup::Text)),
        "summary" => about.summaries.push(text(Markup::Text)),
        "content_html" => about.contents.push(text(Markup::Html)),
        "content_text" => about.contents.push(Text { rank: 1, ..text(Markup::Text) }),
        "date_published" => about.published.push(plain()),
        "date_modified" => about.updated.push(plain()),
        "language" => about.stated_language = Some(word),
        "author" => about.people.push(Person { text: word, line, ..Person::default() }),
        "tags" => about.categories.push(word),
        _ => {}
    }
}

fn take_list(about: &mut About, key: &str, value: &Json, line: usize) {
    let all: Vec<&Json> = match value {
        Json::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    for one in all {
        let part = |key: &str| one.get(key).and_then(word);
        match key {
            // Version 1.0 has one `author`; where both stand, `authors` says the same.
            "author" | "authors" => {
                let name = part("name").or_else(|| word(one));
                let rank = u8::from(key == "author");
                about.people.extend(name.map(|name| Person { text: name, line, rank, ..Person::default() }));
            }
            "tags" => about.categories.extend(word(one)),
            "attachments" => about.links.extend(part("url").map(|href| Link {
                href,
                rel: "enclosure".into(),
                media_type: part("mime_type"),
                length: part("size_in_bytes"),
                line,
                ..Link::default()
            })),
            _ => {}
        }
    }
}

/// A text or number as text.
fn word(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(clean_characters(text).into_owned()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The members or elements of the object or array at byte `at`, each with its key and where its value stands.
///
/// A text that is cut off ends the last of them. Keys are as written, escapes and all.
fn children(text: &str, at: usize) -> Option<Vec<(Option<String>, std::ops::Range<usize>)>> {
    let bytes = text.as_bytes();
    let open = at + text.get(at..)?.find(['{', '['])?;
    let mut found = Vec::new();
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let (mut key, mut start) = (None, None);
    for (index, &byte) in bytes.iter().enumerate().skip(open + 1) {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b':' if depth == 0 && key.is_none() && bytes.get(open) == Some(&b'{') => {
                let written = start.take().and_then(|start: usize| text.get(start..index)).unwrap_or_default();
                key = Some(written.trim().trim_matches('"').to_owned());
                continue;
            }
            b',' | b'}' | b']' if depth == 0 => {
                found.extend(start.take().map(|start| (key.take(), start..index)));
                if byte != b',' {
                    return Some(found);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => in_string = true,
            _ => {}
        }
        if start.is_none() && !byte.is_ascii_whitespace() {
            start = Some(index);
        }
    }
    found.extend(start.map(|start| (key, start..text.len())));
    Some(found)
}
