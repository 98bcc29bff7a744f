//! Fields of front matter become what the [`Metadata`] knows: title, authors, dates, tags, language, address, rights.
//!
//! The names of the fields are those that site builders and authors use; upper and lower case do not matter.

use serde_json::{Map, Value};

use crate::read::document::{Metadata, Named};

const AUTHORS: [&str; 7] = ["author", "authors", "by", "byline", "creator", "writer", "post_author"];
const PUBLISHED: [&str; 8] =
    ["date", "published", "publishdate", "pubdate", "date_published", "published_at", "created", "created_at"];
const UPDATED: [&str; 8] =
    ["updated", "lastmod", "last_modified_at", "modified", "date_modified", "last_updated", "last_modified", "updated_at"];
const TAGS: [&str; 6] = ["tags", "tag", "categories", "category", "keywords", "topics"];
const LANGUAGE: [&str; 3] = ["lang", "language", "locale"];
const ADDRESS: [&str; 6] = ["canonical_url", "canonical", "canonicalurl", "original_url", "url", "permalink"];
const RIGHTS: [&str; 4] = ["license", "licence", "rights", "copyright"];
const DESCRIPTION: [&str; 5] = ["description", "summary", "excerpt", "subtitle", "abstract"];
/// Maps in which builders keep further fields of the document.
const INNER: [&str; 3] = ["taxonomies", "params", "extra"];

/// What `fields` say of the document; `keys` are the lines of the top-level keys.
pub(crate) fn of_fields(fields: Map<String, Value>, end_line: usize, keys: &[(String, usize)]) -> Metadata {
    let line_of = |key: &str| keys.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or(1, |(_, line)| *line);
    let text = |names: &[&str]| all(&fields, names).into_iter().find_map(|(_, value)| scalar(value));
    let mut metadata = Metadata {
        title: text(&["title", "headline"]),
        url: all(&fields, &ADDRESS).into_iter().filter_map(|(_, value)| scalar(value)).find(|url| is_absolute(url)),
        published: all(&fields, &PUBLISHED).into_iter().find_map(|(_, value)| date(&scalar(value)?)),
        updated: all(&fields, &UPDATED).into_iter().find_map(|(_, value)| date(&scalar(value)?)),
        language: text(&LANGUAGE).map(|tag| language(&tag)).filter(|tag| !tag.is_empty()),
        rights: text(&RIGHTS),
        description: text(&DESCRIPTION),
        end_line,
        ..Metadata::default()
    };
    for (key, value) in all(&fields, &AUTHORS) {
        names(value, 0, &mut |name| {
            let named = Named { text: without_links(name), line: line_of(key) };
            if !named.text.is_empty() && metadata.authors.iter().all(|other| other.text != named.text) {
                metadata.authors.push(named);
            }
        });
    }
    for (_, value) in all(&fields, &TAGS) {
        push_tags(value, &mut metadata.tags);
    }
    metadata.fields = Value::Object(fields);
    metadata
}

/// The fields called by one of `names`, in the order of `names`, those of the top level first.
fn all<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> Vec<(&'a str, &'a Value)> {
    let inner = INNER.iter().filter_map(|key| fields.get(*key)?.as_object());
    let mut found = Vec::new();
    for map in std::iter::once(fields).chain(inner) {
        for name in names {
            let mut named =
                map.iter().filter(|(key, value)| key.len() == name.len() && key.eq_ignore_ascii_case(name) && !value.is_null());
            found.extend(named.next().map(|(key, value)| (key.as_str(), value)));
        }
    }
    found
}

/// A text or number; the first of a list; of a map by language its first text.
fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => return items.iter().find(|item| !item.is_array()).and_then(scalar),
        Value::Object(map) => map.values().find(|value| value.is_string()).and_then(scalar)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Every name in `value`: a text, a list of them, a map with a `name`, a map from name to details.
fn names(value: &Value, depth: usize, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(items) if depth < 4 => items.iter().for_each(|item| names(item, depth + 1, found)),
        Value::Object(map) => {
            let parts = [map.get("first"), map.get("last")].map(|part| part.and_then(Value::as_str));
            if let Some(name) = ["name", "display_name", "fullname", "Name"].iter().find_map(|key| map.get(*key)?.as_str()) {
                found(name);
            } else if let [Some(first), Some(last)] = parts {
                found(&format!("{first} {last}"));
            } else if let Some((name, Value::Object(_))) = map.iter().next() {
                found(name);
            }
        }
        _ => {}
    }
}

/// `[Name](address) (Place)` without the address.
pub(crate) fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let (before, after) = (&rest[..middle], &rest[middle + 2..]);
        let (Some(start), Some(end)) = (before.rfind('['), after.find(')')) else { break };
        out.push_str(&before[..start]);
        out.push_str(&before[start + 1..]);
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_tags(value: &Value, tags: &mut Vec<String>) {
    let mut push = |tag: &str| {
        let tag = tag.trim().trim_start_matches('#');
        if !tag.is_empty() && tags.len() < 200 && tags.iter().all(|other| other != tag) {
            tags.push(tag.to_owned());
        }
    };
    match value {
        Value::String(text) => text.split([',', ';']).for_each(push),
        Value::Number(number) => push(&number.to_string()),
        Value::Array(items) => items.iter().filter_map(scalar).for_each(|tag| push(&tag)),
        _ => {}
    }
}

