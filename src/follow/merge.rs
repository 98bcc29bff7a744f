//! What came is added to what is kept: new entries in front, edited ones in place, those that left the feed stay.

use std::collections::HashMap;

use url::Url;

use super::kept::{Feed, normal_about, write, write_entry, write_head, write_normal};
use crate::id::fold;
use crate::read::document::{EntryData, Metadata};

/// A feed with what came taken in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Merged {
    /// The file, where it differs from the one before.
    pub(super) file: Option<Vec<u8>>,
    /// How many entries are new.
    pub(super) new: usize,
    /// How many are other than they were.
    pub(super) edited: usize,
    /// How many there are now.
    pub(super) entries: usize,
}

/// Takes `came` into `kept`.
///
/// An entry is known by its id, or, where its feed changed that, by link and title; it keeps the id that it had first.
pub(super) fn merge(kept: Option<&Feed>, came: &Feed) -> Merged {
    let nothing = Feed::default();
    let known = kept.unwrap_or(&nothing);
    let mut files: Vec<Vec<u8>> = known.entries.iter().map(write_entry).collect();
    let places = pair(&known.entries, &came.entries);
    let mut merged = Merged::default();
    let mut front: Vec<&EntryData> = Vec::new();
    let mut changed: Vec<(usize, EntryData)> = Vec::new();
    for (entry, place) in came.entries.iter().zip(places) {
        match place {
            Place::New => front.push(entry),
            Place::Known(index) => {
                let first = known.entries.get(index).map_or(&entry.id, |known| &known.id);
                let entry = EntryData { id: first.clone(), ..entry.clone() };
                if files.get(index).is_some_and(|file| *file != write_entry(&entry)) {
                    changed.push((index, entry));
                }
            }
            Place::Twice => {}
        }
    }
    merged.new = front.len();
    // Only what seems new or edited is brought into the form that it will be read back in.
    let about = normal_about(&came.about);
    let mut all = write_normal(&about, front.into_iter());
    let edited = write_normal(&about, changed.iter().map(|(_, entry)| entry));
    for (index, file) in changed.iter().map(|(index, _)| *index).zip(edited) {
        if let Some(place) = files.get_mut(index)
            && *place != file
        {
            *place = file;
            merged.edited += 1;
        }
    }
    all.append(&mut files);
    merged.entries = all.len();
    let about = Metadata { self_url: known.about.self_url.clone().or(about.self_url.clone()), ..about };
    let says_else = kept.is_none_or(|kept| undated(&kept.about) != undated(&about));
    if merged.new + merged.edited > 0 || says_else {
        merged.file = Some(write(&about, &all));
    }
    merged
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

fn pair(known: &[EntryData], came: &[EntryData]) -> Vec<Place> {
    let by_id: HashMap<&str, usize> = known.iter().enumerate().rev().map(|(index, entry)| (&*entry.id, index)).collect();
    let mut places: Vec<Option<Place>> =
        came.iter().map(|entry| by_id.get(&*entry.id).map(|index| Place::Known(*index))).collect();
    let taken: std::collections::HashSet<usize> =
        places.iter().filter_map(|place| if let Some(Place::Known(index)) = place { Some(*index) } else { None }).collect();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, entry) in known.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
        if let Some(key) = key(entry) {
            by_key.entry(key).or_insert(index);
        }
    }
    for (entry, place) in came.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
        *place = key(entry).and_then(|key| by_key.remove(&key)).map(Place::Known);
    }
    let mut places: Vec<Place> = places.into_iter().map(|place| place.unwrap_or(Place::New)).collect();
    leave_one_of_each(came, &mut places);
    places
}

/// Of entries that came with one id, the newest counts.
fn leave_one_of_each(came: &[EntryData], places: &mut [Place]) {
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for (index, entry) in came.iter().enumerate() {
        let Some(other) = newest.insert(&entry.id, index) else { continue };
        let is_older = came.get(other).is_some_and(|other| other.updated > entry.updated);
        let loser = if is_older { index } else { other };
        if is_older {
            newest.insert(&entry.id, other);
        }
        if let Some(place) = places.get_mut(loser) {
            *place = Place::Twice;
        }
    }
}

