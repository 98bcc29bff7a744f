//! The lines of `hallway list`, as cells for people and as JSON.

use std::collections::{BTreeMap, BTreeSet};

use hallway::follow::FeedStatus;
use hallway::library::SavedSearch;
use hallway::link::{Catalogue, LinkedTalk};
use hallway::model::SourceRecords;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::What;
use super::wanted::Wanted;
use crate::cli::feeds;
use crate::cli::outline::speakers;
use crate::cli::plain::plain;
use crate::cli::show::{day_of, talk_json};
use crate::cli::summary::{TalksOf, source_cells, source_json};
use crate::cli::words::{count, time};

/// One line.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    /// Where the record is, for those that are at one place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<(String, usize)>,
    /// Plain text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cells: Vec<String>,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(super) json: Value,
    /// For `--sort name`.
    pub(super) name: String,
    /// For `--sort newest`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    /// For `--sort count`.
    pub(super) number: usize,
    /// For `--by`: what it is put together with others by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<String>,
}

impl Row {
    /// The cells with the place before the last, which may be long. What heads the group needs no column.
    pub(super) fn cells_with_place(&self) -> Vec<String> {
        let mut cells = self.own_cells();
        if let Some((path, line)) = &self.place {
            cells.insert(cells.len().saturating_sub(1), format!("{}:{line}", plain(path)));
        }
        cells
    }

    /// The cells but the one that says the same as the group.
    fn own_cells(&self) -> Vec<String> {
        let group = self.group.as_deref().map(plain);
        self.cells.iter().filter(|cell| Some(*cell) != group.as_ref()).cloned().collect()
    }

    /// The line as one of the group `name`.
    pub(super) fn under(mut self, name: &str) -> Row {
        self.group = Some(name.to_owned());
        if let Value::Object(fields) = &mut self.json {
            fields.insert("group".to_owned(), name.into());
        }
        self
    }

    /// `path:line: text`.
    pub(super) fn line(&self) -> String {
        let group = self.group.as_deref().map(plain).unwrap_or_default();
        let own = self.own_cells();
        let cells: Vec<&str> =
            std::iter::once(&group).chain(&own).map(|cell| cell.as_str()).filter(|cell| !cell.is_empty()).collect();
        match &self.place {
            Some((path, line)) => format!("{}:{line}: {}", plain(path), cells.join(" · ")),
            None => cells.join("  "),
        }
    }
}

pub(super) fn rows(what: What, catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    match what {
        What::Talks => talks(catalogue, wanted),
        What::Events => events(catalogue, wanted),
        What::Speakers => people(catalogue, wanted),
        What::Takeaways => takeaways(catalogue, wanted),
        What::Notes => notes(catalogue, wanted),
        What::Topics => topics(catalogue, wanted),
        What::Entries => entries(catalogue, wanted),
        What::Sources => sources(catalogue, wanted),
        What::Searches => Vec::new(),
    }
}

fn talks(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let found = catalogue.talks.iter().enumerate().filter(|(index, _)| wanted.has_talk(*index));
    found.map(|(_, talk)| talk_row(catalogue, talk)).collect()
}

/// A talk: event, time, title with speakers.
pub(super) fn talk_row(catalogue: &Catalogue, talk: &LinkedTalk) -> Row {
    let who = speakers(&talk.speakers);
    let who = if who.is_empty() { who } else { format!(" — {who}") };
    Row {
        place: place_of(catalogue, talk),
        cells: vec![event_name(talk), time(talk), format!("{}{who}", plain(&talk.title))],
        json: talk_json(talk),
        name: talk.title.clone(),
        date: talk.date.clone().or_else(|| date_of_event(catalogue, talk.event)),
        number: talk.members.len(),
        ..Row::default()
    }
}

fn event_name(talk: &LinkedTalk) -> String {
    talk.event_name.as_deref().map(plain).unwrap_or_default()
}

fn place_of(catalogue: &Catalogue, talk: &LinkedTalk) -> Option<(String, usize)> {
    let member = talk.members.first()?;
    let source = catalogue.sources.get(member.source)?;
    let line = source.records.talks.get(member.talk)?.lines.first().copied().unwrap_or(0);
    Some((source.path.clone(), line))
}

fn date_of_event(catalogue: &Catalogue, event: Option<usize>) -> Option<String> {
    let event = catalogue.events.get(event?)?;
    event.start.clone().or_else(|| event.year.map(|year| year.to_string()))
}

