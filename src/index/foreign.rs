//! A long feed that somebody else wrote: its entries are found by their tags alone, so that it can be read in sections, too.
//!
//! Less is understood than a reader of feeds understands, and nothing is mended: a feed in which anything but entries follows
//! its first entry, or that is no plain XML, is read whole.

use std::io::{self, BufRead, BufReader, Read};

use crate::read::kept::KeptText;

/// What stands before the first entry and behind the last.
#[derive(Debug, PartialEq)]
pub(super) struct Around {
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
}

/// The charsets in which the signs of XML are those of ASCII and nothing else.
const CHARSETS: [&str; 4] = ["utf-8", "us-ascii", "iso-8859-", "windows-125"];

/// Looks through a file tag by tag, handing each entry, with what stands between it and the one before, to `visit`.
///
/// `None` where it cannot be cut so: what was handed out then means nothing.
///
/// # Errors
/// What reading the source returns.
pub(super) fn scan(source: impl Read, visit: &mut dyn FnMut(&KeptText)) -> io::Result<Option<Around>> {
    let mut source = BufReader::with_capacity(64 << 10, source);
    let (mut cutter, mut piece) = (Cutter::default(), Vec::new());
    while source.read_until(b'>', &mut piece)? > 0 {
        if cutter.take(&piece, visit).is_none() {
            return Ok(None);
        }
        piece.clear();
    }
    Ok(cutter.end())
}

/// What goes on across pieces that end with `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Inside {
    #[default]
    Nothing,
    Comment,
    Cdata,
    Instruction,
}

impl Inside {
    /// What begins at `markup`; `None` for what is declared: it may be anything.
    fn of(markup: &[u8]) -> Option<Inside> {
        Some(match markup {
            [b'<', b'!', b'-', b'-', ..] => Inside::Comment,
            [b'<', b'!', b'[', ..] => Inside::Cdata,
            [b'<', b'?', ..] => Inside::Instruction,
            [b'<', b'!', ..] => return None,
            _ => Inside::Nothing,
        })
    }

    fn ends_with(self, piece: &[u8]) -> bool {
        match self {
            Inside::Nothing => true,
            Inside::Comment => piece.ends_with(b"-->"),
            Inside::Cdata => piece.ends_with(b"]]>"),
            Inside::Instruction => piece.ends_with(b"?>"),
        }
    }
}

#[derive(Debug, Default)]
struct Cutter {
    inside: Inside,
    head: Vec<u8>,
    /// What an entry is called here, once there was one.
    name: Option<&'static [u8]>,
    /// The entry under way, or what stands behind the last.
    entry: Vec<u8>,
    /// Where that begins, and how many lines stand before.
    place: (u64, usize),
    is_open: bool,
    /// The feed itself is over.
    is_closed: bool,
}

impl Cutter {
    /// Takes what stands up to the next `>`; `None` where that is nothing an entry can be cut out of.
    fn take(&mut self, piece: &[u8], visit: &mut dyn FnMut(&KeptText)) -> Option<()> {
        if self.inside != Inside::Nothing {
            self.keep(piece);
            self.inside = if self.inside.ends_with(piece) { Inside::Nothing } else { self.inside };
            return Some(());
        }
        let at = piece.iter().position(|&byte| byte == b'<').unwrap_or(piece.len());
        let (text, markup) = piece.split_at(at);
        let inside = Inside::of(markup)?;
        if inside != Inside::Nothing {
            let is_between = self.name.is_some() && !self.is_open;
            if is_between && (inside != Inside::Comment || !is_blank(text)) {
                return None;
            }
            self.keep(piece);
            self.inside = if inside.ends_with(piece) { Inside::Nothing } else { inside };
            return Some(());
        }
        if markup.get(1..).unwrap_or_default().contains(&b'<') || piece.contains(&0) {
            return None;
        }
        self.take_tag(text, markup, visit)
    }

    fn take_tag(&mut self, text: &[u8], tag: &[u8], visit: &mut dyn FnMut(&KeptText)) -> Option<()> {
        let name = name_of(tag);
        match (self.name, self.is_open) {
            (None, _) => {
                self.name = [&b"entry"[..], b"item"].into_iter().find(|known| *known == name);
                self.head.extend_from_slice(text);
                match self.name {
                    None => self.head.extend_from_slice(tag),
                    Some(_) => {
                        self.place = (self.head.len() as u64, lines(&self.head));
                        self.open(tag)?;
                    }
                }
            }
            (Some(entry), true) if name == entry => return None,
            (Some(entry), true) => {
                self.entry.extend_from_slice(text);
                self.entry.extend_from_slice(tag);
                if name.strip_prefix(b"/") == Some(entry) {
                    let (start, lines_before) = self.place;
                    visit(&KeptText { start, lines_before, text: &self.entry });
                    self.place = (start + self.entry.len() as u64, lines_before + lines(&self.entry));
                    self.entry.clear();
                    self.is_open = false;
                }
            }
            (Some(_), false) if !is_blank(text) => return None,
            (Some(entry), false) if name == entry && !self.is_closed => {
                self.entry.extend_from_slice(text);
                self.open(tag)?;
            }
            (Some(_), false) => {
                self.is_closed = true;
                self.keep(text);
                self.keep(tag);
                return (tag.is_empty() || name.starts_with(b"/")).then_some(());
            }
        }
        Some(())
    }

