//! One document's records → its passages, the units of search: talks, abstracts, notes, takeaways, entries, events; and the
//! text beside them.
//!
//! A passage is cut between blocks and remembers the line of each of its rows, so that a hit names the very paragraph or list
//! item. Words of its talk (title, speakers, event) go with it as context: they help to find it together with a word of
//! its own, never alone.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::beside::{Leaf, Told, beginning, leaves_of};
use super::linked::Card;
use super::origin::Stamp;
use super::plain::{Row, rows_of_html, rows_of_markdown};
use super::search::PassageKind;
use super::terms::{SharedTerm, Terms};
use super::words::Tongue;
use crate::extract::fold_space as one_line;
use crate::id::{fold, talk_id};
use crate::link::{linked_addresses, page_term, talk_terms};
use crate::model::{Entry, Event, Kind, Records, Takeaway, Talk, TalkFormat};
use crate::read::Document;

/// Where a passage is cut, in bytes: rows are added up to this size.
const PASSAGE_BYTES: usize = 1200;
/// A single row longer than this is cut between words.
const ROW_BYTES: usize = 4000;

/// One unit of search.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    /// What a hit shows.
    pub(super) shown: Shown,
    /// Text found as a title.
    pub(super) title: String,
    /// Text found as people's names.
    pub(super) people: String,
    /// Words of its talk that are not its own.
    pub(super) context: String,
    /// Such words that its talk's own passage does not have.
    pub(super) extra: String,
    /// Rows of plain text, one a line.
    pub(super) text: String,
    /// Terms of its fields, see [`key`].
    pub(super) keys: Vec<SharedTerm>,
    /// `YYYYMMDD`, with zeros where only the year or month is known; 0 where nothing is.
    pub(super) day: u64,
    /// Tells talks apart, 0 for none.
    pub(super) talk: u32,
    /// Tells events apart, 0 for none.
    pub(super) event: u32,
    /// The language of its words.
    pub(super) tongue: u8,
}

/// What a hit shows of a passage, stored with it. Of passages that follow each other and agree in what they are about, the
/// first has that for all of them, see [`Shown::inherit`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    #[serde(flatten)]
    pub(super) about: About,
    #[serde(rename = "o", skip_serializing_if = "Option::is_none")]
    pub(super) topic: Option<String>,
    #[serde(rename = "k")]
    pub(super) kind: PassageKind,
    /// The line of the first row.
    #[serde(rename = "l")]
    pub(super) line: usize,
    /// How many lines further down than `line` each row is; empty where all are on `line`.
    #[serde(rename = "r", skip_serializing_if = "Vec::is_empty")]
    pub(super) rows: Vec<usize>,
    /// Of a talk's own passage: what linking needs.
    #[serde(rename = "z", skip_serializing_if = "Option::is_none")]
    pub(super) card: Option<Box<Card>>,
}

/// What a passage is about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct About {
    /// The document.
    #[serde(rename = "p", skip_serializing_if = "String::is_empty")]
    pub(super) path: String,
    /// The document's file.
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<Stamp>,
    #[serde(rename = "g", skip_serializing_if = "is_english")]
    pub(super) tongue: u8,
    #[serde(rename = "a", skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<String>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<String>,
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<String>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(rename = "t", skip_serializing_if = "String::is_empty")]
    pub(super) title: String,
    #[serde(rename = "s", skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<String>,
    /// A talk's id that is not made of event and title.
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    pub(super) talk: Option<String>,
    /// It belongs to a talk whose id is made of event and title.
    #[serde(rename = "m", skip_serializing_if = "std::ops::Not::not")]
    pub(super) plain_id: bool,
}

impl About {
    /// Leaves out what event and title tell already.
    pub(super) fn pack(&mut self, ids: &UsualIds) {
        let is_plain = |id: &str| ids.tell(id, self).unwrap_or_else(|| *id == self.usual_id());
        self.plain_id = self.talk.as_deref().is_some_and(is_plain);
        if self.plain_id {
            self.talk = None;
        }
    }

    /// Puts back what was left out.
    pub(super) fn unpack(&mut self) {
        if std::mem::take(&mut self.plain_id) {
            self.talk = Some(self.usual_id());
        }
    }

    fn usual_id(&self) -> String {
        talk_id(self.event.as_deref(), &self.title)
    }
}

