//! `hallway new`: a programme becomes a report to write notes in; run again, the report follows the programme.

mod bring;
mod pick;
mod report;
mod write;

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Result;
use clap_complete::ArgValueCompleter;
use hallway::index::{SearchOptions, SyncOptions};
use hallway::library::Library;
use hallway::link::{Catalogue, Found, Reference, find};
use hallway::plan::{Page, Session, begin, sessions_of};

use super::list::wanted::Wanted;
use super::only::Posts;
use super::plain::plain;
use super::screen::{Screen, advised};
use super::search::parse;
use super::show::{ambiguous, shell_word};
use super::words::count;
use super::{Globals, Outcome, complete, editor, library};
use report::Report;
use write::Writing;

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
    #[arg(value_name = "EVENT", add = ArgValueCompleter::new(complete::reference))]
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
        let writing = Writing { asked: self, library: &library, report: &report, sessions: &sessions };
        let line = match &report.text {
            None => writing.begin(&begin(&page, &sessions), screen)?,
            Some(text) => writing.follow(text, screen)?,
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
        let options = SearchOptions::everything();
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
}
