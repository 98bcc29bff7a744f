//! `hallway init`: a folder becomes a library.

use std::path::PathBuf;

use anyhow::{Result, bail};
use hallway::library::{Library, SETTINGS_FILE};

use super::plain::plain_path;
use super::screen::Screen;
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway init confnotes         a library in a new folder
  hallway init                   one in this folder, beside what is there";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder; this one where none is named
    dir: Option<PathBuf>,
}

impl Init {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let dir = match (&globals.directory, &self.dir) {
            (Some(here), Some(dir)) => here.join(dir),
            (None, Some(dir)) => dir.clone(),
            (here, None) => here.clone().unwrap_or(PathBuf::from(".")),
        };
        if dir.is_file() {
            bail!("{}: a file, where a folder is wanted", plain_path(&dir));
        }
        let was_there = dir.join(SETTINGS_FILE).is_file();
        Library::init(&dir)?;
        let place = plain_path(&dir);
        if screen.json {
            screen.json_line(&serde_json::json!({ "library": dir.to_string_lossy(), "was_there": was_there }))?;
        }
        match was_there {
            true => screen.report(format_args!("{place}: a library already; what was missing is there now"))?,
            false => {
                screen.report(format_args!("{place}: a library: hallway.toml, notes/, feeds/, index/"))?;
                screen.remark_hint(super::library::HOW_TO_FILL);
            }
        }
        Ok(Outcome::Done)
    }
}
