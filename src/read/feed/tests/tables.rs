//! The tables of fields in the `.txt` files of this folder: a feed, and below it what is read from it.
//!
//! ```text
//! item <title>Tide</title>
//!     title "Tide"
//! ```
//!
//! The first word says what is written around the input: `item` (RSS 2.0), `entry` (Atom 1.0), `html` (its content, in
//! CDATA), `channel`, `feed`, `rdf` (RSS 1.0), `json` (a JSON Feed's members), `jsonitem`, `whole` (nothing). With `@` behind
//! it, the feed came from `https://h.example/blog/feed.xml`. Fields of `item`, `entry`, `html` and `jsonitem` are the first
//! entry's; one that begins with `/` is looked up from the top. `\n` and `\t` are what they are in Rust. Lines that begin with `#` say what follows.

use serde_json::Value;

use super::fields;
use crate::read::text::pieces::Sizes;
use crate::read::{Hints, read, read_feed_by};

fn document(kind: &str, input: &str) -> String {
    const NAMES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    match kind {
        "item" => format!("<rss version=\"2.0\" {NAMES}><channel><item>{input}</item></channel></rss>"),
        "channel" => format!("<rss version=\"2.0\" {NAMES}><channel>{input}</channel></rss>"),
        "entry" => format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>{input}</entry></feed>"),
        "html" => format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"html\"><![CDATA[{input}]]></content></entry></feed>"
        ),
        "feed" => format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{input}</feed>"),
        "atom03" => {
            format!("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>{input}</entry></feed>")
        }
        "rdf" => format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" {NAMES}>{input}</rdf:RDF>"
        ),
        "json" => format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", {input}}}"),
        "jsonitem" => format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{{{input}}}]}}"),
        _ => input.to_owned(),
    }
}

/// Says what of a table does not hold.
fn faults(name: &str, table: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut read: Option<(&str, Value)> = None;
    for (index, line) in table.lines().enumerate() {
        let place = format!("{name}:{}", index + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if !line.starts_with(' ') {
            let (kind, input) = line.split_once(' ').unwrap_or((line, ""));
            let bare = kind.trim_end_matches('@');
            let address = (bare != kind).then_some("https://h.example/blog/feed.xml");
            let document = document(bare, &input.replace("\\n", "\n").replace("\\t", "\t"));
            read = Some((bare, fields(document.as_bytes(), address)));
            continue;
        }
        let (field, expected) = line.trim().split_once(' ').unwrap_or((line.trim(), "null"));
        let Ok(expected) = serde_json::from_str::<Value>(expected.trim()) else {
            faults.push(format!("{place}: {expected:?} is no JSON"));
            continue;
        };
        let Some((kind, all)) = &read else { continue };
        let inside = matches!(*kind, "item" | "entry" | "html" | "jsonitem" | "atom03") && !field.starts_with('/');
        let pointer = if inside { format!("/entries/0/{field}") } else { format!("/{}", field.trim_start_matches('/')) };
        let found = all.pointer(&pointer).unwrap_or(&Value::Null);
        if *found != expected {
            faults.push(format!("{place}: {field} is {found}, not {expected}"));
        }
    }
    faults
}

/// A feed that comes piece by piece is read as one that is there at once, wherever it is cut.
fn faults_of_pieces(name: &str, table: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with([' ', '#']) && !line.is_empty()) {
        let (kind, input) = line.split_once(' ').unwrap_or((line, ""));
        let document = document(kind.trim_end_matches('@'), &input.replace("\\n", "\n").replace("\\t", "\t"));
        let hints = Hints { entries_only: true, ..Hints::default() };
        let Ok(mut whole) = read(document.as_bytes(), &hints) else { continue };
        let parts = std::mem::take(&mut whole.parts);
        for (head, piece) in [(document.len() - 1, 7), (300, 64), (120, 1)] {
            let mut visited = Vec::new();
            let sizes = Sizes { head: head.min(document.len() - 1), piece };
            let came = read_feed_by(sizes, document.as_bytes(), &hints, &mut |_, part| visited.push(part)).unwrap_or_default();
            // What the feed says of itself behind an entry does not reach it.
            let late = matches!(kind, "feed" | "whole" | "channel" | "rdf") && head < document.len() - 1;
            if !late && (visited != parts || came.warnings != whole.warnings) || came.metadata != whole.metadata {
                faults.push(format!("{name}:{}: another feed in pieces of {piece}: {visited:?} {came:?}", index + 1));
            }
        }
    }
    faults
}

/// The tables by name.
const TABLES: [(&str, &str); 9] = [
    ("addresses.txt", include_str!("addresses.txt")),
    ("atom.txt", include_str!("atom.txt")),
    ("damaged.txt", include_str!("damaged.txt")),
    ("dates.txt", include_str!("dates.txt")),
    ("dialects.txt", include_str!("dialects.txt")),
    ("further.txt", include_str!("further.txt")),
    ("json.txt", include_str!("json.txt")),
    ("rss.txt", include_str!("rss.txt")),
    ("sanitized.txt", include_str!("sanitized.txt")),
];

#[test]
fn a_feed_in_pieces_is_the_same_feed() {
    let all: Vec<String> = TABLES.iter().flat_map(|(name, table)| faults_of_pieces(name, table)).collect();
    assert!(all.is_empty(), "{} feeds are others:\n{}", all.len(), all.join("\n"));
}

#[test]
fn all_fields_of_the_tables_are_read() {
    let all: Vec<String> = TABLES.iter().flat_map(|(name, table)| faults(name, table)).collect();
    assert!(all.is_empty(), "{} fields are wrong:\n{}", all.len(), all.join("\n"));
}
