//! A library folder: which documents are in notes/ and feeds/, in a fixed order, and its settings.
//!
//! ```text
//! hallway.toml     what Settings says
//! links.toml       corrections made by hand, see `link`
//! notes/ feeds/    the documents, byte for byte as they were written
//! index/           derived: see `index`
//! ```

mod documents;
mod files;
mod seen;
mod settings;

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use documents::{DocumentFile, is_document_name};
pub(crate) use documents::{changed_ns, file_of, is_gone, read_bytes};
pub(crate) use files::temporary_in;
pub use files::{
    PUBLISHED, PUBLISHED_FOLDERS, is_published, sweep_leftovers, sync_folder, write_file_atomically, write_file_atomically_with,
};
pub use seen::FirstSeen;
pub use settings::{
    Content, DocumentSettings, FeedSettings, Owner, PublishSettings, SavedSearch, Settings, read_settings, settings_error,
};

use crate::error::{Error, Result};
use crate::extract::Said;
use crate::read;

/// The file that makes a folder a library.
pub const SETTINGS_FILE: &str = "hallway.toml";
/// Corrections made by hand.
pub const LINKS_FILE: &str = "links.toml";

/// What a new `hallway.toml` says.
const NEW_SETTINGS: &str = "\
# A hallway library. Every line is optional; what stands behind a # is an example.

# title = \"My conference notes\"
# address = \"https://example.org/notes/\"     # where the feeds are published
# allow = [\"127.0.0.1:8000\"]                 # may be asked though it is not of the public internet

# [owner]
# name = \"Your Name\"                         # whose notes `new` and `list talks --missed` mean
# uri = \"https://example.org/\"

# [publish]
# entries = 200                              # the most in one feed, the newest; else 1,000
# content = \"summary\"                        # full, summary or link: how much of a post goes out
# hold_back = [\"notes/mine.md\"]

# [[feed]]                                   # `hallway add https://ada.example/blog/` writes one
# name = \"ada\"
# url = \"https://ada.example/blog/feed.xml\"
# interval = \"6h\"                            # asked no more often than that
# only = \"talks\"                             # all, talks, or a query: which posts matter
";

/// A library folder.
#[derive(Debug)]
pub struct Library {
    root: PathBuf,
    settings: Mutex<Option<Arc<Settings>>>,
}

/// What became of a document given to [`Library::add_document`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its path inside the library, `notes/ferrocon.md`.
    pub path: String,
    /// Whether it was copied, or was there before.
    pub state: AddedState,
    /// It is a feed, and so lies in feeds/.
    pub is_feed: bool,
}

/// Whether a document was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddedState {
    /// Copied under its own name.
    New,
    /// Copied under another name, since its own was taken by a document that differs.
    Renamed,
    /// The same bytes are in the library already.
    Already,
}

