//! When reports that state no date were first seen, in feeds/seen.toml: plain, sorted, a line each.
//!
//! It lies beside the feeds, not in index/, which anyone may delete: what was published keeps its date.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Library, settings_error, write_file_atomically};
use crate::error::{Error, Result};

const HEAD: &str = "# The day on which each report that states no date was first published. It may be corrected here.\n\n";

/// The days on which documents were first seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirstSeen {
    /// `YYYY-MM-DD` by path.
    days: BTreeMap<String, String>,
    is_changed: bool,
}

impl FirstSeen {
    /// What `library` remembers.
    ///
    /// # Errors
    /// [`Error::Settings`] with line and column where the file is damaged, [`Error::Io`].
    pub fn read(library: &Library) -> Result<FirstSeen> {
        let file = file_of(library);
        match std::fs::read_to_string(&file) {
            Ok(text) => {
                let days = match plain_days(&text) {
                    Some(days) => days,
                    None => toml::from_str(&text).map_err(|fault| settings_error(&file, &text, &fault))?,
                };
                Ok(FirstSeen { days, is_changed: false })
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(FirstSeen::default()),
            Err(source) => Err(Error::Io { path: file, source }),
        }
    }

    /// What `library` remembers of the documents at `paths`, which are few; of others too where one of them is not known yet.
    ///
    /// # Errors
    /// As [`FirstSeen::read`], where the whole list has to be read.
    pub fn read_of(library: &Library, paths: &[String]) -> Result<FirstSeen> {
        if paths.is_empty() {
            return Ok(FirstSeen::default());
        }
        let text = std::fs::read_to_string(file_of(library)).unwrap_or_default();
        match paths.iter().map(|path| Some((path.clone(), plain_day(&text, path)?))).collect() {
            Some(days) => Ok(FirstSeen { days, is_changed: false }),
            None => FirstSeen::read(library),
        }
    }

    /// The day on which the document at `path` was first seen, where that is known.
    pub fn day_of(&self, path: &str) -> Option<String> {
        self.days.get(path).cloned()
    }

    /// Remembers the document at `path` as first seen `today`, unless it was seen before.
    pub fn note(&mut self, path: &str, today: &str) {
        if !self.days.contains_key(path) {
            self.days.insert(path.to_owned(), today.to_owned());
            self.is_changed = true;
        }
    }

    /// Keeps what is new for the next time.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, library: &Library) -> Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        // Strings by strings always become TOML.
        let lines = toml::to_string(&self.days).unwrap_or_default();
        write_file_atomically(&file_of(library), format!("{HEAD}{lines}").as_bytes())
    }
}

/// The day of the document at `path`, where its line is as hallway writes most of them.
fn plain_day(text: &str, path: &str) -> Option<String> {
    let is_plain = |text: &str| !text.contains(['"', '\\']) && !text.contains(char::is_control);
    let (_, behind) = text.split_once(&format!("\n\"{path}\" = \"")).filter(|_| is_plain(path))?;
    let (day, _) = behind.split_once("\"\n")?;
    is_plain(day).then(|| day.to_owned())
}

/// The days where every line is as hallway writes most of them; a large library has a line for each of its reports, and nearly
/// all of the time that reading TOML takes goes into what none of them uses.
fn plain_days(text: &str) -> Option<BTreeMap<String, String>> {
    let is_line = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let mut count = 0;
    let days = text.lines().filter(is_line).map(|line| {
        count += 1;
        let (path, day) = line.strip_prefix('"')?.strip_suffix('"')?.split_once("\" = \"")?;
        let is_plain = |text: &str| !text.contains(['"', '\\']) && !text.contains(char::is_control);
        (is_plain(path) && is_plain(day)).then(|| (path.to_owned(), day.to_owned()))
    });
    let days: BTreeMap<String, String> = days.collect::<Option<_>>()?;
    // A path that stands there twice is a fault, which is told with its line.
    (days.len() == count).then_some(days)
}

fn file_of(library: &Library) -> PathBuf {
    library.root().join("feeds/seen.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_days_are_found_without_the_others_and_all_where_one_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        let list = "# a list\n\n\"notes/a.md\" = \"2031-05-04\"\n\"notes/b.md\" = \"2031-05-05\" # by hand\n'notes/c \"d\".md' = \"2031-05-06\"\n";
        std::fs::write(file_of(&library), list).unwrap();
        #[rustfmt::skip]
        let table: [(&[&str], usize); 6] = [
            (&[],                             0),
            (&["notes/a.md"],                 1),
            (&["notes/b.md"],                 3),
            (&["notes/c \"d\".md"],           3),
            (&["notes/a.md", "notes/new.md"], 3),
            (&["a.md"],                       3),
        ];
        let all = FirstSeen::read(&library).unwrap();
        for (paths, known) in table {
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            let seen = FirstSeen::read_of(&library, &paths).unwrap();
            assert_eq!(seen.days.len(), known, "{paths:?}");
            paths.iter().for_each(|path| assert_eq!(seen.day_of(path), all.day_of(path), "{path}"));
        }
    }

    #[test]
    fn plain_lines_are_read_as_the_toml_that_they_are_and_others_are_left_to_it() {
        #[rustfmt::skip]
        let table = [
            ("# a list\n\n\"notes/a.md\" = \"2031-05-04\"\n\"notes/größe b.md\" = \"2031-05-05\"\n", true),
            ("",                                                     true),
            ("\"notes/a \\\"b\\\".md\" = \"2031-05-04\"\n",             false),
            ("'notes/a.md' = \"2031-05-04\"\n",                     false),
            ("\"notes/a.md\" = \"2031-05-04\" # corrected\n",       false),
            ("\"a\" = \"2031-05-04\"\n\"a\" = \"2031-05-05\"\n",   false),
        ];
        for (text, is_plain) in table {
            let days = plain_days(text);
            assert_eq!(days.is_some(), is_plain, "{text}");
            assert!(days.is_none_or(|days| Ok(days) == toml::from_str(text)), "{text}");
        }
    }

    #[test]
    fn a_day_is_remembered_and_a_damaged_list_is_told_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        let mut seen = FirstSeen::read(&library).unwrap();
        seen.note("notes/b \"c\".md", "2031-05-04");
        seen.write(&library).unwrap();
        let mut again = FirstSeen::read(&library).unwrap();
        again.note("notes/b \"c\".md", "2031-06-01");
        assert_eq!(again.day_of("notes/b \"c\".md").as_deref(), Some("2031-05-04"));
        assert!(!again.is_changed);
        std::fs::write(file_of(&library), "x = ").unwrap();
        assert!(FirstSeen::read(&library).unwrap_err().to_string().contains("seen.toml: line 1"));
    }
}
