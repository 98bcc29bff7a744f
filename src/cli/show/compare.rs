//! `hallway show TALK --compare`: what several people say of one talk, and what was promised; for an event, who was where.

use anyhow::Result;
use hallway::link::{Catalogue, Comparison, LinkedEvent, LinkedTalk, compare};
use serde_json::json;

use super::talk::{TalkSeen, talk_json};
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::table::columns;
use crate::cli::words::{count, place, talk_heading, time};

/// Shows what each attendee says of `talk`, side by side.
pub(super) fn talk(catalogue: &Catalogue, talk: &LinkedTalk, screen: &mut Screen) -> Result<()> {
    let comparison = compare(catalogue, talk);
    if screen.json {
        return screen.json_line(&json!({ "talk": talk_json(talk), "comparison": comparison }));
    }
    screen.heading(talk_heading(talk))?;
    if comparison.voices.is_empty() {
        screen.line("SAID BY    nobody in this library")?;
    }
    for (index, voice) in comparison.voices.iter().enumerate() {
        let said = count(voice.statements.len(), "statement");
        screen.line(format_args!("SAID BY    {}, {}, {said}", name(&comparison, index), place(&voice.path, &[voice.line])))?;
    }
    show_both(&comparison, screen)?;
    show_alone(&comparison, screen)?;
    show_promised(&comparison, screen)?;
    TalkSeen::new(catalogue, talk).show_mentions(screen)
}

fn name(comparison: &Comparison, voice: usize) -> String {
    let author = comparison.voices.get(voice).and_then(|voice| voice.author.as_deref());
    author.map_or_else(|| "author not stated".to_owned(), plain)
}

fn said_lines(comparison: &Comparison, said: &[(usize, String)], screen: &mut Screen) -> Result<()> {
    let rows: Vec<Vec<String>> =
        said.iter().map(|(voice, text)| vec![format!("  {}", name(comparison, *voice)), plain(text)]).collect();
    columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))
}

fn show_both(comparison: &Comparison, screen: &mut Screen) -> Result<()> {
    for shared in &comparison.both {
        let words: Vec<String> = shared.words.iter().map(|word| plain(word)).collect();
        screen.heading(format_args!("BOTH       by the words {}", words.join(", ")))?;
        said_lines(comparison, &shared.said, screen)?;
    }
    Ok(())
}

fn show_alone(comparison: &Comparison, screen: &mut Screen) -> Result<()> {
    let mut last = None;
    for (voice, text) in &comparison.alone {
        if last != Some(voice) {
            screen.heading(format_args!("ONLY       {}", name(comparison, *voice)))?;
            last = Some(voice);
        }
        screen.line(format_args!("  {}", plain(text)))?;
    }
    Ok(())
}

fn show_promised(comparison: &Comparison, screen: &mut Screen) -> Result<()> {
    let mut last = None;
    for promise in &comparison.promised {
        let here = place(&promise.path, &[promise.line]);
        if last.as_ref() != Some(&here) {
            screen.heading(format_args!("PROMISED   {here}"))?;
            last = Some(here);
        }
        screen.line(format_args!("  {}", plain(&promise.text)))?;
        for (voice, text) in &promise.heard {
            screen.line(format_args!("    heard by {}: {}", name(comparison, *voice), plain(text)))?;
        }
    }
    Ok(())
}

/// Shows the talks of an event that anybody wrote about, with who did.
pub(super) fn event(catalogue: &Catalogue, event: &LinkedEvent, screen: &mut Screen) -> Result<()> {
    let mut rows = Vec::new();
    for talk in event.talks.iter().filter_map(|index| catalogue.talks.get(*index)) {
        let comparison = compare(catalogue, talk);
        let names: Vec<String> = (0..comparison.voices.len()).map(|voice| name(&comparison, voice)).collect();
        if screen.json && !names.is_empty() {
            screen.json_line(&json!({ "talk": talk_json(talk), "said_by": names }))?;
        } else if !names.is_empty() {
            rows.push(vec![format!("  {}", time(talk)), plain(&talk.title), names.join(", ")]);
        }
    }
    if screen.json {
        return Ok(());
    }
    screen.heading(format_args!("{} · {} with notes", plain(&event.name), count(rows.len(), "talk")))?;
    columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))
}
