//! Where a command writes: results to standard output, everything else to standard error.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anstream::{AutoStream, StripStream, stream::RawStream};
use anyhow::Context;
use serde::Serialize;

use super::Globals;
use super::plain::{plain, plain_json, plain_path};

/// Standard output and standard error, with the global flags that shape them.
pub(crate) struct Screen {
    out: BufWriter<Box<dyn Write>>,
    /// What shows the results page by page, until they are finished.
    pager: Option<Child>,
    err: AutoStream<io::Stderr>,
    /// Results are wanted as JSON.
    pub(crate) json: bool,
    /// Only results are wanted.
    pub(crate) quiet: bool,
    /// More is to be said of what is done.
    pub(crate) verbose: bool,
    /// When the line of progress on the screen was written.
    in_progress: Option<Instant>,
    /// A person reads: standard output is a terminal.
    pub(crate) is_terminal: bool,
}

/// So long a line of progress stands.
const PROGRESS: Duration = Duration::from_millis(100);

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const FAULT: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const WARNING: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

impl Screen {
    pub(crate) fn new(globals: &Globals) -> Self {
        Screen {
            out: standard_output(),
            pager: None,
            err: automatic(io::stderr()),
            json: globals.json,
            quiet: globals.quiet,
            verbose: globals.verbose,
            in_progress: None,
            is_terminal: io::stdout().is_terminal(),
        }
    }

    /// A line of results. Text of others in it has gone through [`plain`].
    pub(crate) fn line(&mut self, line: impl Display) -> anyhow::Result<()> {
        writeln!(self.out, "{line}").context("standard output")
    }

    /// A line of results that heads those that follow.
    pub(crate) fn heading(&mut self, line: impl Display) -> anyhow::Result<()> {
        self.line(format_args!("{BOLD}{line}{BOLD:#}"))
    }

    /// How many columns there are to show results in; none where no person reads them.
    pub(crate) fn width(&self) -> Option<usize> {
        let said = || std::env::var("COLUMNS").ok()?.parse().ok();
        let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        if !self.is_terminal || self.json {
            return None;
        }
        said().or_else(seen).filter(|width| *width > 0)
    }

    /// A record as one line of JSON.
    pub(crate) fn json_line(&mut self, record: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string(record)?;
        self.line(plain_json(&json))
    }

    /// One document's records as one JSON object over many lines.
    pub(crate) fn json_object(&mut self, record: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string_pretty(record)?;
        self.line(plain_json(&json))
    }

    /// Writes out what is held, so that a full disk is an error instead of silence.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        self.out.flush().context("standard output")?;
        self.end_pager();
        Ok(())
    }

    /// Lets a person leaf through the results that follow: `$PAGER`, else `less`, which leaves at once where they fit the screen.
    pub(crate) fn page(&mut self) {
        if !self.is_terminal || self.json || self.pager.is_some() {
            return;
        }
        let said = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
        let mut words = said.split_whitespace();
        let Some(program) = words.next().filter(|program| *program != "cat") else { return };
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        // Where there is none, the terminal itself does.
        let Ok(mut pager) = command.spawn() else { return };
        if let Some(input) = pager.stdin.take() {
            let plain = AutoStream::choice(&io::stdout()) == anstream::ColorChoice::Never;
            let input: Box<dyn Write> =
                if plain { Box::new(StripStream::new(Box::new(input) as Box<dyn Write>)) } else { Box::new(input) };
            self.out = BufWriter::with_capacity(1 << 16, input);
            self.pager = Some(pager);
        }
    }

    /// Waits until the person has seen enough.
    fn end_pager(&mut self) {
        if let Some(mut pager) = self.pager.take() {
            let _ = self.out.flush();
            self.out = standard_output();
            let _ = pager.wait();
        }
    }

    /// What a command did, on standard output; nothing where only results, or records, are wanted.
    pub(crate) fn report(&mut self, text: impl Display) -> anyhow::Result<()> {
        if self.quiet || self.json { Ok(()) } else { self.line(text) }
    }

    /// What takes a while, on one line of a terminal that the next one replaces.
    pub(crate) fn progress(&mut self, text: impl Display) {
        if !self.quiet && io::stderr().is_terminal() {
            let _ = write!(self.err, "\r\u{1b}[K{text}");
            self.in_progress = Some(Instant::now());
        }
    }

    /// [`Screen::progress`] of what goes by faster than it can be read.
    pub(crate) fn progress_often(&mut self, text: impl Display) {
        if self.in_progress.is_none_or(|last| last.elapsed() >= PROGRESS) {
            self.progress(text);
        }
    }

    /// Takes the line of progress away.
    pub(crate) fn end_progress(&mut self) {
        if self.in_progress.take().is_some() {
            let _ = write!(self.err, "\r\u{1b}[K");
        }
    }

    /// A remark on what was done, for people.
    pub(crate) fn remark(&mut self, text: impl Display) {
        if !self.quiet {
            self.say(format_args!("{text}"));
        }
    }

    /// What could be done next, after a remark.
    pub(crate) fn remark_hint(&mut self, text: impl Display) {
        self.remark(format_args!("  hint: {text}"));
    }

    /// What was damaged in a document, and what was made of it. `line` 0 concerns the whole document.
    pub(crate) fn warning(&mut self, place: impl Display, line: usize, message: &str) {
        if self.quiet {
            return;
        }
        let message = plain(message);
        match line {
            0 => self.say(format_args!("{WARNING}warning{WARNING:#}: {place}: {message}")),
            _ => self.say(format_args!("{WARNING}warning{WARNING:#}: {place}:{line}: {message}")),
        }
    }

    /// What ends a command, or what keeps one document of many from being used.
    pub(crate) fn error(&mut self, error: &anyhow::Error) {
        let (message, hint) = describe(error);
        self.fault(message);
        if let Some(hint) = hint {
            self.hint(&hint);
        }
    }

    /// What keeps one document of many from being used: place and fault.
    pub(crate) fn fault(&mut self, text: impl Display) {
        let _ = self.out.flush();
        self.say(format_args!("{FAULT}hallway{FAULT:#}: {text}"));
    }

    /// What could be done next.
    fn hint(&mut self, text: &str) {
        self.say(format_args!("  hint: {}", plain(text)));
    }

    /// Standard error that cannot be written leaves nobody to tell.
    fn say(&mut self, text: impl Display) {
        self.end_progress();
        let _ = writeln!(self.err, "{text}");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.end_pager();
    }
}