/// Held by the one process that writes the index; the lock ends with the value, or with the process.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl Library {
    /// Makes what is missing of a library at `dir`, overwriting nothing.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be written, [`Error::Settings`] where a `hallway.toml` is there and wrong.
    pub fn init(dir: &Path) -> Result<Library> {
        for folder in ["notes", "feeds", "index"] {
            let folder = dir.join(folder);
            fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        }
        let settings = dir.join(SETTINGS_FILE);
        if !settings.exists() {
            write_file_atomically(&settings, NEW_SETTINGS.as_bytes())?;
        }
        let library = Library::open(dir)?;
        library.settings()?;
        Ok(library)
    }

    /// The library at `dir` itself.
    ///
    /// # Errors
    /// [`Error::NoLibrary`] where `dir` holds no `hallway.toml`.
    pub fn open(dir: &Path) -> Result<Library> {
        if !dir.join(SETTINGS_FILE).is_file() {
            return Err(Error::NoLibrary { path: dir.to_owned() });
        }
        Ok(Library { root: dir.to_owned(), settings: Mutex::new(None) })
    }

    /// The library that `start` is in: the nearest folder from `start` upwards that holds a `hallway.toml`.
    ///
    /// # Errors
    /// [`Error::NoLibrary`] where there is none.
    pub fn find(start: &Path) -> Result<Library> {
        let absolute = std::path::absolute(start).map_err(Error::io(start))?;
        let root = absolute.ancestors().find(|folder| folder.join(SETTINGS_FILE).is_file());
        match root {
            Some(root) => Library::open(root),
            None => Err(Error::NoLibrary { path: start.to_owned() }),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of what is derived.
    pub fn index_folder(&self) -> PathBuf {
        self.root.join("index")
    }

    /// What `hallway.toml` says, read when first asked for.
    ///
    /// # Errors
    /// [`Error::Settings`] with line and column, [`Error::Io`].
    pub fn settings(&self) -> Result<Arc<Settings>> {
        let mut known = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = known.as_ref() {
            return Ok(Arc::clone(settings));
        }
        let path = self.root.join(SETTINGS_FILE);
        let settings = Arc::new(read_settings(&read_text(&path)?, &path)?);
        *known = Some(Arc::clone(&settings));
        Ok(settings)
    }

    /// Changes `hallway.toml`, keeping its comments and order; written only where `change` makes a difference.
    ///
    /// # Errors
    /// [`Error::Settings`] where the file is wrong before or after the change, [`Error::Io`].
    pub fn edit_settings(&self, change: impl FnOnce(&mut toml_edit::DocumentMut)) -> Result<()> {
        let lock = self.index_folder().join(".settings-lock");
        let _held = lock_file(&lock)?;
        let path = self.root.join(SETTINGS_FILE);
        let text = read_text(&path)?;
        read_settings(&text, &path)?;
        let mut document: toml_edit::DocumentMut = text.parse().map_err(|fault: toml_edit::TomlError| {
            let reason = fault.message().replace('\n', " ");
            Error::Settings { path: path.clone(), reason }
        })?;
        change(&mut document);
        let changed = after_comments(&text, document.trailing().as_str().unwrap_or_default(), document.to_string());
        let settings = read_settings(&changed, &path)?;
        if changed != text {
            write_file_atomically(&path, changed.as_bytes())?;
        }
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(settings));
        Ok(())
    }

    /// Notes what the document at `path` leaves unsaid; what `said` leaves open stays as it was.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn say_of_document(&self, path: &str, said: &DocumentSettings) -> Result<()> {
        if *said == DocumentSettings::default() {
            return Ok(());
        }
        self.edit_settings(|document| {
            let Some(table) =
                sub_table(document.as_table_mut(), "documents", true).and_then(|table| sub_table(table, path, false))
            else {
                return;
            };
            let kind = said.kind.map(|kind| kind.to_string());
            for (key, value) in [("kind", &kind), ("event", &said.event), ("author", &said.author), ("name", &said.name)] {
                if let Some(value) = value {
                    table[key] = toml_edit::value(value.as_str());
                }
            }
        })
    }

    /// Follows a feed; one with the same name or address is changed instead.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn follow_feed(&self, feed: &FeedSettings) -> Result<()> {
        self.follow_feeds(std::slice::from_ref(feed))
    }

    /// Follows several feeds, each as [`Library::follow_feed`] does, in one edit.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn follow_feeds(&self, feeds: &[FeedSettings]) -> Result<()> {
        self.edit_settings(|document| {
            let Some(tables) = tables(document.as_table_mut(), "feed") else { return };
            feeds.iter().for_each(|feed| set_feed(tables, feed));
        })
    }

    /// Follows the feed of that name or address no longer; whether there was one.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn unfollow_feed(&self, name_or_url: &str) -> Result<bool> {
        let mut found = false;
        self.edit_settings(|document| {
            let Some(feeds) = document.get_mut("feed").and_then(toml_edit::Item::as_array_of_tables_mut) else { return };
            let before = feeds.len();
            feeds.retain(|table| text_of(table, "name") != name_or_url && text_of(table, "url") != name_or_url);
            found = feeds.len() < before;
            if feeds.is_empty() {
                document.remove("feed");
            }
        })?;
        Ok(found)
    }

    /// Keeps a search under a name, replacing one of that name.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn save_search(&self, search: &SavedSearch) -> Result<()> {
        self.edit_settings(|document| {
            let Some(searches) = tables(document.as_table_mut(), "search") else { return };
            let Some(table) = table_where(searches, |table| text_of(table, "name") == search.name) else { return };
            table["name"] = toml_edit::value(search.name.as_str());
            table["query"] = toml_edit::value(search.query.as_str());
        })
    }

    /// Every document below notes/ and feeds/ that is to be read, sorted by path.
    ///
    /// Regular files only; links are not followed; hidden files, editors' backups and what hallway publishes are left out,
    /// and so is what the settings list as ignored.
    ///
    /// # Errors
    /// [`Error::Io`] where a folder cannot be listed, [`Error::Settings`].
    pub fn documents(&self) -> Result<Vec<DocumentFile>> {
        documents::find_documents(&self.root, &self.settings()?.ignored)
    }

    /// Where the document at `path` inside the library lies.
    pub fn file_of(&self, path: &str) -> PathBuf {
        documents::file_of(&self.root, path)
    }

    /// What the file at `file` is called as a document, whether it is there or not; `None` for one that can be none.
    pub fn path_of(&self, file: &Path) -> Option<String> {
        documents::path_of(&self.root, file)
    }

    /// The document at `file`, where one is there and is to be read.
    ///
    /// # Errors
    /// As [`Library::settings`].
    pub fn look_at(&self, file: &Path) -> Result<Option<DocumentFile>> {
        let settings = self.settings()?;
        Ok(documents::look_at(&self.root, file).filter(|document| !settings.ignored.contains(&document.path)))
    }

    /// The document that a person means by `what`: a path inside the library or from where they are, or a file name.
    ///
    /// # Errors
    /// [`Error::Usage`] where none or several fit.
    pub fn find_document(&self, what: &str) -> Result<DocumentFile> {
        documents::choose(self.documents()?, &self.root, what)
    }

    /// What the owner says of the document at `path`, for extraction.
    ///
    /// # Errors
    /// As [`Library::settings`].
    pub fn said_of(&self, path: &str) -> Result<Said> {
        Ok(said_of(&*self.settings()?, path))
    }

    /// Copies a document into the library byte for byte: a feed into feeds/, everything else into notes/.
    ///
    /// `name` is its file name. A document that differs but has the same name gets a number; the same bytes are never
    /// copied twice. What `said` states is written to `hallway.toml`.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the bytes are no document, [`Error::Io`], [`Error::Settings`].
    pub fn add_document(&self, name: &str, bytes: &[u8], said: &DocumentSettings) -> Result<Added> {
        // What its entries say does not matter here, however many they are.
        let document = read::read_feed(bytes, &read::Hints { name: Some(name), ..read::Hints::default() }, &mut |_, _| {})?;
        let is_feed = matches!(document.shape, read::document::Shape::Feed);
        let added = documents::copy(&self.root, if is_feed { "feeds" } else { "notes" }, name, bytes)?;
        let added = Added { is_feed, ..added };
        if self.settings()?.ignored.contains(&added.path) {
            self.ignore_document(&added.path, false)?;
        }
        self.say_of_document(&added.path, said)?;
        Ok(added)
    }

    /// Forgets the document at `path`: its file stays where it is, and is no longer read.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn remove_document(&self, path: &str) -> Result<()> {
        self.ignore_document(path, true)
    }

    /// Reads the document at `path` again, where [`Library::remove_document`] forgot it.
    ///
    /// # Errors
    /// As [`Library::edit_settings`].
    pub fn take_back(&self, path: &str) -> Result<()> {
        if self.settings()?.ignored.iter().any(|ignored| ignored == path) {
            return self.ignore_document(path, false);
        }
        Ok(())
    }

    fn ignore_document(&self, path: &str, ignore: bool) -> Result<()> {
        self.edit_settings(|document| {
            let list = document.entry("ignored").or_insert_with(|| toml_edit::value(toml_edit::Array::new()));
            let Some(list) = list.as_array_mut() else { return };
            list.retain(|item| item.as_str() != Some(path));
            if ignore {
                list.push(path);
            } else if list.is_empty() {
                document.remove("ignored");
            }
        })
    }

    /// Waits until no other process fetches feeds into this library.
    ///
    /// # Errors
    /// [`Error::Io`] where the index folder cannot be written.
    pub fn lock_feeds(&self) -> Result<WriterLock> {
        lock_file(&self.index_folder().join(".feeds-lock"))
    }

    /// Waits until no other process writes this library; `waiting` is told once who does, where it must wait.
    ///
    /// # Errors
    /// [`Error::Io`] where the index folder cannot be written.
    pub fn lock(&self, waiting: &mut dyn FnMut(&str)) -> Result<WriterLock> {
        let path = self.index_folder().join(".lock");
        fs::create_dir_all(self.index_folder()).map_err(Error::io(self.index_folder()))?;
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).read(true).write(true).open(&path).map_err(Error::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&path).unwrap_or_default();
                let holder: String = holder.chars().filter(|c| !c.is_control()).take(80).collect();
                waiting(if holder.is_empty() { "another hallway" } else { &holder });
                file.lock().map_err(Error::io(&path))?;
            }
            Err(fs::TryLockError::Error(source)) => return Err(Error::Io { path, source }),
        }
        // Told to whoever waits; the lock itself is the system's and ends with the process.
        let _ = fs::write(&path, format!("hallway, process {}\n", std::process::id()));
        Ok(WriterLock { _file: file })
    }
}

