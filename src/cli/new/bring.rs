//! A programme, or a list of favourites, that a person names on the command line.

use std::path::Path;

use anyhow::{Result, bail};
use hallway::extract::{Said, extract};
use hallway::follow::fetch_document;
use hallway::id::fold;
use hallway::library::{AddedState, DocumentFile, DocumentSettings, Library};
use hallway::model::{Kind, Records};
use hallway::plan::{Session, favourites as choose};
use hallway::read::{Hints, read};

use crate::cli::input::read_document;
use crate::cli::plain::{plain, plain_path};
use crate::cli::screen::{Screen, advised};
use crate::cli::words::count;

/// What is asked of a programme that a person names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// A file or an address.
    pub(super) source: &'a str,
    /// The event that it should be of.
    pub(super) event: &'a str,
    /// One that lost most of its talks is believed.
    pub(super) accept_cancelled: bool,
    /// It is looked at alone.
    pub(super) dry_run: bool,
}

/// Adds a programme to the library; an older one of its name is read no more.
pub(super) fn programme(library: &Library, wanted: Wanted, screen: &mut Screen) -> Result<()> {
    let source = plain(wanted.source);
    let (name, bytes) = bytes_of(library, wanted.source, screen)?;
    let records = records_of(&name, &bytes)?;
    let talks = records.talks.len();
    if talks == 0 || records.source.kind == Kind::Feed {
        return Err(advised(format_args!("{source}: no programme: no talks are in it"), "`hallway inspect` shows what is"));
    }
    let older = older_versions(library, &name)?;
    if let Some((path, before)) = older.iter().find(|(_, before)| talks * 2 < *before && !wanted.accept_cancelled) {
        return Err(advised(
            format_args!("{source}: {}, where {} has {before}", count(talks, "talk"), plain(path)),
            "`--accept-cancelled` takes it, where it is whole",
        ));
    }
    if wanted.dry_run {
        screen.remark(format_args!("{source}: {}; `--dry-run` leaves it there", count(talks, "talk")));
        return Ok(());
    }
    // What names its event or its kind itself is believed.
    let said = DocumentSettings {
        kind: Some(Kind::Programme).filter(|kind| records.source.kind != *kind),
        event: records.events.is_empty().then(|| wanted.event.to_owned()),
        ..DocumentSettings::default()
    };
    let added = library.add_document(&name, &bytes, &said)?;
    let path = plain(&added.path);
    if added.state == AddedState::Already {
        return Ok(());
    }
    for (older, _) in older.iter().filter(|(older, _)| *older != added.path) {
        library.remove_document(older)?;
        screen.remark(format_args!("{}: read no more; {path} is newer", plain(older)));
    }
    screen.remark(format_args!("{path}: {}", count(talks, "talk")));
    let has = |name: &str, other: &str| fold(name).contains(&fold(other));
    let stated = records.events.first().map(|event| &event.name);
    if let Some(stated) = stated.filter(|stated| !has(stated, wanted.event) && !has(wanted.event, stated)) {
        screen.remark(format_args!("{path}: says that it is of {}", plain(stated)));
    }
    Ok(())
}

/// The documents that were added under the same name before, with how many talks they hold.
fn older_versions(library: &Library, name: &str) -> Result<Vec<(String, usize)>> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_version = |path: &str| {
        let file = path.strip_prefix("notes/").unwrap_or_default();
        let (own, own_ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let number = own.strip_prefix(stem).map(|rest| rest.strip_prefix('-').unwrap_or(rest));
        own_ending == ending && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let documents = library.documents()?.into_iter().filter(|document| is_version(&document.path));
    let talks = |file: &Path| Ok::<_, anyhow::Error>(records_of(name, &read_document(file)?)?.talks.len());
    let counted = |document: DocumentFile| {
        let talks = talks(&document.file()).unwrap_or(0);
        (document.path, talks)
    };
    Ok(documents.map(counted).collect())
}

/// Chooses the sessions that the calendar at `file` names.
pub(super) fn favourites(file: &Path, sessions: &mut [Session], screen: &mut Screen) -> Result<()> {
    let name = file.to_string_lossy();
    let wanted = records_of(&name, &read_document(file)?)?.talks;
    if wanted.is_empty() {
        bail!("{}: no talks are in it", plain_path(file));
    }
    let told = choose(sessions, &wanted);
    for title in &told.strangers {
        screen.remark(format_args!("{}: not in the programme: {}", plain_path(file), plain(title)));
    }
    if told.found == 0 {
        bail!("{}: none of its {} is in the programme", plain_path(file), count(wanted.len(), "talk"));
    }
    Ok(())
}

fn bytes_of(library: &Library, source: &str, screen: &mut Screen) -> Result<(String, Vec<u8>)> {
    let is_address = ["http://", "https://"].iter().any(|scheme| source.to_ascii_lowercase().starts_with(scheme));
    if is_address {
        screen.progress(format_args!("asking {}", plain(source)));
        let fetched = fetch_document(library, source);
        screen.end_progress();
        let fetched = fetched?;
        return Ok((fetched.name, fetched.bytes));
    }
    let path = Path::new(source);
    let name = path.file_name().map_or_else(|| "programme".to_owned(), |name| name.to_string_lossy().into_owned());
    Ok((name, read_document(path)?))
}

fn records_of(name: &str, bytes: &[u8]) -> Result<Records> {
    let document = read(bytes, &Hints { name: Some(name), ..Hints::default() })?;
    Ok(extract(&document, &Said { path: Some(name.to_owned()), ..Said::default() }))
}
