//! `hallway link`: a decision by hand that two talks, events or people are one, or are not.

use anyhow::{Result, bail};
use clap_complete::ArgValueCompleter;
use hallway::id::slug;
use hallway::library::LINKS_FILE;
use hallway::link::{Catalogue, Correction, Corrections, Found, Reference, find};

use super::library;
use super::only::Posts;
use super::plain::plain;
use super::screen::{Screen, advised};
use super::show::ambiguous;
use super::{Globals, Outcome, complete};

const EXAMPLES: &str = "\
Examples:
  hallway link \"lock-free lists\" \"lists without locks\"     the two talks are one
  hallway link --not \"Ada Njoku\" \"A. Njoku\"               they are two people
  hallway link --undo \"Ada Njoku\" \"A. Njoku\"              forget what was said of the two";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Link {
    /// An id, a title or a name, or a part of one that fits a single thing
    #[arg(add = ArgValueCompleter::new(complete::reference))]
    a: String,
    /// The other one
    #[arg(add = ArgValueCompleter::new(complete::reference))]
    b: String,
    /// The two are not the same
    #[arg(long, conflicts_with = "undo")]
    not: bool,
    /// Forget what was said of the two
    #[arg(long)]
    undo: bool,
}

/// What can be linked: two of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Talk,
    Event,
    Person,
}

impl Link {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let path = library.root().join(LINKS_FILE);
        let mut corrections = Corrections::read(&path)?;
        let (a, b) = match self.undo {
            true => self.said_before(&corrections)?,
            false => self.resolve_both(&library::catalogue(&library, Posts::All, screen)?)?,
        };
        let changed = match (self.undo, self.not) {
            (true, _) => corrections.undo(&a, &b),
            (false, true) => corrections.add_different(&a, &b),
            (false, false) => corrections.add_same(&a, &b),
        };
        if changed {
            corrections.write(&path)?;
        }
        if screen.json {
            return self.show_json(&a, &b, changed, screen);
        }
        if !changed {
            screen.report(format_args!("links.toml: says so already: {} and {}", plain(&a), plain(&b)))?;
            return Ok(Outcome::Done);
        }
        screen.report(format_args!("links.toml: {}: {} and {}", self.decision(), plain(&a), plain(&b)))?;
        Ok(Outcome::Done)
    }

    fn show_json(&self, a: &str, b: &str, changed: bool, screen: &mut Screen) -> Result<Outcome> {
        let decision = self.decision();
        screen.json_line(&serde_json::json!({ "a": a, "b": b, "decision": decision, "changed": changed }))?;
        Ok(Outcome::Done)
    }

    fn decision(&self) -> &'static str {
        match (self.undo, self.not) {
            (true, _) => "forgotten",
            (false, true) => "not the same",
            (false, false) => "the same",
        }
    }

    fn resolve_both(&self, catalogue: &Catalogue) -> Result<(String, String)> {
        let (sort_a, a) = resolve(catalogue, &self.a)?;
        let (sort_b, b) = resolve(catalogue, &self.b)?;
        if sort_a != sort_b {
            bail!("{} is {}, {} is {}", plain(&self.a), sort_a.words(), plain(&self.b), sort_b.words());
        }
        if a == b {
            return Err(advised(
                format_args!("{} and {} are one already: {}", plain(&self.a), plain(&self.b), plain(&a)),
                "`hallway show` tells why; `link --not` takes the ids of the records that it joined",
            ));
        }
        Ok((a, b))
    }

    /// The two as links.toml has them. What was decided may name what is no longer there, or is one by now, so the file's
    /// own words decide, and a part of them does.
    fn said_before(&self, corrections: &Corrections) -> Result<(String, String)> {
        let fits = |said: &str, reference: &str| said == reference || slug(said).contains(&slug(reference));
        let said: Vec<&Correction> = corrections
            .list
            .iter()
            .filter(|said| {
                (fits(&said.a, &self.a) && fits(&said.b, &self.b)) || (fits(&said.a, &self.b) && fits(&said.b, &self.a))
            })
            .collect();
        match said.as_slice() {
            [one] => Ok((one.a.clone(), one.b.clone())),
            several => Err(advised(
                format_args!("links.toml: {} of {} and {}", statements(several.len()), plain(&self.a), plain(&self.b)),
                "give the two as links.toml has them",
            )),
        }
    }
}

fn statements(number: usize) -> String {
    match number {
        0 => "says nothing".to_owned(),
        number => format!("says {number} things"),
    }
}

impl Sort {
    fn words(self) -> &'static str {
        match self {
            Sort::Talk => "a talk",
            Sort::Event => "an event",
            Sort::Person => "a speaker",
        }
    }
}

/// What `reference` means, and the words that links.toml names it by.
fn resolve(catalogue: &Catalogue, reference: &str) -> Result<(Sort, String)> {
    // A record's own id names it even where it is already part of another talk, so that `--not` can part the two.
    let is_record = |talk: &hallway::model::Talk| talk.id == reference;
    if catalogue.sources.iter().any(|source| source.records.talks.iter().any(is_record)) {
        return Ok((Sort::Talk, reference.to_owned()));
    }
    match find(catalogue, reference) {
        Found::One(found) => named(catalogue, found, reference)
            .ok_or_else(|| anyhow::anyhow!("{}: an entry; talks, events and speakers can be linked", plain(reference))),
        Found::Several(found) => Err(ambiguous(catalogue, reference, &found)),
        Found::None => Err(advised(
            format_args!("{}: no talk, event or speaker is called so", plain(reference)),
            "`hallway list talks` and `hallway list speakers` show what there is",
        )),
    }
}

/// A spelling of its own names an event or a speaker even where it is one with others by now, so that `--not` can part them.
fn named(catalogue: &Catalogue, found: Reference, written: &str) -> Option<(Sort, String)> {
    let spelling = |name: &String, aliases: &[String]| aliases.iter().find(|alias| *alias == written).unwrap_or(name).clone();
    match found {
        Reference::Talk(index) => catalogue.talks.get(index).map(|talk| (Sort::Talk, talk.id.clone())),
        Reference::Event(index) => catalogue.events.get(index).map(|event| (Sort::Event, spelling(&event.name, &event.aliases))),
        Reference::Person(index) => {
            catalogue.people.get(index).map(|person| (Sort::Person, spelling(&person.name, &person.aliases)))
        }
        Reference::Entry { .. } => None,
    }
}