/// What tells an entry whose id changed: its link, without what differs between two ways to write it, and its title.
pub(super) fn key(entry: &EntryData) -> Option<String> {
    let url = Url::parse(entry.url.as_deref()?).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let title = fold(&entry.title);
    let query = url.query().unwrap_or_default();
    (!title.is_empty()).then(|| format!("{host}{}?{query} {title}", url.path().trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(line: &str) -> EntryData {
        let [id, link, title, content] = line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
        EntryData {
            id: id.into(),
            url: (!link.is_empty()).then(|| format!("https://ada.example/{link}")),
            title: title.into(),
            content_html: Some(format!("<p>{content}</p>")),
            ..EntryData::default()
        }
    }

    fn feed(lines: &[&str]) -> Feed {
        Feed { entries: lines.iter().map(|line| entry(line)).collect(), ..Feed::default() }
    }

    #[test]
    fn entries_are_added_replaced_and_kept() {
        type Lines = &'static [&'static str];
        #[rustfmt::skip]
        let table: [(&str, Lines, Lines, usize, usize, Lines); 9] = [
            ("the same again",   &["1|a|A|x"],            &["1|a|A|x"],            0, 0, &["1 x"]),
            ("a new one",        &["1|a|A|x"],            &["2|b|B|y", "1|a|A|x"], 1, 0, &["2 y", "1 x"]),
            ("one left",         &["2|b|B|y", "1|a|A|x"], &["2|b|B|y"],            0, 0, &["2 y", "1 x"]),
            ("edited",           &["2|b|B|y", "1|a|A|x"], &["1|a|A|z"],            0, 1, &["2 y", "1 z"]),
            ("retitled, moved",  &["1|a|A|x"],            &["1|c|New title|x"],    0, 1, &["1 x"]),
            ("new ids",          &["1|a|A|x", "2|b|B|y"], &["9|a/|A!|x", "8|b|B|z"], 0, 2, &["1 x", "2 z"]),
            ("same title only",  &["1|a|A|x"],            &["2|b|A|x"],            1, 0, &["2 x", "1 x"]),
            ("no link",          &["1||A|x"],             &["2||A|x"],             1, 0, &["2 x", "1 x"]),
            ("twice at once",    &[],                     &["1|a|A|x", "1|a|A|y"], 1, 0, &["1 y"]),
        ];
        for (what, kept, came, new, edited, expected) in table {
            let before = feed(kept).normal();
            let merged = merge((!kept.is_empty()).then_some(&before), &feed(came));
            let after = merged.file.as_deref().map_or(before, |file| Feed::read(file).unwrap());
            let shown: Vec<String> = after
                .entries
                .iter()
                .map(|entry| format!("{} {}", entry.id, entry.content_html.as_deref().unwrap().replace(['<', '>', '/', 'p'], "")))
                .collect();
            assert_eq!(shown, expected, "{what}");
            assert_eq!((merged.new, merged.edited, merged.entries), (new, edited, expected.len()), "{what}");
            let again = merge(Some(&after), &feed(came));
            assert_eq!(again.file, None, "{what}: the second time changes nothing");
        }
    }

    #[test]
    fn a_date_of_the_feed_alone_changes_nothing() {
        let mut came = feed(&["1|a|A|x"]);
        came.about.title = Some("Ada".into());
        let kept = Feed::read(&merge(None, &came).file.unwrap()).unwrap();
        came.about.updated = Some("2031-05-04T10:00:00Z".into());
        assert_eq!(merge(Some(&kept), &came).file, None);
        came.about.title = Some("Ada’s log".into());
        assert!(merge(Some(&kept), &came).file.is_some());
    }
}
