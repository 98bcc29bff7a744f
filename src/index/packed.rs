//! Records → bytes that are short, and in which every text stands as it was written, so that it is found in the document.
//!
//! They are JSON with three differences: line breaks, tabs and quotation marks inside texts are not escaped, and JSON's own
//! quotation marks are [`MARK`]s; the names of fields are one byte each; what is `null` is left out.

use std::io;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};

/// Stands for a quotation mark of JSON's own; text never has it bare.
const MARK: u8 = 2;
/// Fields that many records have, each with the byte that stands for its name and the colon behind it: those that JSON never has
/// bare, and those that UTF-8 never has.
#[rustfmt::skip]
const FIELDS: [(u8, &str); 38] = [
    (0, "id"), (1, "title"), (3, "speakers"), (4, "event"), (5, "entry"), (6, "day"), (7, "date"), (8, "start"),
    (11, "duration_minutes"), (12, "track"), (13, "room"), (14, "format"), (15, "number"), (16, "url"), (17, "abstract"),
    (18, "tags"), (19, "lines"), (20, "language"), (21, "name"), (22, "affiliation"), (23, "role"), (24, "talk"),
    (25, "author"), (26, "markdown"), (27, "quotes"), (28, "links"), (29, "line"), (30, "text"), (31, "topic"),
    (0xf5, "authors"), (0xf6, "published"), (0xf7, "updated"), (0xf8, "categories"), (0xf9, "summary"),
    (0xfa, "content_html"), (0xfb, "enclosures"), (0xfc, "rights"), (0xfd, "recordings"),
];

/// The byte of each name of [`FIELDS`].
static NAMES: LazyLock<FxHashMap<&[u8], u8>> =
    LazyLock::new(|| FIELDS.map(|(byte, name)| (name.as_bytes(), byte)).into_iter().collect());

/// `value` as it is kept. Nothing where it cannot become JSON.
pub(super) fn pack(value: &impl Serialize) -> Vec<u8> {
    let mut short = Short { json: Vec::with_capacity(1024), ..Short::default() };
    match value.serialize(&mut Serializer::with_formatter(&mut short, Bare)) {
        Ok(()) => short.json,
        Err(_) => Vec::new(),
    }
}

/// What [`Bare`] tells [`Short`]: bytes that no text has, each written alone.
const NAME_BEGINS: u8 = 0xfd;
const VALUE_BEGINS: u8 = 0xfe;
const NULL: u8 = 0xff;

/// Writes JSON whose texts stand as they were written.
struct Bare;

impl Formatter for Bare {
    fn write_null<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(&[NULL])
    }

    fn begin_string<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(&[MARK])
    }

    fn end_string<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(&[MARK])
    }

    fn write_char_escape<W: io::Write + ?Sized>(&mut self, to: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::Quote => to.write_all(b"\""),
            CharEscape::LineFeed => to.write_all(b"\n"),
            CharEscape::Tab => to.write_all(b"\t"),
            other => CompactFormatter.write_char_escape(to, other),
        }
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, to: &mut W, _: bool) -> io::Result<()> {
        to.write_all(&[NAME_BEGINS])
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(&[VALUE_BEGINS])
    }
}

/// Takes what is written in, with one byte for each name of [`FIELDS`], and without the fields that are `null`.
#[derive(Default)]
struct Short {
    json: Vec<u8>,
    /// Where the last name begins, with the comma before it.
    name: usize,
    /// Nothing is written behind that name yet.
    is_named: bool,
}

impl Short {
    fn begin_name(&mut self) {
        self.name = self.json.len();
        if self.json.last() != Some(&b'{') {
            self.json.push(b',');
        }
    }

    fn end_name(&mut self) {
        let written = self.json.get(self.name..).unwrap_or_default();
        let text = written.strip_prefix(b",").unwrap_or(written);
        let name = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
        match NAMES.get(name) {
            Some(byte) => {
                self.json.truncate(self.json.len() - text.len());
                self.json.push(*byte);
            }
            None => self.json.push(b':'),
        }
    }
}

