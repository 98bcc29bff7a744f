//! Talks with their notes and takeaways as one Markdown document, event by event.

use anyhow::Result;
use hallway::link::{Catalogue, LinkedTalk};
use hallway::model::{Note, SourceRecords, Takeaway};

use crate::cli::outline::speakers;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::words::time;

pub(crate) fn write(catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    for event in &catalogue.events {
        screen.line(format_args!("# {}\n", plain(&event.name)))?;
        for member in &event.members {
            let Some(source) = catalogue.sources.get(member.source) else { continue };
            let name = source.records.events.get(member.event).map(|event| &event.name);
            let of_event = |takeaway: &&Takeaway| takeaway.talk.is_none() && takeaway.event.as_ref() == name;
            write_takeaways(source, source.records.takeaways.iter().filter(of_event), screen)?;
        }
        for talk in event.talks.iter().filter_map(|index| catalogue.talks.get(*index)) {
            write_talk(catalogue, talk, screen)?;
        }
    }
    let without_event: Vec<&LinkedTalk> = catalogue.talks.iter().filter(|talk| talk.event.is_none()).collect();
    if !without_event.is_empty() {
        screen.line("# No event named\n")?;
    }
    without_event.into_iter().try_for_each(|talk| write_talk(catalogue, talk, screen))
}

fn write_talk(catalogue: &Catalogue, talk: &LinkedTalk, screen: &mut Screen) -> Result<()> {
    let who = speakers(&talk.speakers);
    let who = if who.is_empty() { who } else { format!(" — {who}") };
    screen.line(format_args!("## {}{who}\n", plain(&talk.title)))?;
    let facts = [Some(time(talk)).filter(|time| !time.is_empty()), talk.track.clone(), talk.room.clone()];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| plain(&fact)).collect();
    if !facts.is_empty() {
        screen.line(format_args!("{}\n", facts.join(" · ")))?;
    }
    if let Some(text) = &talk.abstract_ {
        write_text(text, "> ", screen)?;
    }
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(record) = source.records.talks.get(member.talk) else { continue };
        for note in source.records.notes.iter().filter(|note| note.talk == record.id) {
            write_note(source, note, screen)?;
        }
        let own = |takeaway: &&Takeaway| takeaway.talk.as_ref() == Some(&record.id);
        write_takeaways(source, source.records.takeaways.iter().filter(own), screen)?;
    }
    Ok(())
}

fn write_note(source: &SourceRecords, note: &Note, screen: &mut Screen) -> Result<()> {
    let author = note.author.as_deref().map_or_else(|| "author not stated".to_owned(), plain);
    screen.line(format_args!("*{author}, {}:{}*\n", plain(&source.path), note.line))?;
    write_text(&note.markdown, "", screen)
}

fn write_takeaways<'a>(source: &SourceRecords, takeaways: impl Iterator<Item = &'a Takeaway>, screen: &mut Screen) -> Result<()> {
    let mut any = false;
    for takeaway in takeaways {
        let topic = takeaway.topic.as_deref().map(|topic| format!("{}: ", plain(topic))).unwrap_or_default();
        screen.line(format_args!("- {topic}{} ({}:{})", plain(&takeaway.text), plain(&source.path), takeaway.line))?;
        any = true;
    }
    if any { screen.line("") } else { Ok(()) }
}

fn write_text(text: &str, prefix: &str, screen: &mut Screen) -> Result<()> {
    for line in text.trim_end().lines() {
        let line = format!("{prefix}{}", plain(line));
        screen.line(line.trim_end())?;
    }
    screen.line("")
}
