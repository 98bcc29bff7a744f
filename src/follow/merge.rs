//! What came is added to what is kept: new entries in front, edited ones in place, those that left the feed stay.
//!
//! The file is written anew, yet what did not change is copied byte by byte.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use jiff::Timestamp;

use super::came::{Came, CameEntry};
use super::entry_text::{Hash, hash_of, with_first};
use super::kept::Kept;
use super::spool::Waiting;
use super::written::{normal_about, seen_line, write_head};
use crate::error::Result;
use crate::library::write_file_atomically_with;
use crate::read::document::Metadata;
use crate::read::kept::{END, ENTRY_END};

/// A feed with what came taken in.
#[derive(Debug)]
pub(super) struct Merged<'a> {
    /// How many entries are new.
    pub(super) new: usize,
    /// How many are other than they were.
    pub(super) edited: usize,
    /// How many there are now.
    pub(super) entries: usize,
    kept: Option<&'a Kept>,
    /// The line that says when an undated entry was first seen, if that is now.
    seen: Vec<u8>,
    /// The file, where it differs from the one before: piece by piece.
    file: Option<Vec<Piece<'a>>>,
}

/// A piece of the file.
#[derive(Debug)]
enum Piece<'a> {
    Text(Vec<u8>),
    /// An entry that is new.
    Came(&'a CameEntry, &'a Waiting),
    /// What lies there in the file before.
    Kept(Range<u64>),
}

impl Merged<'_> {
    /// Whether the file is another than before.
    pub(super) fn is_change(&self) -> bool {
        self.file.is_some()
    }

    /// Replaces the file at `path`, where there is anything new.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        match &self.file {
            Some(pieces) => write_file_atomically_with(path, &mut |file| self.write_pieces(pieces, file)),
            None => Ok(()),
        }
    }

    fn write_pieces(&self, pieces: &[Piece], file: &mut dyn Write) -> io::Result<()> {
        pieces.iter().try_for_each(|piece| match (piece, self.kept) {
            (Piece::Text(text), _) => file.write_all(text),
            (Piece::Came(entry, text), _) => file.write_all(&dated(&text.read()?, entry, &self.seen)),
            (Piece::Kept(place), Some(kept)) => kept.copy(place, file),
            (Piece::Kept(_), None) => Ok(()),
        })
    }
}

/// Takes `came` into `kept`; an entry that states no date is first seen `now`.
///
/// An entry is known by its id, or, where its feed changed that, by two of link, title and content; it keeps the id that
/// it had first.
///
/// # Errors
/// What reading the file of `kept` says.
pub(super) fn merge<'a>(kept: Option<&'a Kept>, came: &'a Came, now: Timestamp) -> io::Result<Merged<'a>> {
    let mut merged = Merged { new: 0, edited: 0, entries: 0, kept, seen: seen_line(&now.to_string()), file: None };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut changed: HashMap<usize, Vec<u8>> = HashMap::new();
    for (entry, place) in came.entries.iter().zip(pair(kept, &came.entries)) {
        let Some(text) = &entry.text else { continue };
        match (place, kept) {
            (Place::New, _) => {
                merged.new += 1;
                pieces.push(Piece::Came(entry, text));
            }
            (Place::Known(index), Some(kept)) => {
                let Some(known) = kept.entries.get(index) else { continue };
                let text = with_first(&dated(&text.read()?, entry, &merged.seen), &kept.text(&known.place)?);
                if hash_of(&text) != known.hash {
                    merged.edited += 1;
                    changed.insert(index, text);
                }
            }
            _ => {}
        }
    }
    merged.entries = merged.new + kept.map_or(0, |kept| kept.entries.len());
    let about = normal_about(&came.about);
    let known_self = kept.and_then(|kept| kept.about.self_url.clone());
    let about = Metadata { self_url: known_self.or(about.self_url.clone()), ..about };
    let says_else = kept.is_none_or(|kept| undated(&kept.about) != undated(&about));
    if merged.new + merged.edited > 0 || says_else {
        pieces.insert(0, Piece::Text(write_head(&about)));
        push_kept(kept, changed, &mut pieces);
        pieces.push(Piece::Text(END.into()));
        merged.file = Some(pieces);
    }
    Ok(merged)
}

