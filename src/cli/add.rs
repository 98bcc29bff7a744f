//! `hallway add`: documents are copied into the library, read and linked.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use hallway::follow::{Subscription, read_list};
use hallway::index::SyncOptions;
use hallway::library::{AddedState, Library};
use hallway::link::Catalogue;

use super::below::{Below, files_below};
use super::input::read_document;
use super::only::Posts;
use super::plain::{plain, plain_path};
use super::said::SaidArgs;
use super::screen::Screen;
use super::summary::{TalksOf, Totals, library_line, source_cells};
use super::table::columns;
use super::{Globals, Outcome, feeds, library};

const EXAMPLES: &str = "\
Examples:
  hallway add ferrocon.md talks.html       two documents
  hallway add ~/conferences                all that are in a folder
  hallway add --event \"Ferrocon 2031\" cfp.txt
  hallway add https://example.org/blog/    follow the feed that is there, or that the page offers
  hallway add feeds.opml                   follow all that a list names
  pbpaste | hallway add - --name keynote";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Add {
    /// Files, folders, addresses of feeds, or `-` for standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    #[command(flatten)]
    said: SaidArgs,
    /// What to call it, where one document is added
    #[arg(long)]
    name: Option<String>,
    /// Read the archive of a feed too, where it has one (RFC 5005)
    #[arg(long)]
    history: bool,
}

impl Add {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        if self.name.is_some() && self.sources.len() > 1 {
            bail!("--name: names one document, and {} are added", self.sources.len());
        }
        let library = library::open(globals)?;
        let mut added = Vec::new();
        let mut failed = false;
        for source in &self.sources {
            failed |= !self.add_source(&library, source, &mut added, screen);
        }
        let report = library::update(&library, &SyncOptions::default(), screen)?;
        failed |= library::report_failures(&report, screen);
        let catalogue = library::catalogue(&library, Posts::All, screen)?;
        self.show(&catalogue, &added, screen)?;
        Ok(if failed { Outcome::Damaged } else { Outcome::Done })
    }

    /// Adds what `source` names; whether all of it could be used.
    fn add_source(&self, library: &Library, source: &Path, added: &mut Vec<String>, screen: &mut Screen) -> bool {
        if is_address(source) {
            let paths = feeds::follow(library, &self.subscription(source), screen);
            return match paths {
                Ok(paths) => {
                    added.extend(paths);
                    true
                }
                Err(error) => {
                    screen.error(&error);
                    false
                }
            };
        }
        let below = match self.files_of(library, source) {
            Ok(below) => below,
            Err(error) => {
                screen.error(&error);
                return false;
            }
        };
        for (left, why) in &below.left {
            screen.remark(format_args!("{}: {why}", plain_path(left)));
        }
        let mut all = below.faults.is_empty();
        below.faults.into_iter().for_each(|fault| screen.error(&fault.into()));
        for file in below.files {
            match self.add_file(library, &file, screen) {
                Ok(path) => added.extend(path.filter(|path| !added.contains(path))),
                Err(error) => {
                    screen.error(&error);
                    all = false;
                }
            }
        }
        all
    }

    fn subscription(&self, address: &Path) -> Subscription {
        Subscription {
            url: address.to_string_lossy().into_owned(),
            name: self.name.clone(),
            event: self.said.event.clone(),
            author: self.said.author.clone(),
            history: self.history,
        }
    }

    fn files_of(&self, library: &Library, source: &Path) -> Result<Below> {
        if !source.is_dir() {
            return Ok(Below { files: vec![source.to_owned()], ..Below::default() });
        }
        let below = files_below(source, library.root());
        match (below.files.as_slice(), &self.name) {
            ([], _) if below.faults.is_empty() => bail!("{}: holds no document", plain_path(source)),
            ([_, _, ..], Some(_)) => bail!("--name: names one document, and {} holds more", plain_path(source)),
            _ => Ok(below),
        }
    }

    fn add_file(&self, library: &Library, file: &Path, screen: &mut Screen) -> Result<Option<String>> {
        let bytes = read_document(file)?;
        if let Some(list) = read_list(&bytes) {
            feeds::tell_list(library, &plain_path(file), &list, screen)?;
            return Ok(None);
        }
        let said = self.said.settings(self.name.as_deref());
        let added = match library.add_document(&self.file_name(file), &bytes, &said) {
            Ok(added) => added,
            Err(hallway::Error::Unreadable { reason, .. }) => bail!("{}: {}", plain_path(file), plain(&reason)),
            Err(error) => return Err(error.into()),
        };
        let (from, to) = (plain_path(file), plain(&added.path));
        match added.state {
            AddedState::New => {}
            AddedState::Renamed => screen.remark(format_args!("{from}: kept as {to}; its name was taken")),
            AddedState::Already => screen.remark(format_args!("{from}: here already, as {to}")),
        }
        Ok(Some(added.path))
    }

    /// The name to keep a file under. What comes from standard input has none: no ending either, so that its format is
    /// told by its content.
    fn file_name(&self, file: &Path) -> String {
        match (file == Path::new("-"), &self.name) {
            (true, Some(name)) => hallway::id::slug(name),
            (true, None) => "standard-input".to_owned(),
            (false, _) => file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    fn show(&self, catalogue: &Catalogue, added: &[String], screen: &mut Screen) -> Result<()> {
        let places: HashMap<&str, usize> =
            catalogue.sources.iter().enumerate().map(|(index, source)| (&*source.path, index)).collect();
        let found = |path: &String| places.get(&**path).and_then(|index| Some((*index, catalogue.sources.get(*index)?)));
        let sources = added.iter().filter_map(found);
        if screen.json {
            for (_, source) in sources {
                screen.json_line(&super::summary::source_json(source))?;
            }
            return Ok(());
        }
        let talks = TalksOf::sources(catalogue);
        let rows: Vec<Vec<String>> = sources.map(|(index, _)| source_cells(&talks, index)).collect();
        columns(&rows, screen.width()).iter().try_for_each(|line| screen.report(line))?;
        screen.report(library_line(&Totals::of(catalogue)))
    }
}

fn is_address(source: &Path) -> bool {
    let text = source.to_string_lossy().to_ascii_lowercase();
    ["http://", "https://", "feed:"].iter().any(|scheme| text.starts_with(scheme)) && !source.exists()
}
