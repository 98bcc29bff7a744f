//! `hallway export`: every record of the library for other programs.

mod csv;
mod jsonl;
mod markdown;
mod opml;

use anyhow::Result;

use super::library;
use super::screen::Screen;
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway export > records.jsonl                   every record, one JSON object a line
  hallway export | jq 'select(.record==\"talk\")'    the talks alone
  hallway export --format markdown > all.md        talks, notes and takeaways to read
  hallway export --format csv > talks.csv          one talk a row
  hallway export --format opml > feeds.opml        the feeds followed, for other readers";

/// Print every record of the library, for other programs
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Export {
    /// What to write: every record as JSON; talks with notes to read; talks as a table; followed feeds as a list
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Jsonl,
    Markdown,
    Csv,
    Opml,
}

impl Export {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let catalogue = library::catalogue(&library, screen)?;
        match self.format {
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
