//! A report follows its programme: times are set right, what changed is marked, and no typed line is lost or moved.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::begin::{TALKS, day_heading, written};
use super::sessions::Session;
use crate::id::fold;
use crate::model::Talk;
use crate::read::planned::{self, GONE, LEVEL, Mark, PlannedTalk, comment_beside, heading_level, state_of, write, write_known};

/// What became of one talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The programme has it anew, and so has the report.
    Added,
    /// The programme has it anew; the report holds chosen talks, and this is none of them.
    Offered,
    /// It is held at another time, in another room, under another title: what was, in words.
    Changed(String),
    /// The programme has it no more.
    Cancelled,
    /// It was cancelled, and is back.
    Back,
    /// It changed, and its lines are left as a person has edited them: what the programme says now.
    KeptEdited(String),
}

/// A report brought up to date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// The whole text.
    pub text: String,
    /// What became of which talk, by title.
    pub changes: Vec<(String, Change)>,
    /// How many talks the report has that the programme still has.
    pub kept: usize,
}

/// Brings the report `text` up to date with the programme's `sessions`.
///
/// A talk that a person took out of the report stays out. Without any change in the programme the text stays the same.
pub fn update(text: &str, sessions: &[Session]) -> Update {
    let raw: Vec<&str> = text.split_inclusive('\n').collect();
    let lines: Vec<&str> = raw.iter().map(|line| line.trim_end_matches(['\n', '\r'])).collect();
    let mut report = Report::new(&lines, sessions);
    let matched = report.matched();
    for (place, session) in matched.iter().enumerate() {
        match session.and_then(|session| sessions.get(session)) {
            Some(session) => report.follow(place, session),
            None => report.cancel(place),
        }
    }
    report.add(&matched);
    report.list_known();
    let kept = matched.iter().flatten().count();
    let Report { edits, changes, .. } = report;
    Update { text: edits.apply(&raw), changes, kept }
}

/// What is to be written where. Lines that are not named stay.
#[derive(Default)]
struct Edits {
    /// Lines of the program's own, by their number; `None` takes one out.
    instead: HashMap<usize, Option<String>>,
    /// New lines before a line.
    before: BTreeMap<usize, Vec<String>>,
    /// New talks before a line, with a blank line around each.
    sections: BTreeMap<usize, Vec<Vec<String>>>,
}

impl Edits {
    fn apply(&self, raw: &[&str]) -> String {
        let end = if raw.first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
        let mut out = String::new();
        for number in 0..=raw.len() {
            for line in self.before.get(&number).into_iter().flatten() {
                push(line, end, &mut out);
            }
            for section in self.sections.get(&number).into_iter().flatten() {
                if !out.is_empty() && !ends_blank(&out) {
                    push("", end, &mut out);
                }
                section.iter().for_each(|line| push(line, end, &mut out));
                if number < raw.len() {
                    push("", end, &mut out);
                }
            }
            match (self.instead.get(&number), raw.get(number)) {
                (Some(Some(line)), Some(_)) => push(line, end, &mut out),
                (Some(None), Some(_)) => {}
                (None, Some(line)) => out.push_str(line),
                (_, None) => {}
            }
        }
        out
    }
}

fn push(line: &str, end: &str, out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    out.push_str(line);
    out.push_str(end);
}

fn ends_blank(text: &str) -> bool {
    text.lines().next_back().is_none_or(|line| line.trim().is_empty())
}

struct Report<'a> {
    lines: &'a [&'a str],
    sessions: &'a [Session],
    planned: Vec<PlannedTalk>,
    /// The line that lists the talks of the programme as it was, and their keys.
    known: Option<(usize, Vec<&'a str>)>,
    edits: Edits,
    changes: Vec<(String, Change)>,
    /// Keys of talks that have another one now.
    renamed: Vec<String>,
}

