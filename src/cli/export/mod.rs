//! `hallway export`: every record of the library for other programs.

mod csv;
mod ics;
mod jsonl;
mod markdown;
mod opml;

use anyhow::{Result, bail};

use super::library;
use super::only::Posts;
use super::plain::plain;
use super::publish;
use super::screen::Screen;
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway export > records.jsonl                   every record, one JSON object a line
  hallway export | jq 'select(.record==\"talk\")'    the talks alone
  hallway export --format markdown > all.md        talks, notes and takeaways to read
  hallway export --format csv > talks.csv          one talk a row
  hallway export --format opml > feeds.opml        the feeds followed, for other readers
  hallway export --format ics > mine.ics           the talks that you planned, for a calendar
  hallway export --public --format markdown        without drafts and what is private, for others";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Export {
    /// What to write: every record as JSON; talks with notes to read; talks as a table; followed feeds as a list; a calendar
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Leave out what is not for others: drafts, private files and sections, proposals
    #[arg(long)]
    public: bool,
    /// Take posts in, too, that `only` in hallway.toml leaves out
    #[arg(long)]
    all: bool,
    /// ics: the talks that this query finds instead of those that you planned
    query: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Jsonl,
    Markdown,
    Csv,
    Opml,
    Ics,
}

impl Export {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        if !self.query.is_empty() && self.format != Format::Ics {
            bail!(
                "{}: a query chooses talks for --format ics; `hallway search` and `list` take queries",
                plain(&self.query.join(" "))
            );
        }
        let mut catalogue = library::catalogue(&library, Posts::all_if(self.all), screen)?;
        if self.public {
            catalogue = publish::public_catalogue(&library, &catalogue)?;
        }
        match self.format {
            Format::Ics => return ics::write(&library, &catalogue, &self.query, screen),
            Format::Jsonl => jsonl::write(&catalogue, screen)?,
            Format::Markdown => markdown::write(&catalogue, screen)?,
            Format::Csv => csv::write(&catalogue, screen)?,
            Format::Opml => {
                opml::write(&library, &catalogue, screen)?;
                let is_empty = library.settings()?.feed.is_empty();
                return Ok(if is_empty { Outcome::Nothing } else { Outcome::Done });
            }
        }
        Ok(if catalogue.sources.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}
