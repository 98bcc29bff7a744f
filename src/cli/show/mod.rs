//! `hallway show`: one talk, event, speaker or entry as all its sources have it.

mod compare;
mod entry;
mod event;
mod person;
mod related;
mod talk;

pub(crate) use talk::{day_of, talk_json};

use anyhow::{Result, bail};
use clap_complete::ArgValueCompleter;
use hallway::index::Index;
use hallway::library::Library;
use hallway::link::{Catalogue, Found, Reference, find};

use super::complete;
use super::library;
use super::only::Posts;
use super::plain::plain;
use super::screen::{Screen, advised};
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway show \"lock-free\"          the one talk whose title has it
  hallway show --related outbox     talks on its subject at other events
  hallway show \"Ada Njoku\"          her talks
  hallway show \"Ferrocon 2031\"      an event: its talks and takeaways
  hallway show \"lock-free\" --compare   what each attendee heard, and what was promised";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Show {
    /// An id, a title or a name, or a part of one that fits a single thing
    #[arg(add = ArgValueCompleter::new(complete::reference))]
    #[arg(required = true, value_name = "REFERENCE")]
    reference: Vec<String>,
    /// Show the talks on the same subject elsewhere, and what they share
    #[arg(long)]
    related: bool,
    /// A talk: what each attendee says of it side by side, what only one heard, what the proposal promised; an event: who wrote about which talk
    #[arg(long, conflicts_with = "related")]
    compare: bool,
    /// Look into posts, too, that `only` in hallway.toml leaves out
    #[arg(long)]
    all: bool,
}

impl Show {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let reference = self.reference.join(" ");
        if reference.trim().is_empty() {
            bail!("no talk, event, speaker or entry is named");
        }
        let posts = Posts::all_if(self.all);
        let catalogue = match library::catalogue_named(&library, &reference, posts, screen)? {
            Some(near) => near,
            None => library::catalogue(&library, posts, screen)?,
        };
        let found = find(&catalogue, &reference);
        match found {
            Found::One(Reference::Talk(index)) if self.related => related::show(&library, &catalogue, index, screen),
            Found::One(_) if self.related => bail!("--related: {}: no talk", plain(&reference)),
            Found::One(found) if self.compare => show_compared(&catalogue, found, &reference, screen),
            Found::One(found) => {
                show(&catalogue, found, screen)?;
                Ok(Outcome::Done)
            }
            Found::Several(references) => Err(ambiguous(&catalogue, &reference, &references)),
            Found::None => {
                let names = |other: &str| named_by(&library, &catalogue, other, posts, screen);
                say_nothing_named(&library, &reference, names)?.into_iter().for_each(|line| screen.remark(line));
                Ok(Outcome::Nothing)
            }
        }
    }
}

/// What is said where `reference` names nothing; `names` tells whether other words do.
fn say_nothing_named(library: &Library, reference: &str, mut names: impl FnMut(&str) -> Result<bool>) -> Result<Vec<String>> {
    let told = plain(reference);
    if let Ok(document) = library.find_document(reference) {
        let path = shell_word(&document.path);
        return Ok(vec![
            format!("nothing found: {told}"),
            format!("  hint: a document: `hallway inspect {path}` shows what it holds"),
        ]);
    }
    for meant in Index::open(library).and_then(|index| index.meant_by(reference)).unwrap_or_default() {
        if names(&meant)? {
            return Ok(vec![format!("nothing found: {told}; did you mean {}?", plain(&meant))]);
        }
    }
    let hint = format!("  hint: `hallway search {}` looks inside the texts", shell_word(reference));
    Ok(vec![format!("nothing found: {told}"), hint])
}

/// Whether `reference` names anything.
fn named_by(library: &Library, catalogue: &Catalogue, reference: &str, posts: Posts, screen: &mut Screen) -> Result<bool> {
    let near = library::catalogue_named(library, reference, posts, screen)?;
    Ok(!matches!(find(near.as_ref().unwrap_or(catalogue), reference), Found::None))
}

fn show_compared(catalogue: &Catalogue, found: Reference, reference: &str, screen: &mut Screen) -> Result<Outcome> {
    match found {
        Reference::Talk(index) => catalogue.talks.get(index).map_or(Ok(()), |talk| compare::talk(catalogue, talk, screen))?,
        Reference::Event(index) => {
            catalogue.events.get(index).map_or(Ok(()), |event| compare::event(catalogue, event, screen))?;
        }
        Reference::Person(_) | Reference::Entry { .. } => bail!("--compare: {}: neither a talk nor an event", plain(reference)),
    }
    Ok(Outcome::Done)
}

fn show(catalogue: &Catalogue, reference: Reference, screen: &mut Screen) -> Result<()> {
    screen.page();
    match reference {
        Reference::Talk(index) => match catalogue.talks.get(index) {
            Some(found) => talk::TalkSeen::new(catalogue, found).show(screen),
            None => Ok(()),
        },
        Reference::Event(index) => match catalogue.events.get(index) {
            Some(found) => event::show(catalogue, found, screen),
            None => Ok(()),
        },
        Reference::Person(index) => match catalogue.people.get(index) {
            Some(found) => person::show(catalogue, found, screen),
            None => Ok(()),
        },
        Reference::Entry { source, entry } => {
            let source = catalogue.sources.get(source);
            match source.and_then(|source| Some((source, source.records.entries.get(entry)?))) {
                Some((source, found)) => entry::show(source, found, screen),
                None => Ok(()),
            }
        }
    }
}

/// The error that lists what `reference` may mean.
pub(crate) fn ambiguous(catalogue: &Catalogue, reference: &str, found: &[Reference]) -> anyhow::Error {
    const MOST: usize = 20;
    let mut fault = format!("{}: fits {} things", plain(reference), found.len());
    for reference in found.iter().take(MOST) {
        fault.push_str("\n  ");
        fault.push_str(&name(catalogue, *reference));
    }
    if found.len() > MOST {
        fault.push_str(&format!("\n  and {} more", found.len() - MOST));
    }
    advised(fault, "a longer part of the title, or the id, names one")
}

/// What a reference is, with the words that name it alone.
fn name(catalogue: &Catalogue, reference: Reference) -> String {
    let name = match reference {
        Reference::Talk(index) => catalogue.talks.get(index).map(|talk| {
            let event = talk.event_name.as_deref().map(|name| format!(" · {}", plain(name))).unwrap_or_default();
            format!("talk     {}{event}  ({})", plain(&talk.title), plain(&talk.id))
        }),
        Reference::Event(index) => catalogue.events.get(index).map(|event| format!("event    {}", plain(&event.name))),
        Reference::Person(index) => catalogue.people.get(index).map(|person| format!("speaker  {}", plain(&person.name))),
        Reference::Entry { source, entry } => catalogue
            .sources
            .get(source)
            .and_then(|source| source.records.entries.get(entry))
            .map(|entry| format!("entry    {}  ({})", plain(&entry.title), plain(&entry.id))),
    };
    name.unwrap_or_default()
}

/// `words` as one word of a shell's command line.
pub(crate) fn shell_word(words: &str) -> String {
    format!("'{}'", plain(words).replace('\'', r"'\''"))
}
