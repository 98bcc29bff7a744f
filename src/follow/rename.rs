//! A followed feed gets another name: its file, its settings and what is remembered of it go with it.

use super::names::{FeedFiles, file_of, new_name};
use super::state::FetchLog;
use crate::error::{Error, Result};
use crate::library::{FeedSettings, Library, sync_folder};

/// Calls `feed` what people called `wanted` would be; its new name, a number behind it where another feed has it.
pub(super) fn rename(library: &Library, feed: &FeedSettings, wanted: &str) -> Result<String> {
    let url = url::Url::parse(&feed.url).map_err(|fault| Error::Usage(format!("{}: no address: {fault}", feed.url)))?;
    if crate::id::slug(wanted) == feed.name {
        return Ok(feed.name.clone());
    }
    let _lock = library.lock_feeds()?;
    let settings = library.settings()?;
    let files = FeedFiles::list(library);
    let name = new_name(&files, &settings, wanted, &url);
    let mut log = FetchLog::read(library)?;
    let state = log.state(feed);
    let from = files.path(&feed.name);
    let ending = from.rsplit_once('.').map_or("atom", |(_, ending)| ending);
    let to = format!("feeds/{name}.{ending}");
    // Killed between any two of these, the feed is read anew, and nothing is lost.
    library.follow_feed(&FeedSettings { name: name.clone(), ..feed.clone() })?;
    library.say_of_document(&to, &settings.documents.get(&from).cloned().unwrap_or_default())?;
    let file = file_of(library, &from);
    if file.is_file() {
        let target = file_of(library, &to);
        std::fs::rename(&file, &target).map_err(Error::io(&target))?;
        sync_folder(&library.root().join("feeds"))?;
    }
    log.set(&name, state);
    log.keep_only(&library.settings()?.feed);
    log.write()?;
    Ok(name)
}