    /// An entry begins; one that ends at once is none.
    fn open(&mut self, tag: &[u8]) -> Option<()> {
        self.entry.extend_from_slice(tag);
        self.is_open = true;
        (!tag.ends_with(b"/>")).then_some(())
    }

    fn keep(&mut self, piece: &[u8]) {
        let to = if self.name.is_some() { &mut self.entry } else { &mut self.head };
        to.extend_from_slice(piece);
    }

    fn end(self) -> Option<Around> {
        let is_whole = self.is_closed && !self.is_open && self.inside == Inside::Nothing;
        (is_whole && has_plain_charset(&self.head)).then_some(Around { head: self.head, tail: self.entry })
    }
}

/// The name in a tag, with the `/` of one that closes.
fn name_of(tag: &[u8]) -> &[u8] {
    let inside = tag.get(1..).unwrap_or_default();
    let end = inside.iter().skip(1).position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    inside.get(..end.map_or(inside.len(), |end| end + 1)).unwrap_or_default()
}

fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
}

fn lines(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte == b'\n').count()
}

fn has_plain_charset(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(head.get(..200).unwrap_or(head)).to_ascii_lowercase();
    let declaration = start.split("?>").next().unwrap_or_default();
    let Some((_, said)) = declaration.split_once("encoding=") else { return true };
    let said = said.trim_start_matches(['"', '\'']);
    CHARSETS.iter().any(|charset| said.starts_with(charset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str) -> Option<(String, String)> {
        let mut found = String::new();
        let around = scan(file.as_bytes(), &mut |entry| {
            let text = String::from_utf8_lossy(entry.text).replace('\n', "⏎");
            found.push_str(&format!("{}+{} {text}; ", entry.start, entry.lines_before));
        });
        let around = around.unwrap()?;
        assert!(file.as_bytes().starts_with(&around.head) && file.as_bytes().ends_with(&around.tail), "{file}");
        Some((found.trim_end_matches("; ").to_owned(), String::from_utf8(around.tail).unwrap()))
    }

    #[test]
    fn entries_are_found_by_their_tags() {
        #[rustfmt::skip]
        let table = [
            // file                                                               entries with byte and lines before            tail
            ("<feed>\n<id>f</id>\n <entry a='1'>\n<id>1</id>\n</entry>\n<entry>x</entry></feed>\n",
                                                                                  Some(("19+2 <entry a='1'>⏎<id>1</id>⏎</entry>; 52+4 ⏎<entry>x</entry>", "</feed>\n"))),
            ("<rss><channel><item><entry/></item><!-- a > b --><item>2</item>\n</channel></rss>",
                                                                                  Some(("14+0 <item><entry/></item>; 35+0 <!-- a > b --><item>2</item>", "\n</channel></rss>"))),
            ("<rss><item><![CDATA[</item> <item> a]>b]]></item></rss>",           Some(("5+0 <item><![CDATA[</item> <item> a]>b]]></item>", "</rss>"))),
            ("<feed><entry t='a>b'>1</entry></feed><!-- by hand -->",             Some(("6+0 <entry t='a>b'>1</entry>", "</feed><!-- by hand -->"))),
            ("<feed><entries/><entry>1</entry></feed>",                           Some(("16+0 <entry>1</entry>", "</feed>"))),
            ("<?xml version='1.0' encoding='UTF-8'?><feed><entry>1</entry></feed>", Some(("44+0 <entry>1</entry>", "</feed>"))),
            // Read whole.
            ("<?xml version='1.0' encoding='Shift_JIS'?><feed><entry>1</entry></feed>", None),
            ("<!DOCTYPE feed [<!ENTITY a 'b'>]><feed><entry>1</entry></feed>",    None),
            ("<feed><entry>1</entry><id>f</id><entry>2</entry></feed>",           None), // the feed's own, between its entries
            ("<feed><entry>1</entry><id>f</id></feed>",                           None), // or behind them
            ("<feed><entry>1</entry>text</feed>",                                 None),
            ("<feed><entry>1</entry></feed><entry>2</entry>",                     None),
            ("<feed><entry>1<entry>2</entry></entry></feed>",                     None),
            ("<feed><entry/></feed>",                                             None),
            ("<feed><entry>1 < 2</entry></feed>",                                 None),
            ("<feed><entry>1</entry>",                                            None), // cut off
            ("<feed><entry>1",                                                    None),
            ("<feed><entry><![CDATA[1</entry></feed>",                            None),
            ("<feed></feed>",                                                     None),
            ("{\"items\": []}",                                                   None),
            ("",                                                                  None),
        ];
        for (file, expected) in table {
            let expected = expected.map(|(entries, tail)| (entries.to_owned(), tail.to_owned()));
            assert_eq!(found(file), expected, "{file}");
        }
    }
}
