//! Front matter: what stands before a document's text and speaks of it, in the forms that site builders know.
//!
//! - YAML between `---` lines, TOML between `+++` lines, a JSON object (Hugo, Jekyll, Zola);
//! - the header of a mail;
//! - `Title: …` lines (Pelican, MultiMarkdown), `@def title = "…"` (Franklin), `.. title: …` (Nikola), `% Title` (Pandoc).
//!
//! Real files are damaged: a key twice, a fence never closed or never opened, a value that breaks YAML. Then the top level
//! is read line by line, and a warning says so. YAML is read with a budget, so that aliases cannot blow it up.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{mail, metadata};
use crate::model::Warning;
use crate::read::document::Metadata;

/// Front matter of more bytes than this is text.
const MOST_BYTES: usize = 1 << 20;
/// Front matter that is never closed ends within so many lines, or is text.
const MOST_OPEN_LINES: usize = 200;

/// Reads what stands before the text of `source`; `fields` is `Null` and `end_line` 0 where nothing does.
pub(crate) fn read(source: &[&str], warnings: &mut Vec<Warning>) -> Metadata {
    let Some(Found { fields, end_line, keys }) = find(source, warnings) else { return Metadata::default() };
    metadata::of_fields(fields, end_line, &keys)
}

/// Front matter as found.
struct Found {
    fields: Map<String, Value>,
    /// Its last line, 1-based.
    end_line: usize,
    /// The lines of the top-level keys.
    keys: Vec<(String, usize)>,
}

fn find(source: &[&str], warnings: &mut Vec<Warning>) -> Option<Found> {
    let start = source.iter().position(|line| !line.trim().is_empty())?;
    let first = source[start].trim();
    if first.len() >= 3 && first.len() <= 80 && first.bytes().all(|byte| byte == b'-') {
        return fenced_yaml(source, start, warnings);
    }
    if first == "+++" {
        return toml(source, start, warnings);
    }
    if first.starts_with('{') && !first.starts_with("{%") && !first.starts_with("{{") && !first.starts_with("{:") {
        return json(source, start);
    }
    if first.starts_with("@def ") {
        return Some(prefixed(source, start, |line| line.strip_prefix("@def ")?.split_once('=')));
    }
    if first == "<!--" || first.starts_with(".. title:") || first.starts_with(".. slug:") {
        return nikola(source, start);
    }
    if first.starts_with("% ") {
        return pandoc(source, start);
    }
    if first.contains(":: ") {
        return properties(source, start);
    }
    mail(source, start).or_else(|| headers(source, start))
}

/// The header of a mail.
fn mail(source: &[&str], start: usize) -> Option<Found> {
    let (fields, lines) = mail::header(source.get(start..)?)?;
    let keys = fields.keys().map(|key| (key.clone(), start + 1)).collect();
    Some(Found { fields, end_line: start + lines, keys })
}

/// `title:: Ferrocon 2031` (Logseq): keys at the top, to the first line that has none; links inside are their text.
fn properties(source: &[&str], start: usize) -> Option<Found> {
    let split = |line: &str| {
        let (key, value) = line.split_once(":: ")?;
        let plain = key.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '_' | '-'));
        (plain && !key.is_empty()).then(|| (key.to_owned(), value.replace("[[", "").replace("]]", "")))
    };
    let mut found = Found { fields: Map::new(), end_line: start, keys: Vec::new() };
    for (at, line) in source.iter().enumerate().skip(start) {
        let Some((key, value)) = split(line.trim_end()) else { break };
        found.end_line = at + 1;
        found.keys.push((key.clone(), at + 1));
        found.fields.entry(key).or_insert_with(|| scalar_or_list(value.trim()));
    }
    (!found.keys.is_empty()).then_some(found)
}

