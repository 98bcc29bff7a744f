//! JSON Feed 1.0 and 1.1 become a raw feed.
//!
//! The text is cut into its top-level members and items first, each then parsed by itself: a broken item costs that item,
//! and each item knows its line.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::{Number, from_str};

use super::raw::{About, Entry, Feed, Link, Markup, Person, Text, Value};
use crate::model::Warning;
use crate::read::text::decode::clean_characters;
use crate::read::xml::Lines;

/// So many items are handed on at once.
const AT_ONCE: usize = 256;
/// No item has more authors, tags or attachments.
const LIST_CAP: usize = 1_000;
/// The most warnings of one feed.
const WARNINGS_CAP: usize = 1_000;

/// Reads `text`; none where it is no JSON Feed. `visit` gets the items, some at a time, with what the feed says of itself.
pub(super) fn read(text: &str, visit: &mut dyn FnMut(&About, Vec<Entry>)) -> Option<(Feed, Vec<Warning>)> {
    if !looks_like_json_feed(text) {
        return None;
    }
    let mut reading = Reading { text, warnings: Vec::new() };
    let mut feed = Feed::default();
    let mut is_feed = false;
    let mut lists = Vec::new();
    let mut lines = Lines::new(text);
    for (key, at) in Children::of(text, 0)? {
        let line = lines.at(at.start);
        let piece = text.get(at.clone()).unwrap_or_default();
        match key.map(key_word).as_deref().unwrap_or_default() {
            "items" if piece.starts_with('[') => lists.extend((lists.len() < LIST_CAP).then_some(at)),
            key if from_str::<IgnoredAny>(piece).is_err() => {
                reading.warn(line, format!("{:?} is no JSON and was left out", shortened(key)));
            }
            "version" => is_feed = word(piece).is_some_and(|version| version.contains("jsonfeed.org")),
            key => take(&mut feed.about, key, piece, line, true),
        }
    }
    if !is_feed {
        return None;
    }
    let mut lines = Lines::new(text);
    for list in lists {
        reading.items(list, &mut lines, &mut |entries| visit(&feed.about, entries));
    }
    feed.is_cut_off = from_str::<IgnoredAny>(text.trim_start_matches('\u{feff}')).is_err_and(|fault| fault.is_eof());
    Some((feed, reading.warnings))
}

struct Reading<'a> {
    text: &'a str,
    warnings: Vec<Warning>,
}

impl Reading<'_> {
    fn warn(&mut self, line: usize, message: String) {
        if self.warnings.len() < WARNINGS_CAP {
            self.warnings.push(Warning::new(line, message));
        }
    }

    fn items(&mut self, list: Range<usize>, lines: &mut Lines, visit: &mut dyn FnMut(Vec<Entry>)) {
        let mut entries = Vec::new();
        for (_, at) in Children::of(self.text, list.start).into_iter().flatten() {
            let line = lines.at(at.start);
            let item = self.text.get(at).unwrap_or_default();
            match from_str::<IgnoredAny>(item) {
                Ok(_) if item.starts_with('{') => entries.push(entry(item, line)),
                Ok(_) => self.warn(line, "an item that is no object was left out".to_owned()),
                Err(error) => self.warn(line, format!("an item could not be read: {error}")),
            }
            if entries.len() >= AT_ONCE {
                visit(std::mem::take(&mut entries));
            }
        }
        visit(entries);
    }
}

/// Whether `text` is a JSON object that speaks of JSON Feed's version.
pub(super) fn looks_like_json_feed(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('{') && text.contains("jsonfeed.org")
}

fn entry(item: &str, line: usize) -> Entry {
    let mut about = About { line, ..About::default() };
    for (key, at) in Children::of(item, 0).into_iter().flatten() {
        let key = key.map(key_word).unwrap_or_default();
        take(&mut about, &key, item.get(at).unwrap_or_default(), line, false);
    }
    Entry { about, source: None }
}