impl io::Write for Short {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let is_named = std::mem::take(&mut self.is_named);
        match *bytes {
            [NAME_BEGINS] => self.begin_name(),
            [VALUE_BEGINS] => {
                self.end_name();
                self.is_named = true;
            }
            [NULL] if is_named => self.json.truncate(self.name),
            [NULL] => self.json.extend_from_slice(b"null"),
            [byte] => self.json.push(byte),
            _ => self.json.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether JSON has a byte as it was packed.
static IS_PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = !matches!(byte as u8, 0..b' ' | b'"' | b'\\' | 0xf5..);
        byte += 1;
    }
    plain
};

/// The JSON of what [`pack`] made.
pub(super) fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut json = Vec::with_capacity(packed.len() + packed.len() / 4);
    let mut rest = packed;
    loop {
        let (plain, behind) = rest.split_at(rest.iter().position(|byte| !IS_PLAIN[usize::from(*byte)]).unwrap_or(rest.len()));
        json.extend_from_slice(plain);
        let Some((byte, behind)) = behind.split_first() else { return json };
        rest = behind;
        match *byte {
            MARK => json.push(b'"'),
            b'\n' => json.extend(b"\\n"),
            b'\t' => json.extend(b"\\t"),
            b'"' => json.extend(b"\\\""),
            b'\\' => {
                json.push(b'\\');
                let (escaped, behind) = rest.split_at(rest.len().min(1));
                json.extend_from_slice(escaped);
                rest = behind;
            }
            byte => {
                let name = FIELDS.iter().find(|(own, _)| *own == byte).map_or("", |(_, name)| name);
                json.push(b'"');
                json.extend_from_slice(name.as_bytes());
                json.extend_from_slice(b"\":");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::{Note, Records, Source, Speaker, Takeaway, Talk};

    #[test]
    fn records_come_back_whatever_they_say() {
        for text in [
            "plain",
            "\"quoted\" \\ back",
            "two\nlines\tand tab\r",
            "\u{0}\u{1}\u{2}\u{1f}\u{7f}",
            "\\n is no break",
            "größer 🌊",
            ":null,",
            "",
        ] {
            let own = || text.to_owned();
            let talk = Talk {
                id: own(),
                speakers: vec![Speaker { name: own(), ..Speaker::default() }],
                tags: vec![own(), own()],
                ..Talk::default()
            };
            let note = Note { talk: own(), markdown: own(), author: Some(own()), ..Note::default() };
            let takeaway = Takeaway { text: own(), line: 3, ..Takeaway::default() };
            let source = Source { title: Some(own()), ..Source::default() };
            let records =
                Records { source, talks: vec![talk], notes: vec![note], takeaways: vec![takeaway], ..Records::default() };
            let packed = pack(&records);
            assert_eq!(serde_json::from_slice::<Records>(&unpack(&packed)).unwrap(), records, "{text:?}");
            let quotes = text.bytes().filter(|byte| *byte == b'"').count();
            let texts = 9;
            assert_eq!(packed.iter().filter(|byte| **byte == b'"').count(), texts * quotes, "{text:?}");
        }
    }

    #[test]
    fn names_take_a_byte_and_what_is_not_known_none() {
        #[rustfmt::skip]
        let table = [
            (json!({ "title": "a", "of": null }),                  "{\u{1}\u{2}a\u{2}}",             json!({ "title": "a" })),
            (json!({ "of": null, "title": null }),                 "{}",                            json!({})),
            (json!({ "a": null, "title": 1, "b": null, "c": 2 }),  "{\u{1}1,\u{2}c\u{2}:2}",         json!({ "title": 1, "c": 2 })),
            (json!([null, "title", { "line": null }]),             "[null,\u{2}title\u{2},{}]",      json!([null, "title", {}])),
        ];
        for (value, packed, back) in table {
            assert_eq!(String::from_utf8(pack(&value)).unwrap(), packed, "{value}");
            assert_eq!(serde_json::from_slice::<Value>(&unpack(packed.as_bytes())).unwrap(), back, "{value}");
        }
    }

    #[test]
    fn every_byte_stands_for_one_name() {
        let bytes: std::collections::BTreeSet<u8> = FIELDS.iter().map(|(byte, _)| *byte).collect();
        let names: std::collections::BTreeSet<&str> = FIELDS.iter().map(|(_, name)| *name).collect();
        assert_eq!((bytes.len(), names.len()), (FIELDS.len(), FIELDS.len()));
        assert!(bytes.iter().all(|byte| ![MARK, b'\n', b'\t'].contains(byte)));
    }
}
