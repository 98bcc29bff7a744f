//! The lines below a title of a programme: who, where, what kind.

use std::collections::BTreeMap;

use super::cells::dashed_people;
use super::chairs::{end_before_chair, is_counted};
use super::columns::track_name;
use super::lines::{PlainLine, TITLED, named_with_firms, shape};
use crate::extract::candidate::Candidate;
use crate::extract::inlines::split_at;
use crate::extract::people::{self, SplitKind};
use crate::extract::title::{read_title_lines, tidy};
use crate::extract::words::{self, Label};
use crate::extract::{lead, phrases};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind};
use crate::when;

/// One record: its lines by what they look like; and how its title was parted from its people.
pub(super) fn read_record(lines: &[PlainLine], tracks: &BTreeMap<String, String>) -> Option<(Candidate, Option<SplitKind>)> {
    let (first, rest) = lines.split_first()?;
    let mut record =
        Record { found: Candidate { line: first.line, ..Candidate::default() }, title: None, described: false, tracks };
    record.begin(first);
    // "10:00" over "Speaker: Ada Brookfield" goes with the title above it.
    let below = || rest.iter().find(|line| when::leading_time(&line.text).is_none());
    if record.title.is_none() && below().is_some_and(says_who_or_where) {
        return None;
    }
    for line in rest {
        let text = line.text.trim();
        if text.is_empty() && record.title.is_some() {
            break;
        }
        if text.is_empty() || record.time(text) {
            continue;
        }
        match record.title {
            None => record.above_the_title(line, text),
            Some(_) => record.below_the_title(line, text),
        }
    }
    record.finish()
}

/// "Speaker: Ada Brookfield", "Room: Pier".
fn says_who_or_where(line: &PlainLine) -> bool {
    matches!(words::find_label(&line.text), Some((Label::Speaker | Label::Room, value)) if !value.trim().is_empty())
}

/// A record while its lines are read.
struct Record<'a> {
    pub(super) found: Candidate,
    pub(super) title: Option<&'a PlainLine<'a>>,
    /// A line was long enough to describe the session.
    pub(super) described: bool,
    pub(super) tracks: &'a BTreeMap<String, String>,
}

impl<'a> Record<'a> {
    /// The line that all records begin with: a time, perhaps with the title behind it, or a locator.
    fn begin(&mut self, line: &'a PlainLine<'a>) {
        let Some((start, end, rest)) = when::leading_time(&line.text) else {
            return read_locator(&line.text, self.tracks, &mut self.found);
        };
        self.found.start = Some(start);
        self.found.end = end;
        self.found.minutes = when::find_minutes(rest).or_else(|| when::find_minutes(&line.text));
        self.title = (shape(&line.text).as_deref() == Some(TITLED)).then_some(line);
    }

    /// Takes in a line that begins with a time; whether it does.
    fn time(&mut self, text: &str) -> bool {
        let Some((start, end, rest)) = when::leading_time(text) else { return false };
        if self.found.start.is_none() {
            self.found.start = Some(start);
            self.found.end = end;
            self.found.minutes = when::find_minutes(rest);
            mark_live(rest, &mut self.found);
        }
        true
    }

    fn above_the_title(&mut self, line: &'a PlainLine<'a>, text: &str) {
        if is_room_line(text) {
            self.found.room = Some(text.to_owned());
        } else if !is_machine_line(text) {
            self.title = Some(line);
        }
    }

    /// People, a track, what the session is about, tags, a room.
    fn below_the_title(&mut self, line: &PlainLine, text: &str) {
        let found = &mut self.found;
        let words = text.split_whitespace().count();
        if text.starts_with(['—', '–', '-']) {
            found.speakers.extend(dashed_people(text).into_iter().flat_map(|people| people.speakers));
        } else if let lead::Role::Speaker(speakers) =
            lead::role_of(&line.inlines, lead::Form::Line(crate::extract::inlines::Wrap::None))
        {
            found.speakers.extend(speakers);
        } else if let Some(speakers) = named_with_firms(text).filter(|_| found.speakers.is_empty() && !self.described) {
            found.speakers = speakers;
        } else if let Some(track) = track_of_line(text, self.tracks) {
            found.track = track.0;
            mark_live(text, found);
        } else if !self.described && (words >= 10 || words >= 3 && text.ends_with('.')) {
            found.body.push(paragraph(line));
            self.described = words >= 10;
        } else if self.described && is_tag_line(text) {
            found.tags = text.split_whitespace().map(str::to_owned).collect();
        } else if found.room.is_none() && is_room_line(text) {
            found.room = Some(text.to_owned());
        } else if found.speakers.is_empty()
            && !self.described
            && let Some(people) = people::read_people(text).filter(|people| people.confidence >= 0.62)
        {
            found.speakers = people.speakers;
        }
    }