/// Which talks of a document have the ids that event and title tell: worked out once for all passages about them.
#[derive(Debug, Default)]
pub(super) struct UsualIds<'a>(FxHashMap<&'a str, (&'a Talk, bool)>);

impl<'a> UsualIds<'a> {
    pub(super) fn of(talks: &'a [Talk]) -> UsualIds<'a> {
        let is_usual = |talk: &Talk| talk.id == talk_id(talk.event.as_deref(), &talk.title);
        UsualIds(talks.iter().map(|talk| (&*talk.id, (talk, is_usual(talk)))).collect())
    }

    /// Whether `talk` has the usual id.
    pub(super) fn has(&self, talk: &Talk) -> bool {
        self.0.get(&*talk.id).is_some_and(|(_, is_usual)| *is_usual)
    }

    /// The same of the talk `id` where `about` has its event and title.
    fn tell(&self, id: &str, about: &About) -> Option<bool> {
        let (talk, is_usual) = self.0.get(id)?;
        (talk.event == about.event && talk.title == about.title).then_some(*is_usual)
    }
}

fn is_english(tongue: &u8) -> bool {
    *tongue == Tongue::ENGLISH.number()
}

/// A term of a field: `key('s', "ada")` is what `speaker:ada` asks for.
pub(super) fn key(field: char, word: &str) -> String {
    let mut key = String::with_capacity(word.len() + field.len_utf8() + 1);
    key.push(field);
    key.push(':');
    key.push_str(word);
    key
}

/// The fields of [`key`], by the word that a query uses.
pub(super) const FIELDS: &[(&str, char)] = &[
    ("kind", 'k'),
    ("event", 'e'),
    ("series", 'r'),
    ("speaker", 's'),
    ("author", 'a'),
    ("topic", 'o'),
    ("track", 't'),
    ("tag", 'g'),
    ("source", 'p'),
    ("lang", 'l'),
    ("has", 'h'),
    ("year", 'y'),
];

/// Where rows of a note stand in its document.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    /// The lines of a document that is kept as it was typed, without the blanks around them.
    lines: Vec<&'a str>,
    /// How the leaves of any other document begin, with their lines in order.
    leaves: FxHashMap<u64, Vec<usize>>,
}

/// Shorter stretches beside the records share a passage.
const SCRAP_BYTES: usize = 300;
/// So many lines of a document may stand between two lines of a note.
const LINES_LEFT_OUT: usize = 60;

impl<'a> Places<'a> {
    /// The places of `document`; those of a feed's entries are the entries' own lines.
    pub(super) fn of(document: &'a Document) -> Places<'a> {
        let mut places = Places::default();
        let Some(part) = document.parts.first().filter(|part| part.entry.is_none()) else { return places };
        if part.source.is_empty() {
            for leaf in leaves_of(&part.blocks) {
                places.leaves.entry(beginning(&leaf.text)).or_default().push(leaf.line);
            }
        } else {
            places.lines = part.source.iter().map(|line| line.trim()).collect();
        }
        places
    }

    /// The lines of `rows` of `markdown`, which comes at `start` or later; `None` where they cannot be told.
    fn find(&self, markdown: &str, rows: &[Row], start: usize) -> Option<Vec<usize>> {
        if self.lines.is_empty() { self.find_by_beginning(rows, start) } else { self.find_as_typed(markdown, rows, start) }
    }

    fn find_as_typed(&self, markdown: &str, rows: &[Row], start: usize) -> Option<Vec<usize>> {
        let typed: Vec<&str> = markdown.lines().collect();
        let mut at = start.saturating_sub(1);
        // Where each line of the Markdown stands: the next equal line, lines left out in between allowed.
        let mut places = Vec::with_capacity(typed.len());
        for line in &typed {
            let (line, behind) = (line.trim(), self.lines.get(at..)?);
            if !line.is_empty() {
                let found = behind.iter().take(LINES_LEFT_OUT).position(|there| same_line(there, line));
                at += found.map_or(0, |found| found + 1);
            }
            places.push(at.max(start));
        }
        let mut row_lines = Vec::with_capacity(rows.len());
        let (mut line, mut seen) = (0, 0);
        for row in rows {
            line += markdown.get(seen..row.at)?.matches('\n').count();
            seen = row.at;
            row_lines.push(places.get(line).copied()?);
        }
        Some(row_lines)
    }

    fn find_by_beginning(&self, rows: &[Row], start: usize) -> Option<Vec<usize>> {
        if self.leaves.is_empty() {
            return None;
        }
        let mut at = start;
        let find = |row: &Row| {
            let lines = self.leaves.get(&beginning(&row.text));
            if let Some(&line) = lines.and_then(|lines| lines.get(lines.partition_point(|&line| line < at))) {
                at = line;
            }
            at
        };
        Some(rows.iter().map(find).collect())
    }
}

/// Whether `there` is the line `line`, perhaps with a marker or speaker before it that the note leaves out.
fn same_line(there: &str, line: &str) -> bool {
    there == line || (line.len() > 12 && there.ends_with(line))
}

/// The terms that hold for every passage of a document.
pub(super) fn document_keys(path: &str, name: &str, kind: Kind, terms: &Terms) -> Vec<SharedTerm> {
    let mut keys = vec![terms.plain(key('p', path))];
    keys.extend(terms.one('k', kind.as_str()));
    [path, name].iter().for_each(|text| keys.extend_from_slice(&terms.words('p', text)));
    keys
}

/// What the passages about one talk have of it.
struct OfTalk {
    keys: Vec<SharedTerm>,
    people: String,
    /// Its title, people and subjects.
    words: String,
    /// Tells it apart where its event is the one that it names itself.
    number: u32,
}

/// What the passages at one event have of it.
struct OfEvent {
    keys: Vec<SharedTerm>,
    number: u32,
}

/// Cuts the passages of one document.
pub(super) struct Cutter<'a> {
    path: &'a str,
    name: &'a str,
    records: &'a Records,
    /// The talks with what linking needs of them.
    light: &'a [Talk],
    events: FxHashMap<&'a str, &'a Event>,
    /// By their ids, where they stand among the records.
    talks: FxHashMap<&'a str, usize>,
    entries: FxHashMap<&'a str, &'a Entry>,
    note_lines: FxHashMap<&'a str, usize>,
    with_takeaway: FxHashSet<&'a str>,
    of_talks: Vec<OnceCell<OfTalk>>,
    of_events: RefCell<FxHashMap<&'a str, Rc<OfEvent>>>,
    tongue: Tongue,
    author: Option<String>,
    terms: Terms,
    passages: Vec<Passage>,
}

impl<'a> Cutter<'a> {
    /// The passages of `records`, in the order of the document's records, and the terms that they have; `light` are the talks
    /// with what linking needs of them.
    pub(super) fn cut(
        path: &'a str,
        name: &'a str,
        records: &'a Records,
        light: &'a [Talk],
        document: Option<&Document>,
    ) -> (Vec<Passage>, Terms) {
        let authors = &records.source.authors;
        let mut cutter = Cutter {
            path,
            name,
            records,
            light,
            events: records.events.iter().map(|event| (event.name.as_str(), event)).collect(),
            talks: records.talks.iter().enumerate().map(|(number, talk)| (talk.id.as_str(), number)).collect(),
            entries: records.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect(),
            note_lines: records.notes.iter().map(|note| (note.talk.as_str(), note.line)).collect(),
            with_takeaway: records.takeaways.iter().filter_map(|takeaway| takeaway.talk.as_deref()).collect(),
            of_talks: std::iter::repeat_with(OnceCell::new).take(records.talks.len()).collect(),
            of_events: RefCell::default(),
            tongue: Tongue::ENGLISH,
            author: (!authors.is_empty()).then(|| authors.join(", ")),
            terms: Terms::default(),
            passages: Vec::new(),
        };
        cutter.tongue = match &records.source.language {
            Some(tag) => Tongue::of_tag(tag),
            None => Tongue::guess(&cutter.sample(document)),
        };
        let places = document.map(Places::of).unwrap_or_default();
        cutter.cut_talks();
        cutter.cut_notes(&places);
        cutter.cut_takeaways();
        cutter.cut_entries();
        if let Some(part) = document.filter(|_| records.entries.is_empty()).and_then(|document| document.parts.first()) {
            let leaves = leaves_of(&part.blocks);
            if records.talks.is_empty() { cutter.cut_whole(leaves) } else { cutter.cut_beside(leaves) }
        }
        cutter.cut_events();
        (cutter.passages, cutter.terms)
    }

    /// Some of the text, to tell its language by.
    fn sample(&self, document: Option<&Document>) -> String {
        let mut sample = String::new();
        let notes = self.records.notes.iter().map(|note| note.markdown.as_str());
        let abstracts = self.records.talks.iter().filter_map(|talk| talk.abstract_.as_deref());
        let summaries = self.records.entries.iter().filter_map(|entry| entry.summary.as_deref());
        let titles = self.records.talks.iter().map(|talk| talk.title.as_str());
        for text in notes.chain(abstracts).chain(summaries).chain(titles) {
            if sample.len() > 1500 {
                break;
            }
            let end = text.char_indices().nth(1500).map_or(text.len(), |(end, _)| end);
            sample.push_str(text.get(..end).unwrap_or_default());
            sample.push('\n');
        }
        if sample.is_empty() {
            let blocks = document.and_then(|document| document.parts.first()).map_or(&[][..], |part| &part.blocks);
            for block in blocks.iter().take(40) {
                sample.push_str(&block.text());
                sample.push('\n');
            }
        }
        sample
    }

    fn cut_talks(&mut self) {
        for (number, talk) in self.records.talks.iter().enumerate() {
            let mut passage = self.passage(PassageKind::Talk, Some(number), talk.event.as_deref(), talk.entry.as_deref());
            passage.shown.line = self.line_of(talk);
            let light = self.light.get(number).unwrap_or(talk);
            passage.shown.card = Some(Box::new(Card::of(light)));
            passage.keys.extend(talk_terms(light).iter().map(|term| self.terms.plain(key('m', term))));
            let mut about: Vec<&str> = Vec::new();
            about.extend(talk.track.as_deref());
            about.extend(talk.tags.iter().map(String::as_str));
            passage.text = about.join(" · ").replace(['\n', '\r'], " ");
            passage.title = talk.title.clone();
            passage.people = self.of_talk(number).map(|talk| talk.people.clone()).unwrap_or_default();
            // What only describes the talk is its own text here, and context everywhere else.
            passage.context = talk.event.clone().unwrap_or_default();
            about.iter().for_each(|text| push_words(&mut passage.context, text));
            push_words(&mut passage.context, format_word(talk));
            self.passages.push(passage);
            if let Some(text) = talk.abstract_.as_deref() {
                let rows = rows_of_markdown(text);
                let line = self.line_of(talk);
                let passage = self.passage(PassageKind::Abstract, Some(number), talk.event.as_deref(), talk.entry.as_deref());
                self.push_rows(passage, &rows, line, None);
            }
        }
    }

    /// Where a talk stands: its own line, else its note's, else its entry's.
    fn line_of(&self, talk: &Talk) -> usize {
        let own = talk.lines.first().copied().filter(|&line| line > 0);
        let entry = || talk.entry.as_deref().and_then(|id| self.entries.get(id)).map(|entry| entry.line);
        let note = || self.note_lines.get(talk.id.as_str()).copied();
        own.or_else(entry).or_else(note).unwrap_or(1).max(1)
    }

    fn cut_notes(&mut self, places: &Places) {
        for note in &self.records.notes {
            let number = self.talks.get(note.talk.as_str()).copied();
            let talk = number.and_then(|number| self.records.talks.get(number));
            let event = talk.and_then(|talk| talk.event.as_deref());
            let entry = talk.and_then(|talk| talk.entry.as_deref());
            let mut passage = self.passage(PassageKind::Note, number, event, entry);
            self.say_author(&mut passage, note.author.as_deref());
            for (flag, there) in [("link", !note.links.is_empty()), ("quote", !note.quotes.is_empty())] {
                if there {
                    passage.keys.extend(self.terms.one('h', flag));
                }
            }
            let rows = rows_of_markdown(&note.markdown);
            let lines = if self.records.source.kind == Kind::Feed { None } else { places.find(&note.markdown, &rows, note.line) };
            self.push_rows(passage, &rows, note.line.max(1), lines.as_deref());
        }
    }

    fn cut_takeaways(&mut self) {
        for takeaway in &self.records.takeaways {
            let talk = takeaway.talk.as_deref().and_then(|id| self.talks.get(id)).copied();
            let mut passage = self.passage(PassageKind::Takeaway, talk, takeaway.event.as_deref(), takeaway.entry.as_deref());
            self.say_author(&mut passage, takeaway.author.as_deref());
            if let Some(topic) = &takeaway.topic {
                passage.keys.extend_from_slice(&self.terms.words('o', topic));
                push_words(&mut passage.extra, topic);
                passage.shown.topic = Some(topic.clone());
            }
            passage.keys.extend(pages_of(takeaway, self.records).map(|page| self.terms.plain(key('M', &page))));
            let text = one_line(&takeaway.text);
            self.push_rows(passage, &[Row { text, at: 0 }], takeaway.line.max(1), None);
        }
    }

    fn cut_entries(&mut self) {
        let told = self.told_of_entries();
        for entry in &self.records.entries {
            let mut passage = self.passage(PassageKind::Entry, None, None, Some(&entry.id));
            passage.shown.about.title = entry.title.clone();
            passage.title = entry.title.clone();
            passage.people = entry.authors.join(", ");
            entry.categories.iter().for_each(|tag| passage.keys.extend_from_slice(&self.terms.words('g', tag)));
            let mut rows: Vec<Row> = entry
                .summary
                .iter()
                .map(|summary| Row { text: one_line(summary), at: 0 })
                .filter(|row| !row.text.is_empty())
                .collect();
            let mut content = entry.content_html.as_deref().map(rows_of_html).unwrap_or_default();
            let repeated = rows.first().zip(content.first()).is_some_and(|(a, b)| beginning(&a.text) == beginning(&b.text));
            if repeated {
                rows.clear();
            }
            // The notes of an entry about talks are passages of their own.
            if let Some(told) = told.get(entry.id.as_str()) {
                let leaves = content.into_iter().filter_map(|row| Leaf::new(entry.line, &row.text)).collect();
                content = told.left_over(leaves).into_iter().flat_map(|stretch| rows_of_leaves(stretch).0).collect();
            }
            rows.extend(content);
            if let Some(tag) = &entry.language {
                self.set_tongue(&mut passage, Tongue::of_tag(tag));
            }
            self.push_titled(passage, &rows, entry.line.max(1), None);
        }
    }

    /// What is told of the entries in which talks were found, by their ids.
    fn told_of_entries(&self) -> FxHashMap<&'a str, Told> {
        let mut talks: FxHashMap<&'a str, Vec<&'a Talk>> = FxHashMap::default();
        for talk in &self.records.talks {
            talks.entry(talk.entry.as_deref().unwrap_or_default()).or_default().push(talk);
        }
        talks.remove("");
        if talks.is_empty() {
            return FxHashMap::default();
        }
        let mut passages: FxHashMap<&str, Vec<&Passage>> = FxHashMap::default();
        for passage in &self.passages {
            passages.entry(passage.shown.about.entry.as_deref().unwrap_or_default()).or_default().push(passage);
        }
        let of_entry = |(id, talks): (&'a str, Vec<&'a Talk>)| {
            let passages = passages.get(id).into_iter().flatten().copied();
            (id, Told::of(passages, talks.into_iter()))
        };
        talks.into_iter().map(of_entry).collect()
    }

    /// All of the text of a document in which no talk was found.
    fn cut_whole(&mut self, leaves: Vec<Leaf>) {
        let mut passage = self.passage(PassageKind::Entry, None, self.only_event(), None);
        passage.shown.about.title = self.title();
        passage.title = passage.shown.about.title.clone();
        passage.people = self.records.source.authors.join(", ");
        let (rows, lines) = rows_of_leaves(leaves);
        let first = lines.first().copied().unwrap_or(1);
        self.push_titled(passage, &rows, first.max(1), Some(&lines));
    }

    /// The text that no record tells. Where there are talks, they are what a title or an author's name asks for.
    fn cut_beside(&mut self, leaves: Vec<Leaf>) {
        let told = Told::of(self.passages.iter(), self.records.talks.iter());
        let mut passage = self.passage(PassageKind::Text, None, self.only_event(), None);
        if passage.shown.about.event.is_none() {
            passage.shown.about.title = self.title();
        }
        let mut waiting: Vec<Leaf> = Vec::new();
        for stretch in told.left_over(leaves) {
            let size = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.text.len()).sum::<usize>();
            if size(&waiting) >= SCRAP_BYTES || (!waiting.is_empty() && size(&stretch) >= SCRAP_BYTES) {
                self.push_leaves(&passage, std::mem::take(&mut waiting));
            }
            waiting.extend(stretch);
        }
        self.push_leaves(&passage, waiting);
    }

    fn push_leaves(&mut self, passage: &Passage, leaves: Vec<Leaf>) {
        let (rows, lines) = rows_of_leaves(leaves);
        self.push_rows(passage.clone(), &rows, 1, Some(&lines));
    }

    /// The event that a document's own text is about.
    fn only_event(&self) -> Option<&'a str> {
        match &self.records.events[..] {
            [event] => Some(event.name.as_str()),
            _ => None,
        }
    }

    fn title(&self) -> String {
        self.records.source.title.clone().unwrap_or_else(|| self.name.to_owned())
    }

    /// An event that the document names and tells nothing else of can still be found.
    fn cut_events(&mut self) {
        for event in &self.records.events {
            if self.passages.iter().any(|passage| passage.shown.about.event.as_ref() == Some(&event.name)) {
                continue;
            }
            let mut passage = self.passage(PassageKind::Event, None, Some(&event.name), None);
            passage.shown.about.title = event.name.clone();
            passage.title = event.name.clone();
            passage.context.clear();
            let days = [event.start.as_deref(), event.end.as_deref().filter(|end| event.start.as_deref() != Some(end))];
            let facts = [event.location.as_deref(), event.url.as_deref()];
            passage.text = one_line(&days.into_iter().chain(facts).flatten().collect::<Vec<_>>().join(" · "));
            passage.shown.line = 1;
            self.passages.push(passage);
        }
    }

    /// What all passages about the talk of this number have of it.
    fn of_talk(&self, number: usize) -> Option<&OfTalk> {
        let talk = self.records.talks.get(number)?;
        Some(self.of_talks.get(number)?.get_or_init(|| {
            let people = people(talk);
            let mut words = talk.title.clone();
            push_words(&mut words, &people);
            talk.track.iter().chain(&talk.tags).for_each(|text| push_words(&mut words, text));
            push_words(&mut words, format_word(talk));
            let number = number_of(&group(talk.event.as_deref(), &talk.title));
            OfTalk { keys: self.talk_keys(talk), people, words, number }
        }))
    }

    /// What all passages at `event` have of it.
    fn of_event(&self, event: &'a str) -> Rc<OfEvent> {
        let mut known = self.of_events.borrow_mut();
        let made = known.entry(event).or_insert_with(|| {
            let mut keys = self.terms.words('e', event).to_vec();
            let series = self.events.get(event).and_then(|event| event.series.as_deref());
            series.into_iter().for_each(|series| keys.extend_from_slice(&self.terms.words('r', series)));
            Rc::new(OfEvent { keys, number: number_of(&fold(event)) })
        });
        Rc::clone(made)
    }

    /// The terms of all passages about `talk`.
    fn talk_keys(&self, talk: &Talk) -> Vec<SharedTerm> {
        let mut keys = Vec::new();
        let mut add = |field: char, text: &str| keys.extend_from_slice(&self.terms.words(field, text));
        talk.speakers.iter().for_each(|speaker| add('s', &speaker.name));
        talk.track.iter().for_each(|track| add('t', track));
        talk.tags.iter().for_each(|tag| add('g', tag));
        // `kind:talk` asks for passages, `kind:keynote` for all of a keynote.
        if talk.format != TalkFormat::Talk {
            keys.extend(self.terms.one('k', talk.format.as_str()));
        }
        for (flag, there) in [
            ("note", self.note_lines.contains_key(talk.id.as_str())),
            ("takeaway", self.with_takeaway.contains(talk.id.as_str())),
            ("abstract", talk.abstract_.is_some()),
            ("speaker", !talk.speakers.is_empty()),
            ("url", talk.url.is_some()),
            ("tag", !talk.tags.is_empty()),
            ("time", talk.start.is_some()),
        ] {
            if there {
                keys.extend(self.terms.one('h', flag));
            }
        }
        keys
    }

    /// A passage of `kind` with all that its talk, event, entry and document say of it; `number` is the talk's.
    fn passage(&self, kind: PassageKind, number: Option<usize>, event: Option<&'a str>, entry: Option<&str>) -> Passage {
        let source = &self.records.source;
        let (talk, of_talk) = number.map_or((None, None), |number| (self.records.talks.get(number), self.of_talk(number)));
        let entry = entry.and_then(|id| self.entries.get(id)).copied();
        let event = event.filter(|name| !name.is_empty());
        let known = event.and_then(|name| self.events.get(name)).copied();
        let of_event = event.map(|event| self.of_event(event));
        let mut passage = Passage::default();
        let keys = &mut passage.keys;
        keys.reserve(24);
        keys.extend(self.terms.one('k', kind.as_str()));
        of_event.iter().for_each(|event| keys.extend_from_slice(&event.keys));
        of_talk.into_iter().for_each(|talk| keys.extend_from_slice(&talk.keys));
        let tags = entry.map_or(&source.tags, |entry| &entry.categories);
        tags.iter().for_each(|tag| keys.extend_from_slice(&self.terms.words('g', tag)));
        let posted = entry.map_or_else(|| source.published.as_deref().or(source.updated.as_deref()), Entry::posted);
        let date = talk.and_then(|talk| talk.date.clone()).or_else(|| known.and_then(|event| event.start.clone()));
        let year = known.and_then(|event| event.year).map(|year| year.to_string());
        let date = date.or(year).or_else(|| posted.map(|posted| posted.chars().take(10).collect()));
        passage.day = date.as_deref().and_then(day_number).unwrap_or(0);
        if passage.day > 0 {
            passage.keys.extend(self.terms.one('y', &(passage.day / 10_000).to_string()));
        }
        let title = talk.map(|talk| talk.title.as_str());
        passage.event = of_event.map_or(0, |event| event.number);
        passage.talk = match of_talk {
            Some(of_talk) if talk.is_some_and(|talk| talk.event.as_deref() == event) => of_talk.number,
            _ => title.map_or(0, |title| number_of(&group(event, title))),
        };
        let shown = &mut passage.shown;
        shown.kind = kind;
        let shown = &mut shown.about;
        shown.path = self.path.to_owned();
        shown.talk = talk.map(|talk| talk.id.clone());
        shown.title = title.or_else(|| entry.map(|entry| entry.title.as_str())).unwrap_or_default().to_owned();
        shown.speakers = talk.map(|talk| talk.speakers.iter().map(|speaker| speaker.name.clone()).collect()).unwrap_or_default();
        shown.event = event.map(str::to_owned);
        shown.date = date;
        shown.entry = entry.map(|entry| entry.id.clone());
        if let Some(talk) = of_talk.filter(|_| kind != PassageKind::Talk) {
            passage.context.clone_from(&talk.words);
        }
        push_words(&mut passage.context, event.unwrap_or_default());
        let author = entry.filter(|entry| !entry.authors.is_empty()).map(|entry| entry.authors.join(", "));
        if kind == PassageKind::Entry || source.kind == Kind::Report {
            let author = author.or_else(|| self.author.clone());
            self.say_author(&mut passage, author.as_deref());
        }
        let own = talk.and_then(|talk| talk.language.as_deref()).filter(|_| kind != PassageKind::Note);
        self.put_tongue(&mut passage, own.map_or(self.tongue, Tongue::of_tag));
        passage
    }

    fn say_author(&self, passage: &mut Passage, author: Option<&str>) {
        let Some(author) = author.or(passage.shown.about.author.clone().as_deref()).map(str::to_owned) else { return };
        if passage.shown.about.author.as_ref() == Some(&author) {
            return;
        }
        if passage.shown.about.author.is_some() {
            passage.keys.retain(|key| !self.terms.is_of(*key, 'a'));
        }
        passage.keys.extend_from_slice(&self.terms.words('a', &author));
        passage.shown.about.author = Some(author);
    }

    fn set_tongue(&self, passage: &mut Passage, tongue: Tongue) {
        passage.keys.retain(|key| !self.terms.is_of(*key, 'l'));
        self.put_tongue(passage, tongue);
    }

    /// The same where nothing is said of it yet.
    fn put_tongue(&self, passage: &mut Passage, tongue: Tongue) {
        passage.keys.extend(self.terms.one('l', tongue.code()));
        passage.tongue = tongue.number();
        passage.shown.about.tongue = tongue.number();
    }

    /// Adds `passage` with its title, then, where the rows do not fit, further ones without.
    fn push_titled(&mut self, mut passage: Passage, rows: &[Row], line: usize, lines: Option<&[usize]>) {
        if rows.is_empty() {
            passage.shown.line = line;
            self.passages.push(passage);
            return;
        }
        let first = self.passages.len();
        self.push_rows(passage, rows, line, lines);
        for later in self.passages.iter_mut().skip(first + 1) {
            // The first has them for all.
            later.title.clear();
            later.people.clear();
        }
    }

    /// Adds `passage` once for each stretch of `rows` of a passage's size.
    fn push_rows(&mut self, mut passage: Passage, rows: &[Row], line: usize, lines: Option<&[usize]>) {
        let line_of = |row: usize| lines.and_then(|lines| lines.get(row)).copied().unwrap_or(line);
        let mut at = 0;
        while at < rows.len() {
            let mut end = at + 1;
            let mut size = rows[at].text.len();
            while end < rows.len() && size + rows[end].text.len() < PASSAGE_BYTES {
                size += rows[end].text.len();
                end += 1;
            }
            // The last stretch needs no copy.
            let mut next = if end < rows.len() { passage.clone() } else { std::mem::take(&mut passage) };
            next.shown.line = line_of(at);
            let mut offsets = Vec::new();
            for (row, piece) in (at..end).flat_map(|row| pieces(&rows[row].text).map(move |piece| (row, piece))) {
                if !next.text.is_empty() {
                    next.text.push('\n');
                }
                next.text.push_str(piece);
                offsets.push(line_of(row).saturating_sub(next.shown.line));
            }
            if offsets.iter().any(|&offset| offset > 0) {
                next.shown.rows = offsets;
            }
            self.passages.push(next);
            at = end;
        }
    }
}

