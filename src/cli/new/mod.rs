//! `hallway new`: a programme becomes a report to write notes in; run again, the report follows the programme.

mod bring;
mod pick;
mod report;

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Result;
use hallway::index::{SearchOptions, SyncOptions};
use hallway::library::{Library, write_file_atomically};
use hallway::link::{Catalogue, Found, Reference, find};
use hallway::plan::{Change, Page, Session, Update, begin, sessions_of, update};
use serde_json::json;

use super::list::wanted::Wanted;
use super::only::Posts;
use super::plain::{plain, plain_path};
use super::screen::{Screen, advised};
use super::search::parse;
use super::show::{ambiguous, shell_word};
use super::words::count;
use super::{Globals, Outcome, editor, library};
use report::Report;

const EXAMPLES: &str = "\
Examples:
  hallway new \"Ferrocon 2031\"                        a heading for every talk of its programme
  hallway new ferrocon --only 'track:tools OR speaker:njoku'
  hallway new ferrocon --favourites starred.ics     what another program exported
  hallway new ferrocon --from schedule.xml          the programme from a file or an address
  hallway new ferrocon                              again: what changed in the programme is marked
  hallway new \"lock-free\"                            one talk more";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct New {
    /// The event, or a talk: an id, a name or a title, or a part of one that fits a single thing
    #[arg(value_name = "EVENT")]
    reference: String,
    /// Only the talks that this query finds, as in `hallway search`
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["favourites", "pick"])]
    only: Option<String>,
    /// Only the talks in this calendar (.ics), or in another programme file
    #[arg(long, value_name = "FILE", conflicts_with = "pick")]
    favourites: Option<PathBuf>,
    /// Only the talks that you pick from a list
    #[arg(long)]
    pick: bool,
    /// The programme, a file or an address: it is added to the library in place of an older one of its name
    #[arg(long, value_name = "SOURCE")]
    from: Option<String>,
    /// Who writes it; else the owner in hallway.toml
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Where to write it; else notes/ and the event's name
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Print the file's path and nothing else; open no editor
    #[arg(long)]
    print_path: bool,
    /// Say what would be written, writing nothing
    #[arg(long)]
    dry_run: bool,
    /// Believe a programme that lost most of its talks
    #[arg(long)]
    accept_cancelled: bool,
}

/// The word in the front matter of a report whose talks no query chose.
const PICKED: &str = "picked";