/// What `settings` say of the document at `path`, for extraction.
pub(crate) fn said_of(settings: &Settings, path: &str) -> Said {
    let own = settings.documents.get(path);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let feed = stem.strip_prefix("feeds/").and_then(|name| settings.feed.iter().find(|feed| feed.name == name));
    Said {
        kind: own.and_then(|own| own.kind),
        event: own.and_then(|own| own.event.clone()).or_else(|| feed.and_then(|feed| feed.event.clone())),
        author: own.and_then(|own| own.author.clone()).or_else(|| feed.and_then(|feed| feed.author.clone())),
        tags: feed.map(|feed| feed.tags.clone()).unwrap_or_default(),
        path: Some(stem.to_owned()),
    }
}

fn read_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    String::from_utf8(bytes).map_err(|fault| {
        let line = fault.as_bytes()[..fault.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Error::Settings { path: path.to_owned(), reason: format!("line {line}: not UTF-8; save the file as UTF-8") }
    })
}

fn lock_file(path: &Path) -> Result<WriterLock> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
    }
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(Error::io(path))?;
    file.lock().map_err(Error::io(path))?;
    Ok(WriterLock { _file: file })
}

/// `changed` with tables that are new at its end put after the comments at the end of `before`: those speak of what stands
/// above them, and a line of theirs that is uncommented would become part of the new table.
fn after_comments(before: &str, comments: &str, changed: String) -> String {
    let parts = || {
        let kept = before.strip_suffix(comments)?;
        let new = changed.strip_suffix(comments)?.strip_prefix(kept)?;
        new.trim_start().starts_with('[').then(|| format!("{kept}{comments}\n{}", new.trim_start()))
    };
    if comments.trim().is_empty() { changed } else { parts().unwrap_or(changed) }
}