fn fenced_yaml(source: &[&str], start: usize, warnings: &mut Vec<Warning>) -> Option<Found> {
    let body = source.get(start + 1..)?;
    let mut bytes = 0;
    let mut end = None;
    for (at, line) in body.iter().enumerate() {
        bytes += line.len() + 1;
        if bytes > MOST_BYTES {
            break;
        }
        if is_yaml_fence(line) {
            end = Some(at);
            break;
        }
    }
    let looks = |lines: &[&str]| {
        let mut kept = lines.iter().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        kept.next().is_none_or(|line| key_of(line).is_some() || line.starts_with("? "))
    };
    if let Some(end) = end.filter(|end| looks(&body[..*end])) {
        let lines = &body[..end];
        let keys = keys_of(lines, start + 1);
        match yaml(lines) {
            Ok(fields) => {
                warn_of_repeats(&keys, warnings);
                return Some(Found { fields, end_line: start + end + 2, keys });
            }
            Err(fault) => {
                // A fence that closes nothing is a rule further down: the front matter ended before the text did begin.
                if let Some(open) = end_of_open(lines) {
                    return Some(unclosed(lines, open, start, warnings));
                }
                let line = start + 1 + fault.line.max(1);
                let message = format!("front matter that is no YAML ({}); its lines were read one by one", fault.reason);
                warnings.push(Warning { line, message });
                return Some(Found { fields: linewise(lines), end_line: start + end + 2, keys });
            }
        }
    }
    if end.is_some() {
        return None;
    }
    let open = end_of_open(body)?;
    Some(unclosed(body, open, start, warnings))
}

fn unclosed(lines: &[&str], open: usize, start: usize, warnings: &mut Vec<Warning>) -> Found {
    let message = "front matter that is never closed; it ends where its keys do".into();
    warnings.push(Warning { line: start + 1, message });
    let lines = &lines[..open];
    let fields = yaml(lines).unwrap_or_else(|_| linewise(lines));
    Found { fields, end_line: start + open + 1, keys: keys_of(lines, start + 1) }
}

fn is_yaml_fence(line: &str) -> bool {
    let line = line.trim_end();
    line == "..." || (line.len() >= 3 && line.bytes().all(|byte| byte == b'-'))
}

/// How many of `lines` are keys and values before text begins; `None` where no key of a document's own is among them, or
/// where no text begins.
fn end_of_open(lines: &[&str]) -> Option<usize> {
    let mut end = 0;
    let mut known = false;
    for (at, line) in lines.iter().enumerate().take(MOST_OPEN_LINES) {
        let key = key_of(line).map(|(key, _)| key);
        let nested = end > 0 && (line.starts_with([' ', '\t']) || line.starts_with("- ") || line.starts_with([']', '}']));
        if let Some(key) = key {
            known |= is_known(key);
        } else if !nested {
            if line.trim().is_empty() && lines.get(at + 1).is_some_and(|next| key_of(next).is_some_and(|(key, _)| is_known(key)))
            {
                continue;
            }
            return (known && end > 0).then_some(end);
        }
        end = at + 1;
    }
    None
}

/// Keys that documents use of themselves, in lower case.
const KNOWN: [&str; 34] = [
    "title",
    "date",
    "tags",
    "tag",
    "author",
    "authors",
    "category",
    "categories",
    "slug",
    "layout",
    "summary",
    "description",
    "lang",
    "language",
    "modified",
    "status",
    "permalink",
    "draft",
    "keywords",
    "subtitle",
    "updated",
    "published",
    "excerpt",
    "url",
    "image",
    "save_as",
    "template",
    "copyright",
    "license",
    "type",
    "canonical_url",
    "id",
    "format",
    "comments",
];

/// Keys that say without doubt that the lines around them are a site builder's.
const BUILDER: [&str; 10] =
    ["slug", "layout", "tags", "category", "categories", "permalink", "draft", "status", "save_as", "template"];

fn is_known(key: &str) -> bool {
    KNOWN.iter().any(|known| key.eq_ignore_ascii_case(known))
}

/// The key and value of a top-level line `key: value`.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let at = line.char_indices().take(64).find(|(_, mark)| *mark == ':').map(|(at, _)| at)?;
    let (key, value) = (&line[..at], &line[at + 1..]);
    let bare = key.trim_end().trim_matches(['"', '\'']);
    let fits = !bare.is_empty()
        && !bare.starts_with(|first: char| first.is_whitespace() || first == '#' || first == '-')
        && bare.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '_' | '-' | '.' | '@' | ' ' | '/'))
        && bare.split(' ').count() <= 3
        && !key.starts_with([' ', '\t'])
        && (value.is_empty() || value.starts_with([' ', '\t']));
    fits.then_some((bare, value.trim()))
}

fn keys_of(lines: &[&str], offset: usize) -> Vec<(String, usize)> {
    let keys = lines.iter().enumerate().filter_map(|(at, line)| Some((key_of(line)?.0.to_owned(), offset + at + 1)));
    keys.collect()
}

