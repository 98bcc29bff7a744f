//! `hallway remove`: a document is forgotten; its file stays.

use anyhow::Result;
use hallway::index::SyncOptions;

use super::plain::plain;
use super::screen::Screen;
use super::{Globals, Outcome, library};

const EXAMPLES: &str = "\
Examples:
  hallway remove notes/ferrocon.md      forgotten; the file stays where it is
  hallway add notes/ferrocon.md         remembered again";

/// Forget documents; their files are never deleted
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Remove {
    /// Paths inside the library, or file names
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
}

impl Remove {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let mut failed = false;
        for source in &self.sources {
            let removed = library.find_document(source).and_then(|document| {
                library.remove_document(&document.path)?;
                Ok(document.path)
            });
            match removed {
                Ok(path) => {
                    if screen.json {
                        screen.json_line(&serde_json::json!({ "removed": path }))?;
                    }
                    let path = plain(&path);
                    screen.report(format_args!("{path}: forgotten; the file stays, `hallway add` takes it back"))?;
                }
                Err(error) => {
                    screen.error(&error.into());
                    failed = true;
                }
            }
        }
        let report = library::update(&library, &SyncOptions::default(), screen)?;
        failed |= library::report_failures(&report, screen);
        Ok(if failed { Outcome::Damaged } else { Outcome::Done })
    }
}
