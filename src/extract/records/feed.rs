//! A feed and its entries.

use super::context::context;
use super::text::read_part;
use super::{Reasons, add};
use crate::extract::{Said, events, genre, naming, phrases, source};
use crate::folded::fold;
use crate::model::{Entry, Kind, Records};
use crate::read::document::{Document, EntryData, Part};
use crate::when;

pub(super) fn feed(document: &Document, said: &Said, records: &mut Records, reasons: &mut Reasons) {
    records.source.kind = said.kind.unwrap_or(Kind::Feed);
    records.entries.reserve_exact(document.parts.len());
    for part in &document.parts {
        let Some(data) = &part.entry else { continue };
        let mut entry = entry_record(data, part, &mut records.warnings);
        let own = said.tags.iter().filter(|tag| !data.categories.contains(tag));
        entry.categories.extend(own.cloned());
        if entry.authors.is_empty() {
            entry.authors.extend(said.author.clone());
        }
        let author = entry.authors.first().cloned().or_else(|| records.source.authors.first().cloned());
        let year = data.published.as_deref().or(data.updated.as_deref()).and_then(when::find_year);
        let name = match &said.event {
            Some(event) => events::find_event_name(event, year).or_else(|| Some(naming::plain_event(event))),
            None => events::find_event_name(&entry.title, year),
        };
        let told = || naming::tells_of_a_visit(&entry.title) || source::speech(&part.blocks, Some(&entry.title)) >= 0.4;
        let name = name.or_else(|| naming::named_with_year(&entry.title).filter(|_| told()));
        let name = name.or_else(|| {
            let filed = data.categories.iter().any(|tag| phrases::speaks_of_a_gathering(tag));
            naming::event_of_entry(part, &entry.title, year).filter(|_| filed || naming::tells_of_a_visit(&entry.title))
        });
        let genre = genre::genre(&part.blocks, Some(&entry.title), &data.categories);
        let context = context(&part.blocks, Some(&entry.title), genre, name.as_ref(), true);
        let reading = read_part(document, part, &context, reasons);
        let about = name.is_some() || reading.talks.len() >= 2;
        let titled = events::find_event_name(&entry.title, None).is_some_and(|event| event.year.is_some())
            || naming::tells_of_a_visit(&entry.title) && naming::named_with_year(&entry.title).is_some();
        let told = titled || !reading.takeaways.is_empty() || context.speech >= 0.6;
        if about && (!reading.talks.is_empty() || name.is_some() && told) {
            let event = name.map(|name| naming::event_record(&name, document, &reading.part.blocks));
            let event = event.map(|event| match records.events.iter().find(|held| fold(&held.name) == fold(&event.name)) {
                Some(held) => held.clone(),
                None => {
                    records.events.push(event.clone());
                    event
                }
            });
            add(reading, Kind::Feed, event.as_ref(), author, Some(data), records);
        }
        records.entries.push(entry);
    }
}

fn entry_record(data: &EntryData, part: &Part, warnings: &mut Vec<crate::model::Warning>) -> Entry {
    Entry {
        id: data.id.clone(),
        title: data.title.clone(),
        url: data.url.clone(),
        authors: source::authors(&data.authors, warnings),
        published: data.published.clone(),
        updated: data.updated.clone(),
        categories: data.categories.clone(),
        summary: data.summary.clone(),
        content_html: data.content_html.clone(),
        first_seen: data.first_seen.clone(),
        enclosures: data.enclosures.clone(),
        rights: data.rights.clone(),
        source: data.source.clone(),
        language: data.language.clone(),
        line: part.line,
    }
}
