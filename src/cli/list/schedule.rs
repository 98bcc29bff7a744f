//! `hallway list talks --at`, `--next`, `--missed`, `--recorded`: a programme as the attendee of it asks.

use anyhow::Result;
use hallway::library::Library;
use hallway::link::{Catalogue, LinkedTalk};
use hallway::plan::{Mine, Moment, Span, at, next, read_moment, recordings};
use serde_json::json;

use super::rows::{Row, talk_row};
use super::wanted::Wanted;
use crate::cli::plain::plain;
use crate::cli::screen::advised;

// What is asked of a programme. A doc comment here would stand in the help of `list`.
#[derive(Debug, clap::Args)]
pub(super) struct Schedule {
    /// Talks that are on at this time, where their event is: now, 14:10, or 2031-05-12T14:10
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The next talk of each room after --at, or after now
    #[arg(long)]
    next: bool,
    /// Talks of events that you attended without a note of yours, and what you were in meanwhile
    #[arg(long, conflicts_with_all = ["at", "next"])]
    missed: bool,
    /// Talks with a recording that the programme or an attendee links to
    #[arg(long)]
    recorded: bool,
    /// Whose notes count; else those of the owner in hallway.toml, else everybody's
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

impl Schedule {
    /// Whether anything is asked that plain lists do not tell.
    pub(super) fn is_asked(&self) -> bool {
        self.at.is_some() || self.next || self.missed || self.recorded
    }

    pub(super) fn rows(&self, library: &Library, catalogue: &Catalogue, wanted: &Wanted) -> Result<Vec<Row>> {
        let owner = library.settings()?.owner.name.clone();
        let mine = Mine::of(catalogue, self.author.as_deref().or(owner.as_deref()));
        let mut found = self.found(catalogue, &mine)?;
        found.retain(|(place, _)| wanted.has_talk(*place));
        let mut rows = Vec::new();
        for (place, meanwhile) in found {
            let Some(talk) = catalogue.talks.get(place) else { continue };
            let recorded = recordings(catalogue, talk);
            if self.recorded && recorded.is_empty() {
                continue;
            }
            let clashes = if self.missed { meanwhile } else { mine.clashing(catalogue, place) };
            rows.push(self.row(catalogue, talk, mine.planned.contains(&place), &clashes, recorded));
        }
        Ok(rows)
    }

    /// The talks that are asked for, each with what the attendee was in meanwhile.
    fn found(&self, catalogue: &Catalogue, mine: &Mine) -> Result<Vec<(usize, Vec<usize>)>> {
        if self.missed {
            return Ok(mine.missed(catalogue));
        }
        let places: Vec<usize> = match (self.next, &self.at) {
            (false, None) => (0..catalogue.talks.len()).collect(),
            (false, Some(_)) => at(catalogue, self.moment()?),
            (true, _) => next(catalogue, self.moment()?),
        };
        Ok(places.into_iter().map(|place| (place, Vec::new())).collect())
    }

    /// Where a time is asked about at which nothing is on: when the talks are that are known.
    pub(super) fn days_asked_about(&self, catalogue: &Catalogue) -> Option<String> {
        if self.at.is_none() && !self.next {
            return None;
        }
        let held = |talk: &LinkedTalk| Some(format!("{}T{}", talk.date.as_ref()?, talk.start.as_ref()?));
        let (first, last) = (catalogue.talks.iter().filter_map(held).min()?, catalogue.talks.iter().filter_map(held).max()?);
        Some(format!(
            "the talks with a date begin at {} and end with {}; `--at {0}` asks about a day",
            plain(&first),
            plain(&last)
        ))
    }

    fn moment(&self) -> Result<Moment> {
        let text = self.at.as_deref().unwrap_or("now");
        read_moment(text, jiff::Timestamp::now()).ok_or_else(|| {
            advised(format_args!("--at: {}: no time", plain(text)), "it looks like now, 14:10 or 2031-05-12T14:10")
        })
    }

    fn row(&self, catalogue: &Catalogue, talk: &LinkedTalk, planned: bool, clashes: &[usize], recorded: Vec<String>) -> Row {
        let mut row = talk_row(catalogue, talk);
        let clashing: Vec<&LinkedTalk> = clashes.iter().filter_map(|place| catalogue.talks.get(*place)).collect();
        let others: Vec<String> =
            clashing.iter().map(|other| format!("{} ({})", plain(&other.title), span_words(other))).collect();
        let date = talk.date.as_ref().or(talk.day.as_ref()).map(|day| plain(day));
        let is_now = self.at.is_some() || self.next;
        if let Some(time) = row.cells.get_mut(1) {
            let words = span_words(talk);
            *time = match date.filter(|_| !is_now) {
                Some(date) => format!("{date} {words}").trim_end().to_owned(),
                None => words,
            };
        }
        if is_now {
            row.cells.insert(2, talk.room.as_deref().map(plain).unwrap_or_default());
        }
        let mut marks = Vec::new();
        if planned && is_now {
            marks.push("in your report".to_owned());
        }
        if !others.is_empty() {
            let word = if self.missed { "while you were in:" } else { "clashes with" };
            marks.push(format!("{word} {}", others.join(", ")));
        }
        if self.recorded {
            marks.extend(recorded.iter().map(|address| plain(address)));
        }
        row.cells.extend(Some(marks.join("   ")).filter(|marks| !marks.is_empty()));
        let ids: Vec<&str> = clashing.iter().map(|other| &*other.id).collect();
        row.json["until"] = json!(Span::of(talk).and_then(|span| span.until()).map(|until| until.strftime("%H:%M").to_string()));
        row.json["planned"] = planned.into();
        row.json[if self.missed { "meanwhile" } else { "clashes" }] = json!(ids);
        row.json["recordings"] = json!(recorded);
        row
    }
}

fn span_words(talk: &LinkedTalk) -> String {
    Span::of(talk).map(|span| span.words()).unwrap_or_default()
}