fn warn_of_repeats(keys: &[(String, usize)], warnings: &mut Vec<Warning>) {
    let mut seen = HashSet::new();
    for (key, line) in keys {
        if !seen.insert(key) {
            warnings
                .push(Warning { line: *line, message: format!("{key:?} stands twice in the front matter; the first is kept") });
        }
    }
}

/// Why YAML was refused, and on which of its lines.
struct Fault {
    line: usize,
    reason: String,
}

fn yaml(lines: &[&str]) -> Result<Map<String, Value>, Fault> {
    let text = lines.join("\n");
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    match serde_saphyr::from_str_with_options::<Value>(&text, yaml_options(text.len())) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(Fault { line: 1, reason: "no keys".into() }),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line() as usize);
            let reason = error.to_string();
            let reason: String = reason.lines().next().unwrap_or_default().chars().take(120).collect();
            Err(Fault { line, reason })
        }
    }
}

/// The value of a whole text of YAML, read with a budget; `None` where it is none or blows up.
/// The value of a text that is TOML as a whole.
pub(crate) fn toml_value(text: &str) -> Option<Value> {
    let table = text.parse::<toml::Table>().ok()?;
    Some(json_of_toml(toml::Value::Table(table), 0))
}

pub(crate) fn yaml_value(text: &str) -> Option<Value> {
    serde_saphyr::from_str_with_options::<Value>(text, yaml_options(text.len())).ok()
}

fn yaml_options(bytes: usize) -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 64,
            flow_nesting_limit: 64,
            max_nodes: 100_000,
            max_events: 300_000,
            max_aliases: 200,
            max_anchors: 200,
            max_total_scalar_bytes: 2 * bytes.max(1024),
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::FirstWins,
        strict_booleans: true,
        with_snippet: false,
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::AsString,
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
            max_alias_expansions_per_anchor: 200,
        },
    }
}

/// Top-level scalars and lists of damaged YAML, line by line; the first of two equal keys counts.
fn linewise(lines: &[&str]) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut list_of: Option<String> = None;
    for line in lines {
        if let Some((key, value)) = key_of(line) {
            list_of = None;
            if fields.contains_key(key) {
                continue;
            }
            if value.is_empty() {
                list_of = Some(key.to_owned());
                fields.insert(key.to_owned(), Value::Null);
            } else {
                fields.insert(key.to_owned(), scalar_or_list(value));
            }
        } else if let (Some(key), Some(item)) = (&list_of, line.trim_start().strip_prefix("- ")) {
            let slot = fields.entry(key.clone()).or_insert(Value::Null);
            if slot.is_null() {
                *slot = Value::Array(Vec::new());
            }
            if let Value::Array(items) = slot {
                items.push(Value::String(unquoted(item).to_owned()));
            }
        }
    }
    fields
}

fn scalar_or_list(value: &str) -> Value {
    match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => {
            let items = inner.split(',').map(unquoted).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        None => Value::String(unquoted(value).to_owned()),
    }
}

/// `value` without the quotation marks around it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return inner;
        }
    }
    value
}

fn toml(source: &[&str], start: usize, warnings: &mut Vec<Warning>) -> Option<Found> {
    let body = source.get(start + 1..)?;
    let end = body.iter().position(|line| line.trim() == "+++")?;
    let lines = &body[..end];
    let keys: Vec<(String, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((line.split_once('=')?.0.trim().trim_matches('"').to_owned(), start + at + 2)))
        .collect();
    let text = lines.join("\n");
    let end_line = start + end + 2;
    let fault = if text.len() > MOST_BYTES || has_long_key(lines) {
        "too long".to_owned()
    } else {
        match text.parse::<toml::Table>() {
            Ok(table) => {
                // Tables come sorted by name; the author's order is that of the lines.
                let mut fields: Vec<_> = table.into_iter().map(|(key, value)| (key, json_of_toml(value, 0))).collect();
                let lines: std::collections::HashMap<&str, usize> =
                    keys.iter().rev().map(|(key, line)| (key.as_str(), *line)).collect();
                fields.sort_by_key(|(key, _)| lines.get(key.as_str()).copied().unwrap_or(usize::MAX));
                let fields = fields.into_iter().collect();
                return Some(Found { fields, end_line, keys });
            }
            Err(error) => error.message().lines().next().unwrap_or_default().chars().take(120).collect(),
        }
    };
    let message = format!("front matter that is no TOML ({fault}); its lines were read one by one");
    warnings.push(Warning { line: start + 1, message });
    let mut fields = Map::new();
    for line in lines.iter().take_while(|line| !line.trim_start().starts_with('[')) {
        if let Some((key, value)) = line.split_once('=') {
            let key = key.trim().trim_matches('"');
            if !key.is_empty() && key.len() <= 64 {
                fields.entry(key).or_insert_with(|| scalar_or_list(value.trim()));
            }
        }
    }
    Some(Found { fields, end_line, keys })
}

