//! The editor that a person names in the environment.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::plain::{plain, plain_path};

/// `$VISUAL`, else `$EDITOR`.
pub(crate) fn named() -> Option<String> {
    ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

/// Opens `file` at `line`. An editor's setting is a command line: words between blanks.
pub(crate) fn open(editor: &str, file: &Path, line: usize) -> Result<()> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program).args(words).arg(format!("+{line}")).arg(file).status().with_context(|| plain(program))?;
    if !status.success() {
        bail!("{}: ended with {status} on {}", plain(program), plain_path(file));
    }
    Ok(())
}
