//! `hallway export`: every record of the library for other programs.

mod csv;
mod jsonl;
mod markdown;

use anyhow::Result;

use super::library;
use super::screen::Screen;
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway export > records.jsonl                   every record, one JSON object a line
  hallway export | jq 'select(.record==\"talk\")'    the talks alone
  hallway export --format markdown > all.md        talks, notes and takeaways to read
  hallway export --format csv > talks.csv          one talk a row";

/// Print every record of the library, for other programs
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Export {
    /// What to write: every record as JSON; talks with notes to read; talks as a table
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Jsonl,
    Markdown,
    Csv,
}

impl Export {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let catalogue = library::catalogue(&library, screen)?;
        match self.format {
            Format::Jsonl => jsonl::write(&catalogue, screen)?,
            Format::Markdown => markdown::write(&catalogue, screen)?,
            Format::Csv => csv::write(&catalogue, screen)?,
        }
        Ok(if catalogue.sources.is_empty() { Outcome::Nothing } else { Outcome::Done })
    }
}
