//! The library that a command works in, and what its documents say together.

use std::path::Path;

use anyhow::{Result, bail};
use hallway::Error;
use hallway::index::{Index, Progress, SyncOptions, SyncReport, sync};
use hallway::library::{LINKS_FILE, Library};
use hallway::link::{Catalogue, Corrections, link};
use hallway::model::SourceRecords;

use super::Globals;
use super::only::Posts;
use super::plain::{plain, plain_path};
use super::screen::{Screen, reason_words};
use super::search::parse;
use super::words::count;

/// What can be done with a library that holds nothing.
pub(crate) const HOW_TO_FILL: &str = "`hallway add FILE…` puts documents into it, `hallway add FOLDER` all that are in one";

/// Says what can be done where nothing was found because nothing is there.
pub(crate) fn advise_where_empty(globals: &Globals, screen: &mut Screen) {
    let is_empty = |library: Library| library.documents().is_ok_and(|documents| documents.is_empty());
    if open(globals).is_ok_and(is_empty) {
        screen.remark_hint(format_args!("the library is empty: {HOW_TO_FILL}"));
    }
}

/// The library of `-C`, else the one that this folder is in, else that of `$HALLWAY_LIBRARY`.
pub(crate) fn open(globals: &Globals) -> Result<Library> {
    if let Some(directory) = &globals.directory {
        return find_from(directory);
    }
    match (Library::find(Path::new(".")), std::env::var_os("HALLWAY_LIBRARY")) {
        (Err(Error::NoLibrary { .. }), Some(directory)) => find_from(Path::new(&directory)),
        (found, _) => Ok(found?),
    }
}

/// The library that the folder `directory` is, or is in.
fn find_from(directory: &Path) -> Result<Library> {
    if directory.is_file() {
        bail!("{}: a file, where a folder is wanted", plain_path(directory));
    }
    if !directory.is_dir() {
        bail!("{}: no such folder", plain_path(directory));
    }
    Ok(Library::find(directory)?)
}

/// The index of `library`; one that is missing, damaged or of another version is made first, which is said.
pub(crate) fn index(library: &Library, screen: &mut Screen) -> Result<Index> {
    match Index::open(library) {
        Err(Error::Index { .. }) => {
            let report = update(library, &SyncOptions::default(), screen)?;
            report_failures(&report, screen);
            Ok(Index::open(library)?)
        }
        opened => Ok(opened?),
    }
}

/// What `work` makes of the index of `library`. Where it meets damage that opening did not, the index is made anew, once.
pub(crate) fn ask<R>(library: &Library, screen: &mut Screen, mut work: impl FnMut(&Index) -> Answer<R>) -> Result<R> {
    let opened = index(library, screen)?;
    match work(&opened) {
        Err(Error::Index { reason, .. }) => {
            drop(opened);
            let options = SyncOptions { rebuild: true, ..SyncOptions::default() };
            let report = update_because(library, &options, Some(&reason), screen)?;
            report_failures(&report, screen);
            Ok(work(&Index::open(library)?)?)
        }
        answer => Ok(answer?),
    }
}

/// The same where nothing follows but the end of the process. The index stays open: its files go with the process, and letting go of
/// them one by one before that takes a part of a cold search.
pub(crate) fn ask_last<R>(library: &Library, screen: &mut Screen, mut work: impl FnMut(&Index) -> Answer<R>) -> Result<R> {
    let mut opened = None;
    let answer = ask(library, screen, |index| {
        opened = Some(index.clone());
        work(index)
    });
    std::mem::forget(opened);
    answer
}

type Answer<R> = Result<R, Error>;

/// Takes the posts that do not matter out of a document.
type LeaveOut<'a> = &'a dyn Fn(&mut SourceRecords);

/// All documents of `library`, with those `posts` of feeds.
pub(crate) fn sources(library: &Library, index: &Index, posts: Posts) -> Answer<Vec<SourceRecords>> {
    let choice = posts.choice(library, index)?;
    let mut sources = Vec::new();
    index.for_each_source(&mut |mut source| {
        choice.leave_out(&mut source);
        sources.push(source);
        Ok(())
    })?;
    Ok(sources)
}