/// The entries that were there, as runs of bytes between those that changed.
fn push_kept(kept: Option<&Kept>, mut changed: HashMap<usize, Vec<u8>>, pieces: &mut Vec<Piece>) {
    for (index, known) in kept.into_iter().flat_map(|kept| &kept.entries).enumerate() {
        match (changed.remove(&index), pieces.last_mut()) {
            (Some(text), _) => pieces.push(Piece::Text(text)),
            (None, Some(Piece::Kept(run))) if run.end == known.place.start => run.end = known.place.end,
            (None, _) => pieces.push(Piece::Kept(known.place.clone())),
        }
    }
}

/// The text of an entry, with the time it is first seen where it states no date.
fn dated<'a>(text: &'a [u8], entry: &CameEntry, seen: &[u8]) -> Cow<'a, [u8]> {
    match text.strip_suffix(ENTRY_END) {
        Some(body) if entry.is_undated => Cow::Owned([body, seen, ENTRY_END].concat()),
        _ => Cow::Borrowed(text),
    }
}

/// What a feed says of itself, without the time of the run that wrote it: many feeds change that at every request.
fn undated(about: &Metadata) -> Vec<u8> {
    write_head(&Metadata { updated: None, self_url: None, ..about.clone() })
}

/// Where an entry that came belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    New,
    Known(usize),
    /// The same entry came before, as new or newer.
    Twice,
}

fn pair(kept: Option<&Kept>, came: &[CameEntry]) -> Vec<Place> {
    let known = kept.map(|kept| kept.entries.as_slice()).unwrap_or_default();
    let by_id: HashMap<Hash, usize> = known.iter().enumerate().rev().map(|(index, entry)| (entry.id, index)).collect();
    let mut places: Vec<Option<Place>> = came.iter().map(|entry| by_id.get(&entry.id).copied().map(Place::Known)).collect();
    let mut taken: HashSet<usize> =
        places.iter().filter_map(|place| if let Some(Place::Known(index)) = place { Some(*index) } else { None }).collect();
    if places.contains(&None) {
        let mut by_key: HashMap<Hash, usize> = HashMap::new();
        for (index, entry) in known.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
            entry.keys.iter().for_each(|key| _ = by_key.entry(key).or_insert(index));
        }
        for (entry, place) in came.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let found = entry.keys.iter().filter_map(|key| by_key.get(&key).copied()).find(|index| !taken.contains(index));
            taken.extend(found);
            *place = found.map(Place::Known);
        }
    }
    let mut places: Vec<Place> = places.into_iter().map(|place| place.unwrap_or(Place::New)).collect();
    leave_one_of_each(came, &mut places);
    places
}