/// Keys of hundreds of dotted parts nest as deep.
fn has_long_key(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.split(['=', '"', '\'']).next().unwrap_or_default().matches('.').count() > 32)
}

fn json_of_toml(value: toml::Value, depth: usize) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) if depth < 64 => items.into_iter().map(|item| json_of_toml(item, depth + 1)).collect(),
        toml::Value::Table(table) if depth < 64 => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of_toml(value, depth + 1))).collect())
        }
        _ => Value::Null,
    }
}

/// An object of JSON with text behind it.
fn json(source: &[&str], start: usize) -> Option<Found> {
    let mut text = String::new();
    for line in &source[start..] {
        text.push_str(line);
        text.push('\n');
        if text.len() > MOST_BYTES {
            break;
        }
    }
    let mut values = serde_json::Deserializer::from_str(&text).into_iter::<Map<String, Value>>();
    let fields = values.next()?.ok()?;
    let end = values.byte_offset();
    let has_text = text[end..].lines().any(|line| !line.trim().is_empty());
    if !has_text || !fields.keys().any(|key| is_known(key)) {
        return None;
    }
    let end_line = start + text[..end].matches('\n').count() + 1;
    let keys = fields.keys().map(|key| {
        let quoted = format!("\"{key}\"");
        let at = source[start..end_line].iter().position(|line| line.contains(&quoted)).unwrap_or(0);
        (key.clone(), start + at + 1)
    });
    let keys = keys.take(64).collect();
    Some(Found { fields, end_line, keys })
}

/// Lines of `key = value` or `key: value` behind a prefix, blank lines between them allowed.
fn prefixed<'a>(source: &[&'a str], start: usize, split: impl Fn(&'a str) -> Option<(&'a str, &'a str)>) -> Found {
    let mut found = Found { fields: Map::new(), end_line: start, keys: Vec::new() };
    for (at, line) in source.iter().enumerate().skip(start) {
        if line.trim().is_empty() {
            continue;
        }
        let Some((key, value)) = split(line.trim_start()) else { break };
        found.end_line = at + 1;
        found.keys.push((key.trim().to_owned(), at + 1));
        found.fields.entry(key.trim()).or_insert_with(|| scalar_or_list(value.trim()));
    }
    found
}

/// `.. title: …` lines, bare or in a comment of HTML.
fn nikola(source: &[&str], start: usize) -> Option<Found> {
    let commented = source[start].trim() == "<!--";
    let mut found = prefixed(source, start + usize::from(commented), |line| line.strip_prefix(".. ")?.split_once(':'));
    if found.keys.is_empty() || !found.keys.iter().any(|(key, _)| is_known(key)) {
        return None;
    }
    if commented {
        let close = source.iter().enumerate().skip(found.end_line).find(|(_, line)| !line.trim().is_empty());
        if let Some((at, _)) = close.filter(|(_, line)| line.trim() == "-->") {
            found.end_line = at + 1;
        }
    }
    Some(found)
}

/// `% Title`, `% Author; Author`, `% Date`.
fn pandoc(source: &[&str], start: usize) -> Option<Found> {
    let mut found = Found { fields: Map::new(), end_line: start, keys: Vec::new() };
    for (key, (at, line)) in ["title", "author", "date"].into_iter().zip(source.iter().enumerate().skip(start)) {
        let Some(value) = line.strip_prefix('%') else { break };
        found.end_line = at + 1;
        if !value.trim().is_empty() {
            found.keys.push((key.to_owned(), at + 1));
            found.fields.insert(key.to_owned(), Value::String(value.trim().to_owned()));
        }
    }
    let ends = source.get(found.end_line).is_none_or(|line| line.trim().is_empty());
    ends.then_some(found)
}