fn events(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let found = catalogue.events.iter().enumerate().filter(|(index, _)| wanted.has_event(*index));
    found
        .map(|(index, event)| {
            let (mut notes, mut takeaways) = (0, 0);
            for talk in event.talks.iter().filter_map(|talk| catalogue.talks.get(*talk)) {
                notes += notes_of(catalogue, talk);
            }
            for member in &event.members {
                let Some(source) = catalogue.sources.get(member.source) else { continue };
                let name = source.records.events.get(member.event).map(|event| &event.name);
                takeaways += source.records.takeaways.iter().filter(|own| own.event.as_ref() == name).count();
            }
            let talks = event.talks.len();
            Row {
                cells: vec![plain(&event.name), count(talks, "talk"), count(notes, "note"), count(takeaways, "takeaway")],
                json: json!({
                    "id": event.id, "name": event.name, "series": event.series, "year": event.year,
                    "start": event.start, "end": event.end, "location": event.location, "url": event.url,
                    "aliases": event.aliases, "talks": talks, "notes": notes, "takeaways": takeaways,
                }),
                name: event.name.clone(),
                date: date_of_event(catalogue, Some(index)),
                number: talks,
                ..Row::default()
            }
        })
        .collect()
}

fn notes_of(catalogue: &Catalogue, talk: &LinkedTalk) -> usize {
    talk.members
        .iter()
        .filter_map(|member| {
            let records = &catalogue.sources.get(member.source)?.records;
            let id = &records.talks.get(member.talk)?.id;
            Some(records.notes.iter().filter(|note| note.talk == *id).count())
        })
        .sum()
}

fn people(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let mut rows = Vec::new();
    for person in &catalogue.people {
        let talks: Vec<usize> = person.talks.iter().copied().filter(|talk| wanted.has_talk(*talk)).collect();
        if talks.is_empty() && !wanted.is_everything() {
            continue;
        }
        let talks: Vec<&LinkedTalk> = talks.into_iter().filter_map(|talk| catalogue.talks.get(talk)).collect();
        let events: BTreeSet<&str> = talks.iter().filter_map(|talk| talk.event_name.as_deref()).collect();
        let events: Vec<&str> = events.into_iter().collect();
        rows.push(Row {
            cells: vec![
                plain(&person.name),
                count(talks.len(), "talk"),
                plain(&person.affiliations.join(", ")),
                plain(&events.join(", ")),
            ],
            json: json!({
                "id": person.id, "name": person.name, "aliases": person.aliases, "affiliations": person.affiliations,
                "roles": person.roles, "talks": talks.iter().map(|talk| &talk.id).collect::<Vec<_>>(),
                "events": events,
            }),
            name: person.name.clone(),
            number: talks.len(),
            ..Row::default()
        });
    }
    rows
}

fn takeaways(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, source) in catalogue.sources.iter().enumerate() {
        let own = source.records.takeaways.iter().enumerate();
        for (_, takeaway) in own.filter(|(place, _)| wanted.has_takeaway(index, *place)) {
            let topic = takeaway.topic.as_deref().map(|topic| format!("{}: ", plain(topic))).unwrap_or_default();
            rows.push(Row {
                place: Some((source.path.clone(), takeaway.line)),
                cells: vec![
                    takeaway.event.as_deref().map(plain).unwrap_or_default(),
                    format!("{topic}{}", plain(&takeaway.text)),
                ],
                json: with_path(source, json!(takeaway)),
                name: takeaway.text.clone(),
                date: date_in(source, takeaway.entry.as_deref()),
                ..Row::default()
            });
        }
    }
    rows
}

fn notes(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, source) in catalogue.sources.iter().enumerate() {
        let own = source.records.notes.iter().enumerate();
        for (_, note) in own.filter(|(place, _)| wanted.has_note(index, *place)) {
            let Some(talk) = source.records.talks.iter().find(|talk| talk.id == note.talk) else { continue };
            let author = note.author.as_deref().map(|author| format!(" ({})", plain(author))).unwrap_or_default();
            rows.push(Row {
                place: Some((source.path.clone(), note.line)),
                cells: vec![talk.event.as_deref().map(plain).unwrap_or_default(), format!("{}{author}", plain(&talk.title))],
                json: with_path(source, json!(note)),
                name: talk.title.clone(),
                date: talk.date.clone().or_else(|| date_in(source, talk.entry.as_deref())),
                number: note.markdown.split_whitespace().count(),
                ..Row::default()
            });
        }
    }
    rows
}

/// When the entry, else the document, was posted.
fn date_in(source: &SourceRecords, entry: Option<&str>) -> Option<String> {
    let entry = entry.and_then(|id| source.records.entries.iter().find(|entry| entry.id == id));
    match entry {
        Some(entry) => entry.posted().map(str::to_owned),
        None => source.records.source.published.clone(),
    }
}