/// Of entries that came with one id, the newest counts.
fn leave_one_of_each(came: &[CameEntry], places: &mut [Place]) {
    let mut newest: HashMap<Hash, usize> = HashMap::new();
    for (index, entry) in came.iter().enumerate() {
        let Some(other) = newest.insert(entry.id, index) else { continue };
        let is_older = came.get(other).is_some_and(|other| other.updated > entry.updated);
        let loser = if is_older { index } else { other };
        if is_older {
            newest.insert(entry.id, other);
        }
        if let Some(place) = places.get_mut(loser) {
            *place = Place::Twice;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::body::body_of;

    /// A feed of entries `id|link|title|content|date`, the newest first; what is empty is left out.
    fn feed(title: &str, lines: &[&str]) -> Vec<u8> {
        let mut feed = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:f</id><title>{title}</title>");
        for line in lines {
            let [id, link, title, content, date] = line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
            feed.push_str(&format!("<entry><id>{id}</id><title>{title}</title><content>{content}</content>"));
            if !link.is_empty() {
                feed.push_str(&format!("<link href=\"https://ada.example/{link}\"/>"));
            }
            if !date.is_empty() {
                feed.push_str(&format!("<updated>{date}</updated>"));
            }
            feed.push_str("</entry>");
        }
        feed.push_str("</feed>");
        feed.into_bytes()
    }

    /// A library's file of one feed.
    struct Place {
        folder: tempfile::TempDir,
    }

    /// What taking a document in cost and gave.
    #[derive(Debug, PartialEq)]
    struct Taken {
        counts: (usize, usize, usize),
        is_change: bool,
        /// Entries that had to be read in the file, and entries that came and had to be written.
        cost: (usize, usize),
    }

    impl Place {
        fn new() -> Place {
            Place { folder: tempfile::tempdir().unwrap() }
        }

        fn path(&self) -> std::path::PathBuf {
            self.folder.path().join("f.atom")
        }

        fn take(&self, document: &[u8], now: &str) -> Taken {
            let kept = Kept::open(&self.path()).unwrap();
            let address = url::Url::parse("https://ada.example/feed").unwrap();
            let now = now.parse().unwrap();
            let came = Came::read(&body_of(document), &address, kept.as_ref(), now).unwrap();
            let merged = merge(kept.as_ref(), &came, now).unwrap();
            merged.write(&self.path()).unwrap();
            Taken {
                counts: (merged.new, merged.edited, merged.entries),
                is_change: merged.is_change(),
                cost: (kept.as_ref().map_or(0, |kept| kept.read), came.written),
            }
        }

        /// `id title content seen` of each entry.
        fn shown(&self) -> Vec<String> {
            let text = std::fs::read_to_string(self.path()).unwrap();
            let inside = |entry: &str, open: &str| {
                entry.split_once(open).and_then(|(_, rest)| Some(rest.split_once('<')?.0.to_owned())).unwrap_or_default()
            };
            let shown = text.split("<entry>").skip(1).map(|entry| {
                let seen = inside(entry, "<seen xmlns=\"urn:hallway\">");
                format!("{} {} {seen}", inside(entry, "<id>"), inside(entry, "<content type=\"html\">")).trim_end().to_owned()
            });
            shown.collect()
        }
    }

    const NOW: &str = "2031-06-01T12:00:00Z";
    const LATER: &str = "2031-06-02T12:00:00Z";

    #[test]
    fn entries_are_added_replaced_and_kept() {
        const OLD: &str = "2001-01-01T00:00:00Z";
        const LONG: &str = "So long a text that nobody writes it twice by chance, about a talk on lists that need no locks and \
                            on what was asked afterwards in the hallway.";
        let long = format!("1|a|A|{LONG}|");
        let (moved, other) = (format!("9|z|A|{LONG}|"), format!("9|z|B|{LONG}|"));
        type Lines<'a> = &'a [&'a str];
        #[rustfmt::skip]
        let table: [(&str, Lines, Lines, usize, usize, Lines); 12] = [
            ("the same again",   &["1|a|A|x|"],                 &["1|a|A|x|"],                 0, 0, &["1 x"]),
            ("a new one",        &["1|a|A|x|"],                 &["2|b|B|y|", "1|a|A|x|"],     1, 0, &["2 y", "1 x"]),
            ("one left",         &["2|b|B|y|", "1|a|A|x|"],     &["2|b|B|y|"],                 0, 0, &["2 y", "1 x"]),
            ("edited",           &["2|b|B|y|", "1|a|A|x|"],     &["1|a|A|z|"],                 0, 1, &["2 y", "1 z"]),
            ("retitled, moved",  &["1|a|A|x|"],                 &["1|c|New title|x|"],         0, 1, &["1 x"]),
            ("new ids",          &["1|a|A|x|", "2|b|B|y|"],     &["9|a/|A!|x|", "8|b|B|z|"],   0, 2, &["1 x", "2 z"]),
            ("same title only",  &["1|a|A|x|"],                 &["2|b|A|x|"],                 1, 0, &["2 x", "1 x"]),
            ("same link only",   &["1|a|A|x|"],                 &["2|a|B|x|"],                 1, 0, &["2 x", "1 x"]),
            ("no link",          &["1||A|x|"],                  &["2||A|x|"],                  1, 0, &["2 x", "1 x"]),
            ("new id and link",  &[&long],                      &[&moved],                     0, 1, &[&format!("1 {LONG}")]),
            ("content alone",    &[&long],                      &[&other],                     1, 0, &[&format!("9 {LONG}"), &format!("1 {LONG}")]),
            ("twice at once",    &[],                           &["1|a|A|x|", "1|a|A|y|"],     1, 0, &["1 y"]),
        ];
        for (what, kept, came, new, edited, expected) in table {
            let place = Place::new();
            let with_date = |lines: Lines| lines.iter().map(|line| format!("{line}{OLD}")).collect::<Vec<_>>();
            let (kept, came) = (with_date(kept), with_date(came));
            let all = |lines: &[String]| feed("Ada", &lines.iter().map(String::as_str).collect::<Vec<_>>());
            if !kept.is_empty() {
                place.take(&all(&kept), NOW);
            }
            let taken = place.take(&all(&came), LATER);
            assert_eq!(place.shown(), expected, "{what}");
            assert_eq!(taken.counts, (new, edited, expected.len()), "{what}");
            assert!(!place.take(&all(&came), LATER).is_change, "{what}: the second time changes nothing");
        }
    }

    #[test]
    fn an_entry_without_a_date_or_of_the_future_keeps_the_time_it_was_first_seen() {
        let place = Place::new();
        let first = ["1|a|A|x|2030-01-01T00:00:00Z", "2|b|B|y|", "3|c|C|z|9998-01-01T00:00:00Z"];
        place.take(&feed("Ada", &first), NOW);
        assert_eq!(place.shown(), ["1 x", "2 y 2031-06-01T12:00:00Z", "3 z 2031-06-01T12:00:00Z"]);
        assert!(!place.take(&feed("Ada", &first), LATER).is_change, "time alone changes nothing");
        let then = ["4|d|D|w|", "2|b|B|edited|", "3|c|C|z|2031-05-31T00:00:00Z"];
        assert_eq!(place.take(&feed("Ada", &then), LATER).counts, (1, 2, 4));
        let shown = ["4 w 2031-06-02T12:00:00Z", "1 x", "2 edited 2031-06-01T12:00:00Z", "3 z 2031-06-01T12:00:00Z"];
        assert_eq!(place.shown(), shown);
    }

    #[test]
    fn what_one_new_entry_costs_does_not_grow_with_the_feed() {
        let place = Place::new();
        let many: Vec<String> = (0..8_000).map(|n| format!("{n}|{n}|Title {n}|text {n}|2030-01-01T00:00:00Z")).collect();
        place.take(&feed("Ada", &many.iter().map(String::as_str).collect::<Vec<_>>()), NOW);
        let before = std::fs::read(place.path()).unwrap();
        let newest: Vec<&str> =
            std::iter::once("new|n|New|text|2031-01-01T00:00:00Z").chain(many.iter().take(20).map(String::as_str)).collect();
        let taken = place.take(&feed("Ada", &newest), LATER);
        assert_eq!(taken, Taken { counts: (1, 0, 8_001), is_change: true, cost: (0, 1) });
        let after = std::fs::read(place.path()).unwrap();
        let rest = before.windows(7).position(|window| window == b"<entry>").unwrap();
        assert!(after.ends_with(&before[rest..]), "what was there is copied as it was");
    }

    #[test]
    fn a_date_of_the_feed_alone_changes_nothing() {
        let place = Place::new();
        let of = |title: &str, date: &str| {
            let text = String::from_utf8(feed(title, &["1|a|A|x|2030-01-01T00:00:00Z"])).unwrap();
            text.replace("<entry>", &format!("<updated>{date}</updated><entry>")).into_bytes()
        };
        place.take(&of("Ada", "2031-05-04T10:00:00Z"), NOW);
        assert!(!place.take(&of("Ada", "2031-05-05T10:00:00Z"), LATER).is_change);
        assert!(place.take(&of("Ada’s log", "2031-05-05T10:00:00Z"), LATER).is_change);
    }
}