/// Puts what is said of `feed` into its table.
fn set_feed(feeds: &mut toml_edit::ArrayOfTables, feed: &FeedSettings) {
    let same = |table: &toml_edit::Table| text_of(table, "name") == feed.name || text_of(table, "url") == feed.url;
    let Some(table) = table_where(feeds, same) else { return };
    table["name"] = toml_edit::value(feed.name.as_str());
    table["url"] = toml_edit::value(feed.url.as_str());
    for (key, value) in [("event", &feed.event), ("author", &feed.author), ("interval", &feed.interval), ("only", &feed.only)] {
        if let Some(value) = value {
            table[key] = toml_edit::value(value.as_str());
        }
    }
    if let Some(content) = feed.content {
        let word = match content {
            Content::Full => "full",
            Content::Summary => "summary",
            Content::Link => "link",
        };
        table["content"] = toml_edit::value(word);
    }
    if let Some(megabytes) = feed.megabytes {
        table["megabytes"] = toml_edit::value(i64::from(megabytes));
    }
    if !feed.tags.is_empty() {
        table["tags"] = toml_edit::value(feed.tags.iter().collect::<toml_edit::Array>());
    }
}

/// The table `key` of `table`, made where it is missing; `None` where something else stands there.
fn sub_table<'a>(table: &'a mut toml_edit::Table, key: &str, implicit: bool) -> Option<&'a mut toml_edit::Table> {
    let made = table.entry(key).or_insert_with(|| {
        let mut made = toml_edit::Table::new();
        made.set_implicit(implicit);
        toml_edit::Item::Table(made)
    });
    if let Some(inline) = made.as_inline_table() {
        *made = toml_edit::Item::Table(inline.clone().into_table());
    }
    made.as_table_mut()
}