fn standard_output() -> BufWriter<Box<dyn Write>> {
    BufWriter::with_capacity(1 << 16, Box::new(automatic(io::stdout())))
}

/// A stream with colours where a terminal shows them and `NO_COLOR` does not forbid them.
fn automatic<S: RawStream>(stream: S) -> AutoStream<S> {
    AutoStream::auto(stream)
}

/// A fault with a next step. Text of others in the fault is plain already: it may list what was found, over lines.
#[derive(Debug)]
pub(crate) struct Advised {
    fault: String,
    hint: String,
}

impl Display for Advised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.fault)
    }
}

impl std::error::Error for Advised {}

/// An error of place and fault, with what could be done next.
pub(crate) fn advised(fault: impl Display, hint: impl Display) -> anyhow::Error {
    anyhow::Error::new(Advised { fault: fault.to_string(), hint: hint.to_string() })
}

/// A system's fault with a file, in the words of people: `notes/x.md: no such file or folder`.
pub(crate) fn file_fault(path: &Path, fault: &io::Error) -> String {
    format!("{}: {}", plain_path(path), fault_words(fault))
}

/// The error as place and fault, and its hint where it has one.
fn describe(error: &anyhow::Error) -> (String, Option<String>) {
    if let Some(hallway::Error::Io { path, source }) = error.downcast_ref() {
        return (file_fault(path, source), fault_hint(source));
    }
    if let Some(Advised { fault, hint }) = error.downcast_ref() {
        return (fault.clone(), Some(hint.clone()));
    }
    let words: Vec<String> = error
        .chain()
        .map(|cause| cause.downcast_ref::<io::Error>().map_or_else(|| plain(&cause.to_string()), fault_words))
        .collect();
    (words.join(": "), error.chain().filter_map(|cause| cause.downcast_ref()).find_map(fault_hint))
}

/// A fault that was told in the system's words, in those of people.
pub(crate) fn reason_words(reason: &str) -> String {
    let number = reason.rsplit_once("(os error ").and_then(|(_, end)| end.strip_suffix(')')?.parse().ok());
    number.map_or_else(|| plain(reason), |number| fault_words(&io::Error::from_raw_os_error(number)))
}

fn fault_words(fault: &io::Error) -> String {
    let words = match fault.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "reading or writing it is not permitted".to_owned(),
        ErrorKind::StorageFull => "no space is left on its disk".to_owned(),
        ErrorKind::QuotaExceeded => "no more space is allowed on its disk".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "it is on a disk that can only be read".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder is wanted".to_owned(),
        ErrorKind::IsADirectory => "a folder, where a file is wanted".to_owned(),
        ErrorKind::InvalidFilename => "its name or path is too long".to_owned(),
        _ => fault.to_string(),
    };
    let words = words.split(" (os error").next().unwrap_or_default();
    plain(words)
}

/// What could be done next where the system refuses.
fn fault_hint(fault: &io::Error) -> Option<String> {
    let hint = match fault.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room and run it again: nothing that was there is lost",
        ErrorKind::ReadOnlyFilesystem => "what only reads works all the same: search, list, show, export",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Whether `error` is a reader's end of interest.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|fault| fault.kind() == ErrorKind::BrokenPipe)
}