/// All documents of `library`, each with its own records alone.
pub(crate) fn unlinked(library: &Library, posts: Posts, screen: &mut Screen) -> Result<Catalogue> {
    screen.progress("reading the index");
    let sources = ask(library, screen, |index| sources(library, index, posts))?;
    screen.end_progress();
    Ok(Catalogue { sources, ..Catalogue::default() })
}

/// What all documents of `library` know together, with those `posts` of feeds.
pub(crate) fn catalogue(library: &Library, posts: Posts, screen: &mut Screen) -> Result<Catalogue> {
    screen.progress("reading the index");
    let sources = ask(library, screen, |index| sources(library, index, posts))?;
    let corrections = Corrections::read(&library.root().join(LINKS_FILE))?;
    screen.progress("linking");
    let catalogue = link(sources, &corrections);
    screen.end_progress();
    Ok(catalogue)
}

/// What the talks that `query` finds are by all documents, and how many passages it finds; `None` where the whole library is as
/// soon linked.
pub(crate) fn catalogue_of(
    library: &Library,
    query: &str,
    posts: Posts,
    screen: &mut Screen,
) -> Result<Option<(Catalogue, usize)>> {
    near(library, posts, screen, |index, corrections, leave_out| {
        index.link_found(&parse(library, query)?, corrections, leave_out)
    })
}

/// What `reference` names, by all documents; `None` where the whole library is as soon linked.
pub(crate) fn catalogue_named(
    library: &Library,
    reference: &str,
    posts: Posts,
    screen: &mut Screen,
) -> Result<Option<Catalogue>> {
    near(library, posts, screen, |index, corrections, leave_out| index.link_named(reference, corrections, leave_out))
}

/// What `link` makes of a large library, with those `posts` of feeds.
fn near<R>(
    library: &Library,
    posts: Posts,
    screen: &mut Screen,
    link: impl Fn(&Index, &Corrections, LeaveOut<'_>) -> Answer<Option<R>>,
) -> Result<Option<R>> {
    let corrections = Corrections::read(&library.root().join(LINKS_FILE))?;
    ask(library, screen, |index| {
        if !index.is_large() {
            return Ok(None);
        }
        let choice = posts.choice(library, index)?;
        link(index, &corrections, &|source| choice.leave_out(source))
    })
}

/// Brings the index up to date, telling of what takes a while.
pub(crate) fn update(library: &Library, options: &SyncOptions, screen: &mut Screen) -> Result<SyncReport> {
    update_because(library, options, None, screen)
}

/// [`update`]; `why` is told where the index is made anew for a reason that only the caller knows.
fn update_because(library: &Library, options: &SyncOptions, why: Option<&str>, screen: &mut Screen) -> Result<SyncReport> {
    let report = sync(library, options, &mut |progress| match progress {
        Progress::Waiting(who) => screen.remark(format_args!("index: waiting for {}", plain(&who))),
        Progress::Rebuilding(reason) => {
            screen.remark(format_args!("index: made anew: {}", plain(why.unwrap_or(&reason))));
        }
        Progress::Reading { done, of } => screen.progress_often(format_args!("reading {done} of {of}")),
        Progress::Linking => screen.progress("linking"),
        Progress::Writing => screen.progress("writing the index"),
    });
    screen.end_progress();
    Ok(report?)
}

/// Tells which documents could not be read; whether there are any.
pub(crate) fn report_failures(report: &SyncReport, screen: &mut Screen) -> bool {
    tell_failures(&report.failed, screen);
    tell_kept(report, screen);
    !report.failed.is_empty()
}

/// Tells that of documents which cannot be opened now what was read before is kept.
pub(crate) fn tell_kept(report: &SyncReport, screen: &mut Screen) {
    if !report.kept.is_empty() {
        let documents = count(report.kept.len(), "document");
        screen.remark_hint(format_args!(
            "what was read of {documents} before is kept, and read again as soon as the system allows it"
        ));
    }
}

/// Tells which documents could not be read, each with the reason.
pub(crate) fn tell_failures<'a>(failed: impl IntoIterator<Item = &'a (String, String)>, screen: &mut Screen) {
    for (path, reason) in failed {
        // A reason that names its place itself does not need it twice.
        let reason = reason.strip_prefix(&format!("{path}: ")).unwrap_or(reason);
        screen.fault(format_args!("{}: {}", plain(path), reason_words(reason)));
    }
}