impl New {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        if let Some(source) = &self.from {
            let (event, accept_cancelled, dry_run) = (&*self.reference, self.accept_cancelled, self.dry_run);
            bring::programme(&library, bring::Wanted { source, event, accept_cancelled, dry_run }, screen)?;
        }
        library::report_failures(&library::update(&library, &SyncOptions::default(), screen)?, screen);
        let catalogue = library::catalogue(&library, Posts::All, screen)?;
        let (event, talk) = self.resolve(&catalogue)?;
        let mut sessions = sessions_of(&catalogue, event);
        let name = catalogue.events.get(event).map(|event| event.name.clone()).unwrap_or_default();
        if sessions.is_empty() {
            return Err(advised(
                format_args!("{}: no programme of it is in this library", plain(&name)),
                "`hallway add schedule.xml`, or `--from FILE` here, brings one",
            ));
        }
        let author = self.author.clone().or_else(|| library.settings().ok()?.owner.name.clone());
        let report = report::find(&library, &catalogue, event, &name, author.as_deref(), self.to.as_deref())?;
        self.choose(&library, &catalogue, talk, &report, &mut sessions, screen)?;
        let date = sessions.iter().filter_map(|session| session.talk.date.clone()).min();
        let only = match (&self.only, talk.is_some() || self.pick || self.favourites.is_some()) {
            (Some(query), _) => Some(query.clone()),
            (None, true) => Some(PICKED.to_owned()),
            (None, false) => None,
        };
        let page = Page { event: name, author, date, only };
        let line = match &report.text {
            None => self.write_new(&library, &report, &begin(&page, &sessions), &sessions, screen)?,
            Some(text) => self.write_update(&library, &report, text, &sessions, screen)?,
        };
        if !self.dry_run && !self.print_path && screen.is_terminal && std::io::stdin().is_terminal() && !screen.json {
            screen.finish()?;
            if let Some(program) = editor::named() {
                editor::open(&program, &report.file, line)?;
            }
        }
        Ok(Outcome::Done)
    }

    /// The event that is meant, and the talk where one is.
    fn resolve(&self, catalogue: &Catalogue) -> Result<(usize, Option<usize>)> {
        let events = report::events_called(catalogue, &self.reference);
        if let [event] = events.as_slice() {
            return Ok((*event, None));
        }
        if !events.is_empty() {
            let events: Vec<Reference> = events.into_iter().map(Reference::Event).collect();
            return Err(ambiguous(catalogue, &self.reference, &events));
        }
        match find(catalogue, &self.reference) {
            Found::One(Reference::Talk(talk)) => match catalogue.talks.get(talk).and_then(|found| found.event) {
                Some(event) => Ok((event, Some(talk))),
                None => Err(advised(
                    format_args!("{}: its document names no event", plain(&self.reference)),
                    "`hallway add --event NAME` says it",
                )),
            },
            Found::Several(found) => Err(ambiguous(catalogue, &self.reference, &found)),
            _ => Err(advised(
                format_args!("{}: no event or talk is called so", plain(&self.reference)),
                "`hallway list events` names them; `hallway add schedule.xml` brings a programme",
            )),
        }
    }

    /// Notes which sessions are wanted.
    fn choose(
        &self,
        library: &Library,
        catalogue: &Catalogue,
        talk: Option<usize>,
        report: &Report,
        sessions: &mut [Session],
        screen: &mut Screen,
    ) -> Result<()> {
        let is_asked = talk.is_some() || self.only.is_some() || self.favourites.is_some() || self.pick;
        if let Some(talk) = talk.and_then(|talk| catalogue.talks.get(talk)) {
            sessions.iter_mut().for_each(|session| session.is_chosen = session.id == talk.id);
            if !sessions.iter().any(|session| session.is_chosen) {
                return Err(advised(
                    format_args!("{}: it is in no programme of its event", plain(&talk.title)),
                    "a heading that you type into the report is a talk too",
                ));
            }
        } else if let Some(file) = &self.favourites {
            bring::favourites(file, sessions, screen)?;
        } else if self.pick {
            pick::pick(sessions, screen)?;
        } else if let Some(query) = self.only.clone().or_else(|| report.only.clone()) {
            self.keep_found(library, catalogue, &query, sessions, screen)?;
        }
        sessions.iter_mut().for_each(|session| session.is_asked = is_asked && session.is_chosen);
        Ok(())
    }

    fn keep_found(
        &self,
        library: &Library,
        catalogue: &Catalogue,
        query: &str,
        sessions: &mut [Session],
        screen: &mut Screen,
    ) -> Result<()> {
        if query == PICKED {
            sessions.iter_mut().for_each(|session| session.is_chosen = false);
            return Ok(());
        }
        let parsed = parse(library, query)?;
        let options = SearchOptions { limit: 1_000_000, ..SearchOptions::default() };
        let answers = library::ask(library, screen, |index| index.search(&parsed, &options))?;
        let wanted = Wanted::found(catalogue, &answers.hits);
        let found = catalogue.talks.iter().enumerate().filter(|(place, _)| wanted.has_talk(*place));
        let found: std::collections::HashSet<&str> = found.map(|(_, talk)| &*talk.id).collect();
        sessions.iter_mut().for_each(|session| session.is_chosen = found.contains(&*session.id));
        if self.only.is_some() && !sessions.iter().any(|session| session.is_chosen) {
            return Err(advised(
                format_args!("--only: {}: finds none of {}", plain(query), count(sessions.len(), "talk")),
                format_args!("`hallway list talks {}` shows what it finds", shell_word(query)),
            ));
        }
        Ok(())
    }

    /// Writes a report that was not there; the line where notes begin.
    fn write_new(
        &self,
        library: &Library,
        report: &Report,
        text: &str,
        sessions: &[Session],
        screen: &mut Screen,
    ) -> Result<usize> {
        let talks = sessions.iter().filter(|session| session.is_chosen).count();
        if self.dry_run && !self.print_path && !screen.json {
            text.lines().try_for_each(|line| screen.line(plain(line)))?;
        }
        self.write(library, report, text, screen)?;
        if screen.json {
            screen.json_line(&json!({ "path": report.path, "talks": talks, "new": true, "changes": [] }))?;
        } else if self.print_path {
            screen.line(plain(&report.path))?;
        } else if !self.dry_run {
            screen.report(format_args!("{}: {}", plain(&report.path), count(talks, "talk")))?;
            screen.remark_hint("`hallway sync --watch` reads what you write as you save it");
        }
        let first = text.lines().position(|line| line.starts_with("<!-- hallway ") && !line.contains(" programme "));
        Ok(first.map_or(1, |line| line + 2))
    }

    /// Brings a report up to date; the line of the first talk that changed.
    fn write_update(
        &self,
        library: &Library,
        report: &Report,
        text: &str,
        sessions: &[Session],
        screen: &mut Screen,
    ) -> Result<usize> {
        let updated = update(text, sessions);
        let cancelled = updated.changes.iter().filter(|(_, change)| *change == Change::Cancelled).count();
        if cancelled > 3 && cancelled > updated.kept && !self.accept_cancelled {
            return Err(advised(
                format_args!(
                    "{}: {} of {} are gone from the programme",
                    plain(&report.path),
                    cancelled,
                    cancelled + updated.kept
                ),
                "`--accept-cancelled` marks them so, where the programme is whole",
            ));
        }
        if updated.text != text {
            self.write(library, report, &updated.text, screen)?;
        }
        self.tell_update(report, &updated, sessions, screen)?;
        let asked = sessions.iter().find(|session| session.is_asked).map(|session| &*session.key);
        let mark = asked.map(|key| format!("<!-- hallway {key} "));
        let line = mark.and_then(|mark| updated.text.lines().position(|line| line.starts_with(&mark)));
        Ok(line.map_or(1, |line| line + 2))
    }

    fn tell_update(&self, report: &Report, updated: &Update, sessions: &[Session], screen: &mut Screen) -> Result<()> {
        let changes = &updated.changes;
        if screen.json {
            let changes: Vec<_> = changes
                .iter()
                .map(|(title, change)| json!({ "talk": title, "change": change_word(change), "detail": change_detail(change) }))
                .collect();
            let talks = sessions.iter().filter(|session| session.is_chosen).count();
            return screen.json_line(&json!({ "path": report.path, "talks": talks, "new": false, "changes": changes }));
        }
        if self.print_path {
            return screen.line(plain(&report.path));
        }
        for (title, change) in changes {
            let detail = match change {
                Change::Changed(was) => format!(": was {}", plain(was)),
                Change::KeptEdited(now) => format!(": left as you edited it; now {}", plain(now)),
                Change::Offered => ": not in the report; `hallway new TITLE` adds it".to_owned(),
                Change::Added | Change::Cancelled | Change::Back => String::new(),
            };
            screen.report(format_args!("{:<9} {}{detail}", change_word(change), plain(title)))?;
        }
        let would = if self.dry_run { "would be " } else { "" };
        let done = match changes.len() {
            0 => "unchanged, as the programme is".to_owned(),
            changes => format!("{would}brought up to date, {}", count(changes, "change")),
        };
        screen.report(format_args!("{}: {done}", plain(&report.path)))
    }

    fn write(&self, library: &Library, report: &Report, text: &str, screen: &mut Screen) -> Result<()> {
        if self.dry_run {
            return Ok(());
        }
        write_file_atomically(&report.file, text.as_bytes())?;
        if !report.is_inside {
            screen.remark(format_args!("{}: outside notes/: `hallway add` reads it", plain_path(&report.file)));
        }
        library::report_failures(&library::update(library, &SyncOptions::default(), screen)?, screen);
        Ok(())
    }
}

fn change_word(change: &Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Offered => "new",
        Change::Changed(_) => "changed",
        Change::Cancelled => "cancelled",
        Change::Back => "back",
        Change::KeptEdited(_) => "edited",
    }
}

fn change_detail(change: &Change) -> Option<&str> {
    match change {
        Change::Changed(was) => Some(was),
        Change::KeptEdited(now) => Some(now),
        Change::Added | Change::Offered | Change::Cancelled | Change::Back => None,
    }
}
