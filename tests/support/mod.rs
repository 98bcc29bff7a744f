//! The program as a user runs it, in a library of its own.

#![allow(dead_code, reason = "each test file uses its part of this")]

pub(crate) mod ferrocon;
pub(crate) mod private;
pub(crate) mod server;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that goes when the test ends.
pub(crate) struct TestLibrary {
    folder: TempDir,
}

/// What one run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl TestLibrary {
    /// A folder that is no library yet.
    pub(crate) fn folder() -> Self {
        TestLibrary { folder: tempfile::tempdir().unwrap() }
    }

    /// A new library.
    pub(crate) fn new() -> Self {
        let library = TestLibrary::folder();
        library.run(["init", "-q"]).succeeds();
        library
    }

    /// A copy of the library that this repository is.
    pub(crate) fn of_the_repository() -> Self {
        let library = TestLibrary::folder();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["hallway.toml", "links.toml", "notes", "feeds"] {
            let from = repository.join(part);
            if from.exists() {
                copy(&from, &library.path(part));
            }
        }
        // What was published is made anew.
        let _ = std::fs::remove_file(library.path("feeds/combined.atom"));
        library
    }

    /// A new library with these documents in notes/, not synced.
    pub(crate) fn with_notes(notes: &[(&str, &str)]) -> Self {
        let library = TestLibrary::new();
        for (name, text) in notes {
            library.write(&format!("notes/{name}"), text);
        }
        library
    }

    /// The place of `path` in the folder.
    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Copies a file or folder, where it is there, to the same place of another library.
    pub(crate) fn copy_to(&self, other: &TestLibrary, path: &str) {
        if self.path(path).exists() {
            copy(&self.path(path), &other.path(path));
        }
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }

    /// Every file below `folder`, with its text.
    pub(crate) fn texts_below(&self, folder: &str) -> Vec<(String, String)> {
        let (mut texts, mut waiting) = (Vec::new(), vec![self.path(folder)]);
        while let Some(folder) = waiting.pop() {
            for item in fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                match path.is_dir() {
                    true => waiting.push(path),
                    false => texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap())),
                }
            }
        }
        texts
    }

    /// Runs `hallway` in the folder.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs `hallway` in the folder with `input` on standard input.
    pub(crate) fn run_with_input<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: impl Into<Vec<u8>>,
    ) -> Run {
        ran(self.command(arguments).write_stdin(input))
    }

    /// Runs `hallway` in the folder with environment variables; all others are unset.
    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, variables: &[(&str, &str)], arguments: impl IntoIterator<Item = S>) -> Run {
        ran(self.command(arguments).envs(variables.iter().copied()))
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_hallway"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command
    }
}

fn ran(command: &mut assert_cmd::Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// The run, which must have ended with exit code 0.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.ends_with(0)
    }

    /// The run, which must have ended with `code`.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code\n--- stdout\n{}--- stderr\n{}", self.out, self.err);
        self
    }

    /// Standard output holds each of `parts`, in this order.
    #[track_caller]
    pub(crate) fn shows(self, parts: &[&str]) -> Self {
        assert_in_order("stdout", &self.out, parts);
        self
    }

    /// Standard error holds each of `parts`, in this order.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        assert_in_order("stderr", &self.err, parts);
        self
    }

    /// Standard output as JSON, one value a line.
    #[track_caller]
    pub(crate) fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

#[track_caller]
fn assert_in_order(name: &str, text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => panic!("{name} lacks {part:?} (or has it in another order)\n--- {name}\n{text}"),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for item in fs::read_dir(from).unwrap() {
            let item = item.unwrap();
            copy(&item.path(), &to.join(item.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