/// Takes the JSON `value` of the member `key`.
fn take(about: &mut About, key: &str, value: &str, line: usize, is_feed: bool) {
    if value.starts_with(['[', '{']) {
        take_list(about, key, value, line);
        return;
    }
    let is_known = matches!(
        key,
        "id" | "title"
            | "home_page_url"
            | "url"
            | "external_url"
            | "feed_url"
            | "description"
            | "summary"
            | "content_html"
            | "content_text"
            | "date_published"
            | "date_modified"
            | "language"
            | "author"
            | "tags"
    );
    let Some(word) = is_known.then(|| word(value)).flatten() else { return };
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

/// Takes an object, or a list of objects or words.
fn take_list(about: &mut About, key: &str, value: &str, line: usize) {
    if !matches!(key, "author" | "authors" | "tags" | "attachments") {
        return;
    }
    let all = Children::of(value, 0).filter(|_| value.starts_with('[')).into_iter().flatten().map(|(_, at)| at);
    let one = value.starts_with('{').then_some(0..value.len());
    for at in all.chain(one).take(LIST_CAP) {
        let one = value.get(at).unwrap_or_default();
        let part = |key: &str| {
            let mut parts = Children::of(one, 0).filter(|_| one.starts_with('{')).into_iter().flatten();
            word(one.get(parts.find(|(known, _)| known.map(key_word).as_deref() == Some(key))?.1)?)
        };
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

/// A JSON text or number as text.
fn word(value: &str) -> Option<String> {
    match value.starts_with('"') {
        true => from_str::<String>(value).ok().map(|text| clean_characters(&text).into_owned()),
        false => from_str::<Number>(value).ok().map(|number| number.to_string()),
    }
}

/// The word that a key is, as it is written.
fn key_word(written: &str) -> Cow<'_, str> {
    match written.contains('\\') {
        true => from_str::<String>(written).map_or(Cow::Borrowed(written), Cow::Owned),
        false => Cow::Borrowed(written.trim_matches('"')),
    }
}

fn shortened(key: &str) -> String {
    key.chars().take(60).collect()
}

/// The members or elements of an object or array, each with its key, as written, and where its value stands.
///
/// A text that is cut off ends the last of them.
struct Children<'a> {
    text: &'a str,
    is_object: bool,
    at: usize,
}

impl<'a> Children<'a> {
    /// Those of the first object or array from byte `at` on.
    fn of(text: &'a str, at: usize) -> Option<Children<'a>> {
        let open = at + text.get(at..)?.find(['{', '['])?;
        Some(Children { text, is_object: text.as_bytes().get(open) == Some(&b'{'), at: open + 1 })
    }
}

impl<'a> Iterator for Children<'a> {
    type Item = (Option<&'a str>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.text;
        let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
        let (mut key, mut start, mut end) = (None, None, None);
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let index = self.at;
            self.at += 1;
            if in_string {
                in_string = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                end = Some(index + 1);
                continue;
            }
            match byte {
                b':' if depth == 0 && key.is_none() && self.is_object => {
                    let written = start.take().and_then(|start: usize| text.get(start..index)).unwrap_or_default();
                    key = Some(written.trim());
                    continue;
                }
                b',' | b'}' | b']' if depth == 0 => {
                    if byte != b',' {
                        self.at = bytes.len();
                    }
                    match start.take() {
                        Some(start) => return Some((key, start..end.unwrap_or(index))),
                        None => continue,
                    }
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' => in_string = true,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                start = start.or(Some(index));
                end = Some(index + 1);
            }
        }
        start.map(|start| (key, start..end.unwrap_or(bytes.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_elements_are_found_where_they_stand() {
        #[rustfmt::skip]
        let table = [
            (r#"{"a": 1, "b" : [2, {"c": "}"}] }"#, "a=1; b=[2, {\"c\": \"}\"}]"),
            (r#"{"a\"b": "x\\", "c":"y" }"#,        "a\"b=\"x\\\\\"; c=\"y\""),
            (r#"[ 1 ,, {"a":2} ]"#,                 "=1; ={\"a\":2}"),
            (r#"{"a": "cut"#,                       "a=\"cut"),
            (r#"{"a""#,                             "=\"a\""),
            ("{}",                                  ""),
        ];
        for (json, expected) in table {
            let told = Children::of(json, 0)
                .unwrap()
                .map(|(key, at)| format!("{}={}", key.map(key_word).unwrap_or_default(), &json[at]));
            assert_eq!(told.collect::<Vec<_>>().join("; "), expected, "{json}");
        }
        assert!(Children::of("1", 0).is_none());
    }

    #[test]
    fn a_great_many_small_things_are_left_out() {
        let feed = |items: &str| format!(r#"{{"version":"https://jsonfeed.org/version/1.1","items":[{items}]}}"#);
        let read = |text: &str| {
            let mut entries = Vec::new();
            let (_, warnings) = read(text, &mut |_, more| entries.extend(more)).unwrap();
            (entries, warnings.len())
        };
        assert_eq!(read(&feed(&"0,".repeat(5_000))).1, WARNINGS_CAP);
        let (entries, _) = read(&feed(&format!(r#"{{"tags":[{}"x"]}}"#, "\"a\",".repeat(5_000))));
        assert_eq!(entries[0].about.categories.len(), LIST_CAP);
        assert_eq!(read(&feed(&"{},".repeat(1_000))).0.len(), 1_000);
    }
}