/// `Title: …` lines without fences, up to the first blank line. Only what no form of a talk would say counts: every key
/// is one of a document's own, or one of them is a site builder's.
fn headers(source: &[&str], start: usize) -> Option<Found> {
    let lines = source.get(start..)?;
    let (first, _) = key_of(lines.first()?)?;
    if !is_known(first) {
        return None;
    }
    let mut end = 0;
    for line in lines.iter().take(MOST_OPEN_LINES) {
        let nested = end > 0 && (line.starts_with([' ', '\t']) || line.starts_with("- ")) && !line.trim().is_empty();
        if key_of(line).is_none() && !nested {
            break;
        }
        end += 1;
    }
    let closed = lines.get(end).is_some_and(|line| is_yaml_fence(line));
    let keys = keys_of(&lines[..end], start);
    let has = |wanted: &str| keys.iter().any(|(key, _)| key.eq_ignore_ascii_case(wanted));
    let all_known = keys.iter().all(|(key, _)| is_known(key));
    let has_builder = keys.iter().any(|(key, _)| BUILDER.iter().any(|builder| key.eq_ignore_ascii_case(builder)));
    let has_text = lines[end..].iter().any(|line| !line.trim().is_empty());
    if !has_text || !(closed || has("title") && (all_known || has_builder) || keys.len() > 1 && has_builder && all_known) {
        return None;
    }
    let fields = linewise(&lines[..end]);
    Some(Found { fields, end_line: start + end + usize::from(closed), keys })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;

    #[track_caller]
    fn check(text: &str, end_line: usize, fields: &str, warned: &[usize]) {
        let mut warnings = Vec::new();
        let metadata = read(&lines::split(text), &mut warnings);
        assert_eq!((metadata.end_line, metadata.fields.to_string().as_str()), (end_line, fields), "{text:?}");
        let lines: Vec<usize> = warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(lines, warned, "{text:?} {warnings:?}");
    }

    #[test]
    fn every_form_is_found() {
        #[rustfmt::skip]
        let table = [
            ("---\ntitle: A\ntags: [x, y]\n---\ntext\n",            4, r#"{"title":"A","tags":["x","y"]}"#),
            ("+++\ntitle = \"A\"\ndate = 2031-03-09\n+++\n",        4, r#"{"title":"A","date":"2031-03-09"}"#),
            ("{\n \"title\": \"A\"\n}\n\ntext\n",                    3, r#"{"title":"A"}"#),
            ("Title: A\nDate: 2031-03-09\nSlug: a\n\ntext\n",       3, r#"{"Title":"A","Date":"2031-03-09","Slug":"a"}"#),
            ("title: A\n\ntext\n",                                  1, r#"{"title":"A"}"#),
            ("title: A\ntags:\n- x\n---\n\ntext\n",                 4, r#"{"title":"A","tags":["x"]}"#),
            ("@def title = \"A\"\n@def tags = [\"x\"]\n\ntext\n",   2, r#"{"title":"A","tags":["x"]}"#),
            ("<!--\n.. title: A\n.. slug: a\n-->\n\ntext\n",        4, r#"{"title":"A","slug":"a"}"#),
            ("% A\n% Ines Faro\n\ntext\n",                          2, r#"{"title":"A","author":"Ines Faro"}"#),
            ("# Heading\n\n---\ntitle: A\n---\n",                   0, "null"),
            ("---\nA quotation\n---\n",                             0, "null"),
            ("Title: A\nSpeaker: Ines Faro\n\ntext\n",              0, "null"), // a talk's form is text
            ("Note: this is text\n\nmore\n",                        0, "null"),
            ("title: A\n",                                          0, "null"), // nothing follows
        ];
        for (text, end_line, fields) in table {
            check(text, end_line, fields, &[]);
        }
    }

    #[test]
    fn damage_is_read_line_by_line() {
        #[rustfmt::skip]
        let table: [(&str, usize, &str, &[usize]); 4] = [
            ("---\ndate: 1\ntitle: A\ndate: 2\n---\n",       5, r#"{"date":1,"title":"A"}"#,     &[4]),
            ("---\ntitle: A: B\ntags:\n- x\n---\n",          5, r#"{"title":"A: B","tags":["x"]}"#, &[2]),
            ("---\ntitle: A\ntags: x, y\n\ntext\n",          3, r#"{"title":"A","tags":"x, y"}"#, &[1]),
            ("---\ntitle: A\n\nSome: thing said here - all: of it text.\nmore\n\n---\n\nend\n", 2, r#"{"title":"A"}"#, &[1]),
        ];
        for (text, end_line, fields, warned) in table {
            check(text, end_line, fields, warned);
        }
    }
}
