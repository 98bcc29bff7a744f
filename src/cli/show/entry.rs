//! A feed's entry: who posted it and when, and the talks and takeaways found in it.

use anyhow::Result;
use hallway::model::{Entry, SourceRecords, Takeaway, Talk};
use serde_json::json;

use super::talk::day_of;
use crate::cli::outline::speakers;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::words::{count, place};

pub(crate) fn show(source: &SourceRecords, entry: &Entry, screen: &mut Screen) -> Result<()> {
    let is_here = |id: &Option<String>| id.as_ref() == Some(&entry.id);
    let talks: Vec<&Talk> = source.records.talks.iter().filter(|talk| is_here(&talk.entry)).collect();
    let takeaways: Vec<&Takeaway> = source.records.takeaways.iter().filter(|takeaway| is_here(&takeaway.entry)).collect();
    if screen.json {
        let whole = json!({ "entry": entry, "path": source.path, "talks": talks, "takeaways": takeaways });
        return screen.json_line(&whole);
    }
    let date = entry.posted().map(|date| plain(day_of(date)));
    let authors: Vec<String> = entry.authors.iter().map(|author| plain(author)).collect();
    let facts = [Some(plain(&entry.title)), Some(authors.join(", ")).filter(|names| !names.is_empty()), date];
    screen.heading(facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    screen.line(format_args!("ENTRY      {}", place(&source.path, &[entry.line])))?;
    if let Some(url) = &entry.url {
        screen.line(format_args!("ADDRESS    {}", plain(url)))?;
    }
    if !entry.categories.is_empty() {
        let categories: Vec<String> = entry.categories.iter().map(|word| plain(word)).collect();
        screen.line(format_args!("FILED AS   {}", categories.join(", ")))?;
    }
    if let Some(rights) = &entry.rights {
        screen.line(format_args!("RIGHTS     {}", plain(rights)))?;
    }
    screen.heading(format_args!("TALKS      {}", count(talks.len(), "talk")))?;
    for talk in talks {
        let who = speakers(&talk.speakers);
        let who = if who.is_empty() { who } else { format!(" — {who}") };
        screen.line(format_args!("  {}{who}", plain(&talk.title)))?;
    }
    for takeaway in takeaways {
        screen.line(format_args!("TAKEAWAY   {}", plain(&takeaway.text)))?;
    }
    screen.line(format_args!("ID         {}", plain(&entry.id)))
}