/// The array of tables `key` of `table`, made where it is missing.
fn tables<'a>(table: &'a mut toml_edit::Table, key: &str) -> Option<&'a mut toml_edit::ArrayOfTables> {
    let made = table.entry(key).or_insert_with(|| toml_edit::Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
    made.as_array_of_tables_mut()
}

/// The table that is `same`, else a new one.
fn table_where(tables: &mut toml_edit::ArrayOfTables, same: impl Fn(&toml_edit::Table) -> bool) -> Option<&mut toml_edit::Table> {
    let position = tables.iter().position(same);
    if position.is_none() {
        tables.push(toml_edit::Table::new());
    }
    tables.get_mut(position.unwrap_or(tables.len().saturating_sub(1)))
}

fn text_of<'a>(table: &'a toml_edit::Table, key: &str) -> &'a str {
    table.get(key).and_then(toml_edit::Item::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        (folder, library)
    }

    #[test]
    fn a_library_is_found_from_the_folders_below_it() {
        let (folder, _library) = library();
        let below = folder.path().join("notes/2031/spring");
        fs::create_dir_all(&below).unwrap();
        assert_eq!(Library::find(&below).unwrap().root(), folder.path());
        let elsewhere = tempfile::tempdir().unwrap();
        assert!(matches!(Library::find(elsewhere.path()), Err(Error::NoLibrary { .. })));
    }

    #[test]
    fn init_overwrites_nothing() {
        let (folder, _library) = library();
        fs::write(folder.path().join(SETTINGS_FILE), "title = \"Kept\"\n").unwrap();
        assert_eq!(Library::init(folder.path()).unwrap().settings().unwrap().title.as_deref(), Some("Kept"));
    }

    #[test]
    fn documents_are_sorted_and_leave_out_what_nobody_wrote_as_one() {
        let (folder, library) = library();
        for path in [
            "notes/b.md",
            "notes/a/z.md",
            "notes/.hidden.md",
            "notes/b.md~",
            "notes/.b.md.swp",
            "notes/b.md.swp",
            "notes/#b.md#",
            "notes/.git/x.md",
            "feeds/blog.atom",
            "feeds/combined.atom",
            "feeds/topic/rust.xml",
            "notes/gone.md",
            "elsewhere.md",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("elsewhere.md"), folder.path().join("notes/link.md")).unwrap();
        library.remove_document("notes/gone.md").unwrap();
        let paths: Vec<String> = library.documents().unwrap().into_iter().map(|document| document.path).collect();
        assert_eq!(paths, ["feeds/blog.atom", "notes/a/z.md", "notes/b.md"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_document_is_found_whatever_its_name_is_made_of() {
        use std::os::unix::ffi::OsStrExt as _;
        let (folder, library) = library();
        for name in [&b"plain.md"[..], "größe.md".as_bytes(), b"odd\xff.md", b"odd\xff/inside.md"] {
            let file = folder.path().join("notes").join(std::ffi::OsStr::from_bytes(name));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, name).unwrap();
        }
        let found = library.documents().unwrap();
        let paths: Vec<&str> = found.iter().map(|document| &*document.path).collect();
        assert_eq!(paths, ["notes/größe.md", "notes/odd\\xff.md", "notes/odd\\xff/inside.md", "notes/plain.md"]);
        for document in &found {
            assert_eq!(fs::read(document.file()).unwrap().len() as u64, document.size, "{}", document.path);
            assert_eq!(library.look_at(&document.file()).unwrap().as_ref(), Some(document));
        }
    }

    #[test]
    fn one_file_is_looked_at_as_the_list_of_all_would_have_it() {
        let (folder, library) = library();
        for path in
            ["notes/a/b.md", "notes/.x.md", "notes/c.md~", "feeds/combined.atom", "feeds/f.atom", "elsewhere.md", "notes/gone.md"]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("notes/a"), folder.path().join("notes/link")).unwrap();
        library.remove_document("notes/gone.md").unwrap();
        let all = library.documents().unwrap();
        #[rustfmt::skip]
        let table = [
            "notes/a/b.md", "notes/.x.md", "notes/c.md~", "notes/a", "notes", "feeds/combined.atom", "feeds/f.atom",
            "elsewhere.md", "notes/gone.md", "notes/nothing.md", "notes/link/b.md",
        ];
        for path in table {
            let expected = all.iter().find(|document| document.path == path);
            assert_eq!(library.look_at(&folder.path().join(path)).unwrap().as_ref(), expected, "{path}");
        }
        assert_eq!(library.path_of(&folder.path().join("notes/nothing.md")).as_deref(), Some("notes/nothing.md"));
    }

    #[test]
    fn a_document_is_copied_once_and_never_over_another() {
        let (folder, library) = library();
        let none = DocumentSettings::default();
        let first = library.add_document("ferrocon.md", b"# Ferrocon 2031\n", &none).unwrap();
        assert_eq!((first.path.as_str(), first.state), ("notes/ferrocon.md", AddedState::New));
        let again = library.add_document("copy.md", b"# Ferrocon 2031\n", &none).unwrap();
        assert_eq!((again.path.as_str(), again.state), ("notes/ferrocon.md", AddedState::Already));
        let other = library.add_document("ferrocon.md", b"# Ferrocon 2032\n", &none).unwrap();
        assert_eq!((other.path.as_str(), other.state), ("notes/ferrocon-2.md", AddedState::Renamed));
        assert_eq!(fs::read(folder.path().join("notes/ferrocon.md")).unwrap(), b"# Ferrocon 2031\n");
    }

    #[test]
    fn a_removed_document_stays_and_comes_back_when_it_is_added_again() {
        let (folder, library) = library();
        let none = DocumentSettings::default();
        library.add_document("a.md", b"# A\n", &none).unwrap();
        library.remove_document("notes/a.md").unwrap();
        assert!(library.documents().unwrap().is_empty() && folder.path().join("notes/a.md").exists());
        library.add_document("a.md", b"# A\n", &none).unwrap();
        assert_eq!(library.documents().unwrap().len(), 1);
    }

    #[test]
    fn a_new_table_stands_after_the_comments() {
        let (folder, library) = library();
        let feed = FeedSettings { name: "blog".into(), url: "https://example.org/f".into(), ..FeedSettings::default() };
        library.follow_feed(&feed).unwrap();
        let text = fs::read_to_string(folder.path().join(SETTINGS_FILE)).unwrap();
        assert_eq!(text, format!("{NEW_SETTINGS}\n[[feed]]\nname = \"blog\"\nurl = \"https://example.org/f\"\n"));
        library.follow_feed(&FeedSettings { name: "log".into(), url: "https://example.org/g".into(), ..feed }).unwrap();
        assert_eq!(Library::open(folder.path()).unwrap().settings().unwrap().feed.len(), 2);
    }

    #[test]
    fn edits_keep_the_comments_of_the_settings() {
        let (folder, library) = library();
        let path = folder.path().join(SETTINGS_FILE);
        fs::write(&path, "# mine\ntitle = \"T\" # really\n\n[[search]]\nname = \"a\"\nquery = \"x\"\n").unwrap();
        let library = Library::open(library.root()).unwrap();
        let said = DocumentSettings { event: Some("Ferrocon 2031".into()), ..DocumentSettings::default() };
        library.say_of_document("notes/x y.md", &said).unwrap();
        library.save_search(&SavedSearch { name: "a".into(), query: "y".into() }).unwrap();
        library.save_search(&SavedSearch { name: "b".into(), query: "\"q\"".into() }).unwrap();
        let feed = FeedSettings { name: "blog".into(), url: "https://example.org/f".into(), ..FeedSettings::default() };
        library.follow_feed(&feed).unwrap();
        library.follow_feed(&FeedSettings { tags: vec!["rust".into()], ..feed }).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\ntitle = \"T\" # really\n"), "{text}");
        let settings = Library::open(folder.path()).unwrap().settings().unwrap();
        assert_eq!(settings.documents["notes/x y.md"], said, "{text}");
        let searches: Vec<_> = settings.search.iter().map(|search| search.query.as_str()).collect();
        assert_eq!((searches, settings.feed.len()), (vec!["y", "\"q\""], 1), "{text}");
        assert_eq!(settings.feed[0].tags, ["rust"]);
        assert!(library.unfollow_feed("blog").unwrap() && !library.unfollow_feed("blog").unwrap());
    }
}
