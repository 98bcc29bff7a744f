//! An event: where it is told of, its talks in their order, its takeaways by topic.

use anyhow::Result;
use hallway::link::{Catalogue, LinkedEvent};
use hallway::model::{SourceRecords, Takeaway};
use serde_json::json;

use super::talk::talk_json;
use crate::cli::outline::speakers;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::table::columns;
use crate::cli::words::{count, time};

pub(crate) fn show(catalogue: &Catalogue, event: &LinkedEvent, screen: &mut Screen) -> Result<()> {
    let takeaways = takeaways_of(catalogue, event);
    if screen.json {
        return screen.json_line(&as_json(catalogue, event, &takeaways));
    }
    screen.heading(heading(event))?;
    show_sources(catalogue, event, screen)?;
    show_talks(catalogue, event, screen)?;
    let mut topic = None;
    for (source, takeaway) in takeaways {
        if topic != Some(&takeaway.topic) {
            let about = takeaway.topic.as_deref().map(|topic| format!("  {}", plain(topic))).unwrap_or_default();
            screen.heading(format_args!("TAKEAWAYS{about}"))?;
            topic = Some(&takeaway.topic);
        }
        screen.line(format_args!("  {}:{}  {}", plain(&source.path), takeaway.line, plain(&takeaway.text)))?;
    }
    screen.line(format_args!("ID         {}", plain(&event.id)))
}

fn heading(event: &LinkedEvent) -> String {
    let days = match (&event.start, &event.end) {
        (Some(start), Some(end)) if start != end => Some(format!("{} to {}", plain(start), plain(end))),
        (start, _) => start.as_deref().map(plain),
    };
    let facts = [Some(plain(&event.name)), days, event.location.as_deref().map(plain), event.url.as_deref().map(plain)];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn show_sources(catalogue: &Catalogue, event: &LinkedEvent, screen: &mut Screen) -> Result<()> {
    let mut paths: Vec<&SourceRecords> = event.members.iter().filter_map(|member| catalogue.sources.get(member.source)).collect();
    paths.dedup_by(|a, b| a.path == b.path);
    for source in paths {
        screen.line(format_args!("SOURCE     {} ({})", plain(&source.path), source.records.source.kind))?;
    }
    if !event.aliases.is_empty() {
        let aliases: Vec<String> = event.aliases.iter().map(|alias| plain(alias)).collect();
        screen.line(format_args!("ALSO       {}", aliases.join("; ")))?;
    }
    for reason in &event.evidence {
        screen.line(format_args!("ONE EVENT  because of {}", plain(reason)))?;
    }
    Ok(())
}

fn show_talks(catalogue: &Catalogue, event: &LinkedEvent, screen: &mut Screen) -> Result<()> {
    let talks: Vec<_> = event.talks.iter().filter_map(|index| catalogue.talks.get(*index)).collect();
    screen.heading(format_args!("TALKS      {}", count(talks.len(), "talk")))?;
    let rows: Vec<Vec<String>> = talks
        .iter()
        .map(|talk| {
            let who = speakers(&talk.speakers);
            let who = if who.is_empty() { who } else { format!(" — {who}") };
            vec![format!("  {}", time(talk)), format!("{}{who}", plain(&talk.title))]
        })
        .collect();
    columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))
}

/// The takeaways of the event's own records, those of one topic together, by path and line.
fn takeaways_of<'a>(catalogue: &'a Catalogue, event: &LinkedEvent) -> Vec<(&'a SourceRecords, &'a Takeaway)> {
    let mut found = Vec::new();
    for member in &event.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(name) = source.records.events.get(member.event).map(|event| &event.name) else { continue };
        let own = source.records.takeaways.iter().filter(|takeaway| takeaway.event.as_ref() == Some(name));
        found.extend(own.map(|takeaway| (source, takeaway)));
    }
    found.sort_by_key(|(source, takeaway)| (takeaway.topic.is_some(), &takeaway.topic, &source.path, takeaway.line));
    found
}

fn as_json(catalogue: &Catalogue, event: &LinkedEvent, takeaways: &[(&SourceRecords, &Takeaway)]) -> serde_json::Value {
    let sources: Vec<&str> =
        event.members.iter().filter_map(|member| catalogue.sources.get(member.source)).map(|source| &*source.path).collect();
    let talks: Vec<_> = event.talks.iter().filter_map(|index| catalogue.talks.get(*index)).map(talk_json).collect();
    let takeaways: Vec<_> =
        takeaways.iter().map(|(source, takeaway)| json!({ "path": source.path, "takeaway": takeaway })).collect();
    json!({
        "event": {
            "id": event.id, "name": event.name, "series": event.series, "year": event.year, "start": event.start,
            "end": event.end, "location": event.location, "url": event.url, "aliases": event.aliases,
            "evidence": event.evidence,
        },
        "sources": sources, "talks": talks, "takeaways": takeaways,
    })
}