    /// The talk, where the title reads as one.
    fn finish(self) -> Option<(Candidate, Option<SplitKind>)> {
        let (mut found, title) = (self.found, self.title?);
        found.line = title.line;
        let led = end_before_chair(&title.text);
        if led.is_some_and(|end| is_counted(when::leading_time(&title.text[..end]).map_or(&title.text[..end], |time| time.2))) {
            return None;
        }
        let inlines = led.map_or_else(|| title.inlines.to_vec(), |end| split_at(&title.inlines, end).0);
        let read = read_title_lines(&inlines, false).into_iter().next()?;
        found.title = read.title;
        found.url = read.url;
        found.format = found.format.or(read.format);
        let sure = read.splits.iter().find(|split| split.people.confidence >= 0.72);
        let split = sure.filter(|_| found.speakers.is_empty());
        if let Some(split) = split {
            found.title = tidy(&split.title);
            found.speakers = split.people.speakers.clone();
            found.said = Some(split.people.said.clone());
        }
        found.has_abstract = self.described;
        found.evidence = 3.0;
        found.reasons.push("is one of several records of the same shape".into());
        let good = found.title.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && !found.title.ends_with('.')
            && found.title.split_whitespace().count() <= 26
            && !phrases::is_pause(&found.title);
        good.then(|| (found, split.map(|split| split.kind)))
    }
}

fn paragraph(line: &PlainLine) -> Block {
    Block { line: line.line, end_line: line.line, kind: BlockKind::Paragraph(line.inlines.to_vec()), anchor: None }
}

/// A locator carries the session's number and perhaps its track's code.
fn read_locator(text: &str, tracks: &BTreeMap<String, String>, found: &mut Candidate) {
    for part in text.split('/') {
        if let Some(name) = tracks.get(&part.to_lowercase()) {
            found.track = Some(name.clone());
        }
        if is_room_line(part.trim()) {
            found.room = Some(part.trim().to_owned());
        }
    }
    let last = text.rsplit('/').next().unwrap_or(text);
    let digits: String = last.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    found.number = digits.parse().ok();
}

pub(super) fn mark_live(text: &str, found: &mut Candidate) {
    let live = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "LIVE" || word == "Live");
    if live && found.format.is_none() {
        found.format = Some(crate::model::TalkFormat::Live);
    }
}

fn track_of_line(text: &str, tracks: &BTreeMap<String, String>) -> Option<(Option<String>,)> {
    let code = text.split(" / ").next().unwrap_or(text).trim();
    if let Some(name) = tracks.get(&code.to_lowercase()) {
        return Some((Some(name.clone()),));
    }
    let folded = fold(code);
    (folded == "all tracks" || (folded.contains("track") && code.split_whitespace().count() <= 5)).then(|| (track_name(code),))
}

/// A prompt, a comment, a path: decoration of themed pages.
fn is_machine_line(text: &str) -> bool {
    text.starts_with(['$', '/', '~', '>', '#', '{', '●']) || text.starts_with("//")
}

/// One short lower-case word with a number or letter behind a hyphen: "stage-a", "room 4".
fn is_room_line(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let place = matches!(
        words.next(),
        Some("room" | "stage" | "hall" | "salle" | "raum" | "saal" | "sala" | "zaal" | "auditorium" | "theater" | "theatre")
    );
    place && words.count() <= 2
}

/// A few lower-case words without punctuation.
fn is_tag_line(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (1..=8).contains(&count)
        && text.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '#' | '.'))
}
