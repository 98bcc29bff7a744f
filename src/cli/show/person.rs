//! A speaker: names, organisations, talks.

use anyhow::Result;
use hallway::link::{Catalogue, Person};
use serde_json::json;

use super::talk::talk_json;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::table::columns;
use crate::cli::words::{count, time};

pub(crate) fn show(catalogue: &Catalogue, person: &Person, screen: &mut Screen) -> Result<()> {
    let talks: Vec<_> = person.talks.iter().filter_map(|index| catalogue.talks.get(*index)).collect();
    if screen.json {
        return screen.json_line(&json!({
            "speaker": {
                "id": person.id, "name": person.name, "aliases": person.aliases, "affiliations": person.affiliations,
                "roles": person.roles, "evidence": person.evidence,
            },
            "talks": talks.iter().map(|talk| talk_json(talk)).collect::<Vec<_>>(),
        }));
    }
    let facts: Vec<String> = person.roles.iter().chain(&person.affiliations).map(|fact| format!(" · {}", plain(fact))).collect();
    screen.heading(format_args!("{}{} · {}", plain(&person.name), facts.concat(), count(talks.len(), "talk")))?;
    let rows: Vec<Vec<String>> = talks
        .iter()
        .map(|talk| {
            let event = talk.event_name.as_deref().map(plain).unwrap_or_default();
            vec![format!("  {event}"), time(talk), plain(&talk.title)]
        })
        .collect();
    columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))?;
    if !person.aliases.is_empty() {
        let aliases: Vec<String> = person.aliases.iter().map(|alias| plain(alias)).collect();
        screen.line(format_args!("ALSO       {}", aliases.join("; ")))?;
    }
    for reason in &person.evidence {
        screen.line(format_args!("ONE PERSON because of {}", plain(reason)))?;
    }
    screen.line(format_args!("ID         {}", plain(&person.id)))
}