impl<'a> Report<'a> {
    fn new(lines: &'a [&'a str], sessions: &'a [Session]) -> Self {
        let known = lines.iter().enumerate().find_map(|(number, line)| Some((number, planned::read_known(line)?)));
        let planned = planned::find(lines, 0);
        Report { lines, sessions, planned, known, edits: Edits::default(), changes: Vec::new(), renamed: Vec::new() }
    }

    /// The session of each planned talk: the one of the same key, of the same title, or one that plainly took its place.
    fn matched(&self) -> Vec<Option<usize>> {
        let mut matched: Vec<Option<usize>> = vec![None; self.planned.len()];
        let mut free: HashSet<usize> = (0..self.sessions.len()).collect();
        let by_key = self.sessions.iter().map(|session| session.key.clone()).enumerate();
        self.take(by_key.collect(), |planned| planned.key.clone(), &mut matched, &mut free);
        // What was there before under another key is another talk, though it has the same title.
        let is_new = |at: &usize| self.sessions.get(*at).is_some_and(|session| !self.is_known(&session.key));
        let titles = self.sessions.iter().map(|session| fold(&session.talk.title)).enumerate().filter(|(at, _)| is_new(at));
        self.take(titles.collect(), |planned| fold(&planned.talk.title), &mut matched, &mut free);
        let slots = self.sessions.iter().map(|session| slot(&session.talk)).enumerate();
        let slots = slots.filter(|(at, slot)| !slot.is_empty() && is_new(at));
        self.take(slots.collect(), |planned| slot(&planned.talk), &mut matched, &mut free);
        matched
    }

    /// Matches what has one name on both sides, where no other has it.
    fn take(
        &self,
        names: Vec<(usize, String)>,
        name_of: impl Fn(&PlannedTalk) -> String,
        matched: &mut [Option<usize>],
        free: &mut HashSet<usize>,
    ) {
        let mut by_name: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (session, name) in names.into_iter().filter(|(session, _)| free.contains(session)) {
            by_name.entry(name).or_default().0.push(session);
        }
        for (place, planned) in self.planned.iter().enumerate().filter(|(place, _)| matched[*place].is_none()) {
            if let Some((_, places)) = by_name.get_mut(&name_of(planned)) {
                places.push(place);
            }
        }
        for (sessions, places) in by_name.into_values() {
            if let ([session], [place]) = (sessions.as_slice(), places.as_slice()) {
                matched[*place] = Some(*session);
                free.remove(session);
            }
        }
    }

    fn is_known(&self, key: &str) -> bool {
        match &self.known {
            Some((_, keys)) => keys.contains(&key),
            None => self.planned.iter().any(|planned| planned.key == key),
        }
    }

    /// Sets a talk's own lines right.
    fn follow(&mut self, place: usize, session: &Session) {
        let Some(planned) = self.planned.get(place).cloned() else { return };
        let state = state_of(&session.talk);
        if planned.state == state && planned.key == session.key {
            return;
        }
        if planned.key != session.key {
            self.renamed.push(planned.key.clone());
        }
        if !planned.is_intact {
            let comment = comment_beside(&planned, &session.talk, &session.key, &state);
            self.edits.instead.insert(planned.comment, Some(comment));
            if planned.state != state {
                let told = written(write(&session.talk, &session.key, Mark::default()));
                let told = told.iter().take(told.len() - 1).map(|line| line.trim_start_matches('#').trim()).collect::<Vec<_>>();
                let told = told.join(" · ");
                self.note_beside(&planned, &format!("the programme has now: {}", told.replace("--", "- -")));
                self.changes.push((planned.talk.title.clone(), Change::KeptEdited(told)));
            }
            return;
        }
        let difference = difference(&planned.talk, &session.talk);
        let is_back = planned.state == GONE;
        let change = match (&difference, is_back) {
            (_, true) => Some("back in the programme".to_owned()),
            (Some(words), _) => Some(format!("changed: was {words}")),
            (None, _) => planned.change.clone(),
        };
        let shows_date =
            self.day_above(planned.heading).is_some_and(|above| day_heading(&session.talk).is_some_and(|own| own != above));
        let mark = Mark { change: change.as_deref(), cancelled: false, shows_date };
        self.rewrite(&planned, &session.talk, &session.key, mark);
        match (is_back, difference) {
            (true, _) => self.changes.push((session.talk.title.clone(), Change::Back)),
            (false, Some(words)) => self.changes.push((session.talk.title.clone(), Change::Changed(words))),
            (false, None) => {}
        }
    }

    fn cancel(&mut self, place: usize) {
        let Some(planned) = self.planned.get(place).cloned() else { return };
        if planned.state == GONE {
            return;
        }
        if planned.is_intact {
            let mark = Mark { change: Some("cancelled"), cancelled: true, shows_date: false };
            self.rewrite(&planned, &planned.talk, &planned.key, mark);
        } else {
            let comment = comment_beside(&planned, &planned.talk, &planned.key, GONE);
            self.edits.instead.insert(planned.comment, Some(comment));
            self.note_beside(&planned, "the programme has this talk no more");
        }
        self.changes.push((planned.talk.title.clone(), Change::Cancelled));
    }

    /// A comment under an edited talk, for the person who edited it.
    fn note_beside(&mut self, planned: &PlannedTalk, words: &str) {
        self.edits.before.entry(planned.comment + 1).or_default().push(format!("<!-- {words} -->"));
    }

    /// Writes over a talk's own lines; what a person typed between them stays where it is.
    fn rewrite(&mut self, planned: &PlannedTalk, talk: &Talk, key: &str, mark: Mark) {
        let lines = write(talk, key, mark);
        self.edits.instead.insert(planned.heading, Some(lines.heading));
        match (planned.facts, lines.facts) {
            (Some(at), facts) => {
                self.edits.instead.insert(at, facts);
            }
            (None, Some(facts)) => self.edits.before.entry(planned.heading + 1).or_default().push(facts),
            (None, None) => {}
        }
        self.edits.instead.insert(planned.comment, Some(lines.comment));
    }

    /// The heading of the day that the line `below` stands under.
    fn day_above(&self, below: usize) -> Option<String> {
        let above = self.lines.get(..below)?.iter().rev().find(|line| heading_level(line).is_some_and(|level| level < LEVEL))?;
        above.starts_with("### ").then(|| (*above).to_owned())
    }

    /// Puts the talks that are new in the programme behind the talk before them.
    fn add(&mut self, matched: &[Option<usize>]) {
        let place_of: BTreeMap<usize, usize> =
            matched.iter().enumerate().filter_map(|(place, session)| Some(((*session)?, place))).collect();
        let mut last_added: Option<(usize, Option<String>)> = None;
        for (at, session) in self.sessions.iter().enumerate() {
            if place_of.contains_key(&at) {
                last_added = None;
                continue;
            }
            let is_known = self.is_known(&session.key);
            if is_known && !session.is_asked {
                continue;
            }
            if !session.is_chosen {
                self.changes.push((session.talk.title.clone(), Change::Offered));
                continue;
            }
            let day = day_heading(&session.talk);
            let before = place_of.range(..at).next_back().map(|(_, place)| *place);
            let after = place_of.range(at..).next().map(|(_, place)| *place);
            let (line, is_new_day) = self.place_for(&day, before, after);
            let has_heading = last_added.as_ref().is_some_and(|(added, under)| *added == line && *under == day);
            let mut section: Vec<String> = Vec::new();
            if is_new_day && !has_heading {
                section.extend(day.iter().flat_map(|day| [day.clone(), String::new()]));
            }
            // What was in the programme before is new in the report alone.
            let mark = Mark { change: Some("added").filter(|_| !is_known), ..Mark::default() };
            section.extend(written(write(&session.talk, &session.key, mark)));
            self.edits.sections.entry(line).or_default().push(section);
            self.changes.push((session.talk.title.clone(), Change::Added));
            last_added = Some((line, day));
        }
    }

    /// The line that a new talk is put before, and whether the heading of its day is to be written too.
    fn place_for(&self, day: &Option<String>, before: Option<usize>, after: Option<usize>) -> (usize, bool) {
        let heading = |place: usize| self.planned.get(place).map_or(0, |planned| planned.heading);
        let above = |place: usize| self.day_above(heading(place));
        match (before, after) {
            (Some(before), _) if above(before) == *day => (self.end_of(before), false),
            (_, Some(after)) if above(after) == *day => (heading(after), false),
            (Some(before), _) => {
                // A day begins behind all of the day before, what was cancelled included.
                let last = (before..self.planned.len()).take_while(|place| above(*place) == above(before)).last();
                (self.end_of(last.unwrap_or(before)), day.is_some())
            }
            (None, Some(after)) => (self.start_of_day(heading(after)), day.is_some()),
            (None, None) => (self.start_of_talks(), day.is_some()),
        }
    }

    /// The first line behind a talk and all that is typed under it.
    fn end_of(&self, place: usize) -> usize {
        let Some(planned) = self.planned.get(place) else { return self.lines.len() };
        let next = self.planned.get(place + 1).map_or(self.lines.len(), |next| next.heading);
        let mut is_code = false;
        for number in planned.comment + 1..next {
            let line = self.lines.get(number).copied().unwrap_or_default();
            is_code ^= line.starts_with("```") || line.starts_with("~~~");
            if !is_code && heading_level(line).is_some_and(|level| level <= LEVEL) {
                return number;
            }
        }
        next
    }

    /// The heading of the day above a talk's heading, where nothing stands between the two.
    fn start_of_day(&self, heading: usize) -> usize {
        let blank = |number: &usize| self.lines.get(*number).is_some_and(|line| line.trim().is_empty());
        let above = (0..heading).rev().find(|number| !blank(number));
        above.filter(|number| self.lines.get(*number).is_some_and(|line| line.starts_with("### "))).unwrap_or(heading)
    }

    fn start_of_talks(&self) -> usize {
        let talks = self.lines.iter().position(|line| *line == TALKS);
        let known = self.known.as_ref().map(|(number, _)| *number);
        let start = talks.max(known).map_or(self.lines.len(), |number| number + 1);
        start + usize::from(self.lines.get(start).is_some_and(|line| line.is_empty()))
    }

    /// Lists the talks of the programme as it is now, so that what is taken out of the report by hand stays out.
    fn list_known(&mut self) {
        let mut keys: Vec<&str> = self.sessions.iter().map(|session| &*session.key).collect();
        let old = self.known.iter().flat_map(|(_, keys)| keys.iter().copied());
        let gone: Vec<&str> = old.filter(|key| !keys.contains(key) && !self.renamed.iter().any(|old| old == key)).collect();
        keys.extend(gone);
        let line = write_known(&keys);
        match &self.known {
            Some((number, _)) => {
                if self.lines.get(*number) != Some(&&*line) {
                    self.edits.instead.insert(*number, Some(line));
                }
            }
            None => self.edits.before.entry(self.lines.len()).or_default().push(line),
        }
    }
}

