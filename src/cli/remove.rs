//! `hallway remove`: a document is forgotten, a feed followed no longer; files stay.

use anyhow::Result;
use clap_complete::ArgValueCompleter;
use hallway::follow::{FeedStatus, status};
use hallway::index::SyncOptions;
use hallway::library::Library;

use super::plain::plain;
use super::screen::Screen;
use super::{Globals, Outcome, complete, library};

const EXAMPLES: &str = "\
Examples:
  hallway remove notes/ferrocon.md      forgotten; the file stays where it is
  hallway add notes/ferrocon.md         remembered again";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Remove {
    /// Paths inside the library, file names, or names and addresses of followed feeds
    #[arg(required = true, value_name = "SOURCE", add = ArgValueCompleter::new(complete::document))]
    sources: Vec<String>,
}

impl Remove {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let mut failed = false;
        for source in &self.sources {
            if self.unfollow(&library, source, screen)? {
                continue;
            }
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

    /// Ends following the feed that `source` names, where it names one; its document is forgotten like any other.
    fn unfollow(&self, library: &Library, source: &str, screen: &mut Screen) -> Result<bool> {
        let is_meant =
            |status: &FeedStatus| [&status.feed.name, &status.feed.url, &status.path].iter().any(|name| *name == source);
        let Some(status) = status(library)?.into_iter().find(is_meant) else { return Ok(false) };
        library.unfollow_feed(&status.feed.name)?;
        let has_document = library.root().join(&status.path).is_file();
        if has_document {
            library.remove_document(&status.path)?;
        }
        if screen.json {
            screen.json_line(&serde_json::json!({ "removed": status.path, "unfollowed": status.feed.url }))?;
        }
        let (name, path) = (plain(&status.feed.name), plain(&status.path));
        match has_document {
            true => {
                screen.report(format_args!("{name}: followed no longer; {path} stays, `hallway add {path}` takes it back"))?
            }
            false => screen.report(format_args!("{name}: followed no longer"))?,
        }
        Ok(true)
    }
}
