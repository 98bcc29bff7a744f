//! `hallway export --format ics`: planned talks for a calendar.

use anyhow::Result;
use hallway::index::SearchOptions;
use hallway::library::Library;
use hallway::link::Catalogue;
use hallway::model::Kind;
use hallway::plan::Mine;
use hallway::publish::calendar;

use crate::cli::list::wanted::Wanted;
use crate::cli::plain::plain_xml;
use crate::cli::screen::Screen;
use crate::cli::search::{parse, say_nothing_found};
use crate::cli::words::count;
use crate::cli::{Outcome, library};

pub(super) fn write(library: &Library, catalogue: &Catalogue, query: &[String], screen: &mut Screen) -> Result<Outcome> {
    let mut talks: Vec<usize> = match query {
        [] => planned(library, catalogue)?,
        words => {
            let query = parse(library, &words.join(" "))?;
            let options = SearchOptions::everything();
            let answers = library::ask(library, screen, |index| index.search(&query, &options))?;
            if answers.hits.is_empty() {
                say_nothing_found(&answers, screen);
                return Ok(Outcome::Nothing);
            }
            let wanted = Wanted::found(catalogue, &answers.hits);
            (0..catalogue.talks.len()).filter(|talk| wanted.has_talk(*talk)).collect()
        }
    };
    talks.retain(|talk| is_stated(catalogue, *talk));
    let title = library.settings()?.title.clone().unwrap_or_else(|| "Talks".to_owned());
    let (bytes, left_out) = calendar(catalogue, &talks, &title);
    if !left_out.is_empty() {
        let talks = count(left_out.len(), "talk");
        screen.remark(format_args!("{talks} left out: no document gives their day and time"));
    }
    if talks.len() == left_out.len() {
        screen.remark("nothing planned");
        screen.remark_hint("`hallway new EVENT --only QUERY` plans talks; a query here chooses others");
        return Ok(Outcome::Nothing);
    }
    String::from_utf8_lossy(&bytes).lines().try_for_each(|line| screen.line(format_args!("{}\r", plain_xml(line))))?;
    Ok(Outcome::Done)
}

/// The talks of the owner's reports: those that were chosen, else all.
fn planned(library: &Library, catalogue: &Catalogue) -> Result<Vec<usize>> {
    let owner = library.settings()?.owner.name.clone();
    let mine = Mine::of(catalogue, owner.as_deref());
    let talks = if mine.planned.is_empty() { mine.reported } else { mine.planned };
    Ok(talks.into_iter().collect())
}

/// A talk that a programme states: what an attendee typed alone stays at home.
fn is_stated(catalogue: &Catalogue, talk: usize) -> bool {
    let members = catalogue.talks.get(talk).map(|talk| talk.members.as_slice()).unwrap_or_default();
    let mut kinds =
        members.iter().filter_map(|member| catalogue.sources.get(member.source)).map(|source| source.records.source.kind);
    kinds.any(|kind| kind == Kind::Programme)
}