/// `row` cut between words where it is too long to be one.
fn pieces(row: &str) -> impl Iterator<Item = &str> {
    let mut rest = row;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len();
        if end > ROW_BYTES {
            let limit = (0..=ROW_BYTES).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(end);
            end = rest[..limit].rfind(' ').filter(|&at| at > 0).unwrap_or(limit);
        }
        let (piece, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(piece)
    })
}

/// The pages that `takeaway` links to.
fn pages_of(takeaway: &Takeaway, records: &Records) -> impl Iterator<Item = String> {
    linked_addresses(records, takeaway).into_iter().filter_map(|address| page_term(address.as_str()))
}

/// The rows of `leaves`, and the lines that they stand on.
fn rows_of_leaves(leaves: Vec<Leaf>) -> (Vec<Row>, Vec<usize>) {
    leaves.into_iter().map(|leaf| (Row { text: leaf.text, at: 0 }, leaf.line)).unzip()
}

/// The word for an uncommon sort of session: people remember the keynote, not that it was a talk.
fn format_word(talk: &Talk) -> &'static str {
    if talk.format == TalkFormat::Talk { "" } else { talk.format.as_str() }
}

fn people(talk: &Talk) -> String {
    let mut people = String::new();
    for speaker in &talk.speakers {
        push_words(&mut people, &speaker.name);
        push_words(&mut people, speaker.affiliation.as_deref().unwrap_or_default());
    }
    people
}

