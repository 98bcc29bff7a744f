//! `hallway inspect`: one document's records, storing nothing.

use std::path::{Path, PathBuf};

use anyhow::Result;
use hallway::extract::{Explanation, Said, explain};
use hallway::library::Library;
use hallway::model::{Kind, Records};
use hallway::read::{Hints, read};

use super::input::read_document;
use super::outline::{Detail, outline};
use super::plain::{plain, plain_path};
use super::said::SaidArgs;
use super::screen::Screen;
use super::{Globals, Outcome};

const EXAMPLES: &str = "\
Examples:
  hallway inspect notes/ferrocon.md          what would be stored, one record a line
  hallway inspect --json talks.html | jq     the same in full
  curl -s https://example.org/feed | hallway inspect -";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Inspect {
    /// The document, or `-` for standard input
    file: PathBuf,
    #[command(flatten)]
    said: SaidArgs,
    /// Say why each talk is one, and why each heading that looked like one is none
    #[arg(long)]
    explain: bool,
}

impl Inspect {
    pub(crate) fn run(&self, _globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let bytes = read_document(&self.file)?;
        let (records, explanations) = self.extract(&bytes)?;
        if self.explain {
            for Explanation { line, text, accepted, reasons } in &explanations {
                let verdict = if *accepted { "talk" } else { "no talk" };
                screen.line(format!("{line:<6} {verdict:<8} {}: {}", plain(text), plain(reasons)))?;
            }
        } else if screen.json {
            screen.json_object(&records)?;
        } else {
            let detail = if screen.verbose { Detail::Full } else { Detail::Brief };
            for line in outline(&records, detail) {
                screen.line(line)?;
            }
        }
        screen.finish()?;
        self.remark(&records, screen);
        Ok(Outcome::Done)
    }

    fn extract(&self, bytes: &[u8]) -> Result<(Records, Vec<Explanation>)> {
        let is_file = self.file.as_os_str() != "-";
        let name = self.file.to_string_lossy();
        let hints = Hints { name: is_file.then_some(&*name), ..Hints::default() };
        let document = read(bytes, &hints).map_err(|error| self.placed(error))?;
        let said = self.said(is_file)?;
        Ok(explain(&document, &said))
    }

    /// What the options say of the document, else what its library says.
    fn said(&self, is_file: bool) -> Result<Said> {
        let said = match is_file {
            true => said_by_library(&self.file)?,
            false => Said::default(),
        };
        Ok(self.said.over(said))
    }

    /// What ends the reading, with the document's own place.
    fn placed(&self, error: hallway::Error) -> anyhow::Error {
        match error {
            hallway::Error::Unreadable { reason, .. } => {
                anyhow::anyhow!("{}: {}", self.place(), plain(&reason))
            }
            error => error.into(),
        }
    }

    fn place(&self) -> String {
        match self.file.as_os_str() == "-" {
            true => "standard input".to_owned(),
            false => plain_path(&self.file),
        }
    }

    fn remark(&self, records: &Records, screen: &mut Screen) {
        for warning in &records.warnings {
            screen.warning(self.place(), warning.line, &warning.message);
        }
        if records.source.kind == Kind::None {
            let place = self.place();
            screen.remark(format_args!("{place}: about no conference: nothing would be stored but its text"));
            if self.said.kind.is_none() {
                screen.remark_hint("`--kind report` says what it is");
            }
        }
    }
}

/// What is said of `file` by the library that it lies in; of one in no library its name alone is known.
fn said_by_library(file: &Path) -> Result<Said> {
    let absolute = std::path::absolute(file)?;
    if let Ok(library) = Library::find(absolute.parent().unwrap_or(&absolute)) {
        let inside = absolute.strip_prefix(library.root()).unwrap_or(&absolute);
        if inside.starts_with("notes") || inside.starts_with("feeds") {
            let path = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            return Ok(library.said_of(&path)?);
        }
    }
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(Said { path: name, ..Said::default() })
}
