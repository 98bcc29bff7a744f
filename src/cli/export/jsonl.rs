//! The records as `hallway inspect --json` shows them, document by document, one JSON object a line.

use std::collections::HashMap;

use anyhow::Result;
use hallway::link::Catalogue;
use hallway::model::SourceRecords;
use serde::Serialize;
use serde_json::Value;

use crate::cli::screen::Screen;

pub(crate) fn write(catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    let linked = linked_ids(catalogue);
    for (index, source) in catalogue.sources.iter().enumerate() {
        write_source(index, source, &linked, screen)?;
    }
    Ok(())
}

/// The id in the catalogue of each talk of each source: what two documents both have shares one.
fn linked_ids(catalogue: &Catalogue) -> HashMap<(usize, usize), &str> {
    let members = catalogue.talks.iter().flat_map(|talk| talk.members.iter().map(move |member| (member, &*talk.id)));
    members.map(|(member, id)| ((member.source, member.talk), id)).collect()
}

fn write_source(index: usize, source: &SourceRecords, linked: &HashMap<(usize, usize), &str>, screen: &mut Screen) -> Result<()> {
    let records = &source.records;
    let mut head = record("source", &source.path, &records.source)?;
    insert(&mut head, "warnings", serde_json::to_value(&records.warnings)?);
    screen.json_line(&head)?;
    for entry in &records.entries {
        screen.json_line(&record("entry", &source.path, entry)?)?;
    }
    for event in &records.events {
        screen.json_line(&record("event", &source.path, event)?)?;
    }
    for (place, talk) in records.talks.iter().enumerate() {
        let mut value = record("talk", &source.path, talk)?;
        insert(&mut value, "linked", linked.get(&(index, place)).copied().into());
        screen.json_line(&value)?;
    }
    for note in &records.notes {
        screen.json_line(&record("note", &source.path, note)?)?;
    }
    for takeaway in &records.takeaways {
        screen.json_line(&record("takeaway", &source.path, takeaway)?)?;
    }
    Ok(())
}

/// `fields` with what they are and where they come from in front.
fn record(sort: &str, path: &str, fields: &impl Serialize) -> Result<Value> {
    let mut record = serde_json::Map::new();
    record.insert("record".to_owned(), sort.into());
    record.insert("path".to_owned(), path.into());
    if let Value::Object(fields) = serde_json::to_value(fields)? {
        record.extend(fields);
    }
    Ok(Value::Object(record))
}

fn insert(record: &mut Value, field: &str, value: Value) {
    if let Value::Object(fields) = record {
        fields.insert(field.to_owned(), value);
    }
}