/// What takeaways are filed under, what talks and entries are tagged with; letter case makes no difference.
fn topics(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let mut topics: BTreeMap<String, (String, [usize; 3])> = BTreeMap::new();
    let mut add = |topic: &str, sort: usize| {
        let entry = topics.entry(topic.to_lowercase()).or_insert_with(|| (topic.to_owned(), [0; 3]));
        if let Some(number) = entry.1.get_mut(sort) {
            *number += 1;
        }
    };
    for (index, source) in catalogue.sources.iter().enumerate() {
        let takeaways = source.records.takeaways.iter().enumerate();
        for (_, takeaway) in takeaways.filter(|(place, _)| wanted.has_takeaway(index, *place)) {
            takeaway.topic.iter().for_each(|topic| add(topic, 0));
        }
        let entries = source.records.entries.iter().enumerate();
        for (_, entry) in entries.filter(|(place, _)| wanted.has_entry(index, *place)) {
            entry.categories.iter().for_each(|topic| add(topic, 2));
        }
    }
    for (_, talk) in catalogue.talks.iter().enumerate().filter(|(index, _)| wanted.has_talk(*index)) {
        talk.tags.iter().for_each(|topic| add(topic, 1));
    }
    let row = |(name, [takeaways, talks, entries]): (String, [usize; 3])| Row {
        cells: vec![plain(&name), count(takeaways, "takeaway"), count(talks, "talk"), count(entries, "entry")],
        json: json!({ "name": name, "takeaways": takeaways, "talks": talks, "entries": entries }),
        number: takeaways + talks + entries,
        name,
        ..Row::default()
    };
    topics.into_values().map(row).collect()
}

fn entries(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, source) in catalogue.sources.iter().enumerate() {
        let own = source.records.entries.iter().enumerate();
        for (_, entry) in own.filter(|(place, _)| wanted.has_entry(index, *place)) {
            let date = entry.posted().map(str::to_owned);
            let authors = plain(&entry.authors.join(", "));
            let authors = if authors.is_empty() { authors } else { format!(" — {authors}") };
            rows.push(Row {
                place: Some((source.path.clone(), entry.line)),
                cells: vec![
                    date.as_deref().map(|date| plain(day_of(date))).unwrap_or_default(),
                    format!("{}{authors}", plain(&entry.title)),
                ],
                json: with_path(source, json!(entry)),
                name: entry.title.clone(),
                date,
                ..Row::default()
            });
        }
    }
    rows
}

fn sources(catalogue: &Catalogue, wanted: &Wanted) -> Vec<Row> {
    let found = catalogue.sources.iter().enumerate().filter(|(index, _)| wanted.has_source(*index));
    let talks = TalksOf::sources(catalogue);
    found
        .map(|(index, source)| {
            let mut cells = source_cells(&talks, index);
            if let Some(name) = cells.first_mut() {
                *name = plain(&source.path);
            }
            Row {
                cells,
                json: source_json(source),
                name: source.name.clone(),
                date: source.records.source.published.clone().or_else(|| source.records.source.updated.clone()),
                number: source.records.talks.len(),
                ..Row::default()
            }
        })
        .collect()
}

/// Says of each followed feed how fetching it goes; with `all`, also of those that gave no document yet.
pub(super) fn add_followed(rows: &mut Vec<Row>, followed: &[FeedStatus], all: bool) {
    for status in followed {
        let words = feeds::status_words(status);
        match rows.iter_mut().find(|row| row.json["path"] == *status.path) {
            Some(row) => {
                row.json["feed"] = feeds::status_json(status);
                row.cells.push(words);
            }
            None if all => rows.push(Row {
                cells: vec![plain(&status.path), "feed".to_owned(), plain(&status.feed.name), words],
                json: json!({ "path": status.path, "name": status.feed.name, "feed": feeds::status_json(status) }),
                name: status.feed.name.clone(),
                ..Row::default()
            }),
            None => {}
        }
    }
}

/// The saved searches whose name or query has each of `words`.
pub(super) fn searches(saved: &[SavedSearch], words: &[String]) -> Vec<Row> {
    let fits = |search: &&SavedSearch| words.iter().all(|word| search.name.contains(&**word) || search.query.contains(&**word));
    saved
        .iter()
        .filter(fits)
        .map(|search| Row {
            cells: vec![plain(&search.name), plain(&search.query)],
            json: json!({ "name": search.name, "query": search.query }),
            name: search.name.clone(),
            ..Row::default()
        })
        .collect()
}

fn with_path(source: &SourceRecords, record: Value) -> Value {
    let mut fields = serde_json::Map::new();
    fields.insert("path".to_owned(), source.path.clone().into());
    if let Value::Object(record) = record {
        fields.extend(record);
    }
    Value::Object(fields)
}