/// What a talk keeps that is given another title: its speakers, else its day, time and room.
fn slot(talk: &Talk) -> String {
    if !talk.speakers.is_empty() {
        let mut names: Vec<String> = talk.speakers.iter().map(|speaker| fold(&speaker.name)).collect();
        names.sort();
        return names.join(", ");
    }
    match (&talk.start, &talk.room) {
        (Some(start), Some(room)) => format!("{:?} {:?} {start} {room}", talk.date, talk.day),
        _ => String::new(),
    }
}

/// How a talk was, in words, as far as it is otherwise now and an attendee should know.
fn difference(old: &Talk, new: &Talk) -> Option<String> {
    let names = |talk: &Talk| talk.speakers.iter().map(|speaker| speaker.name.clone()).collect::<Vec<_>>().join(", ");
    let mut words = Vec::new();
    let day = |talk: &Talk| (talk.date.clone(), talk.day.clone());
    let moved_day = day(old) != day(new) && (old.date.is_some() || old.day.is_some());
    if moved_day || old.start != new.start {
        let day = old.date.as_ref().or(old.day.as_ref()).filter(|_| moved_day);
        let was: Vec<&str> = [day, old.start.as_ref()].into_iter().flatten().map(String::as_str).collect();
        words.push(if was.is_empty() { "without a time".to_owned() } else { was.join(" ") });
    }
    if old.room != new.room {
        words.push(old.room.as_ref().map_or_else(|| "without a room".to_owned(), |room| format!("in {room}")));
    }
    if old.title != new.title {
        words.push(format!("called “{}”", old.title));
    }
    if names(old) != names(new) {
        let was = names(old);
        words.push(if was.is_empty() { "without speakers".to_owned() } else { format!("with {was}") });
    }
    if old.duration_minutes != new.duration_minutes
        && let Some(minutes) = old.duration_minutes
    {
        words.push(format!("{minutes} min"));
    }
    (!words.is_empty()).then(|| words.join(", "))
}
