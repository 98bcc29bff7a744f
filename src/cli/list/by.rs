//! Takeaways put together by topic, event, speaker or year.

use std::collections::HashMap;

use hallway::link::{Catalogue, LinkedTalk};

use super::By;
use super::rows::Row;

/// `rows` by what `by` names, in the order in which each is met first, what has none at the end. A takeaway of a talk that
/// two people gave stands with each of them.
pub(super) fn grouped(by: By, rows: Vec<Row>, catalogue: &Catalogue) -> Vec<Row> {
    let talks = talks_of(catalogue);
    let years: HashMap<&str, Option<i16>> = catalogue
        .events
        .iter()
        .flat_map(|event| event.aliases.iter().chain([&event.name]).map(|name| (name.as_str(), event.year)))
        .collect();
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    let mut rest = Vec::new();
    for row in rows {
        let text = |field: &str| row.json[field].as_str();
        let talk = || talks.get(&(text("path")?, text("talk")?)).copied();
        let names: Vec<String> = match by {
            By::Topic => text("topic").map(str::to_owned).into_iter().collect(),
            By::Event => text("event").map(str::to_owned).into_iter().collect(),
            By::Speaker => talk().into_iter().flat_map(|talk| &talk.speakers).map(|speaker| speaker.name.clone()).collect(),
            By::Year => {
                let year = text("event").and_then(|event| years.get(event).copied().flatten()).map(|year| year.to_string());
                year.or_else(|| row.date.as_ref().and_then(|date| date.get(..4)).map(str::to_owned)).into_iter().collect()
            }
        };
        if names.is_empty() {
            rest.push(row.under(none(by)));
            continue;
        }
        for name in names {
            let row = row.clone().under(&name);
            match groups.iter_mut().find(|(known, _)| known.to_lowercase() == name.to_lowercase()) {
                Some((known, rows)) => rows.push(row.under(known)),
                None => groups.push((name, vec![row])),
            }
        }
    }
    if by == By::Year {
        groups.sort_by(|a, b| b.0.cmp(&a.0));
    }
    groups.into_iter().flat_map(|(_, rows)| rows).chain(rest).collect()
}

fn none(by: By) -> &'static str {
    match by {
        By::Topic => "no topic",
        By::Event => "no event",
        By::Speaker => "no speaker",
        By::Year => "no year",
    }
}

/// The linked talk of each document's record, by path and id.
fn talks_of(catalogue: &Catalogue) -> HashMap<(&str, &str), &LinkedTalk> {
    let mut talks = HashMap::new();
    for talk in &catalogue.talks {
        for member in &talk.members {
            let source = catalogue.sources.get(member.source);
            let known = source.and_then(|source| Some((&*source.path, &*source.records.talks.get(member.talk)?.id)));
            known.into_iter().for_each(|known| {
                talks.insert(known, talk);
            });
        }
    }
    talks
}