/// Adds `text` with a mark that keeps phrases from running across.
pub(super) fn push_words(to: &mut String, text: &str) {
    if !text.is_empty() {
        if !to.is_empty() {
            to.push_str(" · ");
        }
        to.push_str(text);
    }
}

/// Equal for every passage of one talk of one event.
pub(super) fn group(event: Option<&str>, title: &str) -> String {
    let mut group = fold(event.unwrap_or_default());
    group.push('/');
    group.push_str(&fold(title));
    group
}

fn number_of(text: &str) -> u32 {
    let hash = blake3::hash(text.as_bytes());
    let bytes = hash.as_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]).max(1)
}

/// `2031-04-05…`, `2031-04` or `2031` as 20310405, 20310400, 20310000.
pub(super) fn day_number(date: &str) -> Option<u64> {
    let mut parts = date.trim().splitn(3, '-');
    let year: u64 = parts.next()?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let part = |text: Option<&str>| text.and_then(|text| text.get(..2).unwrap_or(text).parse::<u64>().ok()).filter(|&n| n < 32);
    let month = part(parts.next()).unwrap_or(0);
    let day = part(parts.next()).unwrap_or(0);
    Some(year * 10_000 + month * 100 + day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, Speaker, Takeaway};
    use crate::read::document::Part;

    fn records() -> Records {
        let talk = Talk {
            id: "ferrocon-2031/slow-queries".into(),
            title: "Slow Queries".into(),
            speakers: vec![Speaker { name: "Ada Njoku".into(), affiliation: Some("Tidewater".into()), role: None }],
            event: Some("Ferrocon 2031".into()),
            abstract_: Some("Why plans go wrong.".into()),
            lines: vec![3],
            ..Talk::default()
        };
        Records {
            events: vec![Event { name: "Ferrocon 2031".into(), year: Some(2031), ..Event::default() }],
            notes: vec![Note {
                talk: talk.id.clone(),
                markdown: "Intro here.\n\n- Measure first\n- Cache last".into(),
                line: 3,
                ..Note::default()
            }],
            takeaways: vec![Takeaway {
                text: "Plans lie".into(),
                event: Some("Ferrocon 2031".into()),
                line: 12,
                ..Takeaway::default()
            }],
            talks: vec![talk],
            ..Records::default()
        }
    }

    fn outline(passages: &[Passage]) -> Vec<String> {
        let show = |passage: &Passage| {
            let shown = &passage.shown;
            format!("{} {} +{:?} {}", shown.kind.as_str(), shown.line, shown.rows, passage.text.replace('\n', " | "))
        };
        passages.iter().map(show).collect()
    }

    #[test]
    fn a_note_knows_the_line_of_each_of_its_rows() {
        let source = "# Ferrocon 2031\n\n## Slow Queries — Ada Njoku\n\nIntro here.\n\n- Measure first\n- Cache last\n\n## Takeaways\n\n- Plans lie\n";
        let part = Part { source: source.lines().map(str::to_owned).collect(), line: 1, ..Part::default() };
        let document = Document { parts: vec![part], ..Document::default() };
        let records = records();
        let (passages, _) = Cutter::cut("notes/a.md", "a", &records, &records.talks, Some(&document));
        assert_eq!(
            outline(&passages),
            [
                "talk 3 +[] ",
                "abstract 3 +[] Why plans go wrong.",
                "note 5 +[0, 2, 3] Intro here. | Measure first | Cache last",
                "takeaway 12 +[] Plans lie",
            ]
        );
    }

    #[test]
    fn without_the_document_rows_stand_at_the_note() {
        let records = records();
        let (passages, _) = Cutter::cut("notes/a.md", "a", &records, &records.talks, None);
        assert_eq!(outline(&passages)[2], "note 3 +[] Intro here. | Measure first | Cache last");
    }

    #[test]
    fn long_notes_are_cut_between_blocks() {
        let mut records = records();
        records.notes[0].markdown = vec!["A paragraph of some length, again and again.".repeat(15); 4].join("\n\n");
        let (passages, _) = Cutter::cut("notes/a.md", "a", &records, &records.talks, None);
        let sizes: Vec<usize> =
            passages.iter().filter(|p| p.shown.kind == PassageKind::Note).map(|p| p.text.lines().count()).collect();
        assert_eq!(sizes, [1, 1, 1, 1]);
    }

    #[test]
    fn dates_become_numbers_that_sort() {
        #[rustfmt::skip]
        let table = [
            ("2031-04-05",           Some(20_310_405)),
            ("2031-04-05T10:00:00Z", Some(20_310_405)),
            ("2031-04",              Some(20_310_400)),
            ("2031",                 Some(20_310_000)),
            ("April",                None),
            ("",                     None),
        ];
        for (date, day) in table {
            assert_eq!(day_number(date), day, "{date:?}");
        }
    }
}
