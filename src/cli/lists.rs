//! What only the whole library tells, all of it linked: talks, events, speakers and topics with their counts, what is in doubt.
//!
//! To link a large library takes half a minute, so what came of it is kept beside the index until something changes. Derived, and
//! worked out anew where it cannot be kept.

use std::path::PathBuf;

use anyhow::Result;
use hallway::index::Index;
use hallway::library::{LINKS_FILE, Library, SETTINGS_FILE, write_file_atomically};
use hallway::link::Catalogue;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::list::{What, rows_of};
use super::only::Posts;
use super::screen::Screen;
use super::{doctor, library};

/// The name under which `doctor` finds again what it told.
pub(crate) const FINDINGS: &str = "findings";

/// The lists of a library in one state.
pub(crate) struct Lists<'a> {
    library: &'a Library,
    posts: Posts,
    /// Tells apart all that the lists depend on.
    state: String,
}

impl<'a> Lists<'a> {
    /// Those of `library` as it is now, with those `posts` of feeds.
    pub(crate) fn of(library: &'a Library, posts: Posts, screen: &mut Screen) -> Result<Lists<'a>> {
        let state = library::ask(library, screen, |index| Ok(state_of(library, index.commit())))?;
        Ok(Lists { library, posts: posts.in_effect(library)?, state })
    }

    /// The list `name`, where it was kept in this state; else what `work` makes of the whole library, which is kept with all else
    /// that is short.
    pub(crate) fn get<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        screen: &mut Screen,
        work: impl FnOnce(&Catalogue) -> Vec<T>,
    ) -> Result<Vec<T>> {
        if let Some(kept) = self.read(name) {
            return Ok(kept);
        }
        let catalogue = library::catalogue(self.library, self.posts, screen)?;
        let list = work(&catalogue);
        // What was linked meanwhile may be another state.
        if Index::open(self.library).is_ok_and(|index| state_of(self.library, index.commit()) == self.state) {
            self.keep_the_others(name, &catalogue);
            self.keep(name, &list);
        }
        Ok(list)
    }

    /// Keeps all that is short but `name`, which is known already.
    fn keep_the_others(&self, name: &str, catalogue: &Catalogue) {
        for what in [What::Events, What::Speakers, What::Topics, What::Sources].into_iter().filter(|what| what.name() != name) {
            self.keep(&what.name(), &rows_of(what, catalogue));
        }
        if name != FINDINGS {
            self.keep(FINDINGS, &doctor::findings(catalogue));
        }
    }

    fn file_of(&self, name: &str) -> PathBuf {
        let posts = if self.posts == Posts::All { "all" } else { "only" };
        self.library.index_folder().join("lists").join(format!("{name}-{posts}.jsonl"))
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<Vec<T>> {
        let text = std::fs::read_to_string(self.file_of(name)).ok()?;
        let (state, lines) = text.split_once('\n')?;
        if state != self.state {
            return None;
        }
        lines.lines().map(|line| serde_json::from_str(line).ok()).collect()
    }

    fn keep<T: Serialize>(&self, name: &str, list: &[T]) {
        let mut text = format!("{}\n", self.state);
        for line in list {
            let Ok(line) = serde_json::to_string(line) else { return };
            text.push_str(&line);
            text.push('\n');
        }
        let file = self.file_of(name);
        if file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok()) {
            let _ = write_file_atomically(&file, text.as_bytes());
        }
    }
}

/// Tells apart the documents as the index has them at `commit`, the settings, the corrections, and this program.
fn state_of(library: &Library, commit: &str) -> String {
    let text = |name: &str| std::fs::read(library.root().join(name)).unwrap_or_default();
    let program = std::env::current_exe().and_then(std::fs::metadata).ok();
    let program = program.map(|file| (file.len(), file.modified().ok()));
    let words = format!("{program:?} {commit} {:?} {:?}", text(SETTINGS_FILE), text(LINKS_FILE));
    hallway::id::hash(words.as_bytes())
}
