//! `hallway export --format opml`: the feeds that are followed, for other feed readers.

use std::collections::HashMap;

use anyhow::Result;
use hallway::follow::write_list;
use hallway::library::Library;
use hallway::link::Catalogue;

use crate::cli::plain::plain_xml;
use crate::cli::screen::Screen;

pub(super) fn write(library: &Library, catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    let title = library.settings()?.title.clone().unwrap_or_else(|| "Feeds".to_owned());
    let sources: HashMap<&str, _> = catalogue.sources.iter().map(|source| (&*source.path, &source.records.source)).collect();
    let about = |path: &str| sources.get(path).copied();
    let list = write_list(library, &title, &about)?;
    String::from_utf8_lossy(&list).lines().try_for_each(|line| screen.line(plain_xml(line)))
}