pub(crate) fn is_absolute(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && url::Url::parse(url).is_ok()
}

/// `en_US.UTF-8` as BCP 47.
pub(crate) fn language(tag: &str) -> String {
    let tag = tag.trim().split(['.', ',', ';', ' ']).next().unwrap_or_default().replace('_', "-");
    let fits = (2..=35).contains(&tag.len()) && tag.chars().all(|mark| mark.is_ascii_alphanumeric() || mark == '-');
    let main = tag.split('-').next().unwrap_or_default().len();
    if fits && matches!(main, 2 | 3) { tag } else { String::new() }
}

/// A date in RFC 3339, as far as it is one: with a time only where its zone is known.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(if text.len() <= 10 { text.to_owned() } else { rfc3339(text, time) });
    }
    let spaced = [
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%d %H:%M %z",
        "%Y-%m-%d %H:%M:%S%z",
        "%Y-%m-%dT%H:%M%z",
        "%Y-%m-%d %H:%M:%S %:z",
        "%Y-%m-%dT%H:%M%:z",
    ];
    for form in spaced {
        if let Ok(zoned) = jiff::Zoned::strptime(form, text) {
            return Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().replace("+00:00", "Z"));
        }
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text) {
        return Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().replace("+00:00", "Z"));
    }
    let head = text.get(..10).filter(|_| !text[10..].starts_with(|next: char| next.is_ascii_digit()));
    if let Some(date) = head.and_then(|head| head.replace('/', "-").parse::<jiff::civil::Date>().ok()) {
        return Some(date.to_string());
    }
    let forms =
        ["%Y-%m-%d", "%Y/%m/%d", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%d.%m.%Y"];
    forms.iter().find_map(|form| jiff::civil::Date::strptime(form, text).ok()).map(|date| date.to_string())
}

/// `text`, which is `time`, with the blank and the lower case that RFC 3339 does not want put right.
fn rfc3339(text: &str, time: jiff::Timestamp) -> String {
    let plain = text.len() >= 20 && text.as_bytes()[10] == b'T' && !text.contains('[') && text.as_bytes()[16] == b':';
    if plain { text.to_owned() } else { time.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_metadata() {
        let fields = serde_json::json!({
            "Title": "Tide\n tables", "author": "[Ines Faro](https://x.example/i) (Lumen Labs)",
            "authors": [{"name": "Otto Brandt", "uri": "x"}, "Ada Brookfield"],
            "date": "2031-03-09 10:00:00 +0100", "lastmod": "March 10, 2031", "tags": "go, rust", "categories": ["rust", "talks"],
            "locale": "pt_BR.UTF-8", "permalink": "/tides", "canonical_url": "https://x.example/tides",
            "params": {"license": "CC BY 4.0"},
        });
        let Value::Object(fields) = fields else { unreachable!() };
        let metadata = of_fields(fields, 9, &[("author".into(), 3)]);
        let authors: Vec<(&str, usize)> = metadata.authors.iter().map(|author| (author.text.as_str(), author.line)).collect();
        assert_eq!(authors, [("Ines Faro (Lumen Labs)", 3), ("Otto Brandt", 1), ("Ada Brookfield", 1)]);
        assert_eq!(metadata.title.as_deref(), Some("Tide tables"));
        assert_eq!(metadata.published.as_deref(), Some("2031-03-09T10:00:00+01:00"));
        assert_eq!(metadata.updated.as_deref(), Some("2031-03-10"));
        assert_eq!(metadata.tags, ["go", "rust", "talks"]);
        assert_eq!(metadata.language.as_deref(), Some("pt-BR"));
        assert_eq!(metadata.url.as_deref(), Some("https://x.example/tides"));
        assert_eq!(metadata.rights.as_deref(), Some("CC BY 4.0"));
    }

    #[test]
    fn dates_keep_a_time_only_with_its_zone() {
        #[rustfmt::skip]
        let table = [
            ("2031-03-09",                      Some("2031-03-09")),
            ("2031-03-09T20:34",                Some("2031-03-09")),
            ("2031-03-09T20:34:00Z",            Some("2031-03-09T20:34:00Z")),
            ("2031-03-09T20:34:00+09:00",       Some("2031-03-09T20:34:00+09:00")),
            ("2031-03-09 20:34:00 +0900",       Some("2031-03-09T20:34:00+09:00")),
            ("Sun, 09 Mar 2031 10:00:00 GMT",   Some("2031-03-09T10:00:00Z")),
            ("9 March 2031",                    Some("2031-03-09")),
            ("2031/03/09",                      Some("2031-03-09")),
            ("tomorrow",                        None),
            ("2031-02-30",                      None),
            ("2031-03-091",                     None),
        ];
        for (text, expected) in table {
            assert_eq!(date(text).as_deref(), expected, "{text:?}");
        }
    }
}
